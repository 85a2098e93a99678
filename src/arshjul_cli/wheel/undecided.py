"""What is still to decide in a wheel, and what stands in the way of the preliminary dates. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from arshjul_cli.plan.items import Item
from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import SCHOOL_YEAR_MONTHS, SchoolYear, days_between
from arshjul_cli.wheel.daysoff import DaysOff
from arshjul_cli.wheel.model import Wheel

SOON = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A slot without a decision; `days` are preliminary, None where the rule gives none that year."""

    activity: Item
    school_year: SchoolYear
    month: int | None
    days: Span | None
    clashes: tuple[str, ...]
    """Why nobody can meet on any of the days, or why there are none, in words."""
    is_known_later: bool = False
    """Whether there are none only because the plan lacks the terms of the school year."""

    def has_passed(self, day: dt.date) -> bool:
        """Tell whether the last of its days (of an open month: that of the month) lies before a day."""
        return self.days is not None and self.days.last_day < day

    def is_soon(self, day: dt.date) -> bool:
        """Tell whether the first of its days lies at most `SOON` after a day."""
        return self.days is not None and self.days.start <= day + SOON


def undecided(wheel: Wheel) -> tuple[Undecided, ...]:
    """Return what is to decide, in the order of time; what has no date comes last in its year."""
    found = (*_preliminary(wheel), *_dateless(wheel))
    return tuple(sorted(found, key=_order))


def _preliminary(wheel: Wheel) -> Iterator[Undecided]:
    days_off = DaysOff(wheel.plan)
    for occurrence in wheel.occurrences:
        if occurrence.is_to_decide:
            days = Span(occurrence.start, occurrence.last_day)
            yield Undecided(
                activity=occurrence.activity,
                school_year=occurrence.school_year,
                month=occurrence.month,
                days=days,
                clashes=clashes(days, days_off),
            )


def _dateless(wheel: Wheel) -> Iterator[Undecided]:
    for missing in wheel.missing:
        if missing.is_known_later or missing.activity.is_decided_yearly:
            yield Undecided(
                activity=missing.activity,
                school_year=missing.school_year,
                month=missing.month,
                days=None,
                clashes=(missing.why,),
                is_known_later=missing.is_known_later,
            )


def _order(slot: Undecided) -> tuple[object, ...]:
    month = SCHOOL_YEAR_MONTHS.index(slot.month) if slot.month else 0
    return (slot.school_year, slot.days is None, slot.days or (), slot.activity.id, month)


def clashes(days: Span, days_off: DaysOff) -> tuple[str, ...]:
    """Return why people are away on the days, if they are on all of them; nothing if one day is free."""
    taken = [tuple(days_off.names(day)) for day in days_between(*days)]
    return tuple(dict.fromkeys(why for of_day in taken for why in of_day)) if all(taken) else ()
