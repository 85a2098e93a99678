"""Where marks and texts sit on a lane, as values: angles in degrees from twelve, radii and lengths in millimetres."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import pi

from arshjul_cli.picture.dial import Dial, degrees_of, is_lower
from arshjul_cli.picture.lettering import CAPITAL, LINE, width
from arshjul_cli.picture.rings import Entry, Shape
from arshjul_cli.wheel.model import Status

AIR = 0.7
"""The least distance from a text to the end of what it stands in, or to what stands beside it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How large the letters are, and how wide the lanes around them."""

    size: float
    air: float
    """1 for the tightest."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all rings are laid out by."""

    dial: Dial
    style: Style


@dataclass(frozen=True, slots=True)
class Lane:
    """A band all around."""

    outer: float
    inner: float

    @property
    def middle(self) -> float:
        """The radius halfway."""
        return (self.outer + self.inner) / 2


@dataclass(frozen=True, slots=True)
class ArcText:
    """A line of text along a circle; in the lower half it runs the other way, to stand upright."""

    text: str
    size: float
    bold: bool
    radius: float
    """Of the line that the letters stand on."""
    middle: float
    turned: bool
    """Whether it runs against the clock."""

    @property
    def length(self) -> float:
        """How long it is."""
        return width(self.text, self.size, bold=self.bold)

    @property
    def span(self) -> tuple[float, float]:
        """The angles between which it stands."""
        half = degrees_of(self.length, self.radius) / 2
        return self.middle - half, self.middle + half


@dataclass(frozen=True, slots=True)
class Figure:
    """A mark as it is drawn."""

    shape: Shape
    first: float
    last: float
    status: Status


@dataclass(frozen=True, slots=True)
class Seat:
    """An entry on its lane: what is drawn of it, and its name or the place of its number."""

    entry: Entry
    lane: Lane
    figures: tuple[Figure, ...]
    texts: tuple[ArcText, ...]
    numbered: bool
    """Whether the texts are where a number is to stand."""
    ticks: tuple[float, ...] = ()
    """Where months meet within one figure."""

    @property
    def is_beside_arc(self) -> bool:
        """Whether its texts stand beside an arc, and so are not seen to belong to it as surely as within."""
        (figure, *more), (first, *_) = self.figures, self.texts
        return figure.shape is Shape.ARC and not more and not figure.first < first.middle < figure.last


@dataclass(frozen=True, slots=True)
class Cell:
    """How many a month has of what has no room of its own."""

    lane: Lane
    first: float
    last: float
    text: ArcText


def lines(texts: Iterable[str], lane: Lane, middle: float, size: float, *, bold: bool = False) -> tuple[ArcText, ...]:
    """Return lines of text in the middle of a lane, around an angle, the first of them uppermost."""
    rows, turned = list(texts), is_lower(middle)
    placed = []
    for number, text in enumerate(rows):
        up = ((len(rows) - 1) / 2 - number) * LINE * size - CAPITAL * size / 2
        placed.append(ArcText(text, size, bold, lane.middle + (-up if turned else up), middle, turned))
    return tuple(placed)


def reach(first: float, last: float, radius: float) -> float:
    """Return how long an arc is."""
    return (last - first) * radius * pi / 180


def fits(texts: Iterable[ArcText], first: float, last: float) -> bool:
    """Tell whether texts stand between two angles, with air at both ends."""
    return all(
        first + degrees_of(AIR, text.radius) <= text.span[0] + 1e-9
        and text.span[1] <= last - degrees_of(AIR, text.radius) + 1e-9
        for text in texts
    )


def extent(texts: Iterable[ArcText]) -> tuple[float, float]:
    """Return the angles between which some texts stand."""
    spans = [text.span for text in texts]
    return min(first for first, _ in spans), max(last for _, last in spans)
