"""The entry that a plan has of an activity of several occasions: dates of some months, others in place or new."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from arshjul_cli.editing.adding import New, inserted
from arshjul_cli.editing.layout import Keys, Layout, Part
from arshjul_cli.editing.proposals import Proposal, ProposalLine, SlotOf, first_day, proposals_of
from arshjul_cli.editing.replacing import keeps_form, replaced
from arshjul_cli.editing.splicing import Splice, newline, spliced
from arshjul_cli.editing.writing import Entry, Lines, month_entry, month_named, order_in_year
from arshjul_cli.plan.years import Decision
from arshjul_cli.swedish import MONTHS, month_name

ByMonth = Mapping[int, Decision]
"""The decision of each month, in the order of the school year."""


def months_proposed(layout: Layout, keys: Keys, dates: Mapping[int, str], slot_of: SlotOf) -> Iterator[Splice]:
    """Yield comments in an entry that propose the dates of months which it neither has nor proposes.

    None in brackets, nor in a list a date that by itself is of another slot.
    """
    entry = layout.value(keys)
    if entry.is_flow or not dates:
        return
    standing = _months(entry, slot_of)
    taken = {item.month for item in standing} | _proposed(layout, keys, slot_of).keys()
    new = [
        New(
            Entry("", Lines([(0, Proposal("" if entry.is_list else month_name(month), date).comment)])),
            _end_before(standing, month),
        )
        for month, date in dates.items()
        if month not in taken and not (entry.is_list and month != slot_of(first_day(date)))
    ]
    yield from inserted(layout, keys, new, entry.column)


class _Month(NamedTuple):
    """A month of an entry: its number, its name if it is written, and what is decided."""

    month: int
    name: Part | None
    value: Part


def months_changed(layout: Layout, keys: Keys, decisions: ByMonth, slot_of: SlotOf) -> Iterator[Splice]:
    """Yield the decisions of months; a list becomes months if a date by itself is of another slot."""
    entry = layout.value(keys)
    standing = _months(entry, slot_of)
    dated = {item.month for item in standing}
    proposed = _proposed(layout, keys, slot_of)
    is_named = entry.is_list and any(month != slot_of(decision.date.start) for month, decision in decisions.items())
    column = max(entry.column, layout.key(keys).column + layout.step) if is_named else entry.column
    new = [
        New(
            month_entry(month, decision, as_list=entry.is_list and not is_named),
            _end_before(standing, month),
            proposed.get(month),
        )
        for month, decision in decisions.items()
        if month not in dated
    ]
    yield from inserted(layout, keys, new, column)
    if not is_named:
        yield from _dates_replaced(layout.text, standing, decisions)
    elif entry.is_flow:
        yield from _flow_named(layout.text, entry, standing, decisions)
    else:
        yield from _block_named(layout.text, entry, standing, decisions, column)
        left = {month: comment for month, comment in proposed.items() if month not in decisions}
        yield from _proposals_named(left, column - entry.column)


def _end_before(standing: list[_Month], month: int) -> int:
    """Return where the last of the months ends that come before one in the school year; 0 if none does."""
    return max((item.value.end for item in standing if order_in_year(item.month) < order_in_year(month)), default=0)


def _dates_replaced(text: str, standing: list[_Month], decisions: ByMonth) -> Iterator[Splice]:
    for month, name, value in standing:
        if month in decisions:
            yield from replaced(text, name, value, decisions[month])


def _months(entry: Part, slot_of: SlotOf) -> list[_Month]:
    if entry.is_list:
        return [_Month(slot_of(_first_day(item)), None, item) for item in entry.values]
    pairs = zip(entry.keys, entry.values, strict=True)
    return [_Month(month_named(key.text), key, value) for key, value in pairs]


def _first_day(item: Part) -> dt.date:
    """Return the first day of a date of a list."""
    return first_day((item.value("date") if item.keys else item).text)


def _proposed(layout: Layout, keys: Keys, slot_of: SlotOf) -> dict[int, ProposalLine]:
    """Return the comments in an entry that propose the date of a month."""
    entry = layout.value(keys)
    found = [comment for comment in proposals_of(layout, keys) if comment.indent >= entry.column]
    if entry.is_list:
        return {slot_of(first_day(comment.proposal.value)): comment for comment in found if not comment.proposal.name}
    return {month_named(name): comment for comment in found if (name := comment.proposal.name) in MONTHS}


def _flow_named(text: str, entry: Part, standing: Iterable[_Month], decisions: ByMonth) -> Iterator[Splice]:
    """Yield what makes dates in brackets months in braces, with the decisions of those that stand there."""
    yield Splice(entry.start, entry.start + 1, "{")
    yield Splice(entry.end - 1, entry.end, "}")
    for month, _, item in standing:
        yield Splice(item.start, item.start, f"{month_name(month)}: ")
        if month in decisions:
            yield from replaced(text, None, item, decisions[month])


def _block_named(
    text: str, entry: Part, standing: Iterable[_Month], decisions: ByMonth, column: int
) -> Iterator[Splice]:
    """Yield what makes dates after dashes months in a column, with the decisions of those that stand there."""
    deeper, dash = " " * (column - entry.column), f"\n{' ' * entry.column}-"
    for month, _, item in standing:
        begins = max(entry.start, text.rfind(dash, 0, item.start) + len(dash) - 1)
        value = _below_name(text, item, decisions.get(month), deeper)
        yield Splice(begins, item.end, f"{deeper}{month_name(month)}:{value}")


def _below_name(text: str, item: Part, decision: Decision | None, deeper: str) -> str:
    """Return what was an item as it follows the name of a month; a mapping on lines of its own stays so."""
    changes = replaced(text, None, item, decision) if decision else ()
    value = spliced(text, changes, item.start, item.end)
    if not item.keys or item.is_flow or (decision and not keeps_form(item, decision)):
        return f" {value}"
    return f"{newline(text, item.start)}{' ' * item.column}{value}".replace("\n", f"\n{deeper}")


def _proposals_named(proposed: Mapping[int, ProposalLine], deeper: int) -> Iterator[Splice]:
    """Yield what makes the proposed items of a list proposed months."""
    for month, comment in proposed.items():
        named = comment.proposal._replace(name=month_name(month))
        yield Splice(comment.start, comment.end, f"{' ' * (comment.indent + deeper)}{named.comment}")
