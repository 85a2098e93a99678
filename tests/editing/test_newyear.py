"""What a new year proposes for what has only a month, and that it becomes an entry, by hand or by `decide`."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.editing.decision import Written, decided
from arshjul_cli.editing.newyear import add_year, breaks, differences, proposals
from arshjul_cli.editing.proposals import first_day, proposals_in
from arshjul_cli.flows.decide import with_decisions
from arshjul_cli.flows.editable import edited
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Decision, by_slot
from arshjul_cli.reading.load import load_bytes
from arshjul_cli.rules import parse, slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS, enumerate_words, month_name
from arshjul_cli.wheel.expand import expand
from building import YEAR, editable_from, plan_from
from strategies import decisions

NEW = YEAR.next()
HEAD = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
"""


def _plan(when: str, dates: str = "") -> str:
    activity = f"  - {{id: mote, summary: Möte, when: '{when}', decided_yearly: true, responsible: [rektor]}}\n"
    return f"{HEAD}{activity}years:\n  2025/26:\n    dates: {{{dates}}}\n"


def _proposed(text: str) -> list[str]:
    return list(proposals(expand(plan_from(text), [NEW])))


def _with_year(text: str) -> str:
    """Return the plan with the new year and its comments."""
    old = editable_from(text)
    return edited(old, add_year(old.layout, NEW, _proposed(text), ()), [("years", str(NEW))]).text


AUTUMN = "varje månad utom januari, februari, mars, april, maj, juni, juli, oktober, november och december"


@pytest.mark.parametrize(
    ("when", "dates", "proposed"),
    [
        ("mars", "", ""),
        ("mars", "mote: 2026-03-03", "2027-03-09"),
        ("mars", "mote: 2026-03-03 13:00–16:00", "2027-03-09 13:00–16:00"),
        ("mars", "mote: 2026-03-03–2026-03-04", "2027-03-09–2027-03-10"),
        (
            "mars",
            "mote: {date: 2026-03-03 9:00–10:00, location: 'Sal 1, hus B', url: https://kommunen.se}",
            "{date: 2027-03-09 09:00–10:00, location: 'Sal 1, hus B'}",
        ),
        ("senast mars", "mote: 2026-03-03", "2027-03-09"),
        ("senast mars", "", ""),
        (AUTUMN, "", "{augusti: , september: }"),
        (AUTUMN, "mote: [2025-08-19, 2025-09-16]", "[2026-08-18, 2026-09-15]"),
        (AUTUMN, "mote: [2025-09-16]", "{augusti: , september: 2026-09-15}"),
        (AUTUMN, "mote: [2025-08-19, 2025-09-01]", "{augusti: 2026-08-18, september: 2026-08-31}"),
        (
            AUTUMN,
            "mote: [2025-08-19, {date: 2025-09-16, location: Sal 1}]",
            "[2026-08-18, {date: 2026-09-15, location: Sal 1}]",
        ),
    ],
)
def test_what_has_only_a_month_is_proposed_as_the_year_before(when: str, dates: str, proposed: str) -> None:
    assert [f"mote: {proposed}  # {parse(when)}"] == _proposed(_plan(when, dates))


def test_week_53_becomes_week_52() -> None:
    text = _plan("december", "mote: 2026-12-29").replace("2025/26", "2026/27")

    assert ["mote: 2027-12-28  # december"] == list(proposals(expand(plan_from(text), [SchoolYear(2027)])))


def test_a_day_that_would_leave_the_school_year_is_to_be_filled_in() -> None:
    assert ["mote: 2026-06-30  # juli"] == _proposed(_plan("juli", "mote: 2025-07-01"))
    assert ["mote:   # juni"] == _proposed(_plan("juni", "mote: 2026-07-03"))


def test_a_day_over_the_edge_of_its_school_year_names_its_month() -> None:
    others = [month_name(month) for month in range(1, 13) if month != 7]
    only_july = f"varje månad utom {enumerate_words(others)}"
    text = _plan(only_july, "mote: {juli: 2027-07-03}").replace("2025/26", "2026/27")

    [proposal] = proposals(expand(plan_from(text), [SchoolYear(2027)]))
    assert proposal.startswith("mote: {juli: 2028-07-01}  # ")


def test_a_longer_period_is_proposed_as_the_rule_gives_it() -> None:
    assert ["mote: 2027-01-01–2027-02-28  # januari–februari"] == _proposed(
        _plan("januari–februari", "mote: 2026-01-12–2026-01-16")
    )


def test_what_the_new_year_does_not_have_is_not_proposed_and_the_change_is_told() -> None:
    text = _plan("mars").replace("responsible", "until: 2025/26, responsible")
    old, new = plan_from(text), plan_from(text.replace("until: 2025/26", "from: 2026/27"))

    assert [] == list(proposals(expand(old, [NEW])))
    assert "mote: fanns till och med förra läsåret." in differences(old, NEW)
    assert "mote: finns från och med det här läsåret." in differences(new, NEW)


