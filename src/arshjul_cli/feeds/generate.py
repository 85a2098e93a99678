"""From a wheel and the earlier feeds to the files of the new ones, and what is new in them. Pure."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from arshjul_cli.feeds import earlier as previous
from arshjul_cli.feeds import ics
from arshjul_cli.feeds.changes import changes
from arshjul_cli.feeds.compose import compose, ended
from arshjul_cli.feeds.earlier import Earlier, EarlierFeed, Previous
from arshjul_cli.feeds.history import Change, ChangeKind, Loss
from arshjul_cli.feeds.model import Feed
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Wheel
from arshjul_cli.wheel.uid import is_plain, school_year_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """The files of a run, and what the run is to tell of them."""

    files: Mapping[str, bytes]
    changed: Mapping[str, bytes]
    """Those of them that are not as they were."""
    feeds: tuple[Feed, ...]
    changes: Mapping[str, tuple[Change, ...]]
    """By file name."""
    losses: tuple[Loss, ...]
    """What the run would take away that nobody may have meant."""
    left: tuple[SchoolYear, ...]
    """School years that the earlier feeds hold and this run was not asked for."""
    ended: tuple[str, ...]
    """Files of roles and feeds that the plan no longer has, and that tell so from now on."""


def generate(wheel: Wheel, before: Previous, stamp: dt.datetime, only: Collection[str] = ()) -> Generation:
    """Return what to write: every feed, or only those of some roles."""
    time_zone = wheel.plan.plan.timezone
    every = compose(wheel)
    feeds = tuple(feed for feed in every if not only or feed.of in only)
    contents = ics.contents((event for feed in feeds for event in feed.events), time_zone)
    revisions = previous.revise(contents, before, stamp)
    files = {feed.file_name: ics.render(feed, contents, revisions, time_zone) for feed in feeds}
    old = {} if only else _not_in(before, {feed.file_name for feed in every})
    files |= {name: feed.data if feed.has_ended else _ended(wheel, before, feed, stamp) for name, feed in old.items()}
    found = {feed.file_name: _changes(feed, contents, before) for feed in feeds}
    return Generation(
        files=files,
        changed={name: data for name, data in files.items() if not _is_as_before(name, data, before)},
        feeds=feeds,
        changes=found,
        losses=tuple(loss for feed in feeds for loss in _losses(wheel, feed, found[feed.file_name], before)),
        left=() if only else tuple(sorted(before.school_years.difference(wheel.years))),
        ended=tuple(name for name, feed in old.items() if not feed.has_ended),
    )


def feed_contents(wheel: Wheel) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, bytes]]]:
    """Return the names of a wheel's feeds by id, and by id the contents of their events by UID."""
    feeds = compose(wheel)
    contents = ics.contents((event for feed in feeds for event in feed.events), wheel.plan.plan.timezone)
    return {feed.id: feed.name for feed in feeds}, {
        feed.id: {event.uid: previous.unfolded(contents[event.uid]) for event in feed.events} for feed in feeds
    }


def _is_as_before(name: str, data: bytes, before: Previous) -> bool:
    return name in before.feeds and before.feeds[name].data == data


def _changes(feed: Feed, contents: Mapping[str, bytes], before: Previous) -> tuple[Change, ...]:
    earlier = before.feeds.get(feed.file_name)
    now = {event.uid: previous.unfolded(contents[event.uid]) for event in feed.events}
    return changes(earlier.contents() if earlier else {}, now)


def _losses(wheel: Wheel, feed: Feed, found: tuple[Change, ...], before: Previous) -> Iterator[Loss]:
    """Yield the school years, of those asked for, that would lose more than half of a feed's occurrences."""
    earlier = before.feeds.get(feed.file_name)
    plain = [uid for uid in earlier.events if is_plain(uid)] if earlier else []
    for year in wheel.years:
        had = sum(school_year_of(uid) == year for uid in plain)
        lost = [
            change.before.summary
            for change in found
            if change.kind is ChangeKind.GONE
            and change.before
            and is_plain(change.uid)
            and school_year_of(change.uid) == year
        ]
        if len(lost) * 2 > had:
            yield Loss(file_name=feed.file_name, school_year=year, titles=tuple(lost), of=had)


def _not_in(before: Previous, current: Collection[str]) -> Mapping[str, EarlierFeed]:
    return {name: feed for name, feed in before.feeds.items() if name not in current}


def _ended(wheel: Wheel, before: Previous, feed: EarlierFeed, stamp: dt.datetime) -> bytes:
    """Return the last version of a feed that the plan no longer has: what was, and a word that it has ended."""
    header = wheel.plan.plan
    event = ended(feed.id, stamp.date(), header)
    contents = ics.contents((event,), header.timezone)
    told = ics.written(contents[event.uid], previous.revise(contents, before, stamp)[event.uid])
    return ics.joined(feed.head, (*_before(feed.events.values(), stamp.date()), told))


def _before(events: Collection[Earlier], day: dt.date) -> Iterator[bytes]:
    return (event.written for event in events if event.start < day)
