"""What has changed between two sets of events: the kind of each change, and what was shown before and is now."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from arshjul_cli.feeds.changes import changes
from arshjul_cli.feeds.earlier import published
from arshjul_cli.feeds.history import Change, ChangeKind, Part, Shown
from building import HEADER, TODAY, Tree, row, wheel_of, written

UID = "mote.2025-26@arshjul.exempel.se"
ONE = (dt.time(13), dt.time(16))
DAY = dt.timedelta(days=1)


def _contents(*activities: Tree, **sections: Any) -> dict[str, bytes]:
    return dict(published(written(wheel_of(*activities, **sections))).feeds["alla.ics"].contents())


def _change(before: dict[str, bytes], after: dict[str, bytes]) -> Change:
    (change,) = changes(before, after, TODAY)
    return change


def _day(day: int, summary: str = "Möte", *, cancelled: bool = False, tentative: bool = False) -> Shown:
    start = dt.date(2026, 3, day)
    return Shown(summary=summary, start=start, end=start + DAY, time=None, cancelled=cancelled, tentative=tentative)


BEFORE = _contents(row())
TITLE_AND_RULE = (Part.SUMMARY, Part.DESCRIPTION)
CANCELLED = _contents(row(), decided={"cancelled": {"mote": "Sjukdom"}})


def test_nothing_has_changed_between_the_same() -> None:
    assert () == changes(BEFORE, BEFORE, TODAY) == changes({}, {}, TODAY)


def test_an_event_that_was_not_there_is_new() -> None:
    assert Change(uid=UID, kind=ChangeKind.NEW, before=None, after=_day(5)) == _change({}, BEFORE)


def test_an_event_that_is_not_there_is_gone() -> None:
    assert Change(uid=UID, kind=ChangeKind.GONE, before=_day(5), after=None) == _change(BEFORE, {})


def test_an_event_on_another_day_has_moved() -> None:
    assert Change(uid=UID, kind=ChangeKind.MOVED, before=_day(5), after=_day(6), what=(Part.DESCRIPTION,)) == (
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
    ("more", "what"),
    [
        ({"summary": "Råd"}, {Part.SUMMARY}),
        ({"location": "Sal A"}, {Part.LOCATION}),
        ({"url": "https://exempel.se"}, {Part.URL}),
        ({"responsible": ["rektor"]}, {Part.PEOPLE}),
        ({"participants": ["rektor"]}, {Part.PEOPLE}),
        ({"category": "enkater"}, {Part.CATEGORY}),
        ({"points": ["Mer"]}, {Part.DESCRIPTION}),
        ({"source": "Tidsplan"}, {Part.DESCRIPTION}),
        ({"summary": "Råd", "location": "Sal A", "points": ["Mer"]}, {Part.SUMMARY, Part.LOCATION, Part.DESCRIPTION}),
    ],
)
def test_an_event_with_something_else_on_its_day_is_changed_in_just_that(more: Tree, what: set[Part]) -> None:
    categories = {"enkater": {"name": "Enkäter", "color": "teal"}}
    after = replace(_day(5, str(more.get("summary", "Möte"))), location=more.get("location"))

    assert Change(
        uid=UID,
        kind=ChangeKind.CHANGED,
        before=_day(5),
        after=after,
        what=tuple(part for part in Part if part in what),
    ) == _change(_contents(row(), categories=categories), _contents(row(**more), categories=categories))


def test_an_event_that_is_moved_and_renamed_at_once_has_moved_and_shows_both_titles() -> None:
    assert Change(uid=UID, kind=ChangeKind.MOVED, before=_day(5), after=_day(9, "Råd"), what=TITLE_AND_RULE) == (
        _change(BEFORE, _contents(row(summary="Råd", when="9 mars")))
    )


def test_an_event_that_is_cancelled_is_that_even_if_it_also_moves() -> None:
    expected = Change(
        uid=UID,
        kind=ChangeKind.CANCELLED,
        before=_day(5),
        after=_day(5, "INSTÄLLT: Möte", cancelled=True),
        what=(Part.DESCRIPTION,),
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


@pytest.mark.parametrize(
    ("decided", "after"),
    [
        ("2026-03-12", _day(12)),
        ("2026-03-05", _day(5)),
        ("2026-03-05 13:00–16:00", replace(_day(5), time=ONE)),
    ],
)
def test_a_preliminary_day_that_is_decided_is_settled_wherever_it_is(decided: str, after: Shown) -> None:
    undecided = row(decided_yearly="true")
    change = _change(_contents(undecided), _contents(undecided, decided={"dates": {"mote": decided}}))

    assert (ChangeKind.SETTLED, after) == (change.kind, change.after)
    assert (_day(5).start, True) == (change.before and change.before.start, change.before and change.before.tentative)
    assert Part.SUMMARY not in change.what


def test_a_decision_that_is_taken_back_is_not_settled() -> None:
    undecided = row(decided_yearly="true")
    before = _contents(undecided, decided={"dates": {"mote": "2026-03-12"}})

    assert ChangeKind.MOVED == _change(before, _contents(undecided)).kind


def test_a_preliminary_day_that_the_rule_moves_has_moved() -> None:
    before, after = (_contents(row(when=when, decided_yearly="true")) for when in ("5 mars", "6 mars"))

    assert ChangeKind.MOVED == _change(before, after).kind


def _event(
    summary: str, start: str, end: str, *, status: str = "CONFIRMED", description: str = "", more: tuple[str, ...] = ()
) -> dict[str, bytes]:
    """Return an event as another version of the program wrote it."""
    properties = (
        f"UID:{UID}",
        f"SUMMARY:{summary}",
        f"DTSTART;VALUE=DATE:{start}",
        f"DTEND;VALUE=DATE:{end}",
        f"DESCRIPTION:{description}",
        f"STATUS:{status}",
        *more,
    )
    return {UID: "".join(f"{line}\n" for line in properties).encode()}


OPEN = _event(
    "I mars: Möte (dag ej bestämd)", "20260302", "20260303", status="TENTATIVE", more=("X-ARSHJUL-OPEN:20260331",)
)
OPEN_IN_0_1_0 = _event("Möte (datum ej satt)", "20260331", "20260401", status="TENTATIVE")
DECIDED = _event("Möte", "20260310", "20260311")
MARCH_31 = dt.date(2026, 3, 31)


@pytest.mark.parametrize("before", [OPEN, OPEN_IN_0_1_0])
def test_a_month_without_a_day_is_settled_by_its_day(before: dict[str, bytes]) -> None:
    change = _change(before, DECIDED)

    assert (ChangeKind.SETTLED, (), MARCH_31) == (change.kind, change.what, change.before and change.before.open_until)
    assert change.after
    assert change.after.open_until is None


def test_a_month_without_a_day_has_not_moved_within_it() -> None:
    change = _change(OPEN_IN_0_1_0, OPEN)

    assert (ChangeKind.CHANGED, (Part.DESCRIPTION,)) == (change.kind, change.what)


def test_a_month_without_a_day_that_is_another_month_has_moved() -> None:
    april = _event("I april: Möte (dag ej bestämd)", "20260401", "20260402", more=("X-ARSHJUL-OPEN:20260430",))

    assert ChangeKind.MOVED == _change(OPEN, april).kind
    assert ChangeKind.MOVED == _change(DECIDED, OPEN).kind


def test_a_month_without_a_day_may_be_cancelled() -> None:
    cancelled = _event("INSTÄLLT: I mars: Möte", "20260302", "20260303", status="CANCELLED")

    assert ChangeKind.CANCELLED == _change(OPEN, cancelled).kind
    assert ChangeKind.REINSTATED == _change(cancelled, OPEN).kind


@pytest.mark.parametrize("before", [OPEN, OPEN_IN_0_1_0])
@pytest.mark.parametrize(("day", "kind"), [(MARCH_31, ChangeKind.GONE), (dt.date(2026, 4, 1), ChangeKind.LAPSED)])
def test_a_month_without_a_day_lapses_when_it_is_over(before: dict[str, bytes], day: dt.date, kind: ChangeKind) -> None:
    (change,) = changes(before, {}, day)

    assert (kind, None) == (change.kind, change.after)


def test_what_has_a_day_never_lapses() -> None:
    (change,) = changes(DECIDED, {}, dt.date(2030, 1, 1))

    assert ChangeKind.GONE == change.kind


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (_event("Sista dag: X", "20260310", "20260311"), _event("Slutar: X", "20260310", "20260311"), Part.DESCRIPTION),
        (
            _event("X", "20260310", "20260311", description="Ansvarig: ingen angiven i planen\\nGenom A\\, B: Rektor"),
            _event("X", "20260310", "20260311", description="Ansvarig: inte angiven i planen\\nI A\\, B ingår: Rektor"),
            Part.DESCRIPTION,
        ),
        (
            _event("X", "20260310", "20260311", description="Genom A: Rektor"),
            _event("X", "20260310", "20260311", description="I A ingår: Rektor\\, Chef"),
            Part.PEOPLE,
        ),
        (
            _event("X", "20260310", "20260311", more=("URL:https://a.se",)),
            _event(
                "X",
                "20260310",
                "20260311",
                description="Länk: https://b.se",
                more=("LOCATION:https://b.se", "URL:https://b.se"),
            ),
            Part.URL,
        ),
        (
            _event("X", "20260310", "20260311"),
            _event("X", "20260310", "20260311", description="Plats: Sal A\\, B", more=("LOCATION:Sal A\\, B",)),
            Part.LOCATION,
        ),
        (
            _event("X", "20260310", "20260311", more=("COLOR:teal",)),
            _event("X", "20260310", "20260311", more=("COLOR:red",)),
            Part.CATEGORY,
        ),
    ],
)
def test_what_two_properties_say_is_told_once_and_other_words_for_it_are_text(
    before: dict[str, bytes], after: dict[str, bytes], what: Part
) -> None:
    assert (what,) == _change(before, after).what


def test_a_period_that_is_shown_otherwise_moves_its_end_and_shows_a_start() -> None:
    found = changes(_contents(row(when="mars", display="span")), _contents(row(when="mars")), TODAY)

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
        (change.uid.partition(".")[0], change.kind.value) for change in changes(before, after, TODAY)
    ]


def test_awkward_texts_are_shown_as_they_were_written() -> None:
    title = "a, b; c\\d \\n å 🎒 " + "ö" * 100
    change = _change({}, _contents(row(summary=title)))

    assert title == (change.after and change.after.summary)


SITE, OTHER = ({"plan": {**HEADER, "site": f"https://{host}.se"}} for host in ("exempel", "annan"))
PAGE = "https://exempel.se/aktivitet/mote.html"


def test_another_page_and_nothing_else_is_a_change_of_its_own() -> None:
    set_, changed, removed = (
        _change(before, after)
        for before, after in (
            (BEFORE, _contents(row(), **SITE)),
            (_contents(row(), **SITE), _contents(row(), **OTHER)),
            (_contents(row(), **SITE), BEFORE),
        )
    )

    assert Change(uid=UID, kind=ChangeKind.RELINKED, before=_day(5), after=replace(_day(5), page=PAGE)) == set_
    assert (ChangeKind.RELINKED, PAGE) == (changed.kind, changed.before and changed.before.page)
    assert (ChangeKind.RELINKED, None) == (removed.kind, removed.after and removed.after.page)


def test_an_activity_of_another_id_has_another_page() -> None:
    renamed = _contents(row("ny", formerly=["mote"]), **SITE)

    assert ChangeKind.RELINKED == _change(_contents(row(), **SITE), renamed).kind


@pytest.mark.parametrize(
    ("more", "kind", "what"),
    [
        ({"when": "6 mars"}, ChangeKind.MOVED, (Part.DESCRIPTION,)),
        ({"summary": "Råd"}, ChangeKind.CHANGED, (Part.SUMMARY,)),
        ({"location": "Sal 1"}, ChangeKind.CHANGED, (Part.LOCATION,)),
        ({"points": ["En punkt"]}, ChangeKind.CHANGED, (Part.DESCRIPTION,)),
    ],
)
def test_the_page_is_told_of_no_other_change(more: Tree, kind: ChangeKind, what: tuple[Part, ...]) -> None:
    change = _change(BEFORE, _contents(row(**more), **SITE))

    assert (kind, what) == (change.kind, change.what)
    assert (kind, what) == (_change(BEFORE, _contents(row(**more))).kind, what)
