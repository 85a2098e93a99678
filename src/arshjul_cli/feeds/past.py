"""What has been stays: which events each feed has, of those that were published and those that the plan gives. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from arshjul_cli.feeds.compose import Planned, order
from arshjul_cli.feeds.history import Earlier, EarlierFeed, Previous
from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.feeds.parts import Placement, placements
from arshjul_cli.plan.items import Extra
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Decision, by_slot
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Occurrence, Status, Wheel
from arshjul_cli.wheel.uid import Marker, Uid
from arshjul_cli.workdays import Workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What becomes of each occurrence; these are known by their UID without a marker."""

    stays: Mapping[Uid, Mapping[str, Earlier]]
    """Those that stay as they were, in the feeds that have them, each with its events by UID."""
    planned: Mapping[Uid, Planned]
    """All that the plan gives."""
    due: frozenset[Uid]
    """Those that the plan gives anew, in the feeds that it says."""
    past: frozenset[Uid]
    """Those that only a rule gives, and that have been: for feeds and school years that were never published."""
    years: tuple[SchoolYear, ...]
    """The school years that are asked for; what stays of others leaves, but for a feed that ends."""
    published: frozenset[SchoolYear]
    """The school years that the feeds hold, and of which something will be left: any other is laid out whole."""

    def events(self) -> Mapping[str, Earlier]:
        """Return the events that stay, by UID."""
        return {text: earlier for events in self.stays.values() for text, earlier in events.items()}


def standing(
    wheel: Wheel, planned: Iterable[Planned], composed: Iterable[Feed], before: Previous, day: dt.date
) -> Standing:
    """Return what becomes of what the earlier feeds hold, and of what the plan gives, in a run on a day."""
    given = {wheel.identity(one.occurrence): one for one in planned}
    workdays = wheel.plan.workdays
    domain = wheel.plan.plan.uid_domain
    been = {
        uid: events for uid, events in before.occurrences.items() if uid.domain == domain and _has_been(events, day)
    }
    stays = {
        uid: events
        for uid, events in been.items()
        if uid not in given
        or not (
            _is_corrected(wheel.plan, given[uid].occurrence, events.values(), workdays)
            or _follows(wheel, before, given[uid].occurrence, workdays, day)
        )
    }
    others = given.keys() - stays.keys()
    due = frozenset(uid for uid in others if uid in been or given[uid].is_due(day))
    past = frozenset(uid for uid in others - due if not given[uid].has_lapsed(day))
    had = {text for feed in composed if (was := before.feeds.get(feed.file_name)) for text in was.events}
    left = {uid.school_year for uid, events in stays.items() if not had.isdisjoint(events)}
    published = before.school_years.intersection(left | {uid.school_year for uid in due})
    return Standing(stays=stays, planned=given, due=due, past=past, years=wheel.years, published=published)


def _has_been(events: Mapping[str, Earlier], day: dt.date) -> bool:
    """Tell whether all events of an occurrence ended before a day; a month without a decided day never has been."""
    return all(earlier.event.end <= day and not earlier.event.open_until for earlier in events.values())


def _is_corrected(plan: Plan, occurrence: Occurrence, events: Iterable[Earlier], workdays: Workdays) -> bool:
    """Tell whether `years` gives an occurrence other days, another time, place or link, or another cancellation.

    It also does when it confirms the day that was preliminary. What it does not give, such as a title or a place of
    the activity, corrects nothing; nor does another `display`.
    """
    earlier = tuple(earlier.event for earlier in events)
    given = _given(plan, occurrence)
    was_cancelled = any(event.status is Status.CANCELLED for event in earlier)
    is_cancelled = occurrence.status is Status.CANCELLED
    if given is None:
        return is_cancelled and not was_cancelled
    return (
        is_cancelled != was_cancelled
        or (occurrence.decided and any(event.status is Status.TENTATIVE for event in earlier))
        or _decided(_placement(earlier), occurrence, given)
        not in {_decided(placed, occurrence, given) for placed in placements(occurrence, workdays)}
        or (given.location is not None and any(event.location != given.location for event in earlier))
        or (given.url is not None and any(event.url != given.url for event in earlier))
    )


