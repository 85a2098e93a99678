"""What `generate` did, as a table."""

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from arshjul_cli.feeds.history import Change, ChangeKind
from arshjul_cli.feeds.model import Feed

_HEADINGS = {
    ChangeKind.NEW: "Nya",
    ChangeKind.MOVED: "Flyttade",
    ChangeKind.CHANGED: "Ändrade",
    ChangeKind.CANCELLED: "Inställda",
    ChangeKind.REINSTATED: "Åter",
    ChangeKind.GONE: "Borta",
}


def render(feeds: Iterable[Feed], changes: Mapping[str, Sequence[Change]]) -> Table:
    """Return a row for each feed: its events, and how many changed in which way."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Flöde", overflow="fold")
    for heading in ("Antal", *_HEADINGS.values()):
        table.add_column(heading, justify="right")
    for feed in feeds:
        kinds = [change.kind for change in changes[feed.file_name]]
        numbers = (len(feed.events), *(kinds.count(kind) for kind in _HEADINGS))
        table.add_row(Text(feed.file_name), *(Text(str(number), "" if number else "dim") for number in numbers))
    return table
