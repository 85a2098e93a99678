"""The phrases that give one span of days a school year, one frozen class each.

`str` gives the canonical form: lower case, en dash, no spaces around it. `span` gives the days in a
school year, or raises `NoSuchDay` when that year lacks them. Impossible phrases ("31 april") raise
`PhraseError` when they are made.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from arshjul_cli.rules.phrase import PhraseError
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear, date_in, days_between, month_days, weekday_in
from arshjul_cli.swedish import ORDINALS, month_name, weekday_name
from arshjul_cli.workdays import Workdays

Nth = Literal[1, 2, 3, 4, 5, -1]
PartName = Literal["början", "mitten", "slutet"]
Side = Literal["före", "efter"]

_LEAP_YEAR = 2024
_WEEKS_IN_ELEVEN_MONTHS = 47
_WEEKS_BEFORE_EASTER, _WEEKS_AFTER_EASTER = 36, 9
"""So many weeks from any Easter (22 March – 25 April) still lie in its school year."""


class Span(NamedTuple):
    """Days in a row, the last one included."""

    start: dt.date
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class Months:
    """`mars`, `januari–februari`, `december–januari`: whole months, at most eleven."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if (self.last - self.first) % 12 == 11:
            raise PhraseError("Perioden är längre än elva månader. Dela den i två aktiviteter.")

    def __str__(self) -> str:
        return "–".join(dict.fromkeys((month_name(self.first), month_name(self.last))))

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return the first day of the first month to the last day of the last."""
        first_year = year.calendar_year(self.first)
        last_year = first_year + (self.last < self.first)
        return Span(month_days(first_year, self.first)[0], month_days(last_year, self.last)[1])


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
class PartOfMonth:
    """`början av mars` (1–10), `mitten av mars` (11–20), `slutet av mars` (21–last)."""

    part: PartName
    month: int

    def __str__(self) -> str:
        return f"{self.part} av {month_name(self.month)}"

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return the ten days, or what is left of the month after the twentieth."""
        first, last = month_days(year.calendar_year(self.month), self.month)
        match self.part:
            case "början":
                return Span(first, first.replace(day=10))
            case "mitten":
                return Span(first.replace(day=11), first.replace(day=20))
            case "slutet":
                return Span(first.replace(day=21), last)


@dataclass(frozen=True, slots=True)
class Weeks:
    """`v. 45`, `v. 45–47`, `v. 52–1`, `november (v. 45–47)`: ISO weeks, Monday to Sunday.

    Where months stand before them, the two must overlap.
    """

    first: int
    last: int
    months: Months | None = None

    def __post_init__(self) -> None:
        # Over New Year there may be a week 53 on the way.
        length = self.last - self.first + 1 + (53 if self.last < self.first else 0)
        if length > _WEEKS_IN_ELEVEN_MONTHS and self.last < self.first:
            raise PhraseError(
                "Perioden slutar innan den börjar, eller är längre än elva månader. Byt plats på veckorna."
            )
        if length > _WEEKS_IN_ELEVEN_MONTHS:
            raise PhraseError("Perioden är längre än elva månader. Dela den i två aktiviteter.")
        if self.months and not any(self._meets_months(SchoolYear(first)) for first in range(2000, 2028)):
            raise PhraseError(
                f"{self._weeks().capitalize()} ligger aldrig i {self.months} samma läsår. Rätta veckan eller månaden."
            )

    def __str__(self) -> str:
        return f"{self.months} ({self._weeks()})" if self.months else self._weeks()

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return the Monday of the first week to the Sunday of the last.

        Raises:
            NoSuchDay: if the year lacks week 53, or the weeks lie outside the months before them.
        """
        span = self._days(year)
        if self.months and not _overlap(span, self.months.span(year, workdays)):
            raise NoSuchDay(f"{self._weeks()} ligger inte i {self.months} läsåret {year}")
        return span

    def _weeks(self) -> str:
        return f"v. {self.first}" if self.first == self.last else f"v. {self.first}–{self.last}"

    def _days(self, year: SchoolYear) -> Span:
        first_year = year.iso_year(self.first)
        last_year = first_year + (self.last < self.first)
        return Span(weekday_in(first_year, self.first, 1), weekday_in(last_year, self.last, 7))

    def _meets_months(self, year: SchoolYear) -> bool:
        try:
            self.span(year, Workdays())
        except NoSuchDay:
            return False
        return True


@dataclass(frozen=True, slots=True)
class WeekdayOfWeek:
    """`tisdag v. 10`: a day of an ISO week."""

    weekday: int
    week: int

    def __str__(self) -> str:
        return f"{weekday_name(self.weekday)} v. {self.week}"

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that one day.

        Raises:
            NoSuchDay: if the year lacks week 53.
        """
        return _single_day(weekday_in(year.iso_year(self.week), self.week, self.weekday))


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """`första tisdagen i mars`, `sista fredagen i maj`: the nth weekday of a month, -1 the last."""

    nth: Nth
    weekday: int
    month: int

    def __str__(self) -> str:
        return f"{self.phrase} i {month_name(self.month)}"

    @property
    def phrase(self) -> str:
        """`första tisdagen`, without the month."""
        return f"{ORDINALS[self.nth]} {weekday_name(self.weekday)}en"

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
        return _single_day(day)


