"""Days on which people are away: weekends, public holidays and eves, school breaks. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Break
from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.swedish import weekday_name
from arshjul_cli.workdays import Workdays


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days off of a plan's people."""

    plan: Plan
    _known: dict[SchoolYear, tuple[tuple[Break, Span], ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def workdays(self) -> Workdays:
        """The working days of the plan's country."""
        return Workdays(self.plan.plan.country)

    def breaks(self, first: dt.date, last: dt.date) -> tuple[Break, ...]:
        """Return the school breaks with a day between two days, both included; one may go on into the next year."""
        years = [SchoolYear.containing(first).previous()]
        while years[-1] < SchoolYear.containing(last):
            years.append(years[-1].next())
        spans = (found for year in years for found in self._spans(year))
        return tuple(found for found, span in spans if span.start <= last and first <= span.last_day)

    def names(self, day: dt.date) -> Iterator[str]:
        """Yield all that a day is but an ordinary one: `lördag`, `julafton`, `Sportlov`."""
        if day.isoweekday() > 5:
            yield weekday_name(day.isoweekday())
        if holiday := self.workdays.holiday(day):
            yield holiday
        yield from (found.name for found in self.breaks(day, day))

    def _spans(self, year: SchoolYear) -> tuple[tuple[Break, Span], ...]:
        if year not in self._known:
            self._known[year] = tuple(self._found(year))
        return self._known[year]

    def _found(self, year: SchoolYear) -> Iterator[tuple[Break, Span]]:
        """Yield the breaks that a year has; one whose days it lacks is none."""
        for school_break in self.plan.year(year).breaks:
            try:
                yield school_break, school_break.span(year, self.workdays)
            except NoSuchDay:
                continue
