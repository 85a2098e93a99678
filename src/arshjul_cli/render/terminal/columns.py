"""Columns of a table without lines, as wide as they are told to be."""

from typing import NamedTuple

from rich.table import Table

BETWEEN = 2
"""The spaces between two columns."""
_LONGEST_NAME = len("Utvecklingsledare,")
_LEAST_ACTIVITY = 20


class Shares(NamedTuple):
    """How many columns of a screen an activity has, and the names beside it."""

    activity: int
    names: int


def shares(width: int) -> Shares | None:
    """Return what an activity and names have of so many columns, None where it is too little for a table."""
    names = max(_LONGEST_NAME, width * 3 // 8)
    return Shares(width - names, names) if width - names >= _LEAST_ACTIVITY else None


def table(*widths: int) -> Table:
    """Return a table without headings; what is wider than its column goes on below."""
    made = Table(box=None, show_header=False, pad_edge=False, padding=(0, BETWEEN, 0, 0))
    for width in widths:
        made.add_column(width=width, overflow="fold")
    return made
