"""That the dates of some months are all there are, in the text of a plan: a new entry, or more months of one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from arshjul_cli.editing.adding import new_entries
from arshjul_cli.editing.decision import Decided
from arshjul_cli.editing.layout import Keys, Layout
from arshjul_cli.editing.splicing import Splice, spliced
from arshjul_cli.editing.writing import like, line_entry
from arshjul_cli.errors import EditError
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SCHOOL_YEAR_MONTHS
from arshjul_cli.swedish import month_name

HALVES = (SCHOOL_YEAR_MONTHS[:6], SCHOOL_YEAR_MONTHS[6:])
"""The halves of a school year that a board's calendar is decided for: July–December and January–June."""

Complete = Mapping[Keys, tuple[int, ...]]
"""Months, by the keys that lead to the entry of an activity in a school year."""


def of_calendar(plan: Plan, decisions: Iterable[Decided]) -> Complete:
    """Return the half-years in which a calendar has dates of a monthly activity, with what was complete before."""
    found: dict[Keys, set[int]] = defaultdict(set)
    for decided in decisions:
        if decided.month:
            keys = ("years", str(decided.year), "complete", decided.activity)
            found[keys] |= {*next(half for half in HALVES if decided.month in half)}
            found[keys] |= {*plan.year(decided.year).complete.get(decided.activity, ())}
    return {keys: tuple(month for month in SCHOOL_YEAR_MONTHS if month in months) for keys, months in found.items()}


def complete(layout: Layout, months: Complete) -> str:
    """Return the text of a plan that says of some months that their dates are all there are.

    Raises:
        EditError: if the months of an entry are not in a row.
    """
    return spliced(layout.text, _splices(layout, months))


def _splices(layout: Layout, months: Complete) -> Iterator[Splice]:
    new: dict[Keys, dict[str, str]] = defaultdict(dict)
    for keys, of_one in months.items():
        if layout.has(keys):
            value = layout.value(keys)
            yield Splice(value.start, value.end, like(value, in_words(of_one)))
        else:
            new[keys[:-1]][keys[-1]] = in_words(of_one)
    for keys, entries in new.items():
        yield from new_entries(layout, keys, {name: line_entry(f"{name}: {text}") for name, text in entries.items()})


def in_words(months: Sequence[int]) -> str:
    """Return `juli–december`, or `läsåret` for all twelve. Raises EditError for months that are not in a row."""
    first, last = (SCHOOL_YEAR_MONTHS.index(month) for month in (months[0], months[-1]))
    if last - first + 1 != len(months):
        raise EditError("complete kan bara ha månader i följd.")
    if len(months) == len(SCHOOL_YEAR_MONTHS):
        return "läsåret"
    return "–".join(dict.fromkeys(month_name(month) for month in (months[0], months[-1])))
