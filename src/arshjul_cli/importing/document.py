"""Tables of Word documents, .docx. Text in tracked insertions and in form controls counts, deleted text does not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from arshjul_cli.errors import InputError
from arshjul_cli.importing.cleaning import cleaned
from arshjul_cli.importing.model import Row, Table
from arshjul_cli.importing.package import packed

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAMAGED = "Filen går inte att läsa. Öppna den i Word, spara om den som .docx, och försök igen."
_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What stands in it is there for old programs, and stands beside it once more."""
_GONE = {f"{_W}del", f"{_W}moveFrom"}
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MOST_COLUMNS = 63
"""Word has no more."""


def of_document(parts: dict[str, bytes]) -> tuple[Table, ...]:
    """Return the tables of a document's parts.

    Raises:
        InputError: if it cannot be read.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        body: Any = Document(packed(parts)).element.body
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise InputError(_DAMAGED) from error
    return tuple(_tables(body))


def _tables(body: "_Element") -> Iterator[Table]:
    """Yield the outermost tables, in order."""
    above, number, follows = "", 0, False
    for element in body.iter(f"{_W}p", f"{_W}tbl"):
        if _within(element, f"{_W}tbl") or _within(element, _COPY):
            continue
        if element.tag == f"{_W}p":
            text = _text(element)
            above, follows = text or above, follows and not text
            continue
        number += 1
        name = f"tabell {number}"
        yield Table(name=name, above=above, rows=tuple(_rows(element, name)), follows=follows)
        above, follows = "", True


def _within(element: "_Element", tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _rows(table: "_Element", name: str) -> Iterator[Row]:
    """Yield the rows; a cell over several columns has its text in the first, or in all if it is the whole row."""
    above: dict[int, str] = {}
    rows = (row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table)
    for number, row in enumerate(rows, 1):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells, merged = _cells(row, above)
        above = dict(enumerate(cells))
        if any(cells):
            yield Row(number=number, cells=tuple(cells), merged=frozenset(merged), table=name)


def _cells(row: "_Element", above: dict[int, str]) -> tuple[list[str], set[int]]:
    cells = [""] * min(_number(row, "trPr/gridBefore"), _MOST_COLUMNS)
    merged: set[int] = set()
    own = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
    for cell in own:
        span = max(1, min(_number(cell, "tcPr/gridSpan"), _MOST_COLUMNS))
        continues = (joined := cell.find(f"{_W}tcPr/{_W}vMerge")) is not None and joined.get(f"{_W}val") != "restart"
        if continues:
            merged.add(len(cells))
        lines = (_text(paragraph) for paragraph in cell.iter(f"{_W}p") if not _within(paragraph, _COPY))
        text = above.get(len(cells), "") if continues else cleaned("\n".join(lines))
        cells += [text, *[text if len(own) == 1 else ""] * (span - 1)]
    return cells, merged


def _number(element: "_Element", path: str) -> int:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    value = str(found.get(f"{_W}val")) if found is not None else ""
    return int(value) if value.isdecimal() else 0


def _text(paragraph: "_Element") -> str:
    """Return the text of a paragraph, but not that of one within it (a text box)."""
    return cleaned("".join(_pieces(paragraph)))


def _pieces(element: "_Element") -> Iterator[str]:
    for inner in element:
        if inner.tag in _GONE or inner.tag in {f"{_W}p", f"{_W}tbl"}:
            continue
        if inner.tag == f"{_W}t":
            yield inner.text or ""
        elif inner.tag in _SIGNS:
            yield _SIGNS[str(inner.tag)]
        else:
            yield from _pieces(inner)
