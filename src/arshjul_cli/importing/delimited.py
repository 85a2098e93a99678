"""Tables as text: CSV with any separator, and what was copied from a PDF or a page, with tabs or two spaces."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, pairwise

from arshjul_cli.errors import InputError
from arshjul_cli.importing.cleaning import cleaned
from arshjul_cli.importing.model import Row, Table

_SEPARATORS = ";,\t"
_SAMPLE = 40
_NO_TEXT = 'Filen är ingen text. Spara den som "CSV UTF-8", .xlsx eller .docx, och försök igen.'
_GAP = re.compile(r"\t| {2,}")

Line = tuple[int, str]
"""The number of a line, and its text."""


def decoded(data: bytes) -> str:
    """Return the text of bytes in UTF-8, in UTF-16 with its mark, or in Windows-1252.

    Raises:
        InputError: if they are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        # In UTF-16 without its mark every other byte is one; a stray one is cleaned away.
        encodings = ["utf-8-sig", "cp1252"] if data.count(b"\0") <= len(data) // 10 else []
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise InputError(_NO_TEXT)


def of_csv(text: str) -> tuple[Table, ...]:
    """Return the one table of a CSV file; its rows are known by their lines.

    Raises:
        InputError: if a quotation mark is never closed, or a cell is larger than any.
    """
    marked = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    separator = marked[1] if marked else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[Row] = []
    line = 1
    try:
        for written in reader:
            cells = tuple(map(cleaned, written))
            if any(cells) and not (marked and line == 1):
                rows.append(Row(number=line, cells=cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"rad {line}: Ett citattecken står fel. Ta bort det, eller skriv det två gånger.") from error
    return (Table(rows=tuple(rows)),)


def _separator(text: str) -> str:
    """Return the separator that gives the first rows most alike, and then the most, columns."""

    def likeness(separator: str) -> tuple[int, int]:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _SAMPLE)
        widths: list[int] = []
        with suppress(csv.Error):  # told of when the rows are read
            widths += [len(cells) for cells in rows if any(cells)]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_SEPARATORS, key=likeness)


def of_text(text: str) -> tuple[Table, ...]:
    """Return the tables of a copied text: lines of several cells in a row, and what stands between two such."""
    lines = text.splitlines()
    blocks = tuple(_blocks(lines))
    return tuple(
        Table(
            name=f"tabellen på rad {block[0][0]}",
            rows=tuple(row for row in _laid_out(block) if any(row.cells)),
            follows=number > 0 and not "".join(lines[blocks[number - 1][-1][0] : block[0][0] - 1]).strip(),
        )
        for number, block in enumerate(blocks)
    )


def _blocks(texts: list[str]) -> Iterator[list[Line]]:
    """Yield the lines of each table. A line of one cell belongs to it if lines of it touch it."""
    block: list[Line] = []
    for number, (text, following) in enumerate(pairwise([*texts, ""]), 1):
        touches = bool(block) and block[-1][0] == number - 1
        if len(_filled(text)) > 1 or (touches and _filled(text) and ("\t" in text or len(_filled(following)) > 1)):
            block.append((number, text))
        elif text.strip() and block:
            yield block
            block = []
    if block:
        yield block


def _filled(text: str) -> list[str]:
    return [part for part in _GAP.split(text) if part.strip()]


def _laid_out(block: list[Line]) -> Iterator[Row]:
    """Yield the rows. What only spaces part goes to the column that it stands under: an empty cell leaves no trace."""
    if any("\t" in text for _, text in block):
        for number, text in block:
            yield Row(number=number, cells=tuple(map(cleaned, text.split("\t"))))
        return
    starts = [at for at, _ in max((_placed(text) for _, text in block), key=len)]
    for number, text in block:
        cells = [""] * len(starts)
        placed = _placed(text)
        for order, (at, part) in enumerate(placed):
            under = max((column for column, start in enumerate(starts) if start <= at + 1), default=0)
            cells[order if len(placed) == len(starts) else under] += f" {part}"
        yield Row(number=number, cells=tuple(map(cleaned, cells)))


def _placed(text: str) -> list[tuple[int, str]]:
    """Return the cells of a line that spaces part, and where each begins."""
    return [(found.start(), found[0]) for found in re.finditer(r"\S+(?: \S+)*", text)]
