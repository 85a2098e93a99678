"""What the plan promises of its wheel, and the goals that it sets."""

from collections.abc import Iterable, Iterator

from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan.counted import steps
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Promise
from arshjul_cli.rules import relative, rests_in
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import count, enumerate_words, month_name
from arshjul_cli.wheel.model import Occurrence, Status, Wheel


def check(wheel: Wheel) -> Iterator[Problem]:
    """Yield the promises that a year breaks, and the goals that nothing follows up."""
    activities = {activity.id: activity for activity in wheel.plan.activities}
    others = {each.id: rule.other for each in activities.values() if (rule := relative(each.when))}
    waiting, dayless = _without_day(wheel)
    for promise in wheel.plan.promises:
        counted = tuple(activities[activity] for activity in promise.activities if activity in activities)
        about = tuple(activity.node for activity in counted)
        further = [tuple(activities[step] for step in steps(each.id, others) if step in activities) for each in counted]
        for year in wheel.years:
            if not any(_is_there((each, *way), year) for each, way in zip(counted, further, strict=True)):
                continue
            if any((each.id, year) in waiting for each in counted):
                continue
            if any((each.id, year) in dayless for way in further for each in way):
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


def _without_day(wheel: Wheel) -> tuple[frozenset[tuple[str, SchoolYear]], ...]:
    """Return what waits for a term, by id and school year; and with it what nothing can be counted from."""
    waiting = frozenset(
        (lacking.activity.id, lacking.school_year) for lacking in wheel.missing if lacking.is_known_later
    )
    months = frozenset((o.activity.id, o.school_year) for o in wheel.occurrences if o.days_counted_from is None)
    return waiting, waiting | months


def _is_there(way: Iterable[Activity], year: SchoolYear) -> bool:
    """Tell whether a year has, by their rules, an activity and all that it counts from."""
    return all(activity.stands_in(year) and not rests_in(activity.when, year) for activity in way)


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
