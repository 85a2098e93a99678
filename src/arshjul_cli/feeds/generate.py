"""From a wheel and the earlier feeds to the files of the new ones, and what is new in them. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from arshjul_cli.feeds import ics, lines
from arshjul_cli.feeds.changes import changes
from arshjul_cli.feeds.compose import compose, ended
from arshjul_cli.feeds.history import Change, EarlierFeed, Kept, Previous
from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.feeds.revise import revise
from arshjul_cli.plan.model import Header
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Wheel


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """The files of a run, and what the run is to tell of them."""

    files: Mapping[str, bytes]
    changed: Mapping[str, bytes]
    """Those of them that are not as they were."""
    feeds: tuple[Feed, ...]
    changes: Mapping[str, tuple[Change, ...]]
    """By file name."""
    left: tuple[SchoolYear, ...]
    """School years that the earlier feeds hold and this run was not asked for."""
    ended: tuple[str, ...]
    """Files of roles and feeds that the plan no longer has, and that tell so from now on."""
    new: tuple[str, ...] = ()
    """Files that no earlier feed had."""
    kept: tuple[Kept, ...] = ()
    """What has been and stands as it was, although the plan no longer says so."""
    removed: tuple[str, ...] = ()
    """Files of feeds that ended so long ago that they are removed."""


def generate(wheel: Wheel, before: Previous, stamp: dt.datetime, only: Collection[str] = ()) -> Generation:
    """Return what to write: every feed, or only those of some roles, which ends none."""
    header = wheel.plan.plan
    composed = compose(wheel)
    feeds = tuple(feed for feed in composed if not only or feed.of in only)
    contents = ics.contents(_events(feeds), header.timezone)
    revisions = revise(contents, before.state, stamp)
    current = {feed.file_name: ics.render(feed, contents, revisions, header.timezone) for feed in feeds}
    old = {} if only else _without(before.feeds, {feed.file_name for feed in composed})
    ending = {name: _last_version(feed, before, stamp, header) for name, feed in old.items() if not feed.has_ended}
    files = current | {name: feed.data for name, feed in old.items()} | ending
    unfolded = {uid: lines.unfold(content) for uid, content in contents.items()}
    return Generation(
        files=files,
        changed={name: data for name, data in files.items() if not _is_as_before(name, data, before)},
        feeds=feeds,
        changes={
            feed.file_name: changes(_contents_before(feed, before), _contents_of(feed, unfolded), stamp.date())
            for feed in feeds
        },
        left=() if only else tuple(sorted(before.school_years.difference(wheel.years))),
        ended=tuple(ending),
        new=tuple(feed.file_name for feed in feeds if feed.file_name not in before.feeds),
    )


def feed_contents(wheel: Wheel) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, bytes]]]:
    """Return the names of a wheel's feeds by id, and by id the contents of their events by UID."""
    feeds = compose(wheel)
    contents = ics.contents(_events(feeds), wheel.plan.plan.timezone)
    unfolded = {uid: lines.unfold(content) for uid, content in contents.items()}
    return {feed.id: feed.name for feed in feeds}, {feed.id: _contents_of(feed, unfolded) for feed in feeds}


def _events(feeds: Iterable[Feed]) -> Iterable[Event]:
    return (event for feed in feeds for event in feed.events)


def _contents_of(feed: Feed, unfolded: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {event.uid: unfolded[event.uid] for event in feed.events}


def _contents_before(feed: Feed, before: Previous) -> Mapping[str, bytes]:
    earlier = before.feeds.get(feed.file_name)
    return earlier.contents() if earlier else {}


def _is_as_before(name: str, data: bytes, before: Previous) -> bool:
    return name in before.feeds and before.feeds[name].data == data


def _without(feeds: Mapping[str, EarlierFeed], current: Collection[str]) -> Mapping[str, EarlierFeed]:
    return {name: feed for name, feed in feeds.items() if name not in current}


def _last_version(feed: EarlierFeed, before: Previous, stamp: dt.datetime, header: Header) -> bytes:
    """Return the last version of a feed that the plan no longer has: what was, and an event that says so."""
    event = ended(feed.id, stamp.date(), header)
    contents = ics.contents((event,), header.timezone)
    revision = revise(contents, before.state, stamp)[event.uid]
    past = (earlier.written for earlier in feed.events.values() if earlier.start < stamp.date())
    return lines.join(feed.head, (*past, ics.written(contents[event.uid], revision)))
