"""What stands on the rings of a picture: the part of a wheel that its year has. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from arshjul_cli.picture.dial import Dial
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.rules import Ongoing
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Kind, Occurrence, Status, Wheel

_WHOLE_YEAR = 330
"""Days that go on all year; a rule may have eleven months."""
UNCATEGORISED, NAMELESS = "Utan kategori", "Aktiviteter"
"""The ring of what has no category, beside others and alone."""
THE_REST = "Övriga kategorier"


class Shape(StrEnum):
    """How an occurrence is drawn."""

    ARC = "arc"
    DOT = "dot"
    BAR = "bar"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """An occurrence on a ring, with those of its days that the year has, both included."""

    shape: Shape
    first: dt.date
    last: dt.date
    occurrence: Occurrence

    @property
    def status(self) -> Status:
        """See `Occurrence.status`."""
        return self.occurrence.status


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What gets one name: an occurrence, or all those of an activity that comes back. It is equal to itself only."""

    key: str
    """What it is known by: the UID of its first occurrence."""
    item: Item
    marks: tuple[Mark, ...]

    @property
    def first(self) -> dt.date:
        """The first of its days."""
        return self.marks[0].first

    @property
    def label(self) -> str:
        """See `Item.label`."""
        return self.item.label


@dataclass(frozen=True, slots=True)
class Ring:
    """The entries of a category, each with its own days, or (`narrow`) each on a lane of its own all around."""

    category: str | None
    name: str
    narrow: bool
    entries: tuple[Entry, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All that stands on it."""
        return tuple(mark for entry in self.entries for mark in entry.marks)


@dataclass(frozen=True, slots=True)
class Rings:
    """The rings from outside in, and what has days but none of the year's."""

    rings: tuple[Ring, ...]
    outside: tuple[Occurrence, ...]


def rings(wheel: Wheel, dial: Dial) -> Rings:
    """Return the rings of a wheel: the categories in the plan's order, those of single days, then what comes back."""
    shown = (*wheel.occurrences, *_all_year(wheel, dial))
    marks = [(occurrence, _mark(occurrence, dial)) for occurrence in shown]
    ordinary: defaultdict[str | None, list[Entry]] = defaultdict(list)
    narrow: defaultdict[str | None, list[Entry]] = defaultdict(list)
    for entry in _entries(wheel, (mark for _, mark in marks if mark)):
        comes_back = any(_comes_back(mark) for mark in entry.marks)
        (narrow if comes_back else ordinary)[entry.item.category].append(entry)
    order = (*wheel.plan.categories, None)
    wide = [_ring(wheel.plan, category, ordinary[category]) for category in order if ordinary[category]]
    thin = [_ring(wheel.plan, category, narrow[category], narrow=True) for category in order if narrow[category]]
    return Rings(
        rings=(*sorted(wide, key=_has_only_days), *thin),
        outside=tuple(occurrence for occurrence, mark in marks if mark is None),
    )


def merged(one: Ring, other: Ring) -> Ring:
    """Return the ring of the rest: what two rings have, to be counted only."""
    entries = sorted((*one.entries, *other.entries), key=lambda entry: (entry.first, entry.item.id))
    return Ring(category=None, name=THE_REST, narrow=True, entries=tuple(entries))


def _all_year(wheel: Wheel, dial: Dial) -> Iterator[Occurrence]:
    """Yield what goes on all the time as though it had the days of the year: it has no date of its own."""
    for activity in wheel.undated:
        if isinstance(activity.when, Ongoing):
            yield Occurrence(
                activity=activity,
                school_year=SchoolYear.containing(dial.last),
                month=None,
                start=dial.first,
                last_day=dial.last,
                decided=False,
            )


def _mark(occurrence: Occurrence, dial: Dial) -> Mark | None:
    is_deadline = occurrence.kind is Kind.DEADLINE
    start = occurrence.last_day if is_deadline else occurrence.start
    days = dial.clipped(start, occurrence.last_day)
    if days is None:
        return None
    single = Shape.BAR if is_deadline else Shape.DOT
    return Mark(single if start == occurrence.last_day else Shape.ARC, *days, occurrence)


def _entries(wheel: Wheel, marks: Iterable[Mark]) -> Iterator[Entry]:
    """Yield an entry for each mark; what comes back has one for all of them."""
    together: dict[str | int, list[Mark]] = {}
    for number, mark in enumerate(marks):
        together.setdefault(mark.occurrence.activity.id if _comes_back(mark) else number, []).append(mark)
    for group in together.values():
        first = group[0].occurrence
        yield Entry(key=wheel.uid(first), item=first.activity, marks=tuple(group))


def _comes_back(mark: Mark) -> bool:
    return mark.occurrence.month is not None or (mark.last - mark.first).days + 1 >= _WHOLE_YEAR


def _ring(plan: Plan, category: str | None, entries: list[Entry], *, narrow: bool = False) -> Ring:
    nameless = UNCATEGORISED if plan.categories else NAMELESS
    name = plan.categories[category].name if category else nameless
    return Ring(category=category, name=name, narrow=narrow, entries=tuple(entries))


def _has_only_days(ring: Ring) -> bool:
    return all(mark.shape is not Shape.ARC for mark in ring.marks)
