"""From the bytes of a folder to the feeds that were published there.

Works on the text of the feeds, unfolded: a property that is written otherwise than before is a change.
"""

import codecs
import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from arshjul_cli.errors import PreviousError
from arshjul_cli.feeds import lines
from arshjul_cli.feeds.history import Earlier, EarlierFeed, Known, Previous, Revision
from arshjul_cli.feeds.model import FEED_ID, OPEN_UNTIL, SUFFIX, Event
from arshjul_cli.feeds.size import MOST
from arshjul_cli.feeds.verify import faults
from arshjul_cli.plan.timezones import TIME_ZONES
from arshjul_cli.schoolyear import month_days
from arshjul_cli.swedish import system_error
from arshjul_cli.wheel.model import Status
from arshjul_cli.wheel.uid import Uid, domain_of
from arshjul_cli.write import tried

_OURS = b"\nPRODID:-//arshjul//"
_NAME = re.compile(r"[a-z0-9-]{1,60}\.ics")
_MOST_BYTES = MOST + 1_000_000
"""What stands before the events is far less than the rest."""
_STAMP = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
_DATE, _DATE_TIME = (re.compile(form, re.ASCII) for form in (r"\d{8}", r"\d{8}T\d{6}"))
_ENDS = {"VALUE=DATE": _DATE} | {f"TZID={name}": _DATE_TIME for name in TIME_ZONES}
"""How the ends of an event are written, by their parameter."""
_INTEGER = re.compile(r"\d{1,10}", re.ASCII)
_HIGHEST = 200_000_000
"""No SEQUENCE comes near in centuries, and an INTEGER of RFC 5545 section 3.3.8 is ten times as large."""
_UNDECIDED = "(datum ej satt)"
"""How 0.1.0 ends the title of a month whose day is not decided."""
_DAY = dt.timedelta(days=1)
_REVISION = (b"DTSTAMP:", b"LAST-MODIFIED:", b"SEQUENCE:")
_NOTHING = Known()


def read(folder: Path, known: Known = _NOTHING) -> Previous:
    """Read the feeds of a folder; one that does not exist holds none. What is known is not read back.

    Raises:
        PreviousError: if the folder, or a feed, cannot be read.
    """
    try:
        paths = [path for path in (folder.iterdir() if folder.is_dir() else ()) if _may_be(path)]
    except OSError as error:
        raise PreviousError(
            f"{folder}: Mappen går inte att läsa ({system_error(error)}). Ändra dess behörighet."
        ) from error
    return published(_contents(sorted(paths)), known)


def _contents(paths: Iterable[Path]) -> Mapping[str, bytes]:
    """Return the bytes of files by name; one that another program has for itself is tried again for two seconds.

    Raises:
        PreviousError: if some cannot be read; names them.
    """
    found: dict[str, bytes] = {}

    def take(path: Path) -> None:
        found[path.name] = _bytes(path)

    if failed := tried({str(path): partial(take, path) for path in paths}):
        cure = "Stäng det i andra program, eller ändra dess behörighet, och kör igen."
        raise PreviousError(
            "\n".join(
                f"{path}: Flödet går inte att läsa ({system_error(error)}). {cure}" for path, error in failed.items()
            )
        )
    return found


def read_named(folder: str, known: Known = _NOTHING) -> Previous:
    """Read the feeds of the folder that `--previous` names. What is known is not read back.

    Raises:
        PreviousError: if there is no such folder, or it cannot be read.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 - unlike Path.is_dir, never raises
        raise PreviousError(f"{folder}: Mappen finns inte. Rätta sökvägen efter --previous.")
    return read(Path(folder), known)


def _may_be(path: Path) -> bool:
    return bool(_NAME.fullmatch(path.name)) and not path.is_dir()


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file; nothing of one that is far too large, or that is no plain file nor a link to one."""
    return path.read_bytes() if path.is_file() and path.stat().st_size <= _MOST_BYTES else b""


def published(files: Mapping[str, bytes], known: Known = _NOTHING) -> Previous:
    """Return the feeds that some files are, by file name; what is known is not read back."""
    read_event = cache(partial(_earlier, known))  # most events are in several feeds
    feeds: dict[str, EarlierFeed] = {}
    foreign: set[str] = set()
    unreadable: set[str] = set()
    for name, data in sorted(files.items()):
        feed = _feed(data, known, read_event)
        if feed and feed.id + SUFFIX == name:
            feeds[name] = feed
        else:
            (foreign if feed or _is_foreign(data) else unreadable).add(name)
    return Previous(feeds=feeds, foreign=frozenset(foreign), unreadable=frozenset(unreadable))


def _is_foreign(data: bytes) -> bool:
    """Tell whether it is a calendar of another program."""
    text = lines.unfold(data).removeprefix(codecs.BOM_UTF8)
    return text.startswith(lines.unfold(lines.BEGIN_CALENDAR)) and _OURS not in text


