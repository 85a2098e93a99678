"""What the plan sets aside with `ignore`, on an activity or on the whole plan, and what no longer needs it."""

from collections.abc import Iterable, Iterator

from arshjul_cli.findings import Level, Loc, Problem
from arshjul_cli.wheel.model import Wheel
from arshjul_cli.wheel.paths import Paths

_OF_SOME_YEARS = frozenset(f"AH30{number}" for number in range(2, 10))
_OF_THE_UNDECIDED = frozenset({"AH303", "AH305"})
_OF_SINGLE_DAYS = frozenset({"AH306", "AH307", "AH309"})


def without_set_aside(wheel: Wheel, paths: Paths, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the findings that are not set aside, and a hint for each `ignore` that set nothing aside."""
    asides = frozenset(_asides(wheel, paths))
    used: set[Loc] = set()
    kept: list[Problem] = []
    for problem in found:
        matching = asides.intersection((*loc, "ignore", problem.code) for loc in (("plan",), *problem.about))
        used |= matching
        if not matching:
            kept.append(problem)
    text = "Raden behövs inte längre. Ta bort den."
    impossible = frozenset(_impossible(wheel, paths))
    stale = (
        Problem(loc=loc, code="AH316", text=text, level=Level.HINT)
        for loc in asides - used
        # What only some years have may be set aside for good, so it is not missed in the others.
        if loc[-1] not in _OF_SOME_YEARS or loc in impossible
    )
    return (*kept, *stale)


def _asides(wheel: Wheel, paths: Paths) -> Iterator[Loc]:
    """Yield the path of each `ignore`, which ends in the code."""
    plan = wheel.plan
    yield from (("plan", "ignore", code) for code in plan.plan.ignore)
    for activity in plan.activities:
        yield from ((*paths.activities[activity.id], "ignore", code) for code in activity.ignore)
    for year, block in plan.years.items():
        for extra in block.extra:
            yield from ((*paths.extras[year, extra.id], "ignore", code) for code in extra.ignore)


def _impossible(wheel: Wheel, paths: Paths) -> Iterator[Loc]:
    """Yield the paths of what an activity sets aside though no year can have it."""
    periods = {one.activity.id for one in wheel.occurrences} - {
        one.activity.id for one in wheel.occurrences if one.start == one.last_day
    }
    for activity in wheel.plan.activities:
        codes = _OF_SINGLE_DAYS if activity.id in periods else frozenset[str]()
        codes |= frozenset() if activity.decided_yearly else _OF_THE_UNDECIDED
        yield from ((*paths.activities[activity.id], "ignore", code) for code in codes)
