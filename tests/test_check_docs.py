"""Every example of docs/check.md, run: what is wrong gives exactly its lines, what is right gives none of that code."""

import re
import shlex
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import Result

CHECK = (Path(__file__).parents[1] / "docs" / "check.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(.*?)^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INTRODUCTION, *SECTIONS = re.split(r"^## (?=AH)", CHECK, flags=re.MULTILINE)
*_, (_, BASE) = BLOCK.findall(INTRODUCTION)
OF_THE_FILE = {"AH101", "AH102", "AH106"}
"""Shown by a command, by an encoding and by many faults, not by a small change in the plan."""
TODAY = "2025-08-18"
"""For the examples that the day makes no difference to."""


class Example(NamedTuple):
    """A change in the plan that is wrong, the lines it gives by a command, and one that is right."""

    code: str
    bad: str
    command: str
    lines: str
    good: str


def examples() -> Iterator[Example]:
    """Yield every example, three blocks each."""
    for section in SECTIONS:
        blocks = BLOCK.findall(section)
        if section[:5] in OF_THE_FILE:
            continue
        for (before, bad), (_, lines), (_, good) in zip(blocks[::3], blocks[1::3], blocks[2::3], strict=True):
            commands = re.findall(r"`arshjul check (.*?)`", before.rstrip().rpartition("\n\n")[2])
            [command] = commands or [f"2025/26 --today {TODAY}"]
            yield Example(section[:5], bad, command, lines, good)


def parts(lines: Iterable[str], indent: int) -> list[tuple[str, list[str]]]:
    """Return the parts at an indent: the key or id of each, written as an id, and its lines."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if re.match(rf" {{{indent}}}\S", line):
            name = line.strip().removeprefix("- id: ").partition(":")[0].lower().replace("/", "-")
            found.append((unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode(), [line]))
        elif found:
            found[-1][1].append(line)
        else:
            found.append(("", [line]))
    return found


def changed(plan: list[str], change: list[str], indent: int = 0) -> list[str]:
    """Return a plan in which each part of a change replaces its own, down to the keys; new ones stand after it."""
    result = parts(plan, indent)
    names: list[str | None] = [name for name, _ in result]
    place = len(result) if indent < 4 else 0
    for name, lines in parts(change, indent):
        if name in names:
            place = names.index(name)
            _, old = result.pop(place)
            names[place] = None
            new = [lines[0], *changed(old[1:], lines[1:], indent + 2)] if indent < 4 else lines
        else:
            names.insert(place, None)
            new = lines
        result.insert(place, (name, new))
        place += 1
    return [line for _, lines in result for line in lines]


def checked(run: Callable[..., Result], change: str, command: str) -> Result:
    """Return what `check` says of the plan with a change."""
    if "--previous" in command:
        Path("arshjul.yaml").write_text(BASE, encoding="utf-8")
        assert 0 == run("generate", "2025/26", "--stamp", f"{TODAY}T12:00:00Z").exit_code
    plan = changed(BASE.splitlines(keepends=True), change.replace("\n\n", "\n").splitlines(keepends=True))
    Path("arshjul.yaml").write_text("".join(plan), encoding="utf-8")
    return run("check", *shlex.split(command), "--format", "text")


def lines_of(code: str, output: str) -> str:
    """Return the lines of a code."""
    return "".join(line for line in output.splitlines(keepends=True) if f": {code} " in line)


EXAMPLES = list(examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{one.code}-{n}" for n, one in enumerate(EXAMPLES)])
def test_an_example_gives_its_lines_and_what_is_right_none_of_them(
    example: Example, run: Callable[..., Result]
) -> None:
    bad = checked(run, example.bad, example.command)
    assert example.lines == lines_of(example.code, bad.output)

    good = checked(run, example.good, example.command)
    assert (0, "") == (good.exit_code, lines_of(example.code, good.output))


def test_every_code_has_an_example() -> None:
    assert {section[:5] for section in SECTIONS} == {example.code for example in EXAMPLES} | OF_THE_FILE


def test_the_plan_of_the_examples_is_without_fault(run: Callable[..., Result]) -> None:
    right = "Planen går att använda: 0 fel, 0 varningar, 0 påpekanden.\n"
    assert right in checked(run, "", f"2025/26 --today {TODAY}").output


def test_a_file_that_cannot_be_read_is_told_as_the_document_says(run: Callable[..., Result]) -> None:
    (_, bad), (_, lines), (_, good) = BLOCK.findall(SECTIONS[0])
    Path("arshjul.yaml").write_text(BASE, encoding="utf-8")

    assert lines == lines_of("AH101", run(*shlex.split(bad)[1:]).output)
    assert 0 == run(*shlex.split(good)[1:]).exit_code


def test_a_file_in_another_encoding_is_told_as_the_document_says(run: Callable[..., Result]) -> None:
    ((_, lines),) = BLOCK.findall(SECTIONS[1])
    Path("arshjul.yaml").write_text(BASE, encoding="cp1252")

    assert lines == lines_of("AH102", run("check", "2025/26").output)
