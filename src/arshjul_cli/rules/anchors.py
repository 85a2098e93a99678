"""The phrases counted from a day that has a name, or from an end of a term: `2 veckor före påsk`, `påskveckan`."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from arshjul_cli.rules.nameddays import EASTER, FEASTS, NAMED_DAYS, Feast, NamedDay
from arshjul_cli.rules.offsets import (
    FREE_DAYS,
    CalendarDays,
    NearestWeekday,
    Offset,
    SameDay,
    SameWeek,
    Side,
    WeeksAway,
    WorkingDays,
    require_near,
)
from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.rules.terms import TERM_EDGES, TermEdge
from arshjul_cli.rules.words import PhraseError
from arshjul_cli.schoolyear import FIRST, LAST, OVERHANG, NoSuchDay, SchoolYear
from arshjul_cli.swedish import count
from arshjul_cli.workdays import Workdays

Anchor = NamedDay | Feast | TermEdge
"""What other days are counted from."""
_ANCHORS: Mapping[str, Anchor] = {**FEASTS, **NAMED_DAYS, **TERM_EDGES}
_EASTER_WEEKS = {"före": 36, "efter": 9}
"""So many weeks from any Easter (22 March – 25 April) still lie in its school year."""
_UNITS = {CalendarDays: ("dag", "dagar"), WorkingDays: ("vardag", "vardagar"), WeeksAway: ("vecka", "veckor")}


@dataclass(frozen=True, slots=True)
class Anchored:
    """`2 veckor före påsk`, `fredagen efter Kristi himmelsfärdsdag`: so far from a day that has a name."""

    offset: CalendarDays | WorkingDays | WeeksAway | NearestWeekday | SameWeek
    anchor: Anchor

    def __post_init__(self) -> None:
        match self.offset:
            case WeeksAway(count=weeks, side=side) if self.anchor == EASTER:
                if weeks > _EASTER_WEEKS[side]:
                    raise self._too_far(_EASTER_WEEKS[side])
            case CalendarDays() | WorkingDays() | WeeksAway():
                require_near(self.offset)
                if not _stays(self.offset, self.anchor):
                    raise self._too_far(_most(self.offset, self.anchor))
            case _:
                pass

    def __str__(self) -> str:
        if isinstance(self.offset, SameWeek) and self.anchor == EASTER:
            return "påskveckan"
        return f"{self.offset} {self.anchor}"

    @property
    def day(self) -> NamedDay | TermEdge:
        """The very day that is counted from."""
        return self.anchor.counted_from(_side(self.offset))

    @property
    def is_day(self) -> bool:
        """Whether it is one day, not a week."""
        return not isinstance(self.offset, WeeksAway | SameWeek)

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return (self.day.middle + dt.timedelta(days=self.offset.days)).month

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return the days.

        Raises:
            NotKnownYet: if the plan does not give the term that they are counted from.
            NoSuchDay: if they lie in another school year, because the term begins very early or ends very late.
        """
        days = self.offset.span(self.day.span(year, workdays), workdays)
        if not year.admits(days.start):
            raise NoSuchDay(f"{self} ligger inte i läsåret {year}")
        return days

    def _too_far(self, most: int) -> PhraseError:
        highest = count(most, *_UNITS[type(self.offset)])
        return PhraseError(f"{self} hör till ett annat läsår. Skriv högst {highest}, eller en månad.")


def anchor(name: str) -> Anchor:
    """Return the day, or the feast, of a name. Raises KeyError if there is none."""
    return _ANCHORS[name]


def counted_from(offset: Offset, anchor: Anchor) -> Anchored | Anchor:
    """Return the rule of what is so far from a day that has a name; of `samma dag som` that day."""
    if isinstance(offset, SameDay):
        return EASTER.day if anchor == EASTER else anchor
    return Anchored(offset, anchor)


def _side(offset: Offset) -> Side:
    return "efter" if isinstance(offset, SameDay | SameWeek) else offset.side


def _stays(offset: CalendarDays | WorkingDays | WeeksAway, anchor: Anchor) -> bool:
    """Tell whether the days lie in the school year of the anchor, whatever the year; a week may overhang its end."""
    if isinstance(offset, WorkingDays) and _stay(CalendarDays(abs(offset.days) + FREE_DAYS, offset.side), anchor):
        return True
    return _stay(offset, anchor)


@cache
def _stay(offset: CalendarDays | WorkingDays | WeeksAway, anchor: Anchor) -> bool:
    workdays = Workdays()
    for year, day in _days(anchor, offset.side, workdays):
        start, last_day = offset.span(day, workdays)
        if not year.start <= start <= year.last_day or last_day > year.last_day + OVERHANG:
            return False
    return True


def _days(anchor: Anchor, side: Side, workdays: Workdays) -> Iterator[tuple[SchoolYear, Span]]:
    """Yield each school year with the day that is counted from; of a term one year, with a usual day."""
    day = anchor.counted_from(side)
    if isinstance(day, TermEdge):
        yield SchoolYear.containing(day.middle), single_day(day.middle)
    else:
        for year in SchoolYear(FIRST).through(SchoolYear(LAST)):
            yield year, day.span(year, workdays)


def _most(offset: CalendarDays | WorkingDays | WeeksAway, anchor: Anchor) -> int:
    """Return how far away it may be at most, in its own unit."""
    return next(n for n in range(offset.count, 0, -1) if _stays(replace(offset, count=n), anchor))
