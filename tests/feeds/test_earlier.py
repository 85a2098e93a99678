"""Revisions: what of the earlier output counts, what it refuses, and what has changed since."""

import datetime as dt
import re
from pathlib import Path

import pytest

from arshjul_cli.errors import PreviousError
from arshjul_cli.feeds.earlier import read, require_ours
from arshjul_cli.wheel.uid import school_year_of
from building import DOMAIN, HEADER, LATER, NOTHING, YEAR, event_bytes, properties, put, row, wheel_of, written

BEFORE = (row("a", responsible=["rektor"]), row("b", "6 mars", responsible=["rektor", "chef"]))
AFTER = (BEFORE[0], row("b", "6 mars", summary="Nytt namn", responsible=["rektor", "chef"]))
FIRST, SECOND = "20250701T000000Z", "20250915T123000Z"
FOREIGN = b"BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//\r\nEND:VCALENDAR\r\n"


def _revisions(data: bytes) -> dict[str, tuple[str, str, str]]:
    found = {}
    for uid, body in event_bytes(data).items():
        values = properties(body)
        assert values["DTSTAMP"] == values["LAST-MODIFIED"]
        found[uid.partition(".")[0]] = (values["SEQUENCE"], values["DTSTAMP"], values["SUMMARY"])
    return found


def test_a_new_event_has_sequence_0_and_the_stamp() -> None:
    assert {"a": ("0", FIRST, "Möte"), "b": ("0", FIRST, "Möte")} == _revisions(written(wheel_of(*BEFORE))["alla.ics"])


def test_what_has_not_changed_keeps_its_bytes_whatever_the_stamp(tmp_path: Path) -> None:
    before = written(wheel_of(*BEFORE))

    assert before == written(wheel_of(*BEFORE), put(tmp_path, before), LATER)


def test_only_what_has_changed_gets_one_higher_and_the_stamp(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE)))

    after = written(wheel_of(*AFTER), before, LATER)

    assert {"a": ("0", FIRST, "Möte"), "b": ("1", SECOND, "Nytt namn")} == _revisions(after["alla.ics"])
    assert {"b": ("1", SECOND, "Nytt namn")} == _revisions(after["chef.ics"])


def test_a_changed_event_that_changes_back_is_a_change_too(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE)))
    between = put(tmp_path, written(wheel_of(*AFTER), before, LATER))

    assert "2" == _revisions(written(wheel_of(*BEFORE), between, LATER)["alla.ics"])["b"][0]


def test_the_state_is_the_highest_sequence_in_any_feed(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE)))
    put(tmp_path, {"chef.ics": written(wheel_of(*AFTER), before, LATER)["chef.ics"]})

    after = written(wheel_of(*AFTER), read(tmp_path), LATER.replace(year=2026))

    assert {"a": ("0", FIRST, "Möte"), "b": ("1", SECOND, "Nytt namn")} == _revisions(after["alla.ics"])
    assert after["rektor.ics"].count(b"SEQUENCE:1") == 1


def test_a_feed_that_the_plan_has_no_longer_still_counts(tmp_path: Path) -> None:
    files = written(wheel_of(*AFTER), put(tmp_path, written(wheel_of(*BEFORE))), LATER)
    for path in tmp_path.iterdir():
        path.unlink()
    before = put(tmp_path, {"chef.ics": files["chef.ics"]})
    only_rektor = {"rektor": {"name": "Rektor"}}
    rows = (AFTER[0], {**AFTER[1], "responsible": ["rektor"]})

    after = written(wheel_of(*rows, roles=only_rektor), before, LATER.replace(year=2027))

    assert "2" == _revisions(after["alla.ics"])["b"][0]


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_line_ends_that_git_has_converted_are_no_change(tmp_path: Path, newline: bytes) -> None:
    long = row("a", summary="En lång rubrik, " * 9, points=["å" * 300], responsible=["rektor"])
    before = written(wheel_of(long))
    converted = {name: data.replace(b"\r\n", newline) for name, data in before.items()}

    assert before == written(wheel_of(long), put(tmp_path, converted), LATER)


def test_lines_that_were_folded_elsewhere_are_no_change(tmp_path: Path) -> None:
    before = written(wheel_of(*BEFORE))
    folded = {name: data.replace(b"DESCRIPTION:Ans", b"DESCRIPTION:A\r\n ns") for name, data in before.items()}

    assert before == written(wheel_of(*BEFORE), put(tmp_path, folded), LATER)


