"""What is written is read back before it replaces anything: the last word on what a feed must be."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from arshjul_cli.errors import OutputError
from arshjul_cli.feeds import lines
from arshjul_cli.feeds.history import Known
from arshjul_cli.following import Follow, unseen
from arshjul_cli.plan.fields.colors import CSS3_COLORS

_CALENDAR = ("VERSION", "PRODID", "METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_REQUIRED = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "TRANSP")
_WORDS = {
    "STATUS": {"CONFIRMED", "TENTATIVE", "CANCELLED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "X-MICROSOFT-CDO-BUSYSTATUS": {"BUSY", "FREE"},
    "COLOR": CSS3_COLORS,
}
"""What properties may say whose words are few."""
_LINE_OCTETS = 75
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
"""No part of a content line (RFC 5545 section 3.1)."""
_CONTROLS = bytes((*range(0x09), *range(0x0A, 0x20), 0x7F))
_UID = re.compile(rb"^UID[:;].*", re.MULTILINE)
_LINE_END = re.compile(rb"\r\n(?![ \t])")
_TITLE_UNITS = 255
"""In UTF-16, as Outlook counts."""
_NOTHING = Known()
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError)
"""What icalendar raises for what it cannot read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What icalendar reads of a property; a fault if it cannot."""

    name: str
    value: Any
    fault: str


def verify(files: Mapping[str, bytes], known: Known = _NOTHING, follow: Follow = unseen) -> None:
    """Hold every file against RFC 5545 and what calendar programs need; what is known is not read back.

    Raises:
        OutputError: with all that is wrong. It is a fault of the program, not of the plan.
    """
    followed = follow("Granskar flödena", files.items())
    wrong = [f"{name}: {fault}" for name, data in followed for fault in faults(data, known)]
    if wrong:
        text = "Flödena blev felaktiga, så inget är skrivet. Det är ett fel i arshjul:"
        raise OutputError("\n".join((text, *wrong)))


def faults(data: bytes, known: Known = _NOTHING) -> Iterator[str]:
    """Yield what is wrong in a file, in Swedish; of what is known nothing."""
    if line_faults := tuple(_line_faults(data)):
        # What comes after reads lines.
        yield from line_faults
        return
    try:
        head, events = lines.split(data)
    except ValueError as error:
        yield f"går inte att läsa: {error}"
        return
    if head not in known.heads:
        yield from _head_faults(head, has_events=bool(events))
    if not lines.time_zones_of(head).issuperset(lines.time_zones(events)):
        yield "tidszonen saknas"
    new = [event for event in events if lines.content(event) not in known.events]
    _read_ahead(new)
    for event in new:
        yield from _examined(event)
    if len(set(map(_uid, events))) < len(events):
        yield "samma UID två gånger"


def _line_faults(data: bytes) -> Iterator[str]:
    if _has_plain_lines(data):
        return
    if not data.endswith(lines.END_CALENDAR) or data.count(b"\n") != data.count(b"\r\n"):
        yield "fel radslut"
    for line in data.split(b"\r\n"):
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"ett tecken är delat mellan två rader: {line!r}"
        if len(line) > _LINE_OCTETS:
            yield f"för lång rad: {line!r}"
        if _CONTROL.search(line):
            yield f"ett styrtecken: {line!r}"


def _has_plain_lines(data: bytes) -> bool:
    """Tell whether no line has a fault, without looking at each; a character divided between two is no UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    ends = data.count(b"\r\n")
    return (
        data.endswith(lines.END_CALENDAR)
        and ends == data.count(b"\n") == data.count(b"\r")
        and max(map(len, data.split(b"\r\n"))) <= _LINE_OCTETS
        and len(data.translate(None, _CONTROLS)) == len(data) - 2 * ends
    )


def _head_faults(head: bytes, *, has_events: bool) -> Iterator[str]:
    from icalendar import Calendar

    properties, time_zones = lines.divide(head)
    try:
        calendar = Calendar.from_ical(lines.join(properties, ()))
    except _UNREADABLE as error:
        yield f"går inte att läsa: {error}"
        return
    yield from (f"{name} saknas" for name in _CALENDAR if name not in calendar)
    for time_zone in time_zones:
        yield from _time_zone_faults(time_zone)
    if not has_events and not (time_zones or calendar.walk("VTIMEZONE")):
        yield "ingen komponent"


