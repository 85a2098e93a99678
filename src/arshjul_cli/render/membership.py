"""The roles of a plan as rows: who is in what, and how many activities reach each."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from arshjul_cli.plan.model import Plan
from arshjul_cli.render.grid import Grid

_COLUMNS = {
    "role": "Id",
    "name": "Roll",
    "bodies": "Ingår i",
    "members": "Medlemmar",
    "activities": "Aktiviteter",
}


class Row(NamedTuple):
    """A role, or a declared feed, as people read it."""

    id: str
    name: str
    bodies: str
    members: str
    activities: int


def rows(plan: Plan) -> tuple[Row, ...]:
    """Return a row for each role in plan order, and then for each declared feed."""
    reached = [frozenset(plan.reached_by(activity)) for activity in plan.activities]
    return (*_roles(plan, reached), *_feeds(plan, reached))


def grid(plan: Plan) -> Grid:
    """Return them as a table for other programs."""
    return Grid(title=f"{plan.plan.title}: roller", columns=_COLUMNS, rows=rows(plan))


def _roles(plan: Plan, reached: Iterable[frozenset[str]]) -> Iterator[Row]:
    for role_id, role in plan.roles.items():
        above = [body.label for body_id, body in plan.roles.items() if body_id in plan.above[role_id] - {role_id}]
        leader = [f"{plan.roles[role.leader].label} (leder)"] if role.leader else []
        members = [plan.roles[member].label for member in role.members if member != role.leader]
        many = sum(role_id in roles for roles in reached)
        people = ", ".join((*leader, *members, *filter(None, [role.others])))
        yield Row(role_id, role.name, ", ".join(above), people, many)


def _feeds(plan: Plan, reached: Iterable[frozenset[str]]) -> Iterator[Row]:
    for feed_id, feed in plan.feeds.items():
        many = sum(not roles.isdisjoint(feed.roles) for roles in reached)
        people = ", ".join(plan.roles[role].label for role in feed.roles)
        yield Row(feed_id, feed.name, "", people, many)
