"""The day before a time, by which something is to be done: `före 1 maj` is `senast 30 april`."""

import calendar

from arshjul_cli.rules.anchors import Anchored
from arshjul_cli.rules.cycles import Cycle, EveryFew, EveryOther
from arshjul_cli.rules.dated import DatedRule
from arshjul_cli.rules.days import Days
from arshjul_cli.rules.months import LastDay, Months, PartOfMonth
from arshjul_cli.rules.nameddays import Dated, Feast, NamedDay
from arshjul_cli.rules.offsets import CalendarDays
from arshjul_cli.rules.recurring import Deadline, Rule, slots
from arshjul_cli.rules.several import Several
from arshjul_cli.rules.terms import TermEdge
from arshjul_cli.rules.weeks import WeekdayOfWeek, Weeks
from arshjul_cli.rules.words import PhraseError

_FEBRUARY = 2
_ORDINARY_YEAR = 2025
_NEW_YEARS_EVE = Days(31, 12, 31, 12)
_BEFORE_NEW_YEARS_DAY = Anchored(CalendarDays(1, "före"), NamedDay("nyårsdagen", Dated(1, 1)))
_LAST_DAYS = (Days(30, 6, 30, 6), Weeks(26, 26))
"""What ends a school year."""


def deadline_before(rule: Rule) -> Deadline:
    """Return the deadline whose last day is the one before a rule, in the school year of that day.

    Raises:
        PhraseError: if the day before is no phrase; says what to write.
    """
    if isinstance(rule, Several):
        return Deadline(Several(tuple(map(_before, rule.occasions))))
    return Deadline(_before(rule))


def cycle_of_day_before(cycle: Cycle, deadline: Deadline) -> Cycle:
    """Return the cycle of a deadline that is the day before a time in another cycle.

    Raises:
        PhraseError: if only some of its slots lie in another year than the day after.
    """
    last_days = _LAST_DAYS if isinstance(cycle, EveryFew) else (_NEW_YEARS_EVE, _BEFORE_NEW_YEARS_DAY)
    crosses = {dated in last_days for _, dated in slots(deadline)}
    if not any(crosses):
        return cycle
    if len(crosses) > 1:
        raise PhraseError("Dagarna före ligger inte i samma år som tiderna. Gör två aktiviteter, en för varje tid.")
    if isinstance(cycle, EveryFew):
        return EveryFew(cycle.years, cycle.since.previous())
    return EveryOther("udda" if cycle.parity == "jämna" else "jämna")


def _before(rule: Rule) -> DatedRule:
    match rule:
        case Days(first_day=day, first_month=month):
            return _day_before(day, month)
        case Months(first=month) | PartOfMonth(part="början", month=month):
            return _day_before(1, month)
        case PartOfMonth(part="mitten", month=month):
            return _day_before(11, month)
        case PartOfMonth(part="slutet", month=month) | LastDay(month=month):
            return LastDay(month)
        case NamedDay() | Feast() | TermEdge():
            return Anchored(CalendarDays(1, "före"), rule)
        case _:
            return _before_week(rule)


def _before_week(rule: Rule) -> DatedRule:
    match rule:
        case Weeks(first=week) if week > 1:
            return Weeks(week - 1, week - 1)
        case WeekdayOfWeek(weekday=weekday, week=week) if weekday > 1:
            return WeekdayOfWeek(weekday - 1, week)
        case Weeks():
            raise PhraseError('Veckan före v. 1 har olika nummer olika år. Skriv "senast v. 52".')
        case _:
            text = f'Dagen före "{rule}" går inte att räkna ut.'
            raise PhraseError(f'{text} Skriv dagen, till exempel "senast 30 april".')


def _day_before(day: int, month: int) -> DatedRule:
    if day > 1:
        return Days(day - 1, month, day - 1, month)
    month = (month - 2) % 12 + 1
    last = calendar.monthrange(_ORDINARY_YEAR, month)[1]
    return LastDay(month) if month == _FEBRUARY else Days(last, month, last, month)
