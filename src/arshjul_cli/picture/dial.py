"""Where each day of a year stands around the wheel. Pure.

Angles are degrees clockwise from twelve. They grow with time from the seam, where the year ends and begins, so those
before twelve are negative.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from math import pi

from arshjul_cli.schoolyear import SchoolYear, month_days

GAP = 1.6
"""How wide the seam is."""


@dataclass(frozen=True, slots=True)
class Dial:
    """The days from `first` to `last`, both included, turned so that `twelve` begins at twelve."""

    first: dt.date
    last: dt.date
    twelve: dt.date

    @property
    def start(self) -> float:
        """The angle at which the first day begins."""
        return self.at(self.first)

    @property
    def end(self) -> float:
        """The angle at which the last day ends."""
        return self.after(self.last)

    def at(self, day: dt.date) -> float:
        """Return the angle at which a day begins."""
        return (day - self.twelve).days * (360 - GAP) / ((self.last - self.first).days + 1)

    def after(self, day: dt.date) -> float:
        """Return the angle at which a day ends."""
        return self.at(day + dt.timedelta(days=1))

    def months(self) -> Iterator[tuple[dt.date, dt.date]]:
        """Yield the first and the last day of each of the twelve months."""
        first = self.first
        for _ in range(12):
            yield month_days(first.year, first.month)
            first = month_days(first.year, first.month)[1] + dt.timedelta(days=1)

    def clipped(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """Return those of some days that the year has, or None."""
        first, last = max(first, self.first), min(last, self.last)
        return (first, last) if first <= last else None


def dial(year: SchoolYear | int, month: int | None = None) -> Dial:
    """Return the dial of a school year, with August at twelve, or of a calendar year, with January there."""
    if isinstance(year, int):
        return Dial(dt.date(year, 1, 1), dt.date(year, 12, 31), dt.date(year, month or 1, 1))
    return Dial(year.start, year.last_day, dt.date(year.calendar_year(month or 8), month or 8, 1))


def degrees_of(length: float, radius: float) -> float:
    """Return the angle of an arc so many millimetres long."""
    return length / radius * 180 / pi


def is_lower(angle: float) -> bool:
    """Tell whether an angle lies below the middle, where a text must turn to stand upright."""
    return 90 < angle % 360 < 270
