"""The sense of a plan as a whole: no plan is too odd, every finding has a place, and what a level means."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from arshjul_cli.check.dates import impossible, waiting
from arshjul_cli.check.whole import check, failing
from arshjul_cli.findings import Level, Problem
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load, require_plan
from arshjul_cli.reading.places import MOST, finding, findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Loc
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Wheel
from building import TODAY, YEAR, Tree, plan_from, row, wheel_of

SHIPPED = Path(__file__).parents[2] / "data" / "arshjul.yaml"
TEN_YEARS = tuple(SchoolYear(2025 + n) for n in range(10))
TODAYS = st.dates(dt.date(2024, 1, 1), dt.date(2028, 1, 1))


def test_nothing_is_found_in_a_plan_that_makes_sense() -> None:
    rows = (
        row("a", responsible=["rektor"], goals=["trygghet"]),
        row("b", "6 mars", responsible=["rektor"], participants=["chef"]),
    )
    promises = [{"id": "lofte", "text": "Det lovade", "activities": ["a", "b"], "per_school_year": "2"}]

    assert () == check(wheel_of(*rows, promises=promises, goals={"trygghet": "Trygga"}), TODAY)


def test_a_finding_is_told_whatever_side_of_the_plan_it_is_of() -> None:
    goals, ignore = {"trygghet": "Trygga"}, {"AH306": "Ja", "AH314": "Ja"}
    promises = [{"id": "lofte", "text": "Det lovade", "activities": ["a"], "per_school_year": "2"}]
    wheel = wheel_of(row("a", "7 mars"), row("b", "v. 53", ignore=ignore), goals=goals, promises=promises)

    codes = ["AH301", "AH302", "AH306", "AH310", "AH310", "AH311", "AH311", "AH313", "AH316"]
    assert codes == sorted(problem.code for problem in check(wheel, TODAY))


@pytest.mark.parametrize(
    ("levels", "strict", "fails"),
    [
        ([], True, False),
        ([Level.HINT], True, False),
        ([Level.WARNING], False, False),
        ([Level.WARNING, Level.HINT], True, True),
        ([Level.HINT, Level.ERROR], False, True),
    ],
)
def test_errors_fail_and_warnings_only_when_strict(levels: list[Level], *, strict: bool, fails: bool) -> None:
    assert fails == failing(levels, strict=strict)


@st.composite
def _trees(draw: st.DrawFn) -> Tree:
    """Return a whole plan, of which some dates do not exist, with breaks, promises and what is set aside."""
    tree = draw(strategies.trees((*strategies.PHRASES, *strategies.IMPOSSIBLE)))
    codes = st.sampled_from(("AH303", "AH306", "AH309", "AH310", "AH311", "AH314"))
    ignore = st.dictionaries(codes, strategies.texts(), max_size=2)
    tree["plan"] |= {
        "ignore": draw(ignore),
        "reviewed": draw(st.dates(dt.date(2020, 1, 1), TODAY)).isoformat(),
        "on_holiday": draw(st.sampled_from(("keep", "before", "after"))),
    }
    for one, role in tree["roles"].items():
        if role.get("leader") == one:
            del role["leader"]
    for block in tree["years"].values():
        when = st.sampled_from(("v. 7", "v. 53", "22 december–7 januari", "29 februari", "påskveckan", "juni"))
        block["breaks"] = [
            {"name": draw(strategies.texts()), "when": one.replace("påskveckan", "veckan efter påsk")}
            for one in draw(st.lists(when, max_size=2))
        ]
    for activity in tree["activities"]:
        activity["ignore"] = draw(ignore)
    if ids := [activity["id"] for activity in tree["activities"]]:
        chosen = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        promise: Tree = {"id": "lofte", "text": draw(strategies.texts()), "activities": chosen}
        counted: st.SearchStrategy[Tree] = st.sampled_from(
            ({"per_school_year": "1–2"}, {"months": ["mars", "oktober"]})
        )
        tree["promises"] = [promise | draw(counted)]
    return tree


def _loaded(tree: Tree) -> Plan:
    # JSON is YAML.
    return plan_from(json.dumps(tree, ensure_ascii=False, indent=1))


def _wheel(loaded: Plan) -> Wheel:
    return expand(loaded, strategies.YEARS)


@given(_trees(), TODAYS)
@settings(max_examples=25)
def test_every_finding_of_any_plan_has_a_place_in_its_file(tree: Tree, today: dt.date) -> None:
    loaded = _loaded(tree)

    found = check(_wheel(loaded), today)
    assert [] == [problem.loc for problem in found if problem.at.origin.file.name != "plan.yaml"]
    once = {finding(problem) for problem in found}
    assert len(findings(found)) == min(len(once), MOST + 1)
    assert all(finding.source.strip() for finding in findings(found))


@given(_trees(), TODAYS)
@settings(max_examples=25)
def test_every_finding_of_any_plan_has_a_text_in_whole_sentences_and_a_known_code(tree: Tree, today: dt.date) -> None:
    errors = {"AH301", "AH312"}
    for problem in check(_wheel(_loaded(tree)), today):
        assert "AH301" <= problem.code <= "AH323"
        assert (problem.code in errors) == (problem.level is Level.ERROR)
        assert problem.text.endswith((".", "…}"))


@given(_trees(), TODAYS)
@settings(max_examples=25)
def test_the_order_of_the_activities_changes_nothing_but_the_order(tree: Tree, today: dt.date) -> None:
    turned = tree | {"activities": tree["activities"][::-1]}

    assert _by_id(tree, today) == _by_id(turned, today)


def _by_id(tree: Tree, today: dt.date) -> list[tuple[object, ...]]:
    """Return what is found, with the id of an activity instead of its position."""
    ids = [activity["id"] for activity in tree["activities"]]
    found = check(_wheel(_loaded(tree)), today)
    return sorted(((*_with_id(one, ids), one.code, one.text, one.level, one.offset) for one in found), key=str)


def _with_id(problem: Problem, ids: list[str]) -> Loc:
    match problem.loc:
        case ("activities", int(index), *rest):
            return ("activities", ids[index], *rest)
        case whole:
            return whole


def _like(problem: Problem) -> tuple[object, ...]:
    return (problem.loc, problem.code, problem.text)


@given(_trees(), TODAYS)
@settings(max_examples=20)
def test_what_is_impossible_is_never_set_aside(tree: Tree, today: dt.date) -> None:
    wheel = _wheel(_loaded(tree))

    assert {_like(problem) for problem in impossible(wheel)} <= {_like(problem) for problem in check(wheel, today)}
    lacking = [missing for missing in wheel.missing if not missing.is_known_later]
    assert len(lacking) == len(list(impossible(wheel)))
    waits = {missing.school_year for missing in wheel.missing if missing.is_known_later}
    assert len(waits) == len(list(waiting(wheel, today)))


@pytest.fixture(scope="module")
def ten_years() -> tuple[Plan, Wheel]:
    loaded = require_plan(load(SHIPPED))
    return loaded, expand(loaded, TEN_YEARS)


def test_the_shipped_plan_has_neither_errors_nor_warnings_on_any_day_of_ten_years(
    ten_years: tuple[Plan, Wheel],
) -> None:
    _, wheel = ten_years
    days = [TEN_YEARS[0].start + dt.timedelta(days=151 * n) for n in range(25)]
    assert TEN_YEARS[-1] == SchoolYear.containing(days[-1])

    for day in days:
        found = check(wheel, day)
        assert {Level.HINT} == {problem.level for problem in found}
        assert not failing((problem.level for problem in found), strict=True)


def test_a_wheel_of_no_year_is_checked_for_what_no_year_changes() -> None:
    wheel = wheel_of(row("a", "v. 53", ignore={"AH306": "Ja"}), years=())

    assert ["AH310", "AH310", "AH311"] == sorted(problem.code for problem in check(wheel, TODAY))
    assert () == tuple(impossible(wheel))
    assert YEAR not in wheel.years
