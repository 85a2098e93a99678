"""The dates of an explained activity as a table; a narrow screen gets a list."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from arshjul_cli.explain.model import Explanation
from arshjul_cli.render.slots import LACKING, Row, rows
from arshjul_cli.render.terminal import columns
from arshjul_cli.render.terminal.columns import BETWEEN
from arshjul_cli.render.wording import STATUS_IN_FULL

_LEAST_WHY = 24
_LONGEST_STATUS = max(map(len, (*STATUS_IN_FULL.values(), LACKING)))
_YEAR = len("2025/26")


def render(explanation: Explanation, width: int) -> Iterator[RenderableType]:
    """Yield the dates of the slots, for so many columns of a screen."""
    found = tuple(rows(explanation))
    dates = max(len(row.date) for row in found)
    number = max(len(row.weeks) for row in found)
    why = width - _YEAR - dates - number - _LONGEST_STATUS - 4 * BETWEEN
    if why < _LEAST_WHY:
        yield from _list(found)
        return
    table = columns.table(_YEAR, dates, number, _LONGEST_STATUS, why)
    year = None
    for row in found:
        table.add_row(*map(Text, ("" if row.year == year else row.year, row.date, row.weeks, row.status, row.why)))
        year = row.year
    yield table


def _list(rows: Iterable[Row]) -> Iterator[RenderableType]:
    for row in rows:
        yield Text(f"{row.year}: {', '.join(filter(None, (row.date, row.weeks, row.status)))}")
        yield Padding(Text(row.why, overflow="fold"), (0, 0, 0, BETWEEN))
