"""The list beside the wheel: paragraphs in columns, as large as there is room for. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from arshjul_cli.picture.lettering import POINT, cut, width, wrapped
from arshjul_cli.picture.sheet import Box

SIZES = tuple(size * POINT for size in (8.5, 8, 7.5, 7, 6.5, 6.25, 6))
"""From the largest letters to the least."""
_LEADING = 1.22
_BETWEEN = 6.0
"""From column to column."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A row of the list, or a heading of it."""

    text: str
    lead: str = ""
    """Bold, before the text."""
    number: str = ""
    category: str | None = None
    """Whose colour stands before it."""
    swatch: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A text on one straight line, from its left end."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False

    @property
    def length(self) -> float:
        """How long it is."""
        return width(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Swatch:
    """A patch in a category's colours."""

    box: Box
    category: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as it is drawn."""

    words: tuple[Word, ...] = ()
    swatches: tuple[Swatch, ...] = ()


def listing(paragraphs: Sequence[Paragraph], box: Box, columns: int) -> Listing | None:
    """Return paragraphs in the columns of a box, the columns about as long as each other; None if they do not fit."""
    for size in SIZES:
        blocks = [_block(paragraph, (box.width - _BETWEEN * (columns - 1)) / columns, size) for paragraph in paragraphs]
        if (split := _split([block.height for block in blocks], paragraphs, box.height, columns)) is not None:
            return _placed(blocks, split, box, columns)
    return None


def shortened(paragraphs: Sequence[Paragraph], box: Box, columns: int) -> Listing:
    """Return as many paragraphs as fit, and how many there are besides."""
    for kept in range(len(paragraphs) - 1, -1, -1):
        rest = Paragraph(f"… och {len(paragraphs) - kept} rader till.")
        if found := listing([*paragraphs[:kept], rest], box, columns):
            return found
    return Listing()


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph with its upper left corner at the origin."""

    words: tuple[Word, ...]
    swatches: tuple[Swatch, ...]
    height: float


def _block(paragraph: Paragraph, room: float, size: float) -> _Block:
    if paragraph.heading:
        return _heading(paragraph, room, size)
    indent = 2.6 * size if paragraph.number or paragraph.swatch else 0.0
    lead = f"{paragraph.lead}  " if paragraph.lead else ""
    before = width(lead, size, bold=True)
    rows = list(wrapped(paragraph.text, size, lambda n: room - indent - (0 if n else before)))
    step = size * _LEADING
    words = [
        Word(indent + (0 if n else before), (n + 0.85) * step, cut(row, size, room), size) for n, row in enumerate(rows)
    ]
    if lead:
        words.append(Word(indent, 0.85 * step, paragraph.lead, size, bold=True))
    if paragraph.number:
        left = 2.0 * size - width(paragraph.number, size, bold=True)
        words.append(Word(left, 0.85 * step, paragraph.number, size, bold=True))
    patch = (Swatch(Box(0, 0.17 * step, 1.9 * size, 0.72 * step), paragraph.category),) if paragraph.swatch else ()
    return _Block(tuple(words), patch, max(1, len(rows)) * step + 0.22 * size)


def _heading(paragraph: Paragraph, room: float, size: float) -> _Block:
    large = size * 1.12
    text = cut(paragraph.text, large, room, bold=True)
    return _Block((Word(0, 1.45 * large, text, large, bold=True),), (), 1.95 * large)


def _split(
    heights: Sequence[float], paragraphs: Sequence[Paragraph], most: float, columns: int
) -> tuple[int, ...] | None:
    """Return where each column begins, so that the longest is as short as can be; None if one is too long."""
    for share in range(40, 101):
        limit = most * share / 100
        begins, filled = [0], 0.0
        for index, high in enumerate(heights):
            # A heading stays with what follows it.
            together = high + (heights[index + 1] if paragraphs[index].heading and index + 1 < len(heights) else 0)
            if filled and filled + together > limit:
                begins.append(index)
                filled = 0.0
            filled += high
        if len(begins) <= columns and max(heights, default=0) <= limit and filled <= limit:
            return tuple(begins)
    return None


def _placed(blocks: Sequence[_Block], begins: Sequence[int], box: Box, columns: int) -> Listing:
    step = (box.width - _BETWEEN * (columns - 1)) / columns + _BETWEEN
    words: list[Word] = []
    swatches: list[Swatch] = []
    for column, (first, last) in enumerate(_ranges(begins, len(blocks))):
        x, y = box.x + column * step, box.y
        for block in blocks[first:last]:
            words += [replace(word, x=word.x + x, y=word.y + y) for word in block.words]
            swatches += [
                replace(patch, box=replace(patch.box, x=patch.box.x + x, y=patch.box.y + y)) for patch in block.swatches
            ]
            y += block.height
    return Listing(tuple(words), tuple(swatches))


def _ranges(begins: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    yield from zip(begins, (*begins[1:], end), strict=True)
