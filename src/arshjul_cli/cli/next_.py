"""`arshjul next`: what goes on, and what comes."""

import re
from dataclasses import replace
from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, results
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut

_MOST_DAYS = 366


def next_(
    role: inputs.RoleOption = None,
    days: Annotated[
        str, typer.Option("--days", metavar="DAGAR", show_default=False, help="Antal dagar framåt (förval: 30).")
    ] = "30",
    format_: results.FormatOption = None,
    out: results.OutOption = None,
    ids: results.IdsOption = False,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Visa vad som pågår och vad som kommer."""
    from arshjul_cli.check.dates import impossible, waiting
    from arshjul_cli.flows.selection import Selection, ahead, select, with_ids
    from arshjul_cli.reading.places import finding
    from arshjul_cli.render import WHEEL_FORMATS, Context
    from arshjul_cli.render.soon import going_on, upcoming
    from arshjul_cli.render.terminal.agenda import render

    count = _count(days)
    wanted = results.wanted(format_, out)
    opened = inputs.open_plan(plan)
    day = clock.today(today, opened)
    selection = Selection(role=None if role is None else inputs.role(role, opened))
    wheel = select(ahead(opened, day, count), selection)
    named = with_ids(wheel) if ids and wanted in results.FOR_PEOPLE else wheel
    if wanted == results.TABLE:
        results.write_table(render(named, day, count, output.width()), out)
    else:
        near = replace(named, occurrences=(*going_on(named, day), *upcoming(named, day, count)), undated=())
        (data,) = WHEEL_FORMATS[wanted](near, Context(today=day)).values()
        results.write(data, out)
    problems = tuple(impossible(wheel))
    for problem in (*problems, *waiting(wheel, day)):
        output.tell_finding(finding(problem))
    return 1 if problems else 0


def _count(days: str) -> int:
    if not re.fullmatch(r"\d{1,3}", days, re.ASCII) or int(days) > _MOST_DAYS:
        raise UsageError(f'--days: "{cut(days)}" går inte att använda. Skriv ett antal dagar, 0–{_MOST_DAYS}.')
    return int(days)
