"""What stands around the dated phrases: about a time, by then, in some years; those without a date; and the slots."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from arshjul_cli.rules.cycles import Cycle
from arshjul_cli.rules.dated import DatedRule
from arshjul_cli.rules.months import Either, Months
from arshjul_cli.rules.several import Monthly, Several
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
class About:
    """`runt 1 mars`, `runt v. 46`: the same days, preliminary until somebody has decided."""

    by: DatedRule | Monthly | Several

    def __str__(self) -> str:
        return f"runt {self.by}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`senast 30 juni`, `senast v. 10`: the same days, as a deadline."""

    by: DatedRule | Monthly | Several | About

    def __str__(self) -> str:
        return f"senast {self.by}"


@dataclass(frozen=True, slots=True)
class Cycled:
    """`mars vartannat år från 2026/27`, `senast v. 10 jämna år`: the same days, in some years only."""

    by: DatedRule | Monthly | Several | About | Deadline
    cycle: Cycle

    def __str__(self) -> str:
        return f"{self.by} {self.cycle}"


Rule = DatedRule | Monthly | Several | About | Deadline | Cycled | Undated


def is_monthly(rule: Rule) -> bool:
    """Tell whether a rule is one of every month, whatever stands around it."""
    return is_monthly(rule.by) if isinstance(rule, About | Deadline | Cycled) else isinstance(rule, Monthly)


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
        case About(by=by) | Deadline(by=by) | Cycled(by=by):
            return slots(by)
        case _:
            return ((None, rule),)


def slot_months(rule: Rule) -> tuple[int, ...]:
    """Return the months that name the slots of a rule, in the order of the school year; none if it has one slot."""
    return tuple(month for month, _ in slots(rule) if month)


def rule_of(rule: Rule, month: int | None) -> DatedRule | None:
    """Return what gives the days of a slot; None if the rule has no such slot."""
    return dict(slots(rule)).get(month)


def rests(rule: Rule, year: SchoolYear, month: int | None) -> bool:
    """Tell whether a slot of a rule is not there in a school year, because its cycle has it in others."""
    dated = rule_of(rule, month)
    return isinstance(rule, Cycled) and dated is not None and not rule.cycle.has(year, dated.slot)


def rests_in(rule: Rule, year: SchoolYear) -> bool:
    """Tell whether no slot of a rule is there in a school year, because its cycle has them in others."""
    return isinstance(rule, Cycled) and all(rests(rule, year, month) for month, _ in slots(rule))


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
    """Return the slot of a day that names none: the one in whose days it lies, else that of its month."""
    return slot_holding(rule, year, day) or day.month
