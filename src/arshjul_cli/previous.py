"""The earlier output: the state that revisions are counted from, and what a run would lose of it.

Works on the text of the feeds, unfolded: a property that is written otherwise than before is a change.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from arshjul_cli.errors import PreviousError
from arshjul_cli.feed import ENDED, SUFFIX, Revision, school_year_of
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import system_error

_FOREIGN = re.compile(rb"\ABEGIN:VCALENDAR\n(?!(?s:.*)^PRODID:-//arshjul//)(?s:.*)^END:VCALENDAR\n*\Z", re.MULTILINE)
_OURS = re.compile(rb"\ABEGIN:VCALENDAR\n(?s:.*)^PRODID:-//arshjul//(?s:.*)^END:VCALENDAR\n*\Z", re.MULTILINE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_EVENT = re.compile(rb"^BEGIN:VEVENT\r?\n(.*?)^END:VEVENT\r?\n", re.MULTILINE | re.DOTALL)
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
    """A feed as it was written before: what stands before its events, and these by UID."""

    head: bytes
    events: Mapping[str, Earlier]

    @property
    def has_ended(self) -> bool:
        """Whether it already tells that it has ended."""
        return any(f".{ENDED}@" in uid for uid in self.events)

    @property
    def name(self) -> str:
        """What calendars call it."""
        found = re.search(rb"^X-WR-CALNAME:(.*)$", unfolded(self.head), re.MULTILINE)
        return found[1].decode() if found else ""

    def contents(self) -> Mapping[str, bytes]:
        """Return the content of each event by UID."""
        return {uid: event.content for uid, event in self.events.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The earlier feeds of a folder by file name, the calendars that are not ours, and what cannot be read."""

    feeds: Mapping[str, EarlierFeed]
    foreign: frozenset[str]
    unreadable: frozenset[str]

    @property
    def state(self) -> Mapping[str, Earlier]:
        """The highest SEQUENCE of each UID in any feed, and the event that has it."""
        state: dict[str, Earlier] = {}
        for feed in self.feeds.values():
            for uid, event in feed.events.items():
                if uid not in state or event.revision.sequence > state[uid].revision.sequence:
                    state[uid] = event
        return state


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """How many of a feed's events of a school year a run would take away."""

    file_name: str
    school_year: SchoolYear
    lost: int
    of: int


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
            if path.suffix.lower() == SUFFIX and path.is_file():
                data = path.read_bytes()
                if (feed := _feed(data)) is not None:
                    feeds[path.name] = feed
                else:
                    (foreign if _FOREIGN.search(unfolded(data)) else unreadable).add(path.name)
    except OSError as error:
        raise PreviousError(
            f"{folder}: Mappen går inte att läsa ({system_error(error)}). Ändra dess behörighet."
        ) from error
    return Previous(feeds=feeds, foreign=frozenset(foreign), unreadable=frozenset(unreadable))


def require_ours(previous: Previous, folder: Path, names: Iterable[str], uid_domain: str) -> None:
    """Make sure that writing would replace nobody else's file.

    Raises:
        PreviousError: if a feed's name is taken by a foreign file, or the feeds belong to another plan.
    """
    for name in names:
        if name in previous.foreign:
            text = "Filen är inte skriven av arshjul. Flytta den, eller välj en annan mapp med --out."
            raise PreviousError(f"{folder / name}: {text}")
    domains = {uid.rpartition("@")[2] for feed in previous.feeds.values() for uid in feed.events}
    for other in sorted(domains - {uid_domain}):
        text = f"Flödena här hör till en plan med uid_domain {other}, inte {uid_domain}."
        raise PreviousError(f"{folder}: {text} Välj en annan mapp med --out, så dubbleras inget i kalendrarna.")


def revise(contents: Mapping[str, bytes], previous: Previous, stamp: dt.datetime) -> dict[str, Revision]:
    """Return the revision of each event: unchanged as before, changed one higher and stamped, new 0 and stamped."""
    state = previous.state
    now = f"{stamp:%Y%m%dT%H%M%SZ}"
    return {uid: _revised(content, state.get(uid), now) for uid, content in contents.items()}


def losses(
    file_name: str, before: EarlierFeed, uids: Iterable[str], school_years: Iterable[SchoolYear]
) -> tuple[Loss, ...]:
    """Return the school years, of those asked for, that would lose all or more than half of a feed's events."""
    kept = frozenset(uids)
    had = Counter(map(school_year_of, before.events))
    lost = Counter(school_year_of(uid) for uid in before.events if uid not in kept)
    return tuple(
        Loss(file_name=file_name, school_year=year, lost=lost[year], of=had[year])
        for year in sorted(set(school_years))
        if lost[year] * 2 > had[year]
    )


def school_years(previous: Previous) -> frozenset[SchoolYear]:
    """Return the school years that the earlier feeds hold."""
    years = (school_year_of(uid) for feed in previous.feeds.values() for uid in feed.events)
    return frozenset(year for year in years if year)


def unfolded(data: bytes) -> bytes:
    """Return what was written, each property on one line that ends in LF."""
    return _FOLD.sub(b"", data).replace(b"\r\n", b"\n")


def _revised(content: bytes, earlier: Earlier | None, now: str) -> Revision:
    if earlier is None:
        return Revision(sequence=0, dtstamp=now, last_modified=now)
    if unfolded(content) == earlier.content:
        return earlier.revision
    return Revision(sequence=earlier.revision.sequence + 1, dtstamp=now, last_modified=now)


def _feed(data: bytes) -> EarlierFeed | None:
    """Return a feed of ours, None for any other file."""
    if not _OURS.search(unfolded(data)):
        return None
    try:
        events = dict(_earlier(match[0]) for match in _EVENT.finditer(data))
    except (ValueError, KeyError):
        return None
    head = data[: first.start()] if (first := _EVENT.search(data)) else data[: data.rindex(b"END:VCALENDAR")]
    return EarlierFeed(head=head, events=events)


def _earlier(written: bytes) -> tuple[str, Earlier]:
    """Return the UID of an event and the event. Raises ValueError or KeyError if it is not as we write them."""
    lines = unfolded(written).splitlines(keepends=True)[1:-1]
    values = {
        re.split(rb"[:;]", line, maxsplit=1)[0]: line.rstrip(b"\n").rpartition(b":")[2].decode() for line in lines
    }
    earlier = Earlier(
        revision=Revision(
            sequence=int(values[b"SEQUENCE"]),
            dtstamp=values[b"DTSTAMP"],
            last_modified=values[b"LAST-MODIFIED"],
        ),
        content=b"".join(line for line in lines if line.partition(b":")[0] not in _REVISION),
        start=dt.date.fromisoformat(values[b"DTSTART"][:8]),
        written=written,
    )
    return values[b"UID"], earlier
