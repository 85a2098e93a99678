"""How a YAML text is laid out: where its parts stand, character by character, and how to put text among them.

ruamel.yaml tells the places and the styles, and writes the texts that need quotes. Its dump of a whole
file is not used: that evens out spaces, and moves the comment after the last entry of a section below
what is added there.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

BOM = "\ufeff"


class UnreadableError(Exception):
    """The text is no YAML, or of a kind whose layout is not known. Raised by `read`."""


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
    is_flow: bool = False
    text: str = ""
    quote: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it has items without keys."""
        return bool(self.values) and not self.keys

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of a mapping, as texts."""
        return tuple(key.text for key in self.keys)

    @property
    def step(self) -> int:
        """How much deeper the blocks of a plan stand than their keys; two where there are none."""
        return min((one.column - self.column for one in self.values if one.keys and not one.is_flow), default=2)

    def key(self, name: str) -> "Part":
        """Return a key that it has."""
        return self.keys[self.names.index(name)]

    def value(self, name: str) -> "Part":
        """Return the value of a key that it has."""
        return self.values[self.names.index(name)]

    def starts(self) -> tuple[int, ...]:
        """Return where each of its entries begins; the items of a block list begin after their dashes."""
        return tuple(part.start for part in self.keys or self.values)


class Splice(NamedTuple):
    """What is to stand instead of the characters from start to end."""

    start: int
    end: int
    text: str


class Lines(tuple[tuple[int, str], ...]):
    """Lines of their own, each with its depth below the first."""

    __slots__ = ()

    def under(self, heading: str) -> Self:
        """Return the same, one step below a heading."""
        return type(self)(((0, heading), *((depth + 1, line) for depth, line in self)))

    def at(self, column: int, step: int) -> tuple[str, ...]:
        """Return the text of the lines, indented."""
        return tuple(f"{' ' * (column + depth * step)}{line}" for depth, line in self)


def read(text: str) -> Part:
    """Return the layout of a YAML text.

    Raises:
        UnreadableError: if it cannot be read.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    bare = text.removeprefix(BOM)
    try:
        root = YAML(typ="rt", pure=True).compose(bare)
    except YAMLError as error:
        raise UnreadableError from error
    if root is None:
        raise UnreadableError
    return _part(root, text, len(text) - len(bare))


def _part(node: Any, text: str, offset: int) -> Part:  # noqa: ANN401 - ruamel's nodes have no types worth the name
    start, end, column = node.start_mark.index + offset, node.end_mark.index + offset, node.start_mark.column
    if isinstance(node.value, str):
        if node.style in {"|", ">"}:
            end = len(text[:end].rstrip())
        quote = node.style if node.style in {"'", '"'} else ""
        return Part(start=start, end=end, column=column, text=node.value, quote=quote or "")
    pairs = node.value if all(isinstance(one, tuple) for one in node.value) else [(None, one) for one in node.value]
    keys = tuple(_part(key, text, offset) for key, _ in pairs if key is not None)
    values = tuple(_part(value, text, offset) for _, value in pairs)
    values = tuple(_value(*pair, text) for pair in zip(keys, values, strict=True)) if keys else values
    if values and not node.flow_style:
        # The end of a block, as YAML counts it, lies after the comments that follow.
        end = max(part.end for part in (*keys, *values))
    return Part(start=start, end=end, column=column, keys=keys, values=values, is_flow=bool(node.flow_style))


def _value(key: Part, value: Part, text: str) -> Part:
    """Return a value; YAML gives an empty one the place of what comes next, so it gets that after its colon."""
    colon = text.find(":", key.end) + 1
    return replace(value, start=colon, end=colon) if value.start == value.end else value


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with each splice in its place."""
    pieces, done = [], 0
    for start, end, new in sorted(splices):
        pieces += [text[done:start], new]
        done = end
    return "".join((*pieces, text[done:]))


def quoted(text: str) -> str:
    """Return a text as YAML, in quotes if it needs them even within braces."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.default_flow_style, yaml.width = True, len(text) * 10 + 100
    written = io.StringIO()
    yaml.dump([text], written)
    return written.getvalue().strip()[1:-1]


def line_end(text: str, index: int) -> int:
    """Return where the line after that of a character begins, or where the text ends."""
    return text.find("\n", index) + 1 or len(text)


def below(text: str, index: int, column: int) -> int:
    """Return where the line after that of a character begins, and after the comments there that stand deeper."""
    start = line_end(text, index)
    deeper = re.compile(rf"(?:(?:[ \t]*\r?\n)* {{{column + 1},}}#[^\n]*(?:\n|\Z))*").match(text, start)
    return deeper.end() if deeper else start


def newline(text: str, index: int) -> str:
    """Return how the line before that of a character ends."""
    before, _, _ = text[:index].rpartition("\n")
    return "\r\n" if before.endswith("\r") else "\n"


def whole_lines(text: str, index: int, lines: Iterable[str]) -> Splice:
    """Return lines to put in at the beginning of a line, or at the end of a text whose last line may be open."""
    end = newline(text, index)
    if not text[:index].endswith("\n"):
        return Splice(index, index, "".join(f"{end}{line}" for line in lines))
    return Splice(index, index, "".join(f"{line}{end}" for line in lines))


def without_scalars(text: str) -> str:
    """Return a YAML text without its scalars: its comments, and the signs between."""
    import yaml

    bare = text.removeprefix(BOM)
    tokens = yaml.scan(bare, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    scalars = [token for token in tokens if isinstance(token, yaml.ScalarToken)]
    return spliced(bare, (Splice(_content(bare, one), one.end_mark.index, "") for one in scalars))


def _content(text: str, scalar: Any) -> int:  # noqa: ANN401 - as in `_part`
    """Return where a scalar begins; the sign of a block may have a comment beside it."""
    start: int = scalar.start_mark.index
    return line_end(text, start) if scalar.style in {"|", ">"} else start
