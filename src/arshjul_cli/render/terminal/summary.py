"""What `generate` did, as a table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from arshjul_cli.feeds.history import Change, ChangeKind
from arshjul_cli.feeds.model import Feed
from arshjul_cli.render.changes.words import PLURAL

_MOST_IN_ONE_LINE = 4
"""Beside the headings of more kinds in one line a screen of 80 columns has no room for the names of the feeds."""
_BROKEN = {
    ChangeKind.NEW: "Nya",
    ChangeKind.MOVED: "Flyt-\ntade",
    ChangeKind.SETTLED: "Be-\nstämda",
    ChangeKind.CHANGED: "Änd-\nrade",
    ChangeKind.CANCELLED: "In-\nställda",
    ChangeKind.REINSTATED: "Åter-\nupptagna",
    ChangeKind.GONE: "Bort-\ntagna",
}


def render(feeds: Iterable[Feed], changes: Mapping[str, Sequence[Change]], taken: Mapping[str, int]) -> Table:
    """Return a row for each feed: its events, and how many changed in each way in which any did.

    Below them stand those that end, with the number of occurrences that they still had to come.
    """
    found = {change.kind for of_feed in changes.values() for change in of_feed}
    found |= {ChangeKind.GONE} if any(taken.values()) else set()
    kinds = [kind for kind in PLURAL if kind in found]
    headings = PLURAL if len(kinds) <= _MOST_IN_ONE_LINE else _BROKEN
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Flöde", overflow="fold", vertical="bottom")
    for heading in ("Antal", *(headings[kind] for kind in kinds)):
        table.add_column(heading, justify="right")
    for feed in feeds:
        of_feed = [change.kind for change in changes[feed.file_name]]
        table.add_row(*_row(feed.file_name, (len(feed.events), *(of_feed.count(kind) for kind in kinds))))
    for name, number in taken.items():
        table.add_row(*_row(name, (0, *(number if kind is ChangeKind.GONE else 0 for kind in kinds))))
    return table


def _row(name: str, numbers: Iterable[int]) -> Iterator[Text]:
    yield Text(name)
    yield from (Text(str(number), "" if number else "dim") for number in numbers)
