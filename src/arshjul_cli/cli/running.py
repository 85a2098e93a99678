"""What the commands that write feeds share: from a plan and a folder to a run that may be written, and what is told."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from arshjul_cli.cli import clock, inputs, output, progress

if TYPE_CHECKING:
    from arshjul_cli.feeds.generate import Composition
    from arshjul_cli.flows.generate import Outcome, Request, Shelf
    from arshjul_cli.plan.model import Plan
    from arshjul_cli.schoolyear import SchoolYear

STOPPED = "Ovanligt mycket skulle försvinna, så inget är skrivet. Är det meningen? Kör igen med --allow-shrink."


@dataclass(frozen=True, slots=True)
class Run:
    """A run that nothing stops: what the plan alone gives, the feeds that are here, and what becomes of them."""

    given: "Composition"
    here: "Shelf"
    outcome: "Outcome"


@contextmanager
def nothing_written() -> Iterator[None]:
    """Say after what is wrong with a plan that it stopped the run."""
    from arshjul_cli.errors import PlanError

    try:
        yield
    except PlanError as error:
        raise PlanError(error.findings, error.outcome or "Inget är skrivet.") from error


def opened(option: str | None, years: "tuple[SchoolYear, ...]") -> "Plan":
    """Return the plan, which must have begun by some school years."""
    with nothing_written():
        plan = inputs.open_plan(option)
    inputs.require_begun(plan, years)
    return plan


def is_shipped(plan: "Plan", option: str | None) -> bool:
    """Tell whether a plan is the one that ships with the program, read because none is here."""
    return option is None and inputs.is_shipped(Path(plan.node.origin.file.name), None)


def day_and_time(stamp: str | None, today: str | None, plan: "Plan") -> tuple[dt.date, dt.datetime]:
    """Return the day and the time of a run."""
    at = clock.stamp(stamp)
    return clock.today(today, plan, at), at


@contextmanager
def begun(
    request: "Request", folder: Path, previous: str | None, *, allow_shrink: bool, dry_run: bool
) -> Iterator[Run]:
    """Hold the folder, unless it is only tried, while a run is written that goes on from the earlier feeds there.

    Raises:
        PlanError: for dates that do not exist, and for losses that are not allowed.
        PreviousError: if the earlier feeds are not this run's to go on from.
        OutputError: if the folder cannot be written in.
    """
    from arshjul_cli.check.dates import waiting
    from arshjul_cli.check.domain import placeholder
    from arshjul_cli.errors import PlanError
    from arshjul_cli.feeds import guard
    from arshjul_cli.feeds.earlier import read
    from arshjul_cli.flows.generate import Shelf, composed, outcome
    from arshjul_cli.reading.places import finding, findings
    from arshjul_cli.render.terminal import summary
    from arshjul_cli.write import alone, places

    with nothing_written(), progress.shown("Lägger ut läsåren"):
        given = composed(request)
    with nullcontext() if dry_run else alone(folder), nothing_written():
        with progress.shown("Jämför med de tidigare flödena"):
            here = Shelf(folder=folder, option="--out", feeds=read(folder, given.known), replaced=True)
            found = outcome(request, given, here if previous is None else inputs.previous(previous, given.known))
        made = found.made
        for problem in (*placeholder(request.plan), *waiting(given.wheel, request.day)):
            output.tell_finding(finding(problem))
        guard.require_ours(here.feeds, folder, made.files, request.plan.plan.uid_domain, here.option)
        places(folder, made.files)
        if found.losses and not allow_shrink:
            output.write_table(summary.render(made.feeds, made.changes, found.taken))
            raise PlanError(findings(found.losses), STOPPED)
        yield Run(given, here, found)


def tell(request: "Request", run: "Outcome", folder: Path, *, dry_run: bool) -> None:
    """Tell what a run has made of the feeds, and what is new in them."""
    from arshjul_cli.render.changes.news import of_run, text
    from arshjul_cli.render.changes.standing import endings
    from arshjul_cli.render.terminal import summary

    output.write_table(summary.render(run.made.feeds, run.made.changes, run.taken))
    output.write_text(f"\n{text(of_run(run.made), endings(run.made))}")
    years = ", ".join(map(str, request.given))
    output.note(f"Läsår: {years}. Mapp: {folder}{' (inget är skrivet)' if dry_run else ''}")
