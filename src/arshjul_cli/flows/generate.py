"""What `generate` makes of a plan and the earlier feeds, and what stops it. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from arshjul_cli.check import impossible
from arshjul_cli.errors import PlanError
from arshjul_cli.feeds import losses
from arshjul_cli.feeds.generate import Generation, generate
from arshjul_cli.feeds.guard import require_clock
from arshjul_cli.feeds.history import Previous
from arshjul_cli.findings import Problem
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody wants feeds of: a plan, and the school years by name, or those around a day."""

    plan: Plan
    years: tuple[SchoolYear, ...]
    day: dt.date
    stamp: dt.datetime
    only: frozenset[str] = frozenset()
    """The roles and declared feeds whose files are written; nothing here means all."""
    rewrite_past: bool = False

    @property
    def asked(self) -> tuple[SchoolYear, ...]:
        """The school years, whether the plan has them or not."""
        now = SchoolYear.containing(self.day)
        return self.years or (now.previous(), now, now.next())

    @property
    def given(self) -> tuple[SchoolYear, ...]:
        """Those of them that the plan has."""
        return self.years or self.plan.window(*self.asked)


def generation(request: Request, before: Previous) -> Generation:
    """Return what a run makes of the earlier feeds.

    Raises:
        PlanError: for dates that do not exist.
        PreviousError: if the years that the clock gives have nothing to do with the earlier feeds.
        OutputError: for feeds that are larger than they may be.
    """
    wheel = expand(request.plan, request.given)
    if problems := tuple(impossible(wheel)):
        raise PlanError(findings(problems))
    if not request.years:
        require_clock(before, wheel.years)
    return generate(wheel, before, request.stamp, request.day, request.only, rewrite_past=request.rewrite_past)


def lost(request: Request, made: Generation, before: Previous) -> Iterator[Problem]:
    """Yield all that a run would take out of people's calendars although nobody may mean it."""
    return losses.losses(_run(request, made, before))


def taken(request: Request, made: Generation, before: Previous) -> Mapping[str, int]:
    """Return how many occurrences each feed that ends in a run still had to come, by file name."""
    return losses.taken(_run(request, made, before))


def _run(request: Request, made: Generation, before: Previous) -> losses.Run:
    return losses.Run(generation=made, before=before, plan=request.plan, years=request.asked, day=request.day)
