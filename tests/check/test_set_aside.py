"""What the plan sets aside with `ignore`, and what no longer needs it."""

import datetime as dt
from typing import Any

import pytest

from arshjul_cli.check.whole import check
from arshjul_cli.findings import Level, Problem
from arshjul_cli.plan.fields import IGNORABLE
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from building import HEADER, ROLES, Tree, locs, plan_of, row, wheel_of

TODAY = dt.date(2026, 2, 20)
MAIL = "anna@kommun.se"
CIRCLE = {"a": {"name": "A", "members": ["b"]}, "b": {"name": "B", "members": ["a"]}}
PROMISE = {"id": "lofte", "text": "Det lovade", "activities": ["mote"], "per_school_year": "2"}
SPORTLOV = {"breaks": [{"name": "Sportlov", "when": "v. 7"}]}

OF_AN_ACTIVITY: dict[str, tuple[Tree, Tree]] = {
    "AH302": ({}, {"promises": [PROMISE]}),
    "AH303": ({"when": "5 maj", "decided_yearly": "true"}, {}),
    "AH304": ({"when": "v. 53"}, {"decided": {"cancelled": {"mote": "Nej"}}}),
    "AH305": ({"decided_yearly": "true"}, {}),
    "AH306": ({"when": "7 mars"}, {}),
    "AH307": ({"when": "10 februari"}, {"decided": SPORTLOV}),
    "AH308": ({"when": "v. 52"}, {}),
    "AH311": ({"responsible": None, "participants": ["rektor", "chef"]}, {}),
    "AH314": ({"location": MAIL}, {}),
}
"""What of an activity, and of the rest of the plan, makes each finding that an activity can set aside."""
OF_THE_PLAN: dict[str, Tree] = {
    "AH310": {"roles": ROLES | {"ingen": {"name": "Ingen"}}},
    "AH312": {"roles": ROLES | CIRCLE},
    "AH313": {"goals": {"mal": "Ett mål"}},
    "AH315": {"plan": HEADER | {"reviewed": "2020-01-01"}},
    "AH323": {"plan": HEADER | {"site": "http://kommunen.se"}},
    "AH322": {"activities": [row("maj", "maj", responsible=["rektor", "chef"])]},
}
"""The same of those that only the plan can set aside."""


def _codes(found: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in found}


def _checked(activity: Tree, **sections: Any) -> tuple[Problem, ...]:
    given = {"responsible": ["rektor", "chef"], **activity}
    return check(wheel_of(row(**{key: value for key, value in given.items() if value is not None}), **sections), TODAY)


@pytest.mark.parametrize("code", OF_AN_ACTIVITY)
def test_what_an_activity_sets_aside_is_not_found_on_it(code: str) -> None:
    activity, sections = OF_AN_ACTIVITY[code]

    assert code in _codes(_checked(activity, **sections))
    assert _codes(_checked(activity, **sections)) - {code} == _codes(
        _checked(activity | {"ignore": {code: "Så är det"}}, **sections)
    )


@pytest.mark.parametrize("code", OF_AN_ACTIVITY)
def test_what_the_plan_sets_aside_is_found_on_no_activity(code: str) -> None:
    activity, sections = OF_AN_ACTIVITY[code]
    header = HEADER | {"ignore": {code: "Så är det"}}

    assert _codes(_checked(activity, **sections)) - {code} == _codes(_checked(activity, plan=header, **sections))


@pytest.mark.parametrize("code", OF_THE_PLAN)
def test_what_belongs_to_no_activity_is_set_aside_on_the_plan_alone(code: str) -> None:
    sections = OF_THE_PLAN[code]
    header = sections.get("plan", HEADER) | {"ignore": {code: "Så är det"}}

    assert code in _codes(_checked({"ignore": {code: "Så är det"}}, **sections))
    assert _codes(_checked({}, **sections)) - {code} == _codes(_checked({}, **{**sections, "plan": header}))


def test_every_code_that_may_be_set_aside_is_tried_here() -> None:
    assert {*IGNORABLE} == {*OF_AN_ACTIVITY, *OF_THE_PLAN, "AH309"}


@pytest.mark.parametrize("setting_aside", ["a", "b"])
def test_either_of_two_that_clash_may_set_the_clash_aside(setting_aside: str) -> None:
    rows = [row(one, responsible=["rektor", "chef"]) for one in "ab"]
    decided = {"dates": dict.fromkeys("ab", "2026-03-05")}
    assert {"AH309"} == _codes(check(wheel_of(*rows, decided=decided), TODAY))

    aside = [one | ({"ignore": {"AH309": "Samma möte"}} if one["id"] == setting_aside else {}) for one in rows]
    assert () == check(wheel_of(*aside, decided=decided), TODAY)
    header = HEADER | {"ignore": {"AH309": "Små grupper"}}
    assert () == check(wheel_of(*rows, plan=header, decided=decided), TODAY)


def test_what_an_activity_sets_aside_is_found_on_the_others() -> None:
    found = check(wheel_of(row("a", "7 mars", ignore={"AH306": "Ja"}), row("b", "7 mars")), TODAY)

    assert [(("activities", 1),)] == [locs(problem.about) for problem in found if problem.code == "AH306"]


def test_one_code_that_is_set_aside_hides_no_other() -> None:
    found = check(wheel_of(row("a", "7 mars", ignore={"AH306": "Ja"})), TODAY)

    assert {"AH310", "AH311"} == _codes(found)


