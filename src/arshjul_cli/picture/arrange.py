"""All rings of a picture together: as many names as there is room for, then numbers, then counts. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from arshjul_cli.picture import around, lanes
from arshjul_cli.picture.dial import Dial, degrees_of
from arshjul_cli.picture.lettering import POINT, width, wrapped
from arshjul_cli.picture.places import rows_in
from arshjul_cli.picture.rings import Ring, merged
from arshjul_cli.picture.seats import AIR, ArcText, Cell, Lane, Seat, Setting, Style, lines, reach

SMALLEST = 6 * POINT
"""The least size of a letter in the picture."""
STYLES = tuple(
    Style(SMALLEST * size, air)
    for size, air in ((1.9, 2.2), (1.6, 1.9), (1.4, 1.6), (1.25, 1.4), (1.15, 1.25), (1.08, 1.1), (1, 1.15), (1, 1))
)
"""From airy to tight."""
_MORE_LANES = 3
_STEP = 0.25
"""Rings begin at such radii, in millimetres."""
_NAME, _NUMBER, _BESIDE = 100.0, 40.0, 3.0
"""What a name is worth, and a number, against a count; and what a name loses that stands beside its arc."""


@dataclass(frozen=True, slots=True)
class Seating:
    """A ring in its place: entries on lanes, or counts of its months."""

    ring: Ring
    lanes: tuple[Lane, ...]
    seats: tuple[Seat, ...]
    cells: tuple[Cell, ...] = ()
    name: tuple[ArcText, ...] = ()
    """Its name, where July is free; else it stands in the legend."""

    @property
    def inner(self) -> float:
        """The radius at which it ends."""
        return self.lanes[-1].inner

    @property
    def named(self) -> int:
        """How many entries have their name."""
        return sum(not seat.numbered for seat in self.seats)

    @property
    def numbered(self) -> int:
        """How many entries have a number."""
        return len(self.seats) - self.named

    @property
    def worth(self) -> float:
        """How good it is, against others of the same ring."""
        beside = sum(not seat.numbered and seat.is_beside_arc for seat in self.seats)
        return self.named * _NAME + self.numbered * _NUMBER - beside * _BESIDE


@dataclass(frozen=True, slots=True)
class Room:
    """Where the rings are to stand: a dial, the radius at which they begin, and that at which they must have ended."""

    dial: Dial
    outer: float
    inner: float


def arrange(rings: Sequence[Ring], room: Room, counted: Collection[int] = ()) -> tuple[Style, tuple[Seating, ...]]:
    """Return the rings in their room, with the largest letters that cost no name; those in `counted` as counts.

    Rings that find no room even as counts are put together at the end.
    """
    tight = STYLES[-1]
    # Most pictures have room for all names, and looking for that alone is quick.
    while (placed := _with_all_names(rings, room, counted) or _best(rings, room, tight, counted)) is None:
        rings = (*rings[:-2], merged(rings[-2], rings[-1]))
        counted = {*counted, len(rings) - 1}
    most = sum(seating.worth for seating in placed)
    for style in STYLES[:-1]:
        if (larger := _best(rings, room, style, counted, most)) is not None:
            return style, larger
    return tight, placed


def _with_all_names(rings: Sequence[Ring], room: Room, counted: Collection[int]) -> tuple[Seating, ...] | None:
    """Return the ways of all rings, each name within its own arc, if there is room for that in the tightest style."""
    return _best(rings, room, STYLES[-1], counted, _most(rings, counted))


def _best(
    rings: Sequence[Ring], room: Room, style: Style, counted: Collection[int], asked: float = 0
) -> tuple[Seating, ...] | None:
    """Return the ways of all rings that are worth most together, of equal ones the narrowest.

    None if there is no room, or only for ways that are worth less than is asked.
    """
    setting = Setting(room.dial, style)
    # What the rings from each on can be worth at most: ways that cannot come up to what is asked lead nowhere.
    most = [_most(rings, counted, index) for index in range(len(rings) + 1)]
    reached: Mapping[int, tuple[float, tuple[Seating, ...]]] = {0: (0.0, ())}
    least = lanes.height(_thin(style), 1) + _gap(style)
    for index, ring in enumerate(rings):
        # The rings to come need their room too, if only for counts.
        limit = room.inner + (len(rings) - index - 1) * least
        further: dict[int, tuple[float, tuple[Seating, ...]]] = {}
        for steps, (worth, before) in sorted(reached.items()):
            begins = Room(room.dial, room.outer - steps * _STEP, limit)
            for way in _ways(ring, begins, setting, only_counts=index in counted):
                if worth + way.worth + most[index + 1] < asked:
                    continue
                ends = -int(-(room.outer - way.inner + _gap(style)) // _STEP)
                if ends not in further or further[ends][0] < worth + way.worth:
                    further[ends] = worth + way.worth, (*before, way)
        reached = further
    if not reached:
        return None
    best = max(reached.items(), key=lambda item: (item[1][0], -item[0]))
    return tuple(_with_name(seating, setting) for seating in best[1][1])


def _most(rings: Sequence[Ring], counted: Collection[int] = (), first: int = 0) -> float:
    """Return what rings from the first on can be worth: all but counts with their names, none beside its arc."""
    return sum(len(ring.entries) for index, ring in enumerate(rings) if index >= first and index not in counted) * _NAME


def _gap(style: Style) -> float:
    return 0.55 * style.air


def _thin(style: Style) -> Style:
    """Return the style of lanes that go all around."""
    return Style(style.size, 1 + (style.air - 1) / 3)


def _ways(ring: Ring, room: Room, setting: Setting, *, only_counts: bool) -> Iterator[Seating]:
    """Yield the ways in which a ring can stand in a room, the narrowest first."""
    thin = _thin(setting.style)
    (lane,) = lanes.stack(room.outer, thin, 1, 1)
    if lane.inner >= room.inner:
        yield Seating(ring, (lane,), (), tuple(around.counts(ring, lane, setting)))
    if only_counts:
        return
    if not ring.narrow:
        yield from _with_lanes(ring, room, setting)
        return
    stacked = lanes.stack(room.outer, thin, len(ring.entries), 1)
    if stacked[-1].inner >= room.inner:
        pairs = zip(ring.entries, stacked, strict=True)
        yield Seating(ring, stacked, tuple(around.seat(entry, lane, setting) for entry, lane in pairs))


def _with_lanes(ring: Ring, room: Room, setting: Setting) -> Iterator[Seating]:
    """Yield the ways in which a ring has few lanes or several, of one line or two, each better than the ones before."""
    most = -1.0
    for rows in (1, 2):
        tries = 0
        for count in range(lanes.least(ring), len(ring.entries) + 1):
            stacked = lanes.stack(room.outer, setting.style, count, rows)
            if stacked[-1].inner < room.inner or tries == _MORE_LANES:
                break
            if (seats := lanes.seated(ring, stacked, setting)) is None:
                continue
            tries += 1
            way = Seating(ring, stacked, seats)
            if way.worth > most:
                most = way.worth
                yield way
            if most == _most((ring,)):
                return


def _with_name(seating: Seating, setting: Setting) -> Seating:
    """Return a ring with its name, which begins in July, on lanes side by side that are free there."""
    dial, style = setting.dial, setting.style
    begins, ends = next((dial.at(first), dial.after(last)) for first, last in dial.months() if first.month == 7)
    free = {lane: _free_from(begins, seating, lane, dial.end) for lane in seating.lanes}
    open_lanes = [lane for lane in seating.lanes if free[lane] >= ends]
    per_lane = rows_in(seating.lanes[0], style)
    for first in range(len(open_lanes)):
        beside = _run(open_lanes[first:], seating.lanes)
        for end in (ends, min(free[lane] for lane in beside)):
            room = reach(begins, end, beside[-1].inner) - 2 * AIR
            rows = list(wrapped(seating.ring.name, style.size, room, bold=True))
            if len(rows) <= per_lane * len(beside) and " ".join(rows) == " ".join(seating.ring.name.split()):
                longest = max(width(row, style.size, bold=True) for row in rows)
                needed = degrees_of(longest / 2 + AIR, beside[-1].inner)
                middle = max((begins + ends) / 2, begins + needed)
                return replace(seating, name=_spread(rows, beside, per_lane, middle, style.size))
    return seating


def _free_from(begins: float, seating: Seating, lane: Lane, end: float) -> float:
    """Return until where a lane is free from an angle on."""
    there = [seat for seat in seating.seats if seat.lane == lane]
    spans = [(cell.first, cell.last) for cell in seating.cells]
    spans += [(figure.first, figure.last) for seat in there for figure in seat.figures]
    spans += [text.span for seat in there for text in seat.texts]
    return min((max(first, begins) for first, last in spans if last > begins), default=end)


def _run(free: Sequence[Lane], all_lanes: Sequence[Lane]) -> list[Lane]:
    """Return the first free lanes that lie side by side."""
    start = all_lanes.index(free[0])
    return [lane for lane, there in zip(free, all_lanes[start:], strict=False) if lane == there]


def _spread(
    rows: Sequence[str], beside: Sequence[Lane], per_lane: int, middle: float, size: float
) -> tuple[ArcText, ...]:
    """Return lines of a name in as few lanes as they need, in the order in which they are read."""
    groups = [rows[start : start + per_lane] for start in range(0, len(rows), per_lane)]
    used = list(beside[: len(groups)])
    if lines((rows[0],), used[0], middle, size, bold=True)[0].turned:
        used.reverse()
    return tuple(
        text for group, lane in zip(groups, used, strict=True) for text in lines(group, lane, middle, size, bold=True)
    )
