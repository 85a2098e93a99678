"""Print the events of a feed as libical 3 reads them, a JSON object a line: python read_libical.py FILE.

A program of its own, for a library in C that stumbles takes the process with it.
"""

import ctypes
import datetime as dt
import json
import sys
from collections.abc import Iterator
from ctypes import CDLL, c_char_p, c_int, c_long, c_void_p
from pathlib import Path

LIBRARY = "libical.so.3"


class Time(ctypes.Structure):
    """What libical calls struct icaltimetype."""

    _fields_ = (
        ("year", c_int),
        ("month", c_int),
        ("day", c_int),
        ("hour", c_int),
        ("minute", c_int),
        ("second", c_int),
        ("is_date", c_int),
        ("is_daylight", c_int),
        ("zone", c_void_p),
    )


# What each function gives, and what it takes.
SIGNATURES = {
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_uid": (c_char_p, c_void_p),
    "icalcomponent_get_summary": (c_char_p, c_void_p),
    "icalcomponent_get_sequence": (c_int, c_void_p),
    "icalcomponent_get_status": (c_int, c_void_p),
    "icalcomponent_get_dtstart": (Time, c_void_p),
    "icalcomponent_get_dtend": (Time, c_void_p),
    "icalproperty_status_to_string": (c_char_p, c_int),
    "icaltime_as_timet_with_zone": (c_long, Time, c_void_p),
}


def main() -> None:
    """Write a line for each event."""
    library = CDLL(LIBRARY)
    for name, (gives, *takes) in SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    for event in _events(library, Path(sys.argv[1]).read_bytes()):
        sys.stdout.write(json.dumps(event) + "\n")


def _events(library: CDLL, data: bytes) -> Iterator[dict[str, object]]:
    calendar = library.icalparser_parse_string(data)
    if not calendar:
        sys.exit("libical reads no calendar")
    if errors := library.icalcomponent_count_errors(calendar):
        sys.exit(f"libical finds {errors} errors")
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event = library.icalcomponent_get_first_component(calendar, kind)
    while event:
        yield {
            "uid": _text(library.icalcomponent_get_uid(event)),
            "summary": _text(library.icalcomponent_get_summary(event)),
            "start": _written(library, library.icalcomponent_get_dtstart(event)),
            "end": _written(library, library.icalcomponent_get_dtend(event)),
            "sequence": library.icalcomponent_get_sequence(event),
            "status": _text(library.icalproperty_status_to_string(library.icalcomponent_get_status(event))),
        }
        event = library.icalcomponent_get_next_component(calendar, kind)


def _text(data: bytes | None) -> str | None:
    return data.decode() if data else None


def _written(library: CDLL, time: Time) -> str:
    """Return a date, a local time without Z, or a time in a time zone, told in UTC."""
    if time.is_date:
        return dt.date(time.year, time.month, time.day).isoformat()
    if not time.zone:
        wall = (time.year, time.month, time.day, time.hour, time.minute, time.second)
        return dt.datetime(*wall).isoformat()  # noqa: DTZ001 - the file names no time zone
    seconds = library.icaltime_as_timet_with_zone(time, time.zone)
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


if __name__ == "__main__":
    main()
