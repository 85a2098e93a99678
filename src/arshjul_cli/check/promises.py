"""What the plan promises of its wheel, and the goals that it sets."""

from collections.abc import Iterator

from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan.model import Promise
from arshjul_cli.rules import rests_in
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import count, enumerate_words, month_name
from arshjul_cli.wheel.model import Occurrence, Status, Wheel


def check(wheel: Wheel) -> Iterator[Problem]:
    """Yield the promises that a year breaks, and the goals that nothing follows up."""
    activities = {activity.id: activity for activity in wheel.plan.activities}
    for promise in wheel.plan.promises:
        counted = tuple(activities[activity] for activity in promise.activities if activity in activities)
        about = tuple(activity.node for activity in counted)
        for year in wheel.years:
            waits = any(missing.waits_in(year) for missing in wheel.missing if missing.activity in counted)
            is_there = any(activity.stands_in(year) and not rests_in(activity.when, year) for activity in counted)
            if waits or not is_there:
                continue
            kept = [o for o in wheel.occurrences if _counts(o, promise, year)]
            for broken in _broken(promise, kept):
                text = f'"{promise.text}" hålls inte läsåret {year}: {broken}. Ändra datumen eller löftet.'
                yield Problem(at=promise.node, code=Code.PROMISE, text=text, about=about)
    followed = {goal for item in wheel.plan.items() for goal in item.goals}
    for goal in wheel.plan.goals:
        if goal not in followed:
            text = "Ingen aktivitet följer upp målet. Skriv det under goals på en aktivitet, eller ta bort målet."
            yield Problem(at=wheel.plan.at("goals", goal), code=Code.IDLE_GOAL, text=text)


def _counts(occurrence: Occurrence, promise: Promise, year: SchoolYear) -> bool:
    return (
        occurrence.school_year == year
        and occurrence.activity.id in promise.activities
        and occurrence.status is not Status.CANCELLED
    )


def _broken(promise: Promise, kept: list[Occurrence]) -> Iterator[str]:
    wanted = promise.per_school_year
    if wanted and not wanted.holds(len(kept)):
        yield f"planen har {count(len(kept), 'tillfälle', 'tillfällen')}, men löftet är {wanted}"
    given = frozenset[int]().union(*map(_months, kept))
    if lacking := [month_name(month) for month in promise.months if month not in given]:
        yield f"inget tillfälle i {enumerate_words(lacking)}"


def _months(occurrence: Occurrence) -> frozenset[int]:
    """Return the months that it counts for: its own of a monthly activity, or those of the rule's days."""
    if occurrence.month:
        return frozenset({occurrence.month})
    return frozenset({occurrence.moved_from.month}) if occurrence.moved_from else occurrence.months
