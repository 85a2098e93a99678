"""A rule as a Swedish sentence, for those who do not read phrases."""

from typing import assert_never

from arshjul_cli.rules.dated import (
    Days,
    EasterWeek,
    Months,
    NthWeekday,
    NthWorkday,
    PartOfMonth,
    WeekdayByEaster,
    WeekdayOfWeek,
    WeekOfEaster,
    Weeks,
)
from arshjul_cli.rules.recurring import DatedRule, Deadline, Monthly, OnDemand, Rule
from arshjul_cli.swedish import enumerate_words, month_name, weekday_name

_ORDINALS = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte",
    "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte",
)  # fmt: skip
_PARTS = {"början": "den 1 till den 10", "mitten": "den 11 till den 20", "slutet": "den 21 till månadens sista dag"}
_WORKDAY = "en vardag är en måndag till fredag som varken är helgdag eller en afton som räknas som helgdag"


def sentence(rule: Rule) -> str:
    """Return what a rule means, as `Första tisdagen i mars` with its full stop."""
    words = _words(rule)
    return f"{words[0].upper()}{words[1:]}."


def _words(rule: Rule) -> str:
    match rule:
        case OnDemand():
            return "vid behov; ingen dag räknas ut"
        case Monthly():
            return _monthly(rule)
        case Deadline(by=by):
            return f"ska vara klart senast {_deadline(by)}"
        case _:
            return _dated(rule)


def _deadline(by: DatedRule | Monthly) -> str:
    match by:
        case Monthly(each=Months()):
            return f"den sista dagen i varje månad{_without(by)}"
        case Monthly() | WeekdayOfWeek() | NthWeekday() | NthWorkday() | WeekdayByEaster():
            return _words(by)
        case Days() if (by.first_day, by.first_month) == (by.last_day, by.last_month):
            return _words(by)
        case _:
            return f"den sista av dagarna: {_words(by)}"


def _monthly(rule: Monthly) -> str:
    match rule.each:
        case Months():
            without = f", utom i {_named(rule.without)}" if rule.without else ""
            return f"någon gång i varje månad{without}"
        case NthWeekday(nth=nth):
            rare = "; den finns bara vissa månader" if nth == 5 else ""
            return f"{rule.each.phrase} i varje månad{_without(rule)}{rare}"
        case NthWorkday():
            return f"{rule.each.phrase} i varje månad{_without(rule)}; {_WORKDAY}"
        case _:
            assert_never(rule.each)


def _without(rule: Monthly) -> str:
    return f" utom {_named(rule.without)}" if rule.without else ""


def _named(months: tuple[int, ...]) -> str:
    return enumerate_words(map(month_name, months))


def _dated(rule: DatedRule) -> str:
    match rule:
        case Months() | Days() | Weeks():
            return _spanning(rule)
        case PartOfMonth(part=part, month=month):
            return f"{part} av {month_name(month)}, {_PARTS[part]}"
        case WeekdayOfWeek(weekday=weekday, week=week):
            return f"{weekday_name(weekday)}en i vecka {week}{_rare_week(week)}"
        case NthWeekday() | NthWorkday():
            return _nth(rule)
        case EasterWeek() | WeekOfEaster() | WeekdayByEaster():
            return _by_easter(rule)
        case _:
            assert_never(rule)


def _spanning(rule: Months | Days | Weeks) -> str:
    match rule:
        case Months():
            return _months(rule)
        case Days():
            return _days(rule)
        case Weeks():
            return _weeks(rule)


def _nth(rule: NthWeekday | NthWorkday) -> str:
    match rule:
        case NthWeekday(nth=nth):
            return f"{rule}{'; den finns bara vissa år' if nth == 5 else ''}"
        case NthWorkday():
            return f"{rule}; {_WORKDAY}"


def _by_easter(rule: EasterWeek | WeekOfEaster | WeekdayByEaster) -> str:
    match rule:
        case EasterWeek(weeks=weeks, side=side):
            which = "" if weeks == 1 else f"{_ordinal(weeks)} "
            return f"{which}veckan {side} den vecka som påskdagen ligger i, måndag till söndag"
        case WeekOfEaster():
            return "veckan som slutar med påskdagen, måndag till söndag"
        case WeekdayByEaster(weekday=weekday, side=side):
            return f"{weekday_name(weekday)}en närmast {side} påskdagen"


def _months(rule: Months) -> str:
    first, last = month_name(rule.first), month_name(rule.last)
    if first == last:
        return f"hela {first}"
    return f"{first} till {last}{_new_year(over=rule.last < rule.first)}, hela månaderna"


def _days(rule: Days) -> str:
    first, last = f"den {rule.first_day}", f"den {rule.last_day} {month_name(rule.last_month)}"
    rare = "; den 29 februari finns bara under skottår" if _names_leap_day(rule) else ""
    if rule.first_month != rule.last_month:
        over = _new_year(over=rule.last_month < rule.first_month)
        return f"{first} {month_name(rule.first_month)} till {last}{over}{rare}"
    return f"{last}{rare}" if rule.first_day == rule.last_day else f"{first} till {last}{rare}"


def _names_leap_day(rule: Days) -> bool:
    return (29, 2) in {(rule.first_day, rule.first_month), (rule.last_day, rule.last_month)}


def _weeks(rule: Weeks) -> str:
    last = f" till {rule.last}" if rule.first != rule.last else ""
    over = _new_year(over=rule.last < rule.first)
    control = f"; {_span_of(rule.months)} är med som kontroll" if rule.months else ""
    return f"vecka {rule.first}{last}{over}, måndag till söndag{control}{_rare_week(rule.first, rule.last)}"


def _span_of(months: Months) -> str:
    return " till ".join(dict.fromkeys((month_name(months.first), month_name(months.last))))


def _rare_week(*weeks: int) -> str:
    return "; vecka 53 finns bara vissa år" if 53 in weeks else ""


def _new_year(*, over: bool) -> str:
    return ", över nyår" if over else ""


def _ordinal(number: int) -> str:
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    return f"{number}:{'a' if number % 10 in {1, 2} else 'e'}"
