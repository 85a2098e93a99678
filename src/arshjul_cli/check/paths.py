"""Where in the plan a finding belongs."""

from arshjul_cli.errors import Loc
from arshjul_cli.plan import Plan
from arshjul_cli.swedish import month_name
from arshjul_cli.wheel import Occurrence


def of_rules(plan: Plan) -> dict[str, Loc]:
    """Return the path of each activity's `when`."""
    return {activity.id: ("activities", index, "when") for index, activity in enumerate(plan.activities)}


def of_date(plan: Plan, occurrence: Occurrence) -> Loc:
    """Return the path of what gives an occurrence its date: a decision, an extra one, or the rule."""
    year, item = occurrence.school_year, occurrence.activity
    block = plan.year(year)
    if occurrence.decided and (entry := block.dates.get(item.id)) is not None:
        here: Loc = ("years", str(year), "dates", item.id)
        if isinstance(entry, dict) and occurrence.month in entry:
            return (*here, month_name(occurrence.month))
        if not isinstance(entry, tuple):
            return here
        for index, decision in enumerate(entry):
            if decision.date.start == occurrence.start:
                return (*here, index)
    for index, extra in enumerate(block.extra):
        if extra is item:
            return ("years", str(year), "extra", index, "date")
    return of_rules(plan)[item.id]
