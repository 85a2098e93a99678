"""Which events an occurrence shows as: where each stands, and the mark that its title begins with."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from arshjul_cli.plan.fields import DISPLAYS, Display
from arshjul_cli.wheel.model import Kind, Occurrence, Status
from arshjul_cli.wheel.uid import Marker
from arshjul_cli.workdays import Workdays

_LONGEST_SPAN = dt.timedelta(days=21)
"""A longer period as one bar would hide everything else of a month in Outlook."""
_DAY = dt.timedelta(days=1)
Placement = tuple[Marker | None, dt.date, dt.date, tuple[dt.time, dt.time] | None]
"""An event of an occurrence by its marker: first day, exclusive end, time."""


class Mark(StrEnum):
    """What an event is of its occurrence, in the word that its title begins with."""

    OPEN = "I"
    """A month, or two, one of whose days is to be decided; the name of the month follows."""
    BEGINS = "Börjar"
    ENDS = "Slutar"
    REMINDER = "Påminnelse"


@dataclass(frozen=True, slots=True)
class Part:
    """An event of an occurrence; `last_day` is included, and without a mark it is the occurrence itself."""

    start: dt.date
    last_day: dt.date
    mark: Mark | None = None
    marker: Marker | None = None
    """The one without a marker carries the end of the occurrence."""
    time: tuple[dt.time, dt.time] | None = None
    """When it begins on the first day and ends on the last; only of what stands on all days of the occurrence."""


def parts(occurrence: Occurrence, display: Display | None, workdays: Workdays) -> tuple[Part, ...]:
    """Return the events that an occurrence shows as; `display` is that of the plan."""
    return (*_shown(occurrence, display, workdays), *_reminder(occurrence, workdays))


def placements(occurrence: Occurrence, workdays: Workdays) -> Iterator[frozenset[Placement]]:
    """Yield where the events of an occurrence, its reminder aside, stand under each `display`."""
    for display in DISPLAYS:
        activity = occurrence.activity.model_copy(update={"display": display})
        shown = _shown(replace(occurrence, activity=activity), None, workdays)
        yield frozenset((part.marker, part.start, part.last_day + _DAY, part.time) for part in shown)


def _shown(occurrence: Occurrence, display: Display | None, workdays: Workdays) -> Iterator[Part]:
    start, last_day = occurrence.start, occurrence.last_day
    shown = occurrence.activity.display or _by_itself(occurrence) or display or _by_length(occurrence)
    if shown == "span":
        yield Part(start, last_day, time=occurrence.time)
        return
    first, last = _first_working_day(start, last_day, workdays), _last_working_day(start, last_day, workdays)
    if shown == "open":
        yield Part(first, first, Mark.OPEN)
    elif shown == "last" or first == last:
        yield Part(last, last, time=occurrence.time if start == last_day else None)
    else:
        if shown in {"start", "both"}:
            yield Part(first, first, Mark.BEGINS, Marker.START)
        if shown in {"end", "both"}:
            yield Part(last, last, Mark.ENDS)


def _by_itself(occurrence: Occurrence) -> str | None:
    """Return how a month without a day shows, whatever the plan says of periods."""
    # A date to be decided is no deadline, so it stands first in its month.
    if occurrence.is_open_month:
        return "open"
    return "last" if occurrence.is_any_day else None


def _by_length(occurrence: Occurrence) -> str:
    if occurrence.last_day - occurrence.start < _LONGEST_SPAN:
        return "span"
    # What is to be done by a day neither begins nor ends.
    return "last" if occurrence.kind is Kind.DEADLINE else "both"


def _reminder(occurrence: Occurrence, workdays: Workdays) -> Iterator[Part]:
    """Yield the event so many days before, or on the last working day before that."""
    days = occurrence.activity.notice
    has_a_day = not (occurrence.is_open_month or occurrence.is_any_day)
    if days and has_a_day and occurrence.status is not Status.CANCELLED:
        day = (occurrence.last_day if occurrence.kind is Kind.DEADLINE else occurrence.start) - days * _DAY
        while not workdays.is_working_day(day):
            day -= _DAY
        yield Part(day, day, Mark.REMINDER, Marker.NOTICE)


def _first_working_day(start: dt.date, last_day: dt.date, workdays: Workdays) -> dt.date:
    """Return the first working day of a period, or its first day if nobody works in it."""
    days = (start + n * _DAY for n in range((last_day - start).days + 1))
    return next(filter(workdays.is_working_day, days), start)


def _last_working_day(start: dt.date, last_day: dt.date, workdays: Workdays) -> dt.date:
    """Return the last working day of a period, or its last day if nobody works in it."""
    days = (last_day - n * _DAY for n in range((last_day - start).days + 1))
    return next(filter(workdays.is_working_day, days), last_day)
