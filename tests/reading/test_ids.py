"""The cross-references: ids that name nothing, ids that two parts share, and decisions that do not fit."""

import pytest

from arshjul_cli.plan.fit import misfits
from arshjul_cli.plan.model import Body
from arshjul_cli.reading.ids import dangling
from arshjul_cli.reading.tree import file_of, read
from arshjul_cli.source import Loc, Node, Null

ROLES = "roles: {rektor: {name: Rektor}, chef: {name: Chef}}\n"
ONCE = "activities: [{id: budget, summary: Budget, when: mars}]\n"
MONTHLY = "activities: [{id: ekonomi, summary: Ekonomi, when: varje månad utom juli}]\n"


def _tree(text: str) -> Node:
    document = read(text, file_of(text, "plan.yaml"))
    assert () == document.problems
    return document.tree or Null()


def _in_tree(text: str) -> list[tuple[Loc, str]]:
    return [(problem.loc, problem.code) for problem in dangling(_tree(text))]


def _in_body(text: str) -> list[tuple[Loc, str]]:
    return [
        (problem.loc, problem.code)
        for problem in misfits(Body.model_validate(_tree(ROLES + text)), "Europe/Stockholm", None)
    ]


@pytest.mark.parametrize(
    ("text", "loc"),
    [
        ("plan: {owner: zzz}", ("plan", "owner")),
        ("roles: {a: {leader: zzz}}", ("roles", "a", "leader")),
        ("roles: {a: {members: [a, zzz]}}", ("roles", "a", "members", 1)),
        ("feeds: {f: {roles: [zzz]}}", ("feeds", "f", "roles", 0)),
        ("promises: [{activities: [zzz]}]", ("promises", 0, "activities", 0)),
        ("activities: [{responsible: [zzz]}]", ("activities", 0, "responsible", 0)),
        ("activities: [{participants: [zzz]}]", ("activities", 0, "participants", 0)),
        ("activities: [{category: zzz}]", ("activities", 0, "category")),
        ("activities: [{goals: [zzz]}]", ("activities", 0, "goals", 0)),
        ("years: {2025/26: {extra: [{responsible: [zzz]}]}}", ("years", "2025/26", "extra", 0, "responsible", 0)),
        ("years: {2025/26: {extra: [{category: zzz}]}}", ("years", "2025/26", "extra", 0, "category")),
        ("years: {2025/26: {dates: {zzz: x}}}", ("years", "2025/26", "dates", "zzz")),
        ("years: {2025/26: {cancelled: {zzz: x}}}", ("years", "2025/26", "cancelled", "zzz")),
    ],
)
def test_an_id_that_names_nothing_is_found_wherever_it_stands(text: str, loc: Loc) -> None:
    assert [(loc, "AH206")] == _in_tree(text)


@pytest.mark.parametrize(
    ("text", "loc"),
    [
        ("activities: [{id: a}, {id: a}]", ("activities", 1, "id")),
        ("activities: [{id: a}, {id: b, formerly: [a]}]", ("activities", 1, "formerly", 0)),
        ("activities: [{id: a, formerly: [c]}, {id: b, formerly: [c]}]", ("activities", 1, "formerly", 0)),
        ("promises: [{id: a}, {id: a}]", ("promises", 1, "id")),
        ("roles: {a: {formerly: [b]}, b: {}}", ("roles", "a", "formerly", 0)),
        ("roles: {a: {formerly: [c]}, b: {formerly: [c]}}", ("roles", "b", "formerly", 0)),
        ("roles: {a: {}}\nfeeds: {a: {}}", ("feeds", "a")),
        ("roles: {a: {formerly: [b]}}\nfeeds: {b: {}}", ("feeds", "b")),
        ("activities: [{id: a}]\nyears: {2025/26: {extra: [{id: a}]}}", ("years", "2025/26", "extra", 0, "id")),
        ("years: {2025/26: {extra: [{id: a}, {id: a}]}}", ("years", "2025/26", "extra", 1, "id")),
        (
            "roles: {r: {}}\nactivities: [{responsible: [r, r]}]",
            ("activities", 0, "responsible", 1),
        ),
    ],
)
def test_an_id_that_two_parts_share_is_found_at_the_second(text: str, loc: Loc) -> None:
    assert [(loc, "AH205")] == _in_tree(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "x",
        "roles: {a: {}}\nactivities: [{id: a}]\npromises: [{id: a}]",
        "years: {2025/26: {extra: [{id: a}]}, 2026/27: {extra: [{id: a}]}}",
        "years: {2025/26: {extra: [{id: a}], cancelled: {a: x}}}",
        "roles: {r: {}}\nactivities: [{responsible: [r], participants: [r]}]",
        "roles: [a]\nactivities: {a: b}\nyears: []\nfeeds: x\npromises: x",
    ],
)
def test_what_clashes_with_nothing_is_left_in_peace(text: str) -> None:
    assert [] == _in_tree(text)


