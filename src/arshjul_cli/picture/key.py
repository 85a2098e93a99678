"""The key of a picture: the signs that it has, each with what it means. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from arshjul_cli.picture.compose import Picture
from arshjul_cli.picture.lettering import POINT
from arshjul_cli.picture.listing import Word
from arshjul_cli.picture.rings import Shape
from arshjul_cli.picture.sheet import Box
from arshjul_cli.picture.words import signs
from arshjul_cli.wheel.model import Status

_SIZE = 6.5 * POINT
_SIGN = Box(0, 0, 4.0, 2.2)
_MEANINGS: tuple[tuple[Shape | Status | str, str], ...] = (
    (Shape.ARC, "pågår"),
    (Shape.DOT, "en dag"),
    (Shape.BAR, "klart senast"),
    (Status.TENTATIVE, "preliminärt"),
    (Status.CANCELLED, "inställt"),
    ("break", "lov"),
    ("holiday", "helgdag"),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and what it means."""

    meaning: Shape | Status | str
    box: Box
    word: Word


def key(picture: Picture) -> Iterator[Sign]:
    """Yield the signs that the picture has, side by side, in as many rows as they take."""
    shown = signs(picture.seatings) | {"break" if away.is_break else "holiday" for away in picture.frame.away}
    place = picture.sheet.key
    x, y = place.x, place.y
    for meaning, text in _MEANINGS:
        if meaning not in shown:
            continue
        word = Word(0, 0, text, _SIZE)
        if x > place.x and x + _SIGN.width + 1.2 + word.length > place.x + place.width:
            x, y = place.x, y + 4.0
        yield Sign(meaning, Box(x, y, _SIGN.width, _SIGN.height), Word(x + _SIGN.width + 1.2, y + 1.9, text, _SIZE))
        x += _SIGN.width + 1.2 + word.length + 4.5
