"""What `generate` did, as a table: each feed, its events, and what has changed since last time."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from arshjul_cli.feed import Change, Feed


def render(changes: Iterable[tuple[Feed, Change]]) -> Table:
    """Return the table, a row for each feed."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Flöde", overflow="fold")
    for heading in ("Händelser", "Nya", "Ändrade", "Borttagna"):
        table.add_column(heading, justify="right")
    for feed, change in changes:
        numbers = (len(feed.events), change.new, change.changed, change.removed)
        table.add_row(Text(feed.file_name), *(Text(str(number), "" if number else "dim") for number in numbers))
    return table
