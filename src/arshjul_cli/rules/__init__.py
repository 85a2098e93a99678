"""The `when` of an activity: the phrases, what days they mean, and the parser that reads them.

`parse` reads a phrase; `str` of what it gives is the phrase in canonical form; `slots` are the dated
parts of a school year, `sentence` what it means in words.
"""

from arshjul_cli.rules.dated import (
    Days,
    EasterWeek,
    Months,
    NthWeekday,
    NthWorkday,
    PartOfMonth,
    Span,
    WeekdayByEaster,
    WeekdayOfWeek,
    WeekOfEaster,
    Weeks,
)
from arshjul_cli.rules.parser import parse
from arshjul_cli.rules.phrase import MAX_LENGTH, PhraseError
from arshjul_cli.rules.recurring import DatedRule, Deadline, Monthly, OnDemand, Rule, gives_whole_months, slots
from arshjul_cli.rules.sentences import sentence

__all__ = [
    "MAX_LENGTH",
    "DatedRule",
    "Days",
    "Deadline",
    "EasterWeek",
    "Monthly",
    "Months",
    "NthWeekday",
    "NthWorkday",
    "OnDemand",
    "PartOfMonth",
    "PhraseError",
    "Rule",
    "Span",
    "WeekOfEaster",
    "WeekdayByEaster",
    "WeekdayOfWeek",
    "Weeks",
    "gives_whole_months",
    "parse",
    "sentence",
    "slots",
]
