"""Headings and rows of a wheel, as values: the tables that CSV, Markdown, spreadsheets and pages share.

Texts are Swedish and as they are written in the plan; a format escapes them as it needs.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from arshjul_cli.plan.items import Activity, Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.render.wording import STATUS, STATUS_IN_FULL, responsible, when
from arshjul_cli.rules import OnDemand, Ongoing, Undated, Yearly
from arshjul_cli.swedish import clock, month_name, weeks
from arshjul_cli.wheel.model import Kind, Occurrence, Wheel

Cell = str | int | dt.date | None

HEADINGS = (
    "Läsår", "Vecka", "Börjar", "Slutar", "Tid", "Aktivitet", "Punkter", "Ansvarig", "Deltar", "Typ",
    "Status", "Orsak", "Kategori", "Mål", "Plats", "Länk", "Regel", "Källa", "Id",
)  # fmt: skip
"""The headings of the table that holds everything, one row for each occurrence."""
MONTH_HEADINGS = ("Vecka", "Datum", "Aktivitet", "Ansvarig", "Status")
"""The headings of the short table of a month."""
UNDATED_HEADINGS = ("Aktivitet", "Ansvarig")
"""The headings of a short table of what has no date."""
_UNDATED: Mapping[type[Undated], str] = {OnDemand: "Vid behov", Ongoing: "Löpande", Yearly: "Årligen"}

_KINDS = {Kind.DAY: "dag", Kind.PERIOD: "period", Kind.DEADLINE: "senast"}


def rows(wheel: Wheel) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells under `HEADINGS` of each occurrence, then of each activity without a date.

    Weeks are ISO 8601 without `v.`; the last day is included; what an item lacks is None.
    """
    for occurrence in wheel.occurrences:
        yield (
            str(occurrence.school_year),
            _week(occurrence),
            occurrence.start,
            occurrence.last_day,
            clock(occurrence.given_time) if occurrence.given_time else None,
            *_people(wheel.plan, occurrence.activity),
            _KINDS[occurrence.kind],
            STATUS_IN_FULL[occurrence.status],
            occurrence.reason,
            *_about(wheel.plan, occurrence.activity, occurrence.location, occurrence.url),
        )
    for activity in wheel.undated:
        about = _about(wheel.plan, activity, activity.location, activity.url)
        yield (None, None, None, None, None, *_people(wheel.plan, activity), None, None, None, *about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the short table of a month: what a reader sees first of an occurrence."""

    week: str
    """`v. 10` or `v. 9–14`."""
    date: str
    summary: str
    points: tuple[str, ...]
    responsible: str
    status: str
    """Empty for what is confirmed."""
    reason: str | None


def line(plan: Plan, occurrence: Occurrence) -> Line:
    """Return the row of an occurrence in the short table of its month."""
    return Line(
        week=weeks(occurrence.start, occurrence.last_day),
        date=when(occurrence),
        summary=occurrence.activity.summary,
        points=occurrence.activity.points,
        responsible=responsible(plan, occurrence.activity),
        status=STATUS[occurrence.status],
        reason=occurrence.reason,
    )


def months(wheel: Wheel) -> Iterator[tuple[dt.date, tuple[Occurrence, ...]]]:
    """Yield the first day of each month in which something begins, and what begins in it, in the wheel's order."""
    for first, occurrences in groupby(wheel.occurrences, key=lambda occurrence: occurrence.start.replace(day=1)):
        yield first, tuple(occurrences)


def undated(wheel: Wheel) -> Iterator[tuple[str, tuple[Activity, ...]]]:
    """Yield the title of each kind of what has no date, and the activities of it, by id."""
    for kind, title in _UNDATED.items():
        if activities := tuple(activity for activity in wheel.undated if isinstance(activity.when, kind)):
            yield title, activities


def month_title(first: dt.date) -> str:
    """Return `Mars 2026`."""
    return f"{month_name(first.month).capitalize()} {first.year}"


def _week(occurrence: Occurrence) -> str:
    return weeks(occurrence.start, occurrence.last_day).removeprefix("v. ")


def _people(plan: Plan, item: Item) -> tuple[Cell, ...]:
    responsible_names = ", ".join(plan.roles[role].name for role in item.responsible)
    participants = ", ".join(plan.roles[role].name for role in item.participants)
    return (item.summary, " / ".join(item.points), responsible_names, participants)


def _about(plan: Plan, item: Item, location: str | None, url: str | None) -> tuple[Cell, ...]:
    category = plan.categories[item.category].name if item.category else None
    goals = " / ".join(plan.goals[goal] for goal in item.goals)
    rule = str(item.rule) if item.rule else None
    return (category, goals, location, url, rule, item.source, item.id)
