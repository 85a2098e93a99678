"""The bytes of events are those that icalendar writes: it is the oracle of folding, escaping and order."""

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar import Event as VEvent
from icalendar.prop import vDate, vDatetime, vText, vUri

from arshjul_cli.feeds import ics, lines
from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.wheel.model import Status

ZONE = "Europe/Stockholm"
LETTERS = st.one_of(
    st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from('abc åäö–🎒\\^;,:"\n'), st.sampled_from("\\^å")
)
TEXTS = st.text(LETTERS, max_size=400)
SOME = TEXTS.filter(str.strip)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 1, 1))
TIMES = st.times(dt.time(0, 1), dt.time(23, 59)).map(lambda time: time.replace(microsecond=0))
EVENTS = st.builds(
    Event,
    uid=st.from_regex(r"[a-z0-9-]{1,60}\.2025-26@[a-z.]{1,60}", fullmatch=True),
    start=DAYS,
    end=DAYS,
    time=st.none() | st.tuples(TIMES, TIMES),
    summary=TEXTS,
    description=TEXTS,
    status=st.sampled_from(Status),
    category=st.none() | SOME.map(lambda text: text.replace(",", " ").replace(";", " ").replace("\n", " ")),
    color=st.none() | st.just("teal"),
    location=st.none() | SOME,
    url=st.none() | st.from_regex(r"https://[a-zåäö,;/?=]{1,200}", fullmatch=True),
    open_until=st.none() | DAYS,
)


class Text(vText):
    r"""A TEXT value, escaped as RFC 5545 section 3.3.11 says; icalendar's own takes `\N` in a text for a line break."""

    def to_ical(self) -> bytes:
        """Return the escaped text."""
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def by_icalendar(event: Event) -> bytes:
    vevent = VEvent()
    vevent["SUMMARY"] = Text(event.summary)
    if event.time:
        for name, day, time in (("DTSTART", event.start, event.time[0]), ("DTEND", event.end, event.time[1])):
            vevent[name] = vDatetime(
                dt.datetime.combine(day if name == "DTSTART" else day - dt.timedelta(days=1), time)
            )
            vevent[name].params["TZID"] = ZONE
    else:
        vevent["DTSTART"] = vDate(event.start, params={"VALUE": "DATE"})
        vevent["DTEND"] = vDate(event.end, params={"VALUE": "DATE"})
    busy = event.time is not None and event.status is Status.CONFIRMED
    texts = {
        "UID": event.uid,
        "DESCRIPTION": event.description,
        "CATEGORIES": " ".join((event.category or "").split()),
        "COLOR": event.color or "",
        "LOCATION": event.location or event.url or "",
        "STATUS": event.status.upper(),
        "TRANSP": "OPAQUE" if busy else "TRANSPARENT",
        "X-ARSHJUL-OPEN": f"{event.open_until:%Y%m%d}" if event.open_until else "",
        "X-MICROSOFT-CDO-BUSYSTATUS": "BUSY" if busy else "FREE",
    }
    for name, text in texts.items():
        if text or name == "DESCRIPTION":
            vevent[name] = Text(text)
    if event.url:
        vevent["URL"] = vUri(event.url)
    return lines.body(vevent.to_ical())


@given(EVENTS)
def test_an_event_has_the_bytes_of_icalendar(event: Event) -> None:
    assert by_icalendar(event) == ics.contents((event,), ZONE)[event.uid]


@given(TEXTS)
@example("\\" * 200)
@example("^" * 74 + "a")
@example("å" * 200)
@example("🎒" * 100)
@example("x" * 72 + "\\,")
def test_the_head_of_a_feed_has_the_bytes_of_icalendar(name: str) -> None:
    calendar = Calendar()
    head = {"VERSION": "2.0", "PRODID": ics.PRODID, "CALSCALE": "GREGORIAN", "METHOD": "PUBLISH", "NAME": name}
    head |= {"X-WR-CALNAME": name, "X-WR-TIMEZONE": ZONE, "X-PUBLISHED-TTL": "PT12H", "X-ARSHJUL-FEED": "rektor"}
    for key, text in head.items():
        calendar[key] = Text(text)
    calendar["REFRESH-INTERVAL"] = Text("PT12H", params={"VALUE": "DURATION"})

    written = ics.render(Feed(id="rektor", of="rektor", name=name, events=()), (), ZONE)

    assert calendar.to_ical() == lines.divide(written)[0]
