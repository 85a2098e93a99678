"""New entries in a plan: beside others, as the first of their key, or in place of the comment that proposed them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from arshjul_cli.editing.layout import (
    Part,
    Splice,
    UnreadableError,
    below,
    line_end,
    newline,
    read,
    spliced,
    whole_lines,
    without_scalars,
)
from arshjul_cli.editing.writing import Entry, month_named, month_of, new_entry
from arshjul_cli.errors import EditError
from arshjul_cli.plan.model import Decision
from arshjul_cli.swedish import MONTHS

BY_HAND = "Inget är skrivet. Gör ändringen för hand i stället."
Path = tuple[str, ...]
_DATE = r"\d{4}-\d\d-\d\d(?:–\d{4}-\d\d-\d\d)?"
_DATES = rf"{_DATE}|\[{_DATE}(?:, {_DATE})*\]"
_PROPOSAL = rf"^(?P<indent> +)# (?P<of>%s) (?P<dates>{_DATES})(?P<why> *(?:#[^\r\n]*)?)(?=\r?$)"
"""A comment that is an entry without its `# `: that of an activity, as `newyear` writes it, or that of a month."""


def layout_of(text: str) -> Part:
    """Return where everything stands in a plan.

    Raises:
        EditError: if it is written in a way that cannot be changed piece by piece.
    """
    try:
        return read(text)
    except UnreadableError as error:
        raise EditError(f"Planen är skriven på ett sätt som programmet inte kan ändra. {BY_HAND}") from error


def remarks(text: str) -> Counter[str]:
    """Return the comments of a plan, but for the entries that they propose."""
    rest = re.sub(_PROPOSAL % r"-|[^\s#]+:", r"\g<why>", without_scalars(text), flags=re.MULTILINE)
    return Counter(re.findall(r"#[^\r\n]*", rest))


def is_there(root: Part, path: Path) -> bool:
    """Tell whether a path of keys leads to anything."""
    if not path:
        return True
    name, *rest = path
    return name in root.names and is_there(root.value(name), tuple(rest))


def at(root: Part, path: Path) -> tuple[Part, Part]:
    """Return the last key of a path that is there, and its value."""
    *above, name = path
    for one in above:
        root = root.value(one)
    return root.key(name), root.value(name)


def with_first(text: str, root: Part, path: Path, decisions: Mapping[int | None, Decision]) -> str:
    """Return the text with an activity that had no decisions; the comment that proposed them becomes its entry."""
    parents, activity = path[:-1], path[-1]
    found = _proposals(text, root, parents, f"{re.escape(activity)}:") if is_there(root, parents) else ()
    if not (proposal := next(iter(found), None)):
        return with_new(text, root, parents, activity, new_entry(activity, decisions))
    key, dates = at(root, parents)
    column = dates.column if dates.values else max(len(proposal["indent"]), key.column + 1)
    entry = new_entry(activity, decisions, re.findall(_DATE, proposal["dates"]))
    return spliced(text, [*_opened(key, dates), taken_up(text, proposal, entry.block.at(column, root.step))])


def with_new(text: str, root: Part, parents: Path, name: str, entry: Entry) -> str:
    """Return the text with an entry that is new; parents that are not there are made."""
    while not is_there(root, parents):
        *above, name = parents
        entry, parents = entry.under(name), tuple(above)
    if not parents:
        return spliced(text, [_after(text, root, root.values[-1], entry, root.step)])
    _, parent = at(root, parents)
    if not parent.values:
        return spliced(text, _first(text, root, parents, entry))
    pairs = zip(parent.names, parent.values, strict=True)
    before = [value for other, value in pairs if parents != ("years",) or other < name]
    return spliced(text, [among(text, root, parents, before, entry)])


def among(text: str, root: Part, path: Path, before: Sequence[Part], entry: Entry) -> Splice:
    """Return an entry among those of a key: after the last of some of its values, or first if there are none."""
    key, parent = at(root, path)
    if before:
        return _after(text, parent, before[-1], entry, root.step)
    if parent.is_flow:
        first = parent.starts()[0]
        return Splice(first, first, f"{entry.flow}, ")
    return whole_lines(text, line_end(text, key.end), entry.block.at(parent.column, root.step))


def _after(text: str, parent: Part, value: Part, entry: Entry, step: int) -> Splice:
    if parent.is_flow:
        return Splice(value.end, value.end, f", {entry.flow}")
    return whole_lines(text, below(text, value.end, parent.column), entry.block.at(parent.column, step))


def _first(text: str, root: Part, path: Path, entry: Entry) -> list[Splice]:
    """Return an entry under a key that has none yet: nothing stands there, or `{}`."""
    key, empty = at(root, path)
    around = at(root, path[:-1])[1] if path[:-1] else root
    if around.is_flow:
        return [Splice(key.end, empty.end, f": {{{entry.flow}}}")]
    lines = entry.block.at(key.column + root.step, root.step)
    return [*_opened(key, empty), whole_lines(text, line_end(text, empty.end), lines)]


def _opened(key: Part, value: Part) -> list[Splice]:
    """Return what lets lines follow below a key: `{}` goes."""
    return [] if value.values else [Splice(key.end, value.end, ":")]


def proposed_months(text: str, root: Part, path: Path) -> "dict[int, re.Match[str]]":
    """Return the comments in the entry of a monthly activity that propose a date, each under its month."""
    _, entry = at(root, path)
    of = "-" if entry.is_list else rf"(?:{'|'.join(MONTHS)}):"
    found = [one for one in _proposals(text, root, path, of) if len(one["indent"]) >= entry.column]
    return {month_of(one["dates"]) if entry.is_list else month_named(one["of"][:-1]): one for one in found}


def _proposals(text: str, root: Part, path: Path, of: str) -> "Iterable[re.Match[str]]":
    """Return the comments that propose an entry of a key: in its lines, and in those that follow."""
    key, value = at(root, path)
    if value.is_flow and value.values:
        return ()
    following = re.compile(r"^[ \t]*[^#\s]", re.MULTILINE).search(text, line_end(text, value.end))
    end = following.start() if following else len(text)
    return re.compile(_PROPOSAL % of, re.MULTILINE).finditer(text, line_end(text, key.end), end)


def taken_up(text: str, proposal: "re.Match[str]", lines: Iterable[str]) -> Splice:
    """Return an entry in place of the comment that proposed it, with what that comment says of it."""
    first, *rest = lines
    end = newline(text, proposal.start())
    return Splice(proposal.start(), proposal.end(), end.join((f"{first}{proposal['why']}", *rest)))
