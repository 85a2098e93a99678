"""One ring in so many lanes at a radius: where each entry sits, and which of them can be named. Pure."""

from collections.abc import Iterator
from functools import lru_cache
from dataclasses import dataclass, replace

from arshjul_cli.picture.dial import Dial, degrees_of
from arshjul_cli.picture.lettering import LINE, halved, width
from arshjul_cli.picture.rings import Entry, Mark, Ring, Shape
from arshjul_cli.picture.seats import AIR, ArcText, Figure, Lane, Seat, Style, extent, fits, lines

_BAR = 0.9
"""How wide a deadline's bar is."""
_BETWEEN = 0.3
"""From lane to lane."""
_LONGEST = 80
"""How much of the wheel a text may take, in degrees."""
DIGITS = "88"
"""As wide as a number gets; a picture with more numbers than these has none, but counts."""


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
class _Place:
    """One way for an entry to sit on a lane."""

    claim: Claim
    texts: tuple[ArcText, ...]


def height(style: Style, rows: int) -> float:
    """Return how high a lane is that has so many lines."""
    return (style.size * (LINE * rows + 0.06) + 0.12) * (1 + (style.air - 1) / rows)


def rows_in(lane: Lane, style: Style) -> int:
    """Return how many lines a lane has room for."""
    return max(1, int((lane.outer - lane.inner) / (LINE * style.size)))


def stack(outer: float, style: Style, count: int, rows: int) -> tuple[Lane, ...]:
    """Return lanes from a radius inwards."""
    high = height(style, rows)
    step = high + _BETWEEN * style.air
    return tuple(Lane(outer - n * step, outer - n * step - high) for n in range(count))


def figure(mark: Mark, dial: Dial, lane: Lane, style: Style) -> Figure:
    """Return a mark as it is drawn on a lane: an arc of its days, a dot or a bar in the middle of its day."""
    first, last = dial.at(mark.first), dial.after(mark.last)
    if mark.shape is not Shape.ARC:
        half = degrees_of(dot(style) if mark.shape is Shape.DOT else _BAR / 2, lane.middle)
        # At the seam it is moved to where the year is.
        middle = min(max((first + last) / 2, dial.start + half), dial.end - half)
        first, last = middle - half, middle + half
    return Figure(mark.shape, first, last, mark.status)


def dot(style: Style) -> float:
    """Return the radius of a dot."""
    return 0.4 * style.size


def least(ring: Ring) -> int:
    """Return how many lanes a ring needs at least: as many as it has marks on its fullest day."""
    return max(
        sum(mark.first <= day <= mark.last for mark in ring.marks) for day in {mark.first for mark in ring.marks}
    )


def seated(ring: Ring, dial: Dial, lanes: tuple[Lane, ...], style: Style) -> tuple[Seat, ...] | None:
    """Return the entries of a ring on its lanes, or None if they are too few.

    Those that can be named are; each of the others has a place for its number.
    """
    air = degrees_of(AIR, lanes[-1].inner)
    taken: list[dict[int, Claim]] = [{} for _ in lanes]
    chosen: dict[int, tuple[int, _Place]] = {}
    for index, entry in enumerate(ring.entries):
        found = _number_place(entry, index, dial, lanes, style, taken, air)
        if found is None:
            return None
        chosen[index] = found
        taken[found[0]][index] = found[1].claim
    named: set[int] = set()
    # Names within their own arc take nothing from others, so they come first.
    for inside in (True, False):
        for index, entry in enumerate(ring.entries):
            if index in named:
                continue
            lane_index = chosen[index][0]
            for at in (lane_index, *(n for n in range(len(lanes)) if n != lane_index and not inside)):
                others = [claim for other, claim in taken[at].items() if other != index]
                place = next(
                    (
                        place
                        for place in _names(entry, dial, lanes[at], style, inside=inside)
                        if not any(place.claim.hinders(claim, air) for claim in others)
                    ),
                    None,
                )
                if place:
                    del taken[lane_index][index]
                    taken[at][index] = place.claim
                    chosen[index] = at, place
                    named.add(index)
                    break
    return tuple(
        Seat(
            entry=entry,
            lane=lanes[chosen[index][0]],
            figures=tuple(figure(mark, dial, lanes[chosen[index][0]], style) for mark in entry.marks),
            texts=chosen[index][1].texts,
            numbered=index not in named,
        )
        for index, entry in enumerate(ring.entries)
    )


