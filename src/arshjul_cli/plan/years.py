"""What is decided for one school year: dates, cancellations, breaks, extra activities."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Tag, model_validator

from arshjul_cli.findings import Code
from arshjul_cli.plan.fields import (
    BreakDays,
    DateSpan,
    DecidedDays,
    Id,
    Line,
    Month,
    MonthOrDay,
    Months,
    Summary,
    TermDays,
    Url,
    wrong,
)
from arshjul_cli.plan.items import Extra, Item
from arshjul_cli.plan.part import Model
from arshjul_cli.rules import Rule, Span, rests, rests_in, slot_of, slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Null
from arshjul_cli.workdays import Workdays


class Decision(Model):
    """What was decided for one date: the days, and a place or page of its own."""

    date: DecidedDays
    location: Summary | None = None
    url: Url | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return value if isinstance(value, Null | dict) else {"date": value}


class Break(Model):
    """A school holiday."""

    name: Line
    when: BreakDays

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return its days in a school year. Raises `NoSuchDay` when the year lacks them."""
        if isinstance(self.when, DateSpan):
            return Span(self.when.start, self.when.last_day)
        ((_, rule),) = slots(self.when)
        return rule.span(year, workdays)


class Terms(Model):
    """When the schools of the plan have their terms in a school year."""

    host: TermDays | None = None
    var: TermDays | None = None

    @property
    def days(self) -> Mapping[str, tuple[dt.date, dt.date]]:
        """The first and the last day of each term that is given, by its name."""
        named = {"höstterminen": self.host, "vårterminen": self.var}
        return {name: (days.start, days.last_day) for name, days in named.items() if days}


def _shape(value: object) -> Literal["decision", "list", "months"]:
    if isinstance(value, list):
        return "list"
    return "months" if isinstance(value, dict) and value.keys().isdisjoint(Decision.model_fields) else "decision"


Decisions = Annotated[
    Annotated[Decision, Tag("decision")]
    | Annotated[tuple[Decision, ...], Tag("list")]
    | Annotated[dict[Month, Decision], Tag("months")],
    Discriminator(_shape),
]
"""One date; or, for several occasions, a list of dates that name their slots by themselves, or a date for each slot."""


def _no_list(value: object) -> object:
    if isinstance(value, list):
        text = "Här ska det stå ett skäl. Skriv {januari: skälet} för en månad, {2027-01-13: skälet} för en dag."
        raise wrong(Code.VALUE, text)
    return value


Reasons = Annotated[
    Annotated[Line, BeforeValidator(_no_list), Tag("reason")] | Annotated[dict[MonthOrDay, Line], Tag("months")],
    Discriminator(lambda value: "months" if isinstance(value, dict) else "reason"),
]
"""Why it is cancelled: the whole year, or by the month of a slot or the day that is decided for it."""


def by_slot(entry: Decisions | None, rule: Rule, year: SchoolYear) -> dict[int | None, Decision]:
    """Return the decision of each slot of a rule in a school year."""
    match entry:
        case None:
            return {}
        case Decision():
            return {None: entry}
        case _:
            return dict(of_months(entry, rule, year))


def decisions_of(entry: Decisions) -> tuple[Decision, ...]:
    """Return each decision of an entry."""
    match entry:
        case Decision():
            return (entry,)
        case tuple():
            return entry
        case _:
            return tuple(entry.values())


def of_months(
    entry: tuple[Decision, ...] | Mapping[int, Decision], rule: Rule, year: SchoolYear
) -> Iterator[tuple[int, Decision]]:
    """Yield each decision of several occasions with its slot: the one that its date is of, or the one named."""
    if isinstance(entry, tuple):
        yield from ((slot_of(rule, year, decision.date.start), decision) for decision in entry)
    else:
        yield from entry.items()


class YearBlock(Model):
    """What is decided for one school year."""

    dates: Annotated[dict[Id, Decisions], BeforeValidator(lambda value: {} if isinstance(value, Null) else value)] = {}
    """A `dates:` under which there are only comments is one without dates yet."""
    complete: dict[Id, Months] = {}
    """The months of an activity in which the dates that are written are all there are: other slots do not exist."""
    cancelled: dict[Id, Reasons] = {}
    terms: Terms | None = None
    breaks: tuple[Break, ...] = ()
    extra: tuple[Extra, ...] = ()

    def of(self, item: Item, year: SchoolYear) -> "OfItem":
        """Return what it decides, for a school year, of an activity or of one of its extra ones."""
        return OfItem(self, item, year)


@dataclass(frozen=True, eq=False)
class OfItem:
    """What a school year decides of an activity, or of an extra one."""

    block: YearBlock
    item: Item
    year: SchoolYear

    @cached_property
    def decisions(self) -> Mapping[int | None, Decision]:
        """The decision of each slot; an extra one has its date in itself."""
        return by_slot(self.block.dates.get(self.item.id), self.item.rule, self.year) if self.item.rule else {}

    def decided_on(self, day: dt.date) -> tuple[int | None, ...]:
        """Return the slots that have a day by decision."""
        decided = {slot: decision.date for slot, decision in self.decisions.items()}
        if isinstance(self.item, Extra):
            decided[None] = self.item.date
        return tuple(slot for slot, days in decided.items() if days.start <= day <= days.last_day)

    def leaves_out(self, month: int | None) -> bool:
        """Tell whether a slot does not exist: no date of it is written, and its month is complete or the rule rests."""
        if month in self.decisions:
            return False
        return month in self.block.complete.get(self.item.id, ()) or self.rests(month)

    def rests(self, month: int | None) -> bool:
        """Tell whether the rule has a slot in other years only, whatever is decided."""
        return self.item.rule is not None and rests(self.item.rule, self.year, month)

    @cached_property
    def is_absent(self) -> bool:
        """Whether the year has nothing of it: it does not exist then, or its rule rests and no date is written."""
        if not self.item.stands_in(self.year):
            return True
        return self.item.rule is not None and rests_in(self.item.rule, self.year) and not self.decisions

    def reason(self, month: int | None) -> str | None:
        """Return why a slot is cancelled; None if it is not."""
        reasons = self.block.cancelled.get(self.item.id)
        if not isinstance(reasons, Mapping):
            return reasons
        key = self.cancelled_by(month)
        return None if key is None else reasons[key]

    def cancelled_by(self, month: int | None) -> int | dt.date | None:
        """Return the key that cancels a slot; None if there is none, or the whole year is cancelled."""
        reasons = self.block.cancelled.get(self.item.id)
        if not isinstance(reasons, Mapping):
            return None
        if month in reasons:
            return month
        days = (key for key in reasons if isinstance(key, dt.date))
        return next((day for day in days if month in self.decided_on(day)), None)
