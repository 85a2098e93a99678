"""The rules of iCalendar, and what calendar programs are known to need of it."""

import datetime as dt
import io
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz

from arshjul_cli.plan.timezones import TIME_ZONES
from arshjul_cli.wheel.model import Wheel
from building import HEADER, Tree, calendar_of, event_bytes, event_of, events_of, properties, row, wheel_of, written

ALLA = "alla.ics"
AT_ONE = {"dates": {"mote": "2026-03-05 13:00–16:00"}}
STOCKHOLM = (
    b"BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\n"
    b"BEGIN:DAYLIGHT\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    b"DTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    b"BEGIN:STANDARD\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    b"DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
)


def _head(data: bytes) -> dict[str, str]:
    body = data.removeprefix(b"BEGIN:VCALENDAR\r\n").partition(b"BEGIN:V")[0]
    return properties(body.removesuffix(b"END:VCALENDAR\r\n"))


def _zone_of(name: str) -> bytes:
    header = {**HEADER, "timezone": name}
    data = written(wheel_of(plan=header))[ALLA]
    return data[data.index(b"BEGIN:VTIMEZONE") : data.index(b"END:VCALENDAR")]


@pytest.fixture(scope="module")
def files(wheel: Wheel) -> dict[str, bytes]:
    return written(wheel)


def test_what_a_feed_says_of_itself() -> None:
    assert {
        "VERSION": "2.0",
        "PRODID": "-//arshjul//arshjul//SV",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "NAME": "Årshjul – Rektor",
        "X-WR-CALNAME": "Årshjul – Rektor",
        "X-WR-TIMEZONE": "Europe/Stockholm",
        "REFRESH-INTERVAL;VALUE=DURATION": "PT12H",
        "X-PUBLISHED-TTL": "PT12H",
        "X-ARSHJUL-FEED": "rektor",
    } == _head(written(wheel_of(row()))["rektor.ics"])


def test_a_feed_says_where_it_is_fetched_also_under_a_former_id() -> None:
    header = {**HEADER, "site": "https://exempel.se/a,b;c/"}
    roles = {"rektor": {"name": "Rektor", "formerly": ["skolchef"]}}
    files = written(wheel_of(row(), plan=header, roles=roles))

    assert {name: f"https://exempel.se/a,b;c/{name}" for name in ("alla.ics", "rektor.ics", "skolchef.ics")} == {
        name: _head(data)["SOURCE;VALUE=URI"] for name, data in files.items()
    }
    assert "https://exempel.se/a,b;c/rektor.ics" == str(calendar_of(files["rektor.ics"])["SOURCE"])


def test_the_name_is_escaped_and_the_same_for_all_programs() -> None:
    name = r"Möten, råd; \n och annat"
    data = written(wheel_of(roles={"a": {"name": name}}))["a.ics"]

    assert r"Årshjul – Möten\, råd\; \\n och annat" == _head(data)["NAME"] == _head(data)["X-WR-CALNAME"]


def test_there_is_one_calendar_in_a_file(files: dict[str, bytes]) -> None:
    for data in files.values():
        assert data.startswith(b"BEGIN:VCALENDAR\r\n")
        assert data.endswith(b"\r\nEND:VCALENDAR\r\n")
        assert (1, 1) == (data.count(b"BEGIN:VCALENDAR"), data.count(b"END:VCALENDAR"))


def test_lines_end_in_crlf_are_at_most_75_octets_and_whole_utf_8(files: dict[str, bytes]) -> None:
    for data in files.values():
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
        for line in data.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()


def test_nobody_is_invited(files: dict[str, bytes]) -> None:
    for data in files.values():
        assert b"ATTENDEE" not in data
        assert b"ORGANIZER" not in data
        assert b"VALARM" not in data


def test_an_event_has_each_property_once(files: dict[str, bytes]) -> None:
    for body in event_bytes(files[ALLA]).values():
        names = [
            line.partition(":")[0].partition(";")[0] for line in body.replace(b"\r\n ", b"").decode().split("\r\n")
        ]
        assert sorted(set(names)) == sorted(names)


