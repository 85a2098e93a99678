"""A picture as SVG: one file that needs nothing else. Pure."""

from collections.abc import Iterator
from math import cos, radians, sin
from xml.sax.saxutils import escape

from arshjul_cli.picture import frame, words
from arshjul_cli.picture.arrange import Seating
from arshjul_cli.picture.compose import Picture
from arshjul_cli.picture.dial import degrees_of
from arshjul_cli.picture.key import Sign, key
from arshjul_cli.picture.lettering import FAMILY, has, on_paper
from arshjul_cli.picture.listing import Word
from arshjul_cli.picture.palette import DARK, LIGHT, Ink, inks
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
_DARK_HOLIDAY, _DARK_BREAK = "#f2857c", "#8f8f89"


def svg(picture: Picture) -> bytes:
    """Return the picture as SVG for screens, light and dark."""
    return _joined(_Drawing(picture, for_screen=True))


def svg_for_paper(picture: Picture) -> tuple[bytes, str]:
    """Return the picture in light colours without the signs that the font lacks, and those signs in order."""
    drawing = _Drawing(picture, for_screen=False)
    return _joined(drawing), "".join(sorted(drawing.lacking))


def _joined(drawing: "_Drawing") -> bytes:
    return "".join(f"{line}\n" for line in drawing.drawn()).encode()


