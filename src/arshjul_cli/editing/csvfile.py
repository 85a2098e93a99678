"""A board's meeting calendar as CSV: bytes -> what is written on each row, or every problem of the file."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from arshjul_cli.editing.decision import Written
from arshjul_cli.errors import InputError
from arshjul_cli.findings import visible
from arshjul_cli.swedish import did_you_mean

_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("activity", "aktivitet"), "activity"),
    **dict.fromkeys(("date", "datum"), "date"),
    **dict.fromkeys(("time", "tid"), "time"),
    **dict.fromkeys(("place", "plats"), "location"),
    **dict.fromkeys(("slot", "månad"), "slot"),
    **dict.fromkeys(("url", "länk"), "url"),
}
_NEEDED = {"activity": "aktivitet", "date": "datum"}
_SEPARATORS = ";,\t"


@dataclass(frozen=True, slots=True)
class Row:
    """A row, and the line of the file that it begins on."""

    line: int
    written: Written


def rows(data: bytes, file: str) -> tuple[Row, ...]:
    """Return the rows of a file that is known by a name; empty ones are left out.

    Raises:
        InputError: with every problem, each with its line.
    """
    lines = tuple(_lines(_decoded(data, file), file))
    if not lines:
        raise InputError(f"{file}:1: Filen är tom. Skriv rubrikerna aktivitet;datum;tid;plats och en rad per möte.")
    (line, headings), *others = lines
    columns = [_HEADINGS.get(heading.strip().lower()) for heading in headings]
    if problems := tuple(_of_headings(headings, columns)):
        raise InputError("\n".join(f"{file}:{line}: {visible(problem)}" for problem in problems))
    if problems := tuple(f"{file}:{n}: {text}" for n, cells in others for text in _of_row(cells, len(columns))):
        raise InputError("\n".join(problems))
    return tuple(Row(n, _written(columns, cells)) for n, cells in others)


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        text = 'Filen är inte UTF-8. Välj "CSV UTF-8" i Excel när du sparar den, och försök igen.'
        raise InputError(f"{file}:{line}: {text}") from error
    if "\0" in text:
        raise InputError(f'{file}:1: Filen är ingen ren text. Spara den som "CSV UTF-8", och försök igen.')
    return text


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that have anything in them, with their lines."""
    first = next(filter(str.strip, text.splitlines()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(first), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        text = "Ett citattecken står fel. Ta bort det, eller skriv det två gånger."
        raise InputError(f"{file}:{line}: {text}") from error


def _separator(headings: str) -> str:
    """Return the separator that gives the most headings we know."""

    def known(separator: str) -> int:
        return sum(heading.strip(' "').lower() in _HEADINGS for heading in headings.split(separator))

    return max(_SEPARATORS, key=known)


def _of_headings(headings: list[str], columns: list[str | None]) -> Iterator[str]:
    for heading, column in zip(headings, columns, strict=True):
        if column is None:
            yield f'Rubriken "{heading.strip()}" är okänd.{did_you_mean(heading, _HEADINGS)} Rätta den.'
        elif columns.count(column) > 1:
            yield f'Rubriken "{heading.strip()}" står två gånger. Ta bort den ena kolumnen.'
    for column, heading in _NEEDED.items():
        if column not in columns:
            yield f'Rubriken "{heading}" saknas. Första raden ska vara aktivitet;datum;tid;plats.'


def _of_row(cells: list[str], many: int) -> Iterator[str]:
    if any(cell.strip() for cell in cells[many:]):
        quote = "Innehåller en text kommatecken eller semikolon sätter du den inom citattecken."
        yield f"Raden har {len(cells)} celler, rubrikerna är {many}. {quote}"


def _written(columns: list[str | None], cells: list[str]) -> Written:
    """Return the cells by their columns; one that the row lacks is an empty text, one that the file lacks is not."""
    cells = [*cells, *[""] * (len(columns) - len(cells))]
    given = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
    return Written(**given)
