"""`arshjul show`: the expanded year."""

from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output

_TABLE = "table"


def show(
    year: Annotated[
        str | None, typer.Argument(metavar="LÄSÅR", help="Ett läsår (2025/26) eller kalenderår (2019).")
    ] = None,
    role: inputs.RoleOption = None,
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
    today: clock.TodayOption = None,
) -> int:
    """Visa ett läsår, eller ett kalenderår (2019).

    Utan LÄSÅR blir det läsåret som pågår.
    """
    from arshjul_cli.check import impossible
    from arshjul_cli.flows.selection import Selection, days_of, laid_out, select
    from arshjul_cli.reading.places import finding
    from arshjul_cli.render import WHEEL_FORMATS, Context

    inputs.choice("--format", format_, (_TABLE, *WHEEL_FORMATS))
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
    if format_ == _TABLE:
        from arshjul_cli.render.terminal import table

        asked = days_of(wheel.years[0] if chosen is None else chosen, number)
        output.page_table(table.render(wheel, asked, day, output.width()))
    else:
        (data,) = WHEEL_FORMATS[format_](wheel, Context(today=day)).values()
        output.write_bytes(data)
    if not wheel.occurrences and not wheel.undated:
        output.tell("Inget i planen passar.")
    problems = tuple(impossible(wheel))
    for problem in problems:
        output.tell_finding(finding(problem))
    return 1 if problems else 0
