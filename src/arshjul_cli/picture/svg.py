"""A picture as SVG: one file that needs nothing else. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from html import escape
from math import cos, radians, sin

from arshjul_cli.picture import frame, words
from arshjul_cli.picture.arrange import Seating
from arshjul_cli.picture.compose import Picture
from arshjul_cli.picture.dial import degrees_of
from arshjul_cli.picture.key import Sign, key
from arshjul_cli.picture.lettering import FAMILY, has, on_paper
from arshjul_cli.picture.listing import Word
from arshjul_cli.picture.palette import DARK, LIGHT, Ink, Paper, inks
from arshjul_cli.picture.rings import Shape
from arshjul_cli.picture.seats import ArcText, Figure, Lane, Seat
from arshjul_cli.picture.sheet import RADIUS, Box
from arshjul_cli.wheel.model import Status

_SLACK = 1.5
"""How much longer than its text a line along a circle is at each end: letters beyond an end are not drawn."""
_LINE, _THIN, _HAIRLINE = 0.3, 0.2, 0.12
_DASHES, _SHORT_DASHES = "1 .7", ".43 .3"
_UNCATEGORISED = "gray"
_HOLIDAY, _BREAK = "#b3261e", "#8a8a84"
_KEY = "#5f5f5a"
_SIGNS = {LIGHT: (_HOLIDAY, _BREAK, _KEY), DARK: ("#f2857c", "#8f8f89", "#8f8f89")}
"""The colours of holidays, of school breaks and of signs in the key."""

_text = partial(escape, quote=False)


def svg(picture: Picture) -> bytes:
    """Return the picture as SVG for screens, light and dark."""
    return _joined(Drawing(picture, for_screen=True))


def svg_for_paper(picture: Picture) -> tuple[bytes, str]:
    """Return the picture in light colours without the signs that the font lacks, and those signs in order."""
    drawing = Drawing(picture, for_screen=False)
    return _joined(drawing), "".join(sorted(drawing.lacking))


def _joined(drawing: "Drawing") -> bytes:
    return "".join(f"{line}\n" for line in drawing.drawn()).encode()


def rules(paper: Paper, made: Mapping[str, Ink]) -> Iterator[tuple[str, str | None, str, str]]:
    """Yield the letter of each class, the category that it is of, if any, the property that it sets, and the colour."""
    holiday, school_break, sign = _SIGNS[paper]
    common = (
        ("p", "fill", paper.paper), ("b", "fill", paper.band), ("t", "fill", paper.text), ("h", "stroke", paper.faint),
        ("x", "stroke", paper.text), ("u", "fill", holiday), ("v", "fill", school_break), ("k", "stroke", sign),
    )  # fmt: skip
    yield from ((letter, None, what, color) for letter, what, color in common)
    for name, ink in made.items():
        yield from (("f", name, "fill", ink.fill), ("l", name, "stroke", ink.line), ("d", name, "fill", ink.line))


def categories(picture: Picture) -> dict[str, str]:
    """Return the colour of each category that a picture shows, as the plan calls it; of "" that of what has none."""
    names = dict.fromkeys(seating.ring.category or "" for seating in picture.seatings)
    return {name: picture.plan.categories[name].color if name else _UNCATEGORISED for name in names}


class Drawing:
    """A picture as a file of its own, with the class of each category; `inline` draws the same for a page."""

    prefix = "b"
    """Of its ids."""

    def __init__(self, picture: Picture, *, for_screen: bool) -> None:
        """Take what is drawn."""
        self.picture = picture
        self.for_screen = for_screen
        self.lacking: set[str] = set()
        """Signs that were left out."""
        self.x, self.y = picture.sheet.centre
        self._paths = 0
        self.order = [seating.ring.category or "" for seating in picture.seatings]
        self.names = {name: number for number, name in enumerate(dict.fromkeys(self.order))}
        self.colors = categories(picture)

    @cached_property
    def inks(self) -> Mapping[str, Ink]:
        """The colours of each category in the light."""
        return inks(self.colors, self.order, LIGHT)

    def css(self, letters: str, category: str | None = None) -> str:
        """Return the classes that some letters are, of a category or of all pictures."""
        number = "" if category is None else self.names[category]
        return " ".join(f"{letter}{number}" for letter in letters)

    def fill(self, color: str) -> str:
        """Return the attribute that fills."""
        return f' fill="{color}"'

    def stroke(self, color: str) -> str:
        """Return the attribute that draws an outline."""
        return f' stroke="{color}"'

    def opening(self) -> Iterator[str]:
        """Yield what stands before all that is drawn."""
        sheet = self.picture.sheet
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="arshjul-titel arshjul-text" lang="sv"'
            f' width="{_n(sheet.width * sheet.scale)}mm" height="{_n(sheet.height * sheet.scale)}mm"'
            f' viewBox="0 0 {_n(sheet.width)} {_n(sheet.height)}" font-family="{FAMILY}">'
        )
        yield f'<title id="arshjul-titel">{_text(self.picture.title)}</title>'
        yield f'<desc id="arshjul-text">{_text(self.picture.description)}</desc>'
        if self.for_screen:
            yield f"<style>@media screen and (prefers-color-scheme: dark) {{{self._dark()}}}</style>"

    def drawn(self) -> Iterator[str]:
        """Yield the picture, line by line."""
        picture, sheet = self.picture, self.picture.sheet
        yield from self.opening()
        ground = self.fill(LIGHT.paper)
        yield f'<rect class="{self.css("p")}" width="{_n(sheet.width)}" height="{_n(sheet.height)}"{ground}/>'
        yield from self._ground()
        yield from self._frame()
        for seating in picture.seatings:
            yield from self._seating(seating)
        yield f'<g class="{self.css("t")}"{self.fill(LIGHT.text)}>'
        for word in picture.centre:
            yield self._word(word, self.x, self.y)
        for word in picture.listing.words:
            yield self._word(word)
        yield "</g>"
        for swatch in picture.listing.swatches:
            yield self._patch(swatch.box, swatch.category)
        yield from self._key()
        yield "</svg>"

    def _dark(self) -> str:
        made = inks(self.colors, self.order, DARK)
        return "".join(
            f".{self.css(letter, name)}{{{what}:{color}}}" for letter, name, what, color in rules(DARK, made)
        )

    def _ground(self) -> Iterator[str]:
        """Yield every other month as a light band, and hairlines where lanes and rings meet."""
        inner = min((seating.inner for seating in self.picture.seatings), default=frame.OUTER)
        bands = [sector for number, sector in enumerate(self.picture.frame.months) if number % 2]
        shape = "".join(self._sector(band.first, band.last, Lane(frame.MONTHS.outer, inner)) for band in bands)
        yield f'<path class="{self.css("b")}" d="{shape}"{self.fill(LIGHT.band)}/>'
        rings = [frame.MONTHS.outer, frame.MONTHS.inner, frame.WEEKS.inner, inner]
        lanes = [lane.outer for seating in self.picture.seatings for lane in seating.lanes]
        dial = self.picture.dial
        circles = "".join(self._arc(dial.start, dial.end, radius) for radius in (*rings, *(r + 0.17 for r in lanes)))
        edges = [*(sector.first for sector in self.picture.frame.months), dial.end]
        spokes = "".join(self._spoke(angle, *part) for angle in edges for part in self._free(angle, inner))
        weeks = "".join(
            self._spoke(sector.first, frame.WEEKS.outer, frame.WEEKS.inner) for sector in self.picture.frame.weeks
        )
        yield (
            f'<path class="{self.css("h")}" d="{circles}{spokes}{weeks}" fill="none"{self.stroke(LIGHT.faint)}'
            f' stroke-width="{_HAIRLINE}"/>'
        )

    def _free(self, angle: float, inner: float) -> Iterator[tuple[float, float]]:
        """Yield the parts of a spoke that no text on a ring stands on."""
        begins = frame.MONTHS.outer
        for seating in self.picture.seatings:
            texts = [*seating.name, *(text for seat in seating.seats for text in seat.texts)]
            for lane in seating.lanes:
                if any(
                    text.span[0] - 0.3 < angle < text.span[1] + 0.3 and lane.inner < text.radius < lane.outer
                    for text in texts
                ):
                    yield begins, lane.outer
                    begins = lane.inner
        yield begins, inner

    def _frame(self) -> Iterator[str]:
        yield from self.hand()
        for away in self.picture.frame.away:
            css, color = ("v", _BREAK) if away.is_break else ("u", _HOLIDAY)
            shape = self._sector(away.first, away.last, frame.DAYS_OFF)
            name = _text(away.name[0].upper() + away.name[1:])
            yield f'<path class="{self.css(css)}" d="{shape}"{self.fill(color)}><title>{name}</title></path>'
        yield f'<g class="{self.css("t")}"{self.fill(LIGHT.text)}>'
        for sector in (*self.picture.frame.months, *self.picture.frame.weeks):
            if sector.text:
                yield self._text(sector.text)
        yield "</g>"

    def hand(self) -> Iterator[str]:
        """Yield today's hand, if the picture has one."""
        angle = self.picture.frame.today
        if angle is not None:
            yield "<g><title>I dag</title>"
            yield from self.hand_at(angle)

    def hand_at(self, angle: float) -> Iterator[str]:
        """Yield a point outside the months and a line across the rings, and the end of the group that they stand in."""
        inner = min((seating.inner for seating in self.picture.seatings), default=frame.OUTER)
        line = self._spoke(angle, frame.WEEKS.inner, inner)
        half = degrees_of(1.4, RADIUS)
        corners = ((angle, RADIUS + 0.5), (angle - half, RADIUS + 3.4), (angle + half, RADIUS + 3.4))
        point = "L".join(" ".join(self._point(*corner)) for corner in corners)
        yield f'<path class="{self.css("x")}" d="{line}"{self.stroke(LIGHT.text)} stroke-width=".4"/>'
        yield f'<path class="{self.css("t")}" d="M{point}Z"{self.fill(LIGHT.text)}/></g>'

    def _seating(self, seating: Seating) -> Iterator[str]:
        name = seating.ring.category or ""
        ink = self.inks[name]
        for seat in seating.seats:
            yield from self.entry(seat, self._seat(seat, name, ink))
        for cell in seating.cells:
            shape = self._sector(cell.first, cell.last, cell.lane, 0.15)
            paint = f'{self.fill(ink.fill)}{self.stroke(ink.line)} stroke-width="{_LINE}"'
            yield f'<path class="{self.css("fl", name)}" d="{shape}"{paint}/>'
            yield f'<g class="{self.css("t")}"{self.fill(LIGHT.text)}>{self._text(cell.text)}</g>'
        if seating.name:
            yield f'<g class="{self.css("t")}"{self.fill(LIGHT.text)}>{"".join(map(self._text, seating.name))}</g>'

    def entry(self, _seat: Seat, drawn: Iterable[str]) -> Iterable[str]:
        """Return an entry as it stands in the picture."""
        return drawn

    def _seat(self, seat: Seat, name: str, ink: Ink) -> Iterator[str]:
        yield f"<g><title>{_text(words.tooltip(self.picture.plan, seat.entry))}</title>"
        for figure in seat.figures:
            yield self._figure(figure, seat, name, ink)
        if seat.ticks:
            ticks = "".join(self._spoke(tick, seat.lane.outer, seat.lane.inner) for tick in seat.ticks)
            yield f'<path class="{self.css("l", name)}" d="{ticks}"{self.stroke(ink.line)} stroke-width="{_THIN}"/>'
        yield f'<g class="{self.css("t")}"{self.fill(LIGHT.text)}>{"".join(map(self._text, seat.texts))}</g>'
        struck = [figure for figure in seat.figures if figure.status is Status.CANCELLED]
        if struck:
            strokes = "".join(self._strike(figure, seat) for figure in struck)
            line = self.stroke(LIGHT.text)
            yield f'<path class="{self.css("x")}" d="{strokes}" fill="none"{line} stroke-width=".25"/>'
        yield "</g>"

    def _figure(self, figure: Figure, seat: Seat, name: str, ink: Ink) -> str:
        lane, confirmed = seat.lane, figure.status is Status.CONFIRMED
        if figure.status is Status.CANCELLED:
            fill, letters = "none", "l"
        elif figure.shape is Shape.ARC or not confirmed:
            fill, letters = ink.fill, "fl"
        else:
            fill, letters = ink.line, "dl"
        together = len(seat.entry.marks) > 1
        pattern = _SHORT_DASHES if together or figure.shape is not Shape.ARC else _DASHES
        dashes = f' stroke-dasharray="{pattern}"' if figure.status is Status.TENTATIVE else ""
        stroke = _THIN if together or (figure.shape is Shape.DOT and not confirmed) else _LINE
        paint = (
            f'class="{self.css(letters, name)}"{self.fill(fill)}{self.stroke(ink.line)} stroke-width="{stroke}"{dashes}'
        )
        if figure.shape is Shape.DOT:
            x, y = self._point((figure.first + figure.last) / 2, lane.middle)
            radius = (figure.last - figure.first) / 2 / degrees_of(1, lane.middle)
            return f'<circle cx="{x}" cy="{y}" r="{_n(radius - _LINE / 2)}" {paint}/>'
        return f'<path d="{self._sector(figure.first, figure.last, lane, 0.15)}" {paint}/>'

    def _strike(self, figure: Figure, seat: Seat) -> str:
        """Return a stroke through a figure, and through the name that is its own."""
        spans = [(figure.first, figure.last)]
        if len(seat.entry.marks) == 1:
            spans += [text.span for text in seat.texts]
        return self._arc(min(first for first, _ in spans), max(last for _, last in spans), seat.lane.middle)

    def _key(self) -> Iterator[str]:
        for sign in key(self.picture):
            yield self._sign(sign)

    def _sign(self, sign: Sign) -> str:
        box, middle = sign.box, sign.box.y + sign.box.height / 2
        status = sign.meaning
        word = f'<g class="{self.css("t")}"{self.fill(LIGHT.text)}>{self._word(sign.word)}</g>'
        if status is Shape.DOT:
            x, paint = _n(box.x + box.width / 2), self.fill(_BREAK)
            return f'<circle class="{self.css("v")}" cx="{x}" cy="{_n(middle)}" r=".85"{paint}/>{word}'
        if status is Shape.BAR:
            x, paint = _n(box.x + box.width / 2 - 0.45), self.fill(_BREAK)
            where = f'x="{x}" y="{_n(box.y)}" width=".9" height="{_n(box.height)}"'
            return f'<rect class="{self.css("v")}" {where}{paint}/>{word}'
        if status in {"break", "holiday"}:
            letter, color = ("v", _BREAK) if status == "break" else ("u", _HOLIDAY)
            where = f'x="{_n(box.x)}" y="{_n(middle - 0.6)}" width="{_n(box.width)}" height="1.2"'
            return f'<rect class="{self.css(letter)}" {where}{self.fill(color)}/>{word}'
        dashes = f' stroke-dasharray="{_DASHES}"' if status is Status.TENTATIVE else ""
        line = f'{self.stroke(_KEY)} stroke-width="{_LINE}"{dashes}'
        rect = f'<rect class="{self.css("k")}" {_at(box)} fill="none"{line}/>'
        strike = f"M{_n(box.x)} {_n(middle)}h{_n(box.width)}"
        struck = f'<path class="{self.css("x")}" d="{strike}"{self.stroke(LIGHT.text)} stroke-width=".25"/>'
        return rect + (struck if status is Status.CANCELLED else "") + word

    def _patch(self, box: Box, category: str | None) -> str:
        name = category or ""
        ink = self.inks[name]
        paint = f'{self.fill(ink.fill)}{self.stroke(ink.line)} stroke-width="{_LINE}"'
        return f'<rect class="{self.css("fl", name)}" {_at(box)}{paint}/>'

    def _text(self, text: ArcText) -> str:
        """Return a text on a path of its own, which begins a little before it and ends a little after."""
        self._paths += 1
        name = f"{self.prefix}{self._paths}"
        first, last = text.span
        more = degrees_of(_SLACK, text.radius)
        ends = (last + more, first - more) if text.turned else (first - more, last + more)
        weight = ' font-weight="700"' if text.bold else ""
        return (
            f'<path id="{name}" d="{self._arc(*ends, text.radius)}" fill="none"/>'
            f'<text font-size="{_n(text.size)}"{weight}><textPath href="#{name}" startOffset="{_n(_SLACK)}"'
            f"{self._belt(text.text, text.length)}>{self._letters(text.text)}</textPath></text>"
        )

    def _word(self, word: Word, x: float = 0.0, y: float = 0.0) -> str:
        weight = ' font-weight="700"' if word.bold else ""
        return (
            f'<text x="{_n(word.x + x)}" y="{_n(word.y + y)}" font-size="{_n(word.size)}"{weight}'
            f"{self._belt(word.text, word.length)}>{self._letters(word.text)}</text>"
        )

    def _belt(self, text: str, length: float) -> str:
        """Return what keeps a text within its length in any font.

        Paper has the font of the table; and a sign whose width nobody knows has more room anyhow.
        """
        if not self.for_screen or not all(map(has, text)):
            return ""
        return f' textLength="{_n(length)}" lengthAdjust="spacingAndGlyphs"'

    def _letters(self, text: str) -> str:
        """Return a text as SVG writes it; on paper without the signs that its font lacks."""
        if self.for_screen:
            return _text(text)
        shown, lacking = on_paper(text)
        self.lacking |= lacking
        return _text(shown)

    def _sector(self, first: float, last: float, lane: Lane, inset: float = 0.0) -> str:
        """Return the outline of a part of a lane, so much smaller at both ends."""
        less = min(degrees_of(inset, lane.middle), (last - first) / 4)
        first, last = first + less, last - less
        back = self._arc(last, first, lane.inner).replace("M", "L", 1)
        return f"{self._arc(first, last, lane.outer)}{back}Z"

    def _arc(self, first: float, last: float, radius: float) -> str:
        large, clockwise = int(abs(last - first) > 180), int(last > first)
        begins, ends = (" ".join(self._point(angle, radius)) for angle in (first, last))
        return f"M{begins}A{_n(radius)} {_n(radius)} 0 {large} {clockwise} {ends}"

    def _spoke(self, angle: float, outer: float, inner: float) -> str:
        return "M{} {}L{} {}".format(*self._point(angle, outer), *self._point(angle, inner))

    def _point(self, angle: float, radius: float) -> tuple[str, str]:
        turn = radians(angle)
        return _n(self.x + radius * sin(turn)), _n(self.y - radius * cos(turn))


def _at(box: Box) -> str:
    return f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'


def _n(number: float) -> str:
    """Return a number with at most three decimals."""
    return (
        f"{number:.3f}".rstrip("0").rstrip(".").replace("-0", "0")
        if abs(number) < 0.0005
        else f"{number:.3f}".rstrip("0").rstrip(".")
    )
