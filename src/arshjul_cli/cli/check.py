"""`arshjul check`: the plan, then its sense."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output

if TYPE_CHECKING:
    from arshjul_cli.feeds.history import Previous
    from arshjul_cli.plan.model import Plan


def check(
    years: inputs.YearsArgument = None,
    several: Annotated[
        list[str] | None,
        typer.Option("--years", metavar="LÄSÅR-LÄSÅR", help="Flera läsår i följd, till exempel 2025/26-2034/35."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Låt även varningar ge felkod.")] = False,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="text (annars), json eller github (av sig själv i GitHub)."),
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option("--previous", metavar="MAPP", help="Säg också vad generate skulle stanna för: flödena i mappen."),
    ] = None,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Granska planen: fel, varningar och tips, med rad och kolumn.

    Utan LÄSÅR gäller det detta och nästa läsår.
    """
    from arshjul_cli.check import failing
    from arshjul_cli.flows.check import check as findings_of
    from arshjul_cli.reading.load import load
    from arshjul_cli.render import findings

    format_ = inputs.choice("--format", format_ or _usual_format(), findings.FORMATS)
    chosen = inputs.school_years((*(years or ()), *(several or ())))
    reading = load(inputs.plan_path(plan))
    inputs.require_begun(reading.plan or reading.sound, chosen)
    day = clock.today(today, reading.plan or reading.sound)
    found = findings_of(reading, chosen, day, _published(previous, reading.plan))
    if format_ == "text" and sys.stdout.isatty():
        output.write_text(findings.screen(found, output.width()))
    else:
        output.write_bytes(findings.FORMATS[format_](found).encode())
    return int(failing((finding.level for finding in found), strict=strict))


def _published(folder: str | None, plan: "Plan | None") -> "Previous | None":
    """Return the feeds of the folder that `--previous` names; of a plan with mistakes no run would be made."""
    from arshjul_cli.feeds.guard import read_elsewhere

    return read_elsewhere(folder, plan.plan.uid_domain) if folder is not None and plan else None


def _usual_format() -> str:
    """Return annotations where GitHub reads them, else text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
