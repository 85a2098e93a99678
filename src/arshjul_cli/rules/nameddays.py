"""The days that have names: `Lucia`, `midsommarafton`, `Kristi himmelsfärdsdag`; the same in every country."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from arshjul_cli.rules.offsets import Side
from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.workdays import Workdays

_ANY_YEAR = SchoolYear(2024)
_MIDDLE_EASTER = dt.date(2025, 4, 8)
"""The day in the middle of those on which Easter may fall; by it a slot is named, whatever the year."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, the same every year."""

    month: int
    day: int

    @property
    def middle(self) -> dt.date:
        """The day, of any year, that names a slot."""
        return self.on(_ANY_YEAR)

    def on(self, year: SchoolYear) -> dt.date:
        """Return the day of a school year."""
        return dt.date(year.calendar_year(self.month), self.month, self.day)


@dataclass(frozen=True, slots=True)
class FromEaster:
    """So many days after Easter Sunday."""

    days: int

    @property
    def middle(self) -> dt.date:
        """See `Dated.middle`."""
        return _MIDDLE_EASTER + dt.timedelta(days=self.days)

    def on(self, year: SchoolYear) -> dt.date:
        """Return the day of a school year."""
        return year.easter + dt.timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class FirstFrom:
    """The first such weekday from a date on, that date included."""

    weekday: int
    month: int
    day: int

    @property
    def middle(self) -> dt.date:
        """See `Dated.middle`."""
        return Dated(self.month, self.day).middle + dt.timedelta(days=3)

    def on(self, year: SchoolYear) -> dt.date:
        """Return the day of a school year."""
        first = Dated(self.month, self.day).on(year)
        return first + dt.timedelta(days=(self.weekday - first.isoweekday()) % 7)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """`Lucia`, `julafton`: a day that has a name."""

    name: str
    place: Dated | FromEaster | FirstFrom

    def __str__(self) -> str:
        return self.name

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.middle.month

    @property
    def middle(self) -> dt.date:
        """See `Dated.middle`."""
        return self.place.middle

    def counted_from(self, _side: Side) -> "NamedDay":
        """Return the day that others before it, or after it, are counted from: itself."""
        return self

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that one day."""
        return single_day(self.place.on(year))


@dataclass(frozen=True, slots=True)
class Feast:
    """`jul`, `midsommar`: its day; what lies before is counted from its eve."""

    name: str
    eve: NamedDay
    day: NamedDay

    def __str__(self) -> str:
        return self.name

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.day.slot

    def counted_from(self, side: Side) -> NamedDay:
        """Return the day that others before it, or after it, are counted from."""
        return self.eve if side == "före" else self.day

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return its day."""
        return self.day.span(year, workdays)


_EASTER_SUNDAY = NamedDay("påskdagen", FromEaster(0))
_WHIT_SUNDAY = NamedDay("pingstdagen", FromEaster(49))
# 1953:22, the act on public holidays, sections 1 and 2.
_MIDSUMMER_EVE = NamedDay("midsommarafton", FirstFrom(5, 6, 19))
_MIDSUMMER_DAY = NamedDay("midsommardagen", FirstFrom(6, 6, 20))
_CHRISTMAS_EVE = NamedDay("julafton", Dated(12, 24))
_CHRISTMAS_DAY = NamedDay("juldagen", Dated(12, 25))
_NEW_YEARS_EVE = NamedDay("nyårsafton", Dated(12, 31))
_NEW_YEARS_DAY = NamedDay("nyårsdagen", Dated(1, 1))

EASTER = Feast("påsk", _EASTER_SUNDAY, _EASTER_SUNDAY)
"""What is before it is counted from Easter Sunday, too: it is the week of it that has a name."""
FEASTS: Mapping[str, Feast] = {
    feast.name: feast
    for feast in (
        EASTER,
        Feast("pingst", _WHIT_SUNDAY, _WHIT_SUNDAY),
        Feast("midsommar", _MIDSUMMER_EVE, _MIDSUMMER_DAY),
        Feast("jul", _CHRISTMAS_EVE, _CHRISTMAS_DAY),
        Feast("nyår", _NEW_YEARS_EVE, _NEW_YEARS_DAY),
    )
}
NAMED_DAYS: Mapping[str, NamedDay] = {
    day.name: day
    for day in (
        NamedDay("alla helgons dag", FirstFrom(6, 10, 31)),
        NamedDay("första advent", FirstFrom(7, 11, 27)),
        NamedDay("Lucia", Dated(12, 13)),
        _CHRISTMAS_EVE,
        _CHRISTMAS_DAY,
        _NEW_YEARS_EVE,
        _NEW_YEARS_DAY,
        NamedDay("trettondag jul", Dated(1, 6)),
        _EASTER_SUNDAY,
        NamedDay("valborg", Dated(4, 30)),
        NamedDay("Kristi himmelsfärdsdag", FromEaster(39)),
        NamedDay("pingstafton", FromEaster(48)),
        _WHIT_SUNDAY,
        NamedDay("nationaldagen", Dated(6, 6)),
        _MIDSUMMER_EVE,
        _MIDSUMMER_DAY,
    )
}
