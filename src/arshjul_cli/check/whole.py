"""All that there is to say of a plan, but for what it sets aside."""

import datetime as dt
from collections.abc import Iterable

from arshjul_cli.check import dates, people, promises, site, texts
from arshjul_cli.check.set_aside import without_set_aside
from arshjul_cli.findings import Level, Problem, Trait
from arshjul_cli.wheel.model import Wheel


def check(wheel: Wheel, today: dt.date) -> tuple[Problem, ...]:
    """Return every finding for the wheel's years, as of a day."""
    found = (
        *dates.check(wheel, today),
        *promises.check(wheel),
        *people.check(wheel),
        *texts.check(wheel.plan, today),
        *site.check(wheel.plan),
    )
    return tuple(dates.undecided_in_one(wheel, without_set_aside(wheel, found), today))


def check_part(wheel: Wheel, today: dt.date) -> tuple[Problem, ...]:
    """Return the findings for a part of a plan: none that the rest of it may take away."""
    return tuple(problem for problem in check(wheel, today) if Trait.OF_THE_WHOLE_PLAN not in problem.code.traits)


def failing(levels: Iterable[Level], *, strict: bool) -> bool:
    """Tell whether findings of these levels make a plan fail: errors do, warnings only when strict."""
    return any(level is Level.ERROR or (strict and level is Level.WARNING) for level in levels)
