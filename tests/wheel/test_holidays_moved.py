"""A rule's day on which nobody works: kept, or moved to a working day, and what is told of it."""

import datetime as dt
import json
from typing import Any

import pytest

from arshjul_cli.render.json import render
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Kind, Occurrence, Status
from arshjul_cli.workdays import Workdays
from building import HEADER, YEAR, Tree, alla, only, plan_of, rendered, row, wheel_of


def _on(when: str, mode: str | None, of_the_plan: str | None = None, **more: Any) -> Occurrence:
    header = HEADER | ({"on_holiday": of_the_plan} if of_the_plan else {})
    decided = more.pop("decided", None)
    activity = row(when=when, **({"on_holiday": mode} if mode else {}), **more)
    return only(wheel_of(activity, plan=header, decided=decided))


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "keep", "before", "after"),
    [
        ("30 maj", "2026-05-30", "2026-05-29", "2026-06-01"),
        ("31 maj", "2026-05-31", "2026-05-29", "2026-06-01"),
        ("6 januari", "2026-01-06", "2026-01-05", "2026-01-07"),
        ("24 december", "2025-12-24", "2025-12-23", "2025-12-29"),
        ("1 januari", "2026-01-01", "2025-12-30", "2026-01-02"),
        ("5 april", "2026-04-05", "2026-04-02", "2026-04-07"),
        ("senast 31 maj", "2026-05-31", "2026-05-29", "2026-06-01"),
        ("söndag v. 14", "2026-04-05", "2026-04-02", "2026-04-07"),
    ],
)
def test_a_day_off_is_kept_or_goes_to_the_nearest_working_day(when: str, keep: str, before: str, after: str) -> None:
    for mode, day in (("keep", keep), ("before", before), ("after", after)):
        for occurrence in (_on(when, mode), _on(when, None, mode)):
            assert (_day(day), _day(day)) == (occurrence.start, occurrence.last_day)
            assert (None if mode == "keep" else _day(keep)) == occurrence.moved_from


def test_without_a_word_a_day_is_kept() -> None:
    assert (_day("2026-05-30"), None) == (_on("30 maj", None).start, _on("30 maj", None).moved_from)


@pytest.mark.parametrize("of_the_plan", ["before", "after", "keep"])
def test_what_the_activity_says_goes_before_what_the_plan_says(of_the_plan: str) -> None:
    days = [_on("30 maj", mode, of_the_plan).start for mode in ("keep", "before", "after")]

    assert [_day("2026-05-30"), _day("2026-05-29"), _day("2026-06-01")] == days


@pytest.mark.parametrize("mode", ["before", "after"])
@pytest.mark.parametrize("when", ["29 maj", "30–31 maj", "v. 52", "januari", "senast v. 52", "slutet av maj"])
def test_a_working_day_and_a_period_stay(when: str, mode: str) -> None:
    moved, kept = _on(when, mode), _on(when, "keep")

    assert (kept.start, kept.last_day, None) == (moved.start, moved.last_day, moved.moved_from)


@pytest.mark.parametrize("mode", ["before", "after"])
@pytest.mark.parametrize("date", ["2026-05-30", "2026-05-30 09:00–10:00", "2026-05-30–2026-05-31", "2025-12-24"])
def test_a_decided_date_is_never_moved(date: str, mode: str) -> None:
    occurrence = _on("5 mars", mode, mode, decided={"dates": {"mote": date}})

    assert (_day(date[:10]), None, True) == (occurrence.start, occurrence.moved_from, occurrence.decided)


def test_an_extra_one_is_never_moved() -> None:
    extra = [{"id": "x", "summary": "X", "date": "2026-05-30"}]
    wheel = wheel_of(plan=HEADER | {"on_holiday": "after"}, decided={"extra": extra})

    assert (_day("2026-05-30"), None) == (only(wheel).start, only(wheel).moved_from)


