"""Activities without anybody, roles without anything, bodies in circles, days with two meetings."""

from typing import Any

import pytest

from arshjul_cli.check.whole import check
from arshjul_cli.findings import Level, Problem
from arshjul_cli.source import Loc
from building import TODAY, Tree, locs, row, wheel_of

GROUPS: Tree = {
    "rektor": {"name": "Rektor"},
    "chef": {"name": "Förvaltningschef", "short": "Chefen"},
    "ledning": {"name": "Ledningen", "leader": "chef", "members": ["rektor"]},
    "utskott": {"name": "Utskottet", "members": ["ledning"]},
}


def _found(code: str, *activities: Tree, **sections: Any) -> list[Problem]:
    return [problem for problem in check(wheel_of(*activities, **sections), TODAY) if problem.code == code]


# AH311: nobody.


def test_an_activity_without_anybody_responsible_is_a_warning() -> None:
    (problem,) = _found("AH311", row("a", responsible=["rektor"]), row("b", participants=["rektor"]))

    text = "Ingen är ansvarig. Skriv en roll under responsible, eller [] om ingen är det."
    assert (("activities", 1), Level.WARNING, text) == (problem.loc, problem.level, problem.text)
    assert (("activities", 1),) == locs(problem.about)


def test_an_empty_list_of_the_responsible_is_an_answer() -> None:
    assert [] == _found("AH311", row("a", responsible=[]))
    assert [("activities", 0)] == [problem.loc for problem in _found("AH311", row("a"))]


# AH321: the same name.


@pytest.mark.parametrize(("name", "many"), [("Rektor", 1), (" rektor ", 1), ("REKTOR", 1), ("Rektorer", 0)])
def test_two_roles_of_one_name_are_a_warning_at_the_second(name: str, many: int) -> None:
    problems = _found("AH321", row(), roles={"rektor": {"name": "Rektor"}, "rektor-2": {"name": name}})

    assert [("roles", "rektor-2", "name")] * many == [problem.loc for problem in problems]
    if many:
        text = f'"{name.strip()}" heter redan en annan roll eller ett annat flöde (rad 1). Ge dem olika namn.'
        assert [(Level.WARNING, text)] == [(problem.level, problem.text) for problem in problems]


def test_a_declared_feed_has_no_name_of_a_role_or_of_another() -> None:
    feeds = {"a": {"name": "Rektor", "roles": ["rektor"]}, "b": {"name": "B", "roles": ["rektor"]}}
    feeds["c"] = feeds["b"]

    assert [("feeds", "a", "name"), ("feeds", "c", "name")] == [
        problem.loc for problem in _found("AH321", row(), feeds=feeds)
    ]


# AH310: nothing.


def test_a_role_that_nothing_reaches_is_a_hint_at_the_role() -> None:
    (problem,) = _found("AH310", row(responsible=["rektor"]))

    text = "Ingen aktivitet rör rollen. Nämn den i en aktivitet, eller ta bort den."
    assert (("roles", "chef"), Level.HINT, text) == (problem.loc, problem.level, problem.text)


def test_a_role_is_reached_by_name_through_a_body_or_by_an_extra_one() -> None:
    extra = [{"id": "x", "summary": "X", "date": "2026-03-05", "participants": ["chef"]}]

    assert [] == _found("AH310", row(responsible=["rektor"]), decided={"extra": extra})
    assert [] == _found("AH310", row(participants=["rektor", "chef"]))
    assert [] == _found("AH310", row(responsible=["utskott"]), roles={"utskott": GROUPS["utskott"]} | GROUPS)[1:]


def test_a_body_is_not_reached_by_what_reaches_its_members_nor_by_what_it_leads() -> None:
    problems = _found("AH310", row(responsible=["rektor"]), roles=GROUPS)

    assert [("roles", "chef"), ("roles", "ledning"), ("roles", "utskott")] == [problem.loc for problem in problems]


def test_a_leader_is_reached_through_the_body() -> None:
    problems = _found("AH310", row(responsible=["ledning"]), roles=GROUPS)

    assert [("roles", "utskott")] == [problem.loc for problem in problems]


# AH312: circles.


