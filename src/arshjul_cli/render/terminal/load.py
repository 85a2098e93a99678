"""How much each month asks of each role, as tables with the peak of each role marked; a narrow screen gets a list."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.render.load import heading
from arshjul_cli.render.terminal.columns import BETWEEN, longest_word
from arshjul_cli.swedish import count, month_name
from arshjul_cli.wheel.load import Load, Loads

_PARTS: Mapping[str, Callable[[Load], int]] = {
    "Händelser som börjar": lambda load: load.events,
    "Ska vara klart": lambda load: load.deadlines,
    "Dagar med möten": lambda load: load.days,
}
_ROLE, _SUM = "Roll", "Året"
_MONTH, _BETWEEN_MONTHS = 3, 1
"""So many letters of a month, and columns between two, let all of them stand on 80."""


def render(loads: Loads, names: Mapping[str, str], width: int) -> Group:
    """Return the tables for a screen of so many columns; the months with most of a role are bold."""
    months = tuple(next(iter(loads.values()), {}))
    room = width - len(months) * (_MONTH + _BETWEEN_MONTHS) - len(_SUM) - BETWEEN
    if room < longest_word((_ROLE, *(names[feed_id] for feed_id in loads))):
        return Group(*_list(loads, names))
    room = min(room, max(cell_len(names[feed_id]) for feed_id in loads))
    shown: list[RenderableType] = []
    for title, value in _PARTS.items():
        if any(value(load) for of_role in loads.values() for load in of_role.values()):
            shown += [Text(title, "bold"), _table(loads, names, value, months, room), Text()]
    return Group(*shown[:-1])


def _table(
    loads: Loads, names: Mapping[str, str], value: Callable[[Load], int], months: tuple[dt.date, ...], room: int
) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _BETWEEN_MONTHS, 0, 0), header_style="dim")
    table.add_column(_ROLE, width=room)
    for month in months:
        table.add_column(month_name(month.month)[:_MONTH], width=_MONTH, justify="right")
    table.add_column(_SUM, justify="right")
    for feed_id, of_role in loads.items():
        numbers = [value(load) for load in of_role.values()]
        if any(numbers):
            cells = (Text(str(number or ""), "bold" if number == max(numbers) else "") for number in numbers)
            table.add_row(Text(names[feed_id]), *cells, str(sum(numbers)))
    return table


def _list(loads: Loads, names: Mapping[str, str]) -> Iterator[RenderableType]:
    for feed_id, of_role in loads.items():
        lines = [f"{heading(month)}: {', '.join(_words(load))}" for month, load in of_role.items() if any(_words(load))]
        if lines:
            yield Text(names[feed_id], "bold")
            yield Padding(Text("\n".join(lines)), (0, 0, 1, BETWEEN))


def _words(load: Load) -> Iterator[str]:
    if load.events:
        yield count(load.events, "händelse", "händelser")
    if load.deadlines:
        yield f"{load.deadlines} ska vara klart" if load.deadlines == 1 else f"{load.deadlines} ska vara klara"
    if load.days:
        yield count(load.days, "dag", "dagar")
