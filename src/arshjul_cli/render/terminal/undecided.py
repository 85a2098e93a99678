"""What is still to decide, as a table for the terminal; fits in 80 columns."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from arshjul_cli.swedish import count, month_name, span, weeks
from arshjul_cli.wheel.undecided import Undecided


def render(undecided: Iterable[Undecided]) -> Group:
    """Return a table per school year."""
    tables: list[RenderableType] = []
    for year, group in groupby(undecided, key=lambda slot: slot.school_year):
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
    for slot in rows:
        table.add_row(
            weeks(*slot.days).removeprefix("v. ") if slot.days else "",
            _date(slot),
            Text.assemble((slot.activity.id, "bold"), f"\n{slot.activity.summary}"),
            str(slot.activity.when),
            Text(", ".join(slot.clashes), "yellow"),
        )
    return table


def _date(slot: Undecided) -> str:
    if slot.days:
        return span(*slot.days)
    return f"saknas ({month_name(slot.month)})" if slot.month else "saknas"
