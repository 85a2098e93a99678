"""What is still to decide, as tables for the terminal, with a row for all the months of an activity.

A narrow screen gets a list.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count as count_from
from itertools import groupby
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.plan.items import Item
from arshjul_cli.render.terminal.columns import BETWEEN, longest_word
from arshjul_cli.swedish import count, enumerate_words, month_name, month_names, span, weeks
from arshjul_cli.wheel.undecided import SOON, Undecided

_HEADINGS = ("Vecka", "Preliminärt", "Aktivitet", "Regel")


class _Row(NamedTuple):
    weeks: str
    date: str
    activity: Item
    rule: str
    against: str
    """What speaks against the days, or why there are none."""
    slots: tuple[Undecided, ...]
    number: int | None = None
    """By which somebody can name it."""


class _Widths(NamedTuple):
    weeks: int
    date: int
    activity: int
    rule: int


def render(
    soon: Iterable[Undecided],
    later: Iterable[Undecided],
    passed: Iterable[Undecided],
    width: int,
    most_later: int | None = None,
) -> Group:
    """Return what is to decide for a screen of so many columns, by school year; what has passed is only counted.

    Of what can wait it may have at most so many rows a year: more would scroll away what cannot. Then somebody chooses
    among the rows: they are numbered from 1 on, in the order of `choices`.
    """
    parts, left = _parts(soon, later, most_later)
    if most_later is not None:
        numbers = count_from(1)
        parts = [(heading, [row._replace(number=next(numbers)) for row in rows]) for heading, rows in parts]
    widths = _widths([row for _, rows in parts for row in rows], width - (len(_HEADINGS) - 1) * BETWEEN)
    shown: list[RenderableType] = []
    for heading, rows in parts:
        shown += [Text(heading, "bold"), *([_table(rows, widths)] if widths else _list(rows)), Text()]
    if left:
        many = count(left, "aktivitet", "aktiviteter")
        shown.append(Text(f"{many} till, senare. Hela listan: arshjul decide --format csv --out datum.csv"))
    if past := list(passed):
        years = enumerate_words(dict.fromkeys(str(slot.school_year) for slot in past))
        many = count(len(past), "datum", "datum")
        shown.append(Text(f"Passerat utan beslut: {many}. I arshjul show {years} är de märkta prel."))
    return Group(*shown)


def choices(
    soon: Iterable[Undecided], later: Iterable[Undecided], most_later: int | None = None
) -> tuple[tuple[Undecided, ...], ...]:
    """Return the dates of each row that `render` shows."""
    parts, _ = _parts(soon, later, most_later)
    return tuple(row.slots for _, rows in parts for row in rows)


def _parts(
    soon: Iterable[Undecided], later: Iterable[Undecided], most_later: int | None
) -> tuple[list[tuple[str, list[_Row]]], int]:
    """Return the headings and rows that are shown, and how many rows are not."""
    near, far = list(_by_year(soon, f"inom {SOON.days} dagar")), list(_by_year(later, "senare"))
    shown = [*near, *((heading, rows[:most_later]) for heading, rows in far)]
    return shown, sum(len(rows) for _, rows in (*near, *far)) - sum(len(rows) for _, rows in shown)


def _by_year(slots: Iterable[Undecided], when: str) -> Iterator[tuple[str, list[_Row]]]:
    for year, group in groupby(slots, key=lambda slot: slot.school_year):
        of_year = list(group)
        yield f"{year}, {when}: {count(len(of_year), 'datum', 'datum')} att bestämma", list(_rows(of_year))


def _rows(slots: Iterable[Undecided]) -> Iterator[_Row]:
    """Yield a row for each activity of a school year, and one more for what of it has no date."""
    groups: dict[tuple[str, bool], list[Undecided]] = {}
    for slot in slots:
        groups.setdefault((slot.activity.id, slot.days is None), []).append(slot)
    for alike in groups.values():
        activity = alike[0].activity
        yield _Row(_weeks(alike), _date(alike), activity, str(activity.rule), _against(alike), tuple(alike))


def _weeks(slots: Sequence[Undecided]) -> str:
    days = slots[0].days
    return weeks(*days).removeprefix("v. ") if days and len(slots) == 1 else ""


def _date(slots: Sequence[Undecided]) -> str:
    months = [slot.month for slot in slots if slot.month]
    if slots[0].days is None:
        return f"saknas ({month_names(months)})" if months else "saknas"
    return span(*slots[0].days) if len(slots) == 1 else month_names(months)


def _against(slots: Sequence[Undecided]) -> str:
    """Return what stands in the way, `krockar med söndag`; of several months in which of them.

    Why several months lack the day, the rule and the months say.
    """
    several = len(slots) > 1
    if slots[0].days is None:
        told = not several or slots[0].is_known_later
        return enumerate_words(dict.fromkeys(why for slot in slots for why in slot.clashes)) if told else ""
    clashes = [
        f"{enumerate_words(slot.clashes)}{f' ({month_name(slot.month)})' if several and slot.month else ''}"
        for slot in slots
        if slot.clashes
    ]
    return f"krockar med {enumerate_words(clashes)}" if clashes else ""


def _widths(rows: Sequence[_Row], room: int) -> _Widths | None:
    """Return what the columns have of so many, None where a word would have to be broken."""
    number = len(_HEADINGS[0])
    date = longest_word((_HEADINGS[1], *(row.date for row in rows)))
    date = max(date, max((len(row.date) for row in rows if row.weeks), default=0))
    activity = longest_word((_HEADINGS[2], *(f"{row.activity.id} {row.activity.summary}" for row in rows)))
    rule = longest_word((_HEADINGS[3], *(f"{row.rule} {row.against}" for row in rows)))
    left = room - number - date
    if activity + rule > left:
        return None
    activity = max(activity, min(left * 3 // 5, left - rule))
    return _Widths(number, date, activity, left - activity)


def _table(rows: Iterable[_Row], widths: _Widths) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, BETWEEN, 0, 0), header_style="dim")
    table.add_column(_HEADINGS[0], width=widths.weeks, justify="right")
    for heading, width in zip(_HEADINGS[1:], widths[1:], strict=True):
        table.add_column(heading, width=width)
    for row in rows:
        table.add_row(row.weeks, row.date, _named(row), _why(row))
    return table


def _list(rows: Iterable[_Row]) -> Iterator[RenderableType]:
    for row in rows:
        week = f"v. {row.weeks}" if row.weeks else ""
        yield Text(", ".join(filter(None, (row.date, week))))
        yield Padding(Text("\n").join((_named(row), _why(row))), (0, 0, 0, BETWEEN))


def _named(row: _Row) -> Text:
    number = f"{row.number}. " if row.number else ""
    return Text.assemble(number, (row.activity.id, "bold"), f"\n{row.activity.summary}")


def _why(row: _Row) -> Text:
    return Text.assemble(row.rule, (f"\n{row.against}" if row.against else "", "yellow"))
