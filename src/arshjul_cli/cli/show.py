"""`arshjul show`: the expanded year."""

from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, results


def show(
    year: Annotated[
        str | None, typer.Argument(metavar="LÄSÅR", help="Ett läsår (2025/26) eller kalenderår (2019).")
    ] = None,
    role: inputs.RoleOption = None,
    category: Annotated[str | None, typer.Option("--category", metavar="ID", help="Bara en kategori.")] = None,
    goal: Annotated[str | None, typer.Option("--goal", metavar="ID", help="Bara det som följer upp ett mål.")] = None,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MÅNAD", help="Bara det som infaller i månaden, till exempel mars."),
    ] = None,
    format_: results.FormatOption = None,
    out: results.OutOption = None,
    ids: results.IdsOption = False,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Visa ett läsår, eller ett kalenderår (2019).

    Utan LÄSÅR blir det läsåret som pågår.
    """
    from arshjul_cli.check.dates import impossible, waiting
    from arshjul_cli.flows.selection import Selection, days_of, laid_out, select, with_ids
    from arshjul_cli.reading.places import finding
    from arshjul_cli.render import WHEEL_FORMATS, Context

    wanted = results.wanted(format_, out)
    number = inputs.month(month) if month is not None else None
    chosen = inputs.year(year) if year is not None else None
    opened = inputs.open_plan(plan)
    inputs.require_begun(opened, inputs.last_school_year(chosen))
    day = clock.today(today, opened)
    selection = Selection(
        role=inputs.role(role, opened) if role is not None else None,
        category=inputs.known("--category", category, opened.categories) if category is not None else None,
        goal=inputs.known("--goal", goal, opened.goals) if goal is not None else None,
        month=number,
    )
    wheel = select(laid_out(opened, chosen, day), selection)
    named = with_ids(wheel) if ids and wanted in results.FOR_PEOPLE else wheel
    if wanted == results.TABLE:
        from arshjul_cli.render.terminal import table

        asked = days_of(wheel.years[0] if chosen is None else chosen, number)
        results.write_table(table.render(named, asked, day, output.width()), out)
    else:
        (data,) = WHEEL_FORMATS[wanted](named, Context(today=day)).values()
        results.write(data, out)
    if not wheel.occurrences and not wheel.undated:
        output.tell("Inget i planen passar.")
    problems = tuple(impossible(wheel))
    for problem in (*problems, *waiting(wheel, day)):
        output.tell_finding(finding(problem))
    return 1 if problems else 0
