"""What each command loads: no more than it needs, which is what makes it quick. Never a timed test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from arshjul_cli.cli import NAMES
from building import SAMPLE

HEAVY = (
    "typer", "pydantic", "yaml", "icalendar", "holidays", "dateutil", "rich", "filelock", "typst", "importlib.metadata",
)  # fmt: skip
NO_DAY_OFF = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se, display: span}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, responsible: [rektor]}
  - {id: enkat, summary: Enkät, when: v. 45–47, responsible: [rektor]}
"""
DUMP = """\
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=open("loaded", "w")))
"""


def loaded(folder: Path, *arguments: str, **environment: str) -> set[str]:
    """Return what of the program and its dependencies a whole process has loaded when it ends."""
    (folder / "sitecustomize.py").write_text(DUMP, encoding="utf-8")
    (folder / "plan.yaml").write_text(NO_DAY_OFF, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "arshjul_cli", *arguments],
        check=False, cwd=folder, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(folder), "ARSHJUL_PLAN": "plan.yaml", "COLUMNS": "80", **environment},
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    return set((folder / "loaded").read_text(encoding="utf-8").split())


def heavy(modules: set[str]) -> set[str]:
    return modules.intersection(HEAVY)


def commands(modules: set[str]) -> set[str]:
    """Return the modules of commands among them."""
    return {module for module in NAMES.values() if f"arshjul_cli.cli.{module}" in modules}


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_loads_nothing(tmp_path: Path, option: str) -> None:
    modules = loaded(tmp_path, option)

    assert set() == heavy(modules)
    assert {"arshjul_cli", "arshjul_cli.__main__"} >= {name for name in modules if name.startswith("arshjul_cli")}


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], *([name, "--help"] for name in NAMES)], ids=" ".join)
def test_help_loads_typer_alone(tmp_path: Path, arguments: list[str]) -> None:
    modules = loaded(tmp_path, *arguments)

    assert {"typer"} == heavy(modules)
    if arguments[0] in NAMES:
        assert {NAMES[arguments[0]]} == commands(modules)


@pytest.mark.parametrize(
    ("arguments", "module"),
    [
        (["show", "2025/26", "--format", "json"], "show"),
        (["show", "2025/26", "--format", "csv"], "show"),
        (["show", "2025/26", "--format", "markdown"], "show"),
        (["check", "2025/26", "--format", "json"], "check"),
        (["check", "2025/26"], "check"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_what_programs_read_loads_no_table_and_no_calendar(tmp_path: Path, arguments: list[str], module: str) -> None:
    modules = loaded(tmp_path, *arguments)

    unused = {"rich", "icalendar", "filelock", "typst"}
    # `check` tells on which days off a date falls.
    assert set() == heavy(modules) & (unused if module == "check" else {*unused, "holidays"})
    assert {module} == commands(modules)


@pytest.mark.parametrize("arguments", [["show", "2025/26"], ["next", "--today", "2026-03-01"], ["roles"]], ids=" ".join)
def test_a_table_loads_no_calendar_and_no_holidays(tmp_path: Path, arguments: list[str]) -> None:
    modules = loaded(tmp_path, *arguments)

    assert {"rich"} == heavy(modules) & {"rich", "icalendar", "holidays", "filelock", "typst"}


def test_generate_loads_holidays_only_where_a_day_off_is_asked_for(tmp_path: Path) -> None:
    assert "holidays" not in loaded(tmp_path, "generate", "2025/26")
    assert "holidays" in loaded(tmp_path, "generate", "2025/26", "--out", "sample", "--plan", str(SAMPLE))
