"""The phrases of single days: a date or several in a row, and the nth weekday or working day of a month."""

import calendar
from dataclasses import dataclass
from typing import Literal

from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.rules.words import PhraseError
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear, date_in, days_between, month_days
from arshjul_cli.swedish import ORDINALS, month_name, weekday_name
from arshjul_cli.workdays import Workdays

Nth = Literal[1, 2, 3, 4, 5, -1]

_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Days:
    """`5 mars`, `15–30 september`, `28 mars–3 april`: a day, or days, at most eleven months."""

    first_day: int
    first_month: int
    last_day: int
    last_month: int

    def __post_init__(self) -> None:
        for day, month in ((self.first_day, self.first_month), (self.last_day, self.last_month)):
            longest = calendar.monthrange(_LEAP_YEAR, month)[1]
            if not 1 <= day <= longest:
                raise PhraseError(f"{month_name(month).capitalize()} har ingen dag {day}. Skriv 1–{longest}.")
        months = (self.last_month - self.first_month) % 12
        if months == 0 and self.last_day < self.first_day:
            raise PhraseError("Perioden slutar innan den börjar. Byt plats på dagarna.")
        if months == 11 and self.last_day >= self.first_day:
            raise PhraseError("Perioden är längre än elva månader. Dela den i två aktiviteter.")

    def __str__(self) -> str:
        last = f"{self.last_day} {month_name(self.last_month)}"
        if self.first_month != self.last_month:
            return f"{self.first_day} {month_name(self.first_month)}–{last}"
        return last if self.first_day == self.last_day else f"{self.first_day}–{last}"

    @property
    def phrase(self) -> str:
        """`den 25`, a single day without the month."""
        return f"den {self.first_day}"

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.first_month

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return the days; the last is the first such on or after the start.

        Raises:
            NoSuchDay: if the year lacks one of them, 29 February.
        """
        first_year = year.calendar_year(self.first_month)
        last_year = first_year + (self.last_month < self.first_month)
        return Span(
            date_in(first_year, self.first_month, self.first_day),
            date_in(last_year, self.last_month, self.last_day),
        )


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """`första tisdagen i mars`, `sista fredagen i maj`: the nth weekday of a month, -1 the last."""

    nth: Nth
    weekday: int
    month: int

    def __str__(self) -> str:
        return f"{self.head} {month_name(self.month)}"

    @property
    def head(self) -> str:
        """`första tisdagen i`, after which the month stands."""
        return f"{self.phrase} i"

    @property
    def phrase(self) -> str:
        """`första tisdagen`, without the month."""
        return f"{ORDINALS[self.nth]} {weekday_name(self.weekday)}en"

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.month

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that one day.

        Raises:
            NoSuchDay: if the month has no fifth such weekday.
        """
        from dateutil.relativedelta import relativedelta, weekday

        first, last = month_days(year.calendar_year(self.month), self.month)
        start = first if self.nth > 0 else last
        day = start + relativedelta(weekday=weekday(self.weekday - 1, self.nth))
        if day > last:
            raise NoSuchDay(f"{month_name(self.month)} {first.year} har ingen {self.phrase.removesuffix('en')}")
        return single_day(day)


@dataclass(frozen=True, slots=True)
class NthWorkday:
    """`första vardagen i april`, `sista vardagen i april`: the nth working day of a month, -1 the last."""

    nth: Nth
    month: int

    def __str__(self) -> str:
        return f"{self.head} {month_name(self.month)}"

    @property
    def head(self) -> str:
        """`första vardagen i`, after which the month stands."""
        return f"{self.phrase} i"

    @property
    def phrase(self) -> str:
        """`första vardagen`, without the month."""
        return f"{ORDINALS[self.nth]} vardagen"

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.month

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return that one day. Every month has five working days."""
        first, last = month_days(year.calendar_year(self.month), self.month)
        working = list(filter(workdays.is_working_day, days_between(first, last)))
        return single_day(working[self.nth - 1 if self.nth > 0 else self.nth])
