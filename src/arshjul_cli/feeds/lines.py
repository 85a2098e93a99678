"""The framing of iCalendar (RFC 5545 section 3.1): folded lines that end in CRLF, and a calendar of events around them.

A feed is its head, its events and the end of the calendar, in this order.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping

BEGIN_CALENDAR, END_CALENDAR = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"
_BEGIN_EVENT, _END_EVENT = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_MOST_OCTETS = 74
"""Of a line or a part of one; a space goes before each part but the first."""
_PROPERTY = re.compile(r"(?P<name>[A-Z-]+(?:;[A-Z-]+=[^:;\r]+)*):(?P<value>[^\r]*)")
_FOLD = re.compile(rb"\n[ \t]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ZONE = re.compile(rb"^DT(?:START|END);TZID=([^:;\n]+)", re.MULTILINE)
_WHOLE_DAYS = (b"\r\nDTSTART;VALUE=DATE:", b"\r\nDTEND;VALUE=DATE:")
_REVISION = re.compile(_BEGIN_EVENT + rb"DTSTAMP:[^\r\n]*\r\nLAST-MODIFIED:[^\r\n]*\r\nSEQUENCE:[^\r\n]*\r\n(?![ \t])")
_TZID = re.compile(rb"^TZID:([^\r\n]+)", re.MULTILINE)
_VTIMEZONE = re.compile(rb"^BEGIN:VTIMEZONE\r\n.*?^END:VTIMEZONE\r\n", re.MULTILINE | re.DOTALL)


def join(head: bytes, events: Iterable[bytes]) -> bytes:
    """Return the file of what stands before the events, and of the whole events."""
    return b"".join((head, *events, END_CALENDAR))


def split(data: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Return what stands before the events of a file, and each whole event; `join` puts them together again.

    Raises:
        ValueError: if the file is not a calendar whose lines end in CRLF, or something stands after an event.
    """
    if not (data.startswith(BEGIN_CALENDAR) and data.endswith(b"\r\n" + END_CALENDAR)):
        raise ValueError("no whole VCALENDAR")
    head, *rest = data.removesuffix(END_CALENDAR).split(b"\n" + _BEGIN_EVENT)
    # What was split at is the end of the line before.
    head, *parts = (*(part + b"\n" for part in (head, *rest)[:-1]), (head, *rest)[-1])
    for part in parts:
        inside = b"\n" + part.removesuffix(_END_EVENT)
        if not part.endswith(_END_EVENT) or b"\n" + _BEGIN_EVENT in inside or b"\n" + _END_EVENT in inside:
            raise ValueError("no whole VEVENT")
    return head, tuple(_BEGIN_EVENT + part for part in parts)


def event(body: bytes) -> bytes:
    """Return the whole event of some property lines."""
    return _BEGIN_EVENT + body + _END_EVENT


def body(event: bytes) -> bytes:
    """Return the property lines of a whole event."""
    return event.removeprefix(_BEGIN_EVENT).removesuffix(_END_EVENT)


def revision_and_content(event: bytes) -> tuple[bytes, bytes]:
    """Return the property lines of the revision of a whole event, and those after it.

    They are nothing, and the whole event, if the revision does not come first.
    """
    found = _REVISION.match(event)
    return (body(found[0]), event[found.end() :].removesuffix(_END_EVENT)) if found else (b"", event)


def content(event: bytes) -> bytes:
    """Return the property lines of a whole event after its revision; the whole event if that does not come first."""
    return revision_and_content(event)[1]


def crlf(data: bytes) -> bytes:
    """Return a file with CRLF at the end of each line, whatever Git made of it, and no empty lines at the end."""
    return data.replace(b"\r\n", b"\n").rstrip(b"\n").replace(b"\n", b"\r\n") + b"\r\n"


def unfold(data: bytes) -> bytes:
    """Return each property on a line of its own that ends in LF."""
    text = data.replace(b"\r\n", b"\n")
    # The program folds with spaces; what bytes can do themselves is ten times as fast.
    return _FOLD.sub(b"", text) if b"\n\t" in text else text.replace(b"\n ", b"")


def properties(unfolded: bytes) -> Mapping[str, str]:
    """Return the value of each property as it is written, by its name and parameters; the last one of a name counts.

    Raises:
        ValueError: if a line is no content line, or not UTF-8.
    """
    found: dict[str, str] = {}
    for line in filter(None, unfolded.decode().split("\n")):
        if not (match := _PROPERTY.fullmatch(line)):
            raise ValueError(line)
        found[match["name"]] = match["value"]
    return found


def fold(line: str) -> bytes:
    """Return a content line in parts of at most 75 octets, with its end (RFC 5545 section 3.1).

    No part ends within a character, nor between a backslash or circumflex and what it escapes: some programs unescape
    before they unfold.
    """
    data = line.encode()
    parts: list[bytes] = []
    begin = 0
    while len(data) - begin > _MOST_OCTETS:
        end = begin + _MOST_OCTETS
        while data[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        end -= data[end - 1] in b"\\^"
        parts.append(data[begin:end])
        begin = end
    return b"\r\n ".join((*parts, data[begin:])) + b"\r\n"


def escaped(text: str) -> str:
    """Return a text as a TEXT value (RFC 5545 section 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def text(value: str) -> str:
    """Return a TEXT value as it is meant (RFC 5545 section 3.3.11)."""
    return _ESCAPED.sub(lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], value)


def after(end: dt.datetime, *, timed: bool) -> dt.date:
    """Return the first day after an event, by its DTEND; one that ends at midnight ends before that day."""
    return end.date() + dt.timedelta(days=1) if timed and end.time() != dt.time() else end.date()


def time_zones(events: Iterable[bytes]) -> tuple[str, ...]:
    """Return the TZIDs of some whole events, each once, by name."""
    timed = (event for event in events if not all(day in event for day in _WHOLE_DAYS))
    return tuple(sorted({zone.decode() for event in timed for zone in _ZONE.findall(unfold(event))}))


def time_zones_of(head: bytes) -> frozenset[str]:
    """Return the TZIDs that what stands before the events tells of."""
    return frozenset(zone.decode() for zone in _TZID.findall(unfold(head)))


def divide(head: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Return what stands before the events of a file without its time zones, and each of these."""
    return _VTIMEZONE.sub(b"", head), tuple(_VTIMEZONE.findall(head))
