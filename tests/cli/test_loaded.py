"""What each command loads: no more than it needs, which is what makes it quick. Never a timed test."""

from pathlib import Path

import pytest

from arshjul_cli.cli import NAMES
from building import SAMPLE
from loading import heavy, loaded


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


def test_an_unchanged_run_reads_nothing_back(tmp_path: Path) -> None:
    arguments = ("generate", "2025/26", "--today", "2025-08-01")

    assert "icalendar" in loaded(tmp_path, *arguments)
    assert "icalendar" not in loaded(tmp_path, *arguments)
