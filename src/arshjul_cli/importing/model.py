"""What a table is, and what became of it: cells and rows, the plan's text, and a line about each row."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 5_000_000
MAX_ROWS = 2_000


class Column(StrEnum):
    """What a column tells, by the word that `--columns` takes."""

    WHEN = "när"
    MONTH = "månad"
    WEEK = "vecka"
    TIME = "tid"
    WHAT = "vad"
    RESPONSIBLE = "ansvarig"
    PARTICIPANTS = "deltar"
    PLACE = "plats"
    CATEGORY = "kategori"
    REMARK = "anmärkning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a row that holds anything, as clean texts; a line break within a cell is one within its text."""

    number: int
    """Which line of the file, row of the sheet or row of the table it is."""
    cells: tuple[str, ...]
    table: str = ""
    """Its table in a document that has several, `tabell 2`."""
    merged: frozenset[int] = frozenset()
    """The columns in which it has no cell of its own, but that of the row above."""
    notes: tuple[str, ...] = ()
    """What is odd about it, in Swedish."""

    @property
    def where(self) -> str:
        """`rad 7`, or `tabell 2, rad 7`."""
        return f"{self.table}, rad {self.number}" if self.table else f"rad {self.number}"

    def cell(self, column: int | None) -> str:
        """Return the text of a column; nothing if the row, or the table, lacks it."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one table; those of a sheet, for a workbook."""

    name: str = ""
    """What people call it: the name of its sheet, or `tabell 2`."""
    sheet: str = ""
    """Its sheet; tables of one document have the same, and may be parts of one table."""
    above: str = ""
    """The text right above it."""
    rows: tuple[Row, ...]
    is_hidden: bool = False
    follows: bool = False
    """Whether there is nothing between it and the table before."""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of a row: the id of the activity, or in words; what was read as what; what needs a person."""

    where: str
    became: str
    read: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A plan that was made of a table, and the report."""

    text: str
    tables: tuple[str, ...]
    """The tables that it was made of."""
    columns: Mapping[Column, str]
    """What was read as what, `kolumn 2 ("Aktivitet")`."""
    left: tuple[str, ...]
    """Tables and columns that were not read, in Swedish."""
    told: tuple[Told, ...]
    activities: int
    roles: int
    decided: int
    """How many dates of a year it has."""
    joined: tuple[str, ...]
    """The roles whose spellings were joined, in Swedish."""
    undated: int
    """How many single days have no year."""
