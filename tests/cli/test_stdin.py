"""A plan that comes on stdin: every command that only reads takes it, and none that writes the plan."""

import subprocess
import sys
from pathlib import Path

import pytest

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, responsible: [rektor]}
"""
READING = [
    ["show", "2025/26"],
    ["next", "--today", "2026-03-01"],
    ["roles"],
    ["explain", "mote", "2025/26"],
    ["check", "2025/26"],
    ["generate", "2025/26"],
    ["decide", "2025/26"],
    ["wheel", "2025/26"],
]
WRITING = [
    ["decide", "2025/26", "mote", "2026-03-03", "--yes"],
    ["cancel", "2025/26", "mote", "Flyttas", "--yes"],
    ["new-year", "2026/27", "--yes"],
]


def piped(folder: Path, text: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "arshjul_cli", *arguments, "--plan", "-"]
    return subprocess.run(command, check=False, cwd=folder, capture_output=True, input=text.encode())


@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_what_reads_takes_it(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    command = [sys.executable, "-m", "arshjul_cli", *arguments, "--plan", "plan.yaml"]
    of_file = subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    for written in tmp_path.glob("feeds"):
        written.rename(tmp_path / "before")

    of_stream = piped(tmp_path, PLAN, *arguments)

    assert (0, of_file.stdout) == (of_stream.returncode, of_stream.stdout.replace(b"-:", b"plan.yaml:"))
    assert of_stream.stderr.startswith("Plan: den på stdin\n".encode())


def test_diff_compares_with_it(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN.replace("Möte", "Samtal"), encoding="utf-8")

    done = piped(tmp_path, PLAN, "diff", "plan.yaml", "--year", "2025/26", "--exit-code", "--today", "2025-08-01")

    assert 1 == done.returncode
    assert "Samtal" in done.stdout.decode()


@pytest.mark.parametrize("arguments", WRITING, ids=lambda arguments: arguments[0])
def test_what_writes_the_plan_refuses_it(tmp_path: Path, arguments: list[str]) -> None:
    done = piped(tmp_path, PLAN, *arguments)

    text = "--plan: Planen på stdin går inte att ändra. Skriv namnet på en fil efter --plan.\n"
    assert (2, b"", text) == (done.returncode, done.stdout, done.stderr.decode())
    assert [] == list(tmp_path.iterdir())


def test_git_has_no_earlier_version_of_it(tmp_path: Path) -> None:
    done = piped(tmp_path, PLAN, "diff", "git:HEAD")

    text = "--plan: Planen på stdin går inte att leta upp i git. Skriv namnet på en fil efter --plan.\n"
    assert (2, text) == (done.returncode, done.stderr.decode())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PLAN.replace("[rektor]", "[rektro]"), '-:4:75: AH206 mote: Rollen "rektro" finns inte. Menade du "rektor"?'),
        ("", "-:1:1: AH102 planen: Filen är tom. Skriv en plan i den."),
        (
            "x" * 1_000_001,
            "-:1:1: AH101 planen: Filen är större än 1 MB, och det får en plan inte vara. Ange en annan fil.",
        ),
    ],
    ids=["misspelt", "empty", "large"],
)
def test_what_is_wrong_in_it_is_told_at_its_place(tmp_path: Path, text: str, told: str) -> None:
    done = piped(tmp_path, text, "generate")

    assert (1, ["Plan: den på stdin", told, "Inget är skrivet."]) == (
        done.returncode,
        done.stderr.decode().splitlines(),
    )
