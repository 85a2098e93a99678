"""Activities, as rows of the time plan or as extra ones of a year."""

from pydantic import Field

from arshjul_cli.plan.fields import (
    DecidedDays,
    FileId,
    Flag,
    Id,
    IgnoredCode,
    Line,
    Notice,
    OnHolidayMode,
    Short,
    Shown,
    Summary,
    Time,
    Url,
    When,
    Year,
)
from arshjul_cli.plan.part import Model
from arshjul_cli.rules import Rule, is_deadline, is_to_be_decided, slot_months
from arshjul_cli.schoolyear import SchoolYear


class Link(Model):
    """A page to read."""

    title: Line
    url: Url


class Item(Model):
    """What an activity of the plan and an extra one of a year have in common."""

    id: FileId
    """Also the name of its page."""
    summary: Summary
    short: Short | None = None
    """The summary where there is little room."""
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
    def months(self) -> tuple[int, ...]:
        """The months of its slots; none if it has one for all of the year."""
        return ()

    @property
    def is_decided_yearly(self) -> bool:
        """Whether somebody is to decide its days each school year."""
        return False

    @property
    def is_deadline(self) -> bool:
        """Whether it is to be done by its days."""
        return self.deadline

    @property
    def uid_id(self) -> str:
        """The id that its UIDs are made of."""
        return self.id

    def stands_in(self, _year: SchoolYear) -> bool:
        """Tell whether it exists in a school year; an extra one does in each that has it."""
        return True

    @property
    def label(self) -> str:
        """What it is called where there is little room."""
        return self.short or self.summary

    @property
    def named(self) -> tuple[str, ...]:
        """The roles that it names, responsible first."""
        return tuple(dict.fromkeys((*self.responsible, *self.participants)))


class Activity(Item):
    """A row of the time plan."""

    when: When
    time: Time | None = None
    """The standing time of what is on a single day and has none of its own by decision."""
    from_year: Year | None = Field(default=None, alias="from")
    """The first school year that has it; without it, every one up to `until_year`."""
    until_year: Year | None = Field(default=None, alias="until")
    """The last school year that has it; without it, every one after `from_year`."""
    decided_yearly: Flag = False
    on_holiday: OnHolidayMode | None = None
    formerly: tuple[FileId, ...] = ()

    @property
    def rule(self) -> Rule:
        """See `Item.rule`."""
        return self.when

    @property
    def months(self) -> tuple[int, ...]:
        """See `Item.months`."""
        return slot_months(self.when)

    @property
    def is_decided_yearly(self) -> bool:
        """See `Item.is_decided_yearly`."""
        return self.decided_yearly or is_to_be_decided(self.when)

    @property
    def is_deadline(self) -> bool:
        """Whether it is to be done by its days, said by the phrase or by the key."""
        return self.deadline or is_deadline(self.when)

    @property
    def uid_id(self) -> str:
        """The id that its UIDs are made of: the first it ever had."""
        return self.formerly[0] if self.formerly else self.id

    def stands_in(self, year: SchoolYear) -> bool:
        """Tell whether it exists in a school year."""
        return (self.from_year or year) <= year <= (self.until_year or year)


class Extra(Item):
    """A one-off activity of a year."""

    date: DecidedDays
