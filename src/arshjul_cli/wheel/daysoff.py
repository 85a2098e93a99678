"""Days on which people are away: weekends, public holidays and eves, school breaks. Pure."""

import datetime as dt
from collections.abc import Iterator

from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Break
from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import NoSuchDay
from arshjul_cli.swedish import weekday_name
from arshjul_cli.workdays import Workdays


class DaysOff:
    """The days off of a plan's people."""

    def __init__(self, plan: Plan) -> None:
        """Take the plan; the days of its school breaks are found once."""
        self.workdays = plan.workdays
        self._breaks = tuple(_breaks(plan, self.workdays))

    def breaks(self, first: dt.date, last: dt.date) -> tuple[Break, ...]:
        """Return the school breaks with a day between two days, both included, of whatever school year."""
        return tuple(found for found, span in self._breaks if span.start <= last and first <= span.last_day)

    def names(self, day: dt.date) -> Iterator[str]:
        """Yield all that a day is but an ordinary one: `lördag`, `julafton`, `Sportlov`."""
        if day.isoweekday() > 5:
            yield weekday_name(day.isoweekday())
        if holiday := self.workdays.holiday(day):
            yield holiday
        yield from (found.name for found in self.breaks(day, day))


def _breaks(plan: Plan, workdays: Workdays) -> Iterator[tuple[Break, Span]]:
    """Yield the breaks of the plan's school years, in order; one whose days its year lacks is none."""
    for year in sorted(plan.years):
        for school_break in plan.years[year].breaks:
            try:
                yield school_break, school_break.span(year, workdays)
            except NoSuchDay:
                continue