def test_each_place_in_a_circle_of_bodies_is_an_error() -> None:
    roles = {
        "rektor": {"name": "Rektor"},
        "a": {"name": "A", "members": ["rektor", "b"]},
        "b": {"name": "B", "members": ["c"]},
        "c": {"name": "C", "members": ["a"]},
        "d": {"name": "D", "members": ["a"]},
    }
    problems = _found("AH312", row(responsible=["d"]), roles=roles)

    assert [("roles", "a", "members", 1), ("roles", "b", "members", 0), ("roles", "c", "members", 0)] == [
        problem.loc for problem in problems
    ]
    assert '"b" är medlem här, men "a" ingår själv i "b". Ta bort en av dem.' == problems[0].text
    assert {Level.ERROR} == {problem.level for problem in problems}


def test_bodies_within_bodies_are_no_circle_and_neither_is_a_leader_who_is_a_member() -> None:
    ledning = {"name": "Ledningen", "leader": "chef", "members": ["rektor", "chef"]}

    assert [] == _found("AH312", row(responsible=["utskott"]), roles=GROUPS | {"ledning": ledning})


# AH309: two at once.


def _clashes(first: Tree, second: Tree, **sections: Any) -> list[Problem]:
    """Return what is found where both are decided to be on 5 March, unless something else is."""
    sections.setdefault("decided", {"dates": _at("", "a") | _at("", "b")})
    return _found("AH309", row("a", **first), row("b", **second), **sections)


def _at(time: str, one: str = "a") -> Tree:
    return {one: f"2026-03-05{time}"}


def test_two_meetings_of_one_post_on_one_day_are_a_warning_at_the_later_id() -> None:
    (problem,) = _clashes({"responsible": ["rektor"], "summary": "Ett möte"}, {"participants": ["rektor"]})

    text = "Tors 5 mars 2026 krockar med Ett möte för Rektor. Flytta en av dem, eller skriv tider som inte krockar."
    assert (("years", "2025/26", "dates", "b"), Level.WARNING, text) == (problem.loc, problem.level, problem.text)
    assert (("activities", 0), ("activities", 1)) == locs(problem.about)


def test_all_the_posts_are_named_by_the_name_for_little_room() -> None:
    (problem,) = _clashes({"responsible": ["rektor", "chef"]}, {"responsible": ["chef", "rektor"]})

    assert "med Möte för Chefen och Rektor." in problem.text


def test_three_meetings_of_a_day_are_three_pairs() -> None:
    rows = [row(one, responsible=["rektor"]) for one in "abc"]
    decided = {"dates": dict.fromkeys("abc", "2026-03-05")}

    pairs = [(0, 1), (0, 2), (1, 2)]
    assert [tuple(("activities", one) for one in pair) for pair in pairs] == [
        locs(problem.about) for problem in _found("AH309", *rows, decided=decided)
    ]


def test_a_clash_stands_at_the_decision_that_makes_it() -> None:
    both = {"responsible": ["rektor"]}
    (problem,) = _clashes(both, both | {"when": "6 mars"}, decided={"dates": _at("", "a") | _at("", "b")})

    assert ("years", "2025/26", "dates", "b") == problem.loc


def test_an_extra_one_may_clash() -> None:
    extra = [{"id": "x", "summary": "X", "date": "2026-03-05", "responsible": ["rektor"]}]
    decided = {"dates": {"mote": "2026-03-05"}, "extra": extra}
    (problem,) = _found("AH309", row(responsible=["rektor"]), decided=decided)

    path: Loc = ("years", "2025/26", "extra", 0)
    assert ((*path, "date"), (("activities", 0), path)) == (problem.loc, locs(problem.about))


@pytest.mark.parametrize("decided", ["a", "b", ""])
def test_a_day_that_nobody_decided_clashes_with_none(decided: str) -> None:
    both = {"responsible": ["rektor"]}

    assert [] == _clashes(both, both, decided={"dates": _at("", decided)} if decided else {})
    open_ = both | {"decided_yearly": "true"}
    assert [] == _clashes(open_, open_, decided={"dates": _at("", decided)} if decided else {})


