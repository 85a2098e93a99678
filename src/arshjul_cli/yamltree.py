"""YAML read strictly: text in, a tree of dicts, lists, texts and None out, and the place of every node.

YAML 1.1 makes `no` a truth value, 13:30 a number and 2019-03-06 a date. Here every scalar is the text
that was written; what it means is said by the field it stands in.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from arshjul_cli.errors import Loc, cut

Tree = dict[str, "Tree"] | list["Tree"] | str | None

_MAX_DEPTH = 20
_MAX_ENTRIES = 1_000
_MAX_NODES = _MAX_LINES = 20_000
"""Twenty times what a real plan holds; so nothing that is done with each of them takes long."""
_TOO_MUCH = (
    f"Filen är för stor eller för djupt nästlad för en plan: högst {_MAX_LINES} rader och lika många värden, "
    f"{_MAX_ENTRIES} i samma lista eller avsnitt, {_MAX_DEPTH} nivåer. Kontrollera hakparenteser och klamrar."
)
_ODD_SPACES = re.compile(r"[ \t]*[\u00a0\u2000-\u200b\u202f\u205f\u3000]")
_NOT_PRINTABLE = re.compile("[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NULLS = frozenset({"", "~", "null"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SYNTAX = (
    (
        "cannot start any token",
        "Ett tecken får inte stå här. Sätt texten inom citattecken, eller byt tabb mot mellanslag.",
    ),
    (
        "mapping values are not allowed",
        "Ett kolon står där det inte får. Rätta indraget, eller sätt texten inom raka citattecken.",
    ),
    ("could not find expected ':'", "Ett kolon, eller mellanslaget efter det, saknas. Skriv nyckel: värde."),
    ("unexpected end of stream", "Ett citattecken saknas. Avsluta texten med samma tecken som den börjar med."),
    ("did not find expected ',' or ']'", "En hakparentes eller ett komma saknas i listan. Skriv [a, b]."),
    ("did not find expected ',' or '}'", "En klammer eller ett komma saknas. Skriv {a: b, c: d}."),
    ("expected <block end>", "Indraget stämmer inte. Rader som hör ihop ska börja i samma kolumn."),
    ("did not find expected", "Indraget eller ett tecken stämmer inte. Jämför med raderna ovanför."),
    (
        "escape character",
        "Ett bakstreck är ett specialtecken inom citattecken. Skriv två, eller byt till enkla citattecken.",
    ),
    ("hexdecimal", "Ett bakstreck är ett specialtecken inom citattecken. Skriv två, eller byt till enkla citattecken."),
    ("Unicode character escape", "Ett tecken är felaktigt skrivet efter bakstrecket. Skriv själva tecknet."),
    ("control characters are not allowed", "Filen innehåller ett styrtecken. Ta bort det."),
    ("special characters are not allowed", "Filen innehåller ett styrtecken. Ta bort det."),
)
_UNFINISHED = ("unexpected end of stream", "could not find expected ':'", "',' or ']'", "',' or '}'")
"""Of these, the place is where the unfinished part begins."""
_QUOTES = "Hör tecknet till texten: sätt den inom citattecken."
_SYNTAX_OTHERWISE = "Raden går inte att läsa som YAML. Jämför med raderna ovanför."


class Place(NamedTuple):
    """A line and a column, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that YAML, or our strict reading of it, does not allow."""

    place: Place
    code: str
    text: str
    loc: Loc = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The tree, the place of each value in it, the place of each key, and the slips."""

    tree: Tree
    values: dict[Loc, Place]
    keys: dict[Loc, Place]
    quoted: frozenset[Loc]
    """The texts that stand within quotation marks."""
    slips: tuple[Slip, ...]
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 1; an error at its end has none."""
        return "".join(self.lines[number - 1 : number])


def leaves(tree: Tree, pattern: Loc) -> Iterator[tuple[Loc, Tree]]:
    """Yield every part of a tree whose path fits a pattern, in which `*` is any key or index."""
    if not pattern:
        yield (), tree
        return
    if isinstance(tree, dict):
        steps: Iterable[tuple[str | int, Tree]] = tree.items()
    else:
        steps = enumerate(tree) if isinstance(tree, list) else ()
    for step, part in steps:
        if pattern[0] in ("*", step):
            yield from (((step, *rest), leaf) for rest, leaf in leaves(part, pattern[1:]))


def at(tree: Tree, loc: Loc) -> Tree:
    """Return the part of a tree at a path that it has, else None."""
    for step in loc:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def strings(tree: Tree, pattern: Loc) -> Iterator[tuple[Loc, str]]:
    """Yield the texts among them."""
    return ((loc, leaf) for loc, leaf in leaves(tree, pattern) if isinstance(leaf, str))


class _TooMuchError(Exception):
    """The file nests or repeats more than any plan does; holds where it was seen."""


def read(text: str) -> Document:
    """Read YAML. What cannot be read at all gives no tree, and slips that say where."""
    lines = tuple(re.split(r"\r?\n|\r", text))
    if len(lines) > _MAX_LINES:
        return _unread((), Slip(Place(1, 1), "AH105", _TOO_MUCH))
    if odd := (*_odd_indentation(lines), *_control_characters(lines)):
        return _unread(lines, *odd)
    reader = _Reader(yaml.parse(text, Loader=_LOADER))
    try:
        tree = reader.document()
    except yaml.YAMLError as error:
        return _unread(lines, _syntax(error, lines))
    except _TooMuchError as error:
        return _unread(lines, Slip(error.args[0], "AH105", _TOO_MUCH))
    return Document(tree, reader.values, reader.keys, frozenset(reader.quoted), tuple(reader.slips), lines)


def _unread(lines: tuple[str, ...], *slips: Slip) -> Document:
    return Document(None, {}, {}, frozenset(), slips, lines)


def _odd_indentation(lines: Iterable[str]) -> Iterator[Slip]:
    """Yield the lines that begin with spaces that are none to YAML, as copied text may."""
    for number, line in enumerate(lines, 1):
        if odd := _ODD_SPACES.match(line):
            text = "Raden är indragen med hårda mellanslag. Byt dem mot vanliga mellanslag."
            yield Slip(Place(number, odd.end()), "AH103", text)


class _Reader:
    """Turns events into a tree, and remembers places and slips on the way."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.values: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.quoted: set[Loc] = set()
        self.slips: list[Slip] = []
        self.nodes = 0

    def document(self) -> Tree:
        """Return the tree of the only document."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        tree = self.tree(next(self.events), ())
        next(self.events)
        another = next(self.events)
        if not isinstance(another, yaml.StreamEndEvent):
            self.slip(another, (), "Filen innehåller flera dokument. Ta bort raderna med bara ---.")
        return tree

    def tree(self, event: yaml.Event, loc: Loc) -> Tree:
        """Return the tree that begins with an event."""
        place = self.values[loc] = _place(event)
        self.nodes += 1
        if self.nodes > _MAX_NODES or len(loc) > _MAX_DEPTH:
            raise _TooMuchError(place)
        if isinstance(event, yaml.AliasEvent):
            self.slip(
                event, loc, f"*{cut(str(event.anchor))} (alias) används inte i planen. Skriv ut värdet. {_QUOTES}"
            )
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent | yaml.ScalarEvent):
            self.unadorned(event, loc)
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self.pairs(loc))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self.items(loc))
        if not isinstance(event, yaml.ScalarEvent) or (event.implicit[0] and event.value.lower() in _NULLS):
            return None
        if event.style in {"'", '"'}:
            self.quoted.add(loc)
        return _text(event.value)

    def unadorned(self, event: yaml.CollectionStartEvent | yaml.ScalarEvent, loc: Loc) -> None:
        """Refuse what makes a value something else than what is written."""
        if event.anchor:
            self.slip(event, loc, f"&{cut(event.anchor)} (ankare) används inte i planen. Ta bort det. {_QUOTES}")
        if event.tag:
            self.slip(event, loc, f"{cut(event.tag)} (tagg) används inte i planen. Ta bort den. {_QUOTES}")

    def items(self, loc: Loc) -> Iterator[Tree]:
        """Yield the items of a list."""
        for index, event in enumerate(self.events):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            if index == _MAX_ENTRIES:
                raise _TooMuchError(_place(event))
            yield self.tree(event, (*loc, index))

    def pairs(self, loc: Loc) -> Iterator[tuple[str, Tree]]:
        """Yield the keys and values of a mapping; a key that may not stand there is a slip."""
        for index, event in enumerate(self.events):
            if isinstance(event, yaml.MappingEndEvent):
                return
            if index == _MAX_ENTRIES:
                raise _TooMuchError(_place(event))
            key = _text(event.value) if isinstance(event, yaml.ScalarEvent) else ""
            here = (*loc, key)
            if not isinstance(event, yaml.ScalarEvent):
                self.slip(event, loc, "En nyckel måste vara en text. Sätt texten inom citattecken.")
                if not isinstance(event, yaml.AliasEvent):
                    self.tree(event, here)
            elif key == "<<":
                self.slip(event, here, "<< används inte i planen. Skriv ut nycklarna.")
            elif here in self.keys:
                text = f'Nyckeln "{cut(key)}" står redan på rad {self.keys[here].line}.'
                advice = "Ta bort den ena, eller byt namn på den."
                self.slips.append(Slip(_place(event), "AH104", f"{text} {advice}", here))
            else:
                self.keys[here] = _place(event)
                yield key, self.tree(next(self.events), here)
                continue
            self.tree(next(self.events), (*here, "-"))

    def slip(self, event: yaml.Event, loc: Loc, text: str) -> None:
        """Remember what the strict reading does not allow."""
        self.slips.append(Slip(_place(event), "AH105", text, loc))


def _control_characters(lines: Iterable[str]) -> Iterator[Slip]:
    """Yield the characters that YAML 1.2 section 5.1 does not allow, and those that only YAML 1.1 breaks lines at."""
    for number, line in enumerate(lines, 1):
        if odd := _NOT_PRINTABLE.search(line):
            text = f"Här står ett styrtecken (U+{ord(odd[0]):04X}). Ta bort det."
            yield Slip(Place(number, odd.start() + 1), "AH103", text)


def _text(written: str) -> str:
    """Return a text as it is compared and shown: composed, and without spaces at its edges."""
    return unicodedata.normalize("NFC", written).strip()


def _place(event: yaml.Event) -> Place:
    return _at(event.start_mark)


def _at(mark: object) -> Place:
    """Return the place of a mark of PyYAML, which counts from 0; some errors have none."""
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    return Place(line + 1, column + 1)


def _syntax(error: yaml.YAMLError, lines: tuple[str, ...]) -> Slip:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    begins = any(part in problem for part in _UNFINISHED)
    line, column = _at(getattr(error, "context_mark" if begins else "problem_mark", None))
    place = Place(min(line, len(lines)), column)
    if "".join(lines[place.line - 1 : place.line]).lstrip(" ").startswith("\t"):
        return Slip(place, "AH103", "Raden är indragen med tabb. Använd mellanslag.")
    return Slip(place, "AH103", next((advice for part, advice in _SYNTAX if part in problem), _SYNTAX_OTHERWISE))
