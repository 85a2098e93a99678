"""What the page of an activity tells: its rule, its dates and why, whom it concerns. Values for the template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from arshjul_cli.explain.activity import dates
from arshjul_cli.explain.model import Explanation, Slot
from arshjul_cli.explain.reach import reached
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan, Promise
from arshjul_cli.render import explained
from arshjul_cli.render.wording import STATUS_IN_FULL, when
from arshjul_cli.rules import OnDemand, Ongoing, Yearly
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import either_month, long_day, month_name, short_day, span, weeks
from arshjul_cli.wheel.daysoff import DaysOff
from arshjul_cli.wheel.model import Occurrence, Status, Wheel


@dataclass(frozen=True, slots=True)
class Row:
    """A date of an activity, and why it is that."""

    date: str
    start: str
    """The first day, ISO 8601; empty where there is none."""
    week: str
    status: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom it concerns, through what, and the id of the role's page if there is one."""

    name: str
    ways: str
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """All that the page of an activity tells of it."""

    item: Item
    rule: tuple[str, ...]
    years: tuple[tuple[SchoolYear, tuple[Row, ...]], ...]
    people: tuple[Person, ...]
    category: str | None
    goals: tuple[str, ...]
    promises: tuple[Promise, ...]


def about(wheel: Wheel, days_off: DaysOff, item: Item) -> About:
    """Return what is to be told of an activity, in the years of a wheel."""
    plan = wheel.plan
    explanation = _explanation(wheel, days_off, item)
    by_year = groupby(explanation.slots, key=lambda slot: slot.school_year)
    return About(
        item=item,
        rule=tuple(explained.rule(explanation)),
        years=tuple((year, tuple(_row(item, slot) for slot in slots)) for year, slots in by_year),
        people=tuple(
            Person(reach.name, explained.ways(explanation, reach), reach.role) for reach in explanation.reached
        ),
        category=plan.categories[item.category].name if item.category else None,
        goals=tuple(plan.goals[goal] for goal in item.goals),
        promises=explanation.promises,
    )


def _explanation(wheel: Wheel, days_off: DaysOff, item: Item) -> Explanation:
    plan: Plan = wheel.plan
    return Explanation(
        plan=plan,
        item=item,
        slots=dates(wheel, days_off, item),
        reached=tuple(reached(plan, item)),
        feeds=(),
        event_year=wheel.years[-1],
        events=(),
        promises=tuple(promise for promise in plan.promises if item.id in promise.activities),
    )


def _row(item: Item, slot: Slot) -> Row:
    occurrence = slot.occurrence
    return Row(
        date=when(occurrence) if occurrence else month_name(slot.month) if slot.month else "–",
        start=occurrence.start.isoformat() if occurrence else "",
        week=weeks(occurrence.start, occurrence.last_day) if occurrence else "",
        status=_status(slot),
        why=tuple(_why(item, slot)),
    )


def _status(slot: Slot) -> str:
    if slot.occurrence:
        return STATUS_IN_FULL[slot.occurrence.status]
    return STATUS_IN_FULL[Status.CANCELLED] if slot.reason else ""


def _why(item: Item, slot: Slot) -> Iterator[str]:
    """Yield why its date is what it is."""
    occurrence = slot.occurrence
    if reason := slot.reason or (occurrence.reason if occurrence else None):
        yield f"Inställt: {reason}"
    if slot.lacks:
        yield f"Regeln ger ingen dag: {slot.lacks}."
    if slot.decided_at:
        yield "Dagen är beslutad." if item.rule else "Ett extra tillfälle."
        if slot.ruled and occurrence and (occurrence.start, occurrence.last_day) != tuple(slot.ruled):
            yield f"Regeln ger {span(*slot.ruled)}."
    elif occurrence:
        yield from _by_rule(slot, occurrence)
    elif not slot.lacks:
        yield _none(item, slot)


def _by_rule(slot: Slot, occurrence: Occurrence) -> Iterator[str]:
    """Yield how the rule gives the days of an occurrence that nobody decided."""
    if other := occurrence.counted_from:
        yield f"Räknas från {other.activity.label} {when(other)}."
    if occurrence.moved_from:
        yield f"Regeln ger {long_day(occurrence.moved_from)}, som är en ledig dag. Därför är den flyttad."
    elif occurrence.is_open_month or occurrence.is_any_day:
        yield "Enligt regeln." if slot.reason else _some_day(occurrence)
        return
    elif not other:
        yield f"Enligt regeln; {slot.anchor[0]} är {short_day(slot.anchor[1])}." if slot.anchor else "Enligt regeln."
    if occurrence.status is Status.TENTATIVE:
        yield "Dagen är preliminär tills den är bestämd."


def _some_day(occurrence: Occurrence) -> str:
    """Return what is to be said of a month that has no day."""
    month = either_month(occurrence.start, occurrence.last_day)
    if occurrence.is_open_month:
        return f"Hålls någon dag i {month}. Dagen är inte bestämd än."
    return f"Sker någon gång i {month}."


_UNDATED: Mapping[type, str] = {
    OnDemand: "Görs vid behov.",
    Ongoing: "Pågår hela läsåret.",
    Yearly: "Görs någon gång under läsåret.",
}


def _none(item: Item, slot: Slot) -> str:
    if not item.stands_in(slot.school_year):
        return "Finns inte det läsåret."
    if slot.rests:
        return "Görs inte det läsåret."
    if slot.waits_for:
        return f"Räknas från {slot.waits_for}, som inte har någon dag än."
    return _UNDATED.get(type(item.rule), "Finns inte det läsåret.")
