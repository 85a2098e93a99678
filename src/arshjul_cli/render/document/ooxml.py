"""What python-docx has no words for: the lines and heads of tables, links, page numbers, an archive without a clock."""

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_FIRST = (1980, 1, 1, 0, 0, 0)
"""The date of every part of an archive."""


def frame(table: "Table") -> None:
    """Draw a thin line over, under and between the rows of a table."""
    lines = (
        _element(f"w:{side}", val="single", sz="4", space="0", color="B8B8B8") for side in ("top", "bottom", "insideH")
    )
    borders = _element("w:tblBorders")
    borders.extend(lines)
    # The schema has an order: borders come before the layout.
    table.autofit = False
    table._tbl.tblPr.find(_name("w:tblLayout")).addprevious(borders)  # noqa: SLF001 - the element itself


def head(row: "_Row") -> None:
    """Let a row stand on top of every page of its table."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001 - the element itself


def whole(row: "_Row") -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))  # noqa: SLF001 - the element itself


def shade(cell: "_Cell", color: str) -> None:
    """Give a cell a ground."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=color))  # noqa: SLF001 - as above


def link(line: "Paragraph", run: "Run", address: str) -> None:
    """Let the last run of a paragraph lead to a page."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    made = _element("w:hyperlink")
    made.set(_name("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    _around(line, run, made)


def field(line: "Paragraph", run: "Run", code: str) -> None:
    """Let Word put what it counts, `PAGE` or `NUMPAGES`, in place of the last run of a paragraph."""
    _around(line, run, _element("w:fldSimple", instr=code))


def stamped(data: bytes) -> bytes:
    """Return an archive anew, in which no part has a date of the clock or tells of the system."""
    anew = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(anew, "w") as made:
        for part in archive.infolist():
            entry = zipfile.ZipInfo(part.filename, _FIRST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(entry, archive.read(part))
    return anew.getvalue()


def _around(line: "Paragraph", run: "Run", element: "BaseOxmlElement") -> None:
    line._p.append(element)  # noqa: SLF001 - the element itself
    element.append(run._r)  # noqa: SLF001 - as above


def _element(name: str, **attributes: str) -> "BaseOxmlElement":
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(_name(f"w:{key}"), value)
    return made


def _name(prefixed: str) -> str:
    from docx.oxml.ns import qn

    return qn(prefixed)
