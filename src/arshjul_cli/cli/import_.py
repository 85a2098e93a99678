"""`arshjul import`: a table becomes a plan."""

import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output
from arshjul_cli.errors import InputError, UsageError
from arshjul_cli.findings import cut
from arshjul_cli.swedish import did_you_mean, system_error

if TYPE_CHECKING:
    from arshjul_cli.importing.model import Column
    from arshjul_cli.schoolyear import SchoolYear

_SCHEMA = "arshjul.schema.json"
_STREAM = "-"


def import_(
    file: Annotated[
        str,
        typer.Argument(metavar="FIL", help=".xlsx, .ods, .docx, .csv, .tsv eller .txt; - läser det som klistras in."),
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar="FIL",
            show_default=False,
            help="Planen som skrivs (förval: arshjul.yaml); - skriver ut den.",
        ),
    ] = "arshjul.yaml",
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAMN", help="Bladet i en arbetsbok, eller tabellens nummer i Word."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="KOLUMNER",
            help="Om rubrikerna inte räcker: när=1,vad=2,ansvarig=3. Också månad, vecka, tid, deltar, plats, kategori "
            "och anmärkning.",
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="ÅR", help="Året för datum utan årtal: ett läsår (2026/27) eller kalenderår."),
    ] = None,
    domain: Annotated[
        str | None,
        typer.Option("--domain", metavar="DOMÄN", help="Planens uid_domain, till exempel arshjul.kommunen.se."),
    ] = None,
    today: clock.TodayOption = None,
) -> int:
    """Gör en plan av en tabell i Excel, Word eller text.

    Varje rad blir en aktivitet, och det visas vad den blev. En fil som redan finns ändras inte.
    """
    from arshjul_cli.importing.whole import Options, imported
    from arshjul_cli.render.imported import report
    from arshjul_cli.starter import DOMAIN

    options = Options(
        domain=DOMAIN if domain is None else inputs.hostname(domain),
        today=clock.today(today, None),
        sheet=sheet,
        columns=_columns(columns or ""),
        year=_year(year) if year is not None else None,
    )
    name = "det inklistrade" if file == _STREAM else Path(file).name
    try:
        made = imported(_bytes(file), name, options)
    except InputError as error:
        raise InputError(f"{name if file == _STREAM else file}: {error}") from error
    if out == _STREAM:
        output.write_bytes(made.text.encode())
        output.tell(report(made), end="")
        return 0
    _create(Path(out), made.text)
    output.write_text(report(made))
    output.note(f"Planen är sparad i {out}. Fortsätt med: arshjul check --plan {out}")
    return 0


def _create(path: Path, text: str) -> None:
    """Write a plan, and beside it the schema that its first line names, if none is there."""
    from arshjul_cli.plan import schema
    from arshjul_cli.write import create

    beside = {} if os.path.lexists(path.parent / _SCHEMA) else {_SCHEMA: schema.render()}
    create(path.parent, {path.name: text.encode(), **beside})


def _bytes(file: str) -> bytes:
    """Return the bytes of a file, or of what is pasted; of more than can be read, one byte more."""
    from arshjul_cli.importing.model import MAX_BYTES

    if file == _STREAM:
        if sys.stdin.isatty():
            output.tell("Klistra in tabellen. Avsluta med Enter och Ctrl+D (i Windows Ctrl+Z och Enter).")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(file)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError("Det här är ingen vanlig fil. Rätta sökvägen.")
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"Filen går inte att läsa ({system_error(error)}). Rätta sökvägen.") from error


def _columns(text: str) -> "Mapping[Column, int]":
    """Return the columns of `när=1,vad=2`, counted from 0; a letter, as Excel has them, is a number too.

    Raises:
        UsageError: if it cannot be read so.
    """
    from arshjul_cli.importing.model import Column

    columns: dict[Column, int] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, where = (piece.strip().casefold() for piece in part.partition("="))
        if name not in list(Column):
            raise UsageError(f'--columns: "{cut(name)}" är ingen kolumn.{did_you_mean(name, tuple(map(str, Column)))}')
        if (at := _position(where)) is None:
            example = f"Skriv kolumnens nummer, till exempel {name}=2."
            raise UsageError(f'--columns: "{cut(part)}" går inte att läsa. {example}')
        if Column(name) in columns or at in columns.values():
            raise UsageError(f'--columns: "{cut(part)}" står redan. Ange varje kolumn en gång.')
        columns[Column(name)] = at
    return columns


def _position(where: str) -> int | None:
    """Return where a column is, counted from 0, by its number or letter; None if it is neither."""
    if re.fullmatch("[a-z]", where):
        return ord(where) - ord("a")
    return int(where) - 1 if re.fullmatch(r"[1-9]\d{0,3}", where, re.ASCII) else None


def _year(text: str) -> "SchoolYear | int":
    """Return a school year or a calendar year."""
    return int(text) if re.fullmatch(r"20\d\d", text, re.ASCII) else inputs.school_year(text)
