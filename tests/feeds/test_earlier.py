"""The earlier output: what is read as a feed, what is somebody else's, what cannot be read, and the state."""

import datetime as dt
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.feeds.earlier import read
from arshjul_cli.feeds.history import Earlier
from arshjul_cli.feeds.verify import verify
from building import (
    LATER,
    NOTHING,
    YEAR,
    earlier,
    put,
    row,
    run,
    wheel_of,
    written,
)

BEFORE = (row("a", responsible=["rektor"]), row("b", "6 mars", responsible=["rektor", "chef"]))
AFTER = (BEFORE[0], row("b", "6 mars", summary="Nytt namn", responsible=["rektor", "chef"]))
FIRST, SECOND = "20250701T000000Z", "20250915T123000Z"
FOREIGN = b"BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//\r\nEND:VCALENDAR\r\n"


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert NOTHING == read(tmp_path / "finns-inte")


def test_a_file_in_the_place_of_the_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_bytes(b"")

    assert NOTHING == read(tmp_path / "feeds")


def test_a_title_that_says_as_in_0_1_0_that_its_day_is_open_says_so_whoever_wrote_it(tmp_path: Path) -> None:
    wheel = wheel_of(row(summary="Möte (datum ej satt)"))
    put(tmp_path, run(wheel).files)

    for before in (read(tmp_path), earlier(tmp_path, wheel)):
        (event,) = before.state.values()
        assert dt.date(2026, 3, 31) == event.event.open_until


def test_other_files_and_folders_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "mapp.ics").mkdir()
    before = put(tmp_path, {"index.html": b"<html>", "README": b"\xff", ".alla.ics.0a1b2c3d.tmp": b"BEGIN:VCALENDAR"})

    assert NOTHING == before


def test_a_calendar_that_arshjul_did_not_write_is_foreign(tmp_path: Path) -> None:
    before = put(tmp_path, {"helg.ics": FOREIGN, "utan.ics": FOREIGN.replace(b"PRODID:-//Google Inc//\r\n", b"")})

    assert {} == before.feeds
    assert {"helg.ics", "utan.ics"} == before.foreign
    assert set() == before.unreadable


def test_a_foreign_file_that_speaks_of_arshjul_in_its_text_is_still_foreign(tmp_path: Path) -> None:
    data = b"BEGIN:VCALENDAR\r\nPRODID:-//X//\r\nX-NOTE:a\r\n PRODID:-//arshjul//\r\nEND:VCALENDAR\r\n"

    assert {"x.ics"} == put(tmp_path, {"x.ics": data}).foreign


ONE = written(wheel_of(*BEFORE))["alla.ics"]


def _spoilt(data: bytes) -> bytes:
    assert data != ONE
    return data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"junk",
        b"<html>404</html>\n",
        ONE[: len(ONE) // 2],
        ONE[: -len(b"END:VCALENDAR\r\n")],
        ONE[:-3],
        ONE[ONE.index(b"VERSION") :],
        _spoilt(ONE.replace(b"SEQUENCE:2891520", b"SEQUENCE:x", 1)),
        _spoilt(ONE.replace(b"SEQUENCE:2891520", b"SEQUENCE:", 1)),
        _spoilt(ONE.replace(b"SEQUENCE:2891520\r\n", b"", 1)),
        _spoilt(ONE.replace(b"DTSTART;VALUE=DATE:20260305\r\n", b"")),
        _spoilt(ONE.replace(b"DTSTART;VALUE=DATE:20260305", b"DTSTART;VALUE=DATE:20261305")),
        _spoilt(re.sub(rb"UID:.*\r\n", b"", ONE, count=1)),
        _spoilt(ONE.replace("Möte".encode(), "Möte".encode("latin-1"))),
        _spoilt(b"\xef\xbb\xbf" + ONE),
        ONE.decode().encode("utf-16"),
    ],
    ids=["empty", "nul", "junk", "html", "half", "without-end", "last-octets-lacking", "without-begin",
         "sequence-x", "sequence-empty", "sequence-lacking", "start-lacking", "start-no-date", "uid-lacking", "latin-1",
         "byte-order-mark", "utf-16"],
)  # fmt: skip
def test_what_is_no_whole_calendar_is_unreadable_and_no_state(tmp_path: Path, data: bytes) -> None:
    before = put(tmp_path, {"alla.ics": data})

    assert ({}, frozenset(), frozenset({"alla.ics"})) == (before.feeds, before.foreign, before.unreadable)
    assert written(wheel_of(*BEFORE)) == written(wheel_of(*BEFORE), before)


