"""All that `check` has to say of a plan file: what is wrong with it, and the sense of what is right."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from arshjul_cli.check.dates import impossible
from arshjul_cli.check.whole import check as sense_of
from arshjul_cli.check.whole import check_part
from arshjul_cli.findings import Finding, Problem
from arshjul_cli.reading.load import Reading
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand

if TYPE_CHECKING:
    from arshjul_cli.flows.generate import Shelf
    from arshjul_cli.plan.model import Plan


def check(
    reading: Reading, years: Iterable[SchoolYear], day: dt.date, before: "Shelf | None" = None, *, shipped: bool = False
) -> tuple[Finding, ...]:
    """Return every finding, in file order; without years, of the sense for that of the day and the next.

    Of a plan with mistakes the right parts are looked at, for what the rest cannot change. With earlier feeds, also
    what would stop a run that goes on from them.

    Raises:
        PreviousError: if the earlier feeds are not a run's to go on from.
        OutputError: if a run would make feeds that are larger than they may be.
    """
    now = SchoolYear.containing(day)
    asked = tuple(years)
    if reading.plan is not None:
        problems = tuple(sense_of(expand(reading.plan, asked or reading.plan.window(now, now.next())), day))
        losses = _losses(reading.plan, asked, day, before, shipped=shipped) if before else ()
        return findings((*problems, *losses))
    if reading.sound is None:
        return findings(reading.problems)
    sense = check_part(expand(reading.sound, asked or reading.sound.window(now, now.next())), day)
    return findings((*reading.problems, *sense))


def _midnight(day: dt.date) -> dt.datetime:
    """Return a stamp for a run that writes nothing."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _losses(
    plan: "Plan", years: tuple[SchoolYear, ...], day: dt.date, before: "Shelf", *, shipped: bool
) -> Iterator[Problem]:
    """Yield what would stop a run: its losses, or the dates that do not exist, of all its years."""
    from arshjul_cli.flows.generate import Request, composed, outcome

    request = Request(plan=plan, years=years, day=day, stamp=_midnight(day), shipped=shipped)
    if problems := tuple(impossible(expand(plan, request.given))):
        yield from problems
    else:
        yield from outcome(request, composed(request), before).losses
