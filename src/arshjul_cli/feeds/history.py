"""What was published before and what became of it, as values: revisions, changes, losses."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.uid import Marker, Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """How often an event has changed (SEQUENCE), and when (UTC, whole seconds)."""

    sequence: int
    dtstamp: str
    last_modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An event as it was written before."""

    uid: Uid | None
    """None if the program does not write such UIDs."""
    revision: Revision
    content: bytes
    """Its properties, unfolded, all but the revision."""
    start: dt.date
    """Its first day."""
    written: bytes
    """All its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierFeed:
    """A feed as it was written before."""

    id: str
    """Its own id, which a copy under another name still has."""
    name: str
    """What calendars call it, as it is written."""
    data: bytes
    """The whole file."""
    head: bytes
    """What stands before its events, with the line ends of RFC 5545."""
    events: Mapping[str, Earlier]
    """By UID."""

    @property
    def has_ended(self) -> bool:
        """Whether it already tells that it has ended."""
        return any(event.uid is not None and event.uid.marker is Marker.ENDED for event in self.events.values())

    def contents(self) -> Mapping[str, bytes]:
        """Return the content of each event by UID."""
        return {uid: event.content for uid, event in self.events.items()}


@dataclass(frozen=True, kw_only=True)
class Previous:
    """What a folder holds of feeds that were written before."""

    feeds: Mapping[str, EarlierFeed]
    """By file name, in the order of these."""
    foreign: frozenset[str]
    """The files that are calendars of others, or copies of a feed under another name."""
    unreadable: frozenset[str]
    """The files that are neither."""

    @cached_property
    def state(self) -> Mapping[str, Earlier]:
        """The highest SEQUENCE of each UID in any feed, and the event that has it: the first one by file name."""
        state: dict[str, Earlier] = {}
        for feed in self.feeds.values():
            for uid, event in feed.events.items():
                if uid not in state or event.revision.sequence > state[uid].revision.sequence:
                    state[uid] = event
        return state

    @cached_property
    def school_years(self) -> frozenset[SchoolYear]:
        """The school years that the feeds hold, but for those that have ended."""
        current = (feed for feed in self.feeds.values() if not feed.has_ended)
        uids = (event.uid for feed in current for event in feed.events.values())
        return frozenset(uid.school_year for uid in uids if uid and uid.school_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What of a feed's school year a run would take away: how many occurrences of how many, and their titles."""

    file_name: str
    school_year: SchoolYear
    titles: tuple[str, ...]
    of: int


class ChangeKind(StrEnum):
    """What became of an event since the earlier feeds."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    GONE = "gone"


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
