"""The list of what is to decide, on any screen."""

import datetime as dt

import pytest
from rich.cells import cell_len

from arshjul_cli.flows.decide import still_undecided
from arshjul_cli.plan.model import Plan
from arshjul_cli.render.terminal.undecided import render
from arshjul_cli.schoolyear import SchoolYear
from building import YEAR, Tree, plan_of, printed, row


def _shown(plan: Plan, today: str, width: int = 80, *years: SchoolYear) -> list[str]:
    found = still_undecided(plan, years or (YEAR,), dt.date.fromisoformat(today))
    return [" ".join(line.split()) for line in printed(render(*found, width), width).splitlines()]


def _monthly(when: str = "varje månad utom juli", one: str = "rad") -> Tree:
    return row(one, when, decided_yearly="true")


def test_the_months_of_an_activity_share_a_row_soon_and_later() -> None:
    assert [
        "2025/26, inom 90 dagar: 4 datum att bestämma",
        "Vecka Preliminärt Aktivitet Regel",
        "januari–april rad varje månad utom juli",
        "Möte",
        "",
        "2025/26, senare: 2 datum att bestämma",
        "Vecka Preliminärt Aktivitet Regel",
        "maj och juni rad varje månad utom juli",
        "Möte",
        "",
        "Passerat utan beslut: 5 datum. I arshjul show 2025/26 är de märkta prel.",
    ] == _shown(plan_of(_monthly()), "2026-01-15")


def test_months_that_are_decided_or_cancelled_are_not_among_them() -> None:
    decided = {"dates": {"rad": ["2025-10-07"]}, "cancelled": {"rad": {"januari": "Jul"}}}
    shown = _shown(plan_of(_monthly(), years={"2025/26": decided}), "2025-06-01", 120)

    assert "31–35 augusti rad varje månad utom juli" in shown
    named = " ".join(shown)
    assert "september, rad varje månad utom juli november, Möte december och februari–juni" in named


def test_days_of_a_month_clash_in_the_months_that_are_named() -> None:
    shown = _shown(plan_of(_monthly("första onsdagen varje månad utom juli, augusti")), "2025-06-01", 120)

    assert any("september–juni rad" in line for line in shown)
    assert not any("krockar" in line for line in shown)
    clashing = " ".join(_shown(plan_of(_monthly("första torsdagen varje månad")), "2025-06-01", 120))
    assert "krockar med nyårsdagen (januari)" in clashing.lower()


def test_one_slot_has_its_week_its_day_and_what_it_clashes_with() -> None:
    shown = _shown(plan_of(row("mote", "1 maj", decided_yearly="true")), "2026-04-01")

    assert "18 fre 1 maj mote 1 maj" in shown
    assert any("krockar med" in line for line in shown)


def test_what_has_no_day_says_why_in_a_row_of_its_own() -> None:
    plan = plan_of(_monthly("femte måndagen varje månad"), row("vecka", "v. 53", decided_yearly="true"))
    shown = " ".join(_shown(plan, "2025-06-01", 120))

    assert "saknas vecka v. 53 Möte 2025 har ingen vecka 53" in shown
    assert 2 == shown.count(" rad femte måndagen varje månad")
    assert "har ingen femte måndag" not in shown


def test_soon_comes_before_later_of_any_year() -> None:
    shown = _shown(plan_of(_monthly()), "2026-06-15", 80, YEAR, YEAR.next())

    assert [
        "2025/26, inom 90 dagar: 1 datum att bestämma",
        "2026/27, inom 90 dagar: 2 datum att bestämma",
        "2026/27, senare: 9 datum att bestämma",
    ] == [line for line in shown if line.startswith("20")]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("today", ["2025-07-01", "2026-03-03", "2027-01-01"])
def test_it_is_no_wider_than_the_screen_and_cuts_nothing(plan: Plan, width: int, today: str) -> None:
    found = still_undecided(plan, (YEAR, YEAR.next()), dt.date.fromisoformat(today))
    lines = printed(render(*found, width), width).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("width", [50, 80, 120])
def test_no_id_is_broken(width: int) -> None:
    one = "elev-och-vardnadshavarenkat-resultat-grund"
    lines = printed(render(*still_undecided(plan_of(_monthly(one=one)), (YEAR,), YEAR.start), width), width)

    assert one in lines.split()
