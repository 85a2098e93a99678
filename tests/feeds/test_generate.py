"""A whole run without a file: what is written, what has changed, what would be lost, what has ended."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from arshjul_cli.feeds.earlier import read
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.history import ChangeKind, Previous
from arshjul_cli.feeds.losses import Run, losses
from arshjul_cli.feeds.verify import verify
from arshjul_cli.wheel.model import Wheel
from building import (
    LATER,
    LATER_SEQUENCE,
    NOTHING,
    ROLES,
    STAMP,
    YEAR,
    Tree,
    event_bytes,
    events_of,
    properties,
    put,
    row,
    run,
    wheel_of,
    written,
)

ALLA = "alla.ics"
ROWS = tuple(row(one, f"{day} mars", responsible=["rektor"]) for day, one in enumerate("abcd", 2))
NEXT = YEAR.next()


def _kinds(generation: Generation, name: str = ALLA) -> Counter[ChangeKind]:
    return Counter(change.kind for change in generation.changes[name])


def _with(*kept: str, **changed: Tree) -> Wheel:
    return wheel_of(*(changed.get(one["id"], one) for one in ROWS if one["id"] in kept))


def _day(data: bytes) -> list[tuple[str, str]]:
    return [(str(event["UID"]).partition("@")[0], str(event["SUMMARY"])) for event in events_of(data)]


def test_the_first_run_writes_a_file_for_every_feed_and_everything_is_new() -> None:
    generation = run(wheel_of(*ROWS), NOTHING, STAMP)

    assert {ALLA, "rektor.ics", "chef.ics"} == generation.files.keys() == generation.changes.keys()
    assert {ChangeKind.NEW: 4} == _kinds(generation)
    assert {} == _kinds(generation, "chef.ics")
    assert ((), ()) == (generation.left, generation.ended)
    verify(generation.files)


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    first = run(wheel_of(*ROWS), NOTHING, STAMP)
    second = run(wheel_of(*ROWS), put(tmp_path, first.files), LATER)

    assert first.files == second.files
    assert {ALLA: (), "rektor.ics": (), "chef.ics": ()} == second.changes


def test_what_has_changed_is_told_feed_by_feed(tmp_path: Path) -> None:
    before = put(
        tmp_path, written(wheel_of(row("a", responsible=["rektor"]), row("b", responsible=["rektor", "chef"])))
    )
    after = wheel_of(row("b", "7 mars", responsible=["rektor"]), row("c", responsible=["rektor"]))

    generation = run(after, before, LATER)

    expected = {ChangeKind.NEW: 1, ChangeKind.MOVED: 1, ChangeKind.GONE: 1}
    assert expected == _kinds(generation) == _kinds(generation, "rektor.ics")
    assert {ChangeKind.GONE: 1} == _kinds(generation, "chef.ics")


def test_only_some_feeds_are_written_with_the_bytes_that_they_have_among_all() -> None:
    wheel = wheel_of(*ROWS)
    generation = run(wheel, NOTHING, STAMP, only={"rektor"})

    assert {"rektor.ics": written(wheel)["rektor.ics"]} == generation.files
    assert ["rektor"] == [feed.id for feed in generation.feeds]
    assert {"rektor.ics"} == generation.changes.keys()


def test_an_event_that_another_feed_has_already_changed_is_not_revised_again(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    moved = _with(*"abcd", a=row("a", "9 mars", responsible=["rektor"]))
    some = run(moved, before, LATER, only={"rektor"})
    every = run(moved, put(tmp_path, some.files), LATER.replace(year=2026))

    assert some.files["rektor.ics"] == every.files["rektor.ics"]
    assert event_bytes(every.files[ALLA]) == event_bytes(every.files["rektor.ics"])
    assert {ChangeKind.MOVED: 1} == _kinds(every)


def test_a_former_id_is_written_beside_the_new_one_with_the_same_events(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    roles = {"rektorer": {"name": "Rektorer", "formerly": ["rektor"]}, "chef": ROLES["chef"]}
    renamed = wheel_of(*({**one, "responsible": ["rektorer"]} for one in ROWS), roles=roles)

    generation = run(renamed, before, LATER)

    assert {ALLA, "rektor.ics", "rektorer.ics", "chef.ics"} == generation.files.keys()
    assert event_bytes(generation.files["rektorer.ics"]) == event_bytes(generation.files["rektor.ics"])
    assert 4 == len(event_bytes(generation.files["rektor.ics"]))
    assert () == generation.ended


def test_a_former_id_of_an_activity_keeps_its_uids(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    renamed = {**ROWS[0], "id": "nytt-id", "formerly": ["a"]}

    generation = run(wheel_of(renamed, *ROWS[1:]), before, LATER)

    assert () == generation.changes[ALLA]
    assert before == put(tmp_path, generation.files)


OLD = {"gammal": {"name": "Gammal"}, **ROLES}
"""With a role that leaves the plan."""
DAYS = (row("fore", "20 augusti"), row("dagen", "15 september"), row("efter", "5 mars"), row("lang", "september"))
"""Before LATER (15 September 2025), on its day, after it; and September shows on the 1st and on the 30th."""


def _with_old() -> Wheel:
    return wheel_of(*({**one, "responsible": ["gammal", "chef"]} for one in DAYS), roles=OLD)


def _without_old() -> Wheel:
    return wheel_of(*({**one, "responsible": ["chef"]} for one in DAYS))


def test_the_feed_of_a_role_that_has_left_keeps_what_was_and_says_that_it_has_ended(tmp_path: Path) -> None:
    first = written(_with_old())

    generation = run(_without_old(), put(tmp_path, first), LATER)

    assert ("gammal.ics",) == generation.ended
    data = generation.files["gammal.ics"]
    assert [
        ("fore.2025-26", "Möte"),
        ("gammal.upphort", "Flödet har upphört"),
    ] == _day(data)
    old, new = event_bytes(first["gammal.ics"]), event_bytes(data)
    kept = [uid for uid in new if ".upphort@" not in uid]
    assert [old[uid] for uid in kept] == [new[uid] for uid in kept]
    assert first["gammal.ics"].partition(b"BEGIN:VEVENT")[0] == data.partition(b"BEGIN:VEVENT")[0]
    verify(generation.files)


def test_the_last_event_of_an_ended_feed_begins_on_the_day_and_lasts_sixty(tmp_path: Path) -> None:
    data = run(_without_old(), put(tmp_path, written(_with_old())), LATER).files["gammal.ics"]

    *_, last = event_bytes(data).values()
    values = properties(last)
    assert ("20250915", "20251114") == (values["DTSTART;VALUE=DATE"], values["DTEND;VALUE=DATE"])
    assert (str(LATER_SEQUENCE), "20250915T123000Z") == (values["SEQUENCE"], values["DTSTAMP"])
    assert "Det här flödet finns inte längre i Plan. Du kan ta bort prenumerationen." == values["DESCRIPTION"]


def test_a_later_run_leaves_an_ended_feed_as_it_is(tmp_path: Path) -> None:
    before = put(tmp_path, written(_with_old()))
    ended = put(tmp_path, run(_without_old(), before, LATER).files)
    data = (tmp_path / "gammal.ics").read_bytes()

    later = run(_without_old(), ended, LATER + dt.timedelta(days=364))
    put(tmp_path, later.files)

    assert data == later.files["gammal.ics"]
    assert ((), ()) == (later.ended, later.removed)
    assert data == (tmp_path / "gammal.ics").read_bytes()


@pytest.mark.parametrize(
    ("ended_on", "kept_until", "removed_on"),
    [("2027-09-15", "2028-09-14", "2028-09-15"), ("2028-02-29", "2029-02-28", "2029-03-01")],
)
def test_a_feed_that_ended_a_year_ago_is_removed(
    tmp_path: Path, ended_on: str, kept_until: str, removed_on: str
) -> None:
    before = put(tmp_path, written(_with_old()))
    days = [dt.date.fromisoformat(day) for day in (ended_on, kept_until, removed_on)]
    ended = put(tmp_path, run(_without_old(), before, day=days[0]).files)
    kept, removed = (run(_without_old(), ended, day=day) for day in days[1:])

    assert (True, ()) == ("gammal.ics" in kept.files, kept.removed)
    assert (False, ("gammal.ics",)) == ("gammal.ics" in removed.files, removed.removed)
    assert () == run(_without_old(), ended, day=days[2], only={"chef"}).removed


def test_a_role_that_comes_back_has_what_its_feed_had_and_what_is_to_come(tmp_path: Path) -> None:
    before = put(tmp_path, written(_with_old()))
    ended = put(tmp_path, run(_without_old(), before, LATER).files)
    christmas = dt.datetime(2025, 12, 24, tzinfo=dt.UTC)

    back = run(_with_old(), ended, christmas)

    assert [("fore.2025-26", "Möte"), ("efter.2025-26", "Möte")] == _day(back.files["gammal.ics"])
    assert ((), ()) == (back.ended, back.removed)
    assert [] == list(
        losses(Run(generation=back, before=ended, plan=_with_old().plan, years=(YEAR,), day=christmas.date()))
    )
    assert [ChangeKind.GONE] == [change.kind for change in back.changes["gammal.ics"] if ".upphort@" in change.uid]


def test_a_declared_feed_that_has_left_ends_too(tmp_path: Path) -> None:
    feeds = {"bada": {"name": "Båda", "roles": ["rektor", "chef"]}}
    before = put(tmp_path, written(wheel_of(*ROWS, feeds=feeds)))

    assert ("bada.ics",) == run(wheel_of(*ROWS), before, LATER).ended


def test_a_former_address_that_is_no_longer_kept_ends_too(tmp_path: Path) -> None:
    roles = {**ROLES, "rektor": {"name": "Rektor", "formerly": ["skolchef"]}}
    before = put(tmp_path, written(wheel_of(*ROWS, roles=roles)))

    assert ("skolchef.ics",) == run(wheel_of(*ROWS), before, LATER).ended


def test_a_feed_without_events_that_has_left_says_only_that(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, roles=OLD)))

    generation = run(wheel_of(*ROWS), before, LATER)

    assert [("gammal.upphort", "Flödet har upphört")] == _day(generation.files["gammal.ics"])
    verify(generation.files)


def test_a_run_for_some_roles_ends_no_feed(tmp_path: Path) -> None:
    before = put(tmp_path, written(_with_old()))

    generation = run(_without_old(), before, LATER, only={"chef"})

    assert (("chef.ics",), ()) == (tuple(generation.files), generation.ended)


def test_a_year_that_is_not_asked_for_leaves_and_is_no_loss(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, years=(YEAR.previous(), YEAR, NEXT))))

    years = (YEAR, NEXT, NEXT.next())
    wheel = wheel_of(*ROWS, years=years)
    generation = run(wheel, before, LATER)

    assert (YEAR.previous(),) == generation.left
    assert [] == list(losses(Run(generation=generation, before=before, plan=wheel.plan, years=years, day=LATER.date())))
    assert {ChangeKind.GONE: 4, ChangeKind.NEW: 4} == _kinds(generation)


def test_the_state_may_come_from_elsewhere(tmp_path: Path) -> None:
    first = written(wheel_of(*ROWS))
    elsewhere = put(tmp_path, first)
    moved = _with(*"abcd", a=row("a", "9 mars", responsible=["rektor"]))

    generation = run(moved, elsewhere, LATER)
    anew = run(moved, NOTHING, LATER)

    for made in (generation, anew):
        sequence = properties(event_bytes(made.files[ALLA])["a.2025-26@arshjul.exempel.se"])["SEQUENCE"]
        assert str(LATER_SEQUENCE) == sequence
    assert {ChangeKind.MOVED: 1} == _kinds(generation)
    assert first == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_feeds_that_git_has_given_other_line_ends_are_gone_on_from_as_they_were(tmp_path: Path) -> None:
    first = written(wheel_of(*ROWS))
    before = put(tmp_path, {name: data.replace(b"\r\n", b"\n") for name, data in first.items()})

    generation = run(wheel_of(*ROWS), before, LATER)

    assert first == generation.files
    assert not any(generation.changes.values())


def test_what_is_unreadable_or_foreign_is_no_state(tmp_path: Path) -> None:
    written_before = written(wheel_of(*ROWS))
    before = Previous(feeds={}, foreign=frozenset({"helg.ics"}), unreadable=frozenset({"alla.ics"}))

    assert written_before == run(wheel_of(*ROWS), before, STAMP).files
    assert () == run(wheel_of(*ROWS), before, STAMP).ended
    assert read(tmp_path / "finns-inte") == NOTHING


def test_a_stamp_is_written_in_utc_whole_seconds() -> None:
    data = run(wheel_of(*ROWS), NOTHING, dt.datetime(2026, 2, 3, 4, 5, 6, tzinfo=dt.UTC)).files[ALLA]

    assert 4 == data.count(b"DTSTAMP:20260203T040506Z\r\nLAST-MODIFIED:20260203T040506Z\r\nSEQUENCE:3204245\r\n")
