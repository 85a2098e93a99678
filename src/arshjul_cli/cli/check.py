"""`arshjul check`: the plan, then its sense."""

from typing import Annotated

import typer

from arshjul_cli.cli import inputs, output


def check(
    years: inputs.YearsArgument = None,
    strict: Annotated[bool, typer.Option("--strict", help="Låt även varningar ge felkod.")] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", show_default=False, help="text (annars), json eller github.")
    ] = "text",
    plan: inputs.PlanOption = None,
    today: inputs.TodayOption = None,
) -> int:
    """Granska planen: fel, varningar och tips, med rad och kolumn.

    Utan LÄSÅR gäller det detta och nästa läsår.
    """
    from arshjul_cli.check import check as findings_of
    from arshjul_cli.check import failing
    from arshjul_cli.errors import PlanError
    from arshjul_cli.expand import expand
    from arshjul_cli.render import findings
    from arshjul_cli.schoolyear import SchoolYear

    render = findings.FORMATS[inputs.choice("--format", format_, findings.FORMATS)]
    chosen = inputs.school_years(years or ())
    try:
        loaded = inputs.open_plan(plan)
        now = SchoolYear.containing(inputs.today(today, loaded.plan))
        wheel = expand(loaded.plan, chosen or (now, now.next()))
        found = loaded.places.findings(findings_of(loaded.plan, wheel))
    except PlanError as error:
        found = error.findings
    output.write_bytes(render(found).encode())
    return int(failing((finding.level for finding in found), strict=strict))
