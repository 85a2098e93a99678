"""Texts that YAML takes for something else, because of how they begin: they must stand within quotation marks."""

import re

import yaml

from arshjul_cli.findings import cut, in_quotes

_KEY = re.compile(r"([\w-]+): *$")
_CLOSING = {"[": "]", "{": "}"}
_OPENING = {close: sign for sign, close in _CLOSING.items()}
_WORDS = re.compile(r"[\[{][^,:\[\]{}]*\w [^,:\[\]{}]*")
"""What begins like a list or keys, and has more than one word."""
_KEYS = re.compile(r"\{ *[\w-]+: ")
_TOO_MUCH = re.compile(r"[,;\]} ]+")
"""Signs that are left over after what YAML takes for the whole."""
_ENDS = ("did not find expected key", "expected '-' indicator", "',' or ']'", "',' or '}'", "are not allowed")
"""What YAML says of what follows a text within quotation marks, a list or an alias that is at its end."""
_BEGINS = ("expected node content", "mapping keys are not allowed")
_SCANNED = ("an alias", "an anchor", "a block scalar", "a tag")
"""While it is in one of these, the context begins with the sign."""
_WHY = {
    '"': "En text som börjar med ett citattecken slutar vid nästa.",
    "'": "En text som börjar med ett citattecken slutar vid nästa.",
    "[": "[ börjar en lista, och efter ] får inget mer stå.",
    "{": "{ börjar nycklar med värden, och efter } får inget mer stå.",
}
"""Of what begins with one of these, YAML has found the end."""


def slip(error: yaml.YAMLError, line: str, last: yaml.Event) -> tuple[int, str] | None:
    """Return the column at which a text begins that lacks quotation marks, and how to write it.

    Takes an error, the line that it is on, and the last event before it.
    """
    start = _start(error, line, last)
    sign = "" if start is None else line[start : start + 1]
    after_key = bool(_KEY.search(line[:start]))
    if start is None or not sign or sign not in ("\"'[{*&!|>?%@`-,]}" if after_key else "\"'[{*&!|>?%@`"):
        return None
    if sign in _WHY and (left := _left_over(line, start, _index(last.end_mark)[1])):
        return left
    why = _WHY.get(sign, f"En text får inte börja med {sign} utan citattecken.")
    whole = "Är det en text: sätt hela inom citattecken" if sign in "[{" else "Sätt hela texten inom citattecken"
    return start + 1, f"{why} {whole}, {in_place(line, start, _text(line, start))}."


def unclosed(line: str, column: int) -> str:
    """Return how to write what begins at a column with a bracket that nothing closes, if that may be a text."""
    if not _WORDS.fullmatch(rest := line[column - 1 :].partition(" #")[0].strip()):
        return ""
    return f" Är det en text: sätt hela inom citattecken, {in_place(line, column - 1, rest)}."


def in_place(line: str, start: int, text: str) -> str:
    """Return how a text is written that begins at an index of a line: after its key, within quotation marks."""
    key = _KEY.search(line[:start])
    return f"{f'{key[1]}: ' if key else ''}{in_quotes(cut(text))}"


def _left_over(line: str, start: int, end: int) -> tuple[int, str] | None:
    """Return what stands after the end of a text, a list or braces, if all of it was not to be one text."""
    after = line[end:].partition(" #")[0].strip()
    sign = line[end - 1 : end]
    if _TOO_MUCH.fullmatch(after):
        name = "citattecknet" if sign in "\"'" else sign
        return line.index(after, end) + 1, f'Ta bort "{after}" efter {name}: där får inget mer stå.'
    if _KEYS.match(line, start):
        return end + 1, f"{_WHY['{']} Ta bort det, eller flytta }} till slutet."
    return None


def _start(error: yaml.YAMLError, line: str, last: yaml.Event) -> int | None:
    """Return the index at which the text begins that an error is in or after."""
    message, context = (str(getattr(error, name, None) or "") for name in ("problem", "context"))
    (number, column), begun = (_index(getattr(error, name, None)) for name in ("problem_mark", "context_mark"))
    if context.endswith(_SCANNED):
        return begun[1] if begun[0] == number else None
    if any(part in message for part in _BEGINS):
        return column
    if "start any token" in message:
        return column if line[:column].strip() else None
    if any(part in message for part in _ENDS) and _index(last.end_mark)[0] == number and not _is_key(line, column):
        return _ended(last, line)
    return None


def _ended(last: yaml.Event, line: str) -> int | None:
    """Return the index on a line at which begins what ends with an event."""
    begin, (number, end) = _index(last.start_mark), _index(last.end_mark)
    match last:
        case yaml.ScalarEvent(style='"' | "'") | yaml.AliasEvent() if begin[0] == number:
            return begin[1]
        case yaml.SequenceEndEvent() | yaml.MappingEndEvent() if line[end - 1 : end] in _OPENING:
            return _opening(line, end - 1)
        case _:
            return None


def _index(mark: object) -> tuple[int, int]:
    """Return the line and the column of a mark, counted from 0; of one that is not there, no line."""
    return getattr(mark, "line", -1), getattr(mark, "column", 0)


def _is_key(line: str, column: int) -> bool:
    """Tell whether a key begins at a column of braces: what lacks before it is a comma."""
    return "{" in line[:column] and bool(re.match(r"[\w-]+: ", line[column:]))


def _opening(line: str, closing: int) -> int | None:
    """Return the index of the bracket that the one at another closes."""
    close, depth = line[closing], 0
    for index in range(closing, -1, -1):
        depth += (line[index] == close) - (line[index] == _OPENING[close])
        if depth == 0:
            return index
    return None


def _text(line: str, start: int) -> str:
    """Return the text that begins at an index: to a comment, or to what ends it within brackets or braces."""
    before, rest = line[:start], line[start:].partition(" #")[0]
    if before.count("[") + before.count("{") > before.count("]") + before.count("}"):
        closed = rest.find(_CLOSING.get(rest[0], rest[0]), 1)
        end = re.search(r"[,\]}]", rest[closed + 1 :])
        rest = rest[: closed + 1 + end.start()] if end else rest
    return rest.strip()
