"""The plan: the schema of the file, as frozen values.

`fit` holds its parts against one another; `reading` makes it of a file.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field

from arshjul_cli.plan.counted import bind
from arshjul_cli.plan.fields import (
    Color,
    Contact,
    Count,
    CountryCode,
    Date,
    FeedId,
    Hostname,
    Id,
    IgnoredCode,
    Length,
    Line,
    Month,
    OnHolidayMode,
    Shown,
    Site,
    TimeZoneName,
    Url,
    Year,
)
from arshjul_cli.plan.items import Activity, Item
from arshjul_cli.plan.membership import above
from arshjul_cli.plan.part import Model
from arshjul_cli.plan.years import OfItem, YearBlock
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.workdays import Workdays


class Header(Model):
    """What the plan is, who decided it and when, and what its feeds are made with."""

    title: Line
    organisation: Line
    adopted: Date | None = None
    paragraph: Line | None = None
    reviewed: Date | None = None
    owner: Id | None = None
    contact: Contact | None = None
    """Where questions go: a page, or a shared mailbox."""
    site: Site | None = None
    """The address at which the feeds and pages are published, without a slash at its end."""
    accessibility: Url | None = None
    """The accessibility statement of the site."""
    first_year: Year | None = None
    """The school year in which the plan begins; those before have nothing."""
    uid_domain: Hostname
    timezone: TimeZoneName = "Europe/Stockholm"
    country: CountryCode = "SE"
    meeting_length: Length = dt.timedelta(hours=1)
    """How long what has only a start lasts in the calendar."""
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


class Promise(Model):
    """What the plan's prose promises: how often a school year the activities happen, or in which months."""

    id: Id
    text: Line
    activities: Annotated[tuple[Id, ...], Field(min_length=1)]
    per_school_year: Count | None = None
    months: tuple[Month, ...] = ()
    source: Line | None = None


class DeclaredFeed(Model):
    """A feed for several roles together."""

    name: Line
    roles: Annotated[tuple[Id, ...], Field(min_length=1)]
    formerly: tuple[FeedId, ...] = ()


class Body(Model):
    """All of the plan but its header."""

    roles: dict[FeedId, Role]
    categories: dict[Id, Category] = {}
    goals: dict[Id, Line] = {}
    activities: Annotated[tuple[Activity, ...], AfterValidator(bind)]
    promises: tuple[Promise, ...] = ()
    years: dict[Year, YearBlock] = {}
    feeds: dict[FeedId, DeclaredFeed] = {}

    @property
    def addresses(self) -> Mapping[str, str]:
        """The role or declared feed that each former id now is."""
        named = (self.roles | self.feeds).items()
        return {old: feed_id for feed_id, part in named for old in part.formerly}

    def items(self) -> Iterator[Item]:
        """Yield every activity, and every extra one of any year."""
        yield from self.activities
        for block in self.years.values():
            yield from block.extra

    def year(self, year: SchoolYear) -> YearBlock:
        """Return what is decided for a school year, nothing if the plan does not mention it."""
        return self.years.get(year) or _nothing_decided()

    def decides(self, year: SchoolYear, item_id: str) -> OfItem:
        """Return what a school year decides of an activity, or of one of its extra ones; a year may lack an extra one.

        Raises:
            KeyError: if neither the plan nor the year has it.
        """
        block = self.year(year)
        items: dict[str, Item] = {item.id: item for item in (*self.activities, *block.extra)}
        return block.of(items[item_id], year)

    @property
    def above(self) -> Mapping[str, frozenset[str]]:
        """For each role itself and the bodies that it belongs to or, being a post, leads, at any depth."""
        return above(tuple((role_id, role.leader, role.members) for role_id, role in self.roles.items()))

    def reached_by(self, item: Item) -> tuple[str, ...]:
        """Return the roles that an activity concerns, or a body of theirs or that they lead, in plan order."""
        above, named = self.above, item.named
        return tuple(role for role in self.roles if not above[role].isdisjoint(named))

    def within(self, body: str) -> tuple[str, ...]:
        """Return the roles that a body reaches, by id."""
        return tuple(sorted(role for role, bodies in self.above.items() if body in bodies and role != body))


class Plan(Body):
    """A whole plan."""

    plan: Header

    @property
    def workdays(self) -> Workdays:
        """The working days of its people, and the terms of each school year that gives them."""
        terms = {year.first: block.terms.days for year, block in self.years.items() if block.terms}
        return Workdays(self.plan.country, terms)

    def has(self, year: SchoolYear) -> bool:
        """Tell whether a school year is none before the one in which the plan begins."""
        return self.plan.first_year is None or self.plan.first_year <= year

    def window(self, *years: SchoolYear) -> tuple[SchoolYear, ...]:
        """Return those of some school years that the plan has; if it has none of them yet, the one it begins in."""
        first = self.plan.first_year
        return tuple(filter(self.has, years)) or ((first,) if first else ())


@cache  # asked of every occurrence
def _nothing_decided() -> YearBlock:
    return YearBlock()


SECTIONS = tuple(Plan.model_fields)
"""The sections of a plan file."""
