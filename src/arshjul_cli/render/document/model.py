"""The plan of a year as a document: sections and tables as values, which every format of it shows.

Texts are Swedish and as they are written in the plan; a format keeps them from being read as anything but text.
"""

import datetime as dt
from dataclasses import dataclass

from arshjul_cli.render.rows import Cell as Value


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or a mailbox, that a text leads to."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a place of a table: a text, maybe with lines below it and pages to read."""

    text: str = ""
    lines: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    struck: bool = False
    """Whether it is of what is cancelled."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, with its share of the width."""

    heading: str
    share: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a title: a text, a table, or sections of its own."""

    title: str
    text: str = ""
    table: Table | None = None
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The plan of a year."""

    title: str
    """The name of the plan."""
    organisation: str
    year: str
    """`Årshjul 2026/27`."""
    narrowed: str
    """The name of the role that it is limited to, else empty."""
    facts: tuple[tuple[str, Cell], ...]
    """What was decided, when, and whom to ask: a word and what it says."""
    day: dt.date | None
    """The day that a file of it is dated."""
    sections: tuple[Section, ...]
    rows: tuple[tuple[Value, ...], ...]
    """All there is to know of each occurrence, under `rows.HEADINGS`."""
    slug: str
    """The year as part of a name: `2026-27`."""

    @property
    def name(self) -> str:
        """Its whole name: `Årshjul 2026/27 – Plan – Rektor`."""
        return " – ".join(filter(None, (self.year, self.title, self.narrowed)))
