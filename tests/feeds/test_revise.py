"""Revisions: which event keeps its bytes, and which gets a higher SEQUENCE and the stamp."""

from pathlib import Path

import pytest

from arshjul_cli.feeds.earlier import read
from building import LATER, LATER_SEQUENCE, SEQUENCE, event_bytes, properties, put, row, wheel_of, written

BEFORE = (row("a", responsible=["rektor"]), row("b", "6 mars", responsible=["rektor", "chef"]))
AFTER = (BEFORE[0], row("b", "6 mars", summary="Nytt namn", responsible=["rektor", "chef"]))
FIRST, SECOND = "20250701T000000Z", "20250915T123000Z"
NEW, CHANGED = str(SEQUENCE), str(LATER_SEQUENCE)


def _revisions(data: bytes) -> dict[str, tuple[str, str, str]]:
    found = {}
    for uid, body in event_bytes(data).items():
        values = properties(body)
        assert values["DTSTAMP"] == values["LAST-MODIFIED"]
        found[uid.partition(".")[0]] = (values["SEQUENCE"], values["DTSTAMP"], values["SUMMARY"])
    return found


def test_a_new_event_has_the_minutes_to_the_stamp_and_the_stamp() -> None:
    assert {"a": (NEW, FIRST, "Möte"), "b": (NEW, FIRST, "Möte")} == _revisions(written(wheel_of(*BEFORE))["alla.ics"])


def test_what_has_not_changed_keeps_its_bytes_whatever_the_stamp(tmp_path: Path) -> None:
    before = written(wheel_of(*BEFORE))

    assert before == written(wheel_of(*BEFORE), put(tmp_path, before), LATER)


def test_only_what_has_changed_gets_a_higher_one_and_the_stamp(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE)))

    after = written(wheel_of(*AFTER), before, LATER)

    assert {"a": (NEW, FIRST, "Möte"), "b": (CHANGED, SECOND, "Nytt namn")} == _revisions(after["alla.ics"])
    assert {"b": (CHANGED, SECOND, "Nytt namn")} == _revisions(after["chef.ics"])


def test_a_changed_event_that_changes_back_is_a_change_too(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE)))
    between = put(tmp_path, written(wheel_of(*AFTER), before, LATER))

    # In the same minute: one more than the last.
    assert str(LATER_SEQUENCE + 1) == _revisions(written(wheel_of(*BEFORE), between, LATER)["alla.ics"])["b"][0]


def test_the_state_is_the_highest_sequence_in_any_feed(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BEFORE)))
    put(tmp_path, {"chef.ics": written(wheel_of(*AFTER), before, LATER)["chef.ics"]})

    after = written(wheel_of(*AFTER), read(tmp_path), LATER.replace(year=2026))

    assert {"a": (NEW, FIRST, "Möte"), "b": (CHANGED, SECOND, "Nytt namn")} == _revisions(after["alla.ics"])
    assert after["rektor.ics"].count(b"SEQUENCE:3001710") == 1


def test_a_feed_that_the_plan_has_no_longer_still_counts(tmp_path: Path) -> None:
    files = written(wheel_of(*AFTER), put(tmp_path, written(wheel_of(*BEFORE))), LATER)
    for path in tmp_path.iterdir():
        path.unlink()
    before = put(tmp_path, {"chef.ics": files["chef.ics"]})
    only_rektor = {"rektor": {"name": "Rektor"}}
    rows = (AFTER[0], {**AFTER[1], "responsible": ["rektor"]})

    after = written(wheel_of(*rows, roles=only_rektor), before, LATER)

    assert str(LATER_SEQUENCE + 1) == _revisions(after["alla.ics"])["b"][0]


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

    assert CHANGED == _revisions(written(wheel_of(*AFTER), without, LATER)["alla.ics"])["b"][0]


def test_a_date_that_is_decided_moves_the_event_and_never_doubles_it(tmp_path: Path) -> None:
    undecided = row("a", decided_yearly="true")
    before = put(tmp_path, written(wheel_of(undecided)))

    after = written(wheel_of(undecided, decided={"dates": {"a": "2026-03-12"}}), before, LATER)

    assert {"a": (CHANGED, SECOND, "Möte")} == _revisions(after["alla.ics"])
