"""Text put among the lines of another: what stands around it keeps every character."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """What is to stand instead of the characters from start to end."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice], start: int = 0, end: int | None = None) -> str:
    """Return the text from start to end with each splice in its place; those of one place stand in the given order."""
    pieces, done = [], start
    for first, last, new in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        pieces += [text[done:first], new]
        done = last
    return "".join((*pieces, text[done:end]))


def line_end(text: str, index: int) -> int:
    """Return where the line after that of a character begins, or where the text ends."""
    return text.find("\n", index) + 1 or len(text)


def below(text: str, index: int, column: int) -> int:
    """Return where the line after that of a character begins, and after the comments there that stand deeper."""
    start = line_end(text, index)
    deeper = re.compile(rf"(?:(?:[ \t]*\r?\n)* {{{column + 1},}}#[^\n]*(?:\n|\Z))*").match(text, start)
    return deeper.end() if deeper else start


def comments_end(text: str, index: int) -> int:
    """Return where the comments and empty lines end that follow the line of a character."""
    following = re.compile(r"^[ \t]*[^#\s]", re.MULTILINE).search(text, line_end(text, index))
    return following.start() if following else len(text)


def newline(text: str, index: int) -> str:
    """Return how the line before that of a character ends."""
    return "\r\n" if text.endswith("\r\n", 0, text.rfind("\n", 0, index) + 1) else "\n"


def whole_lines(text: str, index: int, lines: Iterable[str]) -> Splice:
    """Return lines to put in at the beginning of a line, or at the end of a text whose last line may be open."""
    end = newline(text, index)
    if not text.endswith("\n", 0, index):
        return Splice(index, index, "".join(f"{end}{line}" for line in lines))
    return Splice(index, index, "".join(f"{line}{end}" for line in lines))
