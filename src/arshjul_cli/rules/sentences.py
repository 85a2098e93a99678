"""A rule as a Swedish sentence, for those who do not read phrases."""

from typing import assert_never

from arshjul_cli.rules.anchors import Anchored
from arshjul_cli.rules.cycles import Cycle, EveryFew
from arshjul_cli.rules.dated import Counted, DatedRule, Headed
from arshjul_cli.rules.days import Days, NthWeekday, NthWorkday
from arshjul_cli.rules.months import Either, LastDay, Months, PartOfMonth
from arshjul_cli.rules.nameddays import EASTER, Dated, Feast, FirstFrom, FromEaster, NamedDay
from arshjul_cli.rules.offsets import CalendarDays, NearestWeekday, SameWeek, WeeksAway, WorkingDays
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
    is_whole_month,
)
from arshjul_cli.rules.several import Monthly, Several
from arshjul_cli.rules.terms import TermEdge
from arshjul_cli.rules.weeks import WeekdayOfWeek, Weeks
from arshjul_cli.swedish import NUMERALS, enumerate_words, month_name, weekday_name

_ORDINALS = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte",
    "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte",
)  # fmt: skip
_PARTS = {"början": "den 1 till den 10", "mitten": "den 11 till den 20", "slutet": "den 21 till månadens sista dag"}
_UNDATED = {
    OnDemand(): "vid behov",
    Ongoing(): "löpande under hela läsåret",
    Yearly(): "någon gång varje läsår",
}
_FOLLOWS = "flyttas den, så flyttas också det här"
_TERMS = "terminernas dagar bestäms för varje läsår"
_WORKDAY = "en vardag är en måndag till fredag som varken är helgdag eller en afton som räknas som helgdag"


def sentence(rule: Rule) -> str:
    """Return what a rule means, as `Första tisdagen i mars` with its full stop."""
    words = f"{_words(rule.by)}; {_cycle(rule.cycle)}" if isinstance(rule, Cycled) else _words(rule)
    return f"{words[0].upper()}{words[1:]}."


def _words(rule: DatedRule | Monthly | Several | Relative | About | Deadline | Undated) -> str:
    match rule:
        case OnDemand() | Ongoing() | Yearly():
            return f"{_UNDATED[rule]}; ingen dag räknas ut"
        case About(by=by):
            return f"omkring {by if isinstance(by, Months) else _words(by)}"
        case Monthly():
            return _monthly(rule)
        case Several() | Relative():
            return _several(rule) if isinstance(rule, Several) else f"{_relative(rule)}; {_FOLLOWS}"
        case Deadline(by=by):
            return f"ska vara klart senast {_deadline(by)}"
        case _:
            return _dated(rule)


def _cycle(cycle: Cycle) -> str:
    if isinstance(cycle, EveryFew):
        return f"{cycle.how_often} läsår, första gången {cycle.since}"
    return f"bara {cycle}"


def _deadline(by: DatedRule | Monthly | Several | Relative | About) -> str:
    match by:
        case About(by=about):
            return f"omkring {_deadline(about)}"
        case Monthly(each=Months()):
            return f"den sista dagen i varje månad{_narrowed(by)}"
        case Monthly(each=PartOfMonth()) | Relative(offset=WeeksAway() | SameWeek()):
            return _last_of(_words(by))
        case Monthly() | Relative():
            return _words(by)
        case Several():
            return enumerate_words(map(_one_deadline, by.occasions))
        case _:
            return _words(by) if _is_day(by) else _last_of(_words(by))


def _is_day(rule: DatedRule) -> bool:
    match rule:
        case Days():
            return (rule.first_day, rule.first_month) == (rule.last_day, rule.last_month)
        case Anchored():
            return rule.is_day
        case _:
            return isinstance(rule, WeekdayOfWeek | NthWeekday | NthWorkday | LastDay | NamedDay | Feast | TermEdge)


def _relative(rule: Relative) -> str:
    other = rule.name or rule.other
    match rule.offset:
        case WeeksAway() | SameWeek():
            return f"{rule.offset} {other}, måndag till söndag"
        case NearestWeekday(weekday=weekday, side=side):
            return f"{weekday_name(weekday)}en närmast {side} {other}"
        case WorkingDays(count=1, side=side):
            return f"närmaste vardag {side} {other}"
        case _:
            return f"{rule.offset} {other}"


def _last_of(days: str) -> str:
    return f"den sista av dagarna: {days}"


def _one_deadline(by: DatedRule) -> str:
    return f"den sista dagen i {by}" if is_whole_month(by) else _deadline(by)


