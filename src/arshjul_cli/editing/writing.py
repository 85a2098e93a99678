"""A decision as the text of a plan: as it stands among others on a line, and on lines of its own."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from arshjul_cli.editing.layout import Lines, Part, quoted
from arshjul_cli.plan.fields import DateSpan
from arshjul_cli.plan.model import Decision
from arshjul_cli.rules.recurring import SCHOOL_YEAR_MONTHS
from arshjul_cli.swedish import MONTHS, clock, month_name


class Entry(NamedTuple):
    """A new entry of a mapping or a list: as it stands among others on a line, and on lines of its own."""

    flow: str
    block: Lines

    def under(self, key: str) -> "Entry":
        """Return it as the one entry of a key that is new itself."""
        return Entry(f"{key}: {{{self.flow}}}", self.block.under(f"{key}:"))

    def as_comment(self) -> "Entry":
        """Return it as a comment, which is an entry again without its `# `."""
        return Entry("", Lines((depth, f"# {line}") for depth, line in self.block))


def new_entry(activity: str, decisions: Mapping[int | None, Decision], proposed: Iterable[str] = ()) -> Entry:
    """Return a whole entry: one date, a list of them, or months if a date lies in another than its own.

    Of the proposed dates, those of other months become comments in it.
    """
    if None in decisions:
        line = f"{activity}: {written(decisions[None])}"
        return Entry(line, Lines([(0, line)]))
    slots = by_month(decisions)
    as_list = all(month == decision.date.start.month for month, decision in slots.items())
    items = [(month, new_item(month, written(decision), as_list=as_list)) for month, decision in slots.items()]
    others = [(month, date) for date in proposed if (month := month_of(date)) not in slots]
    comments = [(month, new_item(month, date, as_list=as_list).as_comment()) for month, date in others]
    inner = ", ".join(item.flow for _, item in items)
    block = Lines(line for _, item in sorted([*items, *comments], key=lambda one: place(one[0])) for line in item.block)
    return Entry(f"{activity}: [{inner}]" if as_list else f"{activity}: {{{inner}}}", block.under(f"{activity}:"))


def new_item(month: int, value: str, *, as_list: bool) -> Entry:
    """Return what stands for a month: in a list of dates, or under the month's name."""
    named = f"{month_name(month)}: {value}"
    return Entry(value, Lines([(0, f"- {value}")])) if as_list else Entry(named, Lines([(0, named)]))


def by_month(decisions: Mapping[int | None, Decision]) -> dict[int, Decision]:
    """Return the decisions of months."""
    return {month: decision for month, decision in decisions.items() if month}


def month_of(date: str) -> int:
    """Return the month of a date, as it is written."""
    return int(date[5:7])


def month_named(name: str) -> int:
    """Return the month of a name, as it is written."""
    return MONTHS.index(name.strip().lower()) + 1


def written(decision: Decision) -> str:
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
    return {"date": _days(decision.date), **{key: quoted(text) for key, text in texts.items() if text}}


def _days(days: DateSpan) -> str:
    if days.time:
        return f"{days.start} {clock(days.time)}"
    return str(days.start) if days.start == days.last_day else f"{days.start}–{days.last_day}"


def place(month: int | None) -> int:
    """Return the place of a month in the school year."""
    return SCHOOL_YEAR_MONTHS.index(month) if month else -1
