"""The whole picture of a wheel, as values: rings and frame, centre, list and key. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from arshjul_cli.picture import words
from arshjul_cli.picture.arrange import Room, Seating, arrange
from arshjul_cli.picture.centre import centre
from arshjul_cli.picture.dial import Dial, dial
from arshjul_cli.picture.frame import INNER, OUTER, Frame, frame
from arshjul_cli.picture.listing import Listing, Paragraph, Word, listing, shortened
from arshjul_cli.picture.places import DIGITS
from arshjul_cli.picture.rings import Rings, rings
from arshjul_cli.picture.seats import Seat, Style
from arshjul_cli.picture.sheet import Box, Sheet
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Wheel

_MOST_NUMBERS = 10 ** len(DIGITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A wheel on a sheet, with all that is drawn on it."""

    plan: Plan
    sheet: Sheet
    dial: Dial
    style: Style
    frame: Frame
    seatings: tuple[Seating, ...]
    centre: tuple[Word, ...]
    """Around the origin."""
    listing: Listing
    title: str
    description: str

    @property
    def named(self) -> int:
        """How many entries have their name in the wheel."""
        return sum(seating.named for seating in self.seatings)

    @property
    def entries(self) -> int:
        """How many there are to name."""
        return sum(len(seating.ring.entries) for seating in self.seatings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks of a picture."""

    year: SchoolYear | int
    sheet: Sheet
    month: int | None = None
    """The month that begins at twelve."""
    today: dt.date | None = None
    """The day that the hand points at."""
    narrowed: tuple[str, ...] = ()
    """The names of the role, the category or the goal that the wheel is limited to."""


def compose(wheel: Wheel, wish: Wish) -> Picture:
    """Return the picture of a wheel.

    Where a ring has more numbers than the list has room for, it becomes counts, that with most numbers first.
    """
    turned = dial(wish.year, wish.month)
    found = rings(wheel, turned)
    counted: set[int] = set()
    while True:
        style, seatings = arrange(found.rings, Room(turned, OUTER, INNER), counted)
        numbers = _numbers(seatings)
        listed = _listed(wheel, wish.sheet, seatings, numbers, found)
        most = max(range(len(seatings)), key=lambda index: (seatings[index].numbered, index), default=None)
        if most is None or not seatings[most].numbered or (listed and len(numbers) <= _MOST_NUMBERS):
            break
        counted.add(most)
    inner = min((seating.inner for seating in seatings), default=OUTER)
    seatings = tuple(_numbered(seating, numbers) for seating in seatings)
    return Picture(
        plan=wheel.plan,
        sheet=wish.sheet,
        dial=turned,
        style=style,
        frame=frame(wheel.plan, turned, wish.today),
        seatings=seatings,
        centre=centre(wheel.plan.plan, words.year_name(wish.year), wish.narrowed, inner),
        listing=listed or shortened(_paragraphs(wheel, seatings, numbers, found, full=""), *_place(wish.sheet)),
        title=words.title(wheel.plan, wish.year, wish.narrowed),
        description=words.description(wheel.plan, [seating.ring for seating in seatings], wheel),
    )


def _numbers(seatings: Sequence[Seating]) -> Mapping[str, int]:
    """Return the number of each entry that has one, by its key, in the order of time."""
    numbered = [seat.entry for seating in seatings for seat in seating.seats if seat.numbered]
    return {entry.key: number for number, entry in enumerate(sorted(numbered, key=words.in_time), 1)}


def _numbered(seating: Seating, numbers: Mapping[str, int]) -> Seating:
    return replace(seating, seats=tuple(_with_number(seat, numbers) for seat in seating.seats))


def _with_number(seat: Seat, numbers: Mapping[str, int]) -> Seat:
    """Return a seat whose number stands where the digits were kept for it."""
    if not seat.numbered:
        return seat
    number = str(numbers[seat.entry.key])
    return replace(seat, texts=tuple(replace(text, text=number) for text in seat.texts))


def _listed(
    wheel: Wheel, sheet: Sheet, seatings: Sequence[Seating], numbers: Mapping[str, int], found: Rings
) -> Listing | None:
    """Return the list: of everything, in full or in short, if there is room for it; else of the numbers alone."""
    for full in ("all", "names", "labels", ""):
        if made := listing(_paragraphs(wheel, seatings, numbers, found, full=full), *_place(sheet)):
            return made
    return None


def _paragraphs(
    wheel: Wheel, seatings: Sequence[Seating], numbers: Mapping[str, int], found: Rings, *, full: str
) -> list[Paragraph]:
    return list(words.paragraphs(wheel, seatings, numbers, found.outside, full=full))


def _place(sheet: Sheet) -> tuple[Box, int]:
    return sheet.listing, sheet.columns
