"""From the text of a plan and what was decided to the new text: only the lines that must change do. Pure."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from arshjul_cli import yamltree
from arshjul_cli.decisions import Decided
from arshjul_cli.errors import EditError, Loc
from arshjul_cli.fields import Days
from arshjul_cli.layout import (
    BOM,
    Lines,
    Part,
    Splice,
    UnreadableError,
    below,
    line_end,
    newline,
    quoted,
    read,
    spliced,
    whole_lines,
    without_comment,
)
from arshjul_cli.plan import Decision, Plan, by_slot
from arshjul_cli.rules.recurring import SCHOOL_YEAR_MONTHS
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS, month_name
from arshjul_cli.yamltree import Tree

_STEP = 2
_DATE = r"\d{4}-\d\d-\d\d(?:–\d{4}-\d\d-\d\d)?"
_PROPOSAL = r"^(?P<indent> +)# {}: (?:{date}|\[{date}(?:, {date})*\])(?P<why> *(?:#[^\r\n]*)?)(?=\r?$)"
_BELOW = r"(?:[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)| {{{column},}}[^\n]*(?:\n|\Z))*"
"""The lines under a key: blank ones, comments, and what is indented deeper."""
_HOW_TO = 'När ett datum är bestämt: ta bort "# " framför raden, och rätta datumet.'
_BY_HAND = "Inget är skrivet. Gör ändringen för hand i stället."


class _Entry(NamedTuple):
    """A new entry of a mapping or a list: as it stands among others on a line, and on lines of its own."""

    flow: str
    block: Lines

    def under(self, key: str) -> "_Entry":
        return _Entry(f"{key}: {{{self.flow}}}", self.block.under(f"{key}:"))


def decide(text: str, decided: Iterable[Decided]) -> str:
    """Return the plan with decisions in it; one that stands there for the same slot is replaced.

    Raises:
        EditError: if it cannot be done without changing anything else.
    """
    ordered = sorted(decided, key=lambda one: (one.year, one.activity, _place(one.month)))
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
            raise EditError(f"{one.activity} skulle få ett annat datum i planen än det bestämda. {_BY_HAND}")


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
    root = _layout(text)
    years = root.get("years")
    if root.is_flow or (years and years.is_flow and years.values):
        raise EditError(f"Läsåren står inom klamrar. Skriv vart och ett på en egen rad. {_BY_HAND}")
    return _checked(text, _with_new(text, root, ("years",), str(year), _Entry("", block)), (), str(year))


def _layout(text: str) -> Part:
    try:
        return read(text)
    except UnreadableError as error:
        raise EditError(f"Planen är skriven på ett sätt som programmet inte kan ändra. {_BY_HAND}") from error


def _checked(old: str, new: str, within: Loc, year: str) -> str:
    """Return the new text if only what stands at a path of a school year differs.

    Raises:
        EditError: otherwise.
    """
    path = ("years", year, *within)
    before, after = (yamltree.read(text.removeprefix(BOM)) for text in (old, new))
    if after.slips or _without(before.tree, path) != _without(after.tree, path):
        raise EditError(f"Mer än {': '.join(map(str, path))} skulle ändras i planen. {_BY_HAND}")
    return new


def _without(tree: Tree, path: Loc) -> Tree:
    """Return a tree without what stands at a path; what is empty then is left out as well."""
    if not isinstance(tree, dict):
        return tree
    rest: dict[str, Tree] = {key: part for key, part in tree.items() if key != path[0]}
    inner = _without(tree.get(str(path[0])), path[1:]) if len(path) > 1 else None
    return {**rest, str(path[0]): inner} if inner else rest


def _place(month: int | None) -> int:
    """Return the place of a month in the school year."""
    return SCHOOL_YEAR_MONTHS.index(month) if month else -1


# An activity that the year does not mention


def _with_decisions(text: str, year: str, activity: str, decisions: Mapping[int | None, Decision]) -> str:
    root = _layout(text)
    parents = ("years", year, "dates")
    dates = _at(root, parents)
    entry = dates.get(activity) if dates else None
    if dates is None or entry is None:
        return _with_new(text, root, parents, activity, _new(activity, decisions))
    if None in decisions:
        return spliced(text, _replaced(text, dates.key(activity), entry, decisions[None]))
    if not entry.values:
        return spliced(text, [Splice(dates.key(activity).start, entry.end, _new(activity, decisions).flow)])
    for month, decision in decisions.items():
        text = _with_month(text, (*parents, activity), month or 0, decision)
    return text


def _at(root: Part, path: Iterable[str]) -> Part | None:
    part: Part | None = root
    for name in path:
        part = part.get(name) if part else None
    return part


def _new(activity: str, decisions: Mapping[int | None, Decision]) -> _Entry:
    """Return a whole entry: one date, a list of them, or months if a date lies in another than its own."""
    if None in decisions:
        line = f"{activity}: {_written(decisions[None])}"
        return _Entry(line, Lines([(0, line)]))
    slots = {month: decision for month, decision in decisions.items() if month}
    as_list = all(month == decision.date.start.month for month, decision in slots.items())
    items = [_item(month, decision, as_list=as_list) for month, decision in slots.items()]
    inner = ", ".join(item.flow for item in items)
    block = Lines(line for item in items for line in item.block)
    return _Entry(f"{activity}: [{inner}]" if as_list else f"{activity}: {{{inner}}}", block.under(f"{activity}:"))


def _item(month: int, decision: Decision, *, as_list: bool) -> _Entry:
    value = _written(decision)
    flow = value if as_list else f"{month_name(month)}: {value}"
    return _Entry(flow, Lines([(0, f"- {value}" if as_list else flow)]))


def _with_new(text: str, root: Part, parents: tuple[str, ...], name: str, entry: _Entry) -> str:
    """Return the text with an entry that is new; parents that are not there are made."""
    while parents and _at(root, parents) is None:
        *above, name = parents
        entry, parents = entry.under(name), tuple(above)
    parent = _at(root, parents) or root
    if not parents:
        return spliced(text, [_added(text, None, parent, len(parent.values) - 1, entry)])
    key = (_at(root, parents[:-1]) or root).key(parents[-1])
    if proposal := _proposal(text, key, name):
        return spliced(text, [_taken_up(text, proposal, entry)])
    if not parent.values:
        return spliced(text, _first(text, root, parents, entry))
    before = [index for index, other in enumerate(parent.names) if parents != ("years",) or other < name]
    return spliced(text, [_added(text, key, parent, before[-1] if before else None, entry)])


def _added(text: str, key: Part | None, parent: Part, before: int | None, entry: _Entry) -> Splice:
    """Return an entry among others: after one of them, or first, below the key of them all."""
    if parent.is_flow:
        at = parent.starts()[0] if before is None else parent.values[before].end
        return Splice(at, at, f"{entry.flow}, " if before is None else f", {entry.flow}")
    if before is None:
        at = line_end(text, key.end if key else 0)
    else:
        at = below(text, parent.values[before].end, parent.column)
    return whole_lines(text, at, entry.block.at(parent.column, _STEP))


def _first(text: str, root: Part, parents: tuple[str, ...], entry: _Entry) -> list[Splice]:
    """Return an entry under a key that has none yet: nothing stands there, or `{}`."""
    around = _at(root, parents[:-1]) or root
    key, empty = around.key(parents[-1]), around.get(parents[-1]) or root
    if "#" in text[empty.start : empty.end]:
        raise EditError(f"Kommentarer i {key.text} skulle försvinna. {_BY_HAND}")
    if around.is_flow:
        return [Splice(key.end, empty.end, f": {{{entry.flow}}}")]
    step = min((value.column - root.column for value in root.values if value.keys and not value.is_flow), default=_STEP)
    lines = whole_lines(text, line_end(text, empty.end), entry.block.at(key.column + step, step))
    return [Splice(key.end, empty.end, ":"), lines]


def _proposal(text: str, key: Part, activity: str) -> "re.Match[str] | None":
    """Return the comment below a key that proposes dates of an activity, in the form of `newyear`."""
    start = line_end(text, key.end)
    below = re.compile(_BELOW.format(column=key.column + 1)).match(text, start)
    pattern = re.compile(_PROPOSAL.format(re.escape(activity), date=_DATE), re.MULTILINE)
    return pattern.search(text, start, below.end() if below else start)


def _taken_up(text: str, proposal: "re.Match[str]", entry: _Entry) -> Splice:
    """Return a decision in place of the comment that proposed it, with what that comment says of it."""
    first, *rest = entry.block.at(len(proposal["indent"]), _STEP)
    lines = (f"{first}{proposal['why']}", *rest)
    return Splice(proposal.start(), proposal.end(), newline(text, proposal.start()).join(lines))


# An activity that has an entry


def _with_month(text: str, path: tuple[str, ...], month: int, decision: Decision) -> str:
    """Return the text with the decision of a month in the entry of a monthly activity."""
    dates = _at(_layout(text), path[:-1])
    entry = dates.get(path[-1]) if dates else None
    if dates is None or entry is None:
        raise EditError(f"{path[-1]} gick inte att ändra. {_BY_HAND}")
    slots = [_own_month(item) for item in entry.values] if entry.is_list else [_named(name) for name in entry.names]
    if entry.is_list and month != decision.date.start.month:
        return _with_month(spliced(text, _months_named(text, dates.key(path[-1]), entry, slots)), path, month, decision)
    if month in slots:
        index = slots.index(month)
        return spliced(text, _replaced(text, entry.keys[index] if entry.keys else None, entry.values[index], decision))
    before = [index for index, slot in enumerate(slots) if _place(slot) < _place(month)]
    item = _item(month, decision, as_list=entry.is_list)
    return spliced(text, [_added(text, dates.key(path[-1]), entry, before[-1] if before else None, item)])


def _own_month(item: Part) -> int:
    """Return the month of a date of a list."""
    return int((item.get("date") or item).text.strip()[5:7])


def _named(name: str) -> int:
    return MONTHS.index(name.strip().lower()) + 1


def _months_named(text: str, key: Part, entry: Part, slots: list[int]) -> list[Splice]:
    """Return what makes a list of dates a mapping of months to the same dates, each where it stands."""
    names = [f"{month_name(slot)}: " for slot in slots]
    if entry.is_flow:
        ends = [Splice(entry.start, entry.start + 1, "{"), Splice(entry.end - 1, entry.end, "}")]
        return [*ends, *(Splice(item.start, item.start, name) for item, name in zip(entry.values, names, strict=True))]
    deeper = " " * max(0, key.column + _STEP - entry.column)
    dashes = [text.rfind("-", 0, item.start) for item in entry.values]
    return [
        Splice(dash, item.start, f"{deeper}{_after_month(text, item, name)}")
        for dash, item, name in zip(dashes, entry.values, names, strict=True)
    ]


def _after_month(text: str, item: Part, name: str) -> str:
    """Return a month's name before what was an item; a mapping on lines of its own stays so."""
    if item.keys and not item.is_flow:
        return f"{name.rstrip()}{newline(text, item.start)}{' ' * item.column}"
    return name


