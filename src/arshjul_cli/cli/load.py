"""`arshjul load`: how much each month asks of each role."""

from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, results


def load(
    year: Annotated[
        str | None, typer.Argument(metavar="LÄSÅR", help="Ett läsår (2025/26) eller kalenderår (2019).")
    ] = None,
    role: inputs.RoleOption = None,
    format_: results.FormatOption = None,
    out: results.OutOption = None,
    ids: results.IdsOption = False,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Visa hur mycket varje roll har varje månad: händelser, det som ska vara klart, och dagar.

    Utan LÄSÅR blir det läsåret som pågår.
    """
    from arshjul_cli.check.dates import impossible
    from arshjul_cli.flows.selection import days_of, laid_out
    from arshjul_cli.reading.places import finding
    from arshjul_cli.render.load import FORMATS, names
    from arshjul_cli.render.terminal.load import render
    from arshjul_cli.wheel.load import loads

    wanted = results.wanted(format_, out)
    chosen = inputs.year(year) if year is not None else None
    opened = inputs.open_plan(plan)
    inputs.require_begun(opened, inputs.last_school_year(chosen))
    day = clock.today(today, opened)
    feeds = tuple(opened.roles) if role is None else (inputs.role(role, opened),)
    wheel = laid_out(opened, chosen, day)
    asked = chosen or wheel.years[0]
    found = loads(wheel, feeds, days_of(asked, None))
    if wanted == results.TABLE:
        called = {feed_id: f"{name} ({feed_id})" if ids else name for feed_id, name in names(opened).items()}
        results.write_table(render(found, called, output.width()), out)
    else:
        results.write(FORMATS[wanted](opened, found, f"Belastning {asked}"), out)
    if not any(load.events or load.deadlines for of_feed in found.values() for load in of_feed.values()):
        output.tell("Ingenting infaller då.")
    problems = tuple(impossible(wheel))
    for problem in problems:
        output.tell_finding(finding(problem))
    return 1 if problems else 0
