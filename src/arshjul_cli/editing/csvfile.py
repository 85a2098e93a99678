"""CSV: bytes -> its rows of cells with their lines, or what is wrong with the file."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from arshjul_cli.errors import InputError

Line = tuple[int, Sequence[str]]
"""The line that a row begins on, and its cells."""
_SEPARATORS = ";,\t"
_SAMPLE = 20
_MARK = re.compile(r"sep=(.)[ \t]*(?:\r?\n|\r|$)", re.IGNORECASE)


def lines(data: bytes, file: str, headings: Collection[str]) -> tuple[Line, ...]:
    """Return the rows that have anything in them; the separator is the one that parts most of some headings.

    Raises:
        InputError: if it is no text, or a quotation mark is wrong; with its line.
    """
    text = _decoded(data, file)
    if marked := _MARK.match(text):
        return tuple(_lines(text[marked.end() :], file, marked[1], 2))
    return tuple(_lines(text, file, _separator(text, headings), 1))


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


def _lines(text: str, file: str, separator: str, first: int) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + first
    except csv.Error as error:
        text = "Ett citattecken står fel. Ta bort det, eller skriv det två gånger."
        raise InputError(f"{file}:{line}: {text}") from error


def _separator(text: str, headings: Collection[str]) -> str:
    """Return the separator that gives a line the most headings."""
    sample = list(islice(filter(str.strip, text.splitlines()), _SAMPLE))

    def known(separator: str) -> int:
        return max(
            (sum(cell.strip(' "').lower() in headings for cell in line.split(separator)) for line in sample), default=0
        )

    return max(_SEPARATORS, key=known)