def test_an_unreadable_file_takes_nothing_from_what_the_other_feeds_tell(tmp_path: Path) -> None:
    first = written(wheel_of(*BEFORE))
    before = put(tmp_path, {**first, "alla.ics": ONE[:-3]})

    assert first == written(wheel_of(*BEFORE), before, LATER)


@pytest.mark.parametrize(
    "data",
    [
        FOREIGN,
        FOREIGN.replace(b"\r\n", b"\n"),
        FOREIGN.replace(b"Google Inc", b"arshjulet"),
        FOREIGN.replace(b"-//Google Inc//", b"arshjul"),
        FOREIGN + b"\r\n\r\n",
        FOREIGN.replace(b"END:", b"X-SEQUENCE:x\r\nEND:"),
    ],
)
def test_a_whole_calendar_of_somebody_else_is_foreign(tmp_path: Path, data: bytes) -> None:
    assert {"x.ics"} == put(tmp_path, {"x.ics": data}).foreign


def test_line_ends_that_git_has_converted_are_the_same_state(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    whole = put(tmp_path / "a", {"alla.ics": ONE})
    converted = put(tmp_path / "b", {"alla.ics": ONE.replace(b"\r\n", b"\n")})

    assert whole.feeds["alla.ics"].contents() == converted.feeds["alla.ics"].contents()
    assert [one.revision for one in whole.state.values()] == [one.revision for one in converted.state.values()]


def test_an_earlier_event_has_its_bytes_its_first_day_and_its_content_unfolded(tmp_path: Path) -> None:
    feed = put(tmp_path, {"alla.ics": ONE}).feeds["alla.ics"]
    head, *parts = ONE.removesuffix(b"END:VCALENDAR\r\n").split(b"BEGIN:VEVENT\r\n")

    assert head == feed.head
    assert [b"BEGIN:VEVENT\r\n" + part for part in parts] == [event.written for event in feed.events.values()]
    assert [dt.date(2026, 3, 5), dt.date(2026, 3, 6)] == [event.event.start for event in feed.events.values()]
    for uid, content in feed.contents().items():
        assert f"UID:{uid}\n".encode() in content
        names = {line.partition(b":")[0] for line in content.split(b"\n")}
        assert names.isdisjoint({b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE"})
        assert b"\r" not in content


def test_the_first_day_of_a_meeting_is_its_day(tmp_path: Path) -> None:
    wheel = wheel_of(row(), decided={"dates": {"mote": "2026-03-05 13:00–16:00"}})
    (event,) = put(tmp_path, written(wheel)).feeds["alla.ics"].events.values()

    assert dt.date(2026, 3, 5) == event.event.start


def test_a_feed_without_events_is_read_as_one(tmp_path: Path) -> None:
    data = written(wheel_of())["alla.ics"]
    feed = put(tmp_path, {"alla.ics": data}).feeds["alla.ics"]

    assert {} == feed.events
    assert data == feed.head + b"END:VCALENDAR\r\n"
    assert not feed.has_ended


def test_the_school_years_of_the_earlier_feeds_are_those_of_their_uids(tmp_path: Path) -> None:
    monthly = row("m", "första tisdagen varje månad utom juli", notice="7d")
    long = row("l", "mars", display="both")
    years = (YEAR, YEAR.next())

    assert frozenset() == NOTHING.school_years
    assert set(years) == put(tmp_path, written(wheel_of(monthly, long, years=years))).school_years


DAY = b"DTSTART;VALUE=DATE:20260305\r\nDTEND;VALUE=DATE:20260306\r\n"


def _event(right: bytes, spoilt: bytes, folder: Path) -> Earlier | None:
    """Return the first event of a feed in which something is written otherwise; None if it cannot be read."""
    before = put(folder, {"alla.ics": _spoilt(ONE.replace(right, spoilt, 1))})
    assert before.unreadable == (frozenset() if before.feeds else {"alla.ics"})
    return next(iter(before.feeds["alla.ics"].events.values())) if before.feeds else None


@pytest.mark.parametrize(
    ("written_as", "sequence"),
    [
        (b"00", 0),
        (b"1", 1),
        (b"0000000007", 7),
        (b"200000000", 200_000_000),
        (b"200000001", None),
        (b"2147483647", None),
        (b"9999999999", None),
        (b"00000000001", None),
        (b"000000000000", None),
        (b"1" * 5000, None),
        (b"-1", None),
        (b"-0", None),
        (b"+1", None),
        (b" 1", None),
        (b"1 ", None),
        (b"1_0", None),
        (b"1.0", None),
        ("٣".encode(), None),
    ],
)
def test_a_sequence_is_an_integer_that_the_program_may_have_written(
    tmp_path: Path, written_as: bytes, sequence: int | None
) -> None:
    event = _event(b"SEQUENCE:2891520\r\n", b"SEQUENCE:" + written_as + b"\r\n", tmp_path)

    assert sequence == (event and event.revision.sequence)


def test_the_highest_sequence_that_is_read_can_be_raised_once(tmp_path: Path) -> None:
    data = ONE.replace(b"SEQUENCE:2891520", b"SEQUENCE:200000000")
    before = put(tmp_path, {"alla.ics": data})
    after = written(wheel_of(*(row(one["id"], "9 mars", responsible=["rektor"]) for one in BEFORE)), before, LATER)

    assert 2 == after["alla.ics"].count(b"SEQUENCE:200000001\r\n")
    verify(after)


@pytest.mark.parametrize(
    "ends",
    [
        b"DTSTART;VALUE=DATE:20260305\r\nDTEND;TZID=Europe/Stockholm:20260306T100000\r\n",
        b"DTSTART;TZID=Europe/Stockholm:20260305T100000\r\nDTEND;VALUE=DATE:20260306\r\n",
        b"DTSTART;TZID=Europe/Stockholm:20260305T100000Z\r\nDTEND;TZID=Europe/Stockholm:20260305T110000Z\r\n",
        b"DTSTART;VALUE=DATE:20260305\r\nDTEND;VALUE=DATE:20260399\r\n",
        b"DTSTART;VALUE=DATE:2026-03-05\r\nDTEND;VALUE=DATE:2026-03-06\r\n",
        b"DTSTART;TZID=Europe/Stockholm:20260305T100000\r\nDTEND;TZID=Europe/Stockholm:20260305T990000\r\n",
        b"DTSTART;VALUE=DATE:20260305\r\nDURATION:P1D\r\n",
        b"DTSTART:20260305\r\nDTEND:20260306\r\n",
        b"DTSTART;VALUE=DATE:20260305\r\nDTEND;VALUE=DATE:20260306T100000\r\n",
        b"DTSTART;VALUE=DATE:20260305T100000\r\nDTEND;VALUE=DATE:20260306\r\n",
        b"DTSTART;TZID=Europe/Stockholm:20260305T100000\r\nDTEND;TZID=Europe/Stockholm:20260306\r\n",
        b"DTSTART;TZID=Europe/Stockholm:20260305T100000\r\nDTEND;TZID=Europe/Oslo:20260305T110000\r\n",
        b"DTSTART;TZID=Mars/Phobos:20260305T100000\r\nDTEND;TZID=Mars/Phobos:20260305T110000\r\n",
    ],
)
def test_an_event_whose_ends_are_not_two_dates_or_two_times_cannot_be_read(tmp_path: Path, ends: bytes) -> None:
    assert None is _event(DAY, ends, tmp_path)


@pytest.mark.parametrize("name", [b"DTSTAMP", b"LAST-MODIFIED"])
@pytest.mark.parametrize("stamp", [b"", b"20250701", b"20250701T000000", b"2025-07-01T00:00:00Z", "٢".encode() * 8])
def test_a_stamp_that_is_not_utc_cannot_be_read(tmp_path: Path, name: bytes, stamp: bytes) -> None:
    assert None is _event(name + b":20250701T000000Z", name + b":" + stamp, tmp_path)


@pytest.mark.parametrize(
    ("right", "spoilt"),
    [
        (DAY, DAY + b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n"),
        (DAY, DAY + b"BEGIN:X-ARSHJUL\r\n"),
        (DAY, DAY + b"BEGIN:VEVENT\r\n"),
        (DAY, DAY + b"END:VEVENT\r\n"),
        (DAY, DAY + b"END:VALARM\r\n"),
        (DAY, DAY + b"DTSTART;TZID=Europe/Stockholm:20260305T100000\r\n"),
        (DAY, DAY + b"SUMMARY:Annat\r\n"),
        (DAY, DAY + b"DURATION:P1D\r\n"),
        (DAY, DAY + b"X-ARSHJUL-OPEN:20260231\r\n"),
        (DAY, DAY + b"STATUS:MAYBE\r\n"),
        (DAY, b"DTSTART;VALUE=DATE:20260305\r\nDTEND;VALUE=DATE:20260305\r\n"),
        (DAY, b"DTSTART;VALUE=DATE:99991231\r\nDTEND;VALUE=DATE:99991232\r\n"),
        (DAY, DAY + b"junk\r\n"),
        (b"SUMMARY:M\xc3\xb6te", b"SUMMARY:"),
        (b"UID:a.2025-26@arshjul.exempel.se", b"UID:a.2025-26"),
        (b"UID:a.2025-26@arshjul.exempel.se", b"UID:a.2025-26@"),
    ],
    ids=[
        "alarm",
        "component",
        "event-in-event",
        "ends-twice",
        "end-alone",
        "two-starts",
        "two-titles",
        "end-and-duration",
        "no-month",
        "status-twice",
        "ends-on-its-start",
        "no-date",
        "junk",
        "no-title",
        "no-domain",
        "empty-domain",
    ],
)
def test_an_event_that_is_not_as_the_program_writes_them_cannot_be_read(
    tmp_path: Path, right: bytes, spoilt: bytes
) -> None:
    assert None is _event(right, spoilt, tmp_path)


def test_a_uid_of_another_grammar_is_an_event_of_no_school_year(tmp_path: Path) -> None:
    event = _event(b"UID:a.2025-26@", b"UID:a.2025-26.later@", tmp_path)

    assert event
    assert None is event.uid
    assert {YEAR} == read(tmp_path).school_years


def test_a_text_that_looks_like_the_beginning_of_a_component_is_a_text(tmp_path: Path) -> None:
    awkward = row("a", summary="BEGIN:VEVENT", points=["BEGIN:VALARM", "END:VCALENDAR"], responsible=["rektor"])
    first = written(wheel_of(awkward))

    assert first == written(wheel_of(awkward), put(tmp_path, first), LATER)


def test_of_two_events_with_the_same_sequence_the_one_in_the_first_file_counts(tmp_path: Path) -> None:
    names = ("rektor.ics", "chef.ics", "alla.ics")
    files = written(wheel_of(row("a", responsible=["rektor", "chef"])))
    for number, name in enumerate(names):
        put(tmp_path, {name: files[name].replace(b"SUMMARY:M", b"SUMMARY:%d" % number)})

    before = read(tmp_path)

    assert sorted(names) == list(before.feeds)
    (event,) = before.state.values()
    assert b"SUMMARY:2" in event.content
    put(tmp_path, {"alla.ics": files["rektor.ics"]})
    (event,) = read(tmp_path).state.values()
    assert b"SUMMARY:1" in event.content


def test_a_higher_sequence_counts_wherever_it_stands(tmp_path: Path) -> None:
    files = written(wheel_of(row("a", responsible=["rektor", "chef"])))
    for name in files:
        before = put(tmp_path, files | {name: files[name].replace(b"SEQUENCE:2891520", b"SEQUENCE:4000000")})
        assert [4_000_000] == [event.revision.sequence for event in before.state.values()]


def test_the_school_years_of_a_feed_that_has_ended_do_not_count(tmp_path: Path) -> None:
    old = YEAR.previous()
    before = put(tmp_path, written(wheel_of(row(responsible=["rektor"]), years=(old,))))
    without = wheel_of(row(responsible=["chef"]), roles={"chef": {"name": "Chef"}})

    ended = put(tmp_path, written(without, before, LATER))

    assert {old} == before.school_years
    assert {old.slug, None} == {
        event.uid and event.uid.school_year and event.uid.school_year.slug
        for event in ended.feeds["rektor.ics"].events.values()
    }
    assert [False, False, True] == [feed.has_ended for feed in ended.feeds.values()]
    assert {YEAR} == ended.school_years


def test_an_activity_whose_id_is_the_word_of_the_end_ends_no_feed(tmp_path: Path) -> None:
    assert not put(tmp_path, written(wheel_of(row("upphort")))).feeds["alla.ics"].has_ended


def test_a_copy_of_a_feed_under_another_name_is_foreign_and_a_broken_one_is_unreadable(tmp_path: Path) -> None:
    before = put(tmp_path, {"alla.ics": ONE, "kopia.ics": ONE, "trasig.ics": ONE[:-3]})

    assert ["alla.ics"] == list(before.feeds)
    assert {"kopia.ics"} == before.foreign
    assert {"trasig.ics"} == before.unreadable


def test_a_feed_of_ours_that_does_not_say_which_it_is_is_foreign(tmp_path: Path) -> None:
    data = _spoilt(ONE.replace(b"X-ARSHJUL-FEED:alla\r\n", b""))

    assert {"alla.ics"} == put(tmp_path, {"alla.ics": data}).foreign


def test_a_feed_tells_its_id_and_its_name_however_they_are_folded(tmp_path: Path) -> None:
    name = "Rektor " * 30
    data = written(wheel_of(row(), roles={"rektor": {"name": name.strip()}}))["rektor.ics"]
    feed = put(tmp_path, {"rektor.ics": _spoilt(data.replace(b"FEED:rek", b"FEED:rek\r\n "))}).feeds["rektor.ics"]

    assert ("rektor", f"Årshjul – {name.strip()}") == (feed.id, feed.name)


def test_a_feed_that_another_program_has_written_anew_is_foreign(tmp_path: Path) -> None:
    data = _spoilt(ONE.replace(b"PRODID:-//arshjul//arshjul//SV", b"PRODID:-//Google Inc//"))

    assert {"alla.ics"} == put(tmp_path, {"alla.ics": data}).foreign


@pytest.mark.parametrize(
    ("right", "spoilt"),
    [
        (b"REFRESH-INTERVAL;VALUE=DURATION:", b"REFRESH-INTERVAL;VALUE=DURATION,:"),
        (b"DTSTART;VALUE=DATE:20260305", b"DTSTART;VALUE=DATE,:20260305"),
        (b"METHOD:PUBLISH\r\n", b""),
    ],
)
def test_a_feed_that_calendar_programs_could_not_read_cannot_be_read(
    tmp_path: Path, right: bytes, spoilt: bytes
) -> None:
    assert {"alla.ics"} == put(tmp_path, {"alla.ics": _spoilt(ONE.replace(right, spoilt))}).unreadable


def test_a_head_that_is_not_utf_8_cannot_be_read(tmp_path: Path) -> None:
    data = _spoilt(ONE.replace("X-WR-CALNAME:Årshjul".encode(), "X-WR-CALNAME:Årshjul".encode("latin-1")))

    assert {"alla.ics"} == put(tmp_path, {"alla.ics": data}).unreadable


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_a_foreign_calendar_may_begin_with_a_byte_order_mark(tmp_path: Path, bom: bytes, newline: bytes) -> None:
    assert {"x.ics"} == put(tmp_path, {"x.ics": bom + FOREIGN.replace(b"\r\n", newline)}).foreign


def test_empty_lines_at_the_end_of_a_feed_and_bare_line_feeds_make_no_difference(tmp_path: Path) -> None:
    (feed,) = put(tmp_path, {"alla.ics": ONE}).feeds.values()
    for data in (ONE + b"\r\n\r\n", ONE[:-2], ONE.replace(b"\r\n", b"\n"), ONE.replace(b"\r\n", b"\n") + b"\n"):
        (other,) = put(tmp_path, {"alla.ics": data}).feeds.values()
        assert (feed.head, feed.events) == (other.head, other.events)
        assert data == other.data


def test_a_feed_without_events_with_bare_line_feeds_is_read_as_one(tmp_path: Path) -> None:
    data = written(wheel_of())["alla.ics"]
    (feed,) = put(tmp_path, {"alla.ics": data.replace(b"\r\n", b"\n")}).feeds.values()

    assert (data, {}) == (feed.head + b"END:VCALENDAR\r\n", feed.events)


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    folds = b"\r\n " * 10_000_000
    before = put(tmp_path, {"alla.ics": ONE.replace(b"UID:a", b"UID:a" + folds, 1)})

    assert {"alla.ics"} == before.unreadable


EVERY_BYTE = st.integers(0, len(ONE) - 1)


@settings(max_examples=300)
@given(EVERY_BYTE, st.binary(max_size=3), st.integers(0, 40))
def test_whatever_is_written_into_a_feed_the_next_run_ends_in_feeds_that_are_right(
    at: int, put_there: bytes, removed: int
) -> None:
    with TemporaryDirectory() as folder:
        before = put(Path(folder), {"alla.ics": ONE[:at] + put_there + ONE[at + removed :]})
    generation = run(wheel_of(*AFTER), before, LATER)

    verify(generation.files)
    assert 3 == len(generation.changes)
