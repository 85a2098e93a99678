"""The phrases that give one span of days a school year, one frozen class each.

`str` gives the canonical form: lower case, an en dash, no spaces around it. `span` gives the days in a school year, or
raises `NoSuchDay` when that year lacks them. `slot` is the month that names it among several occasions of an activity:
it never changes with the calendar. Impossible phrases ("31 april") raise `PhraseError` when they are made.
"""

from dataclasses import dataclass

from arshjul_cli.rules.anchors import Anchored
from arshjul_cli.rules.days import Days, NthWeekday, NthWorkday
from arshjul_cli.rules.months import Either, LastDay, Months, PartOfMonth
from arshjul_cli.rules.nameddays import Feast, NamedDay
from arshjul_cli.rules.offsets import Offset
from arshjul_cli.rules.spans import Span
from arshjul_cli.rules.terms import TermEdge
from arshjul_cli.rules.weeks import WeekdayOfWeek, Weeks
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Counted:
    """So far from the days that another rule gives: what counts from another activity has by rule in one slot."""

    offset: Offset
    by: "DatedRule"

    def __str__(self) -> str:
        return f"{self.offset} {self.by}"

    @property
    def slot(self) -> int:
        """See `Months.slot`: that of the other rule."""
        return self.by.slot

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return the days, if the other is as its rule says. Raises `NoSuchDay` when the year lacks those."""
        return self.offset.span(self.by.span(year, workdays), workdays)


DatedRule = (
    Months | Either | Days | PartOfMonth | LastDay | Weeks | WeekdayOfWeek | NthWeekday | NthWorkday
    | NamedDay | Feast | TermEdge | Anchored | Counted
)  # fmt: skip
"""A rule that gives one span of days a school year; a closed list, so that mypy tells where one is forgotten."""

Headed = PartOfMonth | LastDay | NthWeekday | NthWorkday
"""A rule that ends with its month, before which its `head` stands; of several with one head that is said once."""
