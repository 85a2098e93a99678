"""People: activities without anybody, roles without anything, bodies that go in circles, days with two meetings."""

from collections.abc import Iterator
from itertools import combinations

from arshjul_cli.check import paths
from arshjul_cli.errors import Level, Loc, Problem
from arshjul_cli.plan import Item, Plan
from arshjul_cli.swedish import day, enumerate_words
from arshjul_cli.wheel import Kind, Occurrence, Status, Wheel


def check(wheel: Wheel) -> Iterator[Problem]:
    """Yield what is wrong about who does what."""
    yield from _nobody(wheel.plan)
    yield from _nothing(wheel.plan)
    yield from _circles(wheel.plan)
    yield from _clashes(wheel)


def _nobody(plan: Plan) -> Iterator[Problem]:
    text = "Ingen är ansvarig. Skriv en roll under responsible."
    parts: list[tuple[Loc, Item]] = [(("activities", index), one) for index, one in enumerate(plan.activities)]
    for year, block in plan.years.items():
        parts += ((("years", str(year), "extra", index), one) for index, one in enumerate(block.extra))
    for loc, item in parts:
        if not item.responsible:
            yield Problem(loc=loc, code="AH311", text=text, level=Level.WARNING, about=(item.id,))


def _nothing(plan: Plan) -> Iterator[Problem]:
    named = {role for item in plan.items() for role in item.named}
    for role, bodies in plan.above.items():
        if bodies.isdisjoint(named):
            text = "Rollen har inget att göra: ingen aktivitet når den. Nämn den i en aktivitet, eller ta bort den."
            yield Problem(loc=("roles", role), code="AH310", text=text, level=Level.HINT)


def _circles(plan: Plan) -> Iterator[Problem]:
    for body, role in plan.roles.items():
        for index, member in enumerate(role.members):
            if body != member and member in plan.above[body]:
                text = f'"{member}" är medlem här, men "{body}" ingår själv i "{member}". Ta bort en av dem.'
                yield Problem(loc=("roles", body, "members", index), code="AH312", text=text)


def _clashes(wheel: Wheel) -> Iterator[Problem]:
    plan = wheel.plan
    days: dict[object, list[Occurrence]] = {}
    for one in wheel.occurrences:
        if one.kind is Kind.DAY and one.status is not Status.CANCELLED:
            days.setdefault(one.start, []).append(one)
    for meetings in days.values():
        for first, second in combinations(meetings, 2):
            both = [plan.roles[role].label for role in _reached(plan, first) & _reached(plan, second)]
            if both and _at_once(first, second):
                tentative = Status.TENTATIVE in (first.status, second.status)
                who = enumerate_words(sorted(both))
                where = f"{day(first.start).capitalize()} {first.start.year}"
                text = f"{where} krockar den med {first.activity.summary} för {who}."
                yield Problem(
                    loc=paths.of_date(plan, second),
                    code="AH309",
                    text=f"{text} Flytta en av dem, eller skriv tider som inte krockar.",
                    level=Level.HINT if tentative else Level.WARNING,
                    about=(first.activity.id, second.activity.id),
                )


def _reached(plan: Plan, one: Occurrence) -> frozenset[str]:
    """Return the posts that an occurrence reaches."""
    named = frozenset(one.activity.named)
    return frozenset(role for role, bodies in plan.above.items() if not plan.roles[role].is_body and bodies & named)


def _at_once(first: Occurrence, second: Occurrence) -> bool:
    """Tell whether two of one day may be at the same time; without times they may."""
    if not (first.time and second.time):
        return True
    return first.time[0] < second.time[1] and second.time[0] < first.time[1]
