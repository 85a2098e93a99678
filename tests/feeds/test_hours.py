"""Times of a day, from the plan to the calendar and back: standing times, starts alone, and what goes past midnight."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from arshjul_cli.feeds.verify import verify
from building import HEADER, LATER, STAMP, Tree, event_of, events_of, put, row, run, wheel_of, written
from building import only as only_one

MARCH = dt.date(2026, 3, 5)


def _ends(date: str | None, **more: Any) -> tuple[str, str]:
    """Return the start and the end of the only event of an activity, as they are written."""
    decided = {"dates": {"mote": date}} if date else None
    event = event_of(row(**more), decided=decided)
    return tuple(next(value for name, value in event.items() if name.startswith(end)) for end in ("DTSTART", "DTEND"))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2026-03-05 9–12", "20260305T090000", "20260305T120000"),
        ("2026-03-05 13:00", "20260305T130000", "20260305T140000"),
        ("2026-03-05 23:30", "20260305T233000", "20260306T003000"),
        ("2026-03-05 23:00", "20260305T230000", "20260306T000000"),
        ("2026-03-05 22:00–24:00", "20260305T220000", "20260306T000000"),
        ("2026-03-05 22:00–2026-03-06 01:00", "20260305T220000", "20260306T010000"),
        ("2026-03-05 09:00–2026-03-07 16:00", "20260305T090000", "20260307T160000"),
        ("2026-03-05 09:00–2026-03-06 24:00", "20260305T090000", "20260307T000000"),
    ],
)
def test_a_decided_time_is_that_of_the_event_and_a_second_run_changes_nothing(
    tmp_path: Path, date: str, start: str, end: str
) -> None:
    assert (start, end) == _ends(date)
    wheel = wheel_of(row(responsible=["rektor"]), decided={"dates": {"mote": date}})
    first = written(wheel)
    verify(first)
    again = run(wheel, put(tmp_path, first), LATER)
    assert (first, {}) == (again.files, again.changed)
    assert {()} == set(again.changes.values())
    # What has been stays: `years` gives it no other time.
    after = run(wheel, put(tmp_path, first), dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    assert ((), {}) == (after.kept, after.changed)


def test_icalendar_reads_the_same_instants() -> None:
    wheel = wheel_of(row(), decided={"dates": {"mote": "2026-03-05 22:00–2026-03-06 01:00"}})
    (event,) = events_of(written(wheel)["alla.ics"])

    assert dt.timedelta(hours=3) == event.decoded("DTEND") - event.decoded("DTSTART")
    assert Calendar.from_ical(written(wheel)["alla.ics"])


@pytest.mark.parametrize(
    ("more", "date", "time"),
    [
        ({"time": "13:00–16:00"}, None, "20260305T130000"),
        ({"time": "13:00–16:00"}, "2026-03-10", "20260310T130000"),
        ({"time": "13:00–16:00"}, "2026-03-10 9–12", "20260310T090000"),
        ({"time": "13:00–16:00"}, "2026-03-10–2026-03-11", "20260310"),
        ({"time": "13:00–16:00", "when": "5–6 mars"}, None, "20260305"),
        ({"time": "13:00–16:00", "when": "mars", "decided_yearly": "true"}, None, "20260302"),
    ],
)
def test_a_standing_time_is_that_of_what_is_on_one_day(more: Tree, date: str | None, time: str) -> None:
    assert time == _ends(date, **more)[0]


def test_a_preliminary_time_blocks_nobody() -> None:
    for more, busy in (({}, "BUSY"), ({"decided_yearly": "true"}, "FREE")):
        event = event_of(row(time="13:00–16:00", **more))
        assert busy == event["X-MICROSOFT-CDO-BUSYSTATUS"]
        assert ("OPAQUE" if busy == "BUSY" else "TRANSPARENT") == event["TRANSP"]


@pytest.mark.parametrize(("length", "end"), [("45min", "134500"), ("1h 30min", "143000"), ("12h", "010000")])
def test_a_start_alone_lasts_as_long_as_the_plan_says_and_the_text_tells_it(length: str, end: str) -> None:
    event = event_of(row(time="13:00"), plan={**HEADER, "meeting_length": length})

    assert end == next(value for name, value in event.items() if name.startswith("DTEND"))[-6:]
    assert "Börjar 13:00. Ingen sluttid är angiven." in event["DESCRIPTION"]
    assert "sluttid" not in event_of(row(time="13:00–14:00"))["DESCRIPTION"]


@pytest.mark.parametrize("changed", [{"meeting_length": "2h"}, {}])
def test_another_length_or_standing_time_changes_nothing_that_has_been(tmp_path: Path, changed: dict[str, str]) -> None:
    decided = {"dates": {"a": "2025-09-02 13:00", "b": "2025-09-03"}}
    rows = (row("a", "september"), row("b", "september", time="9–10"))
    before = put(tmp_path, written(wheel_of(*rows, decided=decided)))
    later = dt.datetime(2025, 11, 1, tzinfo=dt.UTC)
    moved = (row("a", "september"), row("b", "september", time="10–11"))

    made = run(wheel_of(*moved, decided=decided, plan={**HEADER, **changed}), before, later)

    assert {} == made.changed
    corrected = {"dates": {"a": "2025-09-02 14:00", "b": "2025-09-04"}}
    made = run(wheel_of(*moved, decided=corrected), before, later)
    assert {"alla.ics"} <= made.changed.keys()


def test_over_midnight_is_one_day_and_days_in_a_row_are_a_period() -> None:
    kinds = {
        date: only_one(wheel_of(row(), decided={"dates": {"mote": date}})).kind
        for date in ("2026-03-05 22:00–2026-03-06 01:00", "2026-03-05 23:30", "2026-03-05 9:00–2026-03-06 16:00")
    }

    assert ["day", "day", "period"] == list(kinds.values())


def test_an_ended_midnight_of_a_feed_of_another_day_is_read_as_it_was(tmp_path: Path) -> None:
    wheel = wheel_of(row(), decided={"dates": {"mote": "2026-03-05 22:00–24:00"}})
    (earlier,) = put(tmp_path, written(wheel, stamp=STAMP)).state.values()

    assert (MARCH, MARCH + dt.timedelta(days=1)) == (earlier.event.start, earlier.event.end)
    assert (dt.time(22), dt.time()) == earlier.event.time
