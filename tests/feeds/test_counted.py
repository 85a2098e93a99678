"""What is counted from another activity in calendars: it goes where that goes, also from a day that has been."""

import datetime as dt
from pathlib import Path

from arshjul_cli.feeds.generate import Generation
from arshjul_cli.wheel.model import Wheel
from building import Tree, event_bytes, event_of, properties, put, row, run, wheel_of

MEETING = row("namnd", "10 mars", summary="Nämndens möte", short="Nämnd")
PAPERS = row("papper", "senast 7 dagar före namnd", summary="Handlingar")
FIRST = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
BETWEEN = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
"""After the day of the papers, before that of the meeting."""


def _wheel(*more: Tree, papers: Tree = PAPERS, **decided: object) -> Wheel:
    return wheel_of(MEETING, papers, *more, decided=decided)


def _two_runs(folder: Path, before: Wheel, after: Wheel, day: dt.datetime) -> Generation:
    return run(after, put(folder, run(before, stamp=FIRST).files), day)


def _shown(generation: Generation) -> dict[str, tuple[str, str]]:
    events = map(properties, event_bytes(generation.files["alla.ics"]).values())
    return {event["UID"].partition(".")[0]: (event["SUMMARY"], event["DTSTART;VALUE=DATE"]) for event in events}


def test_it_moves_with_a_meeting_to_come_although_its_own_day_has_been(tmp_path: Path) -> None:
    after = _two_runs(tmp_path, _wheel(), _wheel(dates={"namnd": "2026-03-24"}), BETWEEN)

    assert {"namnd": ("Nämndens möte", "20260324"), "papper": ("Handlingar", "20260317")} == _shown(after)


def test_it_stays_in_the_calendar_when_the_meeting_is_moved_so_near_that_its_day_has_been(tmp_path: Path) -> None:
    day = dt.datetime(2026, 2, 28, tzinfo=dt.UTC)
    after = _two_runs(tmp_path, _wheel(), _wheel(dates={"namnd": "2026-03-04"}), day)

    assert ("Handlingar", "20260225") == _shown(after)["papper"]


def test_when_the_meeting_has_been_it_stays_as_it_was(tmp_path: Path) -> None:
    later = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    renamed = {**PAPERS, "summary": "Annat", "when": "senast 9 dagar före namnd"}

    assert ("Handlingar", "20260303") == _shown(_two_runs(tmp_path, _wheel(), _wheel(papers=renamed), later))["papper"]


def test_what_has_been_keeps_its_title_while_the_meeting_stands_where_it_was(tmp_path: Path) -> None:
    after = _two_runs(tmp_path, _wheel(), _wheel(papers={**PAPERS, "summary": "Annat"}), BETWEEN)

    assert ("Handlingar", "20260303") == _shown(after)["papper"]


def test_what_has_been_is_not_moved_by_its_own_time_while_the_meeting_stands_where_it_was(tmp_path: Path) -> None:
    for more in ({"when": "senast 9 dagar före namnd"}, {"time": "10:00"}):
        after = _two_runs(tmp_path, _wheel(), _wheel(papers=PAPERS | more), BETWEEN)

        assert ("Handlingar", "20260303") == _shown(after)["papper"]


def test_it_is_cancelled_and_reinstated_with_a_meeting_to_come_although_its_own_day_has_been(tmp_path: Path) -> None:
    cancelled = _two_runs(tmp_path, _wheel(), _wheel(cancelled={"namnd": "Sjukdom"}), BETWEEN)
    reinstated = run(_wheel(), put(tmp_path, cancelled.files), BETWEEN)

    assert {"namnd": ("INSTÄLLT: Nämndens möte", "20260310"), "papper": ("INSTÄLLT: Handlingar", "20260303")} == _shown(
        cancelled
    )
    assert {"namnd": ("Nämndens möte", "20260310"), "papper": ("Handlingar", "20260303")} == _shown(reinstated)


def test_the_event_tells_what_it_is_counted_from_by_name() -> None:
    text = properties(event_bytes(run(_wheel()).files["alla.ics"])["papper.2025-26@arshjul.exempel.se"])["DESCRIPTION"]

    assert "Regel i årshjulet: senast 7 dagar före Nämnd" in text


def test_the_event_tells_which_day_it_waits_for() -> None:
    wheel = wheel_of({**MEETING, "decided_yearly": True}, PAPERS)
    event = properties(event_bytes(run(wheel).files["alla.ics"])["papper.2025-26@arshjul.exempel.se"])

    assert "Prel.: Handlingar" == event["SUMMARY"]
    assert "Dagen är preliminär tills dagen för Nämnd är bestämd." in event["DESCRIPTION"]


def test_the_event_tells_with_what_it_is_cancelled() -> None:
    event = event_of(row("namnd", "vid behov"), PAPERS, decided={"dates": {"papper": "2026-03-03"}})

    assert "Handlingar" == event["SUMMARY"]
    wheel = _wheel(cancelled={"namnd": "Sjukdom"})
    text = properties(event_bytes(run(wheel).files["alla.ics"])["papper.2025-26@arshjul.exempel.se"])["DESCRIPTION"]
    assert text.startswith("Inställt: Nämnd blir inte av (Sjukdom)")
