"""The `when` of an activity: the phrases, what days they mean, and the parser that reads them.

`parse` reads a phrase; `str` of what it gives is the phrase in canonical form; `slots` are the dated
parts of a school year, `sentence` what it means in words.
"""

from arshjul_cli.rules.anchors import Anchored
from arshjul_cli.rules.cycles import MOST_YEARS, EveryFew, EveryOther
from arshjul_cli.rules.dated import Counted, DatedRule
from arshjul_cli.rules.days import Days, NthWeekday, NthWorkday
from arshjul_cli.rules.months import Either, LastDay, Months, PartOfMonth
from arshjul_cli.rules.nameddays import Feast, NamedDay
from arshjul_cli.rules.parser import parse, parse_alone, slip_of_other
from arshjul_cli.rules.recurring import (
    About,
    Cycled,
    Deadline,
    OnDemand,
    Ongoing,
    Relative,
    Rule,
    Undated,
    Yearly,
    bound,
    counts_from_term,
    days_away,
    gives_no_day,
    gives_whole_months,
    in_words,
    is_deadline,
    is_monthly,
    is_to_be_decided,
    is_whole_month,
    leaves_day_open,
    relative,
    rests,
    rests_in,
    rule_of,
    slot_holding,
    slot_months,
    slot_of,
    slots,
    steps_away,
)
from arshjul_cli.rules.sentences import sentence
from arshjul_cli.rules.several import Monthly, Several
from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.rules.terms import TermEdge
from arshjul_cli.rules.weeks import WeekdayOfWeek, Weeks
from arshjul_cli.rules.words import MAX_LENGTH, PhraseError

__all__ = [
    "MAX_LENGTH",
    "MOST_YEARS",
    "About",
    "Anchored",
    "Counted",
    "Cycled",
    "DatedRule",
    "Days",
    "Deadline",
    "Either",
    "EveryFew",
    "EveryOther",
    "Feast",
    "LastDay",
    "Monthly",
    "Months",
    "NamedDay",
    "NthWeekday",
    "NthWorkday",
    "OnDemand",
    "Ongoing",
    "PartOfMonth",
    "PhraseError",
    "Relative",
    "Rule",
    "Several",
    "Span",
    "TermEdge",
    "Undated",
    "WeekdayOfWeek",
    "Weeks",
    "Yearly",
    "bound",
    "counts_from_term",
    "days_away",
    "gives_no_day",
    "gives_whole_months",
    "in_words",
    "is_deadline",
    "is_monthly",
    "is_to_be_decided",
    "is_whole_month",
    "leaves_day_open",
    "parse",
    "parse_alone",
    "relative",
    "rests",
    "rests_in",
    "rule_of",
    "sentence",
    "single_day",
    "slip_of_other",
    "slot_holding",
    "slot_months",
    "slot_of",
    "slots",
    "steps_away",
]
