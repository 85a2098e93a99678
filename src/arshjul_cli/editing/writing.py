"""A decision as the text of a plan: as it stands among others on a line, and on lines of its own."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from arshjul_cli.editing.layout import Part, quoted
from arshjul_cli.editing.proposals import Proposal, SlotOf, first_day
from arshjul_cli.plan.fields import DateSpan
from arshjul_cli.plan.years import Decision
from arshjul_cli.schoolyear import SCHOOL_YEAR_MONTHS
from arshjul_cli.swedish import MONTHS, clock, month_name

BySlot = Mapping[int | None, Decision]
"""The decisions of an activity in a school year, each under its month; under None if there is only one."""


class Lines(tuple[tuple[int, str], ...]):
    """Lines of their own, each with its depth below the first."""

    __slots__ = ()

    def under(self, heading: str) -> Self:
        """Return the same, one step below a heading."""
        return type(self)(((0, heading), *((depth + 1, line) for depth, line in self)))

    def indented(self, column: int, step: int) -> tuple[str, ...]:
        """Return the text of the lines, indented."""
        return tuple(f"{' ' * (column + depth * step)}{line}" for depth, line in self)


class Entry(NamedTuple):
    """A new entry of a mapping or a list: as it stands among others on a line, and on lines of its own."""

    flow: str
    block: Lines


def line_entry(line: str) -> Entry:
    """Return an entry that is a line wherever it stands."""
    return Entry(line, Lines([(0, line)]))


def heading_entry(key: str, entries: Iterable[Entry]) -> Entry:
    """Return a new key with all its entries."""
    inner = tuple(entries)
    block = Lines(line for entry in inner for line in entry.block)
    return Entry(f"{key}: {{{', '.join(entry.flow for entry in inner)}}}", block.under(f"{key}:"))


def activity_entry(activity: str, decisions: BySlot, proposed: Mapping[int, str], slot_of: SlotOf) -> Entry:
    """Return a whole entry: one date, a list of them, or months if a date by itself is of another slot.

    Of the dates that are proposed for months, those of other months become comments in it.
    """
    if None in decisions:
        return line_entry(f"{activity}: {decision_text(decisions[None])}")
    slots = by_month(decisions)
    others = {month: date for month, date in proposed.items() if month not in slots}
    own = {month: decision.date.start for month, decision in slots.items()}
    own |= {month: first_day(date) for month, date in others.items()}
    as_list = all(month == slot_of(day) for month, day in own.items())
    items = {month: month_entry(month, decision, as_list=as_list) for month, decision in slots.items()}
    comments = {
        month: Lines([(0, Proposal("" if as_list else month_name(month), date).comment)])
        for month, date in others.items()
    }
    block = {**comments, **{month: item.block for month, item in items.items()}}
    inner = ", ".join(item.flow for item in items.values())
    return Entry(
        f"{activity}: [{inner}]" if as_list else f"{activity}: {{{inner}}}",
        Lines(line for month in sorted(block, key=order_in_year) for line in block[month]).under(f"{activity}:"),
    )


def month_entry(month: int, decision: Decision, *, as_list: bool) -> Entry:
    """Return what stands for a month: in a list of dates, or under the month's name."""
    text = decision_text(decision)
    return Entry(text, Lines([(0, f"- {text}")])) if as_list else line_entry(f"{month_name(month)}: {text}")


def by_month(decisions: BySlot) -> dict[int, Decision]:
    """Return the decisions of months."""
    return {month: decision for month, decision in decisions.items() if month}


def month_named(name: str) -> int:
    """Return the month of a name, as it is written."""
    return MONTHS.index(name) + 1


def order_in_year(month: int | None) -> int:
    """Return which in the order of the school year a month is; a slot without a month comes first."""
    return SCHOOL_YEAR_MONTHS.index(month) if month else -1


def decision_text(decision: Decision) -> str:
    """Return a decision on a line: a date alone, or in braces with its place and page."""
    parts = texts_of(decision)
    alone = len(parts) == 1
    return parts["date"] if alone else f"{{{', '.join(f'{key}: {part}' for key, part in parts.items())}}}"


def like(old: Part, new: str) -> str:
    """Return a text in the quotes of the one it replaces, where that is safe."""
    return f"{old.quote}{new}{old.quote}" if old.quote and not set(new) & set("'\"\\{") else new


def texts_of(decision: Decision) -> dict[str, str]:
    """Return the keys of a decision with their texts, quoted where YAML needs it."""
    texts = {"location": decision.location, "url": decision.url}
    return {"date": _date_text(decision.date), **{key: quoted(text) for key, text in texts.items() if text}}


def _date_text(days: DateSpan) -> str:
    if days.time and days.start < days.last_day:
        first, last = clock(days.time).split("–")
        return f"{days.start} {first}–{days.last_day} {last}"
    if days.time:
        return f"{days.start} {clock(days.time)}"
    return str(days.start) if days.start == days.last_day else f"{days.start}–{days.last_day}"
