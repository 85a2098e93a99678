"""`arshjul next`: what goes on, and what comes."""

import datetime as dt
import re
from collections.abc import Iterator
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
    from arshjul_cli.expand import expand
    from arshjul_cli.render.agenda import render

    ahead = _days(days)
    loaded = inputs.open_plan(plan)
    day = inputs.today(today, loaded.plan)
    wheel = expand(loaded.plan, _years(day, ahead))
    if role is not None:
        feed = inputs.known("--role", role, (*loaded.plan.roles, *loaded.plan.feeds))
        wheel = wheel.only(lambda one: feed in wheel.feeds(one.activity), lambda _: False)
    output.write_table(render(wheel, day, ahead, output.width()))
    problems = impossible(loaded.plan, wheel)
    for problem in problems:
        typer.echo(loaded.places.finding(problem), err=True)
    return 1 if problems else 0


def _days(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or int(text) > _MOST_DAYS:
        raise UsageError(f'--days: "{text}" är inget antal dagar. Skriv 0–{_MOST_DAYS}, till exempel --days 14.')
    return int(text)


def _years(day: dt.date, ahead: int) -> "tuple[SchoolYear, ...]":
    """Return the school years with anything now or in so many days: a long period may be of the year before."""
    from arshjul_cli.schoolyear import OVERHANG, SchoolYear

    last = SchoolYear.containing(day + dt.timedelta(days=ahead) + OVERHANG)

    def until_last() -> "Iterator[SchoolYear]":
        year = SchoolYear.containing(day).previous()
        while year <= last:
            yield year
            year = year.next()

    return tuple(until_last())
