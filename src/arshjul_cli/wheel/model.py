"""The wheel: the dated occurrences of a plan for one or more school years."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from arshjul_cli.plan.fields import ALL
from arshjul_cli.plan.items import Activity, Extra, Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.rules import Span, leaves_day_open, rule_of, single_day
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node, Null
from arshjul_cli.swedish import MIDNIGHT, Times, is_over_midnight
from arshjul_cli.wheel.uid import Marker, Uid


class Kind(StrEnum):
    """What an occurrence is in time."""

    DAY = "day"
    PERIOD = "period"
    DEADLINE = "deadline"


class Status(StrEnum):
    """How sure an occurrence is; the words of RFC 5545 section 3.8.1.11."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One dated instance of an activity; `last_day` is included."""

    activity: Activity | Extra
    school_year: SchoolYear
    month: int | None
    """The slot, of an activity with several occasions."""
    start: dt.date
    last_day: dt.date
    time: tuple[dt.time, dt.time] | None = None
    """From when on the first day to when on the last; midnight is that after the last."""
    has_no_end: bool = False
    """Whether only the start of its time is given; how long it lasts then is the plan's `meeting_length`."""
    decided: bool
    """Whether somebody decided the days, rather than the rule."""
    dated_by: Node = field(default_factory=Null, compare=False, repr=False)
    """Where the plan gives it its date: at a decision, the date of an extra one, or a rule."""
    status: Status = Status.CONFIRMED
    reason: str | None = None
    """Why it is cancelled."""
    moved_from: dt.date | None = None
    """The day off that the rule gives, if it was moved to a working day."""
    counted_from: "Occurrence | None" = field(default=None, repr=False)
    """The occurrence of another activity that its days are counted from; None if they are decided."""
    location: str | None = None
    url: str | None = None

    @property
    def kind(self) -> Kind:
        """A deadline if the plan says so, else a day or a period by its length."""
        if self.activity.is_deadline:
            return Kind.DEADLINE
        return Kind.DAY if self.start == self.last_day or self._is_over_midnight else Kind.PERIOD

    @property
    def _is_over_midnight(self) -> bool:
        return self.time is not None and is_over_midnight(self.start, self.last_day, self.time)

    @property
    def given_time(self) -> Times | None:
        """Its time as it is given: without the end that nobody gave."""
        return (self.time[0], None) if self.time and self.has_no_end else self.time

    @property
    def hours(self) -> tuple[dt.datetime, dt.datetime] | None:
        """When it begins and ends, local; None without a time."""
        if self.time is None:
            return None
        start, end = self.time
        after = self.last_day + dt.timedelta(days=1) if end == MIDNIGHT else self.last_day
        return dt.datetime.combine(self.start, start), dt.datetime.combine(after, end)

    @property
    def rule(self) -> str | None:
        """The phrase of the plan, in canonical form; an extra one has none."""
        return str(self.activity.rule) if self.activity.rule else None

    @property
    def is_to_decide(self) -> bool:
        """Whether somebody is to decide its own day: what waits for another activity's follows that."""
        return self.status is Status.TENTATIVE and self.activity.is_decided_yearly

    def is_to_come(self, day: dt.date) -> bool:
        """Tell whether it goes on or is to come on a day, or what its days are counted from is."""
        return self.last_day >= day or (self.counted_from is not None and self.counted_from.is_to_come(day))

    @property
    def days_counted_from(self) -> Span | None:
        """The days that others count from: of a deadline its last; None of what has no more than a month."""
        if self.kind is Kind.DEADLINE:
            return single_day(self.last_day)
        return None if self._has_only_month else Span(self.start, self.last_day)

    @property
    def is_open_month(self) -> bool:
        """Whether it is a month, or two, in which a day is to be decided; what is to be done by then is a deadline."""
        return self._has_only_month and self.activity.is_decided_yearly and self.kind is not Kind.DEADLINE

    @property
    def is_any_day(self) -> bool:
        """Whether it is a month in which one of several occasions has no day of its own."""
        return self._has_only_month and self.month is not None

    @property
    def _has_only_month(self) -> bool:
        rule = None if self.decided or self.activity.rule is None else rule_of(self.activity.rule, self.month)
        return rule is not None and leaves_day_open(rule)

    @property
    def months(self) -> frozenset[int]:
        """The months 1–12 in which it has a day."""
        first, last = self.start.year * 12 + self.start.month, self.last_day.year * 12 + self.last_day.month
        return frozenset((month - 1) % 12 + 1 for month in range(first, last + 1))

    def overlaps(self, first: dt.date, last: dt.date) -> bool:
        """Tell whether any of its days lies between two days, both included."""
        return self.start <= last and first <= self.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A date that a rule does not give in a school year: week 53, or the start of a term that nobody has written."""

    activity: Activity
    school_year: SchoolYear
    month: int | None
    why: str
    is_known_later: bool = False
    """Whether it is only that the plan does not give it yet, as it lacks the terms of the school year."""

    def waits_in(self, year: SchoolYear) -> bool:
        """Tell whether it is of a school year whose terms the plan lacks."""
        return self.is_known_later and self.school_year == year


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """All occurrences of some school years, in the order start, last day, id; and what has no date."""

    plan: Plan
    years: tuple[SchoolYear, ...]
    occurrences: tuple[Occurrence, ...]
    undated: tuple[Activity, ...]
    """What the rule gives no date ("vid behov", "löpande", "årligen") and nobody has decided one for, by id."""
    missing: tuple[Missing, ...]

    def uid(self, occurrence: Occurrence, marker: Marker | None = None) -> str:
        """Return the UID of the event that carries the end of an occurrence, or of a further one that shows it."""
        return str(self._uid(occurrence, marker))

    def identity(self, occurrence: Occurrence) -> Uid:
        """Return what an occurrence is known by for good: the UID of its event without a marker."""
        return self._uid(occurrence, None)

    def _uid(self, occurrence: Occurrence, marker: Marker | None) -> Uid:
        return Uid(
            item=occurrence.activity.uid_id,
            school_year=occurrence.school_year,
            month=occurrence.month,
            marker=marker,
            domain=self.plan.plan.uid_domain,
        )

    def has(self, item: Item) -> bool:
        """Tell whether any of its years has an activity; in none, all do."""
        return not self.years or not all(self.plan.year(year).of(item, year).is_absent for year in self.years)

    def feeds(self, item: Item) -> tuple[str, ...]:
        """Return the ids of every feed that carries it: `alla`, roles, declared feeds, in plan order."""
        plan = self.plan
        roles = plan.reached_by(item)
        declared = (feed_id for feed_id, feed in plan.feeds.items() if not set(feed.roles).isdisjoint(roles))
        return (ALL, *roles, *declared)

    def only(self, keep: Callable[[Occurrence], bool], concerns: Callable[[Item], bool]) -> "Wheel":
        """Return the part that two conditions let through: on what has a date, and on the activity of what has none."""
        return replace(
            self,
            occurrences=tuple(filter(keep, self.occurrences)),
            undated=tuple(filter(concerns, self.undated)),
            missing=tuple(missing for missing in self.missing if concerns(missing.activity)),
        )
