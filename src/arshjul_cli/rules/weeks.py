"""The phrases of ISO weeks, and of a day of one."""

import datetime as dt
from dataclasses import dataclass

from arshjul_cli.rules.months import Months
from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.rules.words import PhraseError
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear, weekday_in
from arshjul_cli.swedish import weekday_name
from arshjul_cli.workdays import Workdays

_WEEKS_IN_ELEVEN_MONTHS = 47
_ORDINARY_YEAR = 2025


def month_of_week(week: int) -> int:
    """Return the month that an ISO week is named by, whatever the year: that of day 7n - 3 of an ordinary one."""
    return (dt.date(_ORDINARY_YEAR, 1, 1) + dt.timedelta(days=7 * min(week, 52) - 4)).month


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

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return month_of_week(self.first)

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

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return month_of_week(self.week)

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that one day.

        Raises:
            NoSuchDay: if the year lacks week 53.
        """
        return single_day(weekday_in(year.iso_year(self.week), self.week, self.weekday))


def _overlap(a: Span, b: Span) -> bool:
    return a.start <= b.last_day and b.start <= a.last_day
