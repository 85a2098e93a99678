"""From the text of a plan and what was decided to the new text: only the lines that must change do. Pure."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from arshjul_cli.editing.adding import (
    BY_HAND,
    Path,
    at,
    is_there,
    layout_of,
    remarks,
    with_first,
    with_new,
)
from arshjul_cli.editing.decision import Decided
from arshjul_cli.editing.layout import BOM, Lines, spliced
from arshjul_cli.editing.replacing import replaced, with_month
from arshjul_cli.editing.writing import Entry, by_month, place
from arshjul_cli.errors import EditError
from arshjul_cli.plan.model import Decision, Plan, by_slot
from arshjul_cli.reading import tree as yamltree
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node, SourceFile

# Without quotation marks, which one that is missing above would end at.
_HOW_TO = "När ett datum är bestämt: ta bort # och mellanslaget framför raden, och rätta datumet."


def decide(text: str, decided: Iterable[Decided]) -> str:
    """Return the plan with decisions in it; one that stands there for the same slot is replaced.

    Raises:
        EditError: if it cannot be done without changing anything else.
    """
    new = text
    ordered = sorted(decided, key=lambda one: (one.year, one.activity, place(one.month)))
    for (year, activity), group in groupby(ordered, key=lambda one: (one.year, one.activity)):
        decisions = {one.month: one.decision for one in group}
        path = ("years", str(year), "dates", activity)
        new = _checked(new, _with_decisions(new, path, decisions), path)
    return _with_remarks(text, new)


def require_decided(plan: Plan, decided: Iterable[Decided]) -> None:
    """Do nothing if a plan says what was decided.

    Raises:
        EditError: otherwise.
    """
    for one in decided:
        if by_slot(plan.year(one.year).dates.get(one.activity)).get(one.month) != one.decision:
            raise EditError(f"{one.activity} skulle få ett annat datum i planen än det bestämda. {BY_HAND}")


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
    root = layout_of(text)
    years = at(root, ("years",))[1] if is_there(root, ("years",)) else root
    if root.is_flow or (years.is_flow and years.values):
        raise EditError(f"Läsåren står inom klamrar. Skriv vart och ett på en egen rad. {BY_HAND}")
    new = with_new(text, root, ("years",), str(year), Entry("", block))
    return _with_remarks(text, _checked(text, new, ("years", str(year))))


def _with_decisions(text: str, path: Path, decisions: Mapping[int | None, Decision]) -> str:
    root = layout_of(text)
    if not is_there(root, path):
        return with_first(text, root, path, decisions)
    key, entry = at(root, path)
    if None in decisions:
        return spliced(text, replaced(text, key, entry, decisions[None]))
    for month, decision in by_month(decisions).items():
        text = with_month(text, path, month, decision)
    return text


def _checked(old: str, new: str, path: Path) -> str:
    """Return the new text if only what stands at a path differs.

    Raises:
        EditError: otherwise.
    """
    before, after = (yamltree.read(text.removeprefix(BOM), SourceFile("")) for text in (old, new))
    if after.problems:
        raise EditError(f"Planen skulle inte gå att läsa med ändringen av {': '.join(path)}. {BY_HAND}")
    if _without(before.tree, path) != _without(after.tree, path):
        raise EditError(f"Mer än {': '.join(path)} skulle ändras i planen. {BY_HAND}")
    return new


def _with_remarks(old: str, new: str) -> str:
    """Return the new text if it has every comment of the old one.

    Raises:
        EditError: otherwise.
    """
    for lost in remarks(old) - remarks(new):
        raise EditError(f'Kommentaren "{lost.strip()}" skulle försvinna. {BY_HAND}')
    return new


def _without(tree: Node | None, path: Path) -> object:
    """Return a tree without what stands at a path; what is empty then is left out as well."""
    if not isinstance(tree, dict):
        return tree
    rest: dict[str, object] = {key: part for key, part in tree.items() if key != path[0]}
    inner = _without(tree.get(path[0]), path[1:]) if len(path) > 1 else None
    return {**rest, path[0]: inner} if inner else rest
