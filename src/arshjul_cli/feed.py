"""Feeds, as values: a feed is one `.ics` file, an event what it shows of an occurrence, a change what became of it."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel import Status

SUFFIX = ".ics"
FEED_ID = "X-ARSHJUL-FEED"
"""The property that tells a feed from a copy of it under another name."""
START, NOTICE, ENDED = "start", "notice", "upphort"
"""What a UID has last, before the domain, when it is not the event that carries the end of an occurrence."""
_MARKED = re.compile(r"\.(?:start|notice|upphort)@")
_YEAR = re.compile(r"\.(\d{4})-\d{2}(?:\.\d{2})?(?:\.(?:start|notice))?@", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; `end` is exclusive, as in RFC 5545. A time makes it a meeting of that day."""

    uid: str
    start: dt.date
    end: dt.date
    time: tuple[dt.time, dt.time] | None
    summary: str
    description: str
    status: Status
    category: str | None
    color: str | None
    location: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One file of events. `id` makes its address, which never changes and never holds a year."""

    id: str
    of: str
    """The id that it is written for; another than its own if that is a former one."""
    name: str
    events: tuple[Event, ...]

    @property
    def file_name(self) -> str:
        """`rektor.ics`."""
        return self.id + SUFFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """How often an event has changed (SEQUENCE), and when (UTC, whole seconds)."""

    sequence: int
    dtstamp: str
    last_modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What of a feed's school year a run would take away: how many occurrences of how many, and their titles."""

    file_name: str
    school_year: SchoolYear
    titles: tuple[str, ...]
    of: int


class ChangeKind(StrEnum):
    """What became of an event since the earlier feeds, in the word a user reads."""

    NEW = "ny"
    MOVED = "flyttad"
    CHANGED = "ändrad"
    CANCELLED = "inställd"
    REINSTATED = "åter"
    GONE = "borta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a calendar shows of an event; `end` is exclusive."""

    summary: str
    start: dt.date
    end: dt.date
    time: tuple[dt.time, dt.time] | None
    cancelled: bool
    tentative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an event: what was shown, and what is; one of them is None if it is new or gone."""

    uid: str
    kind: ChangeKind
    before: Shown | None
    after: Shown | None


def school_year_of(uid: str) -> SchoolYear | None:
    """Return the school year in a UID; None for a UID that is of no year."""
    found = _YEAR.search(uid)
    return SchoolYear(int(found[1])) if found else None


def is_plain(uid: str) -> bool:
    """Tell whether a UID is that of the event which carries the end of an occurrence."""
    return not _MARKED.search(uid)
