"""What Tab fills in: commands, options, and of the plan's YAML ids and years; silent, whatever is wrong."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from arshjul_cli.cli import NAMES
from loading import heavy, loaded

Run = Callable[..., Result]
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, chef: {name: Chef}}
categories: {enkater: {name: Enkäter}}
goals: {trygghet: Alla är trygga}
activities:
  - {id: elevenkat, summary: Enkät, when: v. 45, responsible: [rektor]}
  - {id: mote, summary: Möte, when: inte någon tid, responsible: [ingen]}
years:
  2026/27: {extra: [{id: examen, summary: Examen, date: 2027-06-10, responsible: [chef]}]}
  2025/26: {cancelled: {mote: Flyttas}}
feeds: {ledning: {name: Ledning, roles: [rektor, chef]}}
"""


def completed(folder: Path, line: str, plan: str = PLAN) -> list[str]:
    """Return what bash would be offered at the end of a line; nothing may be said on stderr."""
    (folder / "arshjul.yaml").write_text(plan, encoding="utf-8")
    environment = {name: text for name, text in os.environ.items() if name != "ARSHJUL_PLAN"}
    environment |= {"_ARSHJUL_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    done = subprocess.run(
        [sys.executable, "-m", "arshjul_cli"], check=False, cwd=folder, capture_output=True, text=True, env=environment
    )
    assert "" == done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("arshjul ", list(NAMES)),
        ("arshjul ne", ["next", "new-year"]),
        ("arshjul --v", ["--version"]),
        ("arshjul show --c", ["--category"]),
        ("arshjul show --role ", ["rektor", "chef", "ledning"]),
        ("arshjul generate --role le", ["ledning"]),
        ("arshjul show --category ", ["enkater"]),
        ("arshjul wheel --goal t", ["trygghet"]),
        ("arshjul explain ", ["elevenkat", "mote", "examen"]),
        ("arshjul decide 2025/26 e", ["elevenkat", "examen"]),
        ("arshjul cancel 2025/26 mo", ["mote"]),
        ("arshjul show ", ["2025/26", "2026/27", "2027/28"]),
        ("arshjul check 2025/26 2026", ["2026/27"]),
        ("arshjul show --month ma", ["mars", "maj"]),
        ("arshjul help ro", ["roles"]),
        ("arshjul completion p", ["powershell"]),
    ],
)
def test_what_is_offered(tmp_path: Path, line: str, offered: list[str]) -> None:
    assert offered == completed(tmp_path, line)


@pytest.mark.parametrize(
    "line",
    [
        "arshjul show --plan finns-inte.yaml --role ",
        "arshjul show --finns-inte x",
        "arshjul xyz",
    ],
)
def test_nothing_is_offered_of_what_is_not_there(tmp_path: Path, line: str) -> None:
    assert [] == completed(tmp_path, line)


@pytest.mark.parametrize(
    "plan", ["", "- a\n", "roles: [", "roles: ja\nfeeds: 1\n", "activities: {a: 1}\n", "roles: \t- x\n", "\x00" * 40]
)
@pytest.mark.parametrize("line", ["arshjul show --role ", "arshjul explain ", "arshjul show 20"])
def test_a_plan_that_is_wrong_offers_nothing_and_says_nothing(tmp_path: Path, plan: str, line: str) -> None:
    assert [] == completed(tmp_path, line, plan)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize(
    ("line", "needs"), [("arshjul ge", set()), ("arshjul decide --l", set()), ("arshjul show --role r", {"yaml"})]
)
def test_no_more_is_loaded_than_is_needed(tmp_path: Path, shell: str, line: str, needs: set[str]) -> None:
    environment = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    environment |= {"_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rsplit(maxsplit=1)[-1]}
    environment |= {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}

    modules = loaded(tmp_path, _ARSHJUL_COMPLETE=f"complete_{shell}", **environment)

    assert {"typer", *needs} == heavy(modules)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_names_the_program_and_changes_nothing(run: Run, tmp_path: Path, shell: str) -> None:
    result = run("completion", shell)

    assert (0, "") == (result.exit_code, result.stderr)
    assert f"complete_{shell}" in result.stdout
    assert [] == list(tmp_path.iterdir())


def test_another_shell_is_wrong_usage(run: Run) -> None:
    result = run("completion", "csh")

    text = 'SKAL: "csh" går inte att välja. Skriv bash, zsh, fish eller powershell.\n'
    assert (2, text) == (result.exit_code, result.stderr)


@pytest.mark.skipif(not Path("/bin/bash").exists(), reason="no bash here")
@pytest.mark.skipif(not Path(sys.executable).with_name("arshjul").exists(), reason="not installed as a command")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    (tmp_path / "arshjul.yaml").write_text(PLAN, encoding="utf-8")
    program = shlex.quote(str(Path(sys.executable).with_name("arshjul")))
    lines = (
        f'eval "$({program} completion bash)"',
        f"COMP_WORDS=({program} explain el)",
        "COMP_CWORD=2",
        f"_arshjul_completion {program}",
        'echo "${COMPREPLY[@]}"',
    )
    done = subprocess.run(
        ["/bin/bash", "-c", "\n".join(lines)], check=True, capture_output=True, text=True, cwd=tmp_path
    )

    assert ("elevenkat\n", "") == (done.stdout, done.stderr)


@pytest.mark.parametrize("name", [*NAMES])
def test_help_shows_what_the_option_shows(run: Run, name: str) -> None:
    assert run(name, "--help").stdout == run("help", name).stdout


def test_help_alone_is_that_of_the_program(run: Run) -> None:
    assert run("--help").stdout == run("help").stdout


def test_help_of_what_is_no_command_names_the_nearest(run: Run) -> None:
    result = run("help", "shwo")

    assert (2, 'Kommandot "shwo" finns inte. Menade du "show"?\n') == (result.exit_code, result.stderr)