def test_an_activity_clashes_not_with_itself() -> None:
    monthly = row("a", "varje månad", responsible=["rektor"])
    decided = {"dates": {"a": {"mars": "2026-03-05", "april": "2026-03-05"}}}

    assert [] == _found("AH309", monthly, decided=decided)


@pytest.mark.parametrize(
    ("first", "second", "many"),
    [
        (" 09:00–10:00", " 10:00–11:00", 0),
        (" 10:00–11:00", " 09:00–10:00", 0),
        (" 09:00–10:01", " 10:00–11:00", 1),
        (" 09:00–12:00", " 10:00–11:00", 1),
        (" 09:00–10:00", " 09:00–10:00", 1),
        (" 09:00–10:00", "", 0),
        ("", " 09:00–10:00", 0),
        ("", "", 1),
    ],
)
def test_meetings_clash_when_their_times_overlap_or_neither_has_one(first: str, second: str, many: int) -> None:
    both = {"responsible": ["rektor"]}

    assert many == len(_clashes(both, both, decided={"dates": _at(first, "a") | _at(second, "b")}))


@pytest.mark.parametrize(
    ("second", "date"),
    [
        ({"responsible": ["chef"]}, "2026-03-05"),
        ({}, "2026-03-06"),
        ({}, "2026-03-05–2026-03-06"),
        ({"when": "senast 5 mars"}, "2026-03-05"),
        ({"deadline": "true"}, "2026-03-05"),
    ],
)
def test_other_people_other_days_periods_and_deadlines_do_not_clash(second: Tree, date: str) -> None:
    decided = {"dates": _at("", "a") | {"b": date}}

    assert [] == _clashes({"responsible": ["rektor"]}, {"responsible": ["rektor"], **second}, decided=decided)


@pytest.mark.parametrize("decided", [{"cancelled": {"a": "Sjukdom"}}, {"dates": {"a": "2026-03-06"}}])
def test_what_is_cancelled_or_decided_away_does_not_clash(decided: Tree) -> None:
    both = {"responsible": ["rektor"]}

    dates = _at("", "a") | _at("", "b") | decided.get("dates", {})
    assert [] == _clashes(both, both, decided={**decided, "dates": dates})


@pytest.mark.parametrize(
    ("first", "second", "who"),
    [
        ("rektor", "utskott", "Rektor"),
        ("chef", "ledning", "Chefen"),
        ("ledning", "utskott", "Chefen och Rektor"),
        ("ledning", "ledning", "Chefen och Rektor"),
    ],
)
def test_people_meet_through_their_bodies_and_bodies_are_no_people(first: str, second: str, who: str) -> None:
    (problem,) = _clashes({"responsible": [first]}, {"responsible": [second]}, roles=GROUPS)

    assert f"med Möte för {who}." in problem.text


def test_a_body_without_anybody_who_reads_a_feed_does_not_clash() -> None:
    roles = {"a": {"name": "A", "members": ["b"]}, "b": {"name": "B", "members": ["a"]}}
    both = {"responsible": ["a"]}

    assert [] == _clashes(both, both, roles=roles)


def test_a_place_is_a_path_of_keys_and_positions() -> None:
    locs: set[Loc] = {problem.loc for problem in check(wheel_of(row("a"), row("b")), TODAY)}

    assert {("activities", 0), ("activities", 1), ("roles", "chef"), ("roles", "rektor")} == locs


def test_two_series_that_meet_on_the_same_days_are_one_finding() -> None:
    both = {"when": "varje månad", "responsible": ["rektor"]}
    days = ["2025-08-05", "2025-09-02", "2025-10-07"]
    (problem,) = _clashes(both, both, decided={"dates": {"a": days, "b": days}})

    assert problem.text.startswith("Tis 5 aug 2025 och 2 dagar till krockar med ")
    assert (Level.WARNING, ("years", "2025/26", "dates", "b", 0)) == (problem.level, problem.loc)


def test_nobody_is_missed_for_what_no_year_of_the_wheel_has() -> None:
    assert [] == _found("AH311", row(until="2024/25"))
    assert [("activities", 0)] == [problem.loc for problem in _found("AH311", row(until="2025/26"))]
