"""The phrases of months: whole ones, either of two, a part of one, and its last day."""

from dataclasses import dataclass
from typing import Literal

from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.rules.words import PhraseError
from arshjul_cli.schoolyear import SchoolYear, month_days
from arshjul_cli.swedish import month_name
from arshjul_cli.workdays import Workdays

PartName = Literal["början", "mitten", "slutet"]


@dataclass(frozen=True, slots=True)
class Months:
    """`mars`, `januari–februari`, `december–januari`: whole months, at most eleven."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if (self.last - self.first) % 12 == 11:
            raise PhraseError("Perioden är längre än elva månader. Dela den i två aktiviteter.")

    def __str__(self) -> str:
        return "–".join(dict.fromkeys((month_name(self.first), month_name(self.last))))

    def months(self) -> tuple[int, ...]:
        """Return each month 1–12 of it, in order."""
        return tuple((self.first - 1 + n) % 12 + 1 for n in range((self.last - self.first) % 12 + 1))

    @property
    def slot(self) -> int:
        """The month 1–12 that names it among several occasions of an activity."""
        return self.first

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return the first day of the first month to the last day of the last."""
        first_year = year.calendar_year(self.first)
        last_year = first_year + (self.last < self.first)
        return Span(month_days(first_year, self.first)[0], month_days(last_year, self.last)[1])


@dataclass(frozen=True, slots=True)
class Either:
    """`maj eller juni`: a day, still to be decided, in one of two months in a row of one school year."""

    first: int
    last: int

    def __post_init__(self) -> None:
        first, last = month_name(self.first), month_name(self.last)
        if self.first == self.last:
            raise PhraseError(f'Samma månad står två gånger. Skriv "{first}".')
        if (self.first, self.last) in {(6, 7), (7, 6)}:
            raise PhraseError('Juni och juli hör till olika läsår. Skriv "juni" eller "juli".')
        if self.first == self.last % 12 + 1:
            raise PhraseError(f'Skriv månaderna i följd: "{last} eller {first}".')
        if self.last != self.first % 12 + 1:
            raise PhraseError(f'Bara två månader i följd går att välja mellan. Skriv den ena, till exempel "{first}".')

    def __str__(self) -> str:
        return f"{month_name(self.first)} eller {month_name(self.last)}"

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.first

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return the first day of the first month to the last day of the second."""
        return Span(
            month_days(year.calendar_year(self.first), self.first)[0],
            month_days(year.calendar_year(self.last), self.last)[1],
        )


@dataclass(frozen=True, slots=True)
class PartOfMonth:
    """`början av mars` (1–10), `mitten av mars` (11–20), `slutet av mars` (21–last)."""

    part: PartName
    month: int

    def __str__(self) -> str:
        return f"{self.head} {month_name(self.month)}"

    @property
    def head(self) -> str:
        """`början av`, after which the month stands."""
        return f"{self.part} av"

    @property
    def phrase(self) -> str:
        """`början av`, without the month."""
        return self.head

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.month

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return the ten days, or what is left of the month after the twentieth."""
        first, last = month_days(year.calendar_year(self.month), self.month)
        match self.part:
            case "början":
                return Span(first, first.replace(day=10))
            case "mitten":
                return Span(first.replace(day=11), first.replace(day=20))
            case "slutet":
                return Span(first.replace(day=21), last)


@dataclass(frozen=True, slots=True)
class LastDay:
    """`sista dagen i mars`: the last day of a month."""

    month: int

    def __str__(self) -> str:
        return f"{self.head} {month_name(self.month)}"

    @property
    def head(self) -> str:
        """`sista dagen i`, after which the month stands."""
        return f"{self.phrase} i"

    @property
    def phrase(self) -> str:
        """`sista dagen`, without the month."""
        return "sista dagen"

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.month

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that one day."""
        return single_day(month_days(year.calendar_year(self.month), self.month)[1])
