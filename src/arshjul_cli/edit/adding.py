"""New entries in a plan: beside others, as the first of their key, or in place of the comment that proposed them."""

import re
from collections.abc import Iterable

from arshjul_cli.edit.writing import Entry
from arshjul_cli.errors import EditError
from arshjul_cli.layout import Part, Splice, UnreadableError, below, line_end, newline, read, spliced, whole_lines

BY_HAND = "Inget är skrivet. Gör ändringen för hand i stället."
STEP = 2
_DATE = r"\d{4}-\d\d-\d\d(?:–\d{4}-\d\d-\d\d)?"
_PROPOSAL = r"^(?P<indent> +)# {}: (?:{date}|\[{date}(?:, {date})*\])(?P<why> *(?:#[^\r\n]*)?)(?=\r?$)"
_BELOW = r"(?:[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)| {{{column},}}[^\n]*(?:\n|\Z))*"
"""The lines under a key: blank ones, comments, and what is indented deeper."""


def layout_of(text: str) -> Part:
    """Return where everything stands in a plan.

    Raises:
        EditError: if it is written in a way that cannot be changed piece by piece.
    """
    try:
        return read(text)
    except UnreadableError as error:
        raise EditError(f"Planen är skriven på ett sätt som programmet inte kan ändra. {BY_HAND}") from error


def part_at(root: Part, path: Iterable[str]) -> Part | None:
    """Return what stands at a path of keys, None if nothing does."""
    part: Part | None = root
    for name in path:
        part = part.get(name) if part else None
    return part


def with_new(text: str, root: Part, parents: tuple[str, ...], name: str, entry: Entry) -> str:
    """Return the text with an entry that is new; parents that are not there are made."""
    while parents and part_at(root, parents) is None:
        *above, name = parents
        entry, parents = entry.under(name), tuple(above)
    parent = part_at(root, parents) or root
    if not parents:
        return spliced(text, [added(text, None, parent, len(parent.values) - 1, entry)])
    key = (part_at(root, parents[:-1]) or root).key(parents[-1])
    if proposal := _proposal(text, key, name):
        return spliced(text, [_taken_up(text, proposal, entry)])
    if not parent.values:
        return spliced(text, _first(text, root, parents, entry))
    before = [index for index, other in enumerate(parent.names) if parents != ("years",) or other < name]
    return spliced(text, [added(text, key, parent, before[-1] if before else None, entry)])


def added(text: str, key: Part | None, parent: Part, before: int | None, entry: Entry) -> Splice:
    """Return an entry among others: after one of them, or first, below the key of them all."""
    if parent.is_flow:
        at = parent.starts()[0] if before is None else parent.values[before].end
        return Splice(at, at, f"{entry.flow}, " if before is None else f", {entry.flow}")
    if before is None:
        at = line_end(text, key.end if key else 0)
    else:
        at = below(text, parent.values[before].end, parent.column)
    return whole_lines(text, at, entry.block.at(parent.column, STEP))


def _first(text: str, root: Part, parents: tuple[str, ...], entry: Entry) -> list[Splice]:
    """Return an entry under a key that has none yet: nothing stands there, or `{}`."""
    around = part_at(root, parents[:-1]) or root
    key, empty = around.key(parents[-1]), around.get(parents[-1]) or root
    if "#" in text[empty.start : empty.end]:
        raise EditError(f"Kommentarer i {key.text} skulle försvinna. {BY_HAND}")
    if around.is_flow:
        return [Splice(key.end, empty.end, f": {{{entry.flow}}}")]
    step = min((value.column - root.column for value in root.values if value.keys and not value.is_flow), default=STEP)
    lines = whole_lines(text, line_end(text, empty.end), entry.block.at(key.column + step, step))
    return [Splice(key.end, empty.end, ":"), lines]


def _proposal(text: str, key: Part, activity: str) -> "re.Match[str] | None":
    """Return the comment below a key that proposes dates of an activity, in the form of `newyear`."""
    start = line_end(text, key.end)
    below = re.compile(_BELOW.format(column=key.column + 1)).match(text, start)
    pattern = re.compile(_PROPOSAL.format(re.escape(activity), date=_DATE), re.MULTILINE)
    return pattern.search(text, start, below.end() if below else start)


def _taken_up(text: str, proposal: "re.Match[str]", entry: Entry) -> Splice:
    """Return a decision in place of the comment that proposed it, with what that comment says of it."""
    first, *rest = entry.block.at(len(proposal["indent"]), STEP)
    lines = (f"{first}{proposal['why']}", *rest)
    return Splice(proposal.start(), proposal.end(), newline(text, proposal.start()).join(lines))