class _Drawing:
    """A picture with the class of each category."""

    def __init__(self, picture: Picture, *, for_screen: bool) -> None:
        self.picture = picture
        self.for_screen = for_screen
        self.lacking: set[str] = set()
        """Signs that were left out."""
        self.x, self.y = picture.sheet.centre
        self._paths = 0
        self.order = [seating.ring.category or "" for seating in picture.seatings]
        self.names = {name: number for number, name in enumerate(dict.fromkeys(self.order))}
        plan = picture.plan
        self.colors = {name: plan.categories[name].color if name else _UNCATEGORISED for name in self.names}
        self.inks = inks(self.colors, self.order, LIGHT)

    def drawn(self) -> Iterator[str]:
        picture, sheet = self.picture, self.picture.sheet
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="arshjul-titel arshjul-text" lang="sv"'
            f' width="{_n(sheet.width * sheet.scale)}mm" height="{_n(sheet.height * sheet.scale)}mm"'
            f' viewBox="0 0 {_n(sheet.width)} {_n(sheet.height)}" font-family="{FAMILY}">'
        )
        yield f'<title id="arshjul-titel">{escape(picture.title)}</title>'
        yield f'<desc id="arshjul-text">{escape(picture.description)}</desc>'
        if self.for_screen:
            yield f"<style>@media screen and (prefers-color-scheme: dark) {{{self._dark()}}}</style>"
        yield f'<rect class="p" width="{_n(sheet.width)}" height="{_n(sheet.height)}" fill="{LIGHT.paper}"/>'
        yield from self._ground()
        yield from self._frame()
        for seating in picture.seatings:
            yield from self._seating(seating)
        yield f'<g class="t" fill="{LIGHT.text}">'
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
        rules = [
            f".p{{fill:{DARK.paper}}}.b{{fill:{DARK.band}}}.t{{fill:{DARK.text}}}.h{{stroke:{DARK.faint}}}",
            f".x{{stroke:{DARK.text}}}.u{{fill:{_DARK_HOLIDAY}}}.v{{fill:{_DARK_BREAK}}}.k{{stroke:{_DARK_BREAK}}}",
        ]
        for name, ink in made.items():
            number = self.names[name]
            rules.append(f".f{number}{{fill:{ink.fill}}}.l{number}{{stroke:{ink.line}}}.d{number}{{fill:{ink.line}}}")
        return "".join(rules)

    def _ground(self) -> Iterator[str]:
        """Yield every other month as a light band, and hairlines where lanes and rings meet."""
        inner = min((seating.inner for seating in self.picture.seatings), default=frame.OUTER)
        bands = [sector for number, sector in enumerate(self.picture.frame.months) if number % 2]
        shape = "".join(self._sector(band.first, band.last, Lane(frame.MONTHS.outer, inner)) for band in bands)
        yield f'<path class="b" d="{shape}" fill="{LIGHT.band}"/>'
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
            f'<path class="h" d="{circles}{spokes}{weeks}" fill="none" stroke="{LIGHT.faint}"'
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
        yield from self._hand()
        for away in self.picture.frame.away:
            css, color = ("v", _BREAK) if away.is_break else ("u", _HOLIDAY)
            shape = self._sector(away.first, away.last, frame.DAYS_OFF)
            name = escape(away.name[0].upper() + away.name[1:])
            yield f'<path class="{css}" d="{shape}" fill="{color}"><title>{name}</title></path>'
        yield f'<g class="t" fill="{LIGHT.text}">'
        for sector in (*self.picture.frame.months, *self.picture.frame.weeks):
            if sector.text:
                yield self._text(sector.text)
        yield "</g>"

    def _hand(self) -> Iterator[str]:
        """Yield today's hand: a point outside the months, and a line across the rings."""
        angle = self.picture.frame.today
        if angle is None:
            return
        inner = min((seating.inner for seating in self.picture.seatings), default=frame.OUTER)
        line = self._spoke(angle, frame.WEEKS.inner, inner)
        half = degrees_of(1.4, RADIUS)
        corners = ((angle, RADIUS + 0.5), (angle - half, RADIUS + 3.4), (angle + half, RADIUS + 3.4))
        point = "L".join(" ".join(self._point(*corner)) for corner in corners)
        yield "<g><title>I dag</title>"
        yield f'<path class="x" d="{line}" stroke="{LIGHT.text}" stroke-width=".4"/>'
        yield f'<path class="t" d="M{point}Z" fill="{LIGHT.text}"/></g>'

    def _seating(self, seating: Seating) -> Iterator[str]:
        number = self.names[seating.ring.category or ""]
        ink = self.inks[seating.ring.category or ""]
        for seat in seating.seats:
            yield from self._seat(seat, number, ink)
        for cell in seating.cells:
            shape = self._sector(cell.first, cell.last, cell.lane, 0.15)
            paint = f'fill="{ink.fill}" stroke="{ink.line}" stroke-width="{_LINE}"'
            yield f'<path class="f{number} l{number}" d="{shape}" {paint}/>'
            yield f'<g class="t" fill="{LIGHT.text}">{self._text(cell.text)}</g>'
        if seating.name:
            yield f'<g class="t" fill="{LIGHT.text}">{"".join(map(self._text, seating.name))}</g>'

    def _seat(self, seat: Seat, number: int, ink: Ink) -> Iterator[str]:
        yield f"<g><title>{escape(words.tooltip(self.picture.plan, seat.entry))}</title>"
        for figure in seat.figures:
            yield self._figure(figure, seat, number, ink)
        if seat.ticks:
            ticks = "".join(self._spoke(tick, seat.lane.outer, seat.lane.inner) for tick in seat.ticks)
            yield f'<path class="l{number}" d="{ticks}" stroke="{ink.line}" stroke-width="{_THIN}"/>'
        yield f'<g class="t" fill="{LIGHT.text}">{"".join(map(self._text, seat.texts))}</g>'
        struck = [figure for figure in seat.figures if figure.status is Status.CANCELLED]
        if struck:
            strokes = "".join(self._strike(figure, seat) for figure in struck)
            yield f'<path class="x" d="{strokes}" fill="none" stroke="{LIGHT.text}" stroke-width=".25"/>'
        yield "</g>"

    def _figure(self, figure: Figure, seat: Seat, number: int, ink: Ink) -> str:
        lane, confirmed = seat.lane, figure.status is Status.CONFIRMED
        if figure.status is Status.CANCELLED:
            fill, css = "none", f"l{number}"
        elif figure.shape is Shape.ARC or not confirmed:
            fill, css = ink.fill, f"f{number} l{number}"
        else:
            fill, css = ink.line, f"d{number} l{number}"
        together = len(seat.entry.marks) > 1
        pattern = _SHORT_DASHES if together or figure.shape is not Shape.ARC else _DASHES
        dashes = f' stroke-dasharray="{pattern}"' if figure.status is Status.TENTATIVE else ""
        stroke = _THIN if together or (figure.shape is Shape.DOT and not confirmed) else _LINE
        paint = f'class="{css}" fill="{fill}" stroke="{ink.line}" stroke-width="{stroke}"{dashes}'
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
        ink = Ink("#e8e8e4", "#5f5f5a")
        for sign in key(self.picture):
            yield self._sign(sign, ink)

    def _sign(self, sign: Sign, ink: Ink) -> str:
        box, middle = sign.box, sign.box.y + sign.box.height / 2
        status = sign.meaning
        word = f'<g class="t" fill="{LIGHT.text}">{self._word(sign.word)}</g>'
        if status is Shape.DOT:
            return (
                f'<circle class="v" cx="{_n(box.x + box.width / 2)}" cy="{_n(middle)}" r=".85" fill="{_BREAK}"/>{word}'
            )
        if status is Shape.BAR:
            x = _n(box.x + box.width / 2 - 0.45)
            return (
                f'<rect class="v" x="{x}" y="{_n(box.y)}" width=".9" height="{_n(box.height)}" fill="{_BREAK}"/>{word}'
            )
        if status in {"break", "holiday"}:
            css, color = ("v", _BREAK) if status == "break" else ("u", _HOLIDAY)
            return (
                f'<rect class="{css}" x="{_n(box.x)}" y="{_n(middle - 0.6)}" width="{_n(box.width)}" height="1.2"'
                f' fill="{color}"/>{word}'
            )
        dashes = f' stroke-dasharray="{_DASHES}"' if status is Status.TENTATIVE else ""
        rect = (
            f'<rect class="k" x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
            f' fill="none" stroke="{ink.line}" stroke-width="{_LINE}"{dashes}/>'
        )
        strike = f"M{_n(box.x)} {_n(middle)}h{_n(box.width)}"
        struck = f'<path class="x" d="{strike}" stroke="{LIGHT.text}" stroke-width=".25"/>'
        return rect + (struck if status is Status.CANCELLED else "") + word

    def _patch(self, box: Box, category: str | None) -> str:
        number, ink = self.names[category or ""], self.inks[category or ""]
        return (
            f'<rect class="f{number} l{number}" x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}"'
            f' height="{_n(box.height)}" fill="{ink.fill}" stroke="{ink.line}" stroke-width="{_LINE}"/>'
        )

    def _text(self, text: ArcText) -> str:
        """Return a text on a path of its own, which begins a little before it and ends a little after."""
        self._paths += 1
        name = f"b{self._paths}"
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
            return escape(text)
        shown, lacking = on_paper(text)
        self.lacking |= lacking
        return escape(shown)

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


def _n(number: float) -> str:
    """Return a number with at most three decimals."""
    return (
        f"{number:.3f}".rstrip("0").rstrip(".").replace("-0", "0")
        if abs(number) < 0.0005
        else f"{number:.3f}".rstrip("0").rstrip(".")
    )
