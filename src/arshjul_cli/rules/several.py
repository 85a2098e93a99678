"""The phrases of several occasions a school year, each in a slot named by a month: a list of times, or every month."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from arshjul_cli.rules.dated import DatedRule, Headed
from arshjul_cli.rules.days import Days, NthWeekday, NthWorkday
from arshjul_cli.rules.months import LastDay, Months, PartOfMonth
from arshjul_cli.rules.weeks import WeekdayOfWeek, Weeks
from arshjul_cli.rules.words import PhraseError
from arshjul_cli.schoolyear import SCHOOL_YEAR_MONTHS
from arshjul_cli.swedish import enumerate_words, month_name

Slots = Iterator[tuple[int, DatedRule]]
_IN_EVERY_MONTH = 28
Each = Months | Days | PartOfMonth | LastDay | NthWeekday | NthWorkday
"""What may be in every month: a rule whose month can be another."""


@dataclass(frozen=True, slots=True)
class Several:
    """`mars och oktober`, `v. 36 och v. 6`: occasions in different months, in the order they are written in."""

    occasions: tuple[DatedRule, ...]

    def __post_init__(self) -> None:
        for first, second in combinations(self.occasions, 2):
            if first == second:
                raise PhraseError(f'"{first}" står två gånger. Skriv varje tid en gång.')
            if first.slot == second.slot:
                both = f'"{first}" och "{second}" hör till samma månad ({month_name(first.slot)}).'
                if together := _in_a_row(first, second):
                    raise PhraseError(f'{both} Skriv "{together}", eller gör två aktiviteter.')
                raise PhraseError(f"{both} Gör två aktiviteter, en för varje tid.")
        for first, second in pairwise(self.occasions):
            if meant := _unclear(first, second):
                raise PhraseError(f'Det är oklart om "{second}" är en egen tid. {meant}')

    def __str__(self) -> str:
        months = [month_name(occasion.slot) for occasion in self.occasions]
        heads = {occasion.head if isinstance(occasion, Headed) else None for occasion in self.occasions}
        head = heads.pop() if len(heads) == 1 else None
        return f"{head} {enumerate_words(months)}" if head else enumerate_words(map(str, self.occasions))

    def slots(self) -> Slots:
        """Yield the month that names each occasion, in the order of the school year, and its rule."""
        of_month = {occasion.slot: occasion for occasion in self.occasions}
        return ((month, of_month[month]) for month in SCHOOL_YEAR_MONTHS if month in of_month)


def _in_a_row(first: DatedRule, second: DatedRule) -> DatedRule | None:
    """Return two times as one, if the second begins right after the first ends."""
    match first, second:
        case Weeks(last=before), Weeks(first=after) if after == before + 1:
            return Weeks(first.first, second.last)
        case Days(), Days() if (first.last_month, first.last_day + 1) == (second.first_month, second.first_day):
            return Days(first.first_day, first.first_month, second.last_day, second.last_month)
        case _:
            return None


def _unclear(first: DatedRule, second: DatedRule) -> str | None:
    """Return what to write if the second of two times may be meant to begin as the first does."""
    match first, second:
        case Days(), Months(first=month) if second.first == second.last:
            last_month = (month + first.last_month - first.first_month - 1) % 12 + 1
            try:
                days = replace(first, first_month=month, last_month=last_month)
            except PhraseError:
                return f'Skriv "{second} och {first}" om det är hela månaden.'
            return f'Skriv "{first} och {days}", eller "{second} och {first}" om det är hela månaden.'
        case WeekdayOfWeek(), Weeks(months=None) if second.first == second.last:
            day = replace(first, week=second.first)
            return f'Skriv "{first} och {day}", eller "{second} och {first}" om det är hela veckan.'
        case ((PartOfMonth() | LastDay() | NthWeekday() | NthWorkday()), Months()) if second.first == second.last:
            return f'Skriv "{second} och {first}" om det är hela månaden.'
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Monthly:
    """`varje månad utom juli`, `sista vardagen varje månad`: `each` in every month, or those `within`, but some."""

    each: Each
    without: tuple[int, ...] = ()
    within: Months | None = None

    def __post_init__(self) -> None:
        if isinstance(self.each, Days) and self.each.first_day > _IN_EVERY_MONTH:
            raise PhraseError(f'Alla månader har inte en dag {self.each.first_day}. Skriv "sista dagen varje månad".')
        if self.within and self.within.first == self.within.last:
            raise PhraseError(f'Det är bara en månad. Skriv "{self.within}".')
        if len(set(self.without)) < len(self.without):
            raise PhraseError("Samma månad är undantagen två gånger. Skriv varje månad en gång.")
        within = _months(self.within)
        if len(self.without) == len(within):
            raise PhraseError('Ingen månad är kvar. Skriv "vid behov" om inget datum finns.')
        for month in self.without:
            if month not in within:
                rest = replace(self, without=tuple(other for other in self.without if other in within))
                raise PhraseError(f'{month_name(month).capitalize()} ingår inte i {self.within}. Skriv "{rest}".')
        object.__setattr__(self, "without", tuple(sorted(self.without)))
        object.__setattr__(self, "each", self._in(1))

    def __str__(self) -> str:
        each = "" if isinstance(self.each, Months) else f"{self.each.phrase} "
        within = f" {self.within}" if self.within else ""
        without = f" utom {enumerate_words(map(month_name, self.without))}" if self.without else ""
        return f"{each}varje månad{within}{without}"

    def slots(self) -> Slots:
        """Yield each month that counts, in the order of the school year, and its rule."""
        within = _months(self.within)
        return (
            (month, self._in(month)) for month in SCHOOL_YEAR_MONTHS if month in within and month not in self.without
        )

    def _in(self, month: int) -> Each:
        match self.each:
            case Months():
                return Months(month, month)
            case Days(first_day=day):
                return Days(day, month, day, month)
            case _:
                return replace(self.each, month=month)


def _months(within: Months | None) -> frozenset[int]:
    """Return the months 1–12 of a span of them, of none every one."""
    return frozenset(within.months() if within else SCHOOL_YEAR_MONTHS)
