"""What can be wrong, as values.

Nothing here prints. Texts are Swedish, full sentences: they are what a user reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Loc = tuple[str | int, ...]


class Level(StrEnum):
    """How much a finding weighs, in the word a user reads."""

    ERROR = "fel"
    WARNING = "varning"
    HINT = "tips"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong at a path of keys and indices in the plan, e.g. `("activities", 3, "when")`."""

    loc: Loc
    code: str
    text: str
    level: Level = Level.ERROR
    offset: int = 0
    """Characters into the value at `loc`."""
    about: tuple[Loc, ...] = ()
    """The paths of the activities that it concerns, each of which may set it aside."""
    hint: Callable[[], str] | None = None
    """Gives the end of the text where it takes time to find, so that it is found only for what is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem at its place in a file; line and column count from 1."""

    file: str
    line: int
    column: int
    code: str
    subject: str
    """The id (or section) that it concerns."""
    text: str
    level: Level = Level.ERROR
    source: str = ""
    """The line of the file as it is, which may be a long one; whoever shows a part of it makes that visible."""

    def __post_init__(self) -> None:
        # What a plan holds must not reach a terminal, or GitHub, as anything but text.
        for name in ("file", "subject", "text"):
            object.__setattr__(self, name, visible(getattr(self, name)))

    def __str__(self) -> str:
        level = "" if self.level is Level.ERROR else f"{self.level} "
        return f"{self.file}:{self.line}:{self.column}: {self.code} {level}{self.subject}: {self.text}"


def visible(text: str) -> str:
    """Return a text in which nothing is hidden and nothing can steer a terminal."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\xa0" else f"\\u{ord(one):04x}" for one in text)


def cut(text: str, most: int = 60) -> str:
    """Return a text of the plan as a message quotes it: a long one only as far as it takes to know it again."""
    return text if len(text) <= most else f"{text[:most]}…"


def cut_within(message: str, value: str) -> str:
    """Return a message that quotes a whole value, with the value cut."""
    return message.replace(value, cut(value)) if value else message
