"""What has changed between two sets of events: the kind of each change, and what was shown before and is now."""

import datetime as dt
from typing import Any

import pytest

from arshjul_cli.feeds.changes import changes
from arshjul_cli.feeds.earlier import published
from arshjul_cli.feeds.history import Change, ChangeKind, Shown
from building import Tree, row, wheel_of, written

UID = "mote.2025-26@arshjul.exempel.se"
ONE = (dt.time(13), dt.time(16))
DAY = dt.timedelta(days=1)


def _contents(*activities: Tree, **sections: Any) -> dict[str, bytes]:
    return dict(published(written(wheel_of(*activities, **sections))).feeds["alla.ics"].contents())


def _change(before: dict[str, bytes], after: dict[str, bytes]) -> Change:
    (change,) = changes(before, after)
    return change


def _day(day: int, summary: str = "Möte", *, cancelled: bool = False, tentative: bool = False) -> Shown:
    start = dt.date(2026, 3, day)
    return Shown(summary=summary, start=start, end=start + DAY, time=None, cancelled=cancelled, tentative=tentative)


BEFORE = _contents(row())
CANCELLED = _contents(row(), decided={"cancelled": {"mote": "Sjukdom"}})


def test_nothing_has_changed_between_the_same() -> None:
    assert () == changes(BEFORE, BEFORE) == changes({}, {})


def test_an_event_that_was_not_there_is_new() -> None:
    assert Change(uid=UID, kind=ChangeKind.NEW, before=None, after=_day(5)) == _change({}, BEFORE)


def test_an_event_that_is_not_there_is_gone() -> None:
    assert Change(uid=UID, kind=ChangeKind.GONE, before=_day(5), after=None) == _change(BEFORE, {})


def test_an_event_on_another_day_has_moved() -> None:
    assert Change(uid=UID, kind=ChangeKind.MOVED, before=_day(5), after=_day(6)) == (
        _change(BEFORE, _contents(row(when="6 mars")))
    )


def test_an_event_that_gets_a_time_of_day_has_moved() -> None:
    change = _change(BEFORE, _contents(row(), decided={"dates": {"mote": "2026-03-05 13:00–16:00"}}))

    assert (ChangeKind.MOVED, None) == (change.kind, change.before and change.before.time)
    assert (
        Shown(
            summary="Möte",
            start=dt.date(2026, 3, 5),
            end=dt.date(2026, 3, 6),
            time=ONE,
            cancelled=False,
            tentative=False,
        )
        == change.after
    )


def test_a_period_that_gets_longer_has_moved() -> None:
    change = _change(_contents(row(when="2–6 mars")), _contents(row(when="2–8 mars")))

    assert ChangeKind.MOVED == change.kind
    assert (dt.date(2026, 3, 7), dt.date(2026, 3, 9)) == (
        change.before and change.before.end,
        change.after and change.after.end,
    )


@pytest.mark.parametrize(
    "more",
    [
        {"points": ["Mer"]},
        {"location": "Sal A"},
        {"url": "https://exempel.se"},
        {"responsible": ["rektor"]},
        {"source": "Tidsplan"},
    ],
)
def test_an_event_with_other_words_on_its_day_is_changed(more: Tree) -> None:
    assert Change(uid=UID, kind=ChangeKind.CHANGED, before=_day(5), after=_day(5)) == (
        _change(BEFORE, _contents(row(**more)))
    )


def test_an_event_with_another_title_is_changed() -> None:
    assert Change(uid=UID, kind=ChangeKind.CHANGED, before=_day(5), after=_day(5, "Råd")) == (
        _change(BEFORE, _contents(row(summary="Råd")))
    )


def test_an_event_that_is_moved_and_renamed_at_once_has_moved_and_shows_both_titles() -> None:
    assert Change(uid=UID, kind=ChangeKind.MOVED, before=_day(5), after=_day(9, "Råd")) == (
        _change(BEFORE, _contents(row(summary="Råd", when="9 mars")))
    )


def test_an_event_that_is_cancelled_is_that_even_if_it_also_moves() -> None:
    expected = Change(
        uid=UID, kind=ChangeKind.CANCELLED, before=_day(5), after=_day(5, "INSTÄLLT: Möte", cancelled=True)
    )

    assert expected == _change(BEFORE, CANCELLED)
    assert ChangeKind.CANCELLED == _change(_contents(row(when="9 mars")), CANCELLED).kind


def test_an_event_that_is_no_longer_cancelled_is_back_even_if_it_also_moves() -> None:
    change = _change(CANCELLED, BEFORE)

    assert (ChangeKind.REINSTATED, _day(5)) == (change.kind, change.after)
    assert ChangeKind.REINSTATED == _change(CANCELLED, _contents(row(when="9 mars"))).kind


def test_a_cancelled_one_with_another_reason_is_changed() -> None:
    other = _contents(row(), decided={"cancelled": {"mote": "Snö"}})

    assert ChangeKind.CHANGED == _change(CANCELLED, other).kind


def test_a_date_that_is_decided_elsewhere_moves_from_the_preliminary_one() -> None:
    undecided = row(decided_yearly="true")
    after = _contents(undecided, decided={"dates": {"mote": "2026-03-12"}})

    assert Change(uid=UID, kind=ChangeKind.MOVED, before=_day(5, "Möte (prel.)", tentative=True), after=_day(12)) == (
        _change(_contents(undecided), after)
    )


def test_a_preliminary_date_that_is_decided_as_it_is_has_changed() -> None:
    undecided = row(decided_yearly="true")
    after = _contents(undecided, decided={"dates": {"mote": "2026-03-05"}})

    assert ChangeKind.CHANGED == _change(_contents(undecided), after).kind


def test_a_period_that_is_shown_otherwise_moves_its_end_and_shows_a_start() -> None:
    found = changes(_contents(row(when="mars", display="span")), _contents(row(when="mars")))

    assert [
        ("mote.2025-26.start@arshjul.exempel.se", ChangeKind.NEW),
        (UID, ChangeKind.MOVED),
    ] == [(change.uid, change.kind) for change in found]


def test_changes_are_in_the_order_of_what_is_shown_now_then_of_titles() -> None:
    before = _contents(row("a", "9 mars"), row("b", "2 mars"), row("c", "5 mars", summary="Ö"))
    after = _contents(
        row("a", "3 mars"), row("c", "5 mars", summary="Ä"), row("d", "5 mars", summary="A"), row("e", "1 mars")
    )

    assert [("e", "new"), ("b", "gone"), ("a", "moved"), ("d", "new"), ("c", "changed")] == [
        (change.uid.partition(".")[0], change.kind.value) for change in changes(before, after)
    ]


def test_awkward_texts_are_shown_as_they_were_written() -> None:
    title = "a, b; c\\d \\n å 🎒 " + "ö" * 100
    change = _change({}, _contents(row(summary=title)))

    assert title == (change.after and change.after.summary)
