"""What is still to decide, and what stands in the way."""

import datetime as dt

import pytest

from arshjul_cli.editing.newyear import breaks, differences, proposals, with_breaks_of_the_year_before
from arshjul_cli.plan.model import Plan
from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.daysoff import DaysOff
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.undecided import clashes, undecided
from building import plan_from

LATER = "helg: 27 mars är en lördag (förra läsåret fredag) – helg"
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {}
activities:
  - {id: helg, summary: Helg, when: 27 mars, decided_yearly: true}
  - {id: lov, summary: Lov, when: tisdag v. 7, decided_yearly: true}
  - {id: vecka, summary: Vecka, when: v. 53, decided_yearly: true}
  - {id: rad, summary: Råd, when: sista vardagen varje månad utom juli, decided_yearly: true}
  - {id: fast, summary: Fast, when: senast 6 juni}
years:
  2025/26:
    dates: {helg: 2026-03-26}
    cancelled: {lov: Utgår}
    breaks: [{name: Sportlov, when: v. 7}, {name: "Lov: extra", when: 29 februari}]
"""


def plan() -> Plan:
    return plan_from(PLAN)


def test_what_is_decided_or_cancelled_is_not_listed_and_what_has_no_date_comes_last() -> None:
    found = undecided(expand(plan(), [SchoolYear(2025)]))

    assert ["rad"] * 11 == [one.activity.id for one in found[:-1]]
    assert ("vecka", None, ("2025 har ingen vecka 53",)) == (
        found[-1].activity.id,
        found[-1].days,
        found[-1].clashes,
    )


def test_clashes_name_weekends_holidays_and_breaks() -> None:
    year = SchoolYear(2026)
    found = undecided(expand(with_breaks_of_the_year_before(plan(), year), [year]))
    clashing = {one.activity.id: one.clashes for one in found if one.clashes}

    assert {"helg": ("lördag",), "lov": ("Sportlov",)} == clashing


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ((2027, 3, 2), (2027, 3, 2), ()),
        ((2027, 3, 26), (2027, 3, 26), ("långfredagen",)),
        ((2027, 3, 28), (2027, 3, 28), ("söndag", "påskdagen")),
        ((2026, 12, 31), (2026, 12, 31), ("nyårsafton",)),
        ((2027, 2, 13), (2027, 2, 14), ("lördag", "söndag")),
        ((2027, 2, 13), (2027, 2, 15), ()),
    ],
)
def test_a_clash_takes_every_day(first: tuple[int, int, int], last: tuple[int, int, int], why: tuple[str, ...]) -> None:
    found = clashes(Span(dt.date(*first), dt.date(*last)), DaysOff(plan()))

    assert why == found


def test_a_new_year_is_held_against_the_year_before() -> None:
    assert [
        "Vecka 53: läsåret har en, måndag 28 december 2026 – söndag 3 januari 2027. Vecka 1 börjar veckan efter.",
        "Påskdagen: söndag 28 mars 2027 (förra läsåret 5 april), 2 veckor tidigare.",
        "helg: 27 mars är en lördag (förra läsåret fredag) – helg.",
        "fast: 6 juni är en söndag (förra läsåret lördag) – helg.",
    ] == list(differences(plan(), SchoolYear(2026)))
    assert "Vecka 53: läsåret har ingen, men det förra hade en." == next(differences(plan(), SchoolYear(2027)))


def test_proposals_are_entries_of_dates() -> None:
    year = SchoolYear(2025)
    found = list(proposals(expand(plan(), [year])))

    assert found[0].startswith("rad: [2025-08-29, 2025-09-30, ")
    assert found[0].endswith("  # sista vardagen varje månad utom juli")
    assert ["(vecka saknar datum: 2025 har ingen vecka 53)"] == found[1:]
    assert ["breaks: [{name: Sportlov, when: v. 7}, {name: 'Lov: extra', when: 29 februari}]"] == list(
        breaks(plan(), year.next())
    )
    assert [] == list(breaks(plan(), year))


def test_a_day_that_is_moved_into_another_month_is_no_entry_of_a_list() -> None:
    text = PLAN.replace("sista vardagen varje månad utom juli", "första torsdagen varje månad")
    moved = plan_from(text.replace("plan: {", "plan: {on_holiday: before, ", 1))
    found = list(proposals(expand(moved, [SchoolYear(2025)])))

    assert "2025-12-04, 2026-02-05" in found[0]
    assert "(rad för januari: tisdag 30 december 2025, i en annan månad)" == found[1]


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("keep", f"{LATER}."),
        (
            "before",
            "helg: 27 mars är en lördag (förra läsåret fredag) – helg, så den flyttas till närmaste vardag före.",
        ),
        (
            "after",
            "helg: 27 mars är en lördag (förra läsåret fredag) – helg, så den flyttas till närmaste vardag efter.",
        ),
    ],
)
def test_a_new_year_tells_what_on_holiday_makes_of_a_weekend(mode: str, said: str) -> None:
    text = PLAN.replace("plan: {", f"plan: {{on_holiday: {mode}, ", 1)

    assert said in differences(plan_from(text), SchoolYear(2026))


def test_a_leap_day_is_no_date_to_compare() -> None:
    text = PLAN.replace("when: 27 mars", "when: 29 februari–5 mars")

    assert not [one for one in differences(plan_from(text), SchoolYear(2026)) if "helg:" in one]
