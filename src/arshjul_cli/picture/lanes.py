"""One ring in so many lanes at a radius: where each entry sits, and which of them can be named. Pure."""

from collections.abc import Iterable, Iterator

from arshjul_cli.picture.dial import degrees_of
from arshjul_cli.picture.lettering import LINE
from arshjul_cli.picture.places import Claim, Place, figure, with_name_beside, with_name_inside, with_number
from arshjul_cli.picture.rings import Entry, Ring
from arshjul_cli.picture.seats import AIR, Lane, Seat, Setting, Style

_BETWEEN = 0.3
"""From lane to lane."""


def height(style: Style, rows: int) -> float:
    """Return how high a lane is that has so many lines."""
    return (style.size * (LINE * rows + 0.06) + 0.12) * (1 + (style.air - 1) / rows)


def stack(outer: float, style: Style, count: int, rows: int) -> tuple[Lane, ...]:
    """Return lanes from a radius inwards."""
    high = height(style, rows)
    step = high + _BETWEEN * style.air
    return tuple(Lane(outer - n * step, outer - n * step - high) for n in range(count))


def least(ring: Ring) -> int:
    """Return how many lanes a ring needs at least: as many as it has marks on its fullest day."""
    return max(
        sum(mark.first <= day <= mark.last for mark in ring.marks) for day in {mark.first for mark in ring.marks}
    )


def seated(ring: Ring, lanes: tuple[Lane, ...], setting: Setting) -> tuple[Seat, ...] | None:
    """Return the entries of a ring on its lanes, or None if these are too few.

    What can be named is; each of the others has a place for its number.
    """
    bench = _Bench(lanes, setting)
    for entry in ring.entries:
        if not bench.take(entry):
            return None
    # Names within their own arc take nothing from others, so they come first.
    inside = {entry for entry in ring.entries if bench.name_inside(entry)}
    named = inside | {entry for entry in ring.entries if entry not in inside and bench.name_beside(entry)}
    return tuple(bench.seat(entry, numbered=entry not in named) for entry in ring.entries)


class _Bench:
    """The lanes of a ring while its entries take their seats."""

    def __init__(self, lanes: tuple[Lane, ...], setting: Setting) -> None:
        self._lanes = lanes
        self._setting = setting
        self._air = degrees_of(AIR, lanes[-1].inner)
        self._taken: dict[Lane, dict[Entry, Place]] = {lane: {} for lane in lanes}

    def take(self, entry: Entry) -> bool:
        """Seat an entry with a number: on the outermost lane if its name fits within it, else on the emptiest."""
        snug = bool(with_name_inside(entry, self._lanes[-1], self._setting))
        for lane in self._lanes if snug else sorted(self._lanes, key=self._end):
            if place := self._first_free(lane, entry, with_number(entry, lane, self._setting)):
                self._taken[lane][entry] = place
                return True
        return False

    def name_inside(self, entry: Entry) -> bool:
        """Name an entry within its arc, where it sits; tell whether that was possible."""
        lane = self._lane(entry)
        return self._move(entry, lane, with_name_inside(entry, lane, self._setting))

    def name_beside(self, entry: Entry) -> bool:
        """Name an entry beside its mark, where it sits or on another lane; tell whether that was possible."""
        here = self._lane(entry)
        lanes = (here, *(lane for lane in self._lanes if lane != here))
        return any(self._move(entry, lane, self._names(entry, lane, here)) for lane in lanes)

    def seat(self, entry: Entry, *, numbered: bool) -> Seat:
        """Return where an entry sits."""
        lane = self._lane(entry)
        figures = tuple(figure(mark, lane, self._setting) for mark in entry.marks)
        return Seat(entry, lane, figures, self._taken[lane][entry].texts, numbered)

    def _names(self, entry: Entry, lane: Lane, here: Lane) -> Iterator[Place]:
        yield from with_name_beside(entry, lane, self._setting)
        if lane != here:
            yield from with_name_inside(entry, lane, self._setting)

    def _move(self, entry: Entry, lane: Lane, places: Iterable[Place]) -> bool:
        place = self._first_free(lane, entry, places)
        if place:
            del self._taken[self._lane(entry)][entry]
            self._taken[lane][entry] = place
        return place is not None

    def _first_free(self, lane: Lane, entry: Entry, places: Iterable[Place]) -> Place | None:
        others = [place.claim for other, place in self._taken[lane].items() if other is not entry]
        return next((place for place in places if not any(place.claim.hinders(one, self._air) for one in others)), None)

    def _lane(self, entry: Entry) -> Lane:
        return next(lane for lane, entries in self._taken.items() if entry in entries)

    def _end(self, lane: Lane) -> float:
        claims: list[Claim] = [place.claim for place in self._taken[lane].values()]
        return max((claim.last for claim in claims), default=self._setting.dial.start)
