"""Git's marks of a conflict: two versions of the same lines, of which somebody is to choose one.

The file is read with one of them, so that all around them is understood, and what stands in them is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from arshjul_cli.findings import Code, Problem
from arshjul_cli.source import MappingNode, Node, Place, SequenceNode, SourceFile, TextNode, parts, unread

_MARK = re.compile(r"(?:(?P<first><{7})|(?P<base>\|{7})|(?P<last>>{7}))(?: .*)?|(?P<second>={7})")
"""The lines that `git merge` writes, also with `merge.conflictStyle` diff3 and zdiff3."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The lines of a file, by their indices, from git's first mark to its last; or a mark that was left alone."""

    lines: range
    versions: tuple[range, ...] = ()
    """The lines of each version: those of either side, the common one of diff3 between them."""


def conflicts(lines: Sequence[str]) -> tuple[Conflict, ...]:
    """Return the conflicts of a file, in file order."""
    found: list[Conflict] = []
    marks: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        mark = _MARK.fullmatch(line.rstrip())
        if not mark or not mark.lastgroup:
            continue
        if mark.lastgroup == "first":
            found += map(_alone, marks)
            marks = []
        marks.append((mark.lastgroup, number))
        kinds = [kind for kind, _ in marks]
        if kinds in (["first", "second", "last"], ["first", "base", "second", "last"]):
            numbers = [at for _, at in marks]
            versions = tuple(range(begin + 1, end) for begin, end in pairwise(numbers))
            found.append(Conflict(range(numbers[0], number + 1), versions))
            marks = []
        elif kinds not in (["first"], ["first", "base"], ["first", "second"], ["first", "base", "second"]):
            found += map(_alone, marks)
            marks = []
    return (*found, *map(_alone, marks))


def problem(conflict: Conflict, file: SourceFile) -> Problem:
    """Return what is wrong with a conflict, and how it is settled."""
    if conflict.versions:
        first, last = conflict.lines[0] + 1, conflict.lines[-1] + 1
        what = f"Här står två versioner av samma rader, från en sammanslagning i git (rad {first}–{last})."
        text = f"{what} Behåll det som ska gälla, och ta bort raderna som börjar med <<<<<<<, ======= och >>>>>>>."
    else:
        text = "Raden är kvar från en sammanslagning i git. Ta bort den, och kontrollera raderna omkring."
    return Problem(at=unread(file), place=Place(conflict.lines[0] + 1, 1), code=Code.SYNTAX, text=text)


def with_one_version(lines: Sequence[str], found: Sequence[Conflict]) -> list[str]:
    """Return the lines with one version of each conflict, the first that is not empty; all the others are."""
    chosen = list(lines)
    for conflict in found:
        kept = next((version for version in conflict.versions if any(lines[n].strip() for n in version)), ())
        for number in conflict.lines:
            if number not in kept:
                chosen[number] = ""
    return chosen


def leave_out(tree: MappingNode, found: Sequence[Conflict]) -> None:
    """Take out of a file each item of a list, and each other value, that a conflict is in; what held it has a gap."""
    touched = frozenset(number + 1 for conflict in found for number in conflict.lines)
    for name, section in tuple(tree.items()):
        if not isinstance(section, TextNode):
            _leave_out(section, touched)
        elif not touched.isdisjoint(_lines(section)):
            tree.has_gap = True
            del tree[name]


def _leave_out(node: Node, touched: frozenset[int]) -> None:
    within = [(step, part) for step, part in parts(node) if not touched.isdisjoint(_lines(part))]
    node.has_gap = node.has_gap or bool(within)
    if isinstance(node, SequenceNode):
        node[:] = [part for part in node if all(part is not other for _, other in within)]
        for index, part in enumerate(node):
            part.origin = replace(part.origin, step=index)
    elif isinstance(node, MappingNode):
        for step, part in within:
            if isinstance(part, TextNode):
                del node[str(step)]
            else:
                _leave_out(part, touched)


def _lines(node: Node) -> Iterator[int]:
    """Yield the lines on which a node, its key or any part of it stands."""
    origin = node.origin
    if origin.key is not None:
        yield origin.key.origin.place.line
    if isinstance(node, TextNode):
        # The end of a block scalar, as YAML counts it, is where the next line begins.
        yield from range(origin.place.line, max(origin.place.line, origin.last_line - (origin.style in {"|", ">"})) + 1)
    for _, part in parts(node):
        yield from _lines(part)


def _alone(mark: tuple[str, int]) -> Conflict:
    _, number = mark
    return Conflict(range(number, number + 1))
