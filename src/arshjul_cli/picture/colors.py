"""The science of colours: contrast, difference, and what people with two kinds of cones see. Pure.

A colour is red, green and blue from 0 to 1 as sRGB writes them.
"""

from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Rgb = tuple[float, float, float]
Lab = tuple[float, float, float]

_WHITE = (0.3127 / 0.3290, 1.0, (1 - 0.3127 - 0.3290) / 0.3290)
_TO_XYZ = (
    (0.41239079926595934, 0.357584339383878, 0.1804807884018343),
    (0.21263900587151027, 0.715168678767756, 0.07219231536073371),
    (0.01933081871559182, 0.11919477979462598, 0.9505321522496607),
)
_FROM_XYZ = (
    (3.2409699419045226, -1.537383177570094, -0.4986107602930034),
    (-0.9692436362808796, 1.8759675015077202, 0.04155505740717559),
    (0.05563007969699366, -0.20397695888897652, 1.0569715142428786),
)
# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear light.
_PROTANOPE = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
_DEUTERANOPE = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)


def rgb(code: str) -> Rgb:
    """Return the colour that `rrggbb` or `#rrggbb` writes."""
    code = code.removeprefix("#")
    red, green, blue = (int(code[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return red, green, blue


def code(color: Rgb) -> str:
    """Return `#rrggbb`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def protanope(color: Rgb) -> Rgb:
    """Return what a colour looks like without the cones for long waves."""
    return _seen(color, _PROTANOPE)


def deuteranope(color: Rgb) -> Rgb:
    """Return what a colour looks like without the cones for middle waves."""
    return _seen(color, _DEUTERANOPE)


def grey(color: Rgb) -> Rgb:
    """Return the grey that a printer without colours makes of it."""
    level = _encoded(_luminance(color))
    return level, level, level


def lab(color: Rgb) -> Lab:
    """Return L*, a* and b* under daylight D65."""
    x, y, z = (_root(part / white) for part, white in zip(_times(_TO_XYZ, _linear(color)), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def from_lch(lightness: float, chroma: float, hue: float) -> Rgb | None:
    """Return the colour of L*, C* and h in degrees; None if no screen has it."""
    y = (lightness + 16) / 116
    x, z = y + chroma * cos(radians(hue)) / 500, y - chroma * sin(radians(hue)) / 200
    xyz = tuple(_cube(part) * white for part, white in zip((x, y, z), _WHITE, strict=True))
    red, green, blue = _times(_FROM_XYZ, (xyz[0], xyz[1], xyz[2]))
    if not all(-0.0005 <= part <= 1.0005 for part in (red, green, blue)):
        return None
    red, green, blue = (_encoded(min(max(part, 0), 1)) for part in (red, green, blue))
    return red, green, blue


def lch(color: Rgb) -> tuple[float, float, float]:
    """Return L*, C* and h in degrees."""
    lightness, a, b = lab(color)
    return lightness, hypot(a, b), degrees(atan2(b, a)) % 360


def difference(one: Rgb, other: Rgb) -> float:
    """Return CIEDE2000: 1 is hardly seen, 10 at a glance. Sharma, Wu and Dalal 2005."""
    return _ciede2000(lab(one), lab(other))


@lru_cache(maxsize=200_000)
def _ciede2000(one: Lab, other: Lab) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    gain = 1 + (1 - sqrt(mean**7 / (mean**7 + 25**7))) / 2
    c1, c2 = hypot(a1 * gain, b1), hypot(a2 * gain, b2)
    h1, h2 = (degrees(atan2(b, a * gain)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = ((h2 - h1 + 180) % 360 - 180) if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * cos(radians(hm - 30))
        + 0.24 * cos(radians(2 * hm))
        + 0.32 * cos(radians(3 * hm + 6))
        - 0.20 * cos(radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rotation = -2 * sqrt(cm**7 / (cm**7 + 25**7)) * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh))


def _seen(color: Rgb, matrix: tuple[Rgb, Rgb, Rgb]) -> Rgb:
    red, green, blue = (_encoded(min(max(part, 0), 1)) for part in _times(matrix, _linear(color)))
    return red, green, blue


def _times(matrix: tuple[Rgb, Rgb, Rgb], vector: Rgb) -> Rgb:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _luminance(color: Rgb) -> float:
    return sum(a * b for a, b in zip(_TO_XYZ[1], _linear(color), strict=True))


def _linear(color: Rgb) -> Rgb:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return red, green, blue


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _root(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def _cube(part: float) -> float:
    return part**3 if part**3 > 216 / 24389 else (116 * part - 16) * 27 / 24389
