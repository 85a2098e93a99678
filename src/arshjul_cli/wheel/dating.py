"""The days of one slot of an activity: decided, by its rule, or counted from another activity. Pure."""

import datetime as dt
from dataclasses import dataclass

from arshjul_cli.plan.fields import DateSpan, OnHoliday
from arshjul_cli.rules import DatedRule, Relative, Span
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.wheel.model import Occurrence
from arshjul_cli.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a slot, and why they are these."""

    days: DateSpan
    moved_from: dt.date | None = None
    """The day off that the rule gives, if it was moved to a working day."""
    counted_from: Occurrence | None = None
    """The occurrence of another activity, if they are counted from that."""


def by_rule(rule: DatedRule | None, year: SchoolYear, mode: OnHoliday, workdays: Workdays) -> Dated:
    """Return the days that a rule gives in a school year.

    Raises:
        NoSuchDay: if the year lacks them.
    """
    if rule is None:
        raise NoSuchDay
    given = DateSpan(*rule.span(year, workdays))
    return _told(given, _on_working_day(given, mode, workdays))


def by_another(counted: Relative, other: Occurrence | None, mode: OnHoliday, workdays: Workdays) -> Dated | None:
    """Return the days counted from an occurrence of another activity; None if that has no more than a month.

    A day off is never moved to the other, or past it.
    """
    start = other.days_counted_from if other else None
    if start is None:
        return None
    given = DateSpan(*counted.offset.span(start, workdays))
    days = _on_working_day(given, mode, workdays)
    return _told(given, days if _side(days, start) == _side(given, start) else given, other)


def _told(given: DateSpan, days: DateSpan, counted_from: Occurrence | None = None) -> Dated:
    return Dated(days, given.start if days != given else None, counted_from)


def _side(days: DateSpan, other: Span) -> int:
    """Return -1 of days before others, 1 of days after them, else 0."""
    return (days.start > other.last_day) - (days.last_day < other.start)


def _on_working_day(days: DateSpan, mode: OnHoliday, workdays: Workdays) -> DateSpan:
    """Return the nearest working day before or after a single day off; a period, or a day to keep, as it is."""
    if mode == "keep" or days.start != days.last_day:
        return days
    step = dt.timedelta(days=1 if mode == "after" else -1)
    day = days.start
    while not workdays.is_working_day(day):
        day += step
    return DateSpan(day, day)
