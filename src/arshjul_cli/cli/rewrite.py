"""A plan that a command changes: read once, shown as a difference, asked about, written whole."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output
from arshjul_cli.errors import OutputError, PlanError, UsageError
from arshjul_cli.findings import visible

if TYPE_CHECKING:
    from arshjul_cli.flows.editable import Editable

NEXT = "Nästa steg: arshjul generate. Läggs flödena ut från ett repo sparar du i stället ändringen där."
"""What brings a decision to people's calendars."""
YesOption = Annotated[bool, typer.Option("--yes", help="Skriv utan att fråga.")]


def open_draft(option: str | None) -> "Editable":
    """Return the plan to change, and name it on stderr.

    Raises:
        OutputError: if it is the one that ships with the program.
        PlanError: if it cannot be used.
    """
    from arshjul_cli.flows.editable import editable
    from arshjul_cli.reading.load import load

    inputs.require_file(option, "ändra")
    path = inputs.plan_path(option)
    if inputs.is_shipped(path, option):
        text = "Planen som följer med programmet ändras inte. Kopiera den till ./arshjul.yaml, eller ange --plan."
        raise OutputError(f"{path}: {text}")
    return editable(load(path))


@contextmanager
def nothing_written() -> Iterator[None]:
    """Say before a `PlanError` that it is about the plan as it would be."""
    try:
        yield
    except PlanError:
        output.tell("Ändringen skulle ge fel i planen. Inget är skrivet:")
        raise


def propose(draft: "Editable", text: str, *, yes: bool, then: str = "") -> int:
    """Show what would change, ask, write it and say what to do then; return the exit code.

    Raises:
        UsageError: if there is nobody to ask.
        OutputError: if the plan cannot be written.
    """
    from arshjul_cli.write import rewrite

    path = Path(draft.name)
    if text == draft.text:
        output.tell("Det står redan så i planen. Inget är skrivet.")
        return 0
    output.write_lines("".join(f"{line}\n" for line in difference(draft.text, text, draft.name)))
    if not yes and not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("Inget är skrivet: programmet kan inte fråga här (ingen terminal). Kör igen med --yes.")
    if not yes and not _agreed(path):
        output.tell("Inget är skrivet.")
        return 1
    rewrite(path, draft.text.encode(), text.encode())
    output.note(f"Skrivet i {path}.")
    if then:
        output.note(then)
    return 0


def difference(old: str, new: str, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    from difflib import unified_diff

    before, after = (_lines(text) for text in (old, new))
    return map(visible, unified_diff(before, after, name, name, lineterm=""))


def _lines(text: str) -> list[str]:
    """Return the lines; unlike those of `splitlines`, none ends but where a line of YAML does."""
    from arshjul_cli.editing.layout import BOM

    return text.removeprefix(BOM).replace("\r\n", "\n").removesuffix("\n").split("\n")


def _agreed(path: Path) -> bool:
    output.tell(f"Ska ändringen sparas i {path}? [j/N]", end=" ")
    return sys.stdin.readline().strip().lower() in {"j", "ja"}
