"""What has changed in the feeds in the last sixty days, for those who read a page: `andringar.json` beside them. Pure.

Told are the days, the time, the place, the title and the cancellation of each event, what is new and what is gone; not
its text, people or colour, nor a month that passed undecided. Reminders follow what they remind of, and are left out.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

from arshjul_cli.feeds import marks
from arshjul_cli.feeds.changes import kind_of
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.history import Change, ChangeKind, Shown
from arshjul_cli.findings import visible
from arshjul_cli.wheel.uid import Marker, Uid, school_year_of

NAME = "andringar.json"
DAYS, MOST = 60, 200
"""How long a change is told, and how many are."""
_MOST_BYTES = 1_000_000
"""Far more than two hundred take."""
_UNTOLD = {"page"}
_FEED = re.compile(r"[a-z0-9-]{1,60}\.ics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """What became of an event on a day: what was shown, and what is; one of them is None if it is new or gone."""

    day: dt.date
    uid: str
    kind: ChangeKind
    before: Shown | None
    after: Shown | None
    feeds: tuple[str, ...]
    """The files of the feeds that have it, or had it if it is gone, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What the file holds; a later version may add keys, and never changes one."""

    schema: Literal[1]
    changes: tuple[Recent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What was shown of an event, and what is."""

    uid: str
    before: Shown | None
    after: Shown | None


def after_run(generation: Generation, known: Collection[Recent], day: dt.date) -> tuple[Recent, ...]:
    """Return what is to be told after a whole run on a day, the newest first, then in the order of time.

    Known is what was told before it, nothing if the past is rewritten. A change of an event and another one on the same
    day are one, or none if all is as it was. A feed that is new, or a school year that no feed had, is no news of its
    events.
    """
    told = {(one.day, one.uid): one for one in known if dt.timedelta() <= day - one.day < dt.timedelta(days=DAYS)}
    feeds = _Feeds(generation)
    for change in feeds.changed():
        earlier = told.pop((day, change.uid), None)
        if earlier or feeds.is_news(change):
            before, after = earlier.before if earlier else change.before, change.after
            if kind := _kind(before, after):
                told[day, change.uid] = Recent(
                    day=day, uid=change.uid, kind=kind, before=before, after=after, feeds=feeds.holding(change.uid)
                )
    return tuple(sorted(told.values(), key=_order)[:MOST])


def _kind(before: Shown | None, after: Shown | None) -> ChangeKind | None:
    """Return what became of an event; None if all that is told of it is as it was."""
    if before and after:
        return kind_of(before, after) if _told(before) != _told(after) else None
    if before:
        return ChangeKind.GONE
    return ChangeKind.NEW if after else None


def _told(shown: Shown) -> object:
    """Return what of an event is told when it changes: not where in an undecided month it stands."""
    days = shown.open_until or (shown.start, shown.end, shown.time)
    return marks.split(shown.summary).title, days, shown.cancelled, shown.tentative, shown.location


def _order(recent: Recent) -> tuple[int, dt.date, str]:
    shown = recent.after or recent.before
    return (-recent.day.toordinal(), shown.start if shown else recent.day, recent.uid)


class _Feeds:
    """What became of each event in all the feeds of a run that there were before."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        current = sorted({*generation.changes}.difference(generation.new))
        self.changes = {name: {change.uid: change for change in generation.changes[name]} for name in current}
        self.holders: dict[str, list[str]] = {}
        self.unchanged: set[str] = set()
        for feed in sorted(generation.feeds, key=lambda feed: feed.file_name):
            changes = self.changes.get(feed.file_name)
            for event in feed.events:
                self.holders.setdefault(event.uid, []).append(feed.file_name)
                if changes is not None and event.uid not in changes:
                    self.unchanged.add(event.uid)
        had = (uid for changes in self.changes.values() for uid, change in changes.items() if change.before)
        self.before = {*map(_occurrence, had), *map(_occurrence, self.unchanged)}
        self.after = {*map(_occurrence, self.holders)}

    def changed(self) -> Iterator[_Change]:
        """Yield what was shown of each event that is not as it was in any feed, and what is."""
        found: dict[str, list[Change]] = {}
        for changes in self.changes.values():
            for uid in changes.keys() - self.unchanged:
                found.setdefault(uid, []).append(changes[uid])
        for uid, of_event in sorted(found.items()):
            parsed = Uid.parse(uid)
            if parsed and parsed.marker is not Marker.NOTICE and of_event[0].kind is not ChangeKind.LAPSED:
                before, after = (_first(one.before for one in of_event), _first(one.after for one in of_event))
                yield _Change(uid=uid, before=before, after=after)

    def is_news(self, change: _Change) -> bool:
        """Tell whether an occurrence was there and still is, or is new or gone as a whole."""
        year = school_year_of(change.uid)
        occurrence = _occurrence(change.uid)
        if change.before and change.after:
            return True
        if change.after:
            return year not in self.generation.entered and occurrence not in self.before
        return year not in self.generation.left and occurrence not in self.after

    def holding(self, uid: str) -> tuple[str, ...]:
        """Return the files that have an event, or had one that is gone."""
        return tuple(self.holders.get(uid) or (name for name, changes in self.changes.items() if uid in changes))


def _first(some: Iterable[Shown | None]) -> Shown | None:
    """Return the first that is shown, without the address of a page, which is not told."""
    return next((replace(shown, page=None) for shown in some if shown), None)


def _occurrence(uid: str) -> str:
    parsed = Uid.parse(uid)
    return str(parsed.plain) if parsed else uid


def to_bytes(recent: Iterable[Recent]) -> bytes:
    """Return the file that holds some changes, in their order."""
    file = _File(schema=1, changes=tuple(recent))
    return (
        _file().dump_json(file, indent=2, exclude={"changes": {"__all__": {"before": _UNTOLD, "after": _UNTOLD}}})
        + b"\n"
    )


def from_bytes(data: bytes) -> tuple[Recent, ...]:
    """Return the changes that a file holds.

    Raises:
        ValueError: if it is no such file, or holds what no run writes.
    """
    if len(data) > _MOST_BYTES:
        raise ValueError(len(data))
    changes = _file().validate_json(data, strict=True).changes
    if len({(recent.day, recent.uid) for recent in changes}) < len(changes) or not all(map(_is_sound, changes)):
        raise ValueError("no change that a run tells of")
    return changes


def is_readable(data: bytes) -> bool:
    """Tell whether a file holds changes."""
    try:
        from_bytes(data)
    except ValueError:
        return False
    return True


@cache
def _file() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def _is_sound(recent: Recent) -> bool:
    shown = [one for one in (recent.before, recent.after) if one]
    return (
        Uid.parse(recent.uid) is not None
        and recent.kind is _kind(recent.before, recent.after)
        and bool(recent.feeds)
        and all(map(_FEED.fullmatch, recent.feeds))
        and all(map(_is_shown, shown))
    )


def _is_shown(shown: Shown) -> bool:
    texts = (shown.summary, shown.location or "-")
    return shown.start < shown.end and shown.page is None and all(text and text == visible(text) for text in texts)