def test_an_event_has_what_old_outlooks_want(files: dict[str, bytes]) -> None:
    for body in event_bytes(files[ALLA]).values():
        assert {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DESCRIPTION"} <= properties(body).keys()


def test_a_whole_day_has_an_exclusive_end_and_blocks_nobody() -> None:
    event = event_of(row())

    assert ("20260305", "20260306") == (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"])
    assert ("TRANSPARENT", "FREE") == (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"])
    assert "CONFIRMED" == event["STATUS"]


def test_a_period_over_new_year() -> None:
    event = event_of(row(when="december–januari", display="span"))

    assert ("20251201", "20260201") == (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"])


def test_a_time_of_day_blocks_those_who_are_there() -> None:
    event = event_of(row(), decided=AT_ONE)

    assert ("OPAQUE", "BUSY") == (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"])


def test_a_cancelled_one_says_so_in_every_way_and_blocks_nobody() -> None:
    event = event_of(row(), decided={**AT_ONE, "cancelled": {"mote": "Sjukdom, se §"}})

    assert ("CANCELLED", "INSTÄLLT: Möte") == (event["STATUS"], event["SUMMARY"])
    assert event["DESCRIPTION"].startswith(r"Inställt: Sjukdom\, se §\n\n")
    assert ("TRANSPARENT", "FREE") == (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"])


def test_a_tentative_one_says_so_in_its_status_and_title() -> None:
    event = event_of(row(decided_yearly="true"))

    assert ("TENTATIVE", "Prel.: Möte") == (event["STATUS"], event["SUMMARY"])


def test_outlook_and_the_others_are_told_the_same(files: dict[str, bytes]) -> None:
    pairs = {
        (values["TRANSP"], values["X-MICROSOFT-CDO-BUSYSTATUS"])
        for values in map(properties, event_bytes(files[ALLA]).values())
    }
    assert {("TRANSPARENT", "FREE"), ("OPAQUE", "BUSY")} == pairs


def test_text_is_escaped_and_a_url_is_not() -> None:
    text = r"a, b; c\d \n 🎒"
    more = {"location": text, "url": "https://exempel.se/a,b;c?d=1", "category": "m"}
    event = event_of(row(summary=text, **more), categories={"m": {"name": text, "color": "teal"}})

    escaped = r"a\, b\; c\\d \\n 🎒"
    assert [escaped] * 2 == [event["SUMMARY"], event["LOCATION"]]
    assert ("https://exempel.se/a,b;c?d=1", "teal") == (event["URL"], event["COLOR"])


@pytest.mark.parametrize(
    ("name", "written_as"),
    [("Möten, råd", "Möten råd"), ("Möten;råd", "Möten råd"), (",a , ; b;", "a b"), (r"a\d  e", r"a\\d e")],
)
def test_a_category_has_no_sign_that_outlook_drops(name: str, written_as: str) -> None:
    event = event_of(row(category="m"), categories={"m": {"name": name, "color": "teal"}})

    assert written_as == event["CATEGORIES"]


@pytest.mark.parametrize(("length", "stands"), [(255, True), (256, False)])
def test_an_address_stands_where_there_is_no_place_if_there_is_room(length: int, stands: bool) -> None:  # noqa: FBT001
    url = "https://exempel.se/".ljust(length, "a")
    event = event_of(row(url=url))

    assert (url, url if stands else None) == (event["URL"], event.get("LOCATION"))
    assert f"Länk: {url}" in event["DESCRIPTION"]
    assert "Sal 1" == event_of(row(url=url, location="Sal 1"))["LOCATION"]


def test_an_event_that_stands_for_a_month_says_until_when() -> None:
    event = event_of(row(when="mars", decided_yearly="true"))

    assert ("20260331", "20260302", "TENTATIVE") == (
        event["X-ARSHJUL-OPEN"],
        event["DTSTART;VALUE=DATE"],
        event["STATUS"],
    )
    assert "X-ARSHJUL-OPEN" not in event_of(row(decided_yearly="true"))


def test_points_stand_on_lines_of_their_own() -> None:
    (event,) = events_of(written(wheel_of(row(points=[r"ett\n, två", "tre"])))[ALLA])

    assert ["• ett\\n, två", "• tre", ""] == str(event["DESCRIPTION"]).split("\n")[:3]


def test_what_an_event_lacks_is_not_there() -> None:
    assert {"LOCATION", "URL", "CATEGORIES", "COLOR"}.isdisjoint(event_of(row()))


def test_the_zone_is_described_exactly_so() -> None:
    assert STOCKHOLM == _zone_of("Europe/Stockholm")


def test_a_feed_with_a_time_of_day_describes_the_zone_before_the_events() -> None:
    data = written(wheel_of(row(), decided=AT_ONE))[ALLA]

    assert 1 == data.count(b"BEGIN:VTIMEZONE")
    assert STOCKHOLM + b"BEGIN:VEVENT\r\n" in data


def test_a_feed_of_whole_days_describes_no_zone() -> None:
    assert b"VTIMEZONE" not in written(wheel_of(row()))[ALLA]


def test_a_feed_without_events_still_has_a_component() -> None:
    data = written(wheel_of(row()))["rektor.ics"]

    assert data.endswith(STOCKHOLM + b"END:VCALENDAR\r\n")
    assert ["VTIMEZONE"] == [part.name for part in calendar_of(data).subcomponents]


def _moments() -> Iterator[dt.datetime]:
    for year in (1997, 2019, 2025, 2026, 2027, 2050, 2098):
        for month in range(1, 13):
            for day in range(1, 29):
                yield dt.datetime(year, month, day, 12)  # noqa: DTZ001 - local, as in a feed
        for day in range(21, 32):
            for month in (3, 10):
                yield dt.datetime(year, month, day, 5)  # noqa: DTZ001 - as above


@pytest.mark.parametrize("name", sorted(TIME_ZONES))
def test_the_zone_that_is_described_is_the_real_one(name: str) -> None:
    described = tz.tzical(io.StringIO(_zone_of(name).decode())).get(name)

    for moment in _moments():
        real = moment.replace(tzinfo=ZoneInfo(name))
        assert (moment, real.utcoffset()) == (moment, moment.replace(tzinfo=described).utcoffset())


def test_an_event_has_the_same_bytes_in_every_feed(files: dict[str, bytes]) -> None:
    everywhere = event_bytes(files[ALLA])

    for data in files.values():
        assert event_bytes(data).items() <= everywhere.items()


@pytest.mark.parametrize("extra", [{}, {"responsible": ["rektor"], "points": ["x"]}])
def test_a_long_title_is_folded_and_reads_back(extra: Tree) -> None:
    title = "åäö🎒" * 39
    (event,) = events_of(written(wheel_of(row(summary=title, **extra)))[ALLA])

    assert title == event["SUMMARY"]


AT_ONE = {"dates": {"mote": "2026-03-05 13:00–16:00"}}


def test_a_time_of_day_is_local_with_its_zone() -> None:
    event = event_of(row(), decided=AT_ONE)

    assert "20260305T130000" == event["DTSTART;TZID=Europe/Stockholm"]
    assert "20260305T160000" == event["DTEND;TZID=Europe/Stockholm"]


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2025-10-25", "2025-10-26"])
def test_the_clock_change_moves_no_meeting(day: str) -> None:
    (event,) = events_of(written(wheel_of(row(), decided={"dates": {"mote": f"{day} 09:00–10:00"}}))["alla.ics"])
    real = dt.datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=ZoneInfo("Europe/Stockholm"))

    assert real.utcoffset() == event.decoded("DTSTART").utcoffset()


def test_a_backslash_before_a_capital_n_is_no_line_break() -> None:
    assert r"C:\\Nytt" == event_of(row(location=r"C:\Nytt"))["LOCATION"]