def _several(rule: Several) -> str:
    first = rule.occasions[0]
    if all(map(is_whole_month, rule.occasions)):
        return f"någon gång {enumerate_words(f'i {month}' for month in rule.occasions)}"
    if isinstance(first, Headed) and str(rule).startswith(first.head):
        return f"{rule}{_remark(first)}"
    return f"{NUMERALS[len(rule.occasions) - 1]} tillfällen: {'; '.join(map(_dated, rule.occasions))}"


def _remark(rule: Headed) -> str:
    match rule:
        case PartOfMonth(part=part):
            return f", {_PARTS[part]}"
        case NthWeekday(nth=5):
            return "; den finns bara vissa år"
        case NthWorkday():
            return f"; {_WORKDAY}"
        case _:
            return ""


def _monthly(rule: Monthly) -> str:
    match rule.each:
        case Months():
            without = f", utom i {_named(rule.without)}" if rule.without else ""
            return f"någon gång i varje månad{_within(rule)}{without}"
        case NthWeekday(nth=nth):
            rare = "; den finns bara vissa månader" if nth == 5 else ""
            return f"{rule.each.phrase} i varje månad{_narrowed(rule)}{rare}"
        case NthWorkday():
            return f"{rule.each.phrase} i varje månad{_narrowed(rule)}; {_WORKDAY}"
        case PartOfMonth(part=part):
            return f"{rule.each.phrase} varje månad{_narrowed(rule)}, {_PARTS[part]}"
        case Days() | LastDay():
            return f"{rule.each.phrase} i varje månad{_narrowed(rule)}"
        case _:
            assert_never(rule.each)


def _narrowed(rule: Monthly) -> str:
    return f"{_within(rule)}{_without(rule)}"


def _within(rule: Monthly) -> str:
    return f" från {month_name(rule.within.first)} till {month_name(rule.within.last)}" if rule.within else ""


def _without(rule: Monthly) -> str:
    return f" utom {_named(rule.without)}" if rule.without else ""


def _named(months: tuple[int, ...]) -> str:
    return enumerate_words(map(month_name, months))


def _dated(rule: DatedRule) -> str:
    match rule:
        case Months() | Days() | Weeks():
            return _spanning(rule)
        case Either():
            return f"någon gång i {rule}"
        case PartOfMonth() | LastDay() | NthWeekday() | NthWorkday():
            return f"{rule}{_remark(rule)}"
        case WeekdayOfWeek(weekday=weekday, week=week):
            return f"{weekday_name(weekday)}en i vecka {week}{_rare_week(week)}"
        case NamedDay() | Feast() | TermEdge() | Anchored():
            return _by_name(rule)
        case Counted(offset=offset, by=by):
            return f"{offset} {_dated(by)}"
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


def _by_name(rule: NamedDay | Feast | TermEdge | Anchored) -> str:
    match rule:
        case Anchored():
            told = _anchored(rule)
            return f"{told}; {_TERMS}" if isinstance(rule.day, TermEdge) else told
        case TermEdge():
            return f"{rule}; {_TERMS}"
        case _:
            return _named_day(rule)


def _named_day(rule: NamedDay | Feast) -> str:
    day = rule.counted_from("efter")
    match day.place:
        case Dated(month=month, day=date):
            place = f", den {date} {month_name(month)}"
        case FirstFrom(weekday=weekday, month=month, day=date):
            place = f", den första {weekday_name(weekday)}en från och med den {date} {month_name(month)}"
        case FromEaster(days=days):
            place = f", {days} dagar efter påskdagen" if days else ""
    return f"{day.name}{place}"


def _anchored(rule: Anchored) -> str:
    match rule.offset:
        case WeeksAway(count=count, side=side):
            which = "" if count == 1 else f"{_ordinal(count)} "
            return f"{which}veckan {side} den vecka som {rule.day} ligger i, måndag till söndag"
        case SameWeek():
            lies = "som slutar med påskdagen" if rule.anchor == EASTER else f"som {rule.day} ligger i"
            return f"veckan {lies}, måndag till söndag"
        case NearestWeekday(weekday=weekday, side=side):
            return f"{weekday_name(weekday)}en närmast {side} {rule.day}"
        case WorkingDays(count=count, side=side):
            which = f"närmaste vardag {side}" if count == 1 else str(rule.offset)
            return f"{which} {rule.day}; {_WORKDAY}"
        case CalendarDays():
            return f"{rule.offset} {rule.day}"


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
