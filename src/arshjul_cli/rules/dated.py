"""The phrases that give one span of days a school year, one frozen class each.

`str` gives the canonical form: lower case, an en dash, no spaces around it. `span` gives the days in a school year, or
raises `NoSuchDay` when that year lacks them. `slot` is the month that names it among several occasions of an activity:
it never changes with the calendar. Impossible phrases ("31 april") raise `PhraseError` when they are made.
"""

from arshjul_cli.rules.days import Days, NthWeekday, NthWorkday
from arshjul_cli.rules.easter import EasterWeek, WeekdayByEaster, WeekOfEaster
from arshjul_cli.rules.months import Either, LastDay, Months, PartOfMonth
from arshjul_cli.rules.weeks import WeekdayOfWeek, Weeks

DatedRule = (
    Months | Either | Days | PartOfMonth | LastDay | Weeks | WeekdayOfWeek | NthWeekday | NthWorkday
    | EasterWeek | WeekOfEaster | WeekdayByEaster
)  # fmt: skip
"""A rule that gives one span of days a school year; a closed list, so that mypy tells where one is forgotten."""

Headed = PartOfMonth | LastDay | NthWeekday | NthWorkday
"""A rule that ends with its month, before which its `head` stands; of several with one head that is said once."""