MONTHS_ONLY = ("mars", "juli", "juni", "januari", "senast maj", "varje månad utom juli", "senast varje månad", AUTUMN)
WHENS = st.sampled_from(MONTHS_ONLY)


@st.composite
def _plans(draw: st.DrawFn) -> str:
    when = draw(WHENS)
    made = draw(st.one_of(st.none(), decisions(YEAR, when)))
    return _plan(when, "" if made is None else f"mote: {_written(made)}")


def _month(day: dt.date) -> int:
    return day.month


def _written(made: object) -> str:
    if isinstance(made, dict):
        return f"{{{', '.join(f'{key}: {value}' for key, value in made.items())}}}"
    return f"[{', '.join(made)}]" if isinstance(made, list) else str(made)


@given(text=_plans())
def test_each_date_is_that_of_the_year_before_by_week_and_weekday(text: str) -> None:
    [proposal] = _proposed(text)
    before = _decided_in(plan_from(text), YEAR)
    found = _dates_of(text, proposal)

    assert found.keys() <= before.keys()
    for month, decision in found.items():
        old, new = before[month].date.start.isocalendar(), decision.date.start.isocalendar()
        assert (old.year + 1, min(old.week, 52), old.weekday) == (new.year, new.week, new.weekday)
        assert (before[month].date.time, before[month].location) == (decision.date.time, decision.location)
        assert before[month].date.last_day - before[month].date.start == decision.date.last_day - decision.date.start


def _decided_in(plan: Plan, year: SchoolYear) -> dict[int | None, Decision]:
    return by_slot(plan.year(year).dates.get("mote"), plan.activities[0].when, year)


def _dates_of(text: str, proposal: str) -> dict[int | None, Decision]:
    """Return what an entry that a proposal becomes decides; what is to be filled in is all that is wrong with it."""
    added = _with_year(text)
    reading = load_bytes(added.replace(f"# {proposal}", proposal).encode(), "plan.yaml")
    if reading.plan is not None:
        return _decided_in(reading.plan, NEW)
    assert {"Datumet saknas."} == {problem.text[:15] for problem in reading.problems}
    [line] = proposals_in(added)
    entry = ", ".join(f"{month_name(month)}: {date}" for month, date in line.proposal.by_month(_month).items())
    filled = plan_from(added.replace(f"# {proposal}", f"mote: {{{entry}}}")) if entry else None
    return _decided_in(filled, NEW) if filled else {}


@given(text=_plans(), chosen=st.integers(0, 11), day=st.integers(1, 28))
def test_decide_takes_up_the_comment_and_leaves_the_dates_of_the_other_months(text: str, chosen: int, day: int) -> None:
    added = _with_year(text)
    [proposal] = [line.proposal for line in proposals_in(added)]
    activity = plan_from(added).activities[0]
    months = [month or 3 for month, _ in slots(activity.when)]
    month = months[chosen % len(months)]
    date = dt.date(NEW.calendar_year(month), month, day)
    decision = decided(plan_from(added), Written(activity="mote", date=str(date)), NEW)
    after = with_decisions(editable_from(added), [decision])

    entry = _decided_in(after.plan, NEW)
    assert {decision.month: decision.decision} == entry
    assert proposal.remark in after.text
    comments = [line.proposal for line in proposals_in(after.text)]
    left = {MONTHS.index(one.name) + 1 if one.name else _month(first_day(one.value)): one.value for one in comments}
    assert left == {other: value for other, value in proposal.by_month(_month).items() if other != month}


def test_a_period_is_told_with_both_its_ends_and_never_as_moved() -> None:
    rows = "  - {id: dag, summary: Dag, when: 30 juni, on_holiday: before}\n"
    rows += "  - {id: period, summary: Period, when: 15–30 september, on_holiday: before}\n"
    year = SchoolYear(2028)
    told = [line for line in differences(plan_from(HEAD + rows), year) if line.startswith(("dag:", "period:"))]

    assert [
        "dag: 30 juni är en lördag (förra läsåret fredag) – helg, så den flyttas till närmaste vardag före.",
        (
            "period: börjar 15 sep, en fredag (förra läsåret onsdag), "
            "och slutar 30 sep, en lördag (förra läsåret torsdag) – helg."
        ),
    ] == told


def test_a_break_by_its_dates_is_proposed_on_the_same_weekdays() -> None:
    text = _plan("mars").replace("    dates:", "    breaks: [{name: Klämdag, when: 2026-05-15}]\n    dates:")

    assert ["breaks: [{name: Klämdag, when: 2027-05-14}]"] == list(breaks(plan_from(text), NEW))
