"""The feeds that the plan no longer has: told as ended, left alone for a year, and removed. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from arshjul_cli.feeds import ics, lines
from arshjul_cli.feeds.compose import ended, order
from arshjul_cli.feeds.history import Earlier, EarlierFeed, Previous
from arshjul_cli.feeds.revise import revise
from arshjul_cli.plan.model import Header


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """What becomes of the feeds that the plan no longer has, by file name."""

    files: Mapping[str, bytes]
    """All that are still written."""
    ended: tuple[str, ...]
    """Those of them that ended in this run."""
    removed: tuple[str, ...]
    """Those that ended a year ago or more."""


def endings(
    old: Mapping[str, EarlierFeed], stays: Mapping[str, Earlier], header: Header, stamp: dt.datetime, day: dt.date
) -> Endings:
    """Return what becomes of the earlier feeds that the plan no longer has, by file name.

    One that ends keeps of its events those that stay, which are given by UID.
    """
    notices = {name: feed.ended for name, feed in old.items()}
    removed = tuple(name for name, notice in notices.items() if notice and _year_after(notice.event.start) <= day)
    ending = tuple(name for name, notice in notices.items() if notice is None)
    files = {name: lines.crlf(feed.data) for name, feed in old.items() if name not in removed}
    files |= {name: _last_version(old[name], stays, header, stamp, day) for name in ending}
    return Endings(files=files, ended=ending, removed=removed)


def _year_after(day: dt.date) -> dt.date:
    """Return the same date of the next year; of 29 February 1 March."""
    return dt.date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def _last_version(
    feed: EarlierFeed, stays: Mapping[str, Earlier], header: Header, stamp: dt.datetime, day: dt.date
) -> bytes:
    """Return what stays of a feed, and an event that says that it has ended."""
    event = ended(feed.id, day, header)
    contents = ics.contents((event,), header.timezone)
    notice = ics.written(contents[event.uid], revise(contents, {}, stamp)[event.uid])
    kept = sorted((stays[uid] for uid in feed.events if uid in stays), key=lambda earlier: order(earlier.event))
    return _file(feed, (*(earlier.written for earlier in kept), notice), header)


def _file(feed: EarlierFeed, events: Sequence[bytes], header: Header) -> bytes:
    return ics.joined(lines.divide(feed.head)[0], events, header.timezone)


def forgotten(before: Previous, header: Header) -> Previous:
    """Return earlier feeds as though they had never held an event, but for those that say that a feed has ended."""
    return replace(before, feeds={name: _without_events(feed, header) for name, feed in before.feeds.items()})


def _without_events(feed: EarlierFeed, header: Header) -> EarlierFeed:
    notices = {uid: earlier for uid, earlier in feed.events.items() if earlier == feed.ended}
    data = _file(feed, tuple(notice.written for notice in notices.values()), header)
    return replace(feed, events=notices, data=data)
