"""The tables of a file of any kind that is known, by what it is and, for text, by its name."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from arshjul_cli.errors import InputError
from arshjul_cli.importing.delimited import decoded, of_csv, of_text
from arshjul_cli.importing.document import of_document
from arshjul_cli.importing.model import MAX_BYTES, MAX_ROWS, Table
from arshjul_cli.importing.package import unpacked
from arshjul_cli.importing.workbook import of_workbook

_ZIP, _OLE, _PDF = b"PK", b"\xd0\xcf\x11\xe0", b"%PDF"
_LONGEST_CELL = 5_000
_UNKNOWN = "Filen är varken .xlsx, .ods eller .docx. Spara tabellen som en sådan, eller som CSV, och försök igen."
_LACKING = (
    "För .xlsx, .ods och .docx behövs mer. Installera programmet med tillägget [office], "
    "eller kör: pip install python-calamine python-docx"
)
_OLD = "Filen är i ett äldre format, eller låst med ett lösenord. Spara den som .xlsx eller .docx utan lösenord."
_IS_PDF = "En PDF går inte att läsa. Markera tabellen i den, kopiera, och klistra in: arshjul import -"
_OFFICE: Mapping[str, Callable[[dict[str, bytes]], tuple[Table, ...]]] = {
    "word/document.xml": of_document,
    "xl/workbook.xml": of_workbook,
    "content.xml": of_workbook,
}
"""What reads an archive, by a part that it has."""


def tables_of(data: bytes, name: str) -> tuple[Table, ...]:
    """Return the tables of a file that is known by a name.

    Raises:
        InputError: if it is none that can be read, or larger than a table may be; says what to do.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"Filen är större än {MAX_BYTES // 1_000_000} MB. Kopiera tabellen till en egen fil.")
    if not data.strip():
        raise InputError("Filen är tom. Ange en fil med en tabell.")
    if data.startswith(_OLE):
        raise InputError(_OLD)
    if data.startswith(_PDF):
        raise InputError(_IS_PDF)
    tables = _of_office(data) if data.startswith(_ZIP) else _of_plain(decoded(data), PurePath(name).suffix.lower())
    _require_small(tables)
    return tables


def _of_office(data: bytes) -> tuple[Table, ...]:
    parts = unpacked(data)
    for part, read in _OFFICE.items():
        if part in parts:
            try:
                return read(parts)
            except ModuleNotFoundError as error:
                raise InputError(_LACKING) from error
    raise InputError(_UNKNOWN)


def _of_plain(text: str, suffix: str) -> tuple[Table, ...]:
    """Return the tables of a text: of CSV by its name, or where nothing else parts it."""
    if suffix in {".csv", ".tsv"}:
        return of_csv(text)
    return of_text(text) or of_csv(text)


def _require_small(tables: tuple[Table, ...]) -> None:
    filled = [row for table in tables for row in table.rows]
    if len(filled) > MAX_ROWS:
        raise InputError(f"Filen har {len(filled)} rader, högst {MAX_ROWS} går att läsa. Dela upp den.")
    for row in filled:
        if (longest := max(map(len, row.cells))) > _LONGEST_CELL:
            raise InputError(f"{row.where}: En cell har {longest} tecken. Korta den till högst {_LONGEST_CELL}.")
