"""A table as a workbook of Excel's, with what is to be filled in marked."""

import datetime as dt
import io
from typing import TYPE_CHECKING

from arshjul_cli.render.grid import Grid
from arshjul_cli.render.rows import Cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zone, and the same table is the same bytes
_NARROWEST, _WIDEST = 10, 45
_DAY, _TEXT = "yyyy-mm-dd", "@"
_MARK = "#FFF2CC"


def render(grid: Grid) -> bytes:
    """Return a workbook of one sheet; no text in it is a formula."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"title": grid.title, "created": _CREATED})
    sheet = book.add_worksheet("Lista")
    heading, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": _DAY})
    for column, (key, name) in enumerate(grid.columns.items()):
        cells = [row[column] for row in grid.rows]
        width = max(len(name), *(len(str(cell or "")) for cell in cells), _NARROWEST) + 1
        sheet.set_column(column, column, min(width, _WIDEST))
        sheet.write_string(0, column, name, heading)
        # As text, "9-12" stays a time.
        blank = book.add_format({"num_format": _DAY if key == "date" else _TEXT, "bg_color": _MARK, "border": 4})
        for at, cell in enumerate(cells, 1):
            if cell is None and key in grid.to_fill_in:
                sheet.write_blank(at, column, None, blank)
            else:
                _write(sheet, at, column, cell, day)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _write(sheet: "Worksheet", row: int, column: int, cell: Cell, day: "Format") -> None:
    if isinstance(cell, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell)
