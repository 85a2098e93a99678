"""The roles of a plan as a table: who is in what, and how many activities each has; a narrow screen gets a list."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.plan.model import Plan
from arshjul_cli.render import membership
from arshjul_cli.render.membership import Row
from arshjul_cli.render.terminal.columns import BETWEEN, longest_word
from arshjul_cli.swedish import count

_HEADINGS = ("Roll", "Ingår i", "Medlemmar", "Aktiviteter")
_ROLE, _BODIES = 20, 21
"""What the first two columns have of a screen, if their words need no more and the members leave it."""


def render(plan: Plan, width: int, *, ids: bool = False) -> RenderableType:
    """Return the table for a screen of so many columns, in plan order, with the declared feeds last."""
    rows = [row if ids else row._replace(id="") for row in membership.rows(plan)]
    widths = _widths(rows, width - len(_HEADINGS[-1]) - (len(_HEADINGS) - 1) * BETWEEN)
    return _table(rows, widths) if widths else Group(*_list(rows))


def _widths(rows: Sequence[Row], room: int) -> tuple[int, int, int] | None:
    """Return what the columns of words have of so many, None where a word would have to be broken."""
    role = longest_word((_HEADINGS[0], *(f"{row.id} {row.name}" for row in rows)))
    bodies = longest_word((_HEADINGS[1], *(row.bodies for row in rows)))
    members = longest_word((_HEADINGS[2], *(row.members for row in rows)))
    if role + bodies + members > room:
        return None
    role = max(role, min(_ROLE, room - bodies - members))
    bodies = max(bodies, min(_BODIES, room - role - members))
    return role, bodies, room - role - bodies


def _table(rows: Iterable[Row], widths: Iterable[int]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, BETWEEN, 0, 0), header_style="bold")
    for heading, width in zip(_HEADINGS, widths, strict=False):
        table.add_column(heading, width=width)
    table.add_column(_HEADINGS[-1], justify="right")
    for row in rows:
        table.add_row(_named(row), Text(row.bodies), Text(row.members), str(row.activities))
    return table


def _list(rows: Iterable[Row]) -> Iterator[RenderableType]:
    for row in rows:
        yield _named(row)
        about = (
            f"{_HEADINGS[1]}: {row.bodies}" if row.bodies else "",
            f"{_HEADINGS[2]}: {row.members}" if row.members else "",
            count(row.activities, "aktivitet", "aktiviteter"),
        )
        yield Padding(Text("\n".join(filter(None, about)), "dim"), (0, 0, 1, BETWEEN))


def _named(row: Row) -> Text:
    return Text.assemble((row.id, "bold"), f"\n{row.name}") if row.id else Text(row.name)
