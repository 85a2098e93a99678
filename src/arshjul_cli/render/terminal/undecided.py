"""What is still to decide, as a table for the terminal; fits in 80 columns."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from arshjul_cli.swedish import count, month_name, span, weeks
from arshjul_cli.wheel.undecided import Undecided


def render(found: Iterable[Undecided]) -> Group:
    """Return a table per school year."""
    tables: list[RenderableType] = []
    for year, group in groupby(found, key=lambda one: one.school_year):
        rows = list(group)
        tables += [Text(f"{year}: {count(len(rows), 'datum', 'datum')} att bestämma", "bold"), _table(rows), Text("")]
    return Group(*tables)


def _table(rows: Iterable[Undecided]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    table.add_column("Vecka", width=5, justify="right")
    table.add_column("Preliminärt", width=12)
    table.add_column("Aktivitet", ratio=25, overflow="fold")
    table.add_column("Regel", ratio=18, overflow="fold")
    table.add_column("Krockar med", ratio=12, overflow="fold")
    for one in rows:
        table.add_row(
            weeks(*one.days).removeprefix("v. ") if one.days else "",
            _days(one),
            Text.assemble((one.activity.id, "bold"), f"\n{one.activity.summary}"),
            str(one.activity.when),
            Text(", ".join(one.clashes), "yellow"),
        )
    return table


def _days(one: Undecided) -> str:
    if one.days:
        return span(*one.days)
    return f"saknas ({month_name(one.month)})" if one.month else "saknas"
