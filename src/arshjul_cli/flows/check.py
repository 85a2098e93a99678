"""All that `check` has to say of a plan file: what is wrong with it, and the sense of what is right."""

import datetime as dt
from collections.abc import Iterable, Iterator

from arshjul_cli.check import check as sense_of
from arshjul_cli.check import check_part, impossible
from arshjul_cli.feeds.history import Previous
from arshjul_cli.findings import Finding, Problem
from arshjul_cli.flows.generate import Request, generation, lost
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import Reading
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand


def check(
    reading: Reading, years: Iterable[SchoolYear], day: dt.date, before: Previous | None = None
) -> tuple[Finding, ...]:
    """Return every finding, in file order; without years, of the sense for that of the day and the next.

    Of a plan with mistakes the right parts are looked at, for what the rest cannot change. With earlier feeds, also
    what would stop a run that goes on from them.

    Raises:
        PreviousError: if a run would have nothing to do with the earlier feeds.
    """
    now = SchoolYear.containing(day)
    asked = tuple(years)
    if reading.plan is not None:
        problems = tuple(sense_of(expand(reading.plan, asked or reading.plan.window(now, now.next())), day))
        return findings((*problems, *(_losses(reading.plan, asked, day, before) if before else ())))
    if reading.sound is None:
        return findings(reading.problems)
    sense = check_part(expand(reading.sound, asked or reading.sound.window(now, now.next())), day)
    return findings((*reading.problems, *sense))


def _losses(plan: Plan, years: tuple[SchoolYear, ...], day: dt.date, before: Previous) -> Iterator[Problem]:
    """Yield what would stop a run; of dates that do not exist, which would too, the rest of `check` tells."""
    request = Request(plan=plan, years=years, day=day, stamp=dt.datetime.combine(day, dt.time(), dt.UTC))
    if not any(impossible(expand(plan, request.given))):
        yield from lost(request, generation(request, before), before)
