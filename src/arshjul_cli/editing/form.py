"""The form that a board's secretary fills in: a line for each date that is to be decided, with what is known of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arshjul_cli.editing.newyear import moved_to
from arshjul_cli.plan.fields import DateSpan
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Decision
from arshjul_cli.rules import leaves_day_open, rule_of
from arshjul_cli.swedish import Times
from arshjul_cli.wheel.undecided import Undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A date to decide."""

    slot: Undecided
    proposed: DateSpan | None
    """The day of the rule, or last year's moved to this one; None where only the month is known."""
    before: Decision | None
    """What was decided for it the year before."""
    time_before: Times | None
    place_before: str | None


def blanks(plan: Plan, slots: Iterable[Undecided]) -> Iterator[Blank]:
    """Yield a line of the form for each slot, in the same order."""
    activities = {activity.id: activity for activity in plan.activities}
    for slot in slots:
        activity = activities[slot.activity.id]
        before = plan.decides(slot.school_year.previous(), activity.id).decisions.get(slot.month)
        yield Blank(
            slot=slot,
            proposed=_proposed(plan, activity, slot),
            before=before,
            time_before=(before.date.time or activity.time) if before else None,
            place_before=(before.location or activity.location) if before else None,
        )


def _proposed(plan: Plan, activity: Activity, slot: Undecided) -> DateSpan | None:
    rule = rule_of(activity.when, slot.month)
    if rule is not None and leaves_day_open(rule):
        moved = moved_to(plan, activity, slot.school_year, slot.month)
        return moved.date if moved else None
    return DateSpan(*slot.days) if slot.days else None