def test_each_month_of_a_monthly_activity_is_moved_by_itself_and_keeps_its_uid() -> None:
    activity = row(when="första tisdagen varje månad utom juli", on_holiday="after")
    moved, kept = wheel_of(activity), wheel_of(activity | {"on_holiday": "keep"})

    assert {_day("2026-01-07"): _day("2026-01-06")} == {
        month.start: month.moved_from for month in moved.occurrences if month.moved_from
    }
    assert list(map(kept.uid, kept.occurrences)) == list(map(moved.uid, moved.occurrences))


def test_the_month_that_is_decided_stays_and_the_others_move() -> None:
    activity = row(when="första söndagen varje månad utom juli", on_holiday="before")
    months = wheel_of(activity, decided={"dates": {"mote": {"mars": "2026-03-08"}}}).occurrences

    assert [_day("2026-03-08")] == [one.start for one in months if not one.moved_from]
    assert all(Workdays().is_working_day(one.start) for one in months if one.moved_from)


def test_what_is_moved_is_what_it_was_in_all_else() -> None:
    activity = row(when="30 maj", decided_yearly="true", deadline="true")
    before, keep = (wheel_of(activity | {"on_holiday": mode}) for mode in ("before", "keep"))
    moved = only(before)

    assert (Kind.DEADLINE, Status.TENTATIVE, False) == (moved.kind, moved.status, moved.decided)
    assert keep.uid(only(keep)) == before.uid(moved)


def test_what_is_cancelled_is_moved_too() -> None:
    occurrence = _on("30 maj", "before", decided={"cancelled": {"mote": "Regn"}})

    assert (Status.CANCELLED, _day("2026-05-29")) == (occurrence.status, occurrence.start)


def test_what_a_year_lacks_is_lacking_whatever_is_done_on_holidays() -> None:
    wheel = wheel_of(row(when="29 februari", on_holiday="before"))

    assert ((), 1) == (wheel.occurrences, len(wheel.missing))


def test_the_days_off_are_those_of_the_country() -> None:
    plan = plan_of(row(when="6 december", on_holiday="after"), plan=HEADER | {"country": "FI"})

    assert _day("2027-12-07") == only(expand(plan, [SchoolYear(2027)])).start


@pytest.mark.parametrize("mode", ["before", "after"])
def test_in_fifty_years_a_moved_day_is_a_working_day_with_none_between(mode: str) -> None:
    wheel = wheel_of(row(when="25 december", on_holiday=mode), years=[SchoolYear(2001 + n) for n in range(50)])
    workdays = Workdays()

    assert 50 == len(wheel.occurrences)
    for one in wheel.occurrences:
        assert one.moved_from == dt.date(one.school_year.first, 12, 25)
        first, last = sorted((one.start, one.moved_from))
        between = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
        assert [one.start] == [day for day in between if workdays.is_working_day(day)]


@pytest.mark.parametrize(
    ("when", "line"),
    [
        ("30 maj", "Flyttad hit från lördag 30 maj 2026, som är en ledig dag."),
        ("6 januari", "Flyttad hit från tisdag 6 januari 2026, som är trettondedag jul."),
        ("24 december", "Flyttad hit från onsdag 24 december 2025, som är julafton."),
    ],
)
def test_the_description_tells_from_where_it_was_moved_and_why(when: str, line: str) -> None:
    (event,) = alla(wheel_of(row(when=when, on_holiday="before")))

    assert line in event.description.split("\n")


@pytest.mark.parametrize("activity", [row(when="29 maj", on_holiday="after"), row(when="30 maj", on_holiday="keep")])
def test_the_description_of_what_stays_tells_of_no_move(activity: Tree) -> None:
    (event,) = alla(wheel_of(activity))

    assert "Flyttad" not in event.description


def test_json_has_the_day_that_it_was_moved_from() -> None:
    rows = (row("a", "30 maj", on_holiday="before"), row("b", "29 maj"))
    shown = json.loads(rendered(render, wheel_of(*rows)))["occurrences"]

    expected = {("a", "2026-05-29", "2026-05-30"), ("b", "2026-05-29", None)}
    assert expected == {(one["activity"], one["start"], one["moved_from"]) for one in shown}
    assert [str(YEAR)] * 2 == [one["school_year"] for one in shown]
