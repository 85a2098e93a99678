"""The phrases around the dated ones: monthly, as a deadline, and on demand; and the slots of any of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from arshjul_cli.rules.phrase import PhraseError
from arshjul_cli.schoolyear import SCHOOL_YEAR_MONTHS
from arshjul_cli.swedish import enumerate_words, month_name

DatedRule = (
    Months | Days | PartOfMonth | Weeks | WeekdayOfWeek | NthWeekday | NthWorkday
    | EasterWeek | WeekOfEaster | WeekdayByEaster
)  # fmt: skip
"""A rule that gives one span of days a school year; a closed list, so that mypy tells where one is forgotten."""


@dataclass(frozen=True, slots=True)
class Monthly:
    """`varje månad utom juli`, `sista vardagen varje månad`: `each` in every month but some."""

    each: Months | NthWeekday | NthWorkday
    without: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.without)) < len(self.without):
            raise PhraseError("Samma månad är undantagen två gånger. Skriv varje månad en gång.")
        if len(self.without) == 12:
            raise PhraseError('Ingen månad är kvar. Skriv "vid behov" om inget datum finns.')
        object.__setattr__(self, "without", tuple(sorted(self.without)))
        object.__setattr__(self, "each", self._in(1))

    def __str__(self) -> str:
        each = "" if isinstance(self.each, Months) else f"{self.each.phrase} "
        without = f" utom {enumerate_words(map(month_name, self.without))}" if self.without else ""
        return f"{each}varje månad{without}"

    def slots(self) -> Iterator[tuple[int, DatedRule]]:
        """Yield each month that counts, in the order of the school year, and its rule."""
        return ((month, self._in(month)) for month in SCHOOL_YEAR_MONTHS if month not in self.without)

    def _in(self, month: int) -> Months | NthWeekday | NthWorkday:
        return Months(month, month) if isinstance(self.each, Months) else replace(self.each, month=month)


@dataclass(frozen=True, slots=True)
class OnDemand:
    """`vid behov`: listed, never dated by itself."""

    def __str__(self) -> str:
        return "vid behov"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`senast 30 juni`, `senast v. 10`: the same days, as a deadline."""

    by: "DatedRule | Monthly"

    def __str__(self) -> str:
        return f"senast {self.by}"


Rule = DatedRule | Monthly | OnDemand | Deadline


def gives_whole_months(rule: Rule) -> bool:
    """Tell whether each slot of a rule is exactly one whole month: `mars`, `varje månad utom juli`, `senast maj`."""
    match rule:
        case Months():
            return rule.first == rule.last
        case Monthly():
            return isinstance(rule.each, Months)
        case Deadline(by=by):
            return gives_whole_months(by)
        case _:
            return False


def slots(rule: Rule) -> tuple[tuple[int | None, DatedRule], ...]:
    """Return what a rule gives in a school year: (month, rule) of each slot; month None if there is only one."""
    match rule:
        case OnDemand():
            return ()
        case Monthly():
            return tuple(rule.slots())
        case Deadline(by=by):
            return slots(by)
        case _:
            return ((None, rule),)
