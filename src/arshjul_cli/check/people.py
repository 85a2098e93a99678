"""People: activities without anybody, roles without anything, bodies that go in circles, days with two meetings."""

from collections.abc import Iterator
from itertools import combinations

from arshjul_cli.findings import Code, Problem, cut
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import DeclaredFeed, Plan, Role
from arshjul_cli.swedish import day, enumerate_words
from arshjul_cli.wheel.model import Kind, Occurrence, Status, Wheel

_MOST_OF_A_DAY = 30
"""Of a day's meetings only the first ones, so many, are compared in pairs; no real day has more."""


def check(wheel: Wheel) -> Iterator[Problem]:
    """Yield what is wrong about who does what."""
    yield from _nobody(wheel)
    yield from _nothing(wheel.plan)
    yield from _circles(wheel.plan)
    yield from _same_names(wheel.plan)
    yield from _clashes(wheel)


def _nobody(wheel: Wheel) -> Iterator[Problem]:
    text = "Ingen är ansvarig. Skriv en roll under responsible, eller [] om ingen är det."
    for item in filter(wheel.has, wheel.plan.items()):
        # An empty list is an answer.
        if "responsible" not in item.model_fields_set:
            yield Problem(at=item.node, code=Code.NOBODY, text=text, about=(item.node,))


def _nothing(plan: Plan) -> Iterator[Problem]:
    named = {role for item in plan.items() for role in item.named}
    for role, bodies in plan.above.items():
        if bodies.isdisjoint(named):
            text = "Ingen aktivitet rör rollen. Nämn den i en aktivitet, eller ta bort den."
            yield Problem(at=plan.roles[role].node, code=Code.IDLE_ROLE, text=text)


def _circles(plan: Plan) -> Iterator[Problem]:
    for body, role in plan.roles.items():
        for index, member in enumerate(role.members):
            if body != member and member in plan.above[body]:
                text = f'"{member}" är medlem här, men "{body}" ingår själv i "{member}". Ta bort en av dem.'
                yield Problem(at=role.at("members", index), code=Code.CIRCLE, text=text)


def _same_names(plan: Plan) -> Iterator[Problem]:
    """Yield roles and declared feeds that have the name of another: in a list of calendars they look the same."""
    first: dict[str, Role | DeclaredFeed] = {}
    named: tuple[Role | DeclaredFeed, ...] = (*plan.roles.values(), *plan.feeds.values())
    for part in named:
        other = first.setdefault(" ".join(part.name.casefold().split()), part)
        if other is not part:
            line = other.at("name").origin.place.line
            text = (
                f'"{cut(part.name)}" heter redan en annan roll eller ett annat flöde (rad {line}). Ge dem olika namn.'
            )
            yield Problem(at=part.at("name"), code=Code.SAME_NAME, text=text)


def _clashes(wheel: Wheel) -> Iterator[Problem]:
    """Yield each pair of activities that meet on the same days, once; the place is that of the first such day."""
    found: dict[tuple[int, int], list[tuple[Occurrence, Occurrence, frozenset[str]]]] = {}
    for first, second, both in _pairs(wheel):
        pair = (id(first.activity.node), id(second.activity.node))
        found.setdefault(pair, []).append((first, second, both))
    for days in found.values():
        first, second, both = days[0]
        more = f" och {len(days) - 1} {'dag' if len(days) == 2 else 'dagar'} till" if len(days) > 1 else ""
        where = f"{day(second.start).capitalize()} {second.start.year}{more}"
        who = enumerate_words(sorted(wheel.plan.roles[role].label for role in both))
        text = f"{where} krockar med {first.activity.summary} för {who}."
        yield Problem(
            at=second.dated_by,
            code=Code.CLASH,
            text=f"{text} Flytta en av dem, eller skriv tider som inte krockar.",
            about=(first.activity.node, second.activity.node),
        )


def _pairs(wheel: Wheel) -> Iterator[tuple[Occurrence, Occurrence, frozenset[str]]]:
    """Yield two decided meetings of a day, of different activities, and the posts that are to be at both."""
    days: dict[object, list[tuple[Occurrence, frozenset[str]]]] = {}
    for occurrence in wheel.occurrences:
        if occurrence.kind is Kind.DAY and occurrence.decided and occurrence.status is not Status.CANCELLED:
            days.setdefault(occurrence.start, []).append((occurrence, _reached(wheel.plan, occurrence.activity)))
    for meetings in days.values():
        for (first, of_first), (second, of_second) in combinations(meetings[:_MOST_OF_A_DAY], 2):
            if first.activity is not second.activity and (both := of_first & of_second) and _at_once(first, second):
                yield first, second, both


def _reached(plan: Plan, item: Item) -> frozenset[str]:
    """Return the posts that an activity reaches."""
    named = frozenset(item.named)
    return frozenset(role for role, bodies in plan.above.items() if not plan.roles[role].is_body and bodies & named)


def _at_once(first: Occurrence, second: Occurrence) -> bool:
    """Tell whether two meetings of a day overlap, or neither has a time; one with and one without may be one day."""
    if first.hours and second.hours:
        return first.hours[0] < second.hours[1] and second.hours[0] < first.hours[1]
    return not first.hours and not second.hours
