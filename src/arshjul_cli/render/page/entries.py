"""Occurrences as pages show them: texts for a row of a table or a list, with what the script needs."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arshjul_cli.plan.model import Plan
from arshjul_cli.render.rows import line, month_title, months
from arshjul_cli.wheel.model import Kind, Occurrence, Status, Wheel

_KINDS = {Kind.DAY: "dag", Kind.PERIOD: "period", Kind.DEADLINE: "senast"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An occurrence on a page."""

    activity: str
    """The id of the activity, which its page is named by."""
    start: dt.date
    last_day: dt.date
    kind: str
    """What the days left are counted to: `dag`, `period`, `senast`; of a month without a day `manad`."""
    week: str
    date: str
    title: str
    points: tuple[str, ...]
    responsible: str
    status: str
    """Empty for what is confirmed."""
    reason: str | None
    location: str | None
    url: str | None
    is_cancelled: bool


def entry(plan: Plan, occurrence: Occurrence) -> Entry:
    """Return an occurrence as a page shows it."""
    shown = line(plan, occurrence)
    has_only_month = occurrence.is_open_month or occurrence.is_any_day
    return Entry(
        activity=occurrence.activity.id,
        start=occurrence.start,
        last_day=occurrence.last_day,
        kind="manad" if has_only_month else _KINDS[occurrence.kind],
        week=shown.week,
        date=shown.date,
        title=shown.summary,
        points=shown.points,
        responsible=shown.responsible,
        status=shown.status,
        reason=shown.reason,
        location=occurrence.location,
        url=occurrence.url,
        is_cancelled=occurrence.status is Status.CANCELLED,
    )


def entries(plan: Plan, occurrences: Iterable[Occurrence]) -> tuple[Entry, ...]:
    """Return several, in their order."""
    return tuple(entry(plan, occurrence) for occurrence in occurrences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What begins in a month of a year."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    has_passed: bool


def by_month(wheel: Wheel, day: dt.date | None) -> Iterator[Month]:
    """Yield the months in which something begins; those before a day have passed, without a day none has."""
    for first, occurrences in months(wheel):
        yield Month(
            id=f"m{first:%Y-%m}",
            title=month_title(first),
            entries=entries(wheel.plan, occurrences),
            has_passed=day is not None and first < day.replace(day=1),
        )
