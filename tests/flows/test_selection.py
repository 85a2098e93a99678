"""What is shown of a plan: the years, and the part of them that somebody asks for."""

import datetime as dt

import pytest

from arshjul_cli.flows.selection import Selection, ahead, days_of, laid_out, select
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Wheel
from building import HEADER, YEAR, Tree, plan_of, row, wheel_of

SECTIONS: Tree = {
    "roles": {"rektor": {"name": "R"}, "chef": {"name": "C"}, "grupp": {"name": "G", "members": ["rektor"]}},
    "feeds": {"ledning": {"name": "L", "roles": ["rektor", "chef"]}},
    "categories": {"moten": {"name": "M", "color": "teal"}, "enkater": {"name": "E", "color": "red"}},
    "goals": {"trygghet": "T", "resultat": "R"},
}


@pytest.fixture(scope="module")
def small() -> Wheel:
    return wheel_of(
        row("a", "5 mars", responsible=["rektor"], category="moten", goals=["trygghet", "resultat"]),
        row("b", "28 mars–3 april", participants=["grupp"], category="enkater", goals=["trygghet"]),
        row("c", "6 mars", responsible=["chef"], category="moten"),
        row("d", "7 mars"),
        row("e", "vid behov", responsible=["rektor"]),
        row("f", "v. 53", responsible=["rektor"]),
        row("g", "v. 53", responsible=["chef"]),
        **SECTIONS,
    )


def _dated(wheel: Wheel) -> str:
    return "".join(sorted(occurrence.activity.id for occurrence in wheel.occurrences))


def _ids(wheel: Wheel) -> str:
    """Return what has dates, what has none, and what misses one."""
    undated, missing = (activity.id for activity in wheel.undated), (lack.activity.id for lack in wheel.missing)
    return f"{_dated(wheel)} {''.join(undated)} {''.join(missing)}"


@pytest.mark.parametrize(
    ("expected", "selection"),
    [
        ("abcd e fg", Selection()),
        ("ab e f", Selection(role="rektor")),
        ("b  ", Selection(role="grupp")),
        ("c  g", Selection(role="chef")),
        ("abc e fg", Selection(role="ledning")),
        ("abcd e fg", Selection(role="alla")),
        ("ac  ", Selection(category="moten")),
        ("ab  ", Selection(goal="trygghet")),
        ("abcd  fg", Selection(month=3)),
        ("b  fg", Selection(month=4)),
        ("  fg", Selection(month=5)),
        ("a  ", Selection(role="ledning", category="moten", goal="resultat")),
        ("b  f", Selection(role="rektor", month=4)),
        ("  ", Selection(category="enkater", goal="resultat")),
    ],
)
def test_every_condition_is_met(small: Wheel, expected: str, selection: Selection) -> None:
    assert expected == _ids(select(small, selection))


def test_a_role_and_a_feed_mean_what_their_feeds_carry(wheel: Wheel) -> None:
    for feed_id in (*wheel.plan.roles, *wheel.plan.feeds):
        carried = tuple(one for one in wheel.occurrences if feed_id in wheel.feeds(one.activity))
        assert carried == select(wheel, Selection(role=feed_id)).occurrences


@pytest.mark.parametrize(
    ("expected", "year"),
    [((YEAR,), None), ((YEAR.next(),), YEAR.next()), ((SchoolYear(2018), SchoolYear(2019)), 2019)],
    ids=["of-the-day", "school-year", "calendar-year"],
)
def test_a_year_is_a_school_year_or_a_calendar_year(
    expected: tuple[SchoolYear, ...], year: SchoolYear | int | None
) -> None:
    wheel = laid_out(plan_of(row()), year, dt.date(2026, 3, 3))

    assert expected == wheel.years
    assert [2019 if year == 2019 else expected[0].first + 1] == [one.start.year for one in wheel.occurrences]


@pytest.mark.parametrize(
    ("expected", "day", "days"),
    [
        ([2024, 2025], "2026-03-03", 30),
        ([2024, 2025], "2026-06-25", 1),
        ([2024, 2025, 2026], "2026-06-25", 2),
        ([2024, 2025, 2026], "2026-06-30", 0),
        ([2025, 2026], "2026-07-01", 0),
        ([2025, 2026, 2027], "2026-07-01", 366),
    ],
)
def test_the_years_ahead_reach_from_the_one_before_to_a_few_days_after_the_last(
    expected: list[int], day: str, days: int
) -> None:
    assert expected == [year.first for year in ahead(plan_of(row()), dt.date.fromisoformat(day), days).years]


def test_what_began_in_the_year_before_goes_on_and_what_was_missing_there_is_not_told() -> None:
    plan = plan_of(row("lang", "1 juni–14 augusti"), row("skott", "29 februari"), row("vecka", "v. 53"))

    wheel = ahead(plan, dt.date(2026, 7, 1), 10)

    assert dt.date(2026, 6, 1) == min(one.start for one in wheel.occurrences if one.activity.id == "lang")
    assert {("skott", YEAR.next())} == {(one.activity.id, one.school_year) for one in wheel.missing}


def test_a_plan_that_begins_later_is_shown_from_its_first_year() -> None:
    plan = plan_of(row(), plan=HEADER | {"first_year": "2027/28"})

    assert (SchoolYear(2027),) == laid_out(plan, None, dt.date(2025, 10, 1)).years
    assert () == ahead(plan, dt.date(2025, 10, 1), 300).occurrences


@pytest.mark.parametrize(
    ("year", "month", "first", "last"),
    [
        (SchoolYear(2026), None, "2026-07-01", "2027-06-30"),
        (SchoolYear(2026), 12, "2026-12-01", "2026-12-31"),
        (SchoolYear(2026), 1, "2027-01-01", "2027-01-31"),
        (2026, None, "2026-01-01", "2026-12-31"),
        (2026, 12, "2026-12-01", "2026-12-31"),
        (2024, 2, "2024-02-01", "2024-02-29"),
    ],
)
def test_the_days_that_are_asked_for(year: SchoolYear | int, month: int | None, first: str, last: str) -> None:
    assert (dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == days_of(year, month)
