"""`arshjul check`: the plan, then its sense."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from arshjul_cli.findings import Finding, Problem
    from arshjul_cli.reading.load import Loaded
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.wheel.model import Wheel


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
    plan: inputs.PlanOption = None,
    today: inputs.TodayOption = None,
) -> int:
    """Granska planen: fel, varningar och tips, med rad och kolumn.

    Utan LÄSÅR gäller det detta och nästa läsår.
    """
    from arshjul_cli.check import failing
    from arshjul_cli.render import findings

    format_ = inputs.choice("--format", format_ or _usual_format(), findings.FORMATS)
    chosen = inputs.school_years((*(years or ()), *(several or ())))
    found = _found(inputs.plan_path(plan), chosen, today)
    if format_ == "text" and sys.stdout.isatty():
        output.write_text(findings.screen(found, output.width()))
    else:
        output.write_bytes(findings.FORMATS[format_](found).encode())
    return int(failing((finding.level for finding in found), strict=strict))


def _found(path: Path, years: "tuple[SchoolYear, ...]", today: str | None) -> "tuple[Finding, ...]":
    """Return all that is to say of a plan, in file order; of one with mistakes, the sense of the rest too."""
    from arshjul_cli.check import check as findings_of
    from arshjul_cli.check import check_part
    from arshjul_cli.errors import PlanError
    from arshjul_cli.reading.load import load, sound
    from arshjul_cli.reading.places import MOST

    try:
        loaded = load(path)
    except PlanError as error:
        part = sound(path)
        sense = _sense(part, check_part, years, today) if part else ()
        # Of more than anybody reads, the mistakes come first.
        room = max(0, MOST - len(error.findings))
        more = "… och fler, som inte visas. Rätta dem ovanför först, och kör igen."
        rest = (replace(one, code="AH106", subject="planen", text=more) for one in sense[room : room + 1])
        told = (*error.findings, *sense[:room], *rest)
        return tuple(sorted(told, key=lambda one: (one.line, one.column, one.code)))
    return _sense(loaded, findings_of, years, today)


def _sense(
    loaded: "Loaded",
    findings_of: "Callable[[Wheel, dt.date], Iterable[Problem]]",
    years: "tuple[SchoolYear, ...]",
    today: str | None,
) -> "tuple[Finding, ...]":
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.wheel.expand import expand

    day = inputs.today(today, loaded.plan)
    now = SchoolYear.containing(day)
    return loaded.places.findings(findings_of(expand(loaded.plan, years or (now, now.next())), day))


def _usual_format() -> str:
    """Return annotations where GitHub reads them, else text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
