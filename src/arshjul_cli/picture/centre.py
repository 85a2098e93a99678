"""What stands in the middle of the wheel: year, title, organisation, decision. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from arshjul_cli.picture.lettering import POINT, cut, width, wrapped
from arshjul_cli.picture.listing import Word
from arshjul_cli.plan.model import Header
from arshjul_cli.swedish import full_day

_SCALES = (2.0, 1.8, 1.6, 1.4, 1.25, 1.1, 1.0, 0.93)
_LEADING = 1.2
_AIR = 2.0


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    size: float
    bold: bool
    rows: int
    """At most so many lines."""
    before: float
    """Space above, in millimetres at scale 1."""


def centre(header: Header, year: str, narrowed: Sequence[str], radius: float) -> tuple[Word, ...]:
    """Return the lines in a disc around the origin; `narrowed` names the role, category or goal that is shown."""
    parts = [_Part(year, 19 * POINT, bold=True, rows=1, before=0)]
    parts += [_Part(text, 9 * POINT, bold=True, rows=2, before=0.6) for text in narrowed]
    parts.append(_Part(header.title, 7.5 * POINT, bold=False, rows=3, before=1.0))
    parts.append(_Part(header.organisation, 6.5 * POINT, bold=False, rows=3, before=1.0))
    parts += [_Part(text, 6.5 * POINT, bold=False, rows=2, before=1.0) for text in _decision(header)]
    for scale in _SCALES:
        if found := _fitted(parts, radius - _AIR, scale, shortened=False):
            return found
    while not (found := _fitted(parts, radius - _AIR, _SCALES[-1], shortened=True)):
        parts.pop()
    return found


def _decision(header: Header) -> Iterator[str]:
    if header.adopted:
        paragraph = f", {header.paragraph}" if header.paragraph else ""
        yield f"Antagen {full_day(header.adopted)}{paragraph}"
    elif header.paragraph:
        yield header.paragraph
    if header.reviewed and header.reviewed != header.adopted:
        yield f"Uppföljd {full_day(header.reviewed)}"


def _fitted(parts: Sequence[_Part], radius: float, scale: float, *, shortened: bool) -> tuple[Word, ...] | None:
    """Return the parts as lines around the origin, or None if they are too many or too long for the disc."""
    broken = [_broken(part, 1.75 * radius, scale, shortened=shortened) for part in parts]
    if any(len(rows) > part.rows for part, rows in zip(parts, broken, strict=True)):
        return None
    high = sum(
        part.before * scale + len(rows) * part.size * scale * _LEADING for part, rows in zip(parts, broken, strict=True)
    )
    words, y = [], -high / 2
    for part, rows in zip(parts, broken, strict=True):
        size = part.size * scale
        y += part.before * scale
        for row in rows:
            top, bottom = y, y + size * _LEADING
            farthest = max(abs(top), abs(bottom))
            if farthest >= radius or width(row, size, bold=part.bold) / 2 > sqrt(radius**2 - farthest**2):
                return None
            words.append(Word(-width(row, size, bold=part.bold) / 2, y + 0.93 * size, row, size, part.bold))
            y = bottom
    return tuple(words)


def _broken(part: _Part, room: float, scale: float, *, shortened: bool) -> list[str]:
    """Return the lines of a part, about as long as each other."""
    size = part.size * scale
    rows = list(wrapped(part.text, size, room, bold=part.bold))
    if shortened:
        narrow = 0.7 * room
        rows = list(wrapped(part.text, size, narrow, bold=part.bold))
        kept = rows[: part.rows]
        return [*kept[:-1], cut(f"{kept[-1]} …", size, narrow, bold=part.bold)] if len(rows) > part.rows else kept
    if len(rows) > 1:
        for share in range(50, 100, 5):
            even = list(wrapped(part.text, size, room * share / 100, bold=part.bold))
            if len(even) == len(rows):
                return even
    return rows
