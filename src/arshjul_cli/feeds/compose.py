"""From a wheel to feeds: which events each has."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arshjul_cli.feeds import addresses, texts
from arshjul_cli.feeds.model import SUFFIX, Event, Feed
from arshjul_cli.feeds.parts import Mark, Part, parts
from arshjul_cli.feeds.titles import Titles, titles
from arshjul_cli.plan.fields import ALL
from arshjul_cli.plan.model import Header
from arshjul_cli.wheel.model import Occurrence, Status, Wheel
from arshjul_cli.wheel.uid import Marker, Uid

_DAY = dt.timedelta(days=1)
_NOTICE_OF_END = dt.timedelta(days=60)
"""Longer than anybody is on holiday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the plan gives an occurrence: the events that it shows as."""

    occurrence: Occurrence
    events: tuple[Event, ...]

    def is_due(self, day: dt.date) -> bool:
        """Tell whether it, or what it counts from, goes on or is to come on a day, or `years` gives its date."""
        return self.occurrence.decided or self.occurrence.is_to_come(day)

    def has_lapsed(self, day: dt.date) -> bool:
        """Tell whether its month passed before a day without one being decided."""
        return any(event.open_until and event.open_until < day for event in self.events)


def compose(wheel: Wheel, planned: Iterable[Planned]) -> tuple[Feed, ...]:
    """Return `alla`, a feed per role and the declared ones, in plan order, then those under former ids."""
    plan = wheel.plan
    names = {ALL: "alla aktiviteter"}
    names |= {feed_id: named.name for section in (plan.roles, plan.feeds) for feed_id, named in section.items()}
    carried: dict[str, list[Event]] = {feed_id: [] for feed_id in names}
    for one in planned:
        for feed_id in wheel.feeds(one.occurrence.activity):
            carried[feed_id] += one.events
    sources = {**{feed_id: feed_id for feed_id in names}, **plan.addresses}
    return tuple(
        Feed(
            id=feed_id,
            of=source,
            name=f"Årshjul – {names[source]}",
            events=tuple(sorted(carried[source], key=order)),
            source=addresses.of_feed(plan.plan.site, feed_id + SUFFIX) if plan.plan.site else None,
        )
        for feed_id, source in sources.items()
    )


def events_of(wheel: Wheel) -> Iterator[Planned]:
    """Yield what the plan gives each occurrence of a wheel, which has all of those with one summary, or none.

    The others of its summary may change its titles.
    """
    workdays = wheel.plan.workdays
    shown = [(occurrence, parts(occurrence, wheel.plan.plan.display, workdays)) for occurrence in wheel.occurrences]
    named = titles(shown)
    for occurrence, shown_as in shown:
        yield Planned(occurrence=occurrence, events=tuple(_events(wheel, occurrence, shown_as, named)))


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
        description=texts.ended(header),
        status=Status.CONFIRMED,
        category=None,
        color=None,
        location=None,
        url=None,
    )


def _events(wheel: Wheel, occurrence: Occurrence, shown: tuple[Part, ...], named: Titles) -> Iterator[Event]:
    activity = occurrence.activity
    category = wheel.plan.categories[activity.category] if activity.category else None
    description = texts.description(wheel.plan, occurrence)
    for part in shown:
        is_open = part.mark is Mark.OPEN and occurrence.status is not Status.CANCELLED
        yield Event(
            uid=wheel.uid(occurrence, part.marker),
            start=part.start,
            end=part.last_day + _DAY,
            time=part.time,
            summary=named.of(occurrence, part),
            description=description,
            status=occurrence.status,
            category=category.name if category else None,
            color=category.color if category else None,
            location=occurrence.location,
            url=occurrence.url,
            open_until=occurrence.last_day if is_open else None,
        )
