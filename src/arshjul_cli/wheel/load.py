"""How much each month asks of somebody: what is on, what is to be done by then, and the days that it takes. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import days_between
from arshjul_cli.wheel.model import Kind, Occurrence, Status, Wheel
from arshjul_cli.workdays import Workdays

_SHORT = dt.timedelta(days=7)
"""A longer period is no meeting that takes its days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a month has."""

    events: int
    """What begins in it, deadlines aside; in the first month also what goes on when that begins."""
    deadlines: int
    """What is to be done by one of its days; in the last month also by a day soon after it."""
    days: int
    """The days of meetings, and the working days of periods of at most a week, each once, and one for each whose day is
    not decided."""


Loads = Mapping[str, Mapping[dt.date, Load]]
"""What each month has, by its first day, by the id of the role or declared feed."""


def months_of(asked: Span) -> tuple[dt.date, ...]:
    """Return the first day of each month of some days."""
    return tuple(dict.fromkeys(day.replace(day=1) for day in days_between(*asked)))


def loads(wheel: Wheel, feeds: Iterable[str], asked: Span) -> Loads:
    """Return what each month of some days has for some roles or declared feeds; what is cancelled does not count."""
    standing = [one for one in wheel.occurrences if one.status is not Status.CANCELLED]
    carried = {one.activity.id: wheel.feeds(one.activity) for one in standing}
    workdays = wheel.plan.workdays
    return {
        feed_id: {
            month: _load([one for one in standing if feed_id in carried[one.activity.id]], month, asked, workdays)
            for month in months_of(asked)
        }
        for feed_id in feeds
    }


def _load(occurrences: Iterable[Occurrence], month: dt.date, asked: Span, workdays: Workdays) -> Load:
    days: set[dt.date] = set()
    events = deadlines = undecided = 0
    for one in occurrences:
        if one.kind is Kind.DEADLINE:
            deadlines += min(one.last_day, asked.last_day).replace(day=1) == month
        else:
            begins = max(one.start, asked.start).replace(day=1) == month
            events += begins
            undecided += begins and (one.is_open_month or one.is_any_day)
            days |= _days(one, month, workdays)
    return Load(events=events, deadlines=deadlines, days=len(days) + undecided)


def _days(one: Occurrence, month: dt.date, workdays: Workdays) -> set[dt.date]:
    """Return the days of a month that a meeting takes: of several the working days, unless it has none."""
    if one.last_day - one.start >= _SHORT:
        return set()
    every = set(days_between(one.start, one.last_day))
    taken = set(filter(workdays.is_working_day, every)) if len(every) > 1 else every
    return {day for day in taken or every if day.replace(day=1) == month}
