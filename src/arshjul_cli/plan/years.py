"""What is decided for one school year: dates, cancellations, breaks, extra activities."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Tag, model_validator

from arshjul_cli.plan.fields import DecidedDays, Id, Line, Month, Summary, Url, When
from arshjul_cli.plan.items import Extra
from arshjul_cli.plan.part import Model
from arshjul_cli.rules import Rule, Span, slot_of, slots
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
"""One date; or, for several occasions, a list of dates that name their slots by themselves, or a date for each slot."""
Reasons = Annotated[
    Annotated[Line, Tag("reason")] | Annotated[dict[Month, Line], Tag("months")],
    Discriminator(lambda value: "months" if isinstance(value, dict) else "reason"),
]
"""Why it is cancelled: the whole year, or month by month."""


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
    cancelled: dict[Id, Reasons] = {}
    breaks: tuple[Break, ...] = ()
    extra: tuple[Extra, ...] = ()

    def reason(self, item_id: str, month: int | None) -> str | None:
        """Return why a slot of an activity, or an extra one, is cancelled; None if it is not."""
        reasons = self.cancelled.get(item_id)
        if isinstance(reasons, Mapping):
            return reasons.get(month) if month else None
        return reasons
