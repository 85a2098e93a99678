"""A plan file read around its conflicts and the slips in its YAML, so that one does not hide what else is wrong.

The smallest whole part around a slip, by its indentation, is left out, and the rest is read again.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan.model import SECTIONS
from arshjul_cli.reading import dashes, tree
from arshjul_cli.reading.conflicts import Conflict, conflicts, leave_out, problem, with_one_version
from arshjul_cli.reading.syntax import INDENT_WRONG, is_bare
from arshjul_cli.reading.tree import Document, file_of
from arshjul_cli.source import MappingNode, Node, SourceFile, ancestry, parts

_MOST_CHARACTERS = 100_000
_MOST_SLIPS = 20
_SPACES = " \t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000"
_OUT_OF_PLACE = re.compile(rf" (?:{'|'.join(SECTIONS)}):")
_NOT_CHECKED = " Resten av filen är inte granskad."


def read(text: str, name: str) -> Document:
    """Read YAML, around each slip in it; what cannot be read even so gives no tree, and says so.

    The file is known by a name. What was left out is a gap of the nodes around it.
    """
    file = file_of(text, name)
    found = conflicts(file.lines)
    if not found:
        return _around_slips(text, file, list(file.lines))
    lines = with_one_version(file.lines, found)
    return _around_conflicts(_around_slips("\n".join(lines), file, list(lines)), found, lines)


def _around_conflicts(document: Document, found: Sequence[Conflict], lines: Sequence[str]) -> Document:
    """Return a document that was read with one version of each conflict, without what stands in them."""
    within = frozenset(number for conflict in found for number in conflict.lines)
    others = (slip for slip in document.problems if slip.place is None or _line(slip) not in within)
    if isinstance(document.tree, MappingNode):
        _mark_gaps(document.tree, {_holder(document.file.lines, conflict, lines) for conflict in found})
        leave_out(document.tree, found)
    return replace(document, problems=(*(problem(conflict, document.file) for conflict in found), *others))


def _holder(written: Sequence[str], conflict: Conflict, lines: Sequence[str]) -> int:
    """Return the line of what all versions of a conflict are a part of, or -1."""
    versions = [written[number] for version in conflict.versions for number in version if _says(written[number])]
    outermost = min(versions, key=_indent, default=" ")
    return next((n for n in _above(lines, conflict.lines[0]) if _holds(lines[n], outermost)), -1)


def _around_slips(text: str, file: SourceFile, lines: list[str]) -> Document:
    whole = document = tree.read(text, file)
    reported, parents = list[Problem](), set[int]()
    below = frozenset[int]()
    left = _MOST_SLIPS if len(text) <= _MOST_CHARACTERS else 0
    while document.tree is None and any(slip.code is Code.SYNTAX for slip in document.problems):
        left -= len(document.problems)
        if left < 0:
            return _given_up(whole, reported or whole.problems)
        # The next lines may be out of place only because what they belong to was left out.
        reported += (slip for slip in document.problems if slip.text != INDENT_WRONG or _line(slip) not in below)
        left_out = [_leave_out(lines, _line(slip)) for slip in document.problems]
        parents |= {parent for parent, _ in left_out if parent is not None}
        below = frozenset(next(_below(lines, end), len(lines)) for _, end in left_out)
        document = tree.read("\n".join(lines), file)
    if not reported:
        return document
    if document.problems if document.tree is None else not isinstance(document.tree, MappingNode):
        return _given_up(whole, (*reported, *document.problems))
    if isinstance(document.tree, MappingNode):
        _mark_gaps(document.tree, parents)
    return replace(document, problems=(*reported, *document.problems))


def _line(slip: Problem) -> int:
    """Return the index of the line that a slip is on."""
    return slip.place.line - 1 if slip.place else 0


def _given_up(whole: Document, slips: Sequence[Problem]) -> Document:
    """Return a document of which no more can be read, which says so after the slips."""
    *first, last = slips
    return replace(whole, tree=None, problems=(*first, replace(last, text=f"{last.text}{_NOT_CHECKED}")))


def _leave_out(lines: list[str], at: int) -> tuple[int | None, int]:
    """Empty the lines of the part around a line; return the lines of what it is a part of (or -1), and of its end.

    What is certainly meant is put in its place instead; without a line for what lacks nothing.
    """
    if dash := dashes.mended(lines[at]):
        lines[at] = dash
        return None, at + 1
    if _OUT_OF_PLACE.match(lines[at]):
        # A section a step to the right: all of it would be lost, or taken for a part of the one above.
        lines[at] = lines[at][1:]
        return -1, at + 1
    if is_bare(lines[at]) and any(_indent(lines[at]) < _indent(lines[n]) for n in islice(_below(lines, at + 1), 1)):
        # All that is below it need not be lost for a colon.
        lines[at] = f"{lines[at].partition('#')[0].rstrip()}:"
        return at, at + 1
    lines[at] = _without_tabs(lines, at)
    first = _owner(lines, at)
    parent = next((n for n in _above(lines, first) if _holds(lines[n], lines[first])), -1)
    left_out = {*_block(lines, first), *_block(lines, at)}
    for number in left_out:
        lines[number] = ""
    return parent, max(left_out) + 1


def _without_tabs(lines: Sequence[str], at: int) -> str:
    """Return a line with spaces for indentation; one that others belong to stands a step to the left of them."""
    line, bare = lines[at].expandtabs(), lines[at].lstrip(_SPACES)
    said = bare.partition(" #")[0].rstrip()
    opens = said.endswith(":") or (_is_item(said) and ": " in said)
    below = next((_indent(lines[number]) for number in _below(lines, at + 1)), 0)
    return " " * (below - 1) + bare if "\t" in lines[at] and opens and below else line


def _owner(lines: Sequence[str], at: int) -> int:
    """Return the line of the outermost item of a list that a line belongs to, or the line itself."""
    first = inner = at
    for number in _above(lines, at):
        if _is_above(lines[number], lines[inner]):
            inner = number
            first = number if _is_item(lines[number]) else first
        if not _indent(lines[number]) and not _is_item(lines[number]):
            break
    return first


def _is_above(line: str, inner: str) -> bool:
    """Tell whether a line may hold another below it, which may be a step out of place."""
    further = _indent(inner) - _indent(line)
    return further > _is_item(inner) if _is_item(line) else further > 0


def _above(lines: Sequence[str], at: int) -> Iterator[int]:
    """Yield the lines above one that say something, the nearest first."""
    return (number for number in range(at - 1, -1, -1) if _says(lines[number]))


def _below(lines: Sequence[str], first: int) -> Iterator[int]:
    """Yield the lines from one on that say something."""
    return (number for number in range(first, len(lines)) if _says(lines[number]))


def _block(lines: Sequence[str], first: int) -> range:
    """Return a line and those below that are indented more; but not the next item, though it may be."""
    column = _indent(lines[first])
    for number in _below(lines, first + 1):
        here = _indent(lines[number])
        if here <= column or (_is_item(lines[number]) and here == column + 1):
            return range(first, number)
    return range(first, len(lines))


def _holds(line: str, part: str) -> bool:
    return _indent(line) < _indent(part) or (_is_item(part) and not _is_item(line) and _indent(line) == _indent(part))


def _indent(line: str) -> int:
    line = line.expandtabs()
    return len(line) - len(line.lstrip(_SPACES))


def _is_item(line: str) -> bool:
    return line.lstrip(_SPACES).startswith("-")


def _says(line: str) -> bool:
    return not line.lstrip(_SPACES).startswith("#") and bool(line.strip())


def _mark_gaps(whole: MappingNode, lines: Collection[int]) -> None:
    """Mark what begins on some lines, and all that it is a part of; for no line (-1) the whole file."""
    whole.has_gap = whole.has_gap or -1 in lines
    for node in _with_keys(whole):
        key = node.origin.key
        if key is not None and key.origin.place.line - 1 in lines:
            for part in ancestry(node):
                part.has_gap = part.has_gap or part is not whole


def _with_keys(node: Node) -> Iterator[Node]:
    for _, part in parts(node):
        yield part
        yield from _with_keys(part)
