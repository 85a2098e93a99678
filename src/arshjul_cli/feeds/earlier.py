"""From the bytes of a folder to the feeds that were published there.

Works on the text of the feeds, unfolded: a property that is written otherwise than before is a change.
"""

import codecs
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from arshjul_cli.errors import PreviousError
from arshjul_cli.feeds import lines
from arshjul_cli.feeds.history import Earlier, EarlierFeed, Previous, Revision
from arshjul_cli.feeds.model import FEED_ID, SUFFIX
from arshjul_cli.plan.timezones import TIME_ZONES
from arshjul_cli.swedish import system_error
from arshjul_cli.wheel.uid import Uid, domain_of

_OURS = b"\nPRODID:-//arshjul//"
_NAME = re.compile(r"[a-z0-9-]{1,60}\.ics")
_MOST_BYTES = 20_000_000
_STAMP = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
_DATE, _DATE_TIME = (re.compile(form, re.ASCII) for form in (r"\d{8}", r"\d{8}T\d{6}"))
_ENDS = {"VALUE=DATE": _DATE} | {f"TZID={name}": _DATE_TIME for name in TIME_ZONES}
"""How the ends of an event are written, by their parameter."""
_INTEGER = re.compile(r"\d{1,10}", re.ASCII)
_HIGHEST = 2**31 - 1
"""The highest INTEGER of RFC 5545 section 3.3.8."""
_REVISION = (b"DTSTAMP:", b"LAST-MODIFIED:", b"SEQUENCE:")


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


def _is_foreign(data: bytes) -> bool:
    """Tell whether it is a calendar of another program."""
    text = lines.unfold(data).removeprefix(codecs.BOM_UTF8)
    return text.startswith(lines.unfold(lines.BEGIN_CALENDAR)) and _OURS not in text


def _feed(data: bytes) -> EarlierFeed | None:
    """Return a feed of ours, None for any other file."""
    try:
        # What is kept of a feed is written as RFC 5545 wants it.
        head, events = lines.split(lines.crlf(data))
        text = lines.unfold(head)
        if _OURS not in text:
            return None
        properties = lines.properties(text)
        return EarlierFeed(
            id=properties.get(FEED_ID, ""),
            name=properties.get("X-WR-CALNAME", ""),
            data=data,
            head=head,
            events=dict(map(_event, events)),
        )
    except (ValueError, KeyError):
        return None


@cache  # most events are in several feeds
def _event(written: bytes) -> tuple[str, Earlier]:
    """Return the UID of an event and the event. Raises ValueError or KeyError if it is not as we write them."""
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
        content=b"".join(line for line in text.splitlines(keepends=True) if not line.startswith(_REVISION)),
        start=_first_day(properties),
        written=written,
    )
    return properties["UID"], earlier


def _revision(properties: Mapping[str, str]) -> Revision:
    """Return the revision of an event; one more than its SEQUENCE is still an INTEGER. Raises ValueError."""
    sequence, *stamps = (properties[name] for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED"))
    if not all(map(_STAMP.fullmatch, stamps)) or not _INTEGER.fullmatch(sequence) or int(sequence) >= _HIGHEST:
        raise ValueError(sequence, *stamps)
    return Revision(sequence=int(sequence), dtstamp=stamps[0], last_modified=stamps[1])


def _first_day(properties: Mapping[str, str]) -> dt.date:
    """Return the first day of an event, whose ends are two dates or two times of a zone. Raises ValueError."""
    for parameter, form in _ENDS.items():
        ends = [properties.get(f"{name};{parameter}", "") for name in ("DTSTART", "DTEND")]
        if all(map(form.fullmatch, ends)):
            start, _ = map(dt.datetime.fromisoformat, ends)
            return start.date()
    raise ValueError(properties)