@cache  # all feeds of a plan have the same
def _time_zone_faults(time_zone: bytes) -> tuple[str, ...]:
    from icalendar import Timezone

    try:
        Timezone.from_ical(time_zone)
    except _UNREADABLE as error:
        return (f"går inte att läsa: {error}",)
    return ()


@cache  # most events are in several files
def _uid(event: bytes) -> bytes:
    """Return the UID of an event, as it is written; the whole event if it has none."""
    found = _UID.search(lines.unfold(event))
    return found[0] if found else event


@cache  # most events are in several files, and were so before
def _examined(event: bytes) -> tuple[str, ...]:
    """Return what is wrong in an event."""
    try:
        lines.properties(lines.unfold(event))
    except ValueError as error:
        return (f"går inte att läsa: {error}",)
    return tuple(_event_faults(event))


def _event_faults(event: bytes) -> Iterator[str]:
    read = [_READ.get(line) or _alone(line) for line in _properties(event)]
    found: dict[str, Any] = {line.name: line.value for line in read}
    uid = found.get("UID")
    if unreadable := [line.fault for line in read if line.fault]:
        yield f"{uid}: går inte att läsa: {'; '.join(unreadable)}"
        return
    if len(found) < len(read):
        yield f"{uid}: en egenskap två gånger"
        return
    if lacking := [name for name in _REQUIRED if name not in found]:
        yield f"{uid}: {', '.join(lacking)} saknas"
        return
    for name, words in _WORDS.items():
        if name in found and str(found[name]) not in words:
            yield f"{uid}: {name} är {str(found[name])!r}"
    try:
        whole = _event(found)
        ends_after_its_start = whole.end > whole.start
    except _UNREADABLE as error:
        yield f"{uid}: går inte att läsa: {error}"
        return
    if not ends_after_its_start:
        yield f"{uid}: slutar inte efter att den börjar"
    if len(found["SUMMARY"].encode("utf-16-le")) // 2 > _TITLE_UNITS:
        yield f"{uid}: titeln är för lång"


def _event(properties: Mapping[str, object]) -> Any:  # noqa: ANN401 - icalendar says so of its values
    """Return the event that the properties are, together."""
    from icalendar import Event

    event = Event()
    event.update(properties)
    return event


_READ: dict[bytes, _Line] = {}
"""What icalendar reads of each property: what events share, such as their stamps, days and texts, is read once."""


def _properties(event: bytes) -> Iterator[bytes]:
    """Yield the properties of an event, folded as they were written."""
    return filter(None, _LINE_END.split(lines.body(event)))


def _read_ahead(events: Iterable[bytes]) -> None:
    """Remember what icalendar reads of the properties of some events, if nothing is wrong in any.

    All are read as those of one event, which takes a third of the time: each event costs two lines more.
    """
    by_name: dict[str, list[bytes]] = {}
    for line in dict.fromkeys(line for event in events for line in _properties(event)):
        if line not in _READ:
            by_name.setdefault(re.split(b"[;:]", line, maxsplit=1)[0].decode(), []).append(line)
    if not by_name:
        return

    from icalendar import Event

    try:
        together = Event.from_ical(lines.event(b"".join(line + b"\r\n" for some in by_name.values() for line in some)))
    except _UNREADABLE:
        return
    read = {name: values if isinstance(values, list) else [values] for name, values in together.items()}
    if together.errors or {name: len(values) for name, values in read.items()} != {
        name: len(written) for name, written in by_name.items()
    }:
        return
    for name, written in by_name.items():
        _READ.update(
            (line, _Line(name=name, value=value, fault="")) for line, value in zip(written, read[name], strict=True)
        )


@cache  # events share what is wrong in them too
def _alone(written: bytes) -> _Line:
    """Return what icalendar reads of a property."""
    from icalendar import Event

    try:
        vevent = Event.from_ical(lines.event(written + b"\r\n"))
        if vevent.errors:
            return _Line(name="", value=None, fault=str(vevent.errors))
        ((name, value),) = vevent.items()
    except _UNREADABLE as error:
        return _Line(name="", value=None, fault=str(error))
    return _Line(name=name, value=value, fault="")
