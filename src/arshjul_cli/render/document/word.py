"""A document for Word: the tables that a board has among its papers, with headings, page numbers, in Swedish."""

import datetime as dt
import io
from typing import TYPE_CHECKING

from arshjul_cli.errors import OutputError
from arshjul_cli.render.document import ooxml
from arshjul_cli.render.document.model import Cell, Document, Page, Section, Table

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_LACKING = (
    "En fil för Word görs av paketet python-docx, som inte är installerat. Installera programmet med tillägget "
    "[office], eller kör: pip install python-docx"
)
_WIDTH, _MARGIN, _VALUES = 174, 18, 45
"""The room between the margins, a margin, and where the values of facts begin, in millimetres."""
_ACCENT, _MUTED, _LINK, _HEAD = "1F3A5F", "595959", "0B4F9E", "E9EEF5"
_SIZES = {"Normal": 9.5, "List Bullet": 9.5, "Title": 24, "Subtitle": 14, "Heading 1": 16, "Heading 2": 11.5}
"""The styles that are used, and their letters in points."""
_BODY = ("Normal", "List Bullet")
_LONGEST = 255
"""What a property of a file may have, in signs."""


def docx(document: Document) -> bytes:
    """Return the document.

    Raises:
        OutputError: if python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise OutputError(_LACKING) from error
    file = docx.Document()
    _letters(file)
    _properties(file, document)
    _page(file, document)
    _first(file, document)
    for section in document.sections:
        _section(file, section, 1)
    written = io.BytesIO()
    file.save(written)
    return ooxml.stamped(written.getvalue())


def _letters(file: "File") -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, points in _SIZES.items():
        style = file.styles[name]
        style.font.size, style.font.name = Pt(points), "Arial"
        # The template names fonts by its theme, which goes before a name.
        fonts = style.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        style.paragraph_format.space_after = Pt(2 if name in _BODY else 6)
        if name not in _BODY:
            style.font.color.rgb, style.font.italic = RGBColor.from_string(_ACCENT), False
    (language,) = file.styles.element.iter(qn("w:lang"))
    language.set(qn("w:val"), "sv-SE")


def _properties(file: "File", document: Document) -> None:
    properties = file.core_properties
    properties.title = document.name[:_LONGEST]
    properties.author = properties.last_modified_by = document.organisation[:_LONGEST]
    properties.language, properties.comments = "sv-SE", ""
    if document.day:
        day = document.day
        properties.created = properties.modified = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - it has no zone
    else:
        dates = [part for part in properties._element if part.tag.endswith(("}created", "}modified"))]  # noqa: SLF001 - python-docx takes none away
        for date in dates:
            properties._element.remove(date)  # noqa: SLF001 - as above


def _page(file: "File", document: Document) -> None:
    """Set the sheet, its header and its footer."""
    from docx.shared import Mm

    (section,) = file.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for line, left in ((header, document.title), (footer, document.organisation)):
        line.style = file.styles["Normal"]
        _tab(line, _WIDTH, right=True)
        _small(line, f"{left}\t")
    _small(header, document.year)
    _small(footer, "Sida ")
    ooxml.field(footer, _small(footer, "1"), "PAGE")
    _small(footer, " av ")
    ooxml.field(footer, _small(footer, "1"), "NUMPAGES")


def _first(file: "File", document: Document) -> None:
    """Write what it is, and what was decided."""
    _colored(file.add_paragraph(), document.organisation, _MUTED)
    file.add_paragraph(document.title, style="Title")
    file.add_paragraph(" – ".join(filter(None, (document.year, document.narrowed))), style="Subtitle")
    for word, cell in document.facts:
        line = file.add_paragraph()
        _tab(line, _VALUES)
        _colored(line, f"{word}\t", _MUTED)
        line.add_run(cell.text)
        for page in cell.pages:
            _link(line, page)


def _section(file: "File", section: Section, level: int) -> None:
    file.add_heading(section.title, level)
    if section.text:
        file.add_paragraph(section.text)
    if section.table:
        _table(file, section.table)
    for part in section.sections:
        _section(file, part, level + 1)


def _table(file: "File", table: Table) -> None:
    from docx.shared import Mm

    made = file.add_table(rows=1, cols=len(table.columns))
    ooxml.frame(made)
    ooxml.head(made.rows[0])
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(column.heading).bold = True
        ooxml.shade(cell, _HEAD)
    for values in table.rows:
        for cell, value in zip(made.add_row().cells, values, strict=True):
            _fill(cell, value)
    widths = [Mm(_WIDTH * column.share / 100) for column in table.columns]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        ooxml.whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _fill(cell: "_Cell", value: Cell) -> None:
    line = cell.paragraphs[0]
    if value.text:
        line.add_run(value.text).font.strike = value.struck or None
        for text in value.lines:
            cell.add_paragraph(text, style="List Bullet")
    else:
        line.add_run("\N{NO-BREAK SPACE}· ".join(value.lines))
    for page in value.pages:
        _link(cell.add_paragraph(), page)


def _link(line: "Paragraph", page: Page) -> None:
    run = _colored(line, page.title, _LINK)
    run.underline = True
    ooxml.link(line, run, page.url)


def _small(line: "Paragraph", text: str) -> "Run":
    from docx.shared import Pt

    run = _colored(line, text, _MUTED)
    run.font.size = Pt(8)
    return run


def _colored(line: "Paragraph", text: str, color: str) -> "Run":
    from docx.shared import RGBColor

    run = line.add_run(text)
    run.font.color.rgb = RGBColor.from_string(color)
    return run


def _tab(line: "Paragraph", millimetres: float, *, right: bool = False) -> None:
    """Let a paragraph have a tab, whose text begins or (`right`) ends there."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    side = WD_TAB_ALIGNMENT.RIGHT if right else WD_TAB_ALIGNMENT.LEFT
    line.paragraph_format.tab_stops.add_tab_stop(Mm(millimetres), side)
