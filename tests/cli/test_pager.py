"""A list that is taller than the screen is shown in a pager; what is shorter, or is read by no person, is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from building import SAMPLE
from terminal import on_terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pager of POSIX")

LONG = ("show", "2025/26", "--plan", str(SAMPLE))
SHORT = ("next", "--days", "0", "--today", "2025-07-02", "--plan", str(SAMPLE))
PAGER = "sh -c 'tee seen; echo LESS=$LESS'"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("LESS", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [LONG, ("decide", "2025/26", "--today", "2025-07-02", *LONG[2:]), ("check", *LONG[1:]), ("roles", *LONG[2:])],
)
def test_what_is_taller_than_the_screen_goes_through_the_pager(folder: Path, command: tuple[str, ...]) -> None:
    plain_code, plain = on_terminal(*command, LINES="10")
    code, shown = on_terminal(*command, LINES="10", PAGER=PAGER)

    assert plain_code == code
    assert (folder / "seen").read_text(encoding="utf-8").replace("\n", "\r\n") in plain
    assert "LESS=FRX" in shown


def test_the_readers_own_less_is_left(folder: Path) -> None:
    assert "LESS=-S" in on_terminal(*LONG, LINES="10", PAGER=PAGER, LESS="-S")[1]
    assert (folder / "seen").exists()


@pytest.mark.parametrize(
    ("command", "lines", "term"),
    [
        (SHORT, "10", "xterm"),
        (LONG, "1000", "xterm"),
        ((*LONG, "--no-pager"), "10", "xterm"),
        (("--no-pager", *LONG), "10", "xterm"),
        ((*LONG, "--format", "csv"), "10", "xterm"),
        (LONG, "10", "dumb"),
    ],
    ids=["short", "high screen", "after", "before", "csv", "dumb"],
)
def test_nothing_else_does(folder: Path, command: tuple[str, ...], lines: str, term: str) -> None:
    code, shown = on_terminal(*command, LINES=lines, TERM=term, PAGER=PAGER)

    assert (0, False) == (code, (folder / "seen").exists())
    assert 2 <= len(shown.splitlines())


@pytest.mark.parametrize("pager", ["finns-inte --alls", "", "'"])
def test_a_pager_that_is_not_there_is_no_error(pager: str) -> None:
    code, shown = on_terminal(*LONG, LINES="10", PAGER=pager)

    assert 0 == code
    assert "Rapporten är klar" in shown


def test_a_pager_that_is_left_early_is_no_error() -> None:
    code, shown = on_terminal(*LONG, LINES="10", PAGER="head -n 1")

    assert (0, 2) == (code, len(shown.splitlines()))


def test_without_a_terminal_there_is_no_pager(folder: Path) -> None:
    command = [sys.executable, "-m", "arshjul_cli", *LONG]
    done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "LINES": "5", "PAGER": PAGER})

    assert not (folder / "seen").exists()
    assert "Rapporten är klar" in done.stdout.decode()
