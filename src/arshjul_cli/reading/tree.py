"""YAML read strictly: text in, a tree of mappings, lists and texts out, each of which knows where it stands.

YAML 1.1 makes `no` a truth value, 13:30 a number and 2019-03-06 a date. Here every scalar is the text
that was written; what it means is said by the field it stands in.
"""

import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import cast

import yaml

from arshjul_cli.findings import Code, Problem
from arshjul_cli.reading import syntax
from arshjul_cli.reading.nodes import MAX_LINES, TOO_MUCH, Reader, TooMuchError
from arshjul_cli.source import Node, Place, SourceFile, unread

_ODD_SPACES = re.compile(r"[ \t]*[\u00a0\u2000-\u200b\u202f\u205f\u3000]")
_NOT_PRINTABLE = "[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Compiled when a line has anything odd: that takes longer than to read a plan."""
_LINE_BREAK = re.compile(r"\r?\n|\r")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """The file, its tree (None if it cannot be read at all, or is empty), and what YAML or we do not allow."""

    file: SourceFile
    tree: Node | None
    problems: tuple[Problem, ...]


def file_of(text: str, name: str) -> SourceFile:
    """Return a file by its text and the name that it is known by; of one that is far too long no lines are kept."""
    lines = tuple(_LINE_BREAK.split(text))
    return SourceFile(name, lines if len(lines) <= MAX_LINES else ())


def read(text: str, file: SourceFile) -> Document:
    """Read YAML that stands in a file. What cannot be read at all gives no tree, and says where."""
    lines = _LINE_BREAK.split(text)
    if len(lines) > MAX_LINES:
        return _unread(file, (Place(1, 1), TOO_MUCH), code=Code.UNUSED_YAML)
    if odd := (*_odd_indentation(lines), *_control_characters(lines)):
        return _unread(file, *odd)
    # Closed here, so that an interruption meanwhile is not lost in a destructor.
    parsed = cast("Generator[yaml.Event, None, None]", yaml.parse(text, Loader=_LOADER))
    with closing(parsed) as events:
        return _read(Reader(file, lines, events), file, lines)


def _read(reader: Reader, file: SourceFile, lines: list[str]) -> Document:
    try:
        tree = reader.document()
    except yaml.YAMLError as error:
        return _unread(file, syntax.fault(error, lines, reader.last))
    except TooMuchError as error:
        return _unread(file, (error.args[0], TOO_MUCH), code=Code.UNUSED_YAML)
    return Document(file, tree, tuple(reader.problems))


def _unread(file: SourceFile, *found: tuple[Place, str], code: Code = Code.SYNTAX) -> Document:
    problems = (Problem(at=unread(file), place=place, code=code, text=text) for place, text in found)
    return Document(file, None, tuple(problems))


def _odd_indentation(lines: Iterable[str]) -> Iterator[tuple[Place, str]]:
    """Yield the lines that begin with spaces that are none to YAML, as copied text may."""
    for number, line in enumerate(lines, 1):
        if odd := _ODD_SPACES.match(line):
            yield Place(number, odd.end()), "Raden är indragen med hårda mellanslag. Byt dem mot vanliga mellanslag."


def _control_characters(lines: Iterable[str]) -> Iterator[tuple[Place, str]]:
    """Yield the characters that YAML 1.2 section 5.1 does not allow, and those that only YAML 1.1 breaks lines at."""
    for number, line in enumerate(lines, 1):
        if not line.isprintable() and (odd := re.search(_NOT_PRINTABLE, line)):
            yield Place(number, odd.start() + 1), f"Här står ett styrtecken (U+{ord(odd[0]):04X}). Ta bort det."
