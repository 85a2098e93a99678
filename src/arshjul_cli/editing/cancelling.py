"""A cancellation in the text of a plan: a new entry, a month or a day in one that stands there, or another reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from arshjul_cli.editing.adding import new_entries
from arshjul_cli.editing.layout import Keys, Layout, quoted
from arshjul_cli.editing.splicing import Splice, spliced
from arshjul_cli.editing.writing import like, line_entry
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import with_hyphens


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """What is cancelled in a school year, and why."""

    year: SchoolYear
    item_id: str
    key: str
    """The month, or the day that is decided, as the plan writes it; nothing for all of the year."""
    reason: str

    @property
    def keys(self) -> Keys:
        """The keys that lead to its entry."""
        return ("years", str(self.year), "cancelled", self.item_id)


def cancel(layout: Layout, cancelled: Cancellation) -> str:
    """Return the text of a plan with a cancellation in it; one that stands there for the same gets its reason.

    An entry must be able to hold it: one that cancels all of the year holds no month or day, nor the reverse.
    """
    return spliced(layout.text, _splices(layout, cancelled))


def _splices(layout: Layout, cancelled: Cancellation) -> Iterator[Splice]:
    keys, reason = cancelled.keys, quoted(cancelled.reason)
    inner = (*keys, _as_it_stands(layout, cancelled)) if cancelled.key else keys
    if layout.has(inner):
        value = layout.value(inner)
        yield Splice(value.start, value.end, like(value, reason))
    elif layout.has(keys):
        yield from new_entries(layout, keys, {cancelled.key: line_entry(f"{cancelled.key}: {reason}")})
    else:
        written = f"{{{cancelled.key}: {reason}}}" if cancelled.key else reason
        yield from new_entries(layout, keys[:-1], {cancelled.item_id: line_entry(f"{cancelled.item_id}: {written}")})


def _as_it_stands(layout: Layout, cancelled: Cancellation) -> str:
    """Return a month or a day as the entry has it, whose dates may have other dashes."""
    names = layout.value(cancelled.keys).names if layout.has(cancelled.keys) else ()
    return next((name for name in names if with_hyphens(name) == cancelled.key), cancelled.key)
