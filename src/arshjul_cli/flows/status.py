"""How it stands with a plan: what is wrong with it, what is soon to be decided, what a run would change. Pure."""

import datetime as dt
from collections.abc import Callable

from arshjul_cli.errors import ArshjulError, PlanError
from arshjul_cli.feeds.history import Known
from arshjul_cli.flows.check import check
from arshjul_cli.flows.decide import still_undecided
from arshjul_cli.flows.generate import Request, Shelf, composed, outcome
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import Reading
from arshjul_cli.render.status import Run, Status
from arshjul_cli.schoolyear import SchoolYear


def status(reading: Reading, day: dt.date, stamp: dt.datetime, shelf: Callable[[Known], Shelf]) -> Status:
    """Return how it stands as of a day; the shelf of feeds is opened if a run could be made."""
    findings = check(reading, (), day)
    if reading.plan is None:
        return Status(findings=findings)
    now = SchoolYear.containing(day)
    soon = still_undecided(reading.plan, reading.plan.window(now, now.next()), day).soon
    return Status(findings=findings, soon=soon, run=_run(reading.plan, day, stamp, shelf))


def _run(plan: Plan, day: dt.date, stamp: dt.datetime, shelf: Callable[[Known], Shelf]) -> Run | None:
    """Return what a run would do; None if there are no feeds that it would change."""
    request = Request(plan=plan, years=(), day=day, stamp=stamp)
    try:
        given = composed(request)
        before = shelf(given.known)
        if not before.feeds.feeds:
            return None
        found = outcome(request, given, before)
    except PlanError as error:
        return Run(stops=tuple(map(str, error.findings)))
    except ArshjulError as error:
        return Run(stops=(str(error),))
    return Run(made=found.made, stops=tuple(problem.text for problem in found.losses))
