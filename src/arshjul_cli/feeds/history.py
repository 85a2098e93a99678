"""What was published before and what became of it, as values: revisions and changes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from arshjul_cli.feeds.model import Event
from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.uid import Marker, Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a feed may hold that is known to be right, and is not read back."""

    heads: frozenset[bytes] = frozenset()
    """What stands before the events of a feed."""
    events: Mapping[bytes, Event] = field(default_factory=dict)
    """What events say, by their content."""


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
    event: Event
    """What it says; `open_until` also of an event of 0.1.0, which said it only in the title.

    Of one that is known: as the plan gives it, whose category and place are written for calendars.
    """
    content: bytes
    """Its properties, unfolded, all but the revision."""
    written: bytes
    """All its bytes."""

    @property
    def over(self) -> dt.date:
        """See `Event.over`."""
        return self.event.over


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierFeed:
    """A feed as it was written before."""

    id: str
    """Its own id, which a copy under another name still has."""
    name: str
    """What calendars call it."""
    data: bytes
    """The whole file."""
    head: bytes
    """What stands before its events, with the line ends of RFC 5545."""
    events: Mapping[str, Earlier]
    """By UID."""

    @property
    def ended(self) -> Earlier | None:
        """The event that tells that it has ended, if it has."""
        notices = (event for event in self.events.values() if event.uid and event.uid.marker is Marker.ENDED)
        return next(notices, None)

    @property
    def has_ended(self) -> bool:
        """Whether it already tells that it has ended."""
        return self.ended is not None

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
    def occurrences(self) -> Mapping[Uid, Mapping[str, Earlier]]:
        """The events of each occurrence, as in `state`, by their UID; and these by the one without a marker.

        A feed that has ended is not written any more, so it counts only for what no other feed holds.
        """
        ended = self._occurrences(feed for feed in self.feeds.values() if feed.has_ended)
        return {**ended, **self._occurrences(feed for feed in self.feeds.values() if not feed.has_ended)}

    def _occurrences(self, feeds: Iterable[EarlierFeed]) -> dict[Uid, dict[str, Earlier]]:
        found: dict[Uid, dict[str, Earlier]] = {}
        for uid, event in ((uid, event) for feed in feeds for uid, event in feed.events.items()):
            if event.uid and event.uid.school_year:
                found.setdefault(event.uid.plain, {})[uid] = self.state[uid]
        return found

    @cached_property
    def school_years(self) -> frozenset[SchoolYear]:
        """The school years that the feeds hold, but for those that have ended."""
        current = (feed for feed in self.feeds.values() if not feed.has_ended)
        uids = (event.uid for feed in current for event in feed.events.values())
        return frozenset(uid.school_year for uid in uids if uid and uid.school_year)


class ChangeKind(StrEnum):
    """What became of an event since the earlier feeds."""

    NEW = "new"
    MOVED = "moved"
    SETTLED = "settled"
    """Its day was not decided, and now it is; that may have moved it."""
    CHANGED = "changed"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    GONE = "gone"
    LAPSED = "lapsed"
    """It stood for a month whose day was not decided, and the month has passed."""
    RELINKED = "relinked"
    """Nothing but the line of its page differs: the site has got an address, or another, or the activity another id."""


class Part(StrEnum):
    """A part of an event, in the order in which they are told."""

    SUMMARY = "summary"
    """The title, without its marks."""
    LOCATION = "location"
    URL = "url"
    PEOPLE = "people"
    CATEGORY = "category"
    DESCRIPTION = "description"
    """The rest of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a calendar shows of an event; `end` is exclusive."""

    summary: str
    start: dt.date
    end: dt.date
    time: tuple[dt.time, dt.time] | None
    cancelled: bool
    tentative: bool
    open_until: dt.date | None = None
    """The last day of the month that it stands for, if its day is not decided."""
    location: str | None = None
    """Where it is; an address that stands there for want of a place is none."""
    page: str | None = None
    """The address of its activity's page, if its text has the line of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an event: what was shown, and what is; one of them is None if it is new or gone."""

    uid: str
    kind: ChangeKind
    before: Shown | None
    after: Shown | None
    what: tuple[Part, ...] = ()
    """The parts that differ, besides the day and the status; of one that has changed there is at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An occurrence that has been and stands as it was, although the plan no longer says so."""

    uid: str
    """That of the event which carries its end."""
    item_id: str
    """What the plan calls the activity now; if it has left the plan, what the UID calls it."""
    school_year: SchoolYear
    month: int | None
    """The slot 1–12 of a monthly activity."""
    summary: str
    """That of the earlier event, with its marks or without."""
    start: dt.date
    last_day: dt.date
    now: Span | None
    """The days to come that the plan gives it, if it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What differs between the feeds of two sides, by feed id in the order of the plan."""

    names: Mapping[str, str]
    """What each feed is called."""
    changes: Mapping[str, tuple[Change, ...]]
    new: tuple[str, ...] = ()
    """The feeds that only the new side has."""
    gone: tuple[str, ...] = ()
    """The feeds that only the old side has."""
    kept: tuple[Kept, ...] = ()
