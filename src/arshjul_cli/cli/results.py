"""What `--format` and `--out` mean, the same in every command that has them."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut
from arshjul_cli.swedish import enumerate_words

if TYPE_CHECKING:
    from rich.console import RenderableType

TABLE, TEXT = "table", "text"
FOR_PEOPLE = frozenset({TABLE, "markdown"})
"""The formats in which ids are shown only if they are asked for; programs always get them."""
_FORMATS = ("csv", "markdown", "json")
FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="table (förval), csv, markdown eller json."),
]
OutOption = Annotated[
    str | None,
    typer.Option("--out", metavar="FIL", help="Skriv till en fil. Slutar den på .csv, .md eller .json blir det så."),
]
IdsOption = Annotated[bool, typer.Option("--ids", help="Visa id efter namnet.")]
_ENDINGS = {".csv": "csv", ".md": "markdown", ".json": "json", ".xlsx": "xlsx", ".txt": TABLE}
_OTHERS = (".yaml", ".yml", ".ics")
"""What a plan and a feed are called: no result is to be written over one."""


def wanted(format_: str | None, out: str | None, formats: Iterable[str] = _FORMATS) -> str:
    """Return the format of a result: the one that is asked for, else that of the file's name, else a table.

    Raises:
        UsageError: if there is no such format, or the file's name is that of something else.
    """
    valid = tuple(formats)
    ending = Path(out).suffix.lower() if out is not None else ".txt"
    if out is not None and ending in _OTHERS:
        raise UsageError(f'--out: "{cut(out)}" heter som en plan eller ett flöde. Välj ett annat filnamn.')
    if format_ is not None:
        chosen = inputs.choice("--format", TABLE if format_ == TEXT else format_, (TABLE, *valid))
    elif (chosen := _ENDINGS.get(ending, "")) not in {TABLE, *valid}:
        known = [name for name, named in _ENDINGS.items() if named in {TABLE, *valid}]
        text = f"Skriv ett filnamn som slutar på {enumerate_words(known, 'eller')}, eller ange --format."
        raise UsageError(f'--out: "{cut(out or "")}" säger inte vilket format det ska vara. {text}')
    return chosen


def write(data: bytes, out: str | None) -> None:
    """Write a result for other programs, to a file if one is named.

    Raises:
        OutputError: if the file cannot be written.
        ResultError: if it cannot be written to stdout.
    """
    if out is None:
        output.write_bytes(data)
        return
    from arshjul_cli.write import save

    save(Path(out), data)
    output.note(f"Skrivet i {out}.")


def write_table(table: "RenderableType", out: str | None) -> None:
    """Write a table for people, as `write` does."""
    if out is None:
        output.page_table(table)
    else:
        write(output.plain(table).encode(), out)
