"""What is still to decide in a wheel, and what stands in the way of the preliminary dates. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from arshjul_cli.plan import Activity, Plan
from arshjul_cli.rules import Span, slots
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.swedish import weekday_name
from arshjul_cli.wheel import Status, Wheel
from arshjul_cli.workdays import Workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A slot without a decision; `days` are preliminary, None where the rule gives none that year."""

    activity: Activity
    school_year: SchoolYear
    month: int | None
    days: Span | None
    clashes: tuple[str, ...]
    """Why nobody can meet on any of the days, in words."""


def undecided(wheel: Wheel) -> tuple[Undecided, ...]:
    """Return what is to decide, in the order of time; what has no date comes last in its year."""
    found = (*_preliminary(wheel), *_dateless(wheel))
    return tuple(sorted(found, key=_order))


def _preliminary(wheel: Wheel) -> Iterator[Undecided]:
    workdays = Workdays(wheel.plan.plan.country)
    breaks = {year: breaks_of(wheel.plan, year, workdays) for year in wheel.years}
    for one in wheel.occurrences:
        if one.status is Status.TENTATIVE and isinstance(one.activity, Activity):
            days = Span(one.start, one.last_day)
            yield Undecided(
                activity=one.activity,
                school_year=one.school_year,
                month=one.month,
                days=days,
                clashes=clashes(days, workdays, breaks[one.school_year]),
            )


def _dateless(wheel: Wheel) -> Iterator[Undecided]:
    for one in wheel.missing:
        if one.activity.decided_yearly:
            yield Undecided(
                activity=one.activity, school_year=one.school_year, month=one.month, days=None, clashes=(one.why,)
            )


def _order(one: Undecided) -> tuple[object, ...]:
    return (one.school_year, one.days is None, one.days or (), one.activity.id, one.month or 0)


def breaks_of(plan: Plan, year: SchoolYear, workdays: Workdays) -> tuple[tuple[str, Span], ...]:
    """Return the school breaks of a year; one that the year lacks is left out."""
    found = []
    for one in plan.year(year).breaks:
        for _, rule in slots(one.when):
            try:
                found.append((one.name, rule.span(year, workdays)))
            except NoSuchDay:
                continue
    return tuple(found)


def clashes(days: Span, workdays: Workdays, breaks: tuple[tuple[str, Span], ...]) -> tuple[str, ...]:
    """Return what takes every one of the days; nothing if one is free."""
    length = (days.last_day - days.start).days + 1
    taken = [tuple(_takes(days.start + dt.timedelta(n), workdays, breaks)) for n in range(length)]
    return tuple(dict.fromkeys(why for of_day in taken for why in of_day)) if all(taken) else ()


def _takes(day: dt.date, workdays: Workdays, breaks: tuple[tuple[str, Span], ...]) -> Iterator[str]:
    weekday = weekday_name(day.isoweekday())
    if day.isoweekday() > 5:
        yield weekday
    # A day that is several things has all their names; in Sweden every Sunday is a holiday of that name.
    yield from (name for name in (workdays.holiday(day) or "").split("; ") if name and name.lower() != weekday)
    yield from (name for name, span in breaks if span.start <= day <= span.last_day)
