"""Times counted from another activity, laid out on a year: they follow it wherever it goes."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Occurrence, Status, Wheel
from arshjul_cli.wheel.undecided import undecided
from building import DOMAIN, YEAR, Tree, plan_of, row, wheel_of

BOARD = row("namnd", "första tisdagen i september och mars", summary="Nämnd")


def _of(wheel: Wheel, one: str = "mote") -> list[str]:
    return [str(each.start) for each in wheel.occurrences if each.activity.id == one]


def _only(wheel: Wheel, one: str = "mote") -> Occurrence:
    (found,) = (each for each in wheel.occurrences if each.activity.id == one)
    return found


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("14 dagar före namnd", ["2025-08-19", "2026-02-17"]),
        ("3 vardagar efter namnd", ["2025-09-05", "2026-03-06"]),
        ("2 veckor före namnd", ["2025-08-18", "2026-02-16"]),
        ("dagen efter namnd", ["2025-09-03", "2026-03-04"]),
        ("samma dag som namnd", ["2025-09-02", "2026-03-03"]),
        ("tisdagen före namnd", ["2025-08-26", "2026-02-24"]),
        ("måndagen före namnd", ["2025-09-01", "2026-03-02"]),
    ],
)
def test_it_is_so_far_from_each_occurrence(when: str, days: list[str]) -> None:
    assert days == _of(wheel_of(BOARD, row(when=when)))


def test_it_counts_from_the_first_day_of_a_period_and_after_the_last() -> None:
    period = row("a", "5–9 mars")

    assert ["2026-03-04"] == _of(wheel_of(period, row(when="dagen före a")))
    assert ["2026-03-10"] == _of(wheel_of(period, row(when="dagen efter a")))


def test_it_counts_from_the_last_day_of_a_deadline_which_is_where_that_stands() -> None:
    assert ["2026-03-30"] == _of(wheel_of(row("a", "senast mars"), row(when="dagen före a")))


def test_it_has_the_slots_of_the_other_in_its_uids() -> None:
    wheel = wheel_of(BOARD, row(when="14 dagar före namnd"))

    assert {f"mote.2025-26.{month}@{DOMAIN}" for month in ("09", "03")} == {
        wheel.uid(one) for one in wheel.occurrences if one.activity.id == "mote"
    }


def test_it_follows_a_date_that_is_decided_and_a_day_that_is_moved() -> None:
    decided = {"dates": {"namnd": {"mars": "2026-03-17"}}}
    moved = wheel_of(row("a", "6 januari", on_holiday="after"), row(when="dagen efter a"))

    assert ["2025-08-19", "2026-03-03"] == _of(wheel_of(BOARD, row(when="14 dagar före namnd"), decided=decided))
    assert ["2026-01-08"] == _of(moved)


def test_it_is_preliminary_while_the_other_is_and_nobody_is_asked_to_decide_it() -> None:
    wheel = wheel_of({**BOARD, "decided_yearly": True}, row(when="14 dagar före namnd"))

    assert {Status.TENTATIVE} == {one.status for one in wheel.occurrences}
    assert {"namnd"} == {one.activity.id for one in undecided(wheel)}


def test_one_that_is_decided_every_year_is_asked_for() -> None:
    wheel = wheel_of(BOARD, row(when="14 dagar före namnd", decided_yearly=True))

    assert {"mote"} == {one.activity.id for one in undecided(wheel)}


@pytest.mark.parametrize("when", ["mars", "maj eller juni", "vid behov", "löpande", "v. 53"])
def test_it_waits_without_a_day_or_a_finding_for_what_has_none(when: str) -> None:
    wheel = wheel_of(row("a", when), row(when="14 dagar före a", decided_yearly=True))

    assert [] == _of(wheel)
    assert {"a"} >= {missing.activity.id for missing in wheel.missing} | {one.activity.id for one in undecided(wheel)}
    assert {"a"} >= {activity.id for activity in wheel.undated}


def test_it_gets_its_day_when_the_other_does() -> None:
    decided = {"dates": {"a": "2026-03-17"}}

    for when in ("mars", "maj eller juni", "vid behov"):
        assert ["2026-03-03"] == _of(wheel_of(row("a", when), row(when="14 dagar före a"), decided=decided))


def test_it_is_cancelled_with_the_other_and_says_so() -> None:
    chain = (BOARD, row("b", "14 dagar före namnd", summary="Handlingar"), row(when="dagen före b"))
    wheel = wheel_of(*chain, decided={"cancelled": {"namnd": {"mars": "Sjukdom"}}})
    cancelled = [one for one in wheel.occurrences if one.status is Status.CANCELLED]

    assert {"namnd", "b", "mote"} == {one.activity.id for one in cancelled}
    assert {"Sjukdom", "Nämnd blir inte av (Sjukdom)"} == {one.reason for one in cancelled}


def test_a_date_of_its_own_stands_whatever_becomes_of_the_other() -> None:
    decided = {"dates": {"mote": {"mars": "2026-02-20"}}, "cancelled": {"namnd": {"mars": "Sjukdom"}}}
    wheel = wheel_of(BOARD, row(when="14 dagar före namnd"), decided=decided)
    own = next(one for one in wheel.occurrences if one.decided)

    assert (dt.date(2026, 2, 20), Status.CONFIRMED, 3) == (own.start, own.status, own.month)


def test_a_date_of_its_own_is_enough_where_the_other_has_none() -> None:
    decided = {"dates": {"mote": "2026-02-20"}}

    assert ["2026-02-20"] == _of(wheel_of(row("a", "vid behov"), row(when="dagen före a"), decided=decided))


def test_dates_in_a_list_find_the_slots_of_the_other() -> None:
    decided = {"dates": {"mote": ["2026-02-20", "2025-08-21"]}}
    wheel = wheel_of(BOARD, row(when="14 dagar före namnd"), decided=decided)

    assert [("2025-08-21", 9), ("2026-02-20", 3)] == [
        (str(one.start), one.month) for one in wheel.occurrences if one.activity.id == "mote"
    ]


def test_slots_that_do_not_exist_have_nothing_counted_from_them() -> None:
    decided = {"dates": {"namnd": {"mars": "2026-03-17"}}, "complete": {"namnd": "läsåret"}}

    assert ["2026-03-03"] == _of(wheel_of(BOARD, row(when="14 dagar före namnd"), decided=decided))


def test_it_belongs_to_the_school_year_of_the_other_also_across_its_edge() -> None:
    plan = plan_of(row("a", "5 juli"), row(when="14 dagar före a"), row("c", "28 juni"), row("d", "14 dagar efter c"))
    wheel = expand(plan, (YEAR, YEAR.next()))

    assert [(YEAR, "2025-06-21"), (YEAR.next(), "2026-06-21")] == [
        (one.school_year, str(one.start)) for one in wheel.occurrences if one.activity.id == "mote"
    ]
    assert [(YEAR, "2026-07-12"), (YEAR.next(), "2027-07-12")] == [
        (one.school_year, str(one.start)) for one in wheel.occurrences if one.activity.id == "d"
    ]


@pytest.mark.parametrize(
    ("when", "mode", "day"),
    [
        ("dagen före a", "after", "2026-03-15"),  # a Sunday; the Monday after it is that of the other
        ("dagen före a", "before", "2026-03-13"),
        ("samma dag som b", "after", "2026-03-14"),
        ("dagen efter c", "before", "2026-03-14"),  # a Saturday, the day after Friday
        ("dagen efter c", "after", "2026-03-16"),
    ],
)
def test_a_day_off_is_never_moved_to_the_other_or_past_it(when: str, mode: str, day: str) -> None:
    others = (row("a", "16 mars"), row("b", "14 mars"), row("c", "13 mars"))

    assert [day] == _of(wheel_of(*others, row(when=when, on_holiday=mode)))


def test_it_is_nothing_in_years_that_one_of_the_two_does_not_have() -> None:
    plan = plan_of({**row("a", "5 mars"), "from": "2026/27"}, {**row(when="dagen före a"), "until": "2026/27"})
    wheel = expand(plan, (YEAR, YEAR.next(), YEAR.next().next()))

    assert ["2027-03-04"] == _of(wheel)


def test_the_order_in_the_file_changes_nothing() -> None:
    rows: tuple[Tree, ...] = (BOARD, row("b", "14 dagar före namnd"), row("c", "dagen före b"), row("d", "5 mars"))
    wheels = [[(one.activity.id, one.start) for one in wheel_of(*each).occurrences] for each in permutations(rows)]

    assert all(wheel == wheels[0] for wheel in wheels)


@given(
    st.sampled_from(["10 dagar före a", "5 vardagar efter a", "3 veckor före a", "veckan efter a", "fredagen före a"]),
    st.sampled_from(["30 juni", "1 juli", "5–9 mars", "v. 26", "sista vardagen varje månad", "veckan efter påsk"]),
    st.sampled_from(["keep", "before", "after"]),
    st.integers(2000, 2049),
)
def test_in_fifty_years_it_is_on_its_side_of_the_other_and_in_one_school_year(
    when: str, other: str, mode: str, first: int
) -> None:
    year = SchoolYear(first)
    wheel = expand(plan_of(row("a", other), row(when=when, on_holiday=mode)), (year, year.next()))
    others = {(one.school_year, one.month): one for one in wheel.occurrences if one.activity.id == "a"}
    counted = [one for one in wheel.occurrences if one.activity.id == "mote"]

    assert others.keys() == {(one.school_year, one.month) for one in counted}
    assert len(others) == len(counted)
    for one in counted:
        stands = others[one.school_year, one.month]
        assert one.last_day < stands.start if "före" in when else one.start > stands.last_day
        assert one.counted_from == stands


def test_of_the_other_only_what_has_days_is_counted_from() -> None:
    wheel = wheel_of(row("a", "mars och 5 maj"), row(when="dagen före a"))

    assert ["2026-05-04"] == _of(wheel)
    assert Span(dt.date(2026, 5, 5), dt.date(2026, 5, 5)) == _only(wheel).counted_from.days_counted_from  # type: ignore[union-attr]
