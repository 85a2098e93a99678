"""The plan of a year as a workbook for Excel: real dates and weeks, filters, and sheets that are ready to print.

Every text is written as text, so that none is taken for a formula.
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from itertools import islice, zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from arshjul_cli.render.document.contents import AGAIN, TIME_PLAN
from arshjul_cli.render.document.model import Cell, Document, Page, Section
from arshjul_cli.render.rows import HEADINGS
from arshjul_cli.render.rows import Cell as Value
from arshjul_cli.render.wording import STATUS
from arshjul_cli.swedish import with_hyphens
from arshjul_cli.wheel.model import Status

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ABOUT = "Om planen"
_WEEK, _START, _SUMMARY = (HEADINGS.index(heading) for heading in ("Vecka", "Börjar", "Aktivitet"))
_STATUS, _LAST_PRINTED, _LINK = (HEADINGS.index(heading) for heading in ("Status", "Orsak", "Länk"))
_NARROWEST, _WIDEST, _WIDE, _FEW = 8, 32, 70, 5
"""The widths of columns in signs: at least, at most, and at most of what is not printed or one of a few."""
_LINE, _HIGHEST = 15.0, 405.0
"""The height of a line, and the most that a row may have, in points."""
_LONGEST_TEXT, _LONGEST_ADDRESS, _LONGEST_HEADER = 32_767, 2_000, 90
"""What Excel takes, in UTF-16 units: of an address when it is encoded, of a header all of its three parts."""
_UNDATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a file of Office has local time
"""What stands for no date, as in the archive that the file is."""
_FORMULA = ("=", "+", "-", "@")


def xlsx(document: Document) -> bytes:
    """Return the workbook: a sheet for the time plan, one for each further table, one for what was decided."""
    from xlsxwriter import Workbook

    data = io.BytesIO()
    # In memory nothing depends on the clock or on a folder for temporary files.
    with Workbook(data, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties(
            {
                "title": _cut(document.name, 250),
                "author": _cut(document.organisation, 250),
                "created": _midnight(document.day) if document.day else _UNDATED,
            }
        )
        pen = _Pen(book, document)
        pen.time_plan()
        for section in document.sections:
            pen.table(section)
        pen.about()
    return data.getvalue()


class _Pen:
    """Writes the sheets of one book."""

    def __init__(self, book: "Workbook", document: Document) -> None:
        self._book = book
        self._document = document
        self._formats: dict[frozenset[str], Format] = {}

    def time_plan(self) -> None:
        """Write a row for each occurrence, then what has no date."""
        name = f"{TIME_PLAN} {self._document.slug}"
        sheet = self._sheet(name, HEADINGS, [_texts(row) for row in self._document.rows])
        for number, row in enumerate(self._document.rows, 1):
            struck = row[_STATUS] == STATUS[Status.CANCELLED]
            for column, value in enumerate(row):
                self._value(sheet, number, column, _week(row) if column == _WEEK else value, struck=struck)
        sheet.print_area(0, 0, len(self._document.rows), _LAST_PRINTED)

    def table(self, section: Section) -> None:
        """Write a section that is one table; all that is in the time plan, or has no date, is in its sheet already."""
        if section.table is None or section.title in {TIME_PLAN, AGAIN}:
            return
        headings = [column.heading for column in section.table.columns]
        written = [[_all(cell) for cell in row] for row in section.table.rows]
        sheet = self._sheet(section.title, headings, written)
        for number, row in enumerate(written, 1):
            for column, text in enumerate(row):
                self._text(sheet, number, column, text)

    def about(self) -> None:
        """Write what was decided, when, and whom to ask."""
        document = self._document
        facts = (
            ("Plan", Cell(document.title)),
            ("Organisation", Cell(document.organisation)),
            ("Innehåll", Cell(" – ".join(filter(None, (document.year, document.narrowed))))),
            *document.facts,
        )
        sheet = self._sheet(ABOUT, ("Uppgift", "Värde"), [(word, _all(cell)) for word, cell in facts])
        for number, (word, cell) in enumerate(facts, 1):
            self._text(sheet, number, 0, word)
            if cell.pages:
                self._link(sheet, number, 1, cell.pages[0])
            else:
                self._text(sheet, number, 1, _all(cell))

    def _sheet(self, name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> "Worksheet":
        """Return a new sheet with its headings, ready to print; `rows` tell how wide its columns are to be."""
        sheet = self._book.add_worksheet(name)
        columns = zip_longest(headings, *rows, fillvalue="")
        few = len(headings) < _FEW
        widths = [
            _width(heading, texts, _WIDE if few or number > _LAST_PRINTED else _WIDEST)
            for number, (heading, *texts) in enumerate(columns)
        ]
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.write_string(0, column, heading, self._format("head"))
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _height(row, widths))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{_header(self._document.name)}")
        sheet.set_footer(f"&L{_header(self._document.organisation)}&RSida &P av &N")
        return sheet

    def _value(self, sheet: "Worksheet", row: int, column: int, value: Value | int, *, struck: bool) -> None:
        match value:
            case None | "":
                pass
            case dt.date():
                sheet.write_datetime(row, column, _midnight(value), self._format("date"))
            case int():
                sheet.write_number(row, column, value, self._format("number"))
            case str() if column == _LINK:
                self._link(sheet, row, column, Page(value, value))
            case str():
                self._text(sheet, row, column, value, struck=struck and column == _SUMMARY)

    def _text(self, sheet: "Worksheet", row: int, column: int, text: str, *, struck: bool = False) -> None:
        marks = {
            "struck": struck,
            "quoted": with_hyphens(text).startswith(_FORMULA),
            "beside": column > _LAST_PRINTED,
        }
        kinds = (kind for kind, applies in marks.items() if applies)
        sheet.write_string(row, column, _cut(text, _LONGEST_TEXT), self._format(*kinds))

    def _link(self, sheet: "Worksheet", row: int, column: int, page: Page) -> None:
        if 3 * _units(page.url) > _LONGEST_ADDRESS:
            self._text(sheet, row, column, page.url)
        else:
            sheet.write_url(row, column, page.url, self._format("link"), page.title)

    def _format(self, *kinds: str) -> "Format":
        """Return the one format of a kind of cell."""
        if (key := frozenset(kinds)) not in self._formats:
            made = self._book.add_format({"valign": "top", "text_wrap": "beside" not in key})
            if "head" in key:
                made.set_bold()
                made.set_bg_color("#E7E6E6")
                made.set_bottom(1)
            if "date" in key:
                made.set_num_format("yyyy-mm-dd")
                made.set_align("left")
            if "number" in key:
                made.set_num_format("0")
                made.set_align("left")
            if "link" in key:
                made.set_font_color("#0563C1")
                made.set_underline()
            if "struck" in key:
                made.set_font_strikeout()
            # Who edits such a cell gets a text again, not a formula.
            if "quoted" in key:
                made.set_quote_prefix()
            self._formats[key] = made
        return self._formats[key]


def _week(row: Sequence[Value]) -> int | None:
    """Return the ISO week in which something begins."""
    start = row[_START]
    return start.isocalendar().week if isinstance(start, dt.date) else None


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as above


def _texts(row: Iterable[Value]) -> tuple[str, ...]:
    return tuple(value.isoformat() if isinstance(value, dt.date) else value or "" for value in row)


def _all(cell: Cell) -> str:
    """Return all that stands in a cell, line by line."""
    return "\n".join(filter(None, (cell.text, *cell.lines, *(page.title for page in cell.pages))))


def _width(heading: str, texts: Iterable[str], most: int) -> int:
    """Return how many signs wide a column is; a heading has the mark of the filter after it."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return max(_NARROWEST, len(heading) + 3, min(longest + 1, most))


def _height(row: Iterable[str], widths: Iterable[int]) -> float:
    """Return how high a row is in points, for what is printed: not every program sees to that itself."""
    printed = islice(zip(row, widths, strict=True), _LAST_PRINTED + 1)
    lines = max(_lines(text, width) for text, width in printed)
    return min(_LINE * lines, _HIGHEST)


def _lines(text: str, width: int) -> int:
    return sum(max(1, len(wrap(line, width))) for line in text.split("\n"))


def _header(text: str) -> str:
    """Return a text as a header shows it; a sign that begins a code of Excel's is doubled."""
    return _cut(text, _LONGEST_HEADER).replace("&", "&&")


def _cut(text: str, most: int) -> str:
    """Return a text of at most so many UTF-16 units."""
    if _units(text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", errors="ignore") + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
