"""A picture as a part of a page: the same drawing, coloured by the CSS of the site, with links for the mouse. Pure.

It works under `default-src 'self'`: no `<style>`, no `style=`, and nothing from elsewhere. What it shows stands in the
list and the table of the page too, which are the way for keyboard and screen reader.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

from arshjul_cli.picture.compose import Picture
from arshjul_cli.picture.lettering import FAMILY
from arshjul_cli.picture.palette import DARK, LIGHT, Ink, Paper, inks
from arshjul_cli.picture.seats import Seat
from arshjul_cli.picture.svg import Drawing, categories, rules

_CLASS = "hjul"
"""What the classes of all pictures begin with; that of a category ends with its id."""
_FORCED = {"p": "Canvas", "b": "Canvas", "f": "Canvas", "h": "GrayText"}
"""The system colours of classes where people have chosen their own colours; all else is CanvasText."""


def inline(picture: Picture, prefix: str, href: Callable[[str], str | None]) -> str:
    """Return the picture as an SVG element of a page; its ids begin with the prefix, which no other picture there has.

    Given is where the page of an activity is, by its id; None for none.
    """
    return "".join(f"{line}\n" for line in _Inline(picture, prefix, href).drawn())


def css(pictures: Iterable[Picture]) -> str:
    """Return the rules that colour the pictures of a site: light, dark, and where the colours are people's own.

    A category has one colour in all of them, and can be told from its neighbours in each.
    """
    colors: dict[str, str] = {}
    order: list[str] = []
    for picture in pictures:
        colors |= categories(picture)
        order += (seating.ring.category or "" for seating in picture.seatings)
    colors = {name: colors[name] for name in sorted(colors)}
    light, dark = (_rules(paper, inks(colors, order, paper)) for paper in (LIGHT, DARK))
    forced = "".join(
        f".{_name(letter, name)}{{{what}:{_FORCED.get(letter, 'CanvasText')}}}"
        for letter, name, what, _ in rules(LIGHT, inks(colors, order, LIGHT))
    )
    return (
        f"{light}\n@media screen and (prefers-color-scheme: dark) {{{dark}}}\n"
        f"@media (forced-colors: active) {{.{_CLASS}{{forced-color-adjust:none}}{forced}}}\n"
    )


def _rules(paper: Paper, made: Mapping[str, Ink]) -> str:
    return "".join(f".{_name(letter, name)}{{{what}:{color}}}" for letter, name, what, color in rules(paper, made))


def _name(letter: str, category: str | None) -> str:
    return "-".join(filter(None, (_CLASS, letter, category)))


class _Inline(Drawing):
    """A picture for a page."""

    def __init__(self, picture: Picture, prefix: str, href: Callable[[str], str | None]) -> None:
        super().__init__(picture, for_screen=True)
        self.prefix = prefix
        self.href = href

    def css(self, letters: str, category: str | None = None) -> str:
        return " ".join(_name(letter, category) for letter in letters)

    def fill(self, color: str) -> str:
        return ' fill="none"' if color == "none" else ""

    def stroke(self, _color: str) -> str:
        return ""

    def opening(self) -> Iterator[str]:
        sheet = self.picture.sheet
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{_CLASS}" role="group" lang="sv"'
            f' aria-label={_quoted(self.picture.title)} viewBox="0 0 {sheet.width:g} {sheet.height:g}"'
            f' font-family="{FAMILY}">'
        )

    def hand(self) -> Iterator[str]:
        """Yield a hand that points at twelve and is not seen: the script of the page turns it to the day.

        The first day of the year begins at `data-start` degrees, the last one of `data-days` ends at `data-end`.
        """
        dial = self.picture.dial
        days = (dial.last - dial.first).days + 1
        yield (
            f'<g class="{_CLASS}-hand" visibility="hidden" data-first="{dial.first}" data-days="{days}"'
            f' data-start="{dial.start:.3f}" data-end="{dial.end:.3f}" data-x="{self.x:g}" data-y="{self.y:g}">'
            "<title>I dag</title>"
        )
        yield from self.hand_at(0)

    def entry(self, seat: Seat, drawn: Iterable[str]) -> Iterable[str]:
        address = self.href(seat.entry.item.id)
        opening = "<g" if address is None else f'<a href={_quoted(address)} tabindex="-1"'
        return (f'{opening} aria-hidden="true">', *drawn, "</g>" if address is None else "</a>")


def _quoted(text: str) -> str:
    """Return a text as the value of an attribute, as `xml.sax.saxutils.quoteattr`, which imports all of the network."""
    escaped = escape(text, quote=False)
    if '"' not in escaped:
        return f'"{escaped}"'
    if "'" not in escaped:
        return f"'{escaped}'"
    written = escaped.replace('"', "&quot;")
    return f'"{written}"'
