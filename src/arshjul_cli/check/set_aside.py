"""What the plan sets aside with `ignore`, on an activity or on the whole plan, and what no longer needs it."""

from collections.abc import Iterable, Iterator

from arshjul_cli.errors import Level, Loc, Problem
from arshjul_cli.plan import Plan

_OF_SOME_YEARS = frozenset(f"AH30{number}" for number in range(2, 10))


def without_set_aside(plan: Plan, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the findings that are not set aside, and a hint for each `ignore` that set nothing aside."""
    asides = dict(_asides(plan))
    used: set[tuple[str | None, str]] = set()
    kept: list[Problem] = []
    for problem in found:
        matching = [key for key in ((one, problem.code) for one in (None, *problem.about)) if key in asides]
        used.update(matching)
        if not matching:
            kept.append(problem)
    # What only some years have may be set aside for good, so it is not missed in the others.
    text = "Raden behövs inte längre. Ta bort den."
    stale = (
        Problem(loc=loc, code="AH316", text=text, level=Level.HINT)
        for key, loc in asides.items()
        if key not in used and key[1] not in _OF_SOME_YEARS
    )
    return (*kept, *stale)


def _asides(plan: Plan) -> Iterator[tuple[tuple[str | None, str], Loc]]:
    """Yield (activity id, or None for all; code) and the path of each `ignore`."""
    for code in plan.plan.ignore:
        yield (None, code), ("plan", "ignore", code)
    for index, activity in enumerate(plan.activities):
        for code in activity.ignore:
            yield (activity.id, code), ("activities", index, "ignore", code)
    for year, block in plan.years.items():
        for index, extra in enumerate(block.extra):
            for code in extra.ignore:
                yield (extra.id, code), ("years", str(year), "extra", index, "ignore", code)
