"""YAML read strictly: text in, a tree of dicts, lists, texts and None out, and the place of every node.

YAML 1.1 makes `no` a truth value, 13:30 a number and 2019-03-06 a date. Here every scalar is the text
that was written; what it means is said by the field it stands in.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from arshjul_cli.findings import Loc, cut
from arshjul_cli.reading import syntax as yamlsyntax
from arshjul_cli.reading.syntax import Place, Slip

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
_TOGETHER = re.compile(r"[\w-]+:(?!//).+")
_NULLS = frozenset({"", "~", "null"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_QUOTES = "Hör tecknet till texten: sätt den inom citattecken."


@dataclass(frozen=True, slots=True)
class Document:
    """The tree, the place of each value in it, the place of each key, and the slips."""

    tree: Tree
    values: dict[Loc, Place]
    keys: dict[Loc, Place]
    quoted: frozenset[Loc]
    """The texts that stand within quotation marks."""
    folded: frozenset[Loc]
    """The texts that stand on other lines than where they begin."""
    slips: tuple[Slip, ...]
    lines: tuple[str, ...]
    gaps: frozenset[Loc] = frozenset()
    """The parts of the tree in which something is missing that the file has."""

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
        return _unread(lines, yamlsyntax.slip(error, lines, reader.last))
    except _TooMuchError as error:
        return _unread(lines, Slip(error.args[0], "AH105", _TOO_MUCH))
    slips, gaps = tuple(reader.slips), frozenset(reader.gaps)
    quoted, folded = frozenset(reader.quoted), frozenset(reader.folded)
    return Document(tree, reader.values, reader.keys, quoted, folded, slips, lines, gaps)


def _unread(lines: tuple[str, ...], *slips: Slip) -> Document:
    return Document(None, {}, {}, frozenset(), frozenset(), slips, lines)


def _odd_indentation(lines: Iterable[str]) -> Iterator[Slip]:
    """Yield the lines that begin with spaces that are none to YAML, as copied text may."""
    for number, line in enumerate(lines, 1):
        if odd := _ODD_SPACES.match(line):
            text = "Raden är indragen med hårda mellanslag. Byt dem mot vanliga mellanslag."
            yield Slip(Place(number, odd.end()), "AH103", text)


class _Reader:
    """Turns events into a tree, and remembers places and slips on the way."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.last = yaml.Event()
        self.events = map(self.seen, events)
        self.values: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.quoted: set[Loc] = set()
        self.folded: set[Loc] = set()
        self.slips: list[Slip] = []
        self.gaps: set[Loc] = set()
        self.nodes = 0

    def seen(self, event: yaml.Event) -> yaml.Event:
        """Return an event, which is the last until the next."""
        self.last = event
        return event

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
            self.gaps.add(loc)
            self.slip(
                event, loc, f"*{cut(str(event.anchor))} (alias) används inte i planen. Skriv ut värdet. {_QUOTES}"
            )
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent | yaml.ScalarEvent):
            self.unadorned(event, loc)
        if isinstance(event, yaml.MappingStartEvent):
            return self.pairs(loc, {})
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(loc, [])
        if not isinstance(event, yaml.ScalarEvent) or (event.implicit[0] and event.value.lower() in _NULLS):
            return None
        if event.style in {"'", '"'}:
            self.quoted.add(loc)
        if _place(event).line < yamlsyntax.place_of(event.end_mark).line:
            self.folded.add(loc)
        return _text(event.value)

    def unadorned(self, event: yaml.CollectionStartEvent | yaml.ScalarEvent, loc: Loc) -> None:
        """Refuse what makes a value something else than what is written."""
        if event.anchor:
            self.slip(event, loc, f"&{cut(event.anchor)} (ankare) används inte i planen. Ta bort det. {_QUOTES}")
        if event.tag:
            self.slip(event, loc, f"{cut(event.tag)} (tagg) används inte i planen. Ta bort den. {_QUOTES}")

    def items(self, loc: Loc, read: list[Tree]) -> list[Tree]:
        """Return a list with the items that follow."""
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            if len(read) == _MAX_ENTRIES:
                raise _TooMuchError(_place(event))
            read.append(self.tree(event, (*loc, len(read))))
        return read

    def pairs(self, loc: Loc, read: dict[str, Tree]) -> dict[str, Tree]:
        """Return a mapping with the keys and values that follow; a key that may not stand there is a slip."""
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if len(read) == _MAX_ENTRIES:
                raise _TooMuchError(_place(event))
            key = _text(event.value) if isinstance(event, yaml.ScalarEvent) else ""
            here = (*loc, key)
            if not isinstance(event, yaml.ScalarEvent):
                self.slip(event, loc, "En nyckel måste vara en text. Sätt texten inom citattecken.")
                if not isinstance(event, yaml.AliasEvent):
                    self.tree(event, here)
                self.unread(loc)
            elif key == "<<":
                self.slip(event, here, "<< används inte i planen. Skriv ut nycklarna.")
                self.unread(loc)
            elif key in read:
                line = self.keys[here].line
                text = f'Nyckeln "{cut(key)}" står redan på rad {line}.'
                holds = isinstance(read[key], dict | list)
                advice = f"Flytta det som står i den till rad {line}, och ta bort den." if holds else "Ta bort den ena."
                self.slips.append(Slip(_place(event), "AH104", f"{text} {advice}", here))
                self.more(here, read[key])
            else:
                self.keys[here] = _place(event)
                read[key] = self.tree(next(self.events), here)
                if event.implicit[0] and read[key] is None and _TOGETHER.fullmatch(key):
                    self.apart(here, read)
        return read

    def apart(self, loc: Loc, read: dict[str, Tree]) -> None:
        """Take a key and a value that are written together, `{a:b}`, for what they are meant to be."""
        name, _, value = str(loc[-1]).partition(":")
        here = (*loc[:-1], name)
        text = f"Mellanslaget efter kolonet saknas. Skriv {cut(name)}: {cut(value)}."
        self.slips.append(Slip(self.keys[loc], "AH103", text, here))
        del read[str(loc[-1])]
        if name not in read:
            read[name] = value.strip("\"'")
            self.keys[here] = self.values[here] = self.keys[loc]

    def more(self, loc: Loc, first: Tree) -> None:
        """Read a section that stands twice on into the first, so that all of it is looked at; else leave it."""
        event = next(self.events)
        if isinstance(event, yaml.MappingStartEvent) and isinstance(first, dict) and len(loc) == 1:
            self.pairs(loc, first)
        elif isinstance(event, yaml.SequenceStartEvent) and isinstance(first, list) and len(loc) == 1:
            self.items(loc, first)
        else:
            self.gaps.add(loc)
            self.tree(event, (*loc, "-"))

    def unread(self, loc: Loc) -> None:
        """Leave a value that no key of the mapping holds."""
        self.gaps.add(loc)
        self.tree(next(self.events), (*loc, "-"))

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
    return yamlsyntax.place_of(event.start_mark)
