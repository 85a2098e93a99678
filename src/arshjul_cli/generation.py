"""From a wheel and the earlier feeds to the files of the new ones, and what is new in them. Pure."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from arshjul_cli import previous
from arshjul_cli.changes import changes
from arshjul_cli.compose import compose, ended
from arshjul_cli.feed import SUFFIX, Change, Feed
from arshjul_cli.previous import Earlier, Loss, Previous
from arshjul_cli.render import ics
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel import Wheel


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """The files that a run writes, and what the run is to tell of them."""

    files: Mapping[str, bytes]
    feeds: tuple[Feed, ...]
    changes: Mapping[str, tuple[Change, ...]]
    """By file name."""
    losses: tuple[Loss, ...]
    """What the run would take away that nobody may have meant."""
    left: tuple[SchoolYear, ...]
    """School years that the earlier feeds hold and this run was not asked for."""
    ended: tuple[str, ...]
    """Files of roles and feeds that the plan no longer has."""


def generate(wheel: Wheel, before: Previous, stamp: dt.datetime, only: Collection[str] = ()) -> Generation:
    """Return what to write: every feed, or only those of some roles."""
    time_zone = wheel.plan.plan.timezone
    every = compose(wheel)
    feeds = tuple(feed for feed in every if not only or feed.id in only)
    written = ics.contents((event for feed in feeds for event in feed.events), time_zone)
    revisions = previous.revise(written, before, stamp)
    files = {feed.file_name: ics.render(feed, written, revisions, time_zone) for feed in feeds}
    gone = {} if only else dict(_ended(wheel, before, {feed.file_name for feed in every}, stamp))
    return Generation(
        files=files | gone,
        feeds=feeds,
        changes={feed.file_name: _changes(feed, written, before) for feed in feeds},
        losses=tuple(_losses(wheel, feeds, before)),
        left=tuple(sorted(previous.school_years(before).difference(wheel.years))),
        ended=tuple(gone),
    )


def contents(wheel: Wheel) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, bytes]]]:
    """Return the names of a wheel's feeds by id, and by id the contents of their events by UID."""
    feeds = compose(wheel)
    written = ics.contents((event for feed in feeds for event in feed.events), wheel.plan.plan.timezone)
    return {feed.id: feed.name for feed in feeds}, {
        feed.id: {event.uid: previous.unfolded(written[event.uid]) for event in feed.events} for feed in feeds
    }


def _changes(feed: Feed, written: Mapping[str, bytes], before: Previous) -> tuple[Change, ...]:
    earlier = before.feeds.get(feed.file_name)
    now = {event.uid: previous.unfolded(written[event.uid]) for event in feed.events}
    return changes(earlier.contents() if earlier else {}, now)


def _losses(wheel: Wheel, feeds: tuple[Feed, ...], before: Previous) -> Iterator[Loss]:
    for feed in feeds:
        if earlier := before.feeds.get(feed.file_name):
            yield from previous.losses(feed.file_name, earlier, (event.uid for event in feed.events), wheel.years)


def _ended(wheel: Wheel, before: Previous, current: Collection[str], stamp: dt.datetime) -> Iterator[tuple[str, bytes]]:
    """Yield the last version of each feed that the plan no longer has: what was, and a word that it has ended."""
    header = wheel.plan.plan
    day = stamp.date()
    for name, earlier in before.feeds.items():
        if name in current or earlier.has_ended:
            continue
        event = ended(name.removesuffix(SUFFIX), day, header)
        contents = ics.contents((event,), header.timezone)
        written = ics.written(contents[event.uid], previous.revise(contents, before, stamp)[event.uid])
        yield name, ics.joined(earlier.head, (*_before(earlier.events.values(), day), written))


def _before(events: Collection[Earlier], day: dt.date) -> Iterator[bytes]:
    return (event.written for event in events if event.start < day)
