"""From a wheel and the earlier feeds to the files of the new ones, and what is new in them. Pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from arshjul_cli.feeds import ics, lines
from arshjul_cli.feeds.changes import changes
from arshjul_cli.feeds.compose import Planned, compose, events_of
from arshjul_cli.feeds.endings import endings, forgotten
from arshjul_cli.feeds.history import Change, Earlier, EarlierFeed, Kept, Known, Previous
from arshjul_cli.feeds.kept import kept
from arshjul_cli.feeds.model import Feed
from arshjul_cli.feeds.past import lay_out, standing
from arshjul_cli.feeds.revise import revise
from arshjul_cli.feeds.size import require_room
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Wheel


@dataclass(frozen=True, kw_only=True)
class Composition:
    """What the plan alone gives, whatever was published before."""

    wheel: Wheel
    planned: tuple[Planned, ...]
    """Its occurrences, each with its events."""
    feeds: tuple[Feed, ...]
    contents: Mapping[str, bytes]
    """The bytes of each event by UID, all but its revision: each is serialised once, however many feeds have it."""

    @cached_property
    def known(self) -> Known:
        """What an earlier feed may hold that this run would write again: it was read back when it was written."""
        time_zone = self.wheel.plan.plan.timezone
        return Known(
            heads=frozenset(head for feed in self.feeds for head in ics.heads(feed, time_zone)),
            events={self.contents[event.uid]: event for planned in self.planned for event in planned.events},
        )


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
    entered: tuple[SchoolYear, ...] = ()
    """School years that no earlier feed held."""
    new: tuple[str, ...] = ()
    """Files that no earlier feed had."""
    kept: tuple[Kept, ...] = ()
    """What has been and stands as it was, although the plan no longer says so."""
    removed: tuple[str, ...] = ()
    """Files of feeds that ended so long ago that they are removed."""
    published: Known
    """All events that the earlier feeds hold."""


def composition(wheel: Wheel) -> Composition:
    """Return what a wheel gives."""
    planned = tuple(events_of(wheel))
    contents = ics.contents((event for one in planned for event in one.events), wheel.plan.plan.timezone)
    return Composition(wheel=wheel, planned=planned, feeds=compose(wheel, planned), contents=contents)


def generate(  # noqa: PLR0913 - what a run is given
    given: Composition,
    before: Previous,
    stamp: dt.datetime,
    day: dt.date,
    only: Collection[str] = (),
    *,
    rewrite_past: bool = False,
) -> Generation:
    """Return what to write on a day: every feed, or only those of some roles, which ends and removes none.

    What has been stays as it was published, unless the past is to be rewritten: then all is made anew of the plan.

    Raises:
        OutputError: for feeds that are larger than they may be.
    """
    wheel, every, contents = given.wheel, given.feeds, given.contents
    header = wheel.plan.plan
    published = forgotten(before, header) if rewrite_past else before
    composed = tuple(feed for feed in every if not only or feed.of in only)
    found = standing(wheel, given.planned, every, published, day)
    feeds = lay_out(composed, found, published)
    stays = found.events()
    written = _written(contents, stays, before, stamp)
    unfolded = {uid: lines.unfold(content) for uid, content in contents.items()}
    now = unfolded | {uid: earlier.content for uid, earlier in stays.items()}
    old = {} if only else _without(published.feeds, {feed.file_name for feed in every})
    outdated = endings(old, stays, header, stamp, day)
    require_room(feeds, written, outdated.files)
    files = {**_files(feeds, written, header.timezone), **outdated.files}
    return Generation(
        files=files,
        changed={name: data for name, data in files.items() if not _is_as_before(name, data, before)},
        feeds=feeds,
        changes={feed.file_name: _changes(feed, now, before, day) for feed in feeds},
        left=() if only else tuple(sorted(before.school_years.difference(wheel.years))),
        ended=outdated.ended,
        entered=tuple(year for year in wheel.years if year not in before.school_years),
        new=tuple(feed.file_name for feed in feeds if feed.file_name not in before.feeds),
        kept=tuple(kept(found, composed, feeds, unfolded, day)),
        removed=outdated.removed,
        published=Known(events={lines.content(one.written): one.event for one in before.state.values()}),
    )


def _without(feeds: Mapping[str, EarlierFeed], current: Collection[str]) -> Mapping[str, EarlierFeed]:
    return {name: feed for name, feed in feeds.items() if name not in current}


def _written(
    contents: Mapping[str, bytes], stays: Mapping[str, Earlier], before: Previous, stamp: dt.datetime
) -> Mapping[str, bytes]:
    """Return the whole bytes of each event: those that it had, if it stays."""
    anew = {uid: content for uid, content in contents.items() if uid not in stays}
    revisions = revise(anew, before.state, stamp)
    made = {uid: ics.written(content, revisions[uid]) for uid, content in anew.items()}
    return made | {uid: earlier.written for uid, earlier in stays.items()}


def _files(feeds: Iterable[Feed], written: Mapping[str, bytes], time_zone: str) -> Mapping[str, bytes]:
    return {
        feed.file_name: ics.render(feed, [written[event.uid] for event in feed.events], time_zone) for feed in feeds
    }


def _changes(feed: Feed, now: Mapping[str, bytes], before: Previous, day: dt.date) -> tuple[Change, ...]:
    earlier = before.feeds.get(feed.file_name)
    return changes(earlier.contents() if earlier else {}, {event.uid: now[event.uid] for event in feed.events}, day)


def _is_as_before(name: str, data: bytes, before: Previous) -> bool:
    return name in before.feeds and before.feeds[name].data == data
