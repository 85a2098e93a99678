"""What of a plan is shown: the years that are laid out, and the part of them that somebody asks for."""

import datetime as dt
from dataclasses import dataclass, replace

from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import OVERHANG, SchoolYear, month_days
from arshjul_cli.wheel.expand import expand, expand_calendar_year
from arshjul_cli.wheel.model import Wheel


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of a wheel is asked for, by ids of its plan. None asks for everything."""

    role: str | None = None
    """A role or a declared feed."""
    category: str | None = None
    goal: str | None = None
    month: int | None = None
    """A month 1–12 in which an occurrence has a day."""


def select(wheel: Wheel, selection: Selection) -> Wheel:
    """Return the part of a wheel that meets every condition of a selection.

    What has no date is in no month. A missing date stays, whatever its month would be.
    """

    def concerns(item: Item) -> bool:
        return (
            (selection.role is None or selection.role in wheel.feeds(item))
            and (selection.category is None or selection.category == item.category)
            and (selection.goal is None or selection.goal in item.goals)
        )

    chosen = wheel.only(lambda occurrence: concerns(occurrence.activity), concerns)
    if selection.month is None:
        return chosen
    within = tuple(occurrence for occurrence in chosen.occurrences if selection.month in occurrence.months)
    return replace(chosen, occurrences=within, undated=())


def names(plan: Plan, selection: Selection) -> tuple[str, ...]:
    """Return what a selection asks for, by name: a role or a feed, a category, a goal."""
    roles = {feed_id: feed.name for feed_id, feed in plan.feeds.items()} | {
        role_id: part.name for role_id, part in plan.roles.items()
    }
    categories = {category_id: part.name for category_id, part in plan.categories.items()}
    pairs = ((selection.role, roles), (selection.category, categories), (selection.goal, plan.goals))
    return tuple(known[chosen] for chosen, known in pairs if chosen is not None)


def laid_out(plan: Plan, year: SchoolYear | int | None, day: dt.date) -> Wheel:
    """Return the wheel of a school year or of a calendar year; of neither, that of the school year of a day.

    If the plan begins later, it is that of its first year.
    """
    if isinstance(year, int):
        return expand_calendar_year(plan, year)
    return expand(plan, (year,) if year else plan.window(SchoolYear.containing(day)))


def days_of(year: SchoolYear | int, month: int | None) -> Span:
    """Return the days of a school year or of a calendar year, or of one of its months."""
    if month is not None:
        return Span(*month_days(year if isinstance(year, int) else year.calendar_year(month), month))
    if isinstance(year, int):
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
    return Span(year.start, year.last_day)


def ahead(plan: Plan, day: dt.date, days: int) -> Wheel:
    """Return the wheel that holds what goes on on a day, and what begins within so many days after it.

    It holds the school year before too, in which a long period may have begun; a date that is missing there is left
    out. A week may begin a few days before its school year, so the last year is that of a few days later.
    """
    last = SchoolYear.containing(day + dt.timedelta(days=days) + OVERHANG)
    years = SchoolYear.containing(day).through(last)
    wheel = expand(plan, (years[0].previous(), *years))
    return replace(wheel, missing=tuple(missing for missing in wheel.missing if missing.school_year in years))
