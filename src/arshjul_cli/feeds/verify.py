"""What is written is read back before it replaces anything: the last word on what a feed must be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from icalendar import Calendar, Event

from arshjul_cli.errors import OutputError
from arshjul_cli.feeds import lines
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
_TITLE_UNITS = 255
"""In UTF-16, as Outlook counts."""
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError)
"""What icalendar raises for what it cannot read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examined:
    """What was found in the bytes of an event."""

    uid: str | None
    faults: tuple[str, ...]


def verify(files: Mapping[str, bytes]) -> None:
    """Hold every file against RFC 5545 and what calendar programs need.

    Raises:
        OutputError: with all that is wrong. It is a fault of the program, not of the plan.
    """
    wrong = [f"{name}: {fault}" for name, data in files.items() for fault in faults(data)]
    if wrong:
        text = "Flödena blev felaktiga, så inget är skrivet. Det är ett fel i arshjul:"
        raise OutputError("\n".join((text, *wrong)))


def faults(data: bytes) -> Iterator[str]:
    """Yield what is wrong in a file, in Swedish."""
    if line_faults := tuple(_line_faults(data)):
        # What comes after reads lines.
        yield from line_faults
        return
    try:
        head, events = lines.split(data)
    except ValueError as error:
        yield f"går inte att läsa: {error}"
        return
    yield from _head_faults(lines.join(head, ()), events)
    for event in events:
        yield from _examined(event).faults
    if len({_examined(event).uid for event in events}) < len(events):
        yield "samma UID två gånger"


def _line_faults(data: bytes) -> Iterator[str]:
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


def _head_faults(head: bytes, events: Sequence[bytes]) -> Iterator[str]:
    try:
        calendar = Calendar.from_ical(head)
    except _UNREADABLE as error:
        yield f"går inte att läsa: {error}"
        return
    yield from (f"{name} saknas" for name in _CALENDAR if name not in calendar)
    zones = {str(zone.get("TZID")) for zone in calendar.walk("VTIMEZONE")}
    if not zones.issuperset(lines.time_zones(events)):
        yield "tidszonen saknas"
    if not events and not zones:
        yield "ingen komponent"


@cache  # most events are in several files, and were so before
def _examined(event: bytes) -> _Examined:
    try:
        uid = lines.properties(lines.unfold(event)).get("UID")
    except ValueError as error:
        return _Examined(uid=None, faults=(f"går inte att läsa: {error}",))
    return _Examined(uid=uid, faults=tuple(_event_faults(event)))


def _event_faults(event: bytes) -> Iterator[str]:
    vevent: Any
    try:
        vevent = Event.from_ical(event)
    except _UNREADABLE as error:
        yield f"går inte att läsa: {error}"
        return
    if vevent.errors:
        yield f"{vevent.get('UID')}: går inte att läsa: {vevent.errors}"
        return
    if lacking := [name for name in _REQUIRED if name not in vevent]:
        yield f"{vevent.get('UID')}: {', '.join(lacking)} saknas"
        return
    for name, words in _WORDS.items():
        if name in vevent and str(vevent[name]) not in words:
            yield f"{vevent['UID']}: {name} är {str(vevent[name])!r}"
    try:
        ends_after_its_start = vevent.end > vevent.start
    except _UNREADABLE as error:
        yield f"{vevent['UID']}: går inte att läsa: {error}"
        return
    if not ends_after_its_start:
        yield f"{vevent['UID']}: slutar inte efter att den börjar"
    if len(vevent["SUMMARY"].encode("utf-16-le")) // 2 > _TITLE_UNITS:
        yield f"{vevent['UID']}: titeln är för lång"
