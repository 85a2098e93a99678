"""Feeds: what a calendar shows of a wheel. One feed is one `.ics` file; an event is what it shows of an occurrence."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from arshjul_cli.fields import ALL
from arshjul_cli.plan import Activity, Plan
from arshjul_cli.swedish import long_span
from arshjul_cli.wheel import Kind, Occurrence, Status, Wheel

SUFFIX = ".ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; `end` is exclusive, as in RFC 5545. A time makes it a meeting of that day."""

    uid: str
    start: dt.date
    end: dt.date
    time: tuple[dt.time, dt.time] | None
    summary: str
    description: str
    status: Status
    category: str | None
    color: str | None
    location: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One file of events. `id` makes its address, which never changes and never holds a year."""

    id: str
    name: str
    events: tuple[Event, ...]

    @property
    def file_name(self) -> str:
        """`rektor.ics`."""
        return self.id + SUFFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """How often an event has changed (SEQUENCE), and when (UTC, whole seconds)."""

    sequence: int
    dtstamp: str
    last_modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has changed in a feed since the earlier one, in numbers of events."""

    new: int
    changed: int
    removed: int


def feeds(wheel: Wheel) -> tuple[Feed, ...]:
    """Return `alla`, a feed per role (also under its former ids) and the declared ones, in plan order."""
    plan = wheel.plan
    carried: dict[str, list[Event]] = {ALL: [], **{feed_id: [] for feed_id in (*plan.roles, *plan.feeds)}}
    for occurrence in wheel.occurrences:
        event = _event(wheel, occurrence)
        for feed_id in wheel.feeds(occurrence.activity):
            carried[feed_id].append(event)
    names = {ALL: "alla aktiviteter"} | {
        one: part.name for part_of in (plan.roles, plan.feeds) for one, part in part_of.items()
    }
    former = {old: role_id for role_id, role in plan.roles.items() for old in role.formerly}
    return tuple(
        Feed(id=feed_id, name=f"Årshjul – {names[source]}", events=tuple(carried[source]))
        for feed_id, source in ({one: one for one in carried} | former).items()
    )


def _event(wheel: Wheel, occurrence: Occurrence) -> Event:
    category = wheel.plan.categories[occurrence.activity.category] if occurrence.activity.category else None
    return Event(
        uid=wheel.uid(occurrence),
        start=occurrence.start,
        end=occurrence.last_day + dt.timedelta(days=1),
        time=occurrence.time,
        summary=_title(occurrence),
        description="\n".join(_description(wheel.plan, occurrence)),
        status=occurrence.status,
        category=category.name if category else None,
        color=category.color if category else None,
        location=occurrence.location,
        url=occurrence.url,
    )


def _title(occurrence: Occurrence) -> str:
    summary = occurrence.activity.summary
    match occurrence.status:
        case Status.CANCELLED:
            # Classic Outlook shows a cancelled event as if it still stood, so the title says it.
            return f"INSTÄLLT: {summary}"
        case Status.TENTATIVE:
            return f"{summary} (prel.)"
        case Status.CONFIRMED:
            return summary


def _description(plan: Plan, occurrence: Occurrence) -> Iterator[str]:
    activity = occurrence.activity
    if occurrence.reason:
        yield f"Inställt: {occurrence.reason}"
    yield from (f"• {point}" for point in activity.points)
    if occurrence.reason or activity.points:
        yield ""
    if occurrence.kind is Kind.DEADLINE:
        yield f"Klart senast: {long_span(occurrence.last_day, occurrence.last_day)}"
    if occurrence.status is Status.TENTATIVE:
        yield "Preliminärt: dagen är inte bestämd än."
    yield from _people(plan, occurrence)
    if isinstance(activity, Activity):
        yield f"Tid enligt planen: {activity.when}"
    else:
        yield "Extra tillfälle, utöver planens tidsplan."
    source = f", {activity.source}" if activity.source else ""
    yield f"Källa: {plan.plan.title}{source}"
    yield f"Läsår: {occurrence.school_year}"
    yield from (f"{link.title}: {link.url}" for link in activity.links)


def _people(plan: Plan, occurrence: Occurrence) -> Iterator[str]:
    activity = occurrence.activity
    names = {role_id: role.name for role_id, role in plan.roles.items()}
    yield f"Ansvarig: {', '.join(names[one] for one in activity.responsible) or 'ingen angiven i planen'}"
    if activity.participants:
        yield f"Deltar: {', '.join(names[one] for one in activity.participants)}"
    for body in activity.named:
        within = [names[one] for one in plan.within(body)]
        others = plan.roles[body].others
        if within or others:
            yield f"Genom {names[body]}: {', '.join((*within, others) if others else within)}"
