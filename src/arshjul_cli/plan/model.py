"""The plan: the schema of the file, as frozen values.

`references` holds its parts against each other; `load` reads it from a file.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    Tag,
    model_validator,
)

from arshjul_cli.plan.fields import (
    Color,
    Count,
    CountryCode,
    Date,
    DecidedDays,
    FeedId,
    Flag,
    Hostname,
    Id,
    IgnoredCode,
    Line,
    Month,
    Notice,
    OnHolidayMode,
    Shown,
    Summary,
    TimeZoneName,
    Url,
    When,
    Year,
)
from arshjul_cli.rules import Deadline, Rule, Span, slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Mapping, Node, Null, Sequence, Step, Text, at
from arshjul_cli.workdays import Workdays


class Model(BaseModel):
    """What all parts of the plan share: nothing unknown in them, nothing changes, and each knows where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @cached_property
    def node(self) -> Node:
        """The node that it was read from; one that is nowhere if it was made by hand."""
        return Mapping()

    @model_validator(mode="wrap")
    @classmethod
    def _remember_node(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        made = handler(value)
        if isinstance(value, Text | Sequence | Mapping):
            # As cached properties do, so that parts which say the same are equal wherever they stand.
            made.__dict__["node"] = value
        return made

    def at(self, *steps: Step) -> Node:
        """Return the node at a path below its own, or the nearest above it that is there."""
        return at(self.node, *steps)


class Header(Model):
    """What the plan is, who decided it and when, and what its feeds are made with."""

    title: Line
    organisation: Line
    adopted: Date | None = None
    paragraph: Line | None = None
    reviewed: Date | None = None
    owner: Id | None = None
    uid_domain: Hostname
    timezone: TimeZoneName = "Europe/Stockholm"
    country: CountryCode = "SE"
    display: Shown | None = None
    """How periods are shown where the activity does not say; without it, by their length."""
    on_holiday: OnHolidayMode = "keep"
    """What a rule's day does on a day off, where the activity does not say."""
    ignore: dict[IgnoredCode, Line] = {}
    """Findings of any activity to set aside, each with its reason."""


class Role(Model):
    """A post, or a body with members and maybe a leader."""

    name: Line
    short: Line | None = None
    leader: Id | None = None
    members: tuple[Id, ...] = ()
    others: Line | None = None
    """Further people of a body, in words."""
    formerly: tuple[FeedId, ...] = ()

    @property
    def is_body(self) -> bool:
        """Whether somebody belongs to it or leads it."""
        return bool(self.members or self.leader)

    @property
    def label(self) -> str:
        """The name where there is little room."""
        return self.short or self.name


class Category(Model):
    """A kind of activity, with its colour in the calendar."""

    name: Line
    color: Color


class Link(Model):
    """A page to read."""

    title: Line
    url: Url


class Item(Model):
    """What an activity of the plan and an extra one of a year have in common."""

    id: Id
    summary: Summary
    points: tuple[Line, ...] = ()
    responsible: tuple[Id, ...] = ()
    participants: tuple[Id, ...] = ()
    category: Id | None = None
    goals: tuple[Id, ...] = ()
    source: Line | None = None
    location: Summary | None = None
    url: Url | None = None
    links: tuple[Link, ...] = ()
    deadline: Flag = False
    display: Shown | None = None
    notice: Notice | None = None
    """Days before, on which it is told of."""
    ignore: dict[IgnoredCode, Line] = {}
    """Findings to set aside, each with its reason."""

    @property
    def rule(self) -> Rule | None:
        """When it is, as the plan says it; None for what has a date of its own."""
        return None

    @property
    def is_deadline(self) -> bool:
        """Whether it is to be done by its days."""
        return self.deadline

    @property
    def uid_id(self) -> str:
        """The id that its UIDs are made of."""
        return self.id

    @property
    def named(self) -> tuple[str, ...]:
        """The roles that it names, responsible first."""
        return tuple(dict.fromkeys((*self.responsible, *self.participants)))


class Activity(Item):
    """A row of the time plan."""

    when: When
    decided_yearly: Flag = False
    on_holiday: OnHolidayMode | None = None
    formerly: tuple[Id, ...] = ()

    @property
    def rule(self) -> Rule:
        """See `Item.rule`."""
        return self.when

    @property
    def is_deadline(self) -> bool:
        """Whether it is to be done by its days, said by the phrase or by the key."""
        return self.deadline or isinstance(self.when, Deadline)

    @property
    def uid_id(self) -> str:
        """The id that its UIDs are made of: the first it ever had."""
        return self.formerly[0] if self.formerly else self.id


class Extra(Item):
    """A one-off activity of a year."""

    date: DecidedDays


class Promise(Model):
    """What the plan's prose promises: how often a school year the activities happen, or in which months."""

    id: Id
    text: Line
    activities: Annotated[tuple[Id, ...], Field(min_length=1)]
    per_school_year: Count | None = None
    months: tuple[Month, ...] = ()
    source: Line | None = None


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


def _shape(value: object) -> Literal["one", "list", "months"]:
    if isinstance(value, list):
        return "list"
    return "months" if isinstance(value, dict) and value.keys().isdisjoint(Decision.model_fields) else "one"


Decisions = Annotated[
    Annotated[Decision, Tag("one")]
    | Annotated[tuple[Decision, ...], Tag("list")]
    | Annotated[dict[Month, Decision], Tag("months")],
    Discriminator(_shape),
]
"""One date; or, for a monthly activity, a list of dates that name their own months, or a date for each month."""

Reasons = Annotated[
    Annotated[Line, Tag("one")] | Annotated[dict[Month, Line], Tag("months")],
    Discriminator(lambda value: "months" if isinstance(value, dict) else "one"),
]
"""Why it is cancelled: the whole year, or month by month."""


def by_slot(entry: Decisions | None) -> dict[int | None, Decision]:
    """Return the decision of each slot."""
    return dict(slots_of(entry))


def slots_of(entry: Decisions | None) -> Iterator[tuple[int | None, Decision]]:
    """Yield each decision of an entry with its slot: none, the month that its date lies in, or the month named."""
    match entry:
        case None:
            pass
        case Decision():
            yield None, entry
        case tuple():
            yield from ((decision.date.start.month, decision) for decision in entry)
        case _:
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
        if isinstance(reasons, AnyMapping):
            return reasons.get(month) if month else None
        return reasons


class DeclaredFeed(Model):
    """A feed for several roles together."""

    name: Line
    roles: Annotated[tuple[Id, ...], Field(min_length=1)]


class Body(Model):
    """All of the plan but its header."""

    roles: dict[FeedId, Role]
    categories: dict[Id, Category] = {}
    goals: dict[Id, Line] = {}
    activities: tuple[Activity, ...]
    promises: tuple[Promise, ...] = ()
    years: dict[Year, YearBlock] = {}
    feeds: dict[FeedId, DeclaredFeed] = {}

    def items(self) -> Iterator[Item]:
        """Yield every activity, and every extra one of any year."""
        yield from self.activities
        for block in self.years.values():
            yield from block.extra

    def year(self, year: SchoolYear) -> YearBlock:
        """Return what is decided for a school year, nothing if the plan does not mention it."""
        return self.years.get(year, YearBlock())

    def model_copy(self, *, update: AnyMapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; who belongs to what is found anew, as its roles may be others."""
        made = super().model_copy(update=update, deep=deep)
        made.__dict__.pop("above", None)
        return made

    @cached_property
    def above(self) -> AnyMapping[str, frozenset[str]]:
        """For each role itself and the bodies that it belongs to or, being a post, leads, at any depth."""
        within: dict[str, list[str]] = {role: [] for role in self.roles}
        leads: dict[str, list[str]] = {role: [] for role in self.roles}
        for body, role in self.roles.items():
            for member in role.members:
                within[member].append(body)
            if role.leader and not self.roles[role.leader].is_body:
                leads[role.leader].append(body)
        return {role: _reached(role, leads[role], within) for role in self.roles}

    def reaches(self, role: str, item: Item) -> bool:
        """Tell whether an activity concerns a role, or a body that it belongs to or, being a post, leads."""
        return not self.above[role].isdisjoint(item.named)

    def within(self, body: str) -> tuple[str, ...]:
        """Return the roles that a body reaches, by id."""
        return tuple(sorted(role for role, bodies in self.above.items() if body in bodies and role != body))


def _reached(start: str, first: Iterable[str], within: AnyMapping[str, Iterable[str]]) -> frozenset[str]:
    found = {start, *first}
    waiting = list(found)
    while waiting:
        new = [body for body in within[waiting.pop()] if body not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


class Plan(Body):
    """A whole plan."""

    plan: Header


SECTIONS = tuple(Plan.model_fields)
"""The sections of a plan file."""
