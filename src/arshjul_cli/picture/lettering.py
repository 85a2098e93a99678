"""How much room a text takes: widths of Arial, which Arimo and Liberation Sans share; and lines broken to fit.

Lengths are millimetres.
"""

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

POINT = 25.4 / 72
"""A typographic point."""
ASCENT, DESCENT = 0.88, 0.22
"""How far letters reach above and below their line, in sizes: `Å` and `g` of Arimo."""
LINE = 1.16
"""From one line to the next, in sizes."""
CAPITAL = 0.716
"""The height of a digit or a capital, in sizes."""
FAMILY = "Arial, Arimo, 'Liberation Sans', Helvetica, sans-serif"
_UNKNOWN = 1.3
"""The width of a sign that the font lacks, in sizes: the widest emoji of the usual systems."""
_ELLIPSIS = "…"
_VARIATIONS = frozenset(map(chr, range(0xFE00, 0xFE10)))


@cache
def _tables() -> Mapping[bool, tuple[list[int], list[list[int]]]]:
    written = json.loads((files("arshjul_cli.picture") / "fonts" / "widths.json").read_bytes())
    return {
        bold: ([int(first, 16) for first in runs], list(runs.values()))
        for bold, runs in ((False, written["Regular"]), (True, written["Bold"]))
    }


@lru_cache(maxsize=4000)
def _width(character: str, bold: bool) -> float | None:  # noqa: FBT001 - a key of the table
    firsts, runs = _tables()[bold]
    position = bisect_right(firsts, ord(character)) - 1
    offset = ord(character) - firsts[position] if position >= 0 else -1
    return runs[position][offset] / 1000 if 0 <= offset < len(runs[position]) else None


def has(character: str) -> bool:
    """Tell whether the font that PDF and PNG are set in has a sign."""
    return _width(character, bold=False) is not None


def on_paper(text: str) -> tuple[str, set[str]]:
    """Return a text as the font of PDF and PNG can set it, and the signs that it lacks, which are left out.

    What only joins or varies signs (of emoji, which the font lacks) is left out too, and is none of them.
    """
    seen = [sign for sign in text if unicodedata.category(sign) != "Cf" and sign not in _VARIATIONS]
    return "".join(filter(has, seen)), {sign for sign in seen if not has(sign)}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how long a text is at a size."""
    return size * _signs(text, bold)


@lru_cache(maxsize=20_000)
def _signs(text: str, bold: bool) -> float:  # noqa: FBT001 - as above
    return sum(_sign(character, bold) for character in text)


def _sign(character: str, bold: bool) -> float:  # noqa: FBT001 - as above
    known = _width(character, bold)
    if known is not None:
        return known
    return 0 if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn"} else _UNKNOWN


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return a text, or as much of it as fits before an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + _ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1].rstrip()
    return kept + _ELLIPSIS


def wrapped(text: str, size: float, room: Callable[[int], float] | float, *, bold: bool = False) -> Iterator[str]:
    """Yield the lines of a text, broken between words; a word longer than its line is broken where it must.

    `room` is how long a line may be, or tells it for each line by its number.
    """
    length = room if callable(room) else lambda _number: room
    number, line = 0, ""
    for word in text.split():
        rest = word
        if line and width(f"{line} {rest}", size, bold=bold) <= length(number):
            line = f"{line} {rest}"
            continue
        if line:
            yield line
            number += 1
        if length(number) < width(rest, size, bold=bold) <= length(number + 1):
            yield ""
            number += 1
        while width(rest, size, bold=bold) > length(number):
            fits = next(
                n for n in range(len(rest), 0, -1) if n == 1 or width(rest[:n], size, bold=bold) <= length(number)
            )
            if fits == len(rest):
                break
            yield rest[:fits]
            number, rest = number + 1, rest[fits:]
        line = rest
    if line:
        yield line


@lru_cache(maxsize=20_000)
def halved(text: str, size: float, *, bold: bool = False) -> tuple[str, str] | None:
    """Return a text as two lines between words, the longer of them as short as can be; None if it is one word."""
    words = text.split()
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(pairs, key=lambda pair: max(width(line, size, bold=bold) for line in pair), default=None)
