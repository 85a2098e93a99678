"""Files with tables, made by the libraries that people's programs are like; and what `import` makes of them."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import docx
import openpyxl

from arshjul_cli.importing.model import Column, Imported
from arshjul_cli.importing.whole import Options, imported
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from building import DOMAIN, plan_from

Rows = Sequence[Sequence[object]]
_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def xlsx(rows: Rows, change: Callable[[openpyxl.Workbook], None] = lambda _: None, title: str = "Blad1") -> bytes:
    """Return a workbook of one sheet, after a change of it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def word(*tables: Rows, above: Mapping[int, str] | None = None) -> bytes:
    """Return a document with tables, each with a paragraph before it; a row of one text is merged over all columns."""
    document = docx.Document()
    for number, rows in enumerate(tables):
        document.add_paragraph((above or {}).get(number, "Ett stycke."))
        table = document.add_table(rows=0, cols=max(map(len, rows)))
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[-1]).text = str(row[0])
            else:
                for cell, text in zip(cells, row, strict=True):
                    cell.text = str(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def ods(rows: str) -> bytes:
    """Return a workbook of LibreOffice with one sheet, whose rows are given as XML."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"<office:document-content {_ODS}><office:body><office:spreadsheet>"
            f'<table:table table:name="Blad1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def cell(text: str, **attributes: object) -> str:
    """Return a cell of `ods`."""
    more = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def delimited(rows: Rows, separator: str = ";") -> str:
    """Return rows as CSV."""
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue()


def made(
    data: bytes | str,
    name: str = "tabell.csv",
    *,
    columns: Mapping[Column, int] | None = None,
    sheet: str | None = None,
    year: SchoolYear | int | None = None,
) -> Imported:
    """Return what `import` makes of a file. Raises InputError if it makes nothing."""
    options = Options(domain=DOMAIN, today=dt.date(2026, 3, 3), columns=columns or {}, sheet=sheet, year=year)
    return imported(data.encode() if isinstance(data, str) else data, name, options)


def plan_of_rows(*rows: Sequence[object], year: SchoolYear | int | None = None) -> Plan:
    """Return the plan that rows of a CSV file make, the headings first."""
    return plan_from(made(delimited(rows), year=year).text)


def activities(*rows: Sequence[object], year: SchoolYear | int | None = None) -> tuple[Activity, ...]:
    """Return the activities that rows of a CSV file make, the headings first."""
    return plan_of_rows(*rows, year=year).activities


def told(result: Imported) -> dict[str, str]:
    """Return what the report says that each row became, by where it stands."""
    return {one.where: one.became for one in result.told}
