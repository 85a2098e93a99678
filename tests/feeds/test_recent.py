"""What has changed lately: which changes are told, how those of a day become one, and the file that holds them."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.feeds.earlier import published
from arshjul_cli.feeds.history import ChangeKind, Previous, Shown
from arshjul_cli.feeds.recent import DAYS, MOST, Recent, after_run, from_bytes, to_bytes
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Wheel
from building import HEADER, NOTHING, STAMP, YEAR, Tree, row, run, wheel_of

DAY = dt.date(2025, 9, 15)
UID = "mote.2025-26@arshjul.exempel.se"
MOTE = row(responsible=["rektor"])
SITE: Tree = {"plan": {**HEADER, "site": "https://exempel.se"}}
BOTH = ("alla.ics", "rektor.ics")


def _after(wheel: Wheel) -> Previous:
    return published(run(wheel, day=DAY).files)


def _run(
    before: Wheel | Previous, after: Wheel, known: Sequence[Recent] = (), day: dt.date = DAY
) -> tuple[Recent, ...]:
    earlier = before if isinstance(before, Previous) else _after(before)
    return after_run(run(after, earlier, STAMP, day=day), known, day)


def _told(before: Wheel | Previous, after: Wheel, day: dt.date = DAY) -> list[tuple[str, str]]:
    """Return the event and the kind of each change."""
    return [(one.uid.partition("@")[0], one.kind.value) for one in _run(before, after, day=day)]


def _shown(day: int, **more: Any) -> Shown:
    start = dt.date(2026, 3, day)
    given = {"summary": "Möte", "time": None, "cancelled": False, "tentative": False} | more
    return Shown(start=start, end=start + dt.timedelta(days=1), **given)


@pytest.mark.parametrize(
    ("more", "kind", "shown"),
    [
        ({"when": "6 mars"}, ChangeKind.MOVED, _shown(6)),
        ({"time": "13:00–16:00"}, ChangeKind.MOVED, _shown(5, time=(dt.time(13), dt.time(16)))),
        ({"location": "Sal 1"}, ChangeKind.CHANGED, _shown(5, location="Sal 1")),
        ({"summary": "Råd"}, ChangeKind.CHANGED, _shown(5, summary="Råd")),
        ({"decided_yearly": "true"}, ChangeKind.CHANGED, _shown(5, summary="Prel.: Möte", tentative=True)),
    ],
)
def test_day_time_place_title_and_preliminary_are_told(more: Tree, kind: ChangeKind, shown: Shown) -> None:
    expected = Recent(day=DAY, uid=UID, kind=kind, before=_shown(5), after=shown, feeds=BOTH)

    assert (expected,) == _run(wheel_of(MOTE), wheel_of(MOTE | more))


def test_what_is_cancelled_reinstated_new_and_gone_is_told() -> None:
    held, cancelled = wheel_of(MOTE), wheel_of(MOTE, decided={"cancelled": {"mote": "Sjukdom"}})
    kinds = (ChangeKind.CANCELLED, ChangeKind.REINSTATED, ChangeKind.GONE, ChangeKind.NEW)
    runs = (
        _run(held, cancelled),
        _run(cancelled, held),
        _run(held, wheel_of()),
        _run(wheel_of(row("r")), wheel_of(row("r"), MOTE)),
    )

    assert [((kind, UID, BOTH),) for kind in kinds] == [
        tuple((one.kind, one.uid, one.feeds) for one in told) for told in runs
    ]
    assert (None, _shown(5)) == (runs[2][0].after, runs[3][0].after)


def test_a_day_that_is_decided_is_told_also_where_the_month_was_open() -> None:
    open_, decided = row(when="mars", decided_yearly="true"), {"dates": {"mote": "2026-03-05"}}

    assert [("mote.2025-26", "settled")] == _told(wheel_of(open_), wheel_of(open_, decided=decided))


@pytest.mark.parametrize(
    "more",
    [
        {"points": ["En punkt"]},
        {"source": "Tidsplan"},
        {"responsible": ["rektor", "chef"]},
        {"responsible": ["chef"]},
        {"category": "rad"},
        {"url": "https://exempel.se/mote"},
        {"notice": "14d"},
    ],
)
def test_text_people_colour_link_and_reminders_are_not_told(more: Tree) -> None:
    sections: Tree = {"categories": {"rad": {"name": "Råd", "color": "teal"}}}

    assert () == _run(wheel_of(MOTE, **sections), wheel_of(MOTE | more, **sections))


def test_another_address_of_the_site_is_not_told_and_is_part_of_no_change() -> None:
    assert () == _run(wheel_of(MOTE), wheel_of(MOTE, **SITE))
    assert _run(wheel_of(MOTE), wheel_of(MOTE | {"when": "6 mars"})) == (
        _run(wheel_of(MOTE), wheel_of(MOTE | {"when": "6 mars"}, **SITE))
    )


def test_a_combined_feed_that_takes_in_a_role_has_no_news_of_its_events() -> None:
    feeds: list[Tree] = [
        {"feeds": {"flode": {"name": "Flöde", "roles": roles}}} for roles in (["chef"], ["chef", "rektor"])
    ]

    assert [] == _told(wheel_of(MOTE, **feeds[0]), wheel_of(MOTE, **feeds[1]))
    assert [] == _told(wheel_of(MOTE, **feeds[1]), wheel_of(MOTE, **feeds[0]))
    (moved,) = _run(wheel_of(MOTE, **feeds[0]), wheel_of(MOTE | {"when": "6 mars"}, **feeds[1]))
    assert (ChangeKind.MOVED, ("alla.ics", "flode.ics", "rektor.ics")) == (moved.kind, moved.feeds)


def test_a_month_that_passes_undecided_is_not_told() -> None:
    assert [] == _told(wheel_of(row(when="mars", decided_yearly="true")), wheel_of(), dt.date(2026, 4, 1))


def test_the_first_run_a_new_feed_and_a_new_school_year_are_no_news_of_their_events() -> None:
    assert [] == _told(NOTHING, wheel_of(MOTE))
    roles = {"rektor": {"name": "Rektor"}}
    more = roles | {"skola": {"name": "Skola"}}
    both = MOTE | {"responsible": ["rektor", "skola"]}
    assert [] == _told(wheel_of(MOTE, roles=roles), wheel_of(both, roles=more))
    years = (YEAR, SchoolYear(2026))
    assert [] == _told(wheel_of(MOTE), wheel_of(MOTE, years=years))
    assert [] == _told(wheel_of(MOTE, years=years), wheel_of(MOTE))
    assert [("mote.2025-26", "moved")] == _told(wheel_of(MOTE), wheel_of(MOTE | {"when": "6 mars"}, years=years))


def test_a_new_activity_of_a_year_that_was_there_is_told() -> None:
    years = (YEAR, SchoolYear(2026))
    told = _told(wheel_of(MOTE, years=years), wheel_of(MOTE, row("ny", "9 mars"), years=years))

    assert [("ny.2025-26", "new"), ("ny.2026-27", "new")] == told


def test_another_display_is_neither_new_nor_gone_but_where_it_stands_has_changed() -> None:
    long = row(when="januari–mars")

    assert [("mote.2025-26", "moved")] == _told(wheel_of(long), wheel_of(long | {"display": "span"}))
    assert [] == [one for one in _told(wheel_of(long | {"display": "end"}), wheel_of(long)) if one[1] == "new"]
    assert [("mote.2025-26.start", "new"), ("mote.2025-26", "new")] == _told(
        wheel_of(row("r")), wheel_of(row("r"), long)
    )


MORNING = _run(wheel_of(MOTE), wheel_of(MOTE | {"when": "6 mars"}))


def test_two_changes_on_a_day_are_one() -> None:
    (told,) = _run(wheel_of(MOTE | {"when": "6 mars"}), wheel_of(MOTE | {"when": "9 mars", "summary": "Råd"}), MORNING)

    assert (ChangeKind.MOVED, _shown(5), _shown(9, summary="Råd")) == (told.kind, told.before, told.after)


@pytest.mark.parametrize(
    "between", [{"when": "6 mars"}, {"summary": "Råd"}, {"location": "Sal 1"}, {"time": "9–10"}, None]
)
def test_a_change_and_its_taking_back_on_a_day_are_none(between: Tree | None) -> None:
    rad = row("rad", "9 mars")
    plan, changed = wheel_of(rad, MOTE), wheel_of(rad, *([MOTE | between] if between else []))
    morning = _run(plan, changed)

    assert 1 == len(morning)
    assert () == _run(changed, plan, morning)


def test_what_came_and_went_on_a_day_is_none() -> None:
    rad = row("rad", "9 mars")

    assert () == _run(wheel_of(rad, MOTE), wheel_of(rad), _run(wheel_of(rad), wheel_of(rad, MOTE)))


def test_all_of_a_year_that_went_and_came_back_on_a_day_is_none() -> None:
    morning = _run(wheel_of(MOTE), wheel_of())

    assert [ChangeKind.GONE] == [one.kind for one in morning]
    assert () == _run(wheel_of(), wheel_of(MOTE), morning)


def test_another_text_leaves_what_changed_earlier_on_the_day() -> None:
    moved = MOTE | {"when": "6 mars"}

    assert MORNING == _run(wheel_of(moved), wheel_of(moved | {"points": ["En punkt"]}), MORNING)
    assert MORNING == _run(wheel_of(moved), wheel_of(moved), MORNING)


def test_a_change_that_is_taken_back_on_another_day_is_two() -> None:
    told = _run(wheel_of(MOTE | {"when": "6 mars"}), wheel_of(MOTE), MORNING, DAY + dt.timedelta(days=1))

    assert [(16, 6, 5), (15, 5, 6)] == [
        (one.day.day, one.before and one.before.start.day, one.after and one.after.start.day) for one in told
    ]


@pytest.mark.parametrize(("days", "left"), [(1, True), (DAYS - 1, True), (DAYS, False)])
def test_a_change_is_told_for_sixty_days(days: int, *, left: bool) -> None:
    moved = wheel_of(MOTE | {"when": "6 mars"})

    assert (MORNING if left else ()) == _run(moved, moved, MORNING, DAY + dt.timedelta(days=days))


def test_two_hundred_changes_are_told_the_newest_of_them() -> None:
    days = [DAY - dt.timedelta(days=number % 50) for number in range(300)]
    many = [replace(MORNING[0], uid=f"m{number}.2025-26@x.se", day=day) for number, day in enumerate(days)]
    told = _run(wheel_of(MOTE), wheel_of(MOTE), many)

    assert MOST == len(told)
    assert sorted((one.day for one in many), reverse=True)[:MOST] == [one.day for one in told]
    assert told == _run(wheel_of(MOTE), wheel_of(MOTE), many[::-1])


# The file.

dates = st.dates(dt.date(2020, 1, 1), dt.date(2090, 1, 1))
times = st.tuples(*[st.times().map(lambda time: time.replace(second=0, microsecond=0))] * 2)
titles = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1)


@st.composite
def shown(draw: st.DrawFn) -> Shown:
    """Return what a calendar shows."""
    start = draw(dates)
    return Shown(
        summary=draw(titles),
        start=start,
        end=start + dt.timedelta(days=draw(st.integers(1, 90))),
        time=draw(st.none() | times),
        cancelled=draw(st.booleans()),
        tentative=draw(st.booleans()),
        open_until=draw(st.none() | dates),
        location=draw(st.none() | titles),
    )


@given(st.lists(st.tuples(dates, shown()), max_size=5, unique_by=lambda one: one[0]))
def test_the_file_is_read_as_it_was_written(given_: list[tuple[dt.date, Shown]]) -> None:
    changes = tuple(
        Recent(day=day, uid=UID, kind=ChangeKind.GONE, before=before, after=None, feeds=BOTH) for day, before in given_
    )

    assert changes == from_bytes(to_bytes(changes))


def test_the_file_is_for_programs_to_read() -> None:
    timed = replace(MORNING[0], after=_shown(6, time=(dt.time(13), dt.time(16)), location="Sal 1"))
    more = {"cancelled": False, "tentative": False, "open_until": None}

    assert {
        "schema": 1,
        "changes": [
            {
                "day": "2025-09-15",
                "uid": UID,
                "kind": "moved",
                "before": {
                    "summary": "Möte", "start": "2026-03-05", "end": "2026-03-06", "time": None, "location": None,
                    **more,
                },
                "after": {
                    "summary": "Möte", "start": "2026-03-06", "end": "2026-03-07", "time": ["13:00:00", "16:00:00"],
                    "location": "Sal 1", **more,
                },
                "feeds": ["alla.ics", "rektor.ics"],
            }
        ],
    } == json.loads(to_bytes([timed]))  # fmt: skip
    assert "Möte" in to_bytes([timed]).decode()
    assert to_bytes([timed]).endswith(b"}\n")


def test_a_key_that_a_later_version_adds_is_passed_over() -> None:
    later = json.loads(to_bytes(MORNING)) | {"ny": 1}
    later["changes"][0]["ny"] = {"nyare": []}

    assert MORNING == from_bytes(json.dumps(later).encode())


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("schema", 2),
        ("changes", {}),
        ("changes", [{}]),
        ("changes", [json.loads(to_bytes(MORNING))["changes"][0]] * 2),
        ("changes 0 day", "i går"),
        ("changes 0 day", 20250915),
        ("changes 0 uid", "mote@exempel.se"),
        ("changes 0 kind", "new"),
        ("changes 0 kind", "lapsed"),
        ("changes 0 kind", "flyttad"),
        ("changes 0 before", None),
        ("changes 0 after", json.loads(to_bytes(MORNING))["changes"][0]["before"]),
        ("changes 0 after end", "2026-03-06"),
        ("changes 0 after summary", ""),
        ("changes 0 after summary", "Möte\n"),
        ("changes 0 after cancelled", "ja"),
        ("changes 0 after location", "Sal\u202e1"),
        ("changes 0 after page", "javascript:1"),
        ("changes 0 after time", ["13:00"]),
        ("changes 0 feeds", []),
        ("changes 0 feeds", ["../rektor.ics"]),
    ],
)
def test_what_no_run_writes_is_refused(path: str, to: object) -> None:
    tree: Any = json.loads(to_bytes(MORNING))
    part, (*most, last) = tree, path.replace("changes 0", "changes").split()
    for key in most:
        part = part["changes"][0] if key == "changes" else part[key]
    part[last] = to

    with pytest.raises(ValueError, match=r".+"):
        from_bytes(json.dumps(tree).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"\xff", b"\xef\xbb\xbf{}", b'{"schema": 1', b"[" * 100_000, to_bytes(MORNING)[:-20],
        b'{"schema": 1, "changes": []}' + b" " * 1_000_000, b'{"schema": 1, "changes": ["\\ud800"]}',
        b"<<<<<<< HEAD\n" + to_bytes(MORNING),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_bytes(data)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert from_bytes(data) is not None
    except ValueError:
        return
