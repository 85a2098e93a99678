"""What a terminal shows of a faulty plan: every command tells the place, the line and the column, between words."""

import re
from pathlib import Path

import pytest

from terminal import on_terminal

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: kommunen.example}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: 5 mars, responsible: [rektor]}
"""
FAULTY = """\
  - {id: dialog, summary: Dialog, when: 6 mars, responsible: [rektro]}
  - {id: samtal, summary: Samtal, when: 7 marss, responsible: [rektor]}
"""


@pytest.fixture(autouse=True)
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [["check"], ["generate"], ["show"], ["next"], ["roles"], ["explain", "mote"], ["decide"], ["new-year", "2027/28"]],
    ids=lambda command: command[0],
)
def test_every_command_shows_the_line_and_marks_the_column(plan: Path, command: list[str]) -> None:
    plan.write_text(PLAN + FAULTY, encoding="utf-8")

    code, shown = on_terminal(*command, "--plan", plan.name)

    lines = shown.splitlines()
    assert (1, ["plan.yaml:5:63:", "plan.yaml:6:43:"]) == (
        code,
        [line.split()[0] for line in lines if line.startswith("plan.yaml") and " AH2" in line],
    )
    marks = [(lines[n - 1], line.index("^")) for n, line in enumerate(lines) if line.strip() == "^"]
    assert ["rektro]}", "marss, responsible: [rektor]}"] == [source[column:] for source, column in marks][:2]


@pytest.mark.parametrize("columns", [30, 80])
def test_words_stay_whole(plan: Path, columns: int) -> None:
    said = "Domänen är bara ett exempel. Skriv en som ni äger"
    fault = 'Rollen "rektro" finns inte. Menade du "rektor"?'

    _, told = on_terminal("generate", "2025/26", "--plan", plan.name, columns=columns)
    plan.write_text(PLAN + FAULTY, encoding="utf-8")
    _, found = on_terminal("check", "--plan", plan.name, columns=columns)

    for text, sentence in ((told, said), (found, fault)):
        assert sentence in " ".join(text.split())
        assert max(map(len, re.sub(r"\x1b\[\d*m", "", text).splitlines())) <= columns
