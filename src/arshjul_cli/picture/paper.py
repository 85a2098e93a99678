"""A picture as PDF and PNG, by typst: the SVG set in the font that comes with the program. Pure."""

import datetime as dt
from collections.abc import Mapping
from importlib.resources import as_file, files
from typing import Literal

from arshjul_cli.errors import OutputError
from arshjul_cli.picture.compose import Picture
from arshjul_cli.picture.svg import svg_for_paper

Format = Literal["pdf", "png"]
_PPI = 200
"""The dots of a PNG to the inch: letters of 6 points are 17 dots high."""
_LACKING = (
    "PDF och PNG görs av paketet typst, som inte är installerat. Installera programmet med tillägget [pdf], "
    "eller kör: pip install typst"
)
_PAGE = """\
#set page(width: {width}mm, height: {height}mm, margin: 0mm)
#set document(title: sys.inputs.title, date: {date})
#set text(lang: "sv", font: "Arimo")
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, alt: sys.inputs.alt)
"""


def paper(picture: Picture, form: Format, day: dt.date | None) -> tuple[bytes, str]:
    """Return the picture as PDF/UA-1, dated a day, or as PNG; and the signs that the font lacks, which are left out.

    Raises:
        OutputError: if typst is not installed.
    """
    drawn, lacking = svg_for_paper(picture)
    sheet = picture.sheet
    page = _PAGE.format(
        width=round(sheet.width * sheet.scale, 3),
        height=round(sheet.height * sheet.scale, 3),
        date=f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none",
    )
    inputs = {"svg": drawn.decode(), "title": picture.title, "alt": picture.description}
    return typeset(page.encode(), inputs, form), lacking


def typeset(page: bytes, inputs: Mapping[str, str], form: Format) -> bytes:
    """Return what typst makes of its own source and of texts, which it takes as data, in the font that comes along.

    Raises:
        OutputError: if typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise OutputError(_LACKING) from error
    with as_file(files("arshjul_cli.picture") / "fonts") as fonts:
        known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        compiler = typst.Compiler(page, font_paths=known, sys_inputs=dict(inputs))
        if form == "pdf":
            made = compiler.compile(format="pdf", pdf_standards="ua-1")
        else:
            made = compiler.compile(format="png", ppi=_PPI)
    return bytes(made)  # type: ignore[arg-type] # a PDF is one file, and a picture one page
