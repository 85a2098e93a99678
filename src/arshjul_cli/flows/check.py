"""All that `check` has to say of a plan file: what is wrong with it, and the sense of what is right."""

import datetime as dt
from collections.abc import Iterable, Iterator

from arshjul_cli.check import check as sense_of
from arshjul_cli.check import check_part, impossible
from arshjul_cli.findings import Finding, Problem
from arshjul_cli.flows.generate import Request, Shelf, outcome
from arshjul_cli.reading.load import Reading
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand


def check(
    reading: Reading, years: Iterable[SchoolYear], day: dt.date, before: Shelf | None = None, *, shipped: bool = False
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
        request = Request(plan=reading.plan, years=asked, day=day, stamp=_midnight(day), shipped=shipped)
        return findings((*problems, *(_losses(request, before) if before else ())))
    if reading.sound is None:
        return findings(reading.problems)
    sense = check_part(expand(reading.sound, asked or reading.sound.window(now, now.next())), day)
    return findings((*reading.problems, *sense))


def _midnight(day: dt.date) -> dt.datetime:
    """Return a stamp for a run that writes nothing."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _losses(request: Request, before: Shelf) -> Iterator[Problem]:
    """Yield what would stop a run: its losses, or the dates that do not exist, of all its years."""
    if problems := tuple(impossible(expand(request.plan, request.given))):
        yield from problems
    else:
        yield from outcome(request, before).losses
