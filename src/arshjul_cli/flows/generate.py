"""What `generate` makes of a plan and the earlier feeds, and what stops it. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from arshjul_cli.check.dates import impossible
from arshjul_cli.errors import PlanError
from arshjul_cli.feeds import guard, losses
from arshjul_cli.feeds.generate import Composition, Generation, composition, generate
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

    shipped: bool = False
    """Whether the plan is the one that ships with the program, read because none is here."""

    @property
    def asked(self) -> tuple[SchoolYear, ...]:
        """The school years, whether the plan has them or not."""
        now = SchoolYear.containing(self.day)
        return self.years or (now.previous(), now, now.next())

    @property
    def given(self) -> tuple[SchoolYear, ...]:
        """Those of them that the plan has."""
        return self.years or self.plan.window(*self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder of feeds, with the option of the command that names it, as messages do."""

    folder: Path
    option: str
    feeds: Previous
    replaced: bool
    """Whether the run writes here, so that what cannot be read is kept aside and made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run makes, and what of people's calendars it would take away although nobody may mean it."""

    made: Generation
    losses: tuple[Problem, ...]
    taken: Mapping[str, int]
    """How many occurrences each feed that ends still had to come, by file name."""


def composed(request: Request) -> Composition:
    """Return what the plan alone gives.

    Raises:
        PlanError: for dates that do not exist.
    """
    wheel = expand(request.plan, request.given)
    if problems := tuple(impossible(wheel)):
        raise PlanError(findings(problems))
    return composition(wheel)


def outcome(request: Request, given: Composition, before: Shelf) -> Outcome:
    """Return what a run makes of the plan and the earlier feeds, and its losses: the same in every command that asks.

    Raises:
        PreviousError: if the earlier feeds are not this run's to go on from.
        OutputError: for feeds that are larger than they may be.
    """
    guard.require_ours(before.feeds, before.folder, (), request.plan.plan.uid_domain, before.option)
    if not before.replaced:
        guard.require_readable(before.feeds, before.folder)
    made = generation(request, given, before.feeds)
    if request.shipped:
        guard.require_nothing_changed(made, before.feeds, before.folder, request.day)
    run = losses.Run(generation=made, before=before.feeds, plan=request.plan, years=request.asked, day=request.day)
    return Outcome(made=made, losses=tuple(losses.losses(run)), taken=losses.taken(run))


def generation(request: Request, given: Composition, before: Previous) -> Generation:
    """Return what a run makes of the plan and the earlier feeds.

    Raises:
        PreviousError: if the years that the clock gives have nothing to do with the earlier feeds.
        OutputError: for feeds that are larger than they may be.
    """
    if not request.years:
        # A plan may begin later than the clock says; what that takes away is told as a loss.
        guard.require_clock(before, tuple(dict.fromkeys((*request.asked, *given.wheel.years))))
    return generate(given, before, request.stamp, request.day, request.only, rewrite_past=request.rewrite_past)