def test_an_event_that_comes_back_after_it_was_gone_is_new(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*AFTER), put(tmp_path, written(wheel_of(*BEFORE))), LATER))
    without = put(tmp_path, written(wheel_of(AFTER[0]), before, LATER))

    assert "0" == _revisions(written(wheel_of(*AFTER), without, LATER)["alla.ics"])["b"][0]


def test_a_date_that_is_decided_moves_the_event_and_never_doubles_it(tmp_path: Path) -> None:
    undecided = row("a", decided_yearly="true")
    before = put(tmp_path, written(wheel_of(undecided)))

    after = written(wheel_of(undecided, decided={"dates": {"a": "2026-03-12"}}), before, LATER)

    assert {"a": ("1", SECOND, "Möte")} == _revisions(after["alla.ics"])


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert NOTHING == read(tmp_path / "finns-inte")


def test_a_file_in_the_place_of_the_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_bytes(b"")

    assert NOTHING == read(tmp_path / "feeds")


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


def test_a_foreign_file_is_refused_only_if_a_feed_has_its_name(tmp_path: Path) -> None:
    names = written(wheel_of(*BEFORE)).keys()

    require_ours(put(tmp_path, {"helg.ics": FOREIGN}), tmp_path, names, DOMAIN, "--out")
    foreign = put(tmp_path, {"rektor.ics": FOREIGN})
    with pytest.raises(PreviousError, match=r"rektor\.ics: Filen är inte skriven av arshjul som rektor\.ics\."):
        require_ours(foreign, tmp_path, names, DOMAIN, "--out")


def test_the_feeds_of_another_domain_are_refused(tmp_path: Path) -> None:
    other = written(wheel_of(*BEFORE, plan={**HEADER, "uid_domain": "arshjul.annan.se"}))
    before = put(tmp_path, other)

    require_ours(before, tmp_path, other.keys(), "arshjul.annan.se", "--out")
    with pytest.raises(PreviousError, match=r"uid_domain arshjul\.annan\.se, inte arshjul\.exempel\.se"):
        require_ours(before, tmp_path, written(wheel_of(*BEFORE)).keys(), DOMAIN, "--out")


def test_a_domain_that_ends_like_ours_is_another(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE, plan={**HEADER, "uid_domain": "x.arshjul.exempel.se"})))

    with pytest.raises(PreviousError, match=r"x\.arshjul\.exempel\.se"):
        require_ours(before, tmp_path, (), DOMAIN, "--out")


def test_earlier_feeds_without_events_belong_to_anybody(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of()))

    require_ours(before, tmp_path, written(wheel_of(*BEFORE)).keys(), DOMAIN, "--out")


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
        _spoilt(ONE.replace(b"SEQUENCE:0", b"SEQUENCE:x", 1)),
        _spoilt(ONE.replace(b"SEQUENCE:0", b"SEQUENCE:", 1)),
        _spoilt(ONE.replace(b"SEQUENCE:0\r\n", b"", 1)),
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
    assert [dt.date(2026, 3, 5), dt.date(2026, 3, 6)] == [event.start for event in feed.events.values()]
    for uid, content in feed.contents().items():
        assert f"UID:{uid}\n".encode() in content
        names = {line.partition(b":")[0] for line in content.split(b"\n")}
        assert names.isdisjoint({b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE"})
        assert b"\r" not in content


def test_the_first_day_of_a_meeting_is_its_day(tmp_path: Path) -> None:
    wheel = wheel_of(row(), decided={"dates": {"mote": "2026-03-05 13:00–16:00"}})
    (event,) = put(tmp_path, written(wheel)).feeds["alla.ics"].events.values()

    assert dt.date(2026, 3, 5) == event.start


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


@pytest.mark.parametrize(
    ("uid", "expected"),
    [
        ("mote.2025-26@x.se", "2025-26"),
        ("mote.2025-26.03@x.se", "2025-26"),
        ("mote.2025-26.start@x.se", "2025-26"),
        ("mote.2025-26.03.notice@x.se", "2025-26"),
        ("rektor.upphort@x.se", None),
        ("2024-25.2025-26@x.se", "2025-26"),
        ("annat@2025-26.se", None),
    ],
)
def test_the_school_year_of_a_uid(uid: str, expected: str | None) -> None:
    year = school_year_of(uid)
    assert expected == (year and year.slug)
