"""What stands around the dated phrases (from another activity, about, by then, some years), without a date; slots."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from arshjul_cli.rules.anchors import Anchored
from arshjul_cli.rules.cycles import Cycle
from arshjul_cli.rules.dated import Counted, DatedRule
from arshjul_cli.rules.months import Either, Months
from arshjul_cli.rules.offsets import FREE_DAYS, Offset
from arshjul_cli.rules.several import Monthly, Several
from arshjul_cli.rules.terms import TermEdge
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.workdays import Workdays


@dataclass(frozen=True, slots=True)
class OnDemand:
    """`vid behov`: listed, never dated by itself."""

    def __str__(self) -> str:
        return "vid behov"


@dataclass(frozen=True, slots=True)
class Ongoing:
    """`löpande`: goes on all year, listed, never dated by itself."""

    def __str__(self) -> str:
        return "löpande"


@dataclass(frozen=True, slots=True)
class Yearly:
    """`årligen`: some time every school year, listed, never dated by itself."""

    def __str__(self) -> str:
        return "årligen"


Undated = OnDemand | Ongoing | Yearly
"""A rule that gives no date."""


@dataclass(frozen=True, slots=True)
class Relative:
    """`14 dagar före namnd`: so far from each occurrence of another activity, wherever that stands in the calendar."""

    offset: Offset
    other: str
    """The id of the other activity."""
    by: "Rule | None" = None
    """The rule of the other activity, which names the slots; None until a plan gives it."""
    name: str | None = None
    """What the other activity is called."""

    def __str__(self) -> str:
        return f"{self.offset} {self.other}"


@dataclass(frozen=True, slots=True)
class About:
    """`runt 1 mars`, `runt v. 46`: the same days, preliminary until somebody has decided."""

    by: DatedRule | Monthly | Several | Relative

    def __str__(self) -> str:
        return f"runt {self.by}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`senast 30 juni`, `senast v. 10`: the same days, as a deadline."""

    by: DatedRule | Monthly | Several | Relative | About

    def __str__(self) -> str:
        return f"senast {self.by}"


@dataclass(frozen=True, slots=True)
class Cycled:
    """`mars vartannat år från 2026/27`, `senast v. 10 jämna år`: the same days, in some years only."""

    by: DatedRule | Monthly | Several | Relative | About | Deadline
    cycle: Cycle

    def __str__(self) -> str:
        return f"{self.by} {self.cycle}"


Rule = DatedRule | Monthly | Several | Relative | About | Deadline | Cycled | Undated


def relative(rule: Rule) -> Relative | None:
    """Return the part of a rule that counts from another activity; None if it counts from none."""
    match rule:
        case Relative():
            return rule
        case About(by=by) | Deadline(by=by) | Cycled(by=by):
            return relative(by)
        case _:
            return None


def steps_away(rule: Rule) -> int:
    """Return in how many steps a rule counts from one that counts from none; 0 for such a rule itself."""
    counted = relative(rule)
    return 0 if counted is None else 1 + (steps_away(counted.by) if counted.by else 0)


def days_away(rule: Rule) -> int:
    """Return in how many days at most a rule counts from one that counts from none; 0 for such a rule itself."""
    counted = relative(rule)
    if counted is None:
        return 0
    return abs(counted.offset.days) + FREE_DAYS + (days_away(counted.by) if counted.by else 0)


def bound(rule: Rule, by: Rule, name: str) -> Rule:
    """Return a rule that counts from another activity, with the rule of that and what it is called."""
    match rule:
        case Relative():
            return replace(rule, by=by, name=name)
        case About() | Deadline() | Cycled():
            return replace(rule, by=bound(rule.by, by, name))  # type: ignore[arg-type]
        case _:
            return rule


def in_words(rule: Rule) -> str:
    """Return a phrase as people read it: with the name of another activity for its id."""
    counted = relative(rule)
    if counted is None or counted.name is None:
        return str(rule)
    return str(rule).replace(str(counted), f"{counted.offset} {counted.name}")


def counts_from_term(rule: Rule) -> bool:
    """Tell whether any slot of a rule is an end of a term, or counted from one."""
    return any(isinstance(dated.day if isinstance(dated, Anchored) else dated, TermEdge) for _, dated in slots(rule))


