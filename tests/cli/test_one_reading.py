"""Each plan text is opened, parsed and validated once in a command; what a command changes is another text."""

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import Result

from arshjul_cli.plan.model import Body, Plan

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, decided_yearly: true, responsible: [rektor]}
"""
FAULTY = PLAN + "  - {id: budget, summary: Budget, when: marss}\n"
_OPENED: list[str] = []
"""The files that are opened, while somebody listens; Python has no way to take an audit hook away."""


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | os.PathLike):
        _OPENED.append(os.fspath(arguments[0]))


sys.addaudithook(_listen)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what is done with plan texts; everything is done for real."""
    done: Counter[str] = Counter()

    def counting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def count(*arguments: object, **more: object) -> object:
            done[name] += 1
            return real(*arguments, **more)

        return count

    for name in ("parse", "compose", "scan", "load"):
        monkeypatch.setattr(yaml, name, counting("parsed", getattr(yaml, name)))
    for model in (Plan, Body):
        monkeypatch.setattr(model, "model_validate", counting("validated", model.model_validate))
    return done


@pytest.mark.parametrize(
    ("command", "texts"),
    [
        ("check 2025/26", 1),
        ("show 2025/26", 1),
        ("next", 1),
        ("explain mote", 1),
        ("roles", 1),
        ("generate 2025/26", 1),
        ("decide 2025/26", 1),
        ("decide 2025/26 mote 2026-03-10 --yes", 2),
        ("new-year 2026/27 --yes", 2),
    ],
)
def test_a_sound_plan_is_parsed_and_validated_once(
    arshjul: Callable[..., Result], tmp_path: Path, counted: Counter[str], command: str, texts: int
) -> None:
    (tmp_path / "arshjul.yaml").write_text(PLAN, encoding="utf-8")
    _OPENED.clear()
    assert 0 == arshjul(*command.split(), "--plan", "arshjul.yaml").exit_code

    assert {"parsed": texts, "validated": texts} == counted
    # Before it is replaced, a plan is compared with what was read.
    assert texts == sum(Path(path).name == "arshjul.yaml" for path in _OPENED)


def test_decisions_of_a_file_are_read_with_the_plan_read_once_before_and_once_after(
    arshjul: Callable[..., Result], tmp_path: Path, counted: Counter[str]
) -> None:
    (tmp_path / "arshjul.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "dates.csv").write_text("aktivitet;datum\nmote;2026-03-10\n", encoding="utf-8")
    _OPENED.clear()
    done = arshjul("decide", "2025/26", "--from", "dates.csv", "--yes", "--plan", "arshjul.yaml")
    assert 0 == done.exit_code, done.output

    assert {"parsed": 2, "validated": 2} == counted
    assert 2 == sum(Path(path).name == "arshjul.yaml" for path in _OPENED)


def test_each_side_of_a_comparison_is_read_once(
    arshjul: Callable[..., Result], tmp_path: Path, counted: Counter[str]
) -> None:
    (tmp_path / "old.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "arshjul.yaml").write_text(PLAN.replace("tisdagen", "onsdagen"), encoding="utf-8")
    _OPENED.clear()
    done = arshjul("diff", "old.yaml", "arshjul.yaml", "--year", "2025/26")
    assert 0 == done.exit_code, done.output

    assert {"parsed": 2, "validated": 2} == counted
    assert ["arshjul.yaml", "old.yaml"] == sorted(Path(path).name for path in _OPENED if path.endswith(".yaml"))


def test_of_a_plan_with_mistakes_the_right_parts_are_validated_once_more(
    arshjul: Callable[..., Result], tmp_path: Path, counted: Counter[str]
) -> None:
    (tmp_path / "arshjul.yaml").write_text(FAULTY, encoding="utf-8")
    _OPENED.clear()
    assert 1 == arshjul("check", "--plan", "arshjul.yaml").exit_code

    assert {"parsed": 1, "validated": 2} == counted
    assert 1 == sum(Path(path).name == "arshjul.yaml" for path in _OPENED)


def test_the_decision_of_many_that_cannot_be_written_is_found_in_few_readings(
    arshjul: Callable[..., Result], tmp_path: Path, counted: Counter[str]
) -> None:
    many, wrong = 150, 97
    activities = (
        f"  - {{id: mote-{n}, summary: Möte {n}, when: första tisdagen i mars, decided_yearly: true}}\n"
        for n in range(many)
    )
    kept = f"      mote-{wrong}:\n        # varför\n        date: 2026-03-03\n        location: A\n"
    plan = f"{PLAN}{''.join(activities)}years:\n  2025/26:\n    dates:\n{kept}"
    rows = "".join(f"mote-{n};2026-03-10;\n" for n in range(many))
    (tmp_path / "arshjul.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "fil.csv").write_text(f"aktivitet;datum;plats\n{rows}", encoding="utf-8")

    result = arshjul("decide", "--from", "fil.csv", "--yes", "--plan", "arshjul.yaml")

    assert (1, 'Kommentaren "# varför" skulle försvinna.') == (
        result.exit_code,
        result.stderr.splitlines()[-1].partition(" Inget")[0],
    )
    # The plan, with all the decisions, with half of them and so on, and with one.
    assert counted["parsed"] <= 2 + many.bit_length() + 1