@dataclass(frozen=True, slots=True)
class NthWorkday:
    """`första vardagen i april`, `sista vardagen i april`: the nth working day of a month, -1 the last."""

    nth: Nth
    month: int

    def __str__(self) -> str:
        return f"{self.phrase} i {month_name(self.month)}"

    @property
    def phrase(self) -> str:
        """`första vardagen`, without the month."""
        return f"{ORDINALS[self.nth]} vardagen"

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return that one day. Every month has five working days."""
        first, last = month_days(year.calendar_year(self.month), self.month)
        working = list(filter(workdays.is_working_day, days_between(first, last)))
        return _single_day(working[self.nth - 1 if self.nth > 0 else self.nth])


@dataclass(frozen=True, slots=True)
class EasterWeek:
    """`2 veckor före påsk`, `veckan efter påsk`: an ISO week counted from the one of Easter Sunday."""

    weeks: int
    side: Side

    def __post_init__(self) -> None:
        most = _WEEKS_BEFORE_EASTER if self.side == "före" else _WEEKS_AFTER_EASTER
        if not 1 <= self.weeks <= most:
            text = f"{self.weeks} veckor {self.side} påsk hör till ett annat läsår."
            raise PhraseError(f"{text} Skriv högst {most} veckor, eller en månad.")

    def __str__(self) -> str:
        return f"veckan {self.side} påsk" if self.weeks == 1 else f"{self.weeks} veckor {self.side} påsk"

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that week's Monday to Sunday."""
        weeks = dt.timedelta(weeks=self.weeks if self.side == "efter" else -self.weeks)
        sunday = year.easter + weeks
        return Span(sunday - dt.timedelta(days=6), sunday)


@dataclass(frozen=True, slots=True)
class WeekOfEaster:
    """`påskveckan`: the ISO week that ends with Easter Sunday."""

    def __str__(self) -> str:
        return "påskveckan"

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that week's Monday to Sunday."""
        return Span(year.easter - dt.timedelta(days=6), year.easter)


@dataclass(frozen=True, slots=True)
class WeekdayByEaster:
    """`tisdagen före påsk`, `måndagen efter påsk`: the nearest one strictly before or after Easter Sunday."""

    weekday: int
    side: Side

    def __str__(self) -> str:
        return f"{weekday_name(self.weekday)}en {self.side} påsk"

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that one day."""
        days = self.weekday if self.side == "efter" else self.weekday % 7 - 7
        return _single_day(year.easter + dt.timedelta(days=days))


def _single_day(day: dt.date) -> Span:
    return Span(day, day)


def _overlap(a: Span, b: Span) -> bool:
    return a.start <= b.last_day and b.start <= a.last_day
