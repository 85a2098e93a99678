"""Where in a plan things are said: the path of keys and indices to an activity, a rule, a decision, a cancellation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from arshjul_cli.findings import Loc
from arshjul_cli.plan.model import Activity, Extra, Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import month_name
from arshjul_cli.wheel.model import Occurrence


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of a plan's parts."""

    plan: Plan
    activities: Mapping[str, Loc]
    """By id."""
    extras: Mapping[tuple[SchoolYear, str], Loc]
    """By school year and id: two years may have an extra one of the same id."""

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Return the paths of a plan."""
        return cls(
            plan,
            activities={one.id: ("activities", index) for index, one in enumerate(plan.activities)},
            extras={
                (year, one.id): ("years", str(year), "extra", index)
                for year, block in plan.years.items()
                for index, one in enumerate(block.extra)
            },
        )

    def item(self, item: Activity | Extra, year: SchoolYear) -> Loc:
        """Return the path of an activity, or of an extra one of a school year."""
        return self.activities[item.id] if isinstance(item, Activity) else self.extras[year, item.id]

    def rule(self, activity: Activity) -> Loc:
        """Return the path of an activity's `when`."""
        return (*self.activities[activity.id], "when")

    def date(self, one: Occurrence) -> Loc:
        """Return the path of what gives an occurrence its date: a decision, an extra one, or the rule."""
        if isinstance(one.activity, Extra):
            return (*self.extras[one.school_year, one.activity.id], "date")
        if not one.decided:
            return self.rule(one.activity)
        here: Loc = ("years", str(one.school_year), "dates", one.activity.id)
        match self.plan.year(one.school_year).dates[one.activity.id]:
            case tuple() as listed:
                return (*here, [decision.date.start for decision in listed].index(one.start))
            case dict():
                return (*here, month_name(one.month or 0))
            case _:
                return here

    def cancellation(self, year: SchoolYear, item_id: str, month: int | None) -> Loc:
        """Return the path of what cancels a slot that is cancelled."""
        here: Loc = ("years", str(year), "cancelled", item_id)
        by_month = isinstance(self.plan.year(year).cancelled[item_id], Mapping)
        return (*here, month_name(month)) if by_month and month else here