def _follows(wheel: Wheel, before: Previous, occurrence: Occurrence, workdays: Workdays, day: dt.date) -> bool:
    """Tell whether what it counts from is still to come on a day, and has been moved, cancelled or reinstated."""
    other = occurrence.counted_from
    if other is None or not other.is_to_come(day):
        return False
    published = before.occurrences.get(wheel.identity(other))
    return published is not None and _has_moved(other, published.values(), workdays)


def _has_moved(occurrence: Occurrence, events: Iterable[Earlier], workdays: Workdays) -> bool:
    """Tell whether an occurrence has other days than its events, whatever the time, or another cancellation."""
    earlier = tuple(earlier.event for earlier in events)
    was_cancelled = any(event.status is Status.CANCELLED for event in earlier)
    is_cancelled = occurrence.status is Status.CANCELLED
    planned = {_on_days(placed) for placed in placements(occurrence, workdays)}
    return is_cancelled != was_cancelled or _on_days(_placement(earlier)) not in planned


def _on_days(placed: frozenset[Placement]) -> frozenset[object]:
    return frozenset((marker, start, end) for marker, start, end, _ in placed)


def _decided(
    placed: frozenset[Placement], occurrence: Occurrence, given: Decision | Extra
) -> frozenset[tuple[object, ...]]:
    """Return what `years` decides of where events stand: not the standing time, nor an end that nobody gave."""
    standing = given.date.time is None and occurrence.time is not None

    def decided(time: tuple[dt.time, dt.time] | None) -> object:
        if standing or time is None:
            return None
        return time[0] if occurrence.has_no_end else time

    return frozenset((marker, start, end, decided(time)) for marker, start, end, time in placed)


def _given(plan: Plan, occurrence: Occurrence) -> Decision | Extra | None:
    """Return what `years` gives the slot of an occurrence, a cancellation aside."""
    activity, year = occurrence.activity, occurrence.school_year
    if isinstance(activity, Extra):
        return activity
    return by_slot(plan.year(year).dates.get(activity.id), activity.when, year).get(occurrence.month)


def _placement(events: Iterable[Event]) -> frozenset[Placement]:
    """Return where the events of an occurrence stand, its notice aside, by their markers."""
    marked = ((uid.marker, event) for event in events if (uid := Uid.parse(event.uid)))
    return frozenset(
        (marker, event.start, event.end, event.time) for marker, event in marked if marker is not Marker.NOTICE
    )


def lay_out(feeds: Iterable[Feed], found: Standing, before: Previous) -> tuple[Feed, ...]:
    """Return the feeds of a plan with the events that they are to have.

    A feed that was published under any of its ids has of what has been what it had. One that was not is laid out
    whole, and so is a school year that no feed had.
    """
    composed = tuple(feeds)
    owners = {event.uid: uid for uid, given in found.planned.items() for event in given.events}
    owners |= {text: uid for uid, events in found.stays.items() for text in events}
    earlier: dict[str, dict[str, EarlierFeed]] = {feed.of: {} for feed in composed}
    for feed in composed:
        if feed.file_name in before.feeds:
            earlier[feed.of][feed.id] = before.feeds[feed.file_name]
    events: dict[str, tuple[Event, ...]] = {}
    for feed in composed:
        if feed.of not in events:
            of_feed = _events(feed, tuple(earlier[feed.of].values()), found, owners)
            events[feed.of] = tuple(sorted(of_feed, key=order))
    return tuple(replace(feed, events=events[feed.of]) for feed in composed)


def _events(
    composed: Feed, earlier: Collection[EarlierFeed], found: Standing, owners: Mapping[str, Uid]
) -> Iterator[Event]:
    """Yield the events of a feed that has been published as some feeds, or not at all."""
    carried = {owners[event.uid] for event in composed.events}
    whole = {uid for uid in carried if not earlier or uid.school_year not in found.published}
    anew = (carried & found.due) | (whole & found.past)
    yield from (event for event in composed.events if owners[event.uid] in anew)
    for uid in whole & found.stays.keys():
        yield from (stays.event for stays in found.stays[uid].values())
    for text in {text for feed in earlier for text in feed.events} & owners.keys():
        owner = owners[text]
        if owner in found.stays and owner not in whole and owner.school_year in found.years:
            yield found.stays[owner][text].event
