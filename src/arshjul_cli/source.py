"""Where the parts of a plan stand: its texts, lists and mappings, each with its origin.

They compare as ordinary ones do: where something stands is no part of what it says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

Step = str | int
Loc = tuple[Step, ...]


class Place(NamedTuple):
    """A line and a column, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class SourceFile:
    """A file, by the name that the user gave, and its lines."""

    name: str
    lines: tuple[str, ...] = ()

    def line(self, number: int) -> str:
        """Return a line, counted from 1; a place after the last line has none."""
        return "".join(self.lines[number - 1 : number])


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """Where a node stands in its file, and in the tree."""

    file: SourceFile
    place: Place
    start: int
    """The character of the file, without a byte order mark, at which it begins."""
    end: int
    """The character after it; comments that follow are not part of it."""
    style: str = ""
    """`'`, `"`, `|` or `>` of a text, `flow` of a collection in brackets or braces; else nothing."""
    key: "TextNode | None" = None
    """The key that it is the value of."""
    parent: "Node | None" = None
    step: Step = ""
    """Its key or index in the parent."""
    last_line: int = 0
    """The line on which a text ends; folded ones end on another than they begin on."""


NOWHERE = Origin(SourceFile(""), Place(1, 1), 0, 0)
"""The origin of what was made by hand."""


class TextNode(str):  # noqa: SLOT000 - what has no origin yet has that of the class
    """A scalar, as it was written."""

    origin = NOWHERE
    has_gap = False
    """Whether something is missing from it that the file has."""


class Null(TextNode):
    """A value that is missing: nothing stands after its key."""


class Absent(Null):
    """What stands for a key that is not there."""


class SequenceNode(list["Node"]):
    """A list."""

    origin = NOWHERE
    has_gap = False


class MappingNode(dict[str, "Node"]):
    """A mapping; its keys are texts with origins of their own."""

    origin = NOWHERE
    has_gap = False


Node = TextNode | SequenceNode | MappingNode


def absent(parent: Node, step: Step) -> Absent:
    """Return what stands for a key that a node lacks; its place is that of the node."""
    nothing = Absent()
    nothing.origin = replace(parent.origin, parent=parent, step=step)
    return nothing


def unread(file: SourceFile) -> Null:
    """Return what stands for a file of which nothing is read."""
    nothing = Null()
    nothing.origin = Origin(file, Place(1, 1), 0, 0)
    return nothing


def ancestry(node: Node) -> Iterator[Node]:
    """Yield a node, what it is a part of, and so on to the whole file."""
    here: Node | None = node
    while here is not None:
        yield here
        here = here.origin.parent


def loc_of(node: Node) -> Loc:
    """Return the path of keys and indices from the whole file to a node."""
    *below, _whole = ancestry(node)
    return tuple(reversed([here.origin.step for here in below]))


def at(node: Node, *steps: Step) -> Node:
    """Return what stands at a path below a node, or the nearest above it that is there."""
    for step in steps:
        below = child(node, step)
        if below is None:
            return node
        node = below
    return node


def child(node: Node, step: Step) -> Node | None:
    """Return a part of a node by its key or index; None if it has none such."""
    if isinstance(node, MappingNode) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def has_gap_within(node: Node) -> bool:
    """Tell whether anything is missing from a node, or from a part of it, that the file has."""
    return node.has_gap or any(has_gap_within(part) for _, part in parts(node))


def matching(node: Node, pattern: Loc) -> Iterator[Node]:
    """Yield every part of a node whose path fits a pattern, in which `*` is any key or index."""
    if not pattern:
        yield node
        return
    for step, part in parts(node):
        if pattern[0] in ("*", step):
            yield from matching(part, pattern[1:])


def parts(node: Node) -> Iterable[tuple[Step, Node]]:
    """Return what a mapping or a list holds, each part with its key or index."""
    if isinstance(node, MappingNode):
        return node.items()
    return enumerate(node) if isinstance(node, SequenceNode) else ()


def texts(node: Node, pattern: Loc) -> Iterator[TextNode]:
    """Yield the texts among them; a value that is missing is none."""
    return (part for part in matching(node, pattern) if isinstance(part, TextNode) and not isinstance(part, Null))