def test_the_new_name_of_an_activity_is_given() -> None:
    text = "activities: [{id: ny, formerly: [gammal]}]\nyears: {2025/26: {dates: {gammal: x}}}"
    assert ['Aktiviteten "gammal" finns inte. Den heter numera "ny".'] == [p.text for p in dangling(_tree(text))]


@pytest.mark.parametrize(
    ("text", "loc", "code"),
    [
        (
            f"{ONCE}promises: [{{id: a, text: A, activities: [budget]}}]",
            ("promises", 0),
            "AH203",
        ),
        (
            f"{ONCE}promises: [{{id: a, text: A, activities: [budget], per_school_year: 1, months: [mars]}}]",
            ("promises", 0),
            "AH203",
        ),
        (
            f"{ONCE}years: {{2025/26: {{dates: {{budget: 2024-03-05}}}}}}",
            ("years", "2025/26", "dates", "budget"),
            "AH210",
        ),
        (
            f"{ONCE}years: {{2025/26: {{dates: {{budget: [2026-03-05]}}}}}}",
            ("years", "2025/26", "dates", "budget"),
            "AH210",
        ),
        (
            f"{ONCE}years: {{2025/26: {{cancelled: {{budget: {{mars: Utgår}}}}}}}}",
            ("years", "2025/26", "cancelled", "budget", "mars"),
            "AH210",
        ),
        (
            f"{MONTHLY}years: {{2025/26: {{dates: {{ekonomi: 2026-03-05}}}}}}",
            ("years", "2025/26", "dates", "ekonomi"),
            "AH210",
        ),
        (
            f"{MONTHLY}years: {{2025/26: {{dates: {{ekonomi: [2026-03-05, 2026-03-06]}}}}}}",
            ("years", "2025/26", "dates", "ekonomi", 1),
            "AH210",
        ),
        (
            f"{MONTHLY}years: {{2025/26: {{dates: {{ekonomi: [2025-07-05]}}}}}}",
            ("years", "2025/26", "dates", "ekonomi", 0),
            "AH210",
        ),
        (
            f"{MONTHLY}years: {{2025/26: {{dates: {{ekonomi: {{juli: 2025-07-05}}}}}}}}",
            ("years", "2025/26", "dates", "ekonomi", "juli"),
            "AH210",
        ),
        (
            f"{MONTHLY}years: {{2025/26: {{cancelled: {{ekonomi: {{juli: Utgår}}}}}}}}",
            ("years", "2025/26", "cancelled", "ekonomi", "juli"),
            "AH210",
        ),
        (
            f"{ONCE}years: {{2025/26: {{extra: [{{id: a, summary: A, date: 2026-07-05}}]}}}}",
            ("years", "2025/26", "extra", 0, "date"),
            "AH210",
        ),
        (
            f"{ONCE}years: {{2025/26: {{breaks: [{{name: Lov, when: vid behov}}]}}}}",
            ("years", "2025/26", "breaks", 0, "when"),
            "AH207",
        ),
        (
            f"{ONCE}years: {{2025/26: {{breaks: [{{name: Lov, when: senast v. 7}}]}}}}",
            ("years", "2025/26", "breaks", 0, "when"),
            "AH207",
        ),
        (
            f"{ONCE}years: {{2025/26: {{breaks: [{{name: Lov, when: senast varje månad}}]}}}}",
            ("years", "2025/26", "breaks", 0, "when"),
            "AH207",
        ),
    ],
)
def test_what_parts_cannot_mean_together_is_found(text: str, loc: Loc, code: str) -> None:
    assert [(loc, code)] == _in_body(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{ONCE}years: {{2025/26: {{dates: {{budget: 2026-07-04}}}}}}",
        f"{ONCE}years: {{2025/26: {{dates: {{budget: 2025-06-27}}}}}}",
        f"{ONCE}years: {{2025/26: {{cancelled: {{budget: Utgår}}}}}}",
        f"{MONTHLY}years: {{2025/26: {{dates: {{ekonomi: [2026-03-05, 2026-04-05]}}}}}}",
        f"{MONTHLY}years: {{2025/26: {{dates: {{ekonomi: {{maj: 2026-06-02}}}}, cancelled: {{ekonomi: {{maj: Ö}}}}}}}}",
        f"{ONCE}promises: [{{id: a, text: A, activities: [budget], months: [mars]}}]",
    ],
)
def test_what_fits_together_is_left_in_peace(text: str) -> None:
    assert [] == _in_body(text)
