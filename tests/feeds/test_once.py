"""How often things are done, whatever the machine: an event is serialised and read back once, and work grows evenly."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import icalendar
import pytest

from arshjul_cli.feeds import ics, verify
from arshjul_cli.feeds.earlier import read
from arshjul_cli.feeds.generate import Generation, composition, generate
from arshjul_cli.feeds.lines import content, split
from arshjul_cli.wheel.model import Wheel
from building import NOTHING, STAMP, put, row, wheel_of
from counting import calls

ROLES = {
    "rektor": {"name": "Rektor"},
    "chef": {"name": "Chef"},
    "bada": {"name": "Båda", "members": ["rektor", "chef"]},
}
DAY = dt.date(2025, 8, 1)


def _wheel(rows: int = 3, **more: str) -> Wheel:
    return wheel_of(*(row(f"a-{n}", f"{n + 1} mars", responsible=["bada"], **more) for n in range(rows)), roles=ROLES)


def _run(wheel: Wheel, folder: Path) -> Generation:
    given = composition(wheel)
    made = generate(given, read(folder, given.known), STAMP, DAY)
    verify.verify(made.changed, made.published)
    return made


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return the events that were read back; the cache is what is looked at, so none of it is older."""
    seen: list[bytes] = []
    faults = verify._event_faults  # noqa: SLF001 - what reads one event back
    verify._examined.cache_clear()  # noqa: SLF001

    def counted(event: bytes) -> Any:  # noqa: ANN401 - as it is
        seen.append(event)
        return faults(event)

    monkeypatch.setattr(verify, "_event_faults", counted)
    return seen


def test_an_event_is_serialised_once_however_many_feeds_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: Counter[str] = Counter()
    serialise = ics._content  # noqa: SLF001 - what makes the bytes of one event

    def counted(event: Any, time_zone: str) -> bytes:  # noqa: ANN401 - as it is
        made[event.uid] += 1
        return serialise(event, time_zone)

    monkeypatch.setattr(ics, "_content", counted)

    run = generate(composition(_wheel()), NOTHING, STAMP, DAY)

    assert {"alla.ics", "rektor.ics", "chef.ics", "bada.ics"} == set(run.files)
    assert 12 == sum(len(split(data)[1]) for data in run.files.values())
    assert {1} == set(made.values())
    assert 3 == len(made)


def test_a_new_event_is_read_back_once_however_many_feeds_have_it(tmp_path: Path, examined: list[bytes]) -> None:
    _run(_wheel(), tmp_path)

    assert 3 == len(examined) == len(set(examined))


@pytest.mark.parametrize("rows", [3, 30])
def test_icalendar_reads_all_new_events_of_a_file_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows: int
) -> None:
    read: list[bytes] = []
    from_ical = icalendar.Event.from_ical

    def counted(written: bytes) -> Any:  # noqa: ANN401 - as it is
        read.append(written)
        return from_ical(written)

    monkeypatch.setattr(icalendar.Event, "from_ical", counted)
    monkeypatch.setattr(verify, "_READ", {})
    verify._alone.cache_clear()  # noqa: SLF001
    verify._examined.cache_clear()  # noqa: SLF001

    made = _run(_wheel(rows), tmp_path)

    # All files have the same events, and the first has them all.
    (together,) = read
    (alla,) = (lines for name, lines in made.files.items() if name == "alla.ics")
    assert {line for event in split(alla)[1] for line in event.split(b"\r\n")} == set(together.split(b"\r\n"))


def test_what_stands_as_it_was_is_not_read_back(tmp_path: Path, examined: list[bytes]) -> None:
    put(tmp_path, dict(_run(_wheel(), tmp_path).files))
    examined.clear()

    assert not _run(_wheel(), tmp_path).changed
    assert [] == examined


def test_only_what_has_changed_is_read_back(tmp_path: Path, examined: list[bytes]) -> None:
    put(tmp_path, dict(_run(_wheel(), tmp_path).files))
    examined.clear()
    verify._examined.cache_clear()  # noqa: SLF001

    assert _run(_wheel(4), tmp_path).changed
    assert 1 == len(examined)
    assert b"a-3.2025-26" in examined[0]


def test_history_is_read_back_once(tmp_path: Path, examined: list[bytes]) -> None:
    put(tmp_path, dict(_run(_wheel(), tmp_path).files))
    examined.clear()
    verify._examined.cache_clear()  # noqa: SLF001
    given = composition(_wheel(location="Sessionssalen"))
    later = dt.date(2026, 6, 1)

    made = generate(given, read(tmp_path, given.known), STAMP, later)
    verify.verify(made.changed, made.published)

    assert 3 == len(examined) == len(set(examined))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"DTSTAMP:2025", b"DTSTAMP:2x25"),
        lambda data: data.replace(b"DTSTAMP:20250701T", b"DTSTAMP:20259901T"),
        lambda data: data.replace(b"SEQUENCE:", b"SEQUENCE:x"),
        lambda data: data.replace(b"STATUS:CONFIRMED", b"STATUS:MAYBE"),
        lambda data: data.replace(b"METHOD:PUBLISH\r\n", b""),
    ],
    ids=["stamp", "no such stamp", "sequence", "status", "head"],
)
def test_what_is_almost_as_it_was_is_still_found(tmp_path: Path, spoil: Any) -> None:  # noqa: ANN401 - as it is
    given = composition(_wheel())
    files = dict(generate(given, NOTHING, STAMP, DAY).files)
    spoilt = spoil(files["rektor.ics"])
    assert spoilt != files["rektor.ics"]

    put(tmp_path, files | {"rektor.ics": spoilt})

    assert {"rektor.ics"} == read(tmp_path, given.known).unreadable


def test_the_content_of_an_event_is_what_follows_its_revision() -> None:
    given = composition(_wheel(1))
    _, (event,) = split(generate(given, NOTHING, STAMP, DAY).files["alla.ics"])

    assert given.contents["a-0.2025-26@arshjul.exempel.se"] == content(event)
    moved = event.replace(b"SEQUENCE", b"X-SEQUENCE")
    assert moved == content(moved)


def test_twice_the_events_are_twice_the_work(tmp_path: Path) -> None:
    # The first one imports, and reads all phrases.
    _, *calls = [_calls(rows, tmp_path / str(rows)) for rows in (50, 100, 200, 400)]

    first, second = calls[1] - calls[0], calls[2] - calls[1]
    assert second < 2.05 * first


def _calls(rows: int, folder: Path) -> int:
    """Return how many functions a first run and an unchanged one call, in a plan of so many activities."""
    folder.mkdir()
    # No other size has these: what is remembered of UIDs must not help.
    ids = [f"a{rows}-{n}" for n in range(rows)]
    every = (row(item, f"{n % 28 + 1} mars", summary=item, responsible=["bada"]) for n, item in enumerate(ids))
    wheel = wheel_of(*every, roles=ROLES)
    verify._examined.cache_clear()  # noqa: SLF001

    def first_and_again() -> None:
        put(folder, dict(_run(wheel, folder).files))
        _run(wheel, folder)

    return calls(first_and_again)
