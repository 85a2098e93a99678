"""The school year (läsår): 1 July – 30 June, and what days and weeks belong to it.

Days are assigned to a school year, never filtered into it: months 7–12 and ISO weeks 27–53 lie in its
first calendar year, months 1–6 and weeks 1–26 in its second. A day of week 26 or 27 may therefore
overhang 1 July, by four days at the most.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from arshjul_cli.findings import cut
from arshjul_cli.swedish import DASHES, month_name

FIRST, LAST = 2000, 2098
SCHOOL_YEAR_MONTHS = (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)
OVERHANG = dt.timedelta(days=4)
_WRITTEN = re.compile(rf"(?P<first>\d{{4}}|\d{{2}})[/{DASHES}-](?P<second>\d{{4}}|\d{{2}})", re.ASCII)


class NoSuchDay(ValueError):  # noqa: N818 - it is no fault of the program's; ISO 8601 has years of 52 weeks
    """A day or week that the school year lacks, such as week 53. Says which."""


class NotKnownYet(NoSuchDay):
    """A day that the school year has, but that the plan does not give: the start of a term. Says which."""


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year, known by the calendar year in which it begins."""

    first: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2025/26`, `2025/2026`, `2025-26`, `2025–26` or `25/26`.

        Raises:
            ValueError: with a Swedish sentence that says what to write instead.
        """
        match = _WRITTEN.fullmatch(text.strip())
        if not match:
            raise ValueError(f'"{cut(text)}" är inget läsår. Skriv till exempel 2025/26.')
        first, second = match["first"], match["second"]
        year = cls(int(first) if len(first) == 4 else 2000 + int(first))
        if not FIRST <= year.first <= LAST:
            raise ValueError(f'"{text}" ligger för långt bort. Läsår går från {cls(FIRST)} till {cls(LAST)}.')
        if int(second) % (10 ** len(second)) != (year.first + 1) % (10 ** len(second)):
            raise ValueError(f'"{text}" är inget läsår: det ska vara två år i följd. Skriv {year}.')
        return year

    @classmethod
    def containing(cls, day: dt.date) -> Self:
        """Return the school year that a day lies in."""
        return cls(day.year if day.month >= 7 else day.year - 1)

    def __str__(self) -> str:
        return f"{self.first}/{(self.first + 1) % 100:02}"

    @property
    def slug(self) -> str:
        """`2025-26`: the year as part of a UID."""
        return f"{self.first}-{(self.first + 1) % 100:02}"

    @property
    def start(self) -> dt.date:
        """Its first day, 1 July."""
        return dt.date(self.first, 7, 1)

    @property
    def last_day(self) -> dt.date:
        """Its last day, 30 June."""
        return dt.date(self.first + 1, 6, 30)

    @property
    def easter(self) -> dt.date:
        """Easter Sunday of the western churches, which is always in the second calendar year."""
        from dateutil.easter import easter

        return easter(self.first + 1)

    def next(self) -> Self:
        """Return the school year after this one."""
        return type(self)(self.first + 1)

    def previous(self) -> Self:
        """Return the school year before this one."""
        return type(self)(self.first - 1)

    def through(self, last: Self) -> tuple[Self, ...]:
        """Return this school year and those after it, up to another, which is included."""
        return tuple(type(self)(first) for first in range(self.first, last.first + 1))

    def admits(self, day: dt.date, beyond: dt.timedelta = dt.timedelta()) -> bool:
        """Tell whether a decided day may belong to this year: inside it, or over its edge as a week may, or more."""
        return self.start - OVERHANG - beyond <= day <= self.last_day + OVERHANG + beyond

    def calendar_year(self, month: int) -> int:
        """Return the calendar year that month 1–12 of this school year lies in."""
        return self.first if month >= 7 else self.first + 1

    def iso_year(self, week: int) -> int:
        """Return the ISO year that week 1–53 of this school year belongs to."""
        return self.first if week >= 27 else self.first + 1


def date_in(year: int, month: int, day: int) -> dt.date:
    """Return a date of a calendar year.

    Raises:
        NoSuchDay: for 29 February of a year without it.
    """
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise NoSuchDay(f"{year} har ingen {day} {month_name(month)}") from error


def weekday_in(iso_year: int, week: int, weekday: int) -> dt.date:
    """Return the ISO weekday 1–7 of a week of an ISO year.

    Raises:
        NoSuchDay: for week 53 of a year that has 52.
    """
    try:
        return dt.date.fromisocalendar(iso_year, week, weekday)
    except ValueError as error:
        raise NoSuchDay(f"{iso_year} har ingen vecka {week}") from error


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month of a calendar year."""
    first = dt.date(year, month, 1)
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return first, after - dt.timedelta(days=1)


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days from one to another, both included."""
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
