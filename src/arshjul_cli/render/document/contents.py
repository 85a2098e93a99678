"""What the document of a wheel holds: decision, time plan by month, what has no date, groups, promises, goals."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from arshjul_cli.plan.items import Activity, Item
from arshjul_cli.plan.model import Header, Plan, Promise
from arshjul_cli.render import rows
from arshjul_cli.render.document.model import Cell, Column, Document, Page, Section, Table
from arshjul_cli.render.wording import STATUS, responsible, when
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import full_day, month_names
from arshjul_cli.wheel.model import Occurrence, Status, Wheel

TIME_PLAN, WITHOUT_DATE, AGAIN, GROUPS, PROMISES, GOALS = (
    "Tidsplan",
    "Hela året och utan datum",
    "Återkommer",
    "Grupper",
    "Löften",
    "Mål",
)
_PRELIMINARY = "Prel. betyder att dagen inte är bestämd än."
_NOTHING = "–"
_SHARES, _CLOSE = (10, 15, 41, 23, 11), (9, 15, 43, 22, 11)
"""The widths of the time plan, and those where its letters may be smaller."""


def document(wheel: Wheel, year: SchoolYear | int, day: dt.date | None, role: str = "") -> Document:
    """Return the document of a wheel, dated a day.

    With the name of a role or a feed, which the wheel is limited to, the time plan is one table, what comes back has a
    row for all its occasions, and what concerns all of the plan is left out.
    """
    header = wheel.plan.plan
    return Document(
        title=header.title,
        organisation=header.organisation,
        year=f"Årshjul {year}",
        narrowed=role,
        facts=tuple(_facts(wheel.plan)),
        day=day,
        sections=tuple(_of_role(wheel) if role else _of_plan(wheel)),
        rows=tuple(rows.rows(wheel)),
        slug=year.slug if isinstance(year, SchoolYear) else str(year),
    )


def _of_plan(wheel: Wheel) -> Iterator[Section]:
    months = tuple(
        Section(rows.month_title(first), table=_time_plan(wheel.plan, occurrences, _SHARES))
        for first, occurrences in rows.months(wheel)
    )
    if months:
        yield Section(TIME_PLAN, _explained(wheel.occurrences), sections=months)
    yield from _without_date(wheel)
    plan, items = wheel.plan, _items(wheel)
    parts = (
        (GROUPS, (("Grupp", 30), ("Leds av", 24), ("Medlemmar", 46)), _groups(plan)),
        (PROMISES, (("Löfte", 40), ("Hur ofta", 20), ("Aktiviteter", 40)), _promises(plan, items)),
        (GOALS, (("Mål", 40), ("Aktiviteter som följer upp målet", 60)), _goals(plan, items)),
    )
    for title, columns, found in parts:
        if cells := tuple(found):
            yield Section(title, table=Table(tuple(Column(*column) for column in columns), cells))


def _of_role(wheel: Wheel) -> Iterator[Section]:
    by_activity: dict[str, list[Occurrence]] = {}
    for occurrence in wheel.occurrences:
        by_activity.setdefault(occurrence.activity.id, []).append(occurrence)
    single = tuple(found[0] for found in by_activity.values() if len(found) == 1)
    several = tuple(found for found in by_activity.values() if len(found) > 1)
    if single:
        yield Section(TIME_PLAN, _explained(single), _time_plan(wheel.plan, single, _CLOSE))
    if several:
        columns = tuple(map(Column, ("Aktivitet", "Datum", "Ansvarig", "Status"), (24, 43, 22, 11)))
        table = Table(columns, tuple(_again(wheel.plan, occurrences) for occurrences in several))
        yield Section(AGAIN, "" if single else _explained(wheel.occurrences), table)
    yield from _without_date(wheel)


def _again(plan: Plan, occurrences: Sequence[Occurrence]) -> tuple[Cell, ...]:
    """Return the row of an activity with several occasions; a status that they share is told once."""
    activity, states = occurrences[0].activity, {occurrence.status for occurrence in occurrences}
    dates = ", ".join(
        f"{when(occurrence)} ({status})"
        if len(states) > 1 and (status := STATUS[occurrence.status])
        else when(occurrence)
        for occurrence in occurrences
    )
    shared = STATUS[occurrences[0].status] if len(states) == 1 else ""
    return (
        _activity(activity, activity.location, activity.url),
        Cell(dates),
        Cell(responsible(plan, activity)),
        Cell(shared),
    )


def _facts(plan: Plan) -> Iterator[tuple[str, Cell]]:
    header = plan.plan
    if header.adopted:
        yield "Antagen", Cell(", ".join(filter(None, (full_day(header.adopted), header.paragraph))))
    elif header.paragraph:
        yield "Beslut", Cell(header.paragraph)
    if header.reviewed:
        yield "Uppföljd", Cell(full_day(header.reviewed))
    if header.owner:
        yield "Ansvarig för planen", Cell(plan.roles[header.owner].name)
    if header.contact:
        yield "Frågor", Cell(pages=(_contact(header),))


def _contact(header: Header) -> Page:
    contact = header.contact or ""
    return Page(contact, contact if "://" in contact else f"mailto:{contact}")


def _explained(occurrences: Iterable[Occurrence]) -> str:
    unsure = any(occurrence.status is Status.TENTATIVE for occurrence in occurrences)
    return _PRELIMINARY if unsure else ""


def _time_plan(plan: Plan, occurrences: Iterable[Occurrence], shares: Iterable[int]) -> Table:
    columns = tuple(map(Column, rows.MONTH_HEADINGS, shares))
    return Table(columns, tuple(_row(plan, occurrence) for occurrence in occurrences))


def _row(plan: Plan, occurrence: Occurrence) -> tuple[Cell, ...]:
    shown = rows.line(plan, occurrence)
    activity = _activity(occurrence.activity, occurrence.location, occurrence.url, occurrence.status)
    status = f"{shown.status}: {shown.reason}" if shown.reason else shown.status
    return (Cell(shown.week), Cell(shown.date), activity, Cell(shown.responsible), Cell(status))


def _activity(item: Item, location: str | None, url: str | None, status: Status = Status.CONFIRMED) -> Cell:
    """Return an activity with its points, its place and the pages that it links to."""
    lines = (*item.points, *((f"Plats: {location}",) if location else ()))
    pages = (*((Page(url, url),) if url else ()), *(Page(link.title, link.url) for link in item.links))
    return Cell(item.summary, lines, pages, struck=status is Status.CANCELLED)


def _without_date(wheel: Wheel) -> Iterator[Section]:
    columns = tuple(map(Column, rows.UNDATED_HEADINGS, (65, 35)))
    kinds = tuple(
        Section(title, table=Table(columns, tuple(_undated(wheel.plan, activities))))
        for title, activities in rows.undated(wheel)
    )
    if kinds:
        yield Section(WITHOUT_DATE, sections=kinds)


def _undated(plan: Plan, activities: Iterable[Activity]) -> Iterator[tuple[Cell, ...]]:
    for activity in activities:
        yield _activity(activity, activity.location, activity.url), Cell(responsible(plan, activity))


def _groups(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for role in plan.roles.values():
        if role.is_body:
            members = [plan.roles[member].name for member in role.members if member != role.leader]
            people = ", ".join((*members, *filter(None, [role.others])))
            name = f"{role.name} ({role.short})" if role.short else role.name
            yield Cell(name), Cell(plan.roles[role.leader].name if role.leader else _NOTHING), Cell(people or _NOTHING)


def _promises(plan: Plan, items: Sequence[Item]) -> Iterator[tuple[Cell, ...]]:
    for promise in plan.promises:
        if names := _names(item for item in items if item.id in promise.activities):
            yield Cell(promise.text), Cell(_how_often(promise)), Cell(lines=names)


def _how_often(promise: Promise) -> str:
    if promise.per_school_year:
        return f"{promise.per_school_year} per läsår"
    return f"I {month_names(promise.months)}"


def _goals(plan: Plan, items: Sequence[Item]) -> Iterator[tuple[Cell, ...]]:
    for goal_id, goal in plan.goals.items():
        names = _names(item for item in items if goal_id in item.goals)
        yield Cell(goal), Cell(lines=names) if names else Cell(_NOTHING)


def _items(wheel: Wheel) -> Sequence[Item]:
    """Return the activities of the years: in the order of time, then what has no date."""
    dated = {occurrence.activity.id: occurrence.activity for occurrence in wheel.occurrences}
    return (*dated.values(), *wheel.undated)


def _names(items: Iterable[Item]) -> tuple[str, ...]:
    """Return the short names of activities, each once."""
    return tuple(dict.fromkeys(item.label for item in items))
