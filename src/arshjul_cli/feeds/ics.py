"""iCalendar (RFC 5545, RFC 7986), in the shape that every calendar program was seen to read.

Each event is serialised once, without its revision; a feed is put together of these bytes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from arshjul_cli.feeds import lines
from arshjul_cli.feeds.history import Revision
from arshjul_cli.feeds.model import FEED_ID, OPEN_UNTIL, Event, Feed
from arshjul_cli.plan.timezones import TIME_ZONES, TimeZone
from arshjul_cli.swedish import MIDNIGHT
from arshjul_cli.wheel.model import Status

PRODID = "-//arshjul//arshjul//SV"
REFRESH = "PT12H"
_DAY = dt.timedelta(days=1)
_LONGEST_LOCATION = 255
"""In UTF-16 units, as Outlook counts (MS-OXCICAL)."""


def contents(events: Iterable[Event], time_zone: str) -> dict[str, bytes]:
    """Return the properties of each event by UID, all but DTSTAMP, LAST-MODIFIED and SEQUENCE."""
    return {uid: _content(event, time_zone) for uid, event in {event.uid: event for event in events}.items()}


def render(feed: Feed, events: Sequence[bytes], time_zone: str) -> bytes:
    """Return the file of a feed and its whole events, for a plan that has its times in a time zone."""
    return joined(_head(feed, time_zone), events, time_zone)


def heads(feed: Feed, time_zone: str) -> tuple[bytes, bytes]:
    """Return what stands before the events of a feed, without any time zone and with that of the plan."""
    head = _head(feed, time_zone)
    return head, head + _zone(time_zone)


def joined(head: bytes, events: Sequence[bytes], time_zone: str) -> bytes:
    """Return the file of a head without time zones and of whole events, with each time zone that they need.

    One without events holds that of the plan: RFC 5545 section 3.6 wants a component.
    """
    zones = lines.time_zones(events) if events else (time_zone,)
    return lines.join(b"".join((head, *map(_zone, zones))), events)


def written(content: bytes, revision: Revision) -> bytes:
    """Return an event with its revision."""
    properties = (
        f"DTSTAMP:{revision.dtstamp}",
        f"LAST-MODIFIED:{revision.last_modified}",
        f"SEQUENCE:{revision.sequence}",
    )
    return lines.event("\r\n".join((*properties, "")).encode() + content)


def _head(feed: Feed, time_zone: str) -> bytes:
    """Return what stands before the time zones and events of a feed."""
    name = lines.escaped(feed.name)
    # Outlook reads one without METHOD as an invitation, or refuses it (MS-OXCICAL).
    properties = (
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        # RFC 7986 section 5.8 wants the parameter.
        *((f"SOURCE;VALUE=URI:{feed.source}",) if feed.source else ()),
        f"{FEED_ID}:{feed.id}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        f"X-WR-TIMEZONE:{time_zone}",
    )
    return lines.BEGIN_CALENDAR + b"".join(map(lines.fold, properties))


def _content(event: Event, time_zone: str) -> bytes:
    # In the order of icalendar, which wrote them before: what stands as it was keeps its bytes.
    properties = (
        f"SUMMARY:{lines.escaped(event.summary)}",
        *_ends(event, time_zone),
        f"UID:{event.uid}",
        *_optional("CATEGORIES", event.category and _as_category(event.category)),
        *_optional("COLOR", event.color),
        f"DESCRIPTION:{lines.escaped(event.description)}",
        *_optional("LOCATION", event.location or _as_location(event.url)),
        f"STATUS:{event.status.upper()}",
        f"TRANSP:{'OPAQUE' if _is_busy(event) else 'TRANSPARENT'}",
        *((f"URL:{event.url}",) if event.url else ()),
        *((f"{OPEN_UNTIL}:{event.open_until:%Y%m%d}",) if event.open_until else ()),
        f"X-MICROSOFT-CDO-BUSYSTATUS:{'BUSY' if _is_busy(event) else 'FREE'}",
    )
    return b"".join(map(lines.fold, properties))


def _optional(name: str, text: str | None) -> Iterator[str]:
    if text:
        yield f"{name}:{lines.escaped(text)}"


def _ends(event: Event, time_zone: str) -> tuple[str, str]:
    if event.time is None:
        return f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}", f"DTEND;VALUE=DATE:{event.end:%Y%m%d}"
    start, end = event.time
    ends_on = event.end if end == MIDNIGHT else event.end - _DAY
    return (
        f"DTSTART;TZID={time_zone}:{event.start:%Y%m%d}T{start:%H%M%S}",
        f"DTEND;TZID={time_zone}:{ends_on:%Y%m%d}T{end:%H%M%S}",
    )


def _is_busy(event: Event) -> bool:
    """Tell whether it takes people's time: a whole day blocks nobody, nor what may be at another time, or is not to be.

    TRANSP and Microsoft's property must agree: Outlook believes the second, everybody else the first.
    """
    return event.time is not None and event.status is Status.CONFIRMED


def _as_location(url: str | None) -> str | None:
    """Return an address that stands where there is no place: calendar programs show no URL property."""
    return url if url and len(url.encode("utf-16-le")) <= 2 * _LONGEST_LOCATION else None


def _as_category(name: str) -> str:
    """Return a category's name as Outlook can find it: it drops a comma or semicolon, and then knows no colour."""
    return " ".join(name.replace(",", " ").replace(";", " ").split())


def _zone(name: str) -> bytes:
    return "".join(f"{line}\r\n" for line in _vtimezone(name, TIME_ZONES[name])).encode()


def _vtimezone(name: str, zone: TimeZone) -> Iterator[str]:
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}")
    if zone.daylight:
        yield from _observance("DAYLIGHT", zone.daylight, (zone.hours, zone.hours + 1), (1981, 3, 29))
        yield from _observance("STANDARD", zone.standard, (zone.hours + 1, zone.hours), (1996, 10, 27))
    else:
        yield "BEGIN:STANDARD"
        yield f"TZNAME:{zone.standard}"
        yield from (f"TZOFFSETFROM:+{zone.hours:02}00", f"TZOFFSETTO:+{zone.hours:02}00")
        yield from ("DTSTART:19700101T000000", "END:STANDARD")
    yield "END:VTIMEZONE"


def _observance(kind: str, name: str, hours: tuple[int, int], since: tuple[int, int, int]) -> Iterator[str]:
    """Yield one half of the year, which begins at 01:00 UTC on the last Sunday of a month."""
    before, after = hours
    onset = dt.datetime(*since, 1 + before)  # noqa: DTZ001 - local, RFC 5545 section 3.6.5
    yield f"BEGIN:{kind}"
    yield f"TZNAME:{name}"
    yield f"TZOFFSETFROM:+{before:02}00"
    yield f"TZOFFSETTO:+{after:02}00"
    yield f"DTSTART:{onset:%Y%m%dT%H%M%S}"
    yield f"RRULE:FREQ=YEARLY;BYMONTH={onset.month};BYDAY=-1SU"
    yield f"END:{kind}"
