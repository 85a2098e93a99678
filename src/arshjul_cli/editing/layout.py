"""How a YAML text is laid out: where each of its parts stands, to the character; and how YAML writes a text."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

import yaml

from arshjul_cli.editing.splicing import Splice, line_end, spliced
from arshjul_cli.source import Node, TextNode, parts

BOM = "\ufeff"
Keys = tuple[str, ...]
"""The keys that lead from the whole of a plan to a part of it."""

_COLON_WITHIN = re.compile(r"(?<=\S):(?=[^\s,\[\]{}])")
"""Such a colon, as in an address, is no indicator, even within braces (YAML 1.2.2 section 7.3.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A mapping, a list or a scalar, and where it stands; the end is that of what is written, not of its comments."""

    start: int
    end: int
    column: int
    keys: "tuple[Part, ...]" = ()
    """The keys of a mapping."""
    values: "tuple[Part, ...]" = ()
    """The values of a mapping, the items of a list."""
    style: str = ""
    """`'`, `"`, `|` or `>` of a text, `flow` of what stands in brackets or braces; else nothing."""
    text: str = ""

    @property
    def is_flow(self) -> bool:
        """Whether it stands in brackets or braces."""
        return self.style == "flow"

    @property
    def quote(self) -> str:
        """The quotation mark around a text, if any."""
        return self.style if self.style in {"'", '"'} else ""

    @property
    def is_list(self) -> bool:
        """Whether it has items without keys."""
        return bool(self.values) and not self.keys

    @property
    def names(self) -> Keys:
        """The keys of a mapping, as texts."""
        return tuple(key.text for key in self.keys)

    def value(self, name: str) -> "Part":
        """Return the value of a key that it has."""
        return self.values[self.names.index(name)]


@dataclass(frozen=True, slots=True)
class Layout:
    """A YAML text and its parts."""

    text: str
    root: Part

    @property
    def step(self) -> int:
        """How much deeper the blocks of the plan stand than their keys; two where there are none."""
        blocks = (part for part in self.root.values if part.keys and not part.is_flow)
        return min((part.column - self.root.column for part in blocks), default=2)

    def has(self, keys: Keys) -> bool:
        """Tell whether keys lead to anything."""
        part = self.root
        for name in keys:
            if name not in part.names:
                return False
            part = part.value(name)
        return True

    def value(self, keys: Keys) -> Part:
        """Return the part that keys lead to; no keys lead to the whole."""
        return reduce(Part.value, keys, self.root)

    def key(self, keys: Keys) -> Part:
        """Return the last of some keys where it stands; the whole has none, so that stands for it."""
        if not keys:
            return self.root
        around = self.value(keys[:-1])
        return around.keys[around.names.index(keys[-1])]

    def including(self, keys: Keys, splices: Iterable[Splice]) -> "Layout":
        """Return the layout in which a part, and all around it, ends no earlier than what splices of it replace.

        A splice may replace a comment below the part, and new entries must stand after that comment.
        """
        end = max((splice.end for splice in splices if splice.start < splice.end), default=0)
        return self if end <= self.value(keys).end else replace(self, root=_reaching(self.root, keys, end))

    def without_scalars(self) -> str:
        """Return the text without its scalars: its comments, and the signs between."""
        return spliced(self.text, _removals(self.text, self.root))


def layout_of(text: str, tree: Node) -> Layout:
    """Return the layout of a YAML text by the tree that was read of it."""
    return Layout(text, _part(tree, text, len(text) - len(text.removeprefix(BOM))))


def _part(node: Node, text: str, offset: int) -> Part:
    """Return a node as a part of the text, which begins so many characters before that of the tree."""
    origin = node.origin
    start, end, column = origin.start + offset, origin.end + offset, origin.place.column - 1
    if isinstance(node, TextNode):
        end = start + len(text[start:end].rstrip()) if origin.style in {"|", ">"} else end
        return Part(start=start, end=end, column=column, style=origin.style, text=str(node))
    values = [_part(value, text, offset) for _, value in parts(node)]
    keys = [_part(value.origin.key, text, offset) for _, value in parts(node) if value.origin.key is not None]
    if keys:
        values = [_after_its_colon(*pair, text) for pair in zip(keys, values, strict=True)]
    if origin.style != "flow":
        # Those of block texts end before the line breaks that YAML counts to them.
        end = max((part.end for part in (*keys, *values)), default=end)
    return Part(start=start, end=end, column=column, keys=tuple(keys), values=tuple(values), style=origin.style)


def _after_its_colon(key: Part, value: Part, text: str) -> Part:
    """Return a value; YAML gives an empty one the place of what comes next, so it gets that after its colon."""
    colon = text.find(":", key.end) + 1
    return replace(value, start=colon, end=colon) if value.start == value.end else value


def _reaching(part: Part, keys: Keys, end: int) -> Part:
    """Return a part that ends no earlier than a place, and so do those that keys lead to."""
    values = list(part.values)
    if keys:
        index = part.names.index(keys[0])
        values[index] = _reaching(values[index], keys[1:], end)
    return replace(part, values=tuple(values), end=max(part.end, end))


def _removals(text: str, part: Part) -> list[Splice]:
    if part.keys or part.values or part.is_flow:
        return [removal for inner in (*part.keys, *part.values) for removal in _removals(text, inner)]
    # The sign of a block may have a comment beside it.
    start = line_end(text, part.start) if part.style in {"|", ">"} else part.start
    return [Splice(start, max(start, part.end), "")]


def quoted(text: str) -> str:
    """Return a text as YAML, in quotes if it needs them even within braces."""
    bare = _COLON_WITHIN.sub("", text)
    return text if _dumped(bare) == bare else _dumped(text)


def _dumped(text: str) -> str:
    # The emitter in C escapes the characters beyond U+FFFF.
    dumped = yaml.dump([text], Dumper=yaml.SafeDumper, default_flow_style=True, allow_unicode=True, width=math.inf)
    return str(dumped).strip()[1:-1]


def quoted_alone(text: str) -> str:
    """Return a text as YAML, in quotes if it needs them as the value of a key or an item on a line of its own."""
    dumped = yaml.dump([text], Dumper=yaml.SafeDumper, default_flow_style=False, allow_unicode=True, width=math.inf)
    return str(dumped).strip().removeprefix("- ")
