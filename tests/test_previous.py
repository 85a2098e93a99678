"""Revisions: what of the earlier output counts, what it refuses, and what has changed since."""

from pathlib import Path

import pytest

from arshjul_cli.errors import PreviousError
from arshjul_cli.feed import Change, feeds
from arshjul_cli.previous import Previous, change, read, require_ours
from arshjul_cli.render import ics
from arshjul_cli.wheel import Wheel
from building import DOMAIN, HEADER, LATER, NOTHING, event_bytes, files_of, properties, put, row, wheel_of, written

BEFORE = (row("a", responsible=["rektor"]), row("b", "6 mars", responsible=["rektor", "chef"]))
AFTER = (BEFORE[0], row("b", "6 mars", summary="Nytt namn", responsible=["rektor", "chef"]))
FIRST, SECOND = "20250701T000000Z", "20250915T123000Z"


def _revisions(data: bytes) -> dict[str, tuple[str, str, str]]:
    found = {}
    for uid, body in event_bytes(data).items():
        values = properties(body)
        assert values["DTSTAMP"] == values["LAST-MODIFIED"]
        found[uid.partition(".")[0]] = (values["SEQUENCE"], values["DTSTAMP"], values["SUMMARY"])
    return found


def _changes(wheel: Wheel, before: Previous) -> dict[str, Change]:
    made = compose(wheel)
    contents = ics.contents(made, wheel.plan.plan.timezone)
    return {feed.id: change(feed, contents, before) for feed in made}


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
    put(tmp_path, {"borttagen.ics": files["alla.ics"]})

    assert files["alla.ics"] == written(wheel_of(*AFTER), read(tmp_path), LATER.replace(year=2027))["alla.ics"]


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


def test_an_event_that_comes_back_begins_anew(tmp_path: Path) -> None:
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


def test_an_ics_that_arshjul_did_not_write_is_foreign(tmp_path: Path) -> None:
    before = put(
        tmp_path, {"helg.ics": b"BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//\r\nEND:VCALENDAR\r\n", "tom.ics": b""}
    )

    assert {} == before.feeds
    assert {"helg.ics", "tom.ics"} == before.foreign


def test_a_foreign_file_that_speaks_of_arshjul_in_its_text_is_still_foreign(tmp_path: Path) -> None:
    data = b"BEGIN:VCALENDAR\r\nPRODID:-//X//\r\nX-NOTE:a\r\n PRODID:-//arshjul//\r\nEND:VCALENDAR\r\n"

    assert {"x.ics"} == put(tmp_path, {"x.ics": data}).foreign


def test_a_foreign_file_is_refused_only_if_a_feed_has_its_name(tmp_path: Path) -> None:
    made = feeds(wheel_of(*BEFORE))

    require_ours(put(tmp_path, {"helg.ics": b"X"}), tmp_path, made, DOMAIN)
    foreign = put(tmp_path, {"rektor.ics": b"X"})
    with pytest.raises(PreviousError, match=r"rektor\.ics: Filen är inte skriven av arshjul\."):
        require_ours(foreign, tmp_path, made, DOMAIN)


def test_the_feeds_of_another_domain_are_refused(tmp_path: Path) -> None:
    other = wheel_of(*BEFORE, plan={**HEADER, "uid_domain": "arshjul.annan.se"})
    before = put(tmp_path, written(other))

    require_ours(before, tmp_path, feeds(other), "arshjul.annan.se")
    with pytest.raises(PreviousError, match=r"uid_domain arshjul\.annan\.se, inte arshjul\.exempel\.se"):
        require_ours(before, tmp_path, feeds(wheel_of(*BEFORE)), DOMAIN)


def test_a_domain_that_ends_like_ours_is_another(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE, plan={**HEADER, "uid_domain": "x.arshjul.exempel.se"})))

    with pytest.raises(PreviousError, match=r"x\.arshjul\.exempel\.se"):
        require_ours(before, tmp_path, (), DOMAIN)


def test_earlier_feeds_without_events_belong_to_anybody(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of()))

    require_ours(before, tmp_path, feeds(wheel_of(*BEFORE)), DOMAIN)


def test_what_has_changed_is_counted_feed_by_feed(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE)))
    moved = row("b", "7 mars", responsible=["rektor"])

    changes = _changes(wheel_of(moved, row("c", responsible=["rektor"])), before)

    assert Change(new=1, changed=1, removed=1) == changes["alla"]
    assert Change(new=1, changed=1, removed=1) == changes["rektor"]
    assert Change(new=0, changed=0, removed=1) == changes["chef"]


def test_everything_is_new_at_first_and_nothing_the_second_time(tmp_path: Path) -> None:
    assert Change(new=2, changed=0, removed=0) == _changes(wheel_of(*BEFORE), NOTHING)["alla"]
    before = put(tmp_path, written(wheel_of(*BEFORE)))
    assert Change(new=0, changed=0, removed=0) == _changes(wheel_of(*BEFORE), before)["alla"]


def test_some_feeds_alone_have_the_same_bytes_as_with_all_the_others() -> None:
    wheel = wheel_of(*BEFORE)
    some = [feed for feed in compose(wheel) if feed.id == "chef"]

    assert {"chef.ics": written(wheel)["chef.ics"]} == files_of(
        some, "Europe/Stockholm", NOTHING, LATER.replace(2025, 7, 1, 0, 0)
    )
