"""How an entry can sit on a lane: with its name or its number, inside its arc or beside its mark. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from arshjul_cli.picture.dial import degrees_of
from arshjul_cli.picture.lettering import LINE, halved, width
from arshjul_cli.picture.rings import Entry, Mark, Shape
from arshjul_cli.picture.seats import AIR, ArcText, Figure, Lane, Setting, Style, extent, fits, lines

DIGITS = "88"
"""As wide as a number gets; a picture with more numbers than these has none, but counts."""
_BAR = 0.9
"""How wide a deadline's bar is."""
_LONGEST = 80
"""How much of the wheel a text may take, in degrees."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The part of a lane that is taken; two bare figures may touch, all else keeps its distance."""

    first: float
    last: float
    bare: bool

    def hinders(self, other: "Claim", air: float) -> bool:
        """Tell whether another may not stand where it does."""
        distance = -1e-6 if self.bare and other.bare else air
        return self.first < other.last + distance and other.first < self.last + distance


@dataclass(frozen=True, slots=True)
class Place:
    """One way for an entry to sit on a lane."""

    claim: Claim
    texts: tuple[ArcText, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """A text in one line or two."""

    texts: tuple[str, ...]
    bold: bool = False


def rows_in(lane: Lane, style: Style) -> int:
    """Return how many lines a lane has room for."""
    return max(1, int((lane.outer - lane.inner) / (LINE * style.size)))


def figure(mark: Mark, lane: Lane, setting: Setting) -> Figure:
    """Return a mark as it is drawn on a lane: an arc of its days, a dot or a bar in the middle of its day."""
    dial = setting.dial
    first, last = dial.at(mark.first), dial.after(mark.last)
    if mark.shape is not Shape.ARC:
        half = degrees_of(0.4 * setting.style.size if mark.shape is Shape.DOT else _BAR / 2, lane.middle)
        # At the seam it is moved to where the year is.
        middle = min(max((first + last) / 2, dial.start + half), dial.end - half)
        first, last = middle - half, middle + half
    return Figure(mark.shape, first, last, mark.status)


@lru_cache(maxsize=50_000)
def with_number(entry: Entry, lane: Lane, setting: Setting) -> tuple[Place, ...]:
    """Return where a number may stand: in the arc, after the mark, before it."""
    (mark,) = entry.marks
    drawn, rows = figure(mark, lane, setting), _Rows((DIGITS,), bold=True)
    return (*_within(drawn, rows, lane, setting), *_beside(drawn, rows, lane, setting))


@lru_cache(maxsize=50_000)
def with_name_inside(entry: Entry, lane: Lane, setting: Setting) -> tuple[Place, ...]:
    """Return where the name may stand inside its arc, in one line or two."""
    (mark,) = entry.marks
    drawn = figure(mark, lane, setting)
    return tuple(place for rows in _names(entry, lane, setting) for place in _within(drawn, rows, lane, setting))


@lru_cache(maxsize=50_000)
def with_name_beside(entry: Entry, lane: Lane, setting: Setting) -> tuple[Place, ...]:
    """Return where the name may stand after its mark or before it, in one line or two."""
    (mark,) = entry.marks
    drawn = figure(mark, lane, setting)
    return tuple(place for rows in _names(entry, lane, setting) for place in _beside(drawn, rows, lane, setting))


def _names(entry: Entry, lane: Lane, setting: Setting) -> Iterator[_Rows]:
    yield _Rows((entry.label,))
    if rows_in(lane, setting.style) > 1 and (pair := halved(entry.label, setting.style.size)):
        yield _Rows(pair)


def _within(drawn: Figure, rows: _Rows, lane: Lane, setting: Setting) -> Iterator[Place]:
    if drawn.shape is not Shape.ARC:
        return
    placed = lines(rows.texts, lane, (drawn.first + drawn.last) / 2, setting.style.size, bold=rows.bold)
    if fits(placed, drawn.first, drawn.last) and _is_short(placed):
        yield Place(Claim(drawn.first, drawn.last, bare=True), placed)


def _beside(drawn: Figure, rows: _Rows, lane: Lane, setting: Setting) -> Iterator[Place]:
    for after in (True, False):
        placed = _shifted(drawn, rows, lane, setting.style.size, after=after)
        first, last = extent(placed)
        if setting.dial.start <= first and last <= setting.dial.end and _is_short(placed):
            yield Place(Claim(min(first, drawn.first), max(last, drawn.last), bare=False), placed)


def _is_short(texts: tuple[ArcText, ...]) -> bool:
    """Tell whether texts can be read without turning the head: one that goes on around the wheel cannot."""
    first, last = extent(texts)
    return last - first <= _LONGEST


def _shifted(drawn: Figure, rows: _Rows, lane: Lane, size: float, *, after: bool) -> tuple[ArcText, ...]:
    """Return lines of text that begin where a figure ends, or end where it begins; each by itself."""

    def moved(length: float, radius: float) -> float:
        away = degrees_of(length / 2 + AIR, radius)
        return drawn.last + away if after else drawn.first - away

    longest = max(width(row, size, bold=rows.bold) for row in rows.texts)
    placed = lines(rows.texts, lane, moved(longest, lane.middle), size, bold=rows.bold)
    return tuple(replace(text, middle=moved(text.length, text.radius)) for text in placed)