def is_monthly(rule: Rule) -> bool:
    """Tell whether a rule is one of every month, whatever stands around it."""
    match rule:
        case About(by=by) | Deadline(by=by) | Cycled(by=by) | Relative(by=by) if by is not None:
            return is_monthly(by)
        case _:
            return isinstance(rule, Monthly)


def is_deadline(rule: Rule) -> bool:
    """Tell whether a rule is a deadline, in all years or in some."""
    return isinstance(rule.by if isinstance(rule, Cycled) else rule, Deadline)


@lru_cache(maxsize=4096)
def slots(rule: Rule) -> tuple[tuple[int | None, DatedRule], ...]:
    """Return what a rule gives in a school year: (month, rule) of each slot; month None if there is only one."""
    match rule:
        case OnDemand() | Ongoing() | Yearly():
            return ()
        case Monthly() | Several():
            return tuple(rule.slots())
        case Relative(by=None):
            return ()
        case Relative(offset=offset, by=other):
            return tuple((month, Counted(offset, dated)) for month, dated in slots(other))
        case About(by=by) | Deadline(by=by) | Cycled(by=by):
            return slots(by)
        case _:
            return ((None, rule),)


def slot_months(rule: Rule) -> tuple[int, ...]:
    """Return the months that name the slots of a rule, in the order of the school year; none if it has one slot."""
    return tuple(month for month, _ in slots(rule) if month)


@cache  # asked of every occurrence
def rule_of(rule: Rule, month: int | None) -> DatedRule | None:
    """Return what gives the days of a slot; None if the rule has no such slot."""
    return dict(slots(rule)).get(month)


def rests(rule: Rule, year: SchoolYear, month: int | None) -> bool:
    """Tell whether a slot of a rule is not there in a school year, because its cycle has it in others."""
    dated = rule_of(rule, month)
    return isinstance(rule, Cycled) and dated is not None and not rule.cycle.has(year, dated.slot)


def rests_in(rule: Rule, year: SchoolYear) -> bool:
    """Tell whether no slot of a rule is there in a school year, because its cycle has them in others."""
    return isinstance(rule, Cycled) and bool(slots(rule)) and all(rests(rule, year, month) for month, _ in slots(rule))


def leaves_day_open(rule: DatedRule) -> bool:
    """Tell whether a rule says no more than the month: exactly one whole month, or either of two."""
    return isinstance(rule, Either) or is_whole_month(rule)


def is_whole_month(rule: Rule) -> bool:
    """Tell whether a rule is exactly one whole month, in all years or in some."""
    month = rule.by if isinstance(rule, Cycled) else rule
    return isinstance(month, Months) and month.first == month.last


def gives_no_day(rule: Rule) -> bool:
    """Tell whether no slot of a rule says more than its month."""
    return all(leaves_day_open(of_slot) for _, of_slot in slots(rule))


def gives_whole_months(rule: Rule) -> bool:
    """Tell whether each slot of a rule is exactly one whole month: `mars`, `varje månad utom juli`, `senast maj`."""
    dated = slots(rule)
    return bool(dated) and all(is_whole_month(of_slot) for _, of_slot in dated)


@cache  # asked of every occurrence
def is_to_be_decided(rule: Rule) -> bool:
    """Tell whether a rule itself says that its days are to be decided every year."""
    match rule:
        case About():
            return True
        case Deadline(by=by) | Cycled(by=by):
            return is_to_be_decided(by)
        case _:
            return any(isinstance(dated, Either) for _, dated in slots(rule))


def slot_holding(rule: Rule, year: SchoolYear, day: dt.date) -> int | None:
    """Return the slot in whose days of a school year a day lies: of two, that of its own month, else the first."""
    # The country of the working days makes no difference: the day that it gives lies in its own month.
    workdays = Workdays()
    holding: list[int] = []
    for month, dated in slots(rule):
        try:
            span = dated.span(year, workdays)
        except NoSuchDay:
            continue
        if month and span.holds(day):
            holding.append(month)
    return day.month if day.month in holding else next(iter(holding), None)


def slot_of(rule: Rule, year: SchoolYear, day: dt.date) -> int:
    """Return the slot of a day that names none: the one in whose days it lies, else that of its month.

    Of what counts from another activity, it is the month of the day that this is counted from.
    """
    if slot := slot_holding(rule, year, day):
        return slot
    counted = relative(rule)
    if counted is None or counted.by is None:
        return day.month
    return slot_of(counted.by, year, day - dt.timedelta(days=counted.offset.days))
