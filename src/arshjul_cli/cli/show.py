"""`arshjul show`: the expanded year."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output

if TYPE_CHECKING:
    from arshjul_cli.plan.model import Item, Plan
    from arshjul_cli.wheel.model import Occurrence, Wheel

_TABLE = "table"


def show(
    year: Annotated[
        str | None, typer.Argument(metavar="LÄSÅR", help="Ett läsår (2025/26) eller kalenderår (2019).")
    ] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ID", help="Bara det som når rollen.")] = None,
    category: Annotated[str | None, typer.Option("--category", metavar="ID", help="Bara en kategori.")] = None,
    goal: Annotated[str | None, typer.Option("--goal", metavar="ID", help="Bara det som följer upp ett mål.")] = None,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MÅNAD", help="Bara det som har en dag i månaden, till exempel mars."),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", show_default=False, help="table (annars), json, csv eller markdown."
        ),
    ] = _TABLE,
    plan: inputs.PlanOption = None,
    today: inputs.TodayOption = None,
) -> int:
    """Visa ett läsår, eller ett kalenderår (2019).

    Utan LÄSÅR blir det läsåret som pågår.
    """
    from arshjul_cli import render
    from arshjul_cli.check import impossible
    from arshjul_cli.reading.places import finding

    inputs.choice("--format", format_, (_TABLE, *render.WHEEL_FORMATS))
    only_month = inputs.month(month) if month is not None else None
    if year is not None and not _is_calendar_year(year):
        inputs.school_year(year)
    opened = inputs.open_plan(plan)
    day = inputs.today(today, opened)
    keeps = tuple(_conditions(opened, role, category, goal))
    wheel = _expanded(opened, year, day).only(
        lambda one: all(keep(one.activity) for keep in keeps) and _in_month(one, only_month),
        lambda item: all(keep(item) for keep in keeps),
    )
    if only_month is not None:
        wheel = replace(wheel, undated=())
    if format_ == _TABLE:
        from arshjul_cli.render.terminal import table

        output.write_table(table.render(wheel, day, output.width()))
    else:
        output.write_bytes(render.wheel_renderer(format_)(wheel))
    if not wheel.occurrences and not wheel.undated:
        output.tell("Inget i planen passar.")
    problems = tuple(impossible(wheel))
    for problem in problems:
        output.tell_finding(finding(problem))
    return 1 if problems else 0


def _is_calendar_year(text: str) -> bool:
    return re.fullmatch(r"20\d\d", text, re.ASCII) is not None


def _expanded(plan: "Plan", year: str | None, day: dt.date) -> "Wheel":
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.wheel.expand import expand, expand_calendar_year

    if year is not None and _is_calendar_year(year):
        return expand_calendar_year(plan, int(year))
    return expand(plan, (inputs.school_year(year) if year else SchoolYear.containing(day),))


def _conditions(
    plan: "Plan", role: str | None, category: str | None, goal: str | None
) -> "Iterator[Callable[[Item], bool]]":
    if role is not None:
        inputs.known("--role", role, plan.roles)
        yield lambda item: plan.reaches(role, item)
    if category is not None:
        inputs.known("--category", category, plan.categories)
        yield lambda item: item.category == category
    if goal is not None:
        inputs.known("--goal", goal, plan.goals)
        yield lambda item: goal in item.goals


def _in_month(occurrence: "Occurrence", month: int | None) -> bool:
    return month is None or month in occurrence.months
