"""What events are called."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.plan.fields import DISPLAYS
from building import YEAR, Tree, alla, row, wheel_of

MARS = row(when="mars")
CANCELLED = {"cancelled": {"mote": "Sjukdom"}}
TALKS = (
    row("a", "oktober–november", summary="Samtal", points=["Kunskaper", "Mål"]),
    row("b", "november–december", summary="Samtal", points=["Närvaro"]),
    row("c", "maj–juni", summary="Samtal"),
)


def _titles(*activities: Tree, **sections: Any) -> list[str]:
    return [event.summary for event in alla(wheel_of(*activities, **sections))]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("more", "decided", "title"),
    [
        ({}, {}, "Möte"),
        ({"decided_yearly": "true"}, {}, "Prel.: Möte"),
        ({"decided_yearly": "true"}, CANCELLED, "INSTÄLLT: Möte"),
        ({"decided_yearly": "true", "when": "mars"}, {}, "I mars: Möte (dag ej bestämd)"),
        ({"when": "maj/juni"}, {}, "I maj eller juni: Möte (dag ej bestämd)"),
        ({"when": "maj/juni"}, {"cancelled": {"mote": "Utgår"}}, "INSTÄLLT: I maj eller juni: Möte"),
        ({"when": "runt 5 mars"}, {}, "Prel.: Möte"),
        ({"decided_yearly": "true", "when": "mars"}, CANCELLED, "INSTÄLLT: I mars: Möte"),
    ],
)
def test_what_matters_stands_first(more: Tree, decided: Tree, title: str) -> None:
    assert [title] == _titles({**row(), **more}, decided=decided)


@pytest.mark.parametrize("display", [*DISPLAYS, None])
@pytest.mark.parametrize(
    ("decided_yearly", "decided", "title"),
    [
        ("true", {}, "Prel.: {}"),
        ("true", CANCELLED, "INSTÄLLT: {}"),
        ("false", CANCELLED, "INSTÄLLT: {}"),
        ("true", {"dates": {"mote": "2026-03-01–2026-04-30"}}, "{}"),
    ],
)
def test_the_marks_of_a_period_in_every_display(
    display: str | None, decided_yearly: str, decided: Tree, title: str
) -> None:
    as_displayed = {"display": display} if display else {}
    titles = _titles(row(when="mars–april", decided_yearly=decided_yearly, **as_displayed), decided=decided)

    expected = {
        "span": ["Möte"],
        "start": ["Börjar: Möte"],
        "end": ["Slutar: Möte"],
        "both": ["Börjar: Möte", "Slutar: Möte"],
    }
    assert [title.format(marked) for marked in expected[display or "both"]] == titles


@pytest.mark.parametrize(
    ("activity", "title"),
    [
        (row(notice="7d"), "Påminnelse: Möte tors 5 mars"),
        (row(notice="7d", decided_yearly="true"), "Prel.: Påminnelse: Möte tors 5 mars"),
        (row(notice="7d", when="2–6 november", summary="Elevenkät"), "Påminnelse: Elevenkät börjar 2 nov"),
        (row(notice="7d", when="senast 30 juni", summary="Årsbokslut"), "Påminnelse: Årsbokslut klart 30 juni"),
        (row(notice="7d", when="senast mars", summary="Årsbokslut"), "Påminnelse: Årsbokslut klart 31 mars"),
        (row(notice="7d", when="senast 5 mars", summary="Allt är klart"), "Påminnelse: Allt är klart senast 5 mars"),
        (row(notice="7d", when="senast 5 mars", summary="Klargör mål"), "Påminnelse: Klargör mål klart 5 mars"),
    ],
)
def test_a_reminder_says_the_date_of_what_comes(activity: Tree, title: str) -> None:
    assert title in _titles(activity)


def test_activities_of_one_name_end_with_their_first_point_and_overlapping_ones_tell_their_months() -> None:
    assert [
        "Börjar (okt–nov): Samtal – Kunskaper",
        "Börjar (nov–dec): Samtal – Närvaro",
        "Slutar (okt–nov): Samtal – Kunskaper",
        "Slutar (nov–dec): Samtal – Närvaro",
        "Börjar (maj–juni): Samtal",
        "Slutar (maj–juni): Samtal",
    ] == _titles(*TALKS)


@given(st.permutations(TALKS))
def test_the_order_in_the_file_changes_no_title(activities: Sequence[Tree]) -> None:
    assert _titles(*TALKS) == _titles(*activities)


def test_periods_of_one_name_that_do_not_overlap_tell_no_months() -> None:
    assert ["Börjar: Samtal – Kunskaper", "Slutar: Samtal – Kunskaper"] == _titles(TALKS[0], TALKS[2])[:2]


def test_a_bar_of_the_same_name_tells_no_months() -> None:
    bar = {**TALKS[1], "when": "november", "display": "span"}

    assert ["Börjar: Samtal – Kunskaper", "Samtal – Närvaro"] == _titles(TALKS[0], bar)[:2]


def test_an_activity_alone_with_its_name_is_called_by_it() -> None:
    every_month = row(when="varje månad", points=["Kunskaper"], summary="Samtal")

    assert {"Samtal"} == set(_titles(every_month))
    assert ["Samtal"] == _titles(row(summary="Samtal", points=["Kunskaper"]), row("b", "6 mars"))[:1]


def test_an_extra_one_of_the_same_name_counts_in_its_year_only() -> None:
    extra = {"id": "x", "summary": "Möte", "date": "2026-03-09", "points": ["Budget"]}
    sections = {"decided": {"extra": [extra]}, "years": (YEAR, YEAR.next())}

    assert ["Möte – Mål", "Möte – Budget", "Möte"] == _titles(row(points=["Mål"]), **sections)


def test_a_long_name_is_cut_between_words_and_leaves_room_for_marks() -> None:
    long = row(when="oktober–november", points=["Uppföljning " * 40], summary="Samtal")
    title = _titles(long, {**TALKS[1], "id": "b"}, decided={"cancelled": {"mote": "Sjukdom"}})[0]

    assert title.startswith("INSTÄLLT: Börjar (okt–nov): Samtal – Uppföljning Uppföljning")
    assert title.endswith(" Uppföljning …")
    assert 189 < _units(title.removeprefix("INSTÄLLT: Börjar (okt–nov): ")) <= 200


@settings(max_examples=50)
@given(
    st.text("aå🎒 ", min_size=1, max_size=100).map(str.strip).filter(bool),
    st.text("aå🎒 ", min_size=1, max_size=250).map(str.strip).filter(bool),
)
def test_no_name_is_longer_than_200_and_none_loses_its_summary_or_half_a_character(summary: str, point: str) -> None:
    title = _titles(row(summary=summary, points=[point]), row("b", summary=summary))[0]
    whole = f"{summary} – {point}"

    assert title in {whole, summary} or (title.endswith(" …") and whole.startswith(title[:-2]))
    assert title.startswith(summary)
    assert _units(title) <= 200
    assert title.encode()


@pytest.mark.parametrize("when", ["mars", "senast mars", "september–oktober", "v. 45", "5 mars", "varje månad"])
@pytest.mark.parametrize("decided_yearly", ["true", "false"])
def test_every_title_fits_in_outlook(when: str, decided_yearly: str) -> None:
    activities = [
        row(one, when=when, summary="M" * 200, points=["P" * 200], notice="7d", decided_yearly=decided_yearly)
        for one in ("a", "b")
    ]
    cancelled = {"a": "Sjukdom"} if when != "varje månad" else {}

    assert max(map(_units, _titles(*activities, decided={"cancelled": cancelled}))) <= 255
