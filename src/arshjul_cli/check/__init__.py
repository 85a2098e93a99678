"""The sense of a plan: what its wheel lacks, breaks, crosses or has not decided.

Each module looks at one side of it. `check` puts them together and takes away what the plan sets aside.
"""

import datetime as dt
from collections.abc import Iterable

from arshjul_cli.check import dates, people, promises, texts
from arshjul_cli.check.dates import impossible
from arshjul_cli.check.set_aside import without_set_aside
from arshjul_cli.check.texts import placeholder
from arshjul_cli.findings import Level, Problem
from arshjul_cli.wheel.model import Wheel
from arshjul_cli.wheel.paths import Paths

__all__ = ["check", "check_part", "failing", "impossible", "placeholder"]

_OF_THE_WHOLE = frozenset({"AH302", "AH304", "AH310", "AH313", "AH316"})


def check(wheel: Wheel, today: dt.date) -> tuple[Problem, ...]:
    """Return every finding for the wheel's years, as of a day."""
    paths = Paths.of(wheel.plan)
    found = (
        *dates.check(wheel, paths, today),
        *promises.check(wheel, paths),
        *people.check(wheel, paths),
        *texts.check(wheel.plan, paths, today),
    )
    return without_set_aside(wheel, paths, found)


def check_part(wheel: Wheel, today: dt.date) -> tuple[Problem, ...]:
    """Return the findings for a part of a plan: none that the rest of it may take away."""
    return tuple(problem for problem in check(wheel, today) if problem.code not in _OF_THE_WHOLE)


def failing(levels: Iterable[Level], *, strict: bool) -> bool:
    """Tell whether findings of these levels make a plan fail: errors do, warnings only when strict."""
    return any(level is Level.ERROR or (strict and level is Level.WARNING) for level in levels)
