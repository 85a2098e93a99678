"""How far from other days a day or a week is: `14 dagar före`, `3 vardagar efter`, `veckan före`, `samma dag som`.

`str` gives the words before the name of what it is counted from. `span` counts from the first day of that (`före`) or
from its last (`efter`). `days` is about how many days that is: below 0 before, above it after.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.rules.words import PhraseError
from arshjul_cli.swedish import weekday_name
from arshjul_cli.workdays import Workdays

Side = Literal["före", "efter"]

FREE_DAYS = 14
"""So many more days, weekends and holidays, may lie among working days, or make a week reach further."""
_MOST_DAYS, _MOST_WORKDAYS, _MOST_WEEKS = 60, 40, 8


def _signed(count: int, side: Side) -> int:
    return count if side == "efter" else -count


def _from(days: Span, side: Side) -> dt.date:
    """Return the day that is counted from."""
    return days.last_day if side == "efter" else days.start


def _week_of(days: Span) -> Span:
    """Return the ISO weeks that days lie in, from a Monday to a Sunday."""
    first, last = days.start.isoweekday(), days.last_day.isoweekday()
    return Span(days.start - dt.timedelta(days=first - 1), days.last_day + dt.timedelta(days=7 - last))


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """`14 dagar före`, `dagen efter`."""

    count: int
    side: Side

    def __str__(self) -> str:
        return f"dagen {self.side}" if self.count == 1 else f"{self.count} dagar {self.side}"

    @property
    def days(self) -> int:
        """See the module."""
        return _signed(self.count, self.side)

    def span(self, other: Span, _workdays: Workdays) -> Span:
        """Return that one day."""
        return single_day(_from(other, self.side) + dt.timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """`3 vardagar före`, `vardagen efter`: of days that are Monday to Friday, no public holiday, no eve."""

    count: int
    side: Side

    def __str__(self) -> str:
        return f"vardagen {self.side}" if self.count == 1 else f"{self.count} vardagar {self.side}"

    @property
    def days(self) -> int:
        """See the module."""
        return _signed(self.count * 7 // 5, self.side)

    def span(self, other: Span, workdays: Workdays) -> Span:
        """Return that one day."""
        day, step = _from(other, self.side), dt.timedelta(days=_signed(1, self.side))
        for _ in range(self.count):
            day += step
            while not workdays.is_working_day(day):
                day += step
        return single_day(day)


@dataclass(frozen=True, slots=True)
class WeeksAway:
    """`2 veckor före`, `veckan efter`: the ISO week that many before or after."""

    count: int
    side: Side

    def __str__(self) -> str:
        return f"veckan {self.side}" if self.count == 1 else f"{self.count} veckor {self.side}"

    @property
    def days(self) -> int:
        """See the module."""
        return _signed(self.count * 7, self.side)

    def span(self, other: Span, _workdays: Workdays) -> Span:
        """Return that week's Monday to Sunday."""
        return _week_of(single_day(_from(other, self.side) + dt.timedelta(days=self.days)))


@dataclass(frozen=True, slots=True)
class NearestWeekday:
    """`tisdagen före`: the nearest one strictly before or after."""

    weekday: int
    side: Side

    def __str__(self) -> str:
        return f"{weekday_name(self.weekday)}en {self.side}"

    @property
    def days(self) -> int:
        """See the module."""
        return _signed(4, self.side)

    def span(self, other: Span, _workdays: Workdays) -> Span:
        """Return that one day."""
        day = _from(other, self.side)
        away = (self.weekday - day.isoweekday()) % 7
        return single_day(day + dt.timedelta(days=away or 7 if self.side == "efter" else away - 7))


@dataclass(frozen=True, slots=True)
class SameDay:
    """`samma dag som`: the very days."""

    days = 0

    def __str__(self) -> str:
        return "samma dag som"

    def span(self, other: Span, _workdays: Workdays) -> Span:
        """Return them."""
        return other


@dataclass(frozen=True, slots=True)
class SameWeek:
    """`samma vecka som`: the ISO week, or weeks."""

    days = 0

    def __str__(self) -> str:
        return "samma vecka som"

    def span(self, other: Span, _workdays: Workdays) -> Span:
        """Return them from a Monday to a Sunday."""
        return _week_of(other)


Offset = CalendarDays | WorkingDays | WeeksAway | NearestWeekday | SameDay | SameWeek


def require_near(offset: Offset) -> None:
    """Require that an offset is at most 60 days, 40 working days or 8 weeks.

    Raises:
        PhraseError: says what to write instead.
    """
    match offset:
        case CalendarDays(count=count) if count > _MOST_DAYS:
            most = f"{_MOST_DAYS} dagar"
        case WorkingDays(count=count) if count > _MOST_WORKDAYS:
            most = f"{_MOST_WORKDAYS} vardagar"
        case WeeksAway(count=count) if count > _MOST_WEEKS:
            most = f"{_MOST_WEEKS} veckor"
        case _:
            return
    raise PhraseError(f"Det är för långt bort att räkna från. Skriv högst {most}, eller en tid på året.")
