"""New entries in a plan: beside others, as the first of their key, or in place of the comment that proposed them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from arshjul_cli.editing.layout import Keys, Layout, Part
from arshjul_cli.editing.proposals import ProposalLine, SlotOf, proposals_of
from arshjul_cli.editing.splicing import Splice, below, line_end, newline, whole_lines
from arshjul_cli.editing.writing import BySlot, Entry, activity_entry, heading_entry

Activities = Mapping[str, BySlot]
"""The decisions of each activity of a school year."""
Naming = Callable[[str, str], SlotOf]
"""Gives which slot a day is of, for a school year and an activity."""


class New(NamedTuple):
    """A new entry, where it is to stand, and the comment that proposed it."""

    entry: Entry
    after: int
    """The end of the last standing entry that comes before it; 0 if none does."""
    proposed: ProposalLine | None = None


def new_dates(layout: Layout, years: Mapping[str, Activities], naming: Naming) -> Iterator[Splice]:
    """Yield the entries of activities that have none in a school year; keys that are not there are made."""
    new_years = {}
    for year, activities in years.items():
        keys = ("years", year, "dates")
        if layout.has(keys):
            splices = tuple(inserted(layout, keys, _new_activities(layout, keys, activities, naming)))
            yield from splices
            layout = layout.including(keys, splices)
            continue
        made = (activity_entry(name, decisions, {}, naming(year, name)) for name, decisions in activities.items())
        dates = heading_entry("dates", made)
        if layout.has(keys[:-1]):
            yield from new_entries(layout, keys[:-1], {"dates": dates})
        else:
            new_years[year] = heading_entry(year, [dates])
    if new_years:
        yield from new_entries(layout, ("years",), new_years)


def _new_activities(layout: Layout, keys: Keys, activities: Activities, naming: Naming) -> list[New]:
    # Of several comments that propose the same entry, the first becomes it.
    proposed = {comment.proposal.name: comment for comment in reversed(proposals_of(layout, keys))}
    last = max((part.end for part in layout.value(keys).values), default=0)
    new: list[New] = []
    for activity, decisions in activities.items():
        slot_of, comment = naming(keys[1], activity), proposed.get(activity)
        others = comment.proposal.by_month(slot_of) if comment else {}
        new.append(New(activity_entry(activity, decisions, others, slot_of), last, comment))
    return new


def new_entries(layout: Layout, keys: Keys, entries: Mapping[str, Entry]) -> Iterator[Splice]:
    """Yield new entries of a key, years in order and others last; keys that are not there are made."""
    if not layout.has(keys):
        *above, name = keys
        yield from new_entries(layout, tuple(above), {name: heading_entry(name, entries.values())})
        return
    parent = layout.value(keys)
    standing = tuple(zip(parent.names, parent.values, strict=True))
    in_order = keys == ("years",)
    yield from inserted(
        layout,
        keys,
        [
            New(entry, max((value.end for other, value in standing if not in_order or other < name), default=0))
            for name, entry in entries.items()
        ],
    )


def inserted(layout: Layout, keys: Keys, new: Sequence[New], column: int | None = None) -> Iterator[Splice]:
    """Yield new entries among those of a key, which stand in a column."""
    parent = layout.value(keys)
    around = layout.value(keys[:-1]) if keys else parent
    if parent.is_flow and parent.values:
        yield from _within(parent, new)
    elif around.is_flow:
        yield Splice(layout.key(keys).end, parent.end, f": {{{', '.join(entry.flow for entry, *_ in new)}}}")
    elif new:
        yield from _on_lines(layout, keys, new, _column(layout, keys, new[0]) if column is None else column)


def _within(parent: Part, new: Sequence[New]) -> Iterator[Splice]:
    """Yield entries for brackets or braces that hold others."""
    first = (parent.keys or parent.values)[0].start
    for entry, after, _ in new:
        if after:
            yield Splice(after, after, f", {entry.flow}")
        else:
            yield Splice(first, first, f"{entry.flow}, ")


def _on_lines(layout: Layout, keys: Keys, new: Sequence[New], column: int) -> Iterator[Splice]:
    """Yield entries on lines of their own, each after those before it, or first below the key."""
    text, key, parent = layout.text, layout.key(keys), layout.value(keys)
    if not parent.values:
        yield Splice(key.end, parent.end, ":")
    last_made = 0
    for entry, after, proposed in new:
        lines = entry.block.indented(column, layout.step)
        if proposed:
            yield taken_up(text, proposed, lines)
            last_made = max(last_made, proposed.end)
        elif end := max(last_made, after):
            yield whole_lines(text, below(text, end, column), lines)
        else:
            yield whole_lines(text, line_end(text, key.end if parent.values else parent.end), lines)


def _column(layout: Layout, keys: Keys, first: New) -> int:
    """Return the column of the entries of a key: of those that stand there, or that its first one is to have."""
    key, parent = layout.key(keys), layout.value(keys)
    if parent.values:
        return parent.column
    return max(first.proposed.indent, key.column + 1) if first.proposed else key.column + layout.step


def taken_up(text: str, proposed: ProposalLine, lines: Sequence[str]) -> Splice:
    """Return an entry in place of the comment that proposed it, with what that comment says of it."""
    first, *rest = lines
    remarked = (f"{first}{proposed.proposal.remark}", *rest)
    return Splice(proposed.start, proposed.end, newline(text, proposed.start).join(remarked))
