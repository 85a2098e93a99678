"""The table of roles."""

import re

import pytest
from rich.cells import cell_len

from arshjul_cli.plan.model import Plan
from arshjul_cli.render.terminal.roles import render
from building import plan_of, printed, row

ROLES = {
    "chef": {"name": "Chef"},
    "grupp": {"name": "Gruppen", "short": "G", "leader": "chef", "members": ["chef", "rektor"], "others": "två till"},
    "rektor": {"name": "Rektor"},
}


def _cells(plan: Plan) -> list[list[str]]:
    lines = printed(render(plan, 120, ids=True), 120).splitlines()
    return [re.split(r"\s{2,}", line.strip()) for line in lines]


def test_who_is_in_what_and_how_many_activities_they_have() -> None:
    rows = (row("a", responsible=["grupp"]), row("b", participants=["rektor"]), row("c"))
    feeds = {"bada": {"name": "Båda", "roles": ["rektor", "chef"]}}

    assert [
        ["Roll", "Ingår i", "Medlemmar", "Aktiviteter"],
        ["chef", "G", "1"],
        ["Chef"],
        ["grupp", "Chef (leder), Rektor, två till", "1"],
        ["Gruppen"],
        ["rektor", "G", "2"],
        ["Rektor"],
        ["bada", "Rektor, Chef", "2"],
        ["Båda"],
    ] == _cells(plan_of(*rows, roles=ROLES, feeds=feeds))


def test_an_activity_that_names_a_role_twice_counts_once() -> None:
    plan = plan_of(row(responsible=["grupp"], participants=["rektor", "chef"]), roles=ROLES)

    assert [["chef", "G", "1"], ["rektor", "G", "1"]] == [
        cells for cells in _cells(plan) if cells[0] in ("chef", "rektor")
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_is_no_wider_than_the_terminal_and_cuts_nothing(plan: Plan, width: int) -> None:
    lines = printed(render(plan, width, ids=True), width).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize(
    ("role", "name", "short"),
    [
        ("kvalitetsutvecklingsledare", "Kvalitetsutvecklingsledare", None),
        ("elev-och-vardnadshavarenkat", "Enkätansvarig", None),
        ("ledare", "Ledare", "Barnomsorgsverksamhetschefen"),
    ],
)
@pytest.mark.parametrize("width", [60, 80])
def test_no_word_is_broken(role: str, name: str, short: str | None, width: int) -> None:
    one = {"name": name} | ({"short": short} if short else {})
    group = {"name": "Gruppen", "members": [role, "rektor"]}
    lines = printed(
        render(plan_of(roles={role: one, "rektor": {"name": "Rektor"}, "grupp": group}), width, ids=True), width
    )

    assert {role, *name.split(), f"{short or name},"} <= set(lines.split())
    assert max(map(cell_len, lines.splitlines())) <= width


def test_a_narrow_screen_gets_a_list() -> None:
    plan = plan_of(row(responsible=["grupp"]), roles=ROLES)

    assert [
        "chef",
        "Chef",
        "  Ingår i: G",
        "  1 aktivitet",
        "",
        "grupp",
        "Gruppen",
        "  Medlemmar: Chef (leder),",
        "  Rektor, två till",
        "  1 aktivitet",
    ] == [line.rstrip() for line in printed(render(plan, 30, ids=True), 30).splitlines()[:10]]
