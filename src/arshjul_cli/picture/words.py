"""The Swedish of a picture: its title and description, and the paragraphs of its list."""

from collections.abc import Iterator, Mapping, Sequence

from arshjul_cli.picture.arrange import Seating
from arshjul_cli.picture.listing import Paragraph
from arshjul_cli.picture.rings import Entry, Ring, Shape
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.rules import OnDemand, Ongoing, Undated, Yearly
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import clock, count, short_day, span
from arshjul_cli.wheel.model import Kind, Occurrence, Status, Wheel

_STATUS = {Status.CONFIRMED: "", Status.TENTATIVE: "prel.", Status.CANCELLED: "inställt"}
NUMBERS, ALL_YEAR, AGAIN = "Numren i hjulet", "Året i ordning", "Återkommer"
OUTSIDE, LEGEND, COUNTED = "Ryms inte i året", "Ringar utan namn i hjulet", "Antal per månad"
ONGOING = "löpande"
_UNDATED: Mapping[type[Undated], str] = {OnDemand: "Vid behov", Yearly: "Någon gång om året"}
"""What has no place in the wheel; what goes on all the time has a ring."""


def year_name(year: SchoolYear | int) -> str:
    """Return `2026/27` or `2026`."""
    return str(year)


def title(plan: Plan, year: SchoolYear | int, narrowed: Sequence[str]) -> str:
    """Return what the picture is called."""
    return " – ".join((f"Årshjul {year_name(year)}", plan.plan.title, *narrowed))


def description(plan: Plan, rings: Sequence[Ring], wheel: Wheel) -> str:
    """Return what the picture shows, for whoever cannot see it."""
    parts = [f"Årshjul för {plan.plan.organisation}, ett varv är ett år."]
    if rings:
        names = dict.fromkeys(ring.name for ring in rings)
        parts.append(f"Ringar utifrån och in: {', '.join(names)}.")
    activities = {occurrence.activity.id for occurrence in wheel.occurrences}
    activities |= {activity.id for activity in wheel.undated if isinstance(activity.when, Ongoing)}
    parts.append(f"Hjulet visar {count(len(activities), 'aktivitet', 'aktiviteter')}.")
    parts.append("Samma uppgifter som tabell ger kommandot arshjul show.")
    return " ".join(parts)


def tooltip(plan: Plan, entry: Entry) -> str:
    """Return what is to be known of an entry: title, date, responsible."""
    return " · ".join(filter(None, (entry.item.summary, _date(entry), _people(plan, entry.item))))


def paragraphs(
    wheel: Wheel, seatings: Sequence[Seating], numbers: Mapping[str, int], outside: Sequence[Occurrence], *, full: str
) -> Iterator[Paragraph]:
    """Yield the list: what has a number, or (`full`) everything; then what has no place in the wheel.

    `numbers` holds the number of an entry by its key; `full` is "all" for whole titles, "names" for short ones,
    "labels" for these without people.
    """
    plan = wheel.plan
    seats = [(seating.ring.narrow, seat.entry) for seating in seatings for seat in seating.seats]
    if full:
        yield from _group(plan, ALL_YEAR, [entry for narrow, entry in seats if not narrow], numbers, full)
        yield from _group(plan, AGAIN, [entry for narrow, entry in seats if narrow], numbers, full)
    else:
        yield from _group(plan, NUMBERS, [entry for _, entry in seats if entry.key in numbers], numbers, "all")
    yield from _legend(seatings)
    yield from _counted(seatings)
    if outside:
        yield Paragraph(OUTSIDE, heading=True)
        for occurrence in outside:
            yield Paragraph(occurrence.activity.summary, lead=_when(occurrence))
    for kind, heading in _UNDATED.items():
        items = [item for item in wheel.undated if isinstance(item.when, kind)]
        if items:
            yield Paragraph(heading, heading=True)
        for item in items:
            yield Paragraph(" · ".join(filter(None, (item.summary, _people(plan, item)))))


def _group(
    plan: Plan, heading: str, entries: Sequence[Entry], numbers: Mapping[str, int], full: str
) -> Iterator[Paragraph]:
    if entries:
        yield Paragraph(heading, heading=True)
    for entry in sorted(entries, key=in_time):
        yield _row(plan, entry, numbers.get(entry.key), full)


def in_time(entry: Entry) -> tuple[object, ...]:
    """Return what entries are ordered by: their days, then their ids."""
    return (entry.first, entry.marks[-1].last, entry.item.id)


def _row(plan: Plan, entry: Entry, number: int | None, full: str) -> Paragraph:
    title = entry.item.summary if number or full == "all" else entry.label
    people = "" if full == "labels" and not number else _people(plan, entry.item)
    return Paragraph(" · ".join(filter(None, (title, people))), lead=_date(entry), number=str(number) if number else "")


def _people(plan: Plan, item: Item) -> str:
    return ", ".join(plan.roles[role].label for role in item.responsible)


def _date(entry: Entry) -> str:
    if len(entry.marks) > 1:
        return f"{len(entry.marks)} gånger"
    return _when(entry.marks[0].occurrence)


def _when(occurrence: Occurrence) -> str:
    if isinstance(occurrence.activity.rule, Ongoing) and not occurrence.decided:
        return ONGOING
    if occurrence.kind is Kind.DEADLINE:
        date = f"senast {short_day(occurrence.last_day)}"
    else:
        date = span(occurrence.start, occurrence.last_day)
    time = f" {clock(occurrence.time)}" if occurrence.time else ""
    status = _STATUS[occurrence.status]
    return f"{date}{time}{f' ({status})' if status else ''}"


def _legend(seatings: Sequence[Seating]) -> Iterator[Paragraph]:
    """Yield the rings that are not named in the wheel; a narrow one whose colour is named elsewhere needs no line."""
    named = {seating.ring.name for seating in seatings if seating.name}
    shown = [seating.ring for seating in seatings if not seating.cells]
    nameless = {ring.name: ring for ring in shown if ring.name not in named}
    if nameless:
        yield Paragraph(LEGEND, heading=True)
        for ring in nameless.values():
            yield Paragraph(ring.name, category=ring.category, swatch=True)


def _counted(seatings: Sequence[Seating]) -> Iterator[Paragraph]:
    counted: dict[str, list[Ring]] = {}
    for seating in seatings:
        if seating.cells:
            counted.setdefault(seating.ring.name, []).append(seating.ring)
    if counted:
        yield Paragraph(COUNTED, heading=True)
        yield Paragraph("De här ringarna har fler tillfällen än som får plats. De visar hur många varje månad har.")
        for name, rings in counted.items():
            number = sum(len(ring.marks) for ring in rings)
            text = f"{name}: {count(number, 'tillfälle', 'tillfällen')}"
            yield Paragraph(text, category=rings[0].category, swatch=True)


def signs(seatings: Sequence[Seating]) -> set[Shape | Status]:
    """Return the shapes and states that the wheel shows, which are to be explained."""
    figures = [figure for seating in seatings for seat in seating.seats for figure in seat.figures]
    return {figure.shape for figure in figures} | {figure.status for figure in figures}
