"""The colours of a picture: those of the plan's categories, moved until they can be read and told apart. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from arshjul_cli.picture.colors import Rgb, code, contrast, deuteranope, difference, from_lch, lch, protanope, rgb
from arshjul_cli.picture.css3 import CSS3

READ, SEEN, APART = 7.0, 3.0, 10.0
"""The contrast of a text, that of an outline, and the CIEDE2000 of two neighbours."""
VIEWS = (lambda color: color, protanope, deuteranope)
"""As most people see a colour, and as those do who lack a kind of cones."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the picture lies on."""

    paper: str
    band: str
    """Every other month."""
    text: str
    faint: str
    """Hairlines."""
    lightness: range
    """L* of a fill: as it should be, and how far it goes when neighbours push it."""
    chroma: float


LIGHT = Paper(paper="#ffffff", band="#f4f4f1", text="#1a1a1a", faint="#c9c9c4", lightness=range(92, 66, -2), chroma=24)
DARK = Paper(paper="#17191c", band="#1f2226", text="#f2f2f0", faint="#4a4d52", lightness=range(26, 8, -2), chroma=30)


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a category, as `#rrggbb`."""

    fill: str
    line: str


def inks(colors: Mapping[str, str], order: Sequence[str], paper: Paper) -> Mapping[str, Ink]:
    """Return the colours of categories, given by CSS3 names; neighbours in `order` can be told apart."""
    neighbours: dict[str, set[str]] = {name: set() for name in order}
    for one, other in pairwise(order):
        if one != other:
            neighbours[one].add(other)
            neighbours[other].add(one)
    found: dict[str, Rgb] = {}
    for name in dict.fromkeys(order):
        taken = [found[other] for other in sorted(neighbours[name]) if other in found]
        base = rgb(CSS3[colors[name]])
        fitting = (fill for fill in _fills(base, paper) if all(map(_apart, taken, [fill] * len(taken))))
        found[name] = next(fitting, None) or next(_fills(base, paper))
    return {name: Ink(code(fill), code(_line(rgb(CSS3[colors[name]]), paper))) for name, fill in found.items()}


@cache  # the pictures of a site have the same colours side by side
def _apart(one: Rgb, other: Rgb) -> bool:
    return all(difference(view(one), view(other)) >= APART for view in VIEWS)


def _fills(base: Rgb, paper: Paper) -> Iterator[Rgb]:
    """Yield the fills that a text can be read on, those most like a colour first."""
    _, chroma, hue = lch(base)
    moves = _moves(min(chroma * 0.6, paper.chroma), paper)
    made = (_fill(lightness, c, (hue + turn) % 360, paper) for lightness, c, turn in moves)
    yield from filter(None, made)


@cache  # all fills are made in one order, and most pictures take the first few
def _fill(lightness: float, chroma: float, hue: float, paper: Paper) -> Rgb | None:
    """Return a colour, as it can be written, if a text can be read on it."""
    made = from_lch(lightness, chroma, hue)
    fill = made and rgb(code(made))
    return fill if fill and contrast(fill, rgb(paper.text)) >= READ else None


@cache
def _moves(wanted: float, paper: Paper) -> tuple[tuple[int, float, int], ...]:
    """Return the lightness and chroma of fills, and the turns of their hue, those nearest to what is wanted first."""
    first = paper.lightness.start
    # A grey has no hue to keep, so it may take any only when nothing else is left.
    moves = product(paper.lightness, (wanted, wanted * 1.4, wanted * 0.6, wanted + 14, 3.0), range(-180, 180, 15))
    return tuple(
        sorted(
            moves,
            key=lambda move: (abs(move[0] - first) * 1.0 + abs(move[1] - wanted) * 0.7 + abs(move[2]) * 0.45, move),
        )
    )


@cache
def _line(base: Rgb, paper: Paper) -> Rgb:
    """Return the outline: the colour itself, lighter or darker until it is seen on the paper."""
    lightness, chroma, hue = lch(base)
    steps: Iterable[float] = (
        range(round(lightness), -1, -1) if paper is LIGHT else range(max(round(lightness), 55), 101)
    )
    return next(line for line in (base, *_lines(steps, chroma, hue)) if _is_seen(line, paper))


def _lines(steps: Iterable[float], chroma: float, hue: float) -> Iterator[Rgb]:
    for lightness in steps:
        line = next(line for part in range(10, -1, -1) if (line := from_lch(lightness, chroma * part / 10, hue)))
        yield rgb(code(line))


def _is_seen(line: Rgb, paper: Paper) -> bool:
    return all(contrast(line, rgb(ground)) >= SEEN for ground in (paper.paper, paper.band))
