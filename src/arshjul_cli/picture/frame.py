"""What surrounds the rings: months, weeks, school breaks and holidays, and the hand of today. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from arshjul_cli.picture.dial import Dial
from arshjul_cli.picture.lettering import POINT
from arshjul_cli.picture.seats import ArcText, Lane, lines
from arshjul_cli.picture.sheet import RADIUS
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import days_between
from arshjul_cli.swedish import month_name
from arshjul_cli.wheel.daysoff import DaysOff

MONTHS = Lane(RADIUS, RADIUS - 5.6)
WEEKS = Lane(MONTHS.inner, MONTHS.inner - 3.1)
DAYS_OFF = Lane(WEEKS.inner - 0.2, WEEKS.inner - 1.5)
OUTER = DAYS_OFF.inner - 0.5
"""Where the plan's rings begin."""
INNER = 22.0
"""Where they must have ended."""
_WEEK_NUMBERED = 4
"""The days that a week must have in the year to be numbered."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A month or a week: its angles, and its name or number."""

    first: float
    last: float
    text: ArcText | None


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which people are away: a school break, or a public holiday."""

    first: float
    last: float
    name: str
    is_break: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """All that surrounds the rings."""

    months: tuple[Sector, ...]
    weeks: tuple[Sector, ...]
    away: tuple[Away, ...]
    today: float | None


def frame(plan: Plan, dial: Dial, today: dt.date | None) -> Frame:
    """Return what surrounds the rings of a plan; the hand only for a day that the year has."""
    shown = today is not None and dial.first <= today <= dial.last
    return Frame(
        months=tuple(_months(dial)),
        weeks=tuple(_weeks(dial)),
        away=tuple(_away(plan, dial)),
        today=(dial.at(today) + dial.after(today)) / 2 if today and shown else None,
    )


def _months(dial: Dial) -> Iterator[Sector]:
    for first, last in dial.months():
        begins, ends = dial.at(first), dial.after(last)
        (text,) = lines((month_name(first.month).capitalize(),), MONTHS, (begins + ends) / 2, 9.5 * POINT, bold=True)
        yield Sector(begins, ends, text)


def _weeks(dial: Dial) -> Iterator[Sector]:
    for (_, number), group in groupby(days_between(dial.first, dial.last), key=lambda day: day.isocalendar()[:2]):
        days = list(group)
        begins, ends = dial.at(days[0]), dial.after(days[-1])
        (text,) = lines((str(number),), WEEKS, (begins + ends) / 2, 6 * POINT)
        yield Sector(begins, ends, text if len(days) >= _WEEK_NUMBERED else None)


def _away(plan: Plan, dial: Dial) -> Iterator[Away]:
    off = DaysOff(plan)
    days = list(days_between(dial.first, dial.last))
    for names, group in groupby(days, key=lambda day: ", ".join(found.name for found in off.breaks(day, day))):
        if names:
            together = list(group)
            yield Away(dial.at(together[0]), dial.after(together[-1]), names, is_break=True)
    for day in days:
        if name := off.workdays.holiday(day):
            yield Away(dial.at(day), dial.after(day), name, is_break=False)
