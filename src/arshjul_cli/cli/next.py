"""`arshjul next`: what goes on, and what comes."""

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output
from arshjul_cli.errors import UsageError

if TYPE_CHECKING:
    from arshjul_cli.schoolyear import SchoolYear

_MOST_DAYS = 366


def next_(
    role: Annotated[
        str | None, typer.Option("--role", metavar="ID", help="Bara det som når rollen, eller finns i flödet.")
    ] = None,
    days: Annotated[
        str, typer.Option("--days", metavar="DAGAR", show_default=False, help="Så långt fram (annars 30).")
    ] = "30",
    plan: inputs.PlanOption = None,
    today: inputs.TodayOption = None,
) -> int:
    """Visa vad som pågår och vad som kommer."""
    from arshjul_cli.check import impossible
    from arshjul_cli.reading.places import finding
    from arshjul_cli.render.terminal.agenda import render
    from arshjul_cli.wheel.expand import expand

    ahead = _days(days)
    opened = inputs.open_plan(plan)
    day = inputs.today(today, opened)
    years = _years(day, ahead)
    # A long period may have begun in the year before.
    wheel = expand(opened, (years[0].previous(), *years))
    if role is not None:
        feed = inputs.known("--role", role, (*opened.roles, *opened.feeds))
        wheel = wheel.only(lambda one: feed in wheel.feeds(one.activity), lambda item: feed in wheel.feeds(item))
    output.write_table(render(wheel, day, ahead, output.width()))
    told = tuple(one for one in wheel.missing if one.school_year in years)
    problems = tuple(impossible(replace(wheel, missing=told)))
    for problem in problems:
        output.tell_finding(finding(problem))
    return 1 if problems else 0


def _days(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or int(text) > _MOST_DAYS:
        raise UsageError(f'--days: "{text}" går inte att använda. Skriv ett antal dagar, 0–{_MOST_DAYS}.')
    return int(text)


def _years(day: dt.date, ahead: int) -> "tuple[SchoolYear, ...]":
    """Return the school years of the days; weeks of the last may begin a little before it."""
    from arshjul_cli.schoolyear import OVERHANG, SchoolYear

    last = SchoolYear.containing(day + dt.timedelta(days=ahead) + OVERHANG)
    years = [SchoolYear.containing(day)]
    while years[-1] < last:
        years.append(years[-1].next())
    return tuple(years)
