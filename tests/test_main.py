"""How the program starts: Ctrl-C at any time, even before its modules are there, ends it with one word."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from building import SAMPLE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

STARTS = {
    "module": [sys.executable, "-m", "arshjul_cli"],
    "script": [str(Path(sys.executable).with_name("arshjul"))],
}
ROLES = ("roles", "--plan", str(SAMPLE))
INTERRUPT = """\
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
def interrupt(event, arguments):
    if event == "import" and arguments[0] == {module!r}:
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(interrupt)
"""
"""Sends SIGINT when a module is about to be imported."""


def _interrupted(
    folder: Path, start: list[str], module: str, *arguments: str, shell: str = ""
) -> "subprocess.CompletedProcess[str]":
    (folder / "sitecustomize.py").write_text(INTERRUPT.format(module=module), encoding="utf-8")
    command = [*start, *arguments]
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {shell}', "sh", *command],
        check=False, capture_output=True, text=True, timeout=30, env=os.environ | {"PYTHONPATH": str(folder)},
    )  # fmt: skip


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize(
    "module", ["arshjul_cli.cli", "typer", "arshjul_cli.findings", "pydantic", "pydantic_core", "yaml", "rich.console"]
)
def test_an_interrupt_while_modules_load_is_one_word_and_130(tmp_path: Path, start: list[str], module: str) -> None:
    done = _interrupted(tmp_path, start, module, *ROLES)

    assert (130, "") == (done.returncode, done.stdout)
    # The plan may have been named before.
    assert [] == [line for line in done.stderr.splitlines()[:-1] if not line.startswith("Plan: ")]
    assert done.stderr.endswith("Avbrutet.\n")


def test_an_interrupt_while_the_command_line_is_read_is_one_word_and_130(tmp_path: Path) -> None:
    done = _interrupted(tmp_path, STARTS["module"], "zoneinfo", "--help")

    assert (130, "", "Avbrutet.\n") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("shell", ["2>&-", "2>/dev/full", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize("module", ["typer", "pydantic"])
def test_an_interrupt_that_nobody_hears_of_is_130(tmp_path: Path, module: str, shell: str) -> None:
    done = _interrupted(tmp_path, STARTS["module"], module, *ROLES, shell=shell)

    assert (130, "", "") == (done.returncode, done.stdout, done.stderr)


def test_without_an_interrupt_both_starts_do_the_same() -> None:
    by_module, by_script = (
        subprocess.run([*start, *ROLES], check=True, capture_output=True) for start in STARTS.values()
    )

    assert by_module.stdout == by_script.stdout
