"""From the text of a plan and what was decided to the new text: only the lines that must change do. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from arshjul_cli.editing.adding import new_dates, new_entries
from arshjul_cli.editing.decision import Decided
from arshjul_cli.editing.layout import Keys, Layout, UnreadableError, layout_of
from arshjul_cli.editing.months import months_changed
from arshjul_cli.editing.preserved import BY_HAND, require_preserved
from arshjul_cli.editing.replacing import replaced
from arshjul_cli.editing.splicing import Splice, spliced
from arshjul_cli.editing.writing import BySlot, Entry, Lines, by_month, order_in_year
from arshjul_cli.errors import EditError
from arshjul_cli.plan.model import Decision, Plan, by_slot
from arshjul_cli.schoolyear import SchoolYear

_Entries = Mapping[Keys, BySlot]
"""The decisions of each activity and school year, by the keys that lead to its entry."""

# Without quotation marks, which one that is missing above would end at.
_HOW_TO = "När ett datum är bestämt: ta bort # och mellanslaget framför raden, och rätta datumet."


def decide(text: str, decided: Iterable[Decided]) -> str:
    """Return the plan with decisions in it; one that stands there for the same slot is replaced.

    Raises:
        EditError: if it cannot be done without changing anything else.
    """
    layout = _layout(text)
    entries: dict[Keys, dict[int | None, Decision]] = {}
    for item in sorted(decided, key=lambda item: (item.year, item.activity, order_in_year(item.month))):
        keys: Keys = ("years", str(item.year), "dates", item.activity)
        entries.setdefault(keys, {})[item.month] = item.decision
    try:
        return _with_entries(layout, entries)
    except EditError:
        # The error is to name the entry that cannot be written, if there is such.
        for keys, decisions in entries.items():
            _with_entries(layout, {keys: decisions})
        raise


def require_decided(plan: Plan, decided: Iterable[Decided]) -> None:
    """Do nothing if a plan says what was decided.

    Raises:
        EditError: otherwise.
    """
    for item in decided:
        if by_slot(plan.year(item.year).dates.get(item.activity)).get(item.month) != item.decision:
            raise EditError(f"{item.activity} skulle få ett annat datum i planen än det bestämda. {BY_HAND}")


def add_year(text: str, year: SchoolYear, dates: Iterable[str], rest: Iterable[str]) -> str:
    """Return the plan with a school year in which there are only comments: on its dates, and on the rest of it.

    Raises:
        EditError: if it cannot be done without changing anything else.
    """
    proposed = [(2, f"# {line}") for line in dates]
    block = Lines(
        (
            (0, f"{year}:"),
            *((1, f"# {_HOW_TO}") for _ in proposed[:1]),
            (1, "dates:"),
            *proposed,
            *((1, f"# {line}") for line in rest),
        )
    )
    layout = _layout(text)
    years = layout.value(("years",)) if layout.has(("years",)) else layout.root
    if layout.root.is_flow or (years.is_flow and years.values):
        raise EditError(f"Läsåren står inom klamrar. Skriv vart och ett på en egen rad. {BY_HAND}")
    new = spliced(text, new_entries(layout, ("years",), {str(year): Entry("", block)}))
    require_preserved(layout, new, [("years", str(year))])
    return new


def _layout(text: str) -> Layout:
    try:
        return layout_of(text)
    except UnreadableError as error:
        raise EditError(f"Planen är skriven på ett sätt som programmet inte kan ändra. {BY_HAND}") from error


def _with_entries(layout: Layout, entries: _Entries) -> str:
    new = spliced(layout.text, _splices(layout, entries))
    require_preserved(layout, new, entries)
    return new


def _splices(layout: Layout, entries: _Entries) -> list[Splice]:
    splices: list[Splice] = []
    new: dict[str, dict[str, BySlot]] = {}
    for keys, decisions in entries.items():
        if layout.has(keys):
            changes = tuple(_changes(layout, keys, decisions))
            splices += changes
            layout = layout.including(keys, changes)
        else:
            _, year, _, activity = keys
            new.setdefault(year, {})[activity] = decisions
    return [*splices, *new_dates(layout, new)]


def _changes(layout: Layout, keys: Keys, decisions: BySlot) -> Iterator[Splice]:
    """Return what puts decisions into the entry of an activity."""
    if None in decisions:
        return replaced(layout.text, layout.key(keys), layout.value(keys), decisions[None])
    return months_changed(layout, keys, by_month(decisions))
