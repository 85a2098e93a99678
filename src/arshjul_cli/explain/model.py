"""All there is to know about one activity, as values."""

import datetime as dt
from dataclasses import dataclass

from arshjul_cli.feeds.model import Event
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan, Promise
from arshjul_cli.rules import Span
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node
from arshjul_cli.wheel.model import Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What a school year, or a month of it, has of an activity, and why."""

    school_year: SchoolYear
    occurrence: Occurrence | None
    month: int | None = None
    ruled: Span | None = None
    """The days that the rule gives, whatever was decided."""
    lacks: str | None = None
    """Why the rule gives none."""
    anchor: tuple[str, dt.date] | None = None
    """The named day that the rule counts from, and when it is that year."""
    waits_for: str | None = None
    """The other activity that it counts from, by name, if that has no day of which it could get one."""
    waits_in_vain: bool = False
    """Whether the year does not have that other one, or what that counts from."""
    rests: bool = False
    """Whether the rule has it in other years only."""
    decided_at: Node | None = None
    """Where the plan gives it its date, if somebody decided it."""
    reason: str | None = None
    """Why it is cancelled."""
    cancelled_at: Node | None = None
    clashes: tuple[str, ...] = ()
    """The holidays that it falls on, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A way from a role to what the activity names: the bodies between, the last of which is named; none if it is."""

    bodies: tuple[str, ...] = ()
    leads: bool = False
    """Whether the role leads the first of the bodies rather than belonging to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Somebody whom an activity reaches, and each way in which it does; `role` is None for people who are no role."""

    name: str
    role: str | None
    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An activity, or an extra one of some years, explained."""

    plan: Plan
    item: Item
    slots: tuple[Slot, ...]
    reached: tuple[Reach, ...]
    feeds: tuple[str, ...]
    """The names of the files that carry it."""
    event_year: SchoolYear
    events: tuple[Event, ...]
    """What a calendar shows of it that year."""
    promises: tuple[Promise, ...]
