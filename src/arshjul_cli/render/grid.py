"""A table that is no wheel, as a value, and the formats that any such table has for other programs."""

import datetime as dt
import json as json_
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from arshjul_cli.render.rows import Cell

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of cells under headings, in order."""

    title: str
    columns: Mapping[str, str]
    """The heading of each column, by its key in JSON."""
    rows: tuple[tuple[Cell, ...], ...]
    to_fill_in: frozenset[str] = frozenset()
    """The keys of the columns that are left to the reader."""


def csv(grid: Grid) -> bytes:
    """Return it for a Swedish Excel, as `render.csv` writes."""
    from arshjul_cli.render.csv import table

    return table(tuple(grid.columns.values()), grid.rows)


def markdown(grid: Grid) -> bytes:
    """Return it as a table of GitHub's, under its title."""
    from arshjul_cli.render.markdown import escaped, table

    rows = (tuple(map(_text, row)) for row in grid.rows)
    lines: Iterator[str] = table(tuple(grid.columns.values()), (tuple(map(escaped, row)) for row in rows))
    return "\n".join((f"# {escaped(grid.title)}", "", *lines, "")).encode()


def json(grid: Grid) -> bytes:
    """Return `{"schema": 1, "rows": [{…}]}`: days ISO 8601, and null for an empty cell."""
    return (json_.dumps({"schema": SCHEMA, "rows": objects(grid)}, ensure_ascii=False, indent=2) + "\n").encode()


def objects(grid: Grid) -> list[dict[str, str | int | None]]:
    """Return its rows as JSON has them."""
    return [{key: _value(cell) for key, cell in zip(grid.columns, row, strict=True)} for row in grid.rows]


FORMATS: Mapping[str, Callable[[Grid], bytes]] = {"csv": csv, "markdown": markdown, "json": json}


def _text(cell: Cell) -> str:
    value = _value(cell)
    return "" if value is None else str(value)


def _value(cell: Cell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, dt.date) else cell
