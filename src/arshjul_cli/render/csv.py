"""A wheel, or any table, as CSV for a Swedish Excel: semicolons, UTF-8 with BOM, CRLF; Swedish headings, ISO dates."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence

from arshjul_cli.render.context import Context
from arshjul_cli.render.rows import HEADINGS, Cell, rows
from arshjul_cli.wheel.model import Wheel

_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


def render(wheel: Wheel, _context: Context) -> Mapping[str, bytes]:
    """Return one file: one row per occurrence, then the undated ones."""
    return {"arshjul.csv": table(HEADINGS, rows(wheel))}


def table(headings: Sequence[str], cells: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows of cells under headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows(map(_written, row) for row in cells)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    """Return a cell as text. A spreadsheet takes none for a formula."""
    text = cell.isoformat() if isinstance(cell, dt.date) else "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
