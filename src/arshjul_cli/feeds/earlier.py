"""The earlier output: the state that revisions are counted from, and what a run would lose of it.

Works on the text of the feeds, unfolded: a property that is written otherwise than before is a change.
"""

import codecs
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from arshjul_cli.errors import PreviousError
from arshjul_cli.feeds.history import Revision
from arshjul_cli.feeds.model import FEED_ID, SUFFIX
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import system_error
from arshjul_cli.wheel.uid import ENDED, school_year_of

_BEGIN, _END, _OURS = b"BEGIN:VCALENDAR\n", b"END:VCALENDAR", b"\nPRODID:-//arshjul//"
_BEGIN_EVENT, _END_EVENT = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_EVENTS = re.compile(b"^" + _BEGIN_EVENT, re.MULTILINE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_NAME = re.compile(r"[a-z0-9-]{1,60}\.ics")
_MOST_BYTES = 20_000_000
_STAMP = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
_DAY, _MOMENT = (re.compile(form, re.ASCII) for form in (r"\d{8}", r"\d{8}T\d{6}"))
_TOO_HIGH = 2**31 - 1
_REVISION = frozenset({b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An event as it was written before: its revision, the rest of it unfolded, its first day, and all its bytes."""

    revision: Revision
    content: bytes
    start: dt.date
    written: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierFeed:
    """A feed as it was written before: the whole file, what stands before its events, and these by UID."""

    data: bytes
    head: bytes
    events: Mapping[str, Earlier]

    @property
    def id(self) -> str:
        """Its own id, which a copy under another name still has."""
        return self._property(FEED_ID)

    @property
    def name(self) -> str:
        """What calendars call it."""
        return self._property("X-WR-CALNAME")

    @property
    def has_ended(self) -> bool:
        """Whether it already tells that it has ended."""
        return any(f".{ENDED}@" in uid for uid in self.events)

    def contents(self) -> Mapping[str, bytes]:
        """Return the content of each event by UID."""
        return {uid: event.content for uid, event in self.events.items()}

    def _property(self, name: str) -> str:
        found = re.search(rb"^%b:(.*)$" % name.encode(), unfolded(self.head), re.MULTILINE)
        return found[1].decode() if found else ""


@dataclass(frozen=True, kw_only=True)
class Previous:
    """The earlier feeds of a folder by file name, the calendars that are not ours, and what cannot be read."""

    feeds: Mapping[str, EarlierFeed]
    foreign: frozenset[str]
    unreadable: frozenset[str]

    @cached_property
    def state(self) -> Mapping[str, Earlier]:
        """The highest SEQUENCE of each UID in any feed, and the event that has it."""
        state: dict[str, Earlier] = {}
        for feed in self.feeds.values():
            for uid, event in feed.events.items():
                if uid not in state or event.revision.sequence > state[uid].revision.sequence:
                    state[uid] = event
        return state

    @property
    def school_years(self) -> frozenset[SchoolYear]:
        """The school years that the feeds hold, but for those that have ended."""
        current = (feed for feed in self.feeds.values() if not feed.has_ended)
        years = (school_year_of(uid) for feed in current for uid in feed.events)
        return frozenset(year for year in years if year)


def read(folder: Path) -> Previous:
    """Read the feeds of a folder; one that does not exist holds none.

    Raises:
        PreviousError: if the folder cannot be read.
    """
    feeds: dict[str, EarlierFeed] = {}
    foreign: set[str] = set()
    unreadable: set[str] = set()
    try:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if _NAME.fullmatch(path.name) and path.is_file():
                data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
                feed = _feed(data)
                if feed and feed.id + SUFFIX == path.name:
                    feeds[path.name] = feed
                else:
                    (foreign if feed or _is_foreign(data) else unreadable).add(path.name)
    except OSError as error:
        raise PreviousError(
            f"{folder}: Mappen går inte att läsa ({system_error(error)}). Ändra dess behörighet."
        ) from error
    return Previous(feeds=feeds, foreign=frozenset(foreign), unreadable=frozenset(unreadable))


def require_ours(previous: Previous, folder: Path, names: Iterable[str], uid_domain: str, option: str) -> None:
    """Make sure that a folder, which an option of the command names, holds this plan's feeds and nobody else's.

    Raises:
        PreviousError: if a feed's name is taken by a foreign file, or the feeds belong to another plan.
    """
    for name in names:
        if name in previous.foreign:
            text = f"Filen är inte skriven av arshjul som {name}. Flytta den, eller välj en annan mapp med {option}."
            raise PreviousError(f"{folder / name}: {text}")
    domains = {uid.rpartition("@")[2] for feed in previous.feeds.values() for uid in feed.events}
    for other in sorted(domains - {uid_domain}):
        text = f"Flödena här hör till en plan med uid_domain {other}, inte {uid_domain}."
        raise PreviousError(f"{folder}: {text} Välj en annan mapp med {option}, så dubbleras inget i kalendrarna.")


def revise(contents: Mapping[str, bytes], previous: Previous, stamp: dt.datetime) -> dict[str, Revision]:
    """Return the revision of each event: unchanged as before, changed one higher and stamped, new 0 and stamped."""
    now = f"{stamp:%Y%m%dT%H%M%SZ}"
    revisions: dict[str, Revision] = {}
    for uid, content in contents.items():
        earlier = previous.state.get(uid)
        if earlier and unfolded(content) == earlier.content:
            revisions[uid] = earlier.revision
        else:
            last = earlier.revision.sequence if earlier else -1
            revisions[uid] = Revision(sequence=last + 1, dtstamp=now, last_modified=now)
    return revisions


def unfolded(data: bytes) -> bytes:
    """Return what was written, each property on one line that ends in LF."""
    return _FOLD.sub(b"", data).replace(b"\r\n", b"\n")


def _is_foreign(data: bytes) -> bool:
    """Tell whether it is somebody else's calendar, or a copy of one of ours."""
    text = unfolded(data).removeprefix(codecs.BOM_UTF8)
    return text.startswith(_BEGIN) and _OURS not in text


def _feed(data: bytes) -> EarlierFeed | None:
    """Return a feed of ours, None for any other file."""
    text = unfolded(data).rstrip(b"\n")
    if not (text.startswith(_BEGIN) and text.endswith(_END) and _OURS in text):
        return None
    # Git may have turned the line ends; what is kept of a feed is written as RFC 5545 wants it.
    lines = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    head, *parts = _EVENTS.split(lines)
    try:
        events = dict(map(_earlier, parts))
        feed = EarlierFeed(data=data, head=head if parts else head[: head.rindex(_END)], events=events)
        _ = (feed.id, feed.name)
    except (ValueError, KeyError):
        return None
    return feed


def _earlier(part: bytes) -> tuple[str, Earlier]:
    """Return the UID of an event and the event. Raises ValueError or KeyError if it is not as we write them."""
    body = part[: part.index(b"\n" + _END_EVENT) + 1]
    lines = unfolded(body).splitlines(keepends=True)
    values = {re.split(rb"[:;]", line, maxsplit=1)[0]: line.rstrip(b"\n").partition(b":")[2].decode() for line in lines}
    stamps = (values[b"DTSTAMP"], values[b"LAST-MODIFIED"])
    ends = (values[b"DTSTART"], values[b"DTEND"])
    if not all(map(_STAMP.fullmatch, stamps)) or not any(all(map(form.fullmatch, ends)) for form in (_DAY, _MOMENT)):
        raise ValueError(part)
    if not values[b"SUMMARY"] or "@" not in values[b"UID"] or b"BEGIN" in values:
        raise ValueError(part)
    earlier = Earlier(
        revision=Revision(sequence=_sequence(values[b"SEQUENCE"]), dtstamp=stamps[0], last_modified=stamps[1]),
        content=b"".join(line for line in lines if line.partition(b":")[0] not in _REVISION),
        start=dt.date.fromisoformat(ends[0][:8]),
        written=_BEGIN_EVENT + body + _END_EVENT,
    )
    return values[b"UID"], earlier


def _sequence(text: str) -> int:
    """Return a SEQUENCE as RFC 5545 section 3.3.8 bounds it. Raises ValueError for any other."""
    if not 0 <= (number := int(text[:11])) < _TOO_HIGH:
        raise ValueError(text)
    return number
