"""From the events of YAML to nodes that know where they stand, and what YAML or we do not allow."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import yaml

from arshjul_cli.findings import Code, Problem, cut
from arshjul_cli.reading import commas, syntax
from arshjul_cli.source import (
    MappingNode,
    Node,
    Null,
    Origin,
    Place,
    SequenceNode,
    SourceFile,
    Step,
    TextNode,
    absent,
    loc_of,
    parts,
)

_MAX_DEPTH = 20
_MAX_ENTRIES = 1_000
_MAX_NODES = MAX_LINES = 20_000
"""Twenty times what a real plan holds; so nothing that is done with each of them takes long."""
TOO_MUCH = (
    f"Filen är för stor eller för djupt nästlad för en plan: högst {MAX_LINES} rader och lika många värden, "
    f"{_MAX_ENTRIES} i samma lista eller avsnitt, {_MAX_DEPTH} nivåer. Kontrollera hakparenteser och klamrar."
)
_TOGETHER = re.compile(r"(?!\d+:\d)[\w-]+:(?!//).+")
"""A key and its value; no time, and no address."""
_OPENS = re.compile(r"([\w-]+)[: ]?[{\[].*")
"""A key and the beginning of its braces or list; as YAML reads it, all of it is the key of what has a colon in them."""
_NULLS = frozenset({"", "~", "null"})
_QUOTES = "Hör tecknet till texten sätter du texten inom citattecken."


class TooMuchError(Exception):
    """The file nests or repeats more than any plan does; holds where it was seen."""


class _Spot(NamedTuple):
    """Where in the tree a node is to stand: under what, at which key or index, how deep."""

    parent: Node | None = None
    step: Step = ""
    key: TextNode | None = None
    depth: int = 0


class Reader:
    """Makes a tree of the events of a file, and remembers the problems on the way."""

    def __init__(self, file: SourceFile, lines: Sequence[str], events: Iterator[yaml.Event]) -> None:
        """Take a file, its lines as they are read, and their events."""
        self._file = file
        self._lines = lines
        self.last = yaml.Event()
        self._events = map(self._seen, events)
        self.problems: list[Problem] = []
        self._count = 0

    def _seen(self, event: yaml.Event) -> yaml.Event:
        """Return an event, which is the last until the next."""
        self.last = event
        return event

    def document(self) -> Node | None:
        """Return the tree of the only document; None if there is none."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        tree = self._node(next(self._events), _Spot())
        next(self._events)
        another = next(self._events)
        if not isinstance(another, yaml.StreamEndEvent):
            self._refuse(another, tree, "Filen innehåller flera dokument. Ta bort raderna med bara ---.")
        return None if isinstance(tree, Null) else tree

    def _node(self, event: yaml.Event, spot: _Spot) -> Node:
        """Return the node that begins with an event, at a spot of the tree."""
        self._count += 1
        if self._count > _MAX_NODES or spot.depth > _MAX_DEPTH:
            raise TooMuchError(_place(event))
        origin = self._origin(event, spot)
        match event:
            case yaml.MappingStartEvent():
                mapping = MappingNode()
                mapping.origin = origin
                self._refuse_adornment(event, mapping)
                return self._closed(self._pairs(mapping, spot.depth + 1))
            case yaml.SequenceStartEvent():
                sequence = SequenceNode()
                sequence.origin = origin
                self._refuse_adornment(event, sequence)
                return self._closed(self._items(sequence, spot.depth + 1))
            case _:
                return self._scalar(event, origin)

    def _scalar(self, event: yaml.Event, origin: Origin) -> TextNode:
        """Return a text, or a null; an alias, which stands for something else, is refused and leaves a gap."""
        text: TextNode = Null()
        if isinstance(event, yaml.ScalarEvent) and not (event.implicit[0] and event.value.lower() in _NULLS):
            text = TextNode(_composed(event.value))
        text.origin = origin
        if isinstance(event, yaml.AliasEvent):
            text.has_gap = True
            name = cut(str(event.anchor))
            self._refuse(event, text, f"*{name} (alias) används inte i planen. Skriv ut värdet. {_QUOTES}")
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_adornment(event, text)
        return text

    def _items(self, sequence: SequenceNode, depth: int) -> SequenceNode:
        """Return a list with the items that follow."""
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            if len(sequence) == _MAX_ENTRIES:
                raise TooMuchError(_place(event))
            sequence.append(self._node(event, _Spot(sequence, len(sequence), None, depth)))
        return sequence

    def _pairs(self, mapping: MappingNode, depth: int) -> MappingNode:
        """Return a mapping with the keys and values that follow; a key that may not stand there is refused."""
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if len(mapping) == _MAX_ENTRIES:
                raise TooMuchError(_place(event))
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, mapping, "En nyckel måste vara en text. Sätt texten inom citattecken.")
                if not isinstance(event, yaml.AliasEvent):
                    self._node(event, _Spot(mapping, "", None, depth))
                self._leave_out(mapping, depth)
                continue
            key = TextNode(_composed(event.value))
            key.origin = self._origin(event, _Spot(mapping, key, None, depth))
            if key == "<<":
                self._refuse(event, absent(mapping, key), "<< används inte i planen. Skriv ut nycklarna.")
                self._leave_out(mapping, depth)
            elif event.implicit[0] and (opened := _OPENS.fullmatch(key)):
                self._opened(opened[1], key, mapping, depth)
            elif key in mapping:
                self._repeated(event, mapping[key], depth)
            else:
                mapping[key] = self._node(next(self._events), _Spot(mapping, key, key, depth))
                if isinstance(mapping[key], Null):
                    self._without_value(event, key, mapping)
        return mapping

    def _without_value(self, event: yaml.ScalarEvent, key: TextNode, mapping: MappingNode) -> None:
        """Take a key that has no value for what it is meant to be, if that can be told."""
        line, column = key.origin.place
        before = self._lines[line - 1][: column - 1].rstrip()
        if before.endswith("?"):
            text = f"? används inte i planen. Ta bort det. {_QUOTES}"
            problem = Problem(at=mapping, place=Place(line, len(before)), code=Code.UNUSED_YAML, text=text)
            self.problems.append(problem)
            mapping.has_gap = True
            del mapping[key]
        elif event.implicit[0] and _TOGETHER.fullmatch(key):
            self._apart(key, mapping)
        elif mapping.origin.style and not self._has_colon(event):
            self._rejoin(key, mapping)

    def _opened(self, name: str, written: TextNode, mapping: MappingNode, depth: int) -> None:
        """Take a key and the beginning of its braces, `a:{b`, for that key; of what they hold nothing is known."""
        key, held = TextNode(name), MappingNode()
        key.origin = replace(written.origin, step=key)
        held.origin = replace(key.origin, key=key)
        held.has_gap = True
        self._node(next(self._events), _Spot(held, "-", None, depth))
        mapping.setdefault(key, held)
        self.problems.append(Problem(at=held, code=Code.SYNTAX, text=syntax.COLON_MISSING))

    def _apart(self, written: TextNode, mapping: MappingNode) -> None:
        """Take a key and a value that are written together, `{a:b}`, for what they are meant to be."""
        key, value = map(TextNode, written.split(":", 1))
        key.origin = replace(written.origin, step=key)
        value = TextNode(value.strip("\"'"))
        value.origin = replace(written.origin, key=key, step=key)
        del mapping[written]
        mapping.setdefault(key, value)
        text = f"Mellanslaget efter kolonet saknas. Skriv {cut(key)}: {cut(written.partition(':')[2])}."
        at, place = mapping[key], written.origin.place
        self.problems.append(Problem(at=at, place=place, code=Code.SYNTAX, text=text))

    def _has_colon(self, key: yaml.ScalarEvent) -> bool:
        """Tell whether a colon comes after a key in braces, where it may lack."""
        line, column = syntax.place_of(key.end_mark)
        return self._lines[line - 1][column - 1 :].lstrip().startswith(":")

    def _rejoin(self, key: TextNode, mapping: MappingNode) -> None:
        """Take what stands after a comma in braces, without a colon, for a part of the text before the comma."""
        del mapping[key]
        before = next(reversed(mapping), "")
        earlier = mapping.get(before)
        if not isinstance(earlier, TextNode) or isinstance(earlier, Null):
            if not mapping.has_gap:
                self.problems.append(Problem(at=mapping, place=key.origin.place, code=Code.SYNTAX, text=commas.ALONE))
            mapping.has_gap = True
            return
        known = self.problems.pop() if self.problems and self.problems[-1].at is earlier else None
        if commas.is_date(earlier):
            said = known.text if known else commas.after_date(loc_of(mapping), before, earlier, key)
        else:
            earlier = mapping[before] = self._joined(earlier, key)
            said = commas.after_text(before, earlier)
        self.problems.append(Problem(at=earlier, code=Code.SYNTAX, text=said))

    def _joined(self, text: TextNode, more: TextNode) -> TextNode:
        """Return a text with what follows it in the file, to the end of another."""
        begin, end = text.origin, more.origin
        line, column = end.place
        between = self._lines[line - 1][: column - 1][begin.end - end.start :] if begin.place.line == line else ", "
        whole = TextNode(f"{text}{between}{more}")
        whole.origin = replace(begin, end=end.end, last_line=end.last_line)
        return whole

    def _repeated(self, event: yaml.Event, first: Node, depth: int) -> None:
        """Refuse a key that stands twice; of a section read on into the first, so that all of it is looked at."""
        key = TextNode() if first.origin.key is None else first.origin.key
        line = key.origin.place.line
        text = f'Nyckeln "{cut(key)}" står redan på rad {line}.'
        holds = not isinstance(first, TextNode)
        advice = f"Flytta det som står i den till rad {line}, och ta bort den." if holds else "Ta bort den ena."
        problem = Problem(at=first, place=_place(event), code=Code.DUPLICATE_KEY, text=f"{text} {advice}")
        self.problems.append(problem)
        value, is_section = next(self._events), depth == 1
        if is_section and isinstance(value, yaml.MappingStartEvent) and isinstance(first, MappingNode):
            self._refuse_adornment(value, first)
            self._pairs(first, depth + 1)
        elif is_section and isinstance(value, yaml.SequenceStartEvent) and isinstance(first, SequenceNode):
            self._refuse_adornment(value, first)
            self._items(first, depth + 1)
        else:
            first.has_gap = True
            self._node(value, _Spot(first, "-", None, depth + 1))

    def _leave_out(self, mapping: MappingNode, depth: int) -> None:
        """Pass over a value that no key of a mapping holds."""
        mapping.has_gap = True
        self._node(next(self._events), _Spot(mapping, "-", None, depth))

    def _closed(self, node: MappingNode | SequenceNode) -> MappingNode | SequenceNode:
        """Return a collection that has been read to its end."""
        end = _index(self.last.end_mark)
        if not node.origin.style:
            # The end of a block, as YAML counts it, lies after the comments that follow.
            ends = (part.origin.end for _, part in parts(node))
            end = max((node.origin.start, *ends))
        node.origin = replace(node.origin, end=end)
        return node

    def _origin(self, event: yaml.Event, spot: _Spot) -> Origin:
        """Return where what begins with an event stands."""
        return Origin(
            file=self._file,
            place=_place(event),
            start=_index(event.start_mark),
            end=_index(event.end_mark),
            style=_style(event),
            key=spot.key,
            parent=spot.parent,
            step=spot.step,
            last_line=syntax.place_of(event.end_mark).line,
        )

    def _refuse_adornment(self, event: yaml.CollectionStartEvent | yaml.ScalarEvent, node: Node) -> None:
        """Refuse what makes a value something else than what is written."""
        if event.anchor:
            self._refuse(event, node, f"&{cut(event.anchor)} (ankare) används inte i planen. Ta bort det. {_QUOTES}")
        if event.tag:
            self._refuse(event, node, f"{cut(event.tag)} (tagg) används inte i planen. Ta bort den. {_QUOTES}")

    def _refuse(self, event: yaml.Event, node: Node, text: str) -> None:
        """Remember what the strict reading does not allow."""
        self.problems.append(Problem(at=node, place=_place(event), code=Code.UNUSED_YAML, text=text))


def _composed(written: str) -> str:
    """Return a text as it is compared and shown: composed, and without spaces at its edges."""
    return unicodedata.normalize("NFC", written).strip()


def _place(event: yaml.Event) -> Place:
    return syntax.place_of(event.start_mark)


def _index(mark: object) -> int:
    """Return the character that a mark of PyYAML is at."""
    index: int = getattr(mark, "index", 0)
    return index


def _style(event: yaml.Event) -> str:
    if isinstance(event, yaml.CollectionStartEvent):
        return "flow" if event.flow_style else ""
    return (event.style or "") if isinstance(event, yaml.ScalarEvent) else ""
