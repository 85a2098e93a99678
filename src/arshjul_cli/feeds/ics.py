"""iCalendar (RFC 5545, RFC 7986), in the shape that every calendar program was seen to read.

Each event is serialised once, without its revision; a feed is put together of these bytes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from icalendar import Calendar
from icalendar import Event as VEvent
from icalendar.prop import vDate, vDatetime, vText, vUri

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


class _Text(vText):
    r"""A TEXT value, escaped as RFC 5545 section 3.3.11 says; icalendar's own takes `\N` in a text for a line break."""

    def to_ical(self) -> bytes:
        """Return the escaped text."""
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def contents(events: Iterable[Event], time_zone: str) -> dict[str, bytes]:
    """Return the properties of each event by UID, all but DTSTAMP, LAST-MODIFIED and SEQUENCE."""
    return {uid: _content(event, time_zone) for uid, event in {event.uid: event for event in events}.items()}


def render(feed: Feed, events: Sequence[bytes], time_zone: str) -> bytes:
    """Return the file of a feed and its whole events, for a plan that has its times in a time zone."""
    head, _ = lines.split(_calendar(feed, time_zone).to_ical())
    return joined(head, events, time_zone)


def joined(head: bytes, events: Sequence[bytes], time_zone: str) -> bytes:
    """Return the file of a head without time zones and of whole events, with each time zone that they need.

    One without events holds that of the plan: RFC 5545 section 3.6 wants a component.
    """
    zones = lines.time_zones(events) if events else (time_zone,)
    written = (line for zone in zones for line in _vtimezone(zone, TIME_ZONES[zone]))
    return lines.join(head + "".join(f"{line}\r\n" for line in written).encode(), events)


def written(content: bytes, revision: Revision) -> bytes:
    """Return an event with its revision."""
    properties = (
        f"DTSTAMP:{revision.dtstamp}",
        f"LAST-MODIFIED:{revision.last_modified}",
        f"SEQUENCE:{revision.sequence}",
    )
    return lines.event("\r\n".join((*properties, "")).encode() + content)


def _calendar(feed: Feed, time_zone: str) -> Calendar:
    calendar = Calendar()
    # Outlook reads one without METHOD as an invitation, or refuses it (MS-OXCICAL).
    for name, value in (
        ("VERSION", "2.0"),
        ("PRODID", PRODID),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", feed.name),
        ("X-WR-CALNAME", feed.name),
        ("X-WR-TIMEZONE", time_zone),
        ("X-PUBLISHED-TTL", REFRESH),
        (FEED_ID, feed.id),
    ):
        calendar[name] = _Text(value)
    calendar["REFRESH-INTERVAL"] = _Text(REFRESH, params={"VALUE": "DURATION"})
    if feed.source:
        # RFC 7986 section 5.8 wants the parameter.
        calendar["SOURCE"] = vUri(feed.source, params={"VALUE": "URI"})
    return calendar


def _content(event: Event, time_zone: str) -> bytes:
    vevent = VEvent()
    vevent["UID"] = _Text(event.uid)
    vevent["SUMMARY"] = _Text(event.summary)
    if event.time:
        start, end = event.time
        ends_on = event.end if end == MIDNIGHT else event.end - _DAY
        for name, day, time in (("DTSTART", event.start, start), ("DTEND", ends_on, end)):
            vevent[name] = vDatetime(dt.datetime.combine(day, time))
            vevent[name].params["TZID"] = time_zone
    else:
        vevent["DTSTART"] = vDate(event.start, params={"VALUE": "DATE"})
        vevent["DTEND"] = vDate(event.end, params={"VALUE": "DATE"})
    vevent["DESCRIPTION"] = _Text(event.description)
    if location := event.location or _as_location(event.url):
        vevent["LOCATION"] = _Text(location)
    if event.url:
        vevent["URL"] = vUri(event.url)
    if event.category:
        vevent["CATEGORIES"] = _Text(_as_category(event.category))
    if event.color:
        vevent["COLOR"] = _Text(event.color)
    if event.open_until:
        vevent[OPEN_UNTIL] = _Text(f"{event.open_until:%Y%m%d}")
    vevent["STATUS"] = _Text(event.status.upper())
    # The two must agree: Outlook believes the second, everybody else the first. A whole day blocks nobody, nor does
    # what may be at another time, or is not to be.
    busy = event.time is not None and event.status is Status.CONFIRMED
    vevent["TRANSP"] = _Text("OPAQUE" if busy else "TRANSPARENT")
    vevent["X-MICROSOFT-CDO-BUSYSTATUS"] = _Text("BUSY" if busy else "FREE")
    return lines.body(vevent.to_ical())


def _as_location(url: str | None) -> str | None:
    """Return an address that stands where there is no place: calendar programs show no URL property."""
    return url if url and len(url.encode("utf-16-le")) <= 2 * _LONGEST_LOCATION else None


def _as_category(name: str) -> str:
    """Return a category's name as Outlook can find it: it drops a comma or semicolon, and then knows no colour."""
    return " ".join(name.replace(",", " ").replace(";", " ").split())


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
