"""What is decided for one school year: dates, cancellations, breaks, extra activities."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Tag, model_validator

from arshjul_cli.findings import Code
from arshjul_cli.plan.fields import DecidedDays, Id, Line, Month, MonthOrDay, Months, Summary, Url, When, wrong
from arshjul_cli.plan.items import Extra
from arshjul_cli.plan.part import Model
from arshjul_cli.rules import Span, slots
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
    when: When

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return its days in a school year. Raises `NoSuchDay` when the year lacks them."""
        ((_, rule),) = slots(self.when)
        return rule.span(year, workdays)


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
"""One date; or, for a monthly activity, a list of dates that name their own months, or a date for each month."""


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


def by_slot(entry: Decisions | None) -> dict[int | None, Decision]:
    """Return the decision of each slot."""
    return dict(decisions_of(entry))


def decisions_of(entry: Decisions | None) -> Iterator[tuple[int | None, Decision]]:
    """Yield each decision of an entry with its slot: none, the month that its date lies in, or the month named."""
    match entry:
        case None:
            pass
        case Decision():
            yield None, entry
        case _:
            yield from months_of(entry)


def months_of(entry: tuple[Decision, ...] | Mapping[int, Decision]) -> Iterator[tuple[int, Decision]]:
    """Yield each decision of a monthly activity with its month: the one that its date lies in, or the one named."""
    if isinstance(entry, tuple):
        yield from ((decision.date.start.month, decision) for decision in entry)
    else:
        yield from entry.items()


class YearBlock(Model):
    """What is decided for one school year."""

    dates: Annotated[dict[Id, Decisions], BeforeValidator(lambda value: {} if isinstance(value, Null) else value)] = {}
    """A `dates:` under which there are only comments is one without dates yet."""
    complete: dict[Id, Months] = {}
    """The months of an activity in which the dates that are written are all there are: other slots do not exist."""
    cancelled: dict[Id, Reasons] = {}
    breaks: tuple[Break, ...] = ()
    extra: tuple[Extra, ...] = ()

    def leaves_out(self, item_id: str, month: int | None) -> bool:
        """Tell whether a slot of an activity does not exist: its month is complete, and no date of it is written."""
        return month in self.complete.get(item_id, ()) and month not in by_slot(self.dates.get(item_id))

    def reason(self, item_id: str, month: int | None) -> str | None:
        """Return why a slot of an activity, or an extra one, is cancelled; None if it is not."""
        reasons = self.cancelled.get(item_id)
        if not isinstance(reasons, Mapping):
            return reasons
        key = self.cancelled_by(item_id, month)
        return None if key is None else reasons[key]

    def cancelled_by(self, item_id: str, month: int | None) -> int | dt.date | None:
        """Return the key that cancels a slot; None if there is none, or the whole year is cancelled."""
        reasons = self.cancelled.get(item_id)
        if not isinstance(reasons, Mapping):
            return None
        if month in reasons:
            return month
        days = (key for key in reasons if isinstance(key, dt.date))
        return next((day for day in days if month in self.decided_on(item_id, day)), None)

    def decided_on(self, item_id: str, day: dt.date) -> tuple[int | None, ...]:
        """Return the slots of an activity, or of an extra one, that have a day by decision."""
        extras = ((None, extra.date) for extra in self.extra if extra.id == item_id)
        decided = ((slot, decision.date) for slot, decision in decisions_of(self.dates.get(item_id)))
        return tuple(slot for slot, days in (*decided, *extras) if days.start <= day <= days.last_day)
