"""Decisions put into the text of a plan: in place of others, in entries that stand there, or as new ones."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from arshjul_cli.editing.adding import Naming, new_dates
from arshjul_cli.editing.decision import Decided
from arshjul_cli.editing.layout import Keys, Layout
from arshjul_cli.editing.months import months_changed
from arshjul_cli.editing.proposals import SlotOf
from arshjul_cli.editing.replacing import replaced
from arshjul_cli.editing.splicing import Splice, spliced
from arshjul_cli.editing.writing import BySlot, by_month, order_in_year
from arshjul_cli.errors import EditError
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Decision, by_slot
from arshjul_cli.rules import slot_of
from arshjul_cli.schoolyear import SchoolYear

Entries = Mapping[Keys, BySlot]
"""The decisions of each activity and school year, by the keys that lead to its entry."""


def decide(layout: Layout, plan: Plan, entries: Entries) -> str:
    """Return the text of a plan with decisions in it; one that stands there for the same slot is replaced.

    `preserved.require_preserved` tells whether nothing else has changed.
    """
    return spliced(layout.text, _splices(layout, _naming(plan), entries))


def entries_of(decided: Iterable[Decided]) -> Entries:
    """Return decisions by the entries in which they are to stand, in the order of the plan."""
    entries: dict[Keys, dict[int | None, Decision]] = {}
    for item in sorted(decided, key=lambda item: (item.year, item.activity, order_in_year(item.month))):
        keys: Keys = ("years", str(item.year), "dates", item.activity)
        entries.setdefault(keys, {})[item.month] = item.decision
    return entries


def require_decided(plan: Plan, decided: Iterable[Decided]) -> None:
    """Do nothing if a plan says what was decided.

    Raises:
        EditError: otherwise.
    """
    rules = {activity.id: activity.when for activity in plan.activities}
    for item in decided:
        entry = plan.year(item.year).dates.get(item.activity)
        if by_slot(entry, rules[item.activity], item.year).get(item.month) != item.decision:
            raise EditError(f"{item.activity} skulle få ett annat datum i planen än det bestämda.")


def _naming(plan: Plan) -> Naming:
    rules = {activity.id: activity.when for activity in plan.activities}
    return lambda year, activity: partial(slot_of, rules[activity], SchoolYear.parse(year))


def _splices(layout: Layout, naming: Naming, entries: Entries) -> list[Splice]:
    splices: list[Splice] = []
    new: dict[str, dict[str, BySlot]] = {}
    for keys, decisions in entries.items():
        _, year, _, activity = keys
        if layout.has(keys):
            changes = tuple(_changes(layout, keys, decisions, naming(year, activity)))
            splices += changes
            layout = layout.including(keys, changes)
        else:
            new.setdefault(year, {})[activity] = decisions
    return [*splices, *new_dates(layout, new, naming)]


def _changes(layout: Layout, keys: Keys, decisions: BySlot, slot_of: SlotOf) -> Iterator[Splice]:
    """Return what puts decisions into the entry of an activity."""
    if None in decisions:
        return replaced(layout.text, layout.key(keys), layout.value(keys), decisions[None])
    return months_changed(layout, keys, by_month(decisions), slot_of)
