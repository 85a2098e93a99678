"""What a run leaves standing, and tells of."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from arshjul_cli.feeds.history import Kept
from arshjul_cli.rules import Span
from arshjul_cli.wheel.model import Wheel
from building import HEADER, YEAR, Tree, event_bytes, put, row, run, wheel_of

MOTE = row(when="5 mars", responsible=["rektor"])
DAY = dt.date(2026, 6, 1)
UID = "mote.2025-26@arshjul.exempel.se"


def _kept(folder: Path, after: Wheel, before: Wheel | None = None, **more: Any) -> tuple[Kept, ...]:
    return run(after, put(folder, run(before or wheel_of(MOTE)).files), day=DAY, **more).kept


@pytest.mark.parametrize(
    "change",
    [
        {"when": "7 april"},
        {"summary": "Annat"},
        {"points": ["En punkt"]},
        {"responsible": ["chef"]},
        {"responsible": ["rektor", "chef"]},
        {"id": "ny", "formerly": ["mote"], "location": "Sal 1"},
    ],
)
def test_what_the_plan_now_says_otherwise_is_kept(tmp_path: Path, change: Tree) -> None:
    expected = Kept(
        uid=UID,
        item_id=change.get("id", "mote"),
        school_year=YEAR,
        month=None,
        summary="Möte",
        start=dt.date(2026, 3, 5),
        last_day=dt.date(2026, 3, 5),
        now=None,
    )
    assert (expected,) == _kept(tmp_path, wheel_of({**MOTE, **change}))


def test_what_has_left_the_plan_is_kept_under_the_id_of_its_uid(tmp_path: Path) -> None:
    assert [("mote", UID)] == [(kept.item_id, kept.uid) for kept in _kept(tmp_path, wheel_of())]


def test_what_the_plan_says_as_it_was_is_not_told(tmp_path: Path) -> None:
    assert () == _kept(tmp_path, wheel_of(MOTE, row("ny", "9 mars")))
    assert () == _kept(tmp_path, wheel_of({**MOTE, "id": "ny", "formerly": ["mote"]}))


def test_the_days_to_come_are_those_that_the_plan_now_gives(tmp_path: Path) -> None:
    moved = wheel_of({**MOTE, "when": "15–20 juni"})
    assert [Span(dt.date(2026, 6, 15), dt.date(2026, 6, 20))] == [kept.now for kept in _kept(tmp_path, moved)]


def test_a_month_without_a_decided_day_is_no_day_to_come(tmp_path: Path) -> None:
    monthly = row(when="varje månad utom juli", decided_yearly="true", responsible=["rektor"])
    decided = wheel_of(monthly, decided={"dates": {"mote": {"maj": "2026-05-05", "juni": "2026-05-29"}}})
    kept = _kept(tmp_path, wheel_of(monthly), decided)

    assert [(5, None), (6, None)] == [(one.month, one.now) for one in kept]


def test_a_period_is_told_with_all_its_days_and_its_title(tmp_path: Path) -> None:
    long = {**MOTE, "when": "mars", "notice": "14d"}
    (kept,) = _kept(tmp_path, wheel_of({**long, "summary": "Annat"}), wheel_of(long))

    assert (dt.date(2026, 3, 2), dt.date(2026, 3, 31)) == (kept.start, kept.last_day)
    assert "Slutar: Möte" == kept.summary


def test_a_run_for_some_roles_tells_of_their_feeds_only(tmp_path: Path) -> None:
    other = row("annat", "6 mars", responsible=["chef"])
    kept = _kept(tmp_path, wheel_of(), wheel_of(MOTE, other), only=("chef",))

    assert ["annat"] == [one.item_id for one in kept]


def test_nothing_is_kept_when_the_past_is_rewritten(tmp_path: Path) -> None:
    assert () == _kept(tmp_path, wheel_of({**MOTE, "summary": "Annat"}), rewrite_past=True)


SITE: Tree = {"plan": {**HEADER, "site": "https://exempel.se"}}


def test_what_has_been_keeps_its_page_and_is_not_told_as_standing(tmp_path: Path) -> None:
    before = run(wheel_of(MOTE))
    after = run(wheel_of(MOTE, **SITE), put(tmp_path, before.files), day=DAY)

    assert () == after.kept
    assert () == after.changes["alla.ics"]
    assert event_bytes(before.files["alla.ics"]) == event_bytes(after.files["alla.ics"])
    assert b"SOURCE;VALUE=URI:https://exempel.se/alla.ics" in after.files["alla.ics"]


def test_what_is_also_otherwise_is_told(tmp_path: Path) -> None:
    assert [UID] == [kept.uid for kept in _kept(tmp_path, wheel_of({**MOTE, "summary": "Annat"}, **SITE))]
