"""The form of what is to be decided."""

import datetime as dt

from arshjul_cli.editing.form import blanks
from arshjul_cli.plan.model import Plan
from arshjul_cli.render.form import form
from arshjul_cli.render.rows import Cell
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.undecided import undecided
from building import YEAR, plan_of, row


def _rows(plan: Plan, year: SchoolYear = YEAR) -> list[dict[str, Cell]]:
    made = form(blanks(plan, undecided(expand(plan, [year]))), "Lista")
    return [dict(zip(made.columns.values(), cells, strict=True)) for cells in made.rows]


def test_a_row_has_the_proposal_and_last_years_decision_and_nothing_to_send_back() -> None:
    decided = {"dates": {"mote": {"date": "2025-03-04 13:00-16:00", "location": "Sal 1"}}}
    mote = row("mote", "första tisdagen i mars", decided_yearly="true")

    assert [
        {
            "läsår": "2025/26", "id": "mote", "aktivitet": "Möte", "regel": "första tisdagen i mars", "månad": None,
            "vecka": "10", "förslag": dt.date(2026, 3, 3), "datum": None, "tid": None, "plats": None,
            "förra datum": dt.date(2025, 3, 4), "förra tid": "13:00–16:00", "förra plats": "Sal 1", "krockar med": None,
        }
    ] == _rows(plan_of(mote, years={"2024/25": decided}))  # fmt: skip


def test_what_has_only_a_month_is_proposed_on_last_years_day_or_else_by_its_month() -> None:
    plan = plan_of(
        row("rad", "september och maj", decided_yearly="true"), years={"2024/25": {"dates": {"rad": ["2024-09-10"]}}}
    )

    assert [("september", dt.date(2025, 9, 9)), ("maj", "maj 2026")] == [
        (found["månad"], found["förslag"]) for found in _rows(plan)
    ]


def test_what_has_no_day_and_what_clashes_say_why() -> None:
    plan = plan_of(row("vecka", "v. 53", decided_yearly="true"), row("fri", "1 maj", decided_yearly="true"))

    assert [("fri", "första maj"), ("vecka", "2025 har ingen vecka 53")] == [
        (found["id"], found["krockar med"]) for found in _rows(plan)
    ]


def test_days_in_a_row_are_proposed_as_such() -> None:
    [found] = _rows(plan_of(row("konferens", "5–6 mars", decided_yearly="true")))

    assert "2026-03-05–2026-03-06" == found["förslag"]
