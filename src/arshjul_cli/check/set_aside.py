"""What the plan sets aside with `ignore`, on an activity or on the whole plan, and what no longer needs it."""

from collections.abc import Iterable, Iterator

from arshjul_cli.findings import Code, Problem, Trait
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Header, Plan
from arshjul_cli.rules import counts_from_term
from arshjul_cli.source import Node
from arshjul_cli.wheel.model import Wheel

Aside = tuple[int, str]
"""The identity of the node of an activity, or of the header, and the code that stands under its `ignore`."""

_OF_THE_UNDECIDED = frozenset({Code.UNDECIDED, Code.NEAR})
_OF_SINGLE_DAYS = frozenset({Code.DAY_OFF, Code.SCHOOL_BREAK, Code.CLASH})


def without_set_aside(wheel: Wheel, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the findings that are not set aside, and a hint for each `ignore` that set nothing aside."""
    header = wheel.plan.plan.node
    asides = dict(_asides(wheel.plan))
    used: set[Aside] = set()
    kept: list[Problem] = []
    for problem in found:
        matching = {(id(node), problem.code) for node in (header, *problem.about)} & asides.keys()
        used |= matching
        if not matching:
            kept.append(problem)
    text = "Raden behövs inte längre. Ta bort den."
    impossible = frozenset(_impossible(wheel))
    absent = {id(item.node) for item in wheel.plan.items() if not wheel.has(item)}
    stale = (
        Problem(at=node, code=Code.NOTHING_TO_IGNORE, text=text)
        for aside, node in asides.items()
        if aside not in used
        and aside[0] not in absent
        and (aside in impossible or Trait.OF_SOME_YEARS not in Code.named(aside[1]).traits)
    )
    return (*kept, *stale)


def _asides(plan: Plan) -> Iterator[tuple[Aside, Node]]:
    """Yield each `ignore` of a code, with the node of its reason."""
    parts: tuple[Header | Item, ...] = (plan.plan, *plan.items())
    for part in parts:
        yield from (((id(part.node), code), part.at("ignore", code)) for code in part.ignore)


def _impossible(wheel: Wheel) -> Iterator[Aside]:
    """Yield what an activity sets aside though no year can have it."""
    periods = {occurrence.activity.id for occurrence in wheel.occurrences} - {
        occurrence.activity.id for occurrence in wheel.occurrences if occurrence.start == occurrence.last_day
    }
    for activity in wheel.plan.activities:
        codes = _OF_SINGLE_DAYS if activity.id in periods else frozenset[Code]()
        may_wait = activity.is_decided_yearly or counts_from_term(activity.when)
        codes |= frozenset() if may_wait else _OF_THE_UNDECIDED
        yield from ((id(activity.node), code) for code in codes)
