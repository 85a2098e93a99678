"""What is still to decide, as a table for the terminal; fits in 80 columns."""

from collections.abc import Collection, Iterable
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import count, month_name, span, spans, weeks
from arshjul_cli.wheel.undecided import Undecided


def render(to_decide: Iterable[Undecided], passed: Iterable[Undecided]) -> Group:
    """Return a table per school year, and one of what has passed."""
    tables: list[RenderableType] = []
    for year, group in groupby(to_decide, key=lambda slot: slot.school_year):
        rows = list(group)
        tables += [Text(f"{year}: {count(len(rows), 'datum', 'datum')} att bestämma", "bold"), _table(rows), Text("")]
    if past := list(passed):
        tables += [Text("Passerat utan beslut", "bold"), _passed(past), Text("")]
    return Group(*tables)


def _table(rows: Collection[Undecided]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    table.add_column("Vecka", width=5, justify="right")
    table.add_column("Preliminärt", width=12)
    table.add_column("Aktivitet", ratio=25, overflow="fold")
    table.add_column("Regel", ratio=18, overflow="fold")
    clashes = any(slot.clashes for slot in rows)
    if clashes:
        table.add_column("Krockar med", ratio=12, overflow="fold")
    for slot in rows:
        table.add_row(
            weeks(*slot.days).removeprefix("v. ") if slot.days else "",
            _date(slot),
            _activity(slot),
            str(slot.activity.rule),
            *([Text(", ".join(slot.clashes), "yellow")] if clashes else []),
        )
    return table


def _passed(rows: Iterable[Undecided]) -> Table:
    """Return a row for each activity and school year."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    table.add_column("Läsår", width=7)
    table.add_column("Aktivitet", ratio=25, overflow="fold")
    table.add_column("Regel", ratio=18, overflow="fold")
    table.add_column("Passerat", ratio=20, overflow="fold")
    groups: dict[tuple[SchoolYear, str], list[Undecided]] = {}
    for slot in rows:
        groups.setdefault((slot.school_year, slot.activity.id), []).append(slot)
    for (year, _), slots in groups.items():
        days = [slot.days for slot in slots if slot.days]
        table.add_row(str(year), _activity(slots[0]), str(slots[0].activity.rule), spans(days))
    return table


def _activity(slot: Undecided) -> Text:
    return Text.assemble((slot.activity.id, "bold"), f"\n{slot.activity.summary}")


def _date(slot: Undecided) -> str:
    if slot.days:
        return span(*slot.days)
    return f"saknas ({month_name(slot.month)})" if slot.month else "saknas"
