"""The sheets of paper that a picture is drawn on. Lengths are millimetres."""

from collections.abc import Mapping
from dataclasses import dataclass

RADIUS = 95.0
"""Of the wheel."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: how large it is, where the wheel stands and where the list."""

    width: float
    height: float
    centre: tuple[float, float]
    listing: Box
    columns: int
    key: Box
    """Where the signs are explained."""
    scale: float = 1.0
    """How much larger than drawn it is printed."""


A4 = Sheet(210, 297, (105, 105), Box(12, 207, 186, 74), 3, Box(12, 284, 186, 5))
SHEETS: Mapping[str, Sheet] = {
    "a4": A4,
    "a3": Sheet(A4.width, A4.height, A4.centre, A4.listing, A4.columns, A4.key, scale=2**0.5),
    "liggande": Sheet(297, 210, (105, 105), Box(209, 12, 77, 175), 1, Box(209, 190, 77, 10)),
}
"""The sheets by name; A3 is A4, larger."""
