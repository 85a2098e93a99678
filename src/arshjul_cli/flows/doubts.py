"""What somebody should see before a plan is changed: new school years, and what `check` would warn of only then."""

import datetime as dt
from collections.abc import Iterable, Iterator

from arshjul_cli.check.whole import check
from arshjul_cli.findings import Level, Problem
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import loc_of
from arshjul_cli.wheel.expand import expand


def new_years(before: Plan, years: Iterable[SchoolYear]) -> Iterator[str]:
    """Yield the school years that the plan does not have yet; one may be a slip of the pen."""
    for year in sorted(set(years) - before.years.keys()):
        yield f"Läsåret {year} finns inte i planen än. Stämmer årtalet?"


def new_warnings(before: Plan, after: Plan, years: Iterable[SchoolYear], day: dt.date) -> Iterator[str]:
    """Yield what `check` warns of in some school years on a day, with a change in the plan and not without it."""
    chosen = tuple(years)
    old, new = (_warnings(plan, chosen, day) for plan in (before, after))
    for finding in findings(problem for key, problem in new.items() if key not in old):
        yield f"{finding.subject}: {finding.text}"


def _warnings(plan: Plan, years: Iterable[SchoolYear], day: dt.date) -> dict[tuple[object, ...], Problem]:
    """Return what `check` warns of, each under what and whom it is about."""
    found = check(expand(plan, years), day)
    return {
        (problem.code, problem.loc, *map(loc_of, problem.about)): problem
        for problem in found
        if problem.level is Level.WARNING
    }
