"""Who belongs to what: the bodies above each role."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

Link = tuple[str, str | None, tuple[str, ...]]
"""A role, who leads it, and who its members are, by id; one of the latter makes it a body."""


@lru_cache(maxsize=16)
def above(roles: tuple[Link, ...]) -> Mapping[str, frozenset[str]]:
    """Return for each role itself and the bodies that it belongs to or, being a post, leads, at any depth.

    Cached, since it is asked for with every activity.
    """
    bodies = {role for role, leader, members in roles if leader or members}
    within: dict[str, list[str]] = {role: [] for role, _, _ in roles}
    leads: dict[str, list[str]] = {role: [] for role, _, _ in roles}
    for body, leader, members in roles:
        for member in members:
            within[member].append(body)
        if leader and leader not in bodies:
            leads[leader].append(body)
    return {role: _reached(role, leads[role], within) for role, _, _ in roles}


def _reached(start: str, first: Iterable[str], within: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found = {start, *first}
    waiting = list(found)
    while waiting:
        new = [body for body in within[waiting.pop()] if body not in found]
        found.update(new)
        waiting += new
    return frozenset(found)
