"""Activities whose time counts from another's: what each leads to, and the rule that it then has."""

from collections.abc import Iterable, Iterator, Mapping

from arshjul_cli.plan.items import Activity
from arshjul_cli.rules import bound, relative

MOST_STEPS = 20
"""A board's preparation takes five or six, one after another."""


def steps(activity_id: str, others: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids that one leads to, the nearest first, given which other each counts from.

    The last is one that counts from none, one that stands there already, or the last of as many as there may be.
    """
    found = [activity_id]
    while (following := others.get(found[-1])) and len(found) <= MOST_STEPS + 1:
        found.append(following)
        if following in found[:-1]:
            break
    return tuple(found[1:])


def bind(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """Return activities of which those that count from another have its rule, by which their slots are named.

    One that leads to no activity, or to itself, stays as it is: the ids of the file tell what is wrong.
    """
    every = tuple(activities)
    by_id = {activity.id: activity for activity in every}
    others = {activity.id: counted.other for activity in every if (counted := relative(activity.when))}
    for activity_id, ways in sorted(_ways(others, by_id), key=lambda way: len(way[1])):
        activity, other = by_id[activity_id], by_id[ways[0]]
        rule = bound(activity.when, other.when, other.label)
        by_id[activity_id] = activity.model_copy(update={"when": rule})
    return tuple(by_id[activity.id] if activity.id in others else activity for activity in every)


def _ways(others: Mapping[str, str], by_id: Mapping[str, Activity]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what each activity leads to, of those that lead to one which counts from none."""
    for activity_id in others:
        found = steps(activity_id, others)
        if len(found) <= MOST_STEPS and found[-1] in by_id and found[-1] not in others:
            yield activity_id, found
