"""What `explain` finds out of an activity."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.explain.activity import explain, ids, usual_years
from arshjul_cli.explain.model import Explanation, Slot
from arshjul_cli.feeds.generate import composition
from arshjul_cli.reading.load import load, require_plan
from arshjul_cli.reading.places import where
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Status
from building import HEADER, SAMPLE, YEAR, plan_of, row, sample


def _explained(one: str, years: Iterable[SchoolYear] = (YEAR,)) -> Explanation:
    return explain(sample(), one, years, YEAR.start)


def test_its_titles_are_those_of_the_feeds() -> None:
    plan = plan_of(
        row("a", "oktober–november", summary="Samtal", points=["Första"]),
        row("b", "november–december", summary="Samtal", points=["Andra"]),
        row("c", "5 mars", summary="Annat"),
    )
    feed = {event.uid: event.summary for event in composition(expand(plan, (YEAR,))).feeds[0].events}

    for one in ("a", "b", "c"):
        told = {event.uid: event.summary for event in explain(plan, one, (YEAR,), YEAR.start).events}
        assert told == {uid: title for uid, title in feed.items() if uid.startswith(f"{one}.")}
    assert any("(okt–nov): Samtal – Första" in title for title in feed.values())


def _only(one: str, year: SchoolYear = YEAR) -> Slot:
    (slot,) = _explained(one, (year,)).slots
    return slot


def _line(text: str) -> str:
    """Return the place in the sample of the only line that has a text."""
    [number] = [n for n, line in enumerate(SAMPLE.read_text(encoding="utf-8").splitlines(), 1) if text in line]
    return f"{SAMPLE}:{number}"


def _at(node: Node | None) -> str:
    """Return the place of a part of the plan that is there."""
    assert node is not None
    return where(node)


def test_a_decided_date_tells_where_it_stands_and_what_the_rule_gives() -> None:
    slot = _explained("ledningsmote").slots[0]

    assert slot.occurrence
    assert (dt.date(2025, 8, 18), _line("ledningsmote: [")) == (slot.occurrence.start, _at(slot.decided_at))
    assert slot.ruled
    assert dt.date(2025, 8, 4) == slot.ruled.start


def test_each_form_of_a_decision_and_a_cancellation_is_found() -> None:
    year = {slot.month: slot for slot in _explained("elevhalsa").slots}
    meetings = {slot.month: slot for slot in _explained("ledningsmote").slots}

    assert _line("dialog: {date:") == _at(_only("dialog").decided_at)
    assert _line("elevhalsa: {november") == _at(year[11].decided_at) == _at(year[1].decided_at)
    assert year[12].decided_at is None
    assert (_line("ledningsmote: {april"), "Påsk") == (_at(meetings[4].cancelled_at), meetings[4].reason)
    assert (None, None) == (meetings[5].cancelled_at, meetings[5].reason)
    assert _line('besok: "Sjukdom') == _at(_only("besok").cancelled_at)
    assert _line("id: invigning") == _at(_only("invigning").decided_at)
    assert (_line("rastdag: Regn"), "Regn") == (_at(_only("rastdag").cancelled_at), _only("rastdag").reason)


def test_what_the_rule_lacks_is_told_whether_the_year_has_a_way_out_or_not() -> None:
    decided, open_, cancelled = _only("skottdag"), _only("skottdag", SchoolYear(2026)), _only("vecka-53")

    assert "2026 har ingen 29 februari" == decided.lacks
    assert decided.occurrence
    assert ("2027 har ingen 29 februari", None, None) == (open_.lacks, open_.occurrence, open_.reason)
    assert (None, "Året har inga 53 veckor") == (cancelled.occurrence, cancelled.reason)


def test_what_is_done_when_needed_has_the_date_that_it_was_given_or_none() -> None:
    assert _only("vid-behov").occurrence is None
    assert _only("vid-behov-daterad").occurrence


def test_an_extra_one_is_explained_for_the_years_that_have_it() -> None:
    plan = sample()

    assert (YEAR,) == usual_years(plan, "invigning", SchoolYear(2030))
    assert YEAR == explain(sample(), "invigning", (YEAR,), SchoolYear(2030).start).event_year
    assert _only("invigning", SchoolYear(2026)).occurrence is None


def test_the_usual_years_are_the_previous_this_and_the_next_three() -> None:
    assert ["2024/25", "2025/26", "2026/27", "2027/28", "2028/29"] == [
        str(year) for year in usual_years(sample(), "en-dag", YEAR)
    ]


def test_the_usual_years_begin_with_the_plan() -> None:
    plan = plan_of(row(), plan=HEADER | {"first_year": "2026/27"})

    assert [2026, 2027, 2028] == [year.first for year in usual_years(plan, "mote", YEAR)]


def test_holidays_and_breaks_that_it_falls_on_are_named() -> None:
    meetings = {slot.month: slot.clashes for slot in _explained("ledningsmote").slots}

    assert ("annandag påsk",) == meetings[4]
    assert ("Jullov",) == meetings[1]
    assert () == meetings[3]
    assert () == _only("hel-manad").clashes


def test_of_a_deadline_only_the_last_day_clashes(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = (
        "plan: {title: P, organisation: K, uid_domain: arshjul.kommunen.se}\nroles: {r: {name: R}}\n"
        "activities: [{id: a, summary: A, when: senast 3 april}, {id: b, summary: B, when: senast april}]\n"
    )
    path.write_text(text, encoding="utf-8")
    plan = require_plan(load(path))
    clashes = {one: explain(plan, one, (YEAR,), YEAR.start).slots[0].clashes for one in ("a", "b")}

    assert {"a": ("långfredagen",), "b": ()} == clashes


@settings(max_examples=25)
@given(st.sampled_from(ids(sample())), st.integers(2000, 2090))
def test_a_slot_that_has_no_occurrence_says_why(one: str, first: int) -> None:
    for slot in _explained(one, (SchoolYear(first),)).slots:
        if slot.occurrence is None:
            assert slot.lacks or slot.reason or one in {"vid-behov", "vid-behov-daterad", *_extra_ids()}
        else:
            assert (slot.occurrence.status is Status.CANCELLED) == bool(slot.reason)


@pytest.mark.parametrize(
    ("other", "in_vain"),
    [({"when": "5 mars udda år"}, True), ({"from": "2027/28"}, True), ({"when": "mars"}, False)],
)
def test_what_counts_from_nothing_tells_whether_the_year_has_that_at_all(
    other: dict[str, str], *, in_vain: bool
) -> None:
    plan = plan_of(row("namnd", **other), row("a", "dagen före namnd"), row("b", "dagen före a"))

    for one in ("a", "b"):
        (slot,) = explain(plan, one, (YEAR,), YEAR.start).slots
        assert (slot.occurrence, slot.waits_in_vain) == (None, in_vain)


def _extra_ids() -> set[str]:
    return {extra.id for block in sample().years.values() for extra in block.extra}


def test_a_month_that_passed_undecided_has_left_the_calendar() -> None:
    plan = plan_of(row("a", "varje månad utom juli", summary="Råd", decided_yearly=True))
    shown = {event.summary for event in explain(plan, "a", (YEAR,), dt.date(2026, 5, 31)).events}

    assert {"I maj: Råd (dag ej bestämd)", "I juni: Råd (dag ej bestämd)"} == shown


def test_the_events_are_those_of_the_calendar_told_apart_from_others_of_the_same_name() -> None:
    plan = plan_of(
        row("a", "oktober–november", summary="Samtal", points=["Kunskaper"]),
        row("b", "november–december", summary="Samtal", points=["Närvaro"]),
    )

    assert ["Börjar (nov–dec): Samtal – Närvaro", "Slutar (nov–dec): Samtal – Närvaro"] == [
        event.summary for event in explain(plan, "b", (YEAR,), YEAR.start).events
    ]
