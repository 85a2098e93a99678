"""`arshjul check`: the plan, then its sense."""

import os
import sys
from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output


def check(
    years: inputs.YearsArgument = None,
    several: Annotated[
        list[str] | None,
        typer.Option("--years", metavar="LÄSÅR-LÄSÅR", help="Flera läsår i följd, till exempel 2025/26-2034/35."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Räkna varningar som fel (slutkod 1).")] = False,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="text (förval), json eller github (förval i GitHub Actions)."),
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option("--previous", metavar="MAPP", help="Visa också vad generate skulle stanna för: flödena i mappen."),
    ] = None,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Granska planen: fel, varningar och påpekanden, med rad och kolumn.

    Utan LÄSÅR gäller det detta och nästa läsår.
    """
    from arshjul_cli.check.whole import failing
    from arshjul_cli.flows.check import check as findings_of
    from arshjul_cli.render import findings

    format_ = inputs.choice("--format", format_ or _usual_format(), findings.FORMATS)
    chosen = inputs.school_years((*(years or ()), *(several or ())))
    path = inputs.plan_path(plan)
    reading = inputs.read_plan(path)
    inputs.require_begun(reading.plan or reading.sound, chosen)
    day = clock.today(today, reading.plan or reading.sound)
    # Of a plan with mistakes no run would be made.
    before = inputs.previous(previous) if previous is not None and reading.plan else None
    shipped = plan is None and inputs.is_shipped(path, None)
    found = findings_of(reading, chosen, day, before, shipped=shipped)
    if format_ == "text" and sys.stdout.isatty():
        output.page_text(findings.screen(found, output.width()))
    else:
        output.write_bytes(findings.FORMATS[format_](found).encode())
    return int(failing((finding.level for finding in found), strict=strict))


def _usual_format() -> str:
    """Return annotations where GitHub reads them, else text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
