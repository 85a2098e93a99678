"""`arshjul next`: what goes on, and what comes."""

import re
from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut

_MOST_DAYS = 366


def next_(
    role: inputs.RoleOption = None,
    days: Annotated[
        str, typer.Option("--days", metavar="DAGAR", show_default=False, help="Så långt fram (annars 30).")
    ] = "30",
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Visa vad som pågår och vad som kommer."""
    from arshjul_cli.check import impossible
    from arshjul_cli.flows.selection import Selection, ahead, select
    from arshjul_cli.reading.places import finding
    from arshjul_cli.render.terminal.agenda import render

    count = _count(days)
    opened = inputs.open_plan(plan)
    day = clock.today(today, opened)
    selection = Selection(role=None if role is None else inputs.role(role, opened))
    wheel = select(ahead(opened, day, count), selection)
    output.page_table(render(wheel, day, count, output.width()))
    problems = tuple(impossible(wheel))
    for problem in problems:
        output.tell_finding(finding(problem))
    return 1 if problems else 0


def _count(days: str) -> int:
    if not re.fullmatch(r"\d{1,3}", days, re.ASCII) or int(days) > _MOST_DAYS:
        raise UsageError(f'--days: "{cut(days)}" går inte att använda. Skriv ett antal dagar, 0–{_MOST_DAYS}.')
    return int(days)