def _number_place(
    entry: Entry,
    index: int,
    dial: Dial,
    lanes: tuple[Lane, ...],
    style: Style,
    taken: list[dict[int, Claim]],
    air: float,
) -> tuple[int, _Place] | None:
    """Return the lane where an entry can sit with a number: the outermost if its name fits within it, else the emptiest."""
    snug = bool(_names(entry, dial, lanes[-1], style, inside=True))
    order = range(len(lanes)) if snug else sorted(range(len(lanes)), key=lambda n: _end(taken[n]))
    for at in order:
        for place in _numbers(entry, dial, lanes[at], style):
            if not any(place.claim.hinders(claim, air) for other, claim in taken[at].items() if other != index):
                return at, place
    return None


def _end(claims: dict[int, Claim]) -> float:
    return max((claim.last for claim in claims.values()), default=-1000.0)


@lru_cache(maxsize=50_000)
def _numbers(entry: Entry, dial: Dial, lane: Lane, style: Style) -> tuple[_Place, ...]:
    """Return where a number may stand: in the arc, after the mark, before it."""
    ways = (way(entry, dial, lane, style, [(DIGITS,)], bold=True) for way in (_within, _beside))
    return tuple(place for way in ways for place in way)


@lru_cache(maxsize=50_000)
def _names(entry: Entry, dial: Dial, lane: Lane, style: Style, *, inside: bool) -> tuple[_Place, ...]:
    """Return where the name may stand, inside its arc or beside its mark, in one line or two."""
    pair = halved(entry.label, style.size) if rows_in(lane, style) > 1 else None
    texts: list[tuple[str, ...]] = [(entry.label,), *([pair] if pair else [])]
    return tuple((_within if inside else _beside)(entry, dial, lane, style, texts, bold=False))


def _within(
    entry: Entry, dial: Dial, lane: Lane, style: Style, texts: list[tuple[str, ...]], *, bold: bool
) -> Iterator[_Place]:
    (mark,) = entry.marks
    if mark.shape is not Shape.ARC:
        return
    drawn = figure(mark, dial, lane, style)
    for rows in texts:
        placed = lines(rows, lane, (drawn.first + drawn.last) / 2, style.size, bold=bold)
        if fits(placed, drawn.first, drawn.last) and _is_short(placed):
            yield _Place(Claim(drawn.first, drawn.last, bare=True), placed)


def _is_short(texts: tuple[ArcText, ...]) -> bool:
    """Tell whether texts can be read without turning the head: one that goes on around the wheel cannot."""
    first, last = extent(texts)
    return last - first <= _LONGEST


def _beside(
    entry: Entry, dial: Dial, lane: Lane, style: Style, texts: list[tuple[str, ...]], *, bold: bool
) -> Iterator[_Place]:
    (mark,) = entry.marks
    drawn = figure(mark, dial, lane, style)
    for rows in texts:
        for after in (True, False):
            placed = _shifted(rows, lane, style, drawn, after=after, bold=bold)
            first, last = extent(placed)
            if dial.start <= first and last <= dial.end and _is_short(placed):
                yield _Place(Claim(min(first, drawn.first), max(last, drawn.last), bare=False), placed)


def _shifted(
    rows: tuple[str, ...], lane: Lane, style: Style, drawn: Figure, *, after: bool, bold: bool
) -> tuple[ArcText, ...]:
    """Return lines of text that begin where a figure ends, or end where it begins; each by itself."""

    def moved(length: float, radius: float) -> float:
        away = degrees_of(length / 2 + AIR, radius)
        return drawn.last + away if after else drawn.first - away

    longest = max(width(row, style.size, bold=bold) for row in rows)
    placed = lines(rows, lane, moved(longest, lane.middle), style.size, bold=bold)
    return tuple(replace(text, middle=moved(text.length, text.radius)) for text in placed)