def test_what_a_year_says_of_an_activity_is_set_aside_on_the_activity() -> None:
    activity = {"ignore": {"AH306": "Ja", "AH314": "En brevlåda"}}
    decided = {"dates": {"mote": {"date": "2026-03-07", "location": MAIL}}}

    assert () == _checked(activity, decided=decided)


def test_an_extra_one_sets_aside_its_day_off() -> None:
    extra: dict[str, object] = {"id": "x", "summary": "X", "date": "2026-03-07", "responsible": ["rektor"]}
    extra["ignore"] = {"AH306": "Öppet hus"}

    assert () == _checked({}, decided={"extra": [extra]})


@pytest.mark.parametrize("code", ["AH310", "AH311", "AH312", "AH313", "AH314", "AH315"])
def test_an_ignore_that_sets_nothing_aside_is_a_hint_at_the_code(code: str) -> None:
    (of_activity,) = _checked({"ignore": {code: "Förr"}})
    (of_plan,) = _checked({}, plan=HEADER | {"ignore": {code: "Förr"}})

    text = "Raden behövs inte längre. Ta bort den."
    assert ("AH316", Level.HINT, text) == (of_activity.code, of_activity.level, of_activity.text)
    assert [("activities", 0, "ignore", code), ("plan", "ignore", code)] == [of_activity.loc, of_plan.loc]


def test_a_stale_ignore_of_an_extra_one_is_a_hint_at_it() -> None:
    extra = {"id": "x", "summary": "X", "date": "2026-03-06", "responsible": ["chef"], "ignore": {"AH314": "Förr"}}
    (problem,) = _checked({}, decided={"extra": [extra]})

    assert (("years", "2025/26", "extra", 0, "ignore", "AH314"), "AH316") == (problem.loc, problem.code)


@pytest.mark.parametrize("code", [f"AH30{n}" for n in range(2, 10)])
def test_what_only_some_years_have_may_be_set_aside_for_good(code: str) -> None:
    assert "AH316" not in _codes(_checked({"ignore": {code: "Ibland"}, "decided_yearly": "true"}))
    assert () == _checked({}, plan=HEADER | {"ignore": {code: "Ibland"}})


@pytest.mark.parametrize(
    ("activity", "codes"),
    [
        ({}, {"AH303", "AH305"}),
        ({"when": "v. 10"}, {"AH303", "AH305", "AH306", "AH307", "AH309"}),
        ({"when": "mars", "decided_yearly": "true"}, {"AH306", "AH307", "AH309"}),
        ({"when": "vid behov", "decided_yearly": "true"}, set()),
    ],
)
def test_what_no_year_can_have_is_not_set_aside_for_good(activity: Tree, codes: set[str]) -> None:
    ignore = dict.fromkeys((f"AH30{n}" for n in range(2, 10)), "Ibland")
    found = _checked(activity | {"ignore": ignore}, plan=HEADER | {"ignore": {"AH303": "Ja"}})

    assert codes == {problem.loc[-1] for problem in found if problem.code == "AH316"}


def test_extra_ones_of_two_years_set_aside_each_its_own() -> None:
    extra = {"id": "x", "summary": "X", "responsible": ["rektor", "chef"]}
    years = {
        "2025/26": {"extra": [extra | {"date": "2026-03-07", "ignore": {"AH306": "Öppet hus"}}]},
        "2026/27": {"extra": [extra | {"date": "2027-03-06"}]},
    }
    plan = plan_of(years=years)
    found = check(expand(plan, (SchoolYear(2025), SchoolYear(2026))), TODAY)

    assert [("AH306", ("years", "2026/27", "extra", 0, "date"))] == [(one.code, one.loc) for one in found]


def test_an_ignore_is_used_both_on_the_plan_and_on_the_activity() -> None:
    activity = {"responsible": None, "participants": ["rektor", "chef"], "ignore": {"AH311": "Ja"}}

    assert () == _checked(activity, plan=HEADER | {"ignore": {"AH311": "Ja"}})


@pytest.mark.parametrize(
    "code", ["AH301", "AH316", "AH317", "AH318", "AH319", "AH320", "AH321", "AH210", "ah306", "306", ""]
)
def test_a_date_that_does_not_exist_and_what_is_no_finding_cannot_be_set_aside(code: str) -> None:
    with pytest.raises(ValueError, match="går inte att bortse från"):
        plan_of(row(ignore={code: "Nej"}))
    with pytest.raises(ValueError, match="går inte att bortse från"):
        Plan.model_validate({"plan": HEADER | {"ignore": {code: "Nej"}}, "roles": ROLES, "activities": []})


def test_an_ignore_has_a_reason() -> None:
    with pytest.raises(ValueError, match="Texten är tom"):
        plan_of(row(ignore={"AH306": ""}))


def test_with_all_that_can_be_set_aside_an_impossible_date_is_still_found() -> None:
    everything = dict.fromkeys(IGNORABLE, "Allt")
    found = _checked({"when": "v. 53", "ignore": everything}, plan=HEADER | {"ignore": everything})

    assert {"AH301", "AH316"} == _codes(found)


def test_what_no_year_of_the_wheel_has_may_set_anything_aside() -> None:
    aside = {"AH311": "Ingen behövs", "AH306": "Helgen räcker"}

    assert [] == [p for p in check(wheel_of(row(until="2024/25", ignore=aside)), TODAY) if p.code == "AH316"]
