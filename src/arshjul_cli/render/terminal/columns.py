"""Columns of a table without lines, as wide as they are told to be."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from rich.table import Table

BETWEEN = 2
"""The spaces between two columns."""
_LEAST_ACTIVITY, _LEAST_NAMES = 20, 18


class Shares(NamedTuple):
    """How many columns of a screen an activity has, and the names beside it."""

    activity: int
    names: int


def longest_word(texts: Iterable[str]) -> int:
    """Return how many columns the longest word has: what a column needs so that no word is broken."""
    return max((cell_len(word) for text in texts for word in text.split()), default=0)


def shares(width: int, name: int) -> Shares | None:
    """Return what an activity and names have of so many columns, None where it is too little for a table.

    The longest word of the names has so many columns.
    """
    names = max(_LEAST_NAMES, name, width * 3 // 8)
    return Shares(width - names, names) if width - names >= _LEAST_ACTIVITY else None


def table(*widths: int) -> Table:
    """Return a table without headings; what is wider than its column goes on below."""
    made = Table(box=None, show_header=False, pad_edge=False, padding=(0, BETWEEN, 0, 0))
    for width in widths:
        made.add_column(width=width, overflow="fold")
    return made
