"""From a wheel to feeds: which events an occurrence shows as, what they are called and what they tell."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.plan.fields import ALL, DISPLAYS, Display
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Header, Plan
from arshjul_cli.swedish import NUMERALS, long_day, long_span
from arshjul_cli.wheel.model import Kind, Occurrence, Status, Wheel
from arshjul_cli.wheel.uid import Marker, Uid
from arshjul_cli.workdays import Workdays

_LONGEST_SPAN = dt.timedelta(days=21)
"""A longer period as one bar would hide everything else of a month in Outlook."""
_DAY = dt.timedelta(days=1)
_UNDECIDED = "{} (datum ej satt)"
_NOTICE_OF_END = dt.timedelta(days=60)
"""Longer than anybody is on holiday."""
Placement = tuple[Marker | None, dt.date, dt.date, tuple[dt.time, dt.time] | None]
"""An event of an occurrence by its marker: first day, exclusive end, time."""


def compose(wheel: Wheel) -> tuple[Feed, ...]:
    """Return `alla`, a feed per role (also under its former ids) and the declared ones, in plan order."""
    plan = wheel.plan
    workdays = Workdays(plan.plan.country)
    names = {ALL: "alla aktiviteter"}
    names |= {feed_id: part.name for parts in (plan.roles, plan.feeds) for feed_id, part in parts.items()}
    carried: dict[str, list[Event]] = {feed_id: [] for feed_id in names}
    for occurrence in wheel.occurrences:
        events = tuple(_events(wheel, occurrence, workdays))
        for feed_id in wheel.feeds(occurrence.activity):
            carried[feed_id] += events
    former = {old: role_id for role_id, role in plan.roles.items() for old in role.formerly}
    sources = {feed_id: feed_id for feed_id in names} | former
    return tuple(
        Feed(
            id=feed_id,
            of=source,
            name=f"Årshjul – {names[source]}",
            events=tuple(sorted(carried[source], key=order)),
        )
        for feed_id, source in sources.items()
    )


def placements(occurrence: Occurrence, workdays: Workdays) -> Iterator[frozenset[Placement]]:
    """Yield where the events of an occurrence, but its notice, stand under each `display`."""
    for display in DISPLAYS:
        activity = occurrence.activity.model_copy(update={"display": display})
        yield frozenset(
            (part.marker, part.start, part.last_day + _DAY, occurrence.time if part.marker is None else None)
            for part in _parts(replace(occurrence, activity=activity), None, workdays)
        )


def order(event: Event) -> tuple[dt.date, dt.date, str]:
    """Return what the events of a feed are sorted by: start, end, UID."""
    return (event.start, event.end, event.uid)


def ended(feed_id: str, day: dt.date, header: Header) -> Event:
    """Return the event that tells subscribers of a feed that nothing more comes: a bar of sixty days."""
    return Event(
        uid=str(Uid(item=feed_id, marker=Marker.ENDED, domain=header.uid_domain)),
        start=day,
        end=day + _NOTICE_OF_END,
        time=None,
        summary="Flödet har upphört",
        description=f"Det här flödet finns inte längre i {header.title}. Du kan ta bort prenumerationen.",
        status=Status.CONFIRMED,
        category=None,
        color=None,
        location=None,
        url=None,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """An event of an occurrence: where it stands, and what is said around the summary."""

    start: dt.date
    last_day: dt.date
    title: str = "{}"
    marker: Marker | None = None


def _parts(occurrence: Occurrence, display: Display | None, workdays: Workdays) -> Iterator[_Part]:
    """Yield the events that an occurrence shows as; the one without a marker carries its end."""
    start, last_day = occurrence.start, occurrence.last_day
    first, last = _first_working_day(start, last_day, workdays), _last_working_day(start, last_day, workdays)
    shown = occurrence.activity.display
    if shown is None and occurrence.is_open_month:
        yield _Part(last, last, _UNDECIDED if occurrence.status is Status.TENTATIVE else "{}")
        return
    # What is to be done by a day does not begin.
    long: Display = "end" if occurrence.kind is Kind.DEADLINE else "both"
    shown = shown or display or (long if last_day - start >= _LONGEST_SPAN else "span")
    if shown == "span" or first == last:
        yield _Part(start, last_day) if shown == "span" or start == last_day else _Part(last, last)
        return
    if shown in {"start", "both"}:
        yield _Part(first, first, "Börjar: {}", Marker.START)
    if shown in {"end", "both"}:
        yield _Part(last, last, "Sista dag: {}")


def _notice(occurrence: Occurrence) -> Iterator[_Part]:
    days = occurrence.activity.notice
    if days and occurrence.status is not Status.CANCELLED and not occurrence.is_open_month:
        day = (occurrence.last_day if occurrence.kind is Kind.DEADLINE else occurrence.start) - days * _DAY
        yield _Part(day, day, f"{_in_words(days)}: {{}}", Marker.NOTICE)


def _in_words(days: int) -> str:
    """Return `Om två veckor`, `Om tio dagar`, `I morgon`."""
    if days == 1:
        return "I morgon"
    count, singular, plural = (days // 7, "vecka", "veckor") if days % 7 == 0 else (days, "dag", "dagar")
    numeral = NUMERALS[count - 1] if count <= len(NUMERALS) else str(count)
    return f"Om {numeral} {singular if count == 1 else plural}"


def _first_working_day(start: dt.date, last_day: dt.date, workdays: Workdays) -> dt.date:
    """Return the first working day of a period, or its first day if nobody works in it."""
    days = (start + n * _DAY for n in range((last_day - start).days + 1))
    return next(filter(workdays.is_working_day, days), start)


def _last_working_day(start: dt.date, last_day: dt.date, workdays: Workdays) -> dt.date:
    """Return the last working day of a period, or its last day if nobody works in it."""
    days = (last_day - n * _DAY for n in range((last_day - start).days + 1))
    return next(filter(workdays.is_working_day, days), last_day)


def _events(wheel: Wheel, occurrence: Occurrence, workdays: Workdays) -> Iterator[Event]:
    activity = occurrence.activity
    category = wheel.plan.categories[activity.category] if activity.category else None
    description = "\n".join(_description(wheel.plan, occurrence))
    for part in (*_parts(occurrence, wheel.plan.plan.display, workdays), *_notice(occurrence)):
        yield Event(
            uid=wheel.uid(occurrence, part.marker),
            start=part.start,
            end=part.last_day + _DAY,
            time=occurrence.time if part.marker is None else None,
            summary=_title(occurrence, part.title),
            description=description,
            status=occurrence.status,
            category=category.name if category else None,
            color=category.color if category else None,
            location=occurrence.location,
            url=occurrence.url,
            open_until=occurrence.last_day if part.title == _UNDECIDED else None,
        )


def _title(occurrence: Occurrence, around: str) -> str:
    title = around.replace("{}", occurrence.activity.summary)
    match occurrence.status:
        case Status.CANCELLED:
            # Classic Outlook shows a cancelled event as if it still stood, so the title says it.
            return f"INSTÄLLT: {title}"
        case Status.TENTATIVE if around != _UNDECIDED:
            return f"{title} (prel.)"
        case _:
            return title


def _description(plan: Plan, occurrence: Occurrence) -> Iterator[str]:
    activity = occurrence.activity
    if occurrence.reason:
        yield f"Inställt: {occurrence.reason}"
    yield from (f"• {point}" for point in activity.points)
    if occurrence.reason or activity.points:
        yield ""
    if occurrence.kind is Kind.DEADLINE:
        yield f"Klart senast: {long_span(occurrence.last_day, occurrence.last_day)}"
    elif occurrence.kind is Kind.PERIOD:
        what = "Någon gång" if occurrence.is_open_month else "Hela perioden"
        yield f"{what}: {long_span(occurrence.start, occurrence.last_day)}"
    if occurrence.moved_from:
        off = Workdays(plan.plan.country).holiday(occurrence.moved_from) or "en ledig dag"
        yield f"Flyttad från {long_day(occurrence.moved_from)}, {off}."
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
    responsible, participants = (
        ", ".join(plan.roles[role_id].name for role_id in role_ids)
        for role_ids in (activity.responsible, activity.participants)
    )
    yield f"Ansvarig: {responsible or 'ingen angiven i planen'}"
    if participants:
        yield f"Deltar: {participants}"
    for body_id in activity.named:
        body = plan.roles[body_id]
        reached = [plan.roles[role_id].name for role_id in plan.within(body_id)]
        if body.others:
            reached.append(body.others)
        if reached:
            yield f"Genom {body.name}: {', '.join(reached)}"