def _feed(data: bytes, known: Known, read_event: Callable[[bytes], tuple[str, Earlier]]) -> EarlierFeed | None:
    """Return a feed of ours that is as feeds must be, None for any other file."""
    try:
        # What is kept of a feed is written as RFC 5545 wants it.
        whole = lines.crlf(data)
        head, events = lines.split(whole)
        text = lines.unfold(head)
        if _OURS not in text:
            return None
        properties = lines.properties(text)
        feed = EarlierFeed(
            id=properties.get(FEED_ID, ""),
            name=lines.text(properties.get("X-WR-CALNAME", "")),
            data=data,
            head=head,
            events=dict(map(read_event, events)),
        )
    except (ValueError, KeyError, OverflowError):
        return None
    return None if any(faults(whole, known)) else feed


def _earlier(known: Known, written: bytes) -> tuple[str, Earlier]:
    """Return the UID of an event and the event. Raises ValueError or KeyError if it is not as we write them."""
    revision, content = lines.revision_and_content(written)
    event = known.events.get(content)
    # A title may say as in 0.1.0 that the day is open, whatever the plan means by it.
    if event is None or event.summary.endswith(_UNDECIDED):
        return _read_back(written)
    return event.uid, Earlier(
        uid=Uid.parse(event.uid),
        revision=_revision(lines.properties(lines.unfold(revision))),
        event=event,
        content=lines.unfold(content),
        written=written,
    )


def _read_back(written: bytes) -> tuple[str, Earlier]:
    """Return the UID of an event, and the event as its text says it. Raises as `_earlier`."""
    text = lines.unfold(lines.body(written))
    properties = lines.properties(text)
    names = {name.partition(";")[0] for name in properties}
    if len(names) < text.count(b"\n") or not names.isdisjoint({"BEGIN", "END"}):
        raise ValueError(written)
    if not properties["SUMMARY"] or not domain_of(properties["UID"]):
        raise ValueError(written)
    earlier = Earlier(
        uid=Uid.parse(properties["UID"]),
        revision=_revision(properties),
        event=_event(properties),
        content=b"".join(line for line in text.splitlines(keepends=True) if not line.startswith(_REVISION)),
        written=written,
    )
    return properties["UID"], earlier


def _event(properties: Mapping[str, str]) -> Event:
    """Return what an event says. Raises ValueError or KeyError."""
    texts = {name: lines.text(value) for name, value in properties.items()}
    start, end, timed = _ends(properties)
    return Event(
        uid=properties["UID"],
        start=start.date(),
        end=lines.after(end, timed=timed),
        time=(start.time(), end.time()) if timed else None,
        summary=texts["SUMMARY"],
        description=texts.get("DESCRIPTION", ""),
        status=Status(properties.get("STATUS", Status.CONFIRMED).lower()),
        category=texts.get("CATEGORIES"),
        color=texts.get("COLOR"),
        location=texts.get("LOCATION"),
        url=properties.get("URL"),
        open_until=_open_until(properties, start.date()),
    )


def _open_until(properties: Mapping[str, str], first_day: dt.date) -> dt.date | None:
    if OPEN_UNTIL in properties:
        return dt.datetime.strptime(properties[OPEN_UNTIL], "%Y%m%d").replace(tzinfo=dt.UTC).date()
    return month_days(first_day.year, first_day.month)[1] if properties["SUMMARY"].endswith(_UNDECIDED) else None


def _revision(properties: Mapping[str, str]) -> Revision:
    """Return the revision of an event; Raises ValueError, also for a SEQUENCE that none of ours reaches."""
    sequence, *stamps = (properties[name] for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED"))
    if not all(map(_is_stamp, stamps)) or not _INTEGER.fullmatch(sequence) or int(sequence) > _HIGHEST:
        raise ValueError(sequence, *stamps)
    return Revision(sequence=int(sequence), dtstamp=stamps[0], last_modified=stamps[1])


@cache  # most events have the same
def _is_stamp(text: str) -> bool:
    """Tell whether a text is a time in UTC. Raises ValueError for one that does not exist."""
    return bool(_STAMP.fullmatch(text) and dt.datetime.fromisoformat(text))


def _ends(properties: Mapping[str, str]) -> tuple[dt.datetime, dt.datetime, bool]:
    """Return the ends of an event, and whether they are two times of a zone or two dates. Raises ValueError."""
    for parameter, form in _ENDS.items():
        ends = [properties.get(f"{name};{parameter}", "") for name in ("DTSTART", "DTEND")]
        if all(map(form.fullmatch, ends)):
            start, end = map(dt.datetime.fromisoformat, ends)
            return start, end, form is _DATE_TIME
    raise ValueError(properties)