def _replaced(text: str, key: Part | None, value: Part, decision: Decision) -> list[Splice]:
    """Return a decision in place of another: of what both have, only the texts."""
    parts = _parts(decision)
    if value.keys and value.names == tuple(parts):
        pairs = zip(value.values, parts.values(), strict=True)
        return [Splice(old.start, old.end, _like(old, new)) for old, new in pairs if old.text != new]
    if not value.values:
        new = _like(value, _written(decision))
        return [Splice(value.start, value.end, new if value.end > value.start else f" {new}")]
    if not without_comment(text, value):
        raise EditError(f"Kommentarer i {key.text if key else 'listan'} skulle försvinna. {_BY_HAND}")
    start = value.start if value.is_flow or key is None else text.index(":", key.end) + 1
    return [Splice(start, value.end, _written(decision) if start == value.start else f" {_written(decision)}")]


def _like(old: Part, new: str) -> str:
    """Return a text in the quotes of the one it replaces, where that is safe."""
    return f"{old.quote}{new}{old.quote}" if old.quote and not set(new) & set("'\"\\{") else new


def _written(decision: Decision) -> str:
    parts = _parts(decision)
    alone = len(parts) == 1
    return parts["date"] if alone else f"{{{', '.join(f'{key}: {part}' for key, part in parts.items())}}}"


def _parts(decision: Decision) -> dict[str, str]:
    texts = {"location": decision.location, "url": decision.url}
    return {"date": _days(decision.date), **{key: quoted(text) for key, text in texts.items() if text}}


def _days(days: Days) -> str:
    if days.time:
        return f"{days.start} {'–'.join(f'{time:%H:%M}' for time in days.time)}"
    return str(days.start) if days.start == days.last_day else f"{days.start}–{days.last_day}"
