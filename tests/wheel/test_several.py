"""Several occasions a school year, what is open or about a time, and what goes on all year, laid out on a year."""

import datetime as dt

import pytest

from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Kind, Status, Wheel
from arshjul_cli.wheel.undecided import undecided
from building import DOMAIN, YEAR, only, plan_of, row, wheel_of


def _slots(wheel: Wheel) -> list[tuple[int | None, str]]:
    return [(one.month, str(one.start)) for one in wheel.occurrences]


def test_each_time_has_a_slot_and_a_uid_with_its_month() -> None:
    wheel = wheel_of(row(when="v. 36 och v. 6"))

    assert [(9, "2025-09-01"), (2, "2026-02-02")] == _slots(wheel)
    assert [f"mote.2025-26.{month}@{DOMAIN}" for month in ("09", "02")] == [wheel.uid(one) for one in wheel.occurrences]


def test_the_uid_of_a_week_never_changes_with_the_calendar() -> None:
    plan = plan_of(row(when="v. 36 och v. 5"))
    wheel = expand(plan, (SchoolYear(first) for first in range(2000, 2050)))

    assert {9, 2} == {one.month for one in wheel.occurrences}
    assert {8, 9} == {one.start.month for one in wheel.occurrences if one.month == 9}
    assert {1, 2} == {one.start.month for one in wheel.occurrences if one.month == 2}


def test_every_occasion_is_in_exactly_one_school_year_of_fifty() -> None:
    plan = plan_of(row(when="mars och oktober"), row("b", "v. 27 och v. 26"), row("c", "maj eller juni"))
    wheel = expand(plan, (SchoolYear(first) for first in range(2000, 2050)))
    days = [(one.activity.id, one.month, one.start) for one in wheel.occurrences]

    assert 50 * 5 == len(days) == len(set(days))


def test_the_order_of_the_times_changes_only_the_rule() -> None:
    first, second = (wheel_of(row(when=when)) for when in ("mars, v. 40 och maj", "maj, mars och v. 40"))

    assert _slots(first) == _slots(second)


def test_a_date_of_a_list_is_of_the_slot_in_whose_days_it_lies_else_of_its_month() -> None:
    decided = {"dates": {"mote": ["2026-01-27", "2025-09-10"]}}

    assert [(9, "2025-09-10"), (2, "2026-01-27")] == _slots(wheel_of(row(when="v. 36 och v. 5"), decided=decided))


def test_a_slot_is_named_by_its_month_in_dates_and_cancellations() -> None:
    decided = {"dates": {"mote": {"februari": "2026-03-03"}}, "cancelled": {"mote": {"september": "Utgår"}}}
    first, second = wheel_of(row(when="v. 36 och v. 5"), decided=decided).occurrences

    assert (9, Status.CANCELLED, "Utgår") == (first.month, first.status, first.reason)
    assert (2, dt.date(2026, 3, 3), True) == (second.month, second.start, second.decided)


def test_a_slot_that_is_a_whole_month_has_no_day_of_its_own() -> None:
    first, second = wheel_of(row(when="mars och 15 oktober")).occurrences

    assert (10, False, Kind.DAY) == (first.month, first.is_any_day, first.kind)
    assert (3, True, Kind.PERIOD) == (second.month, second.is_any_day, second.kind)


def test_every_time_of_a_deadline_is_one() -> None:
    wheel = wheel_of(row(when="senast 15 januari och 15 augusti"))

    assert [Kind.DEADLINE] * 2 == [one.kind for one in wheel.occurrences]


@pytest.mark.parametrize(
    ("when", "months", "start", "last_day"),
    [
        ("maj eller juni", {5, 6}, "2026-05-01", "2026-06-30"),
        ("december/januari", {12, 1}, "2025-12-01", "2026-01-31"),
    ],
)
def test_either_of_two_months_is_one_slot_whose_day_is_to_be_decided(
    when: str, months: set[int], start: str, last_day: str
) -> None:
    wheel = wheel_of(row(when=when))
    one = only(wheel)

    assert (None, f"mote.2025-26@{DOMAIN}") == (one.month, wheel.uid(one))
    assert (months, start, last_day) == (set(one.months), str(one.start), str(one.last_day))
    assert (True, Status.TENTATIVE) == (one.is_open_month, one.status)
    assert 1 == len(undecided(wheel))


def test_it_is_open_until_the_last_day_of_the_second_month() -> None:
    [slot] = undecided(wheel_of(row(when="maj eller juni")))

    assert not slot.has_passed(dt.date(2026, 6, 30))
    assert slot.has_passed(dt.date(2026, 7, 1))


def test_two_months_that_something_is_to_be_done_in_are_a_deadline() -> None:
    one = only(wheel_of(row(when="senast maj eller juni")))

    assert (Kind.DEADLINE, False, dt.date(2026, 6, 30)) == (one.kind, one.is_open_month, one.last_day)


def test_either_may_be_one_of_several() -> None:
    wheel = wheel_of(row(when="okt/nov och mars/april"))

    assert [(10, "2025-10-01"), (3, "2026-03-01")] == _slots(wheel)
    assert all(one.is_open_month for one in wheel.occurrences)


@pytest.mark.parametrize("when", ["runt 1 mars", "senast omkring 1 mars", "ca v. 46", "runt 1 mars och 1 oktober"])
def test_what_is_about_a_time_is_preliminary_until_it_is_decided(when: str) -> None:
    assert {Status.TENTATIVE} == {one.status for one in wheel_of(row(when=when)).occurrences}
    assert len(wheel_of(row(when=when)).occurrences) == len(undecided(wheel_of(row(when=when))))


def test_what_is_about_a_time_and_decided_is_confirmed() -> None:
    one = only(wheel_of(row(when="runt 1 mars"), decided={"dates": {"mote": "2026-03-03"}}))

    assert (Status.CONFIRMED, dt.date(2026, 3, 3)) == (one.status, one.start)


@pytest.mark.parametrize("when", ["löpande", "årligen", "vid behov"])
def test_what_has_no_date_is_listed_and_gets_one_by_a_decision(when: str) -> None:
    plan = plan_of(row(when=when), years={"2025/26": {"dates": {"mote": "2026-01-15"}}})

    assert ((), ["mote"]) == (
        expand(plan, (YEAR.next(),)).occurrences,
        [one.id for one in expand(plan, (YEAR.next(),)).undated],
    )
    assert dt.date(2026, 1, 15) == only(expand(plan, (YEAR,))).start
