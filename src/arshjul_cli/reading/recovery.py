"""A plan file read around the slips in its YAML, so that one of them does not hide what else is wrong.

The smallest whole part around a slip, by its indentation, is left out, and the rest is read again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from arshjul_cli.findings import Loc
from arshjul_cli.reading import tree as yamltree
from arshjul_cli.reading.syntax import INDENT_WRONG, Slip, is_bare
from arshjul_cli.reading.tree import Document

_MOST_CHARACTERS = 100_000
_MOST_SLIPS = 20
_SPACES = " \t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000"
_OUT_OF_PLACE = re.compile(r" (?:plan|roles|categories|goals|activities|promises|years|feeds):")
_UNTOLD = " Resten av filen är inte granskad."


def read(text: str) -> Document:
    """Read YAML, around each slip in it; what cannot be read even so gives no tree, and says so."""
    whole = yamltree.read(text)
    lines, told, parents = list(whole.lines), list[Slip](), set[int]()
    document, below = whole, frozenset[int]()
    left = _MOST_SLIPS if len(text) <= _MOST_CHARACTERS else 0
    while document.tree is None and any(slip.code == "AH103" for slip in document.slips):
        left -= len(document.slips)
        if left < 0:
            return _given_up(whole, tuple(told) or whole.slips)
        # The next lines may be out of place only because what they belong to was left out.
        told += (slip for slip in document.slips if slip.text != INDENT_WRONG or slip.place.line - 1 not in below)
        left_out = [_leave_out(lines, slip.place.line - 1) for slip in document.slips]
        parents |= {parent for parent, _ in left_out}
        below = frozenset(next(_below(lines, end), len(lines)) for _, end in left_out)
        document = yamltree.read("\n".join(lines))
    if not told:
        return document
    if (document.slips and document.tree is None) or isinstance(document.tree, str | list):
        return _given_up(whole, (*told, *document.slips))
    gaps = {gap for line in parents for gap in _parts(document, line)}
    return replace(document, slips=(*told, *document.slips), lines=whole.lines, gaps=document.gaps | gaps)


def _given_up(whole: Document, slips: Sequence[Slip]) -> Document:
    """Return a document of which no more can be read, which says so after the slips."""
    *first, last = slips
    return replace(whole, slips=(*first, replace(last, text=f"{last.text}{_UNTOLD}")))


def _leave_out(lines: list[str], at: int) -> tuple[int, int]:
    """Empty the lines of the part around a line; return the lines of what it is a part of (or -1), and of its end."""
    if _OUT_OF_PLACE.match(lines[at]):
        # A section a step to the right: all of it would be lost, or taken for a part of the one above.
        lines[at] = lines[at][1:]
        return -1, at + 1
    if is_bare(lines[at]) and any(_indent(lines[at]) < _indent(lines[n]) for n in islice(_below(lines, at + 1), 1)):
        # All that is below it need not be lost for a colon.
        lines[at] = f"{lines[at].partition('#')[0].rstrip()}:"
        return at, at + 1
    lines[at] = _without_tabs(lines, at)
    first = _owner(lines, at)
    parent = next((n for n in _above(lines, first) if _holds(lines[n], lines[first])), -1)
    left_out = {*_block(lines, first), *_block(lines, at)}
    for number in left_out:
        lines[number] = ""
    return parent, max(left_out) + 1


def _without_tabs(lines: Sequence[str], at: int) -> str:
    """Return a line with spaces for indentation; one that others belong to stands a step to the left of them."""
    line, bare = lines[at].expandtabs(), lines[at].lstrip(_SPACES)
    said = bare.partition(" #")[0].rstrip()
    opens = said.endswith(":") or (_is_item(said) and ": " in said)
    below = next((_indent(lines[number]) for number in _below(lines, at + 1)), 0)
    return " " * (below - 1) + bare if "\t" in lines[at] and opens and below else line


def _owner(lines: Sequence[str], at: int) -> int:
    """Return the line of the outermost item of a list that a line belongs to, or the line itself."""
    first = inner = at
    for number in _above(lines, at):
        if _is_above(lines[number], lines[inner]):
            inner = number
            first = number if _is_item(lines[number]) else first
        if not _indent(lines[number]) and not _is_item(lines[number]):
            break
    return first


def _is_above(line: str, inner: str) -> bool:
    """Tell whether a line may hold another below it, which may be a step out of place."""
    further = _indent(inner) - _indent(line)
    return further > _is_item(inner) if _is_item(line) else further > 0


def _above(lines: Sequence[str], at: int) -> Iterator[int]:
    """Yield the lines above one that say something, the nearest first."""
    return (number for number in range(at - 1, -1, -1) if _says(lines[number]))


def _below(lines: Sequence[str], first: int) -> Iterator[int]:
    """Yield the lines from one on that say something."""
    return (number for number in range(first, len(lines)) if _says(lines[number]))


def _block(lines: Sequence[str], first: int) -> range:
    """Return a line and those below that are indented more; but not the next item, though it may be."""
    column = _indent(lines[first])
    for number in _below(lines, first + 1):
        here = _indent(lines[number])
        if here <= column or (_is_item(lines[number]) and here == column + 1):
            return range(first, number)
    return range(first, len(lines))


def _holds(line: str, part: str) -> bool:
    return _indent(line) < _indent(part) or (_is_item(part) and not _is_item(line) and _indent(line) == _indent(part))


def _indent(line: str) -> int:
    line = line.expandtabs()
    return len(line) - len(line.lstrip(_SPACES))


def _is_item(line: str) -> bool:
    return line.lstrip(_SPACES).startswith("-")


def _says(line: str) -> bool:
    return not line.lstrip(_SPACES).startswith("#") and bool(line.strip())


def _parts(document: Document, line: int) -> Iterator[Loc]:
    """Yield the paths of what begins on a line, and of all that it is a part of; for no line that of the file."""
    if line < 0:
        yield ()
    for loc, place in document.keys.items():
        if place.line == line + 1:
            yield from (loc[:end] for end in range(1, len(loc) + 1))
