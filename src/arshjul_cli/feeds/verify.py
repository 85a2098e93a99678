"""What is written is read back before it replaces anything: the last word on what a feed must be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from icalendar import Calendar, Event

from arshjul_cli.errors import OutputError
from arshjul_cli.feeds import lines

_CALENDAR = ("VERSION", "PRODID", "METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_REQUIRED = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "TRANSP")
_LINE_OCTETS = 75
_TITLE_UNITS = 255
"""In UTF-16, as Outlook counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    """What was found in the bytes of an event, which most often are in several files."""

    uid: str | None
    faults: tuple[str, ...]


def verify(files: Mapping[str, bytes]) -> None:
    """Hold every file against RFC 5545 and what calendar programs need; each event is parsed once.

    Raises:
        OutputError: with all that is wrong. It is a fault of the program, not of the plan.
    """
    parsed: dict[bytes, _Parsed] = {}
    wrong = [f"{name}: {fault}" for name, data in files.items() for fault in _faults(data, parsed)]
    if wrong:
        text = "Flödena blev inte som de ska, så inget är skrivet. Det är ett fel i arshjul:"
        raise OutputError("\n".join((text, *wrong)))


def _faults(data: bytes, parsed: dict[bytes, _Parsed]) -> Iterator[str]:
    if line_faults := tuple(_line_faults(data)):
        # What comes after reads lines.
        yield from line_faults
        return
    try:
        head, events = lines.split(data)
    except ValueError as error:
        yield f"går inte att läsa: {error}"
        return
    yield from _head_faults(lines.join(head, ()), has_events=bool(events))
    if b"BEGIN:VTIMEZONE\r\n" not in head and any(b";TZID=" in event for event in events):
        yield "tidszonen saknas"
    for event in events:
        if event not in parsed:
            uid = lines.properties(lines.unfold(event)).get("UID")
            parsed[event] = _Parsed(uid=uid, faults=tuple(_event_faults(event)))
        yield from parsed[event].faults
    if len({parsed[event].uid for event in events}) < len(events):
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
