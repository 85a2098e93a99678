"""What is written is read back before it replaces anything: the last word on what a feed must be."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from icalendar import Calendar, Event

from arshjul_cli.errors import OutputError

_EVENT = re.compile(rb"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", re.MULTILINE | re.DOTALL)
_CALENDAR = ("VERSION", "PRODID", "METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_REQUIRED = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "TRANSP")
_LINE_OCTETS = 75
_TITLE_UNITS = 255


def verify(files: Mapping[str, bytes]) -> None:
    """Hold every file against RFC 5545 and what calendar programs need; each event is parsed once.

    Raises:
        OutputError: with all that is wrong. It is a fault of the program, not of the plan.
    """
    parsed: dict[bytes, tuple[str, ...]] = {}
    wrong = [f"{name}: {fault}" for name, data in files.items() for fault in _faults(data, parsed)]
    if wrong:
        text = "Flödena blev inte som de ska, så inget är skrivet. Det är ett fel i arshjul:"
        raise OutputError("\n".join((text, *wrong)))


def _faults(data: bytes, parsed: dict[bytes, tuple[str, ...]]) -> Iterator[str]:
    yield from _line_faults(data)
    events = _EVENT.findall(data)
    head = _EVENT.sub(b"", data)
    yield from _head_faults(head, has_events=bool(events))
    has_zone = b"BEGIN:VTIMEZONE\r\n" in head
    if not has_zone and any(b";TZID=" in event for event in events):
        yield "tidszonen saknas"
    for event in events:
        if event not in parsed:
            parsed[event] = tuple(_event_faults(event))
        yield from parsed[event]
    uids = [re.search(rb"^UID:.*\r\n(?:[ \t].*\r\n)*", event, re.MULTILINE) for event in events]
    if len({uid and uid[0] for uid in uids}) < len(events):
        yield "samma UID två gånger"


def _line_faults(data: bytes) -> Iterator[str]:
    if not data.endswith(b"END:VCALENDAR\r\n") or data.count(b"\n") != data.count(b"\r\n"):
        yield "fel radslut"
    for line in data.split(b"\r\n"):
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"ett tecken är delat mellan två rader: {line!r}"
        if len(line) > _LINE_OCTETS:
            yield f"för lång rad: {line!r}"


def _head_faults(head: bytes, *, has_events: bool) -> Iterator[str]:
    try:
        calendar = Calendar.from_ical(head)
    except ValueError as error:
        yield f"går inte att läsa: {error}"
        return
    yield from (f"{name} saknas" for name in _CALENDAR if name not in calendar)
    if not has_events and not calendar.walk("VTIMEZONE"):
        yield "ingen komponent"


def _event_faults(event: bytes) -> Iterator[str]:
    vevent: Any
    try:
        vevent = Event.from_ical(event)
    except ValueError as error:
        yield f"går inte att läsa: {error}"
        return
    if vevent.errors:
        yield f"{vevent.get('UID')}: går inte att läsa: {vevent.errors}"
        return
    if lacking := [name for name in _REQUIRED if name not in vevent]:
        yield f"{vevent.get('UID')}: {', '.join(lacking)} saknas"
        return
    if vevent["DTEND"].dt <= vevent["DTSTART"].dt:
        yield f"{vevent['UID']}: slutar inte efter att den börjar"
    if len(vevent["SUMMARY"].encode("utf-16-le")) // 2 > _TITLE_UNITS:
        yield f"{vevent['UID']}: titeln är för lång"
