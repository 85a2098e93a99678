"""Decisions on several occasions a school year: which slot a date is of, and how it is written."""

import pytest

from arshjul_cli.editing.decision import Written, decided
from arshjul_cli.editing.newyear import add_year, proposals
from arshjul_cli.errors import DecisionError
from arshjul_cli.flows.calendar import of_calendar
from arshjul_cli.flows.decide import with_decisions
from arshjul_cli.flows.editable import edited
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from building import editable_from, plan_from

YEAR = SchoolYear(2025)
HEAD = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
- {id: veckor, summary: Veckor, when: v. 36 och v. 5, decided_yearly: true}
- {id: blandat, summary: Blandat, when: mars och 15 oktober, decided_yearly: true}
- {id: val, summary: Val, when: okt/nov och mars/april}
"""


def _after(text: str, *written: Written) -> str:
    """Return what a plan is after decisions, one by one, without what stands above its years."""
    for one in written:
        before = editable_from(text)
        text = with_decisions(before, [decided(before.plan, one, YEAR)]).text
    return text.removeprefix(HEAD)


def _veckor(date: str, slot: str = "") -> Written:
    return Written(activity="veckor", date=date, slot=slot)


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ([_veckor("2026-01-27")], "\n        - 2026-01-27"),
        ([_veckor("2026-02-03"), _veckor("2025-09-03")], "\n        - 2025-09-03\n        - 2026-02-03"),
        ([_veckor("2025-09-01"), _veckor("2026-01-27")], "\n        - 2025-09-01\n        - 2026-01-27"),
        ([_veckor("2026-03-03", "februari")], "\n        februari: 2026-03-03"),
        (
            [_veckor("2026-01-27"), _veckor("2025-08-28", "september")],
            "\n        september: 2025-08-28\n        februari: 2026-01-27",
        ),
        ([_veckor("2026-01-27", "september")], "\n        september: 2026-01-27"),
    ],
)
def test_a_list_becomes_months_where_a_date_by_itself_is_of_another_slot(written: list[Written], entry: str) -> None:
    text = _after(HEAD, *written)

    assert f"years:\n  2025/26:\n    dates:\n      veckor:{entry}\n" == text


def test_the_decided_slot_is_replaced_whatever_month_its_date_lies_in() -> None:
    text = f"{HEAD}years:\n  2025/26:\n    dates:\n      veckor: [2025-09-03, 2026-01-27]\n"

    assert "veckor: [2025-09-03, 2026-02-05]" in _after(text, _veckor("2026-02-05"))


def test_a_date_of_no_slot_says_which_there_are() -> None:
    with pytest.raises(DecisionError) as caught:
        _after(HEAD, Written(activity="val", date="2026-06-03"))

    text = "månad: Aktiviteten har inget tillfälle i juni. Den finns i oktober och mars."
    assert (f"{text} Ange en av dem med --slot, eller i kolumnen månad.",) == caught.value.problems


def test_a_calendar_names_slots_by_the_days_that_its_dates_lie_in() -> None:
    data = b"aktivitet;datum\nveckor;2026-01-27\nveckor;2025-09-03\nval;2025-11-04\n"

    assert [2, 9, 10] == [one.month for one in of_calendar(plan_from(HEAD), data, "moten.csv", None).decided]


@pytest.mark.parametrize(
    ("years", "lines"),
    [
        (
            "",
            [
                "veckor: [2025-09-01–2025-09-07, 2026-01-26–2026-02-01]  # v. 36 och v. 5",
                "blandat: {oktober: 2025-10-15, mars: }  # mars och 15 oktober",
                "val: {oktober: , mars: }  # oktober eller november och mars eller april",
            ],
        ),
        (
            "years: {2024/25: {dates: {blandat: {mars: 2025-03-04}, val: [2024-11-05, 2025-04-01]}}}\n",
            [
                "veckor: [2025-09-01–2025-09-07, 2026-01-26–2026-02-01]  # v. 36 och v. 5",
                "blandat: [2025-10-15, 2026-03-03]  # mars och 15 oktober",
                "val: [2025-11-04, 2026-03-31]  # oktober eller november och mars eller april",
            ],
        ),
    ],
)
def test_a_new_year_proposes_each_slot(years: str, lines: list[str]) -> None:
    assert sorted(lines) == sorted(proposals(expand(plan_from(HEAD + years), (YEAR,))))


def test_a_proposal_is_taken_up_slot_by_slot() -> None:
    old = editable_from(HEAD)
    lines = ["veckor: [2025-09-01–2025-09-07, 2026-01-26–2026-02-01]  # v. 36 och v. 5"]
    text = edited(old, add_year(old.layout, YEAR, lines, ()), [("years", str(YEAR))]).text

    assert _after(text, _veckor("2026-01-28")).endswith(
        "      veckor:  # v. 36 och v. 5\n        # - 2025-09-01–2025-09-07\n        - 2026-01-28\n"
    )
