"""From the text of a plan and what was decided to the new text: only the lines that must change do. Pure."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from arshjul_cli import yamltree
from arshjul_cli.decisions import Decided
from arshjul_cli.edit.adding import BY_HAND, layout_of, part_at, with_new
from arshjul_cli.edit.replacing import replaced, with_month
from arshjul_cli.edit.writing import Entry, new_entry, place
from arshjul_cli.errors import EditError, Loc
from arshjul_cli.layout import BOM, Lines, Splice, spliced
from arshjul_cli.plan import Decision, Plan, by_slot
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.yamltree import Tree

_HOW_TO = 'När ett datum är bestämt: ta bort "# " framför raden, och rätta datumet.'


def decide(text: str, decided: Iterable[Decided]) -> str:
    """Return the plan with decisions in it; one that stands there for the same slot is replaced.

    Raises:
        EditError: if it cannot be done without changing anything else.
    """
    ordered = sorted(decided, key=lambda one: (one.year, one.activity, place(one.month)))
    for (year, activity), group in groupby(ordered, key=lambda one: (one.year, one.activity)):
        decisions = {one.month: one.decision for one in group}
        text = _checked(text, _with_decisions(text, str(year), activity, decisions), ("dates", activity), str(year))
    return text


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
    years = root.get("years")
    if root.is_flow or (years and years.is_flow and years.values):
        raise EditError(f"Läsåren står inom klamrar. Skriv vart och ett på en egen rad. {BY_HAND}")
    return _checked(text, with_new(text, root, ("years",), str(year), Entry("", block)), (), str(year))


def _with_decisions(text: str, year: str, activity: str, decisions: Mapping[int | None, Decision]) -> str:
    root = layout_of(text)
    parents = ("years", year, "dates")
    dates = part_at(root, parents)
    entry = dates.get(activity) if dates else None
    if dates is None or entry is None:
        return with_new(text, root, parents, activity, new_entry(activity, decisions))
    if None in decisions:
        return spliced(text, replaced(text, dates.key(activity), entry, decisions[None]))
    if not entry.values:
        return spliced(text, [Splice(dates.key(activity).start, entry.end, new_entry(activity, decisions).flow)])
    for month, decision in decisions.items():
        text = with_month(text, (*parents, activity), month or 0, decision)
    return text


def _checked(old: str, new: str, within: Loc, year: str) -> str:
    """Return the new text if only what stands at a path of a school year differs.

    Raises:
        EditError: otherwise.
    """
    path = ("years", year, *within)
    before, after = (yamltree.read(text.removeprefix(BOM)) for text in (old, new))
    if after.slips or _without(before.tree, path) != _without(after.tree, path):
        raise EditError(f"Mer än {': '.join(map(str, path))} skulle ändras i planen. {BY_HAND}")
    return new


def _without(tree: Tree, path: Loc) -> Tree:
    """Return a tree without what stands at a path; what is empty then is left out as well."""
    if not isinstance(tree, dict):
        return tree
    rest: dict[str, Tree] = {key: part for key, part in tree.items() if key != path[0]}
    inner = _without(tree.get(str(path[0])), path[1:]) if len(path) > 1 else None
    return {**rest, str(path[0]): inner} if inner else rest
