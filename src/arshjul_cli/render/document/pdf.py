"""A document as PDF/UA-1: tagged, with bookmarks and links, A4; its texts are data for typst, never markup."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from arshjul_cli.picture.compose import Picture
from arshjul_cli.picture.lettering import POINT, cut, on_paper
from arshjul_cli.picture.paper import typeset
from arshjul_cli.picture.svg import svg_for_paper
from arshjul_cli.render.document.model import Cell, Document, Section, Table

_SMALL, _ROOM = 8 * POINT, 140.0
"""The size of the header and the footer, and the room for their longer part, in millimetres."""
_LONG_ROW = 1_500
"""A row of more signs may be parted between two pages; it could be longer than one."""
_WORD = re.compile(r"\S{41,}")
_NAMELESS = "…"
"""What stands for a heading of which the font has nothing."""
_BREAK = "\u200b"


def pdf(document: Document, picture: Picture) -> tuple[bytes, str]:
    """Return the document with the picture of its wheel, and the signs that the font lacks, which are left out.

    Raises:
        OutputError: if typst is not installed.
    """
    drawn, lacking = svg_for_paper(picture)
    setter = _Setter(set(lacking))
    inputs = {
        "document": json.dumps(setter.document(document), ensure_ascii=False),
        "svg": drawn.decode(),
        "alt": picture.description,
    }
    made = typeset((files("arshjul_cli.render.document") / "plan.typ").read_bytes(), inputs, "pdf")
    return made, "".join(sorted(setter.lacking))


class _Setter:
    """Makes data for typst of a document, and keeps the signs that it leaves out."""

    def __init__(self, lacking: set[str]) -> None:
        self.lacking = lacking

    def document(self, document: Document) -> Mapping[str, Any]:
        day = document.day
        return {
            "name": document.name,
            "title": self._text(document.title) or _NAMELESS,
            "organisation": self._text(document.organisation),
            "year": document.year,
            "whole": not document.narrowed,
            "role": self._text(document.narrowed) or _NAMELESS,
            "header": self._line(document.title),
            "footer": self._line(document.organisation),
            "wheel": "Hjulet",
            "contents": "Innehåll",
            "day": [day.year, day.month, day.day] if day else None,
            "facts": [{"word": word, "cell": self._cell(cell)} for word, cell in document.facts],
            "sections": [self._section(section) for section in document.sections],
        }

    def _section(self, section: Section) -> Mapping[str, Any]:
        return {
            "title": section.title,
            "text": section.text,
            "table": self._table(section.table) if section.table else None,
            "sections": [self._section(part) for part in section.sections],
        }

    def _table(self, table: Table) -> Mapping[str, Any]:
        return {
            "columns": [{"heading": column.heading, "share": column.share} for column in table.columns],
            "rows": [{"cells": [self._cell(cell) for cell in row], "long": _is_long(row)} for row in table.rows],
        }

    def _cell(self, cell: Cell) -> Mapping[str, Any]:
        return {
            "text": self._text(cell.text),
            "lines": [self._text(line) for line in cell.lines],
            "pages": [{"title": self._text(page.title), "url": page.url} for page in cell.pages],
            "struck": cell.struck,
        }

    def _text(self, text: str) -> str:
        """Return a text of signs that the font has, in which a word longer than a column can be broken."""
        return _WORD.sub(_breakable, self._had(text))

    def _line(self, text: str) -> str:
        """Return as much of a text as has room in one line."""
        return cut(self._had(text), _SMALL, _ROOM)

    def _had(self, text: str) -> str:
        shown, lacking = on_paper(text)
        self.lacking |= lacking
        return shown


def _breakable(word: re.Match[str]) -> str:
    return _BREAK.join(re.findall(r".{1,8}", word[0], re.DOTALL))


def _is_long(row: tuple[Cell, ...]) -> bool:
    return (
        max(sum(map(len, (cell.text, *cell.lines, *(page.title for page in cell.pages)))) for cell in row) > _LONG_ROW
    )
