"""All that `check` has to say of a plan file: what is wrong with it, and the sense of what is right."""

import datetime as dt
from collections.abc import Iterable

from arshjul_cli.check import check as sense_of
from arshjul_cli.check import check_part
from arshjul_cli.findings import Finding
from arshjul_cli.reading.load import Reading
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand


def check(reading: Reading, years: Iterable[SchoolYear], day: dt.date) -> tuple[Finding, ...]:
    """Return every finding, in file order; without years, of the sense for that of the day and the next.

    Of a plan with mistakes the right parts are looked at, for what the rest cannot change.
    """
    now = SchoolYear.containing(day)
    asked = tuple(years)
    if reading.plan is not None:
        return findings(sense_of(expand(reading.plan, asked or reading.plan.window(now, now.next())), day))
    if reading.sound is None:
        return findings(reading.problems)
    sense = check_part(expand(reading.sound, asked or reading.sound.window(now, now.next())), day)
    return findings((*reading.problems, *sense))
