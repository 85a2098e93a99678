"""What has changed lately, by day, as the first page tells it: each change a sentence with the page it leads to."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from arshjul_cli.feeds import marks
from arshjul_cli.feeds.history import Change, Part, Shown
from arshjul_cli.feeds.recent import Recent
from arshjul_cli.render.changes.words import sentence
from arshjul_cli.wheel.uid import Uid


@dataclass(frozen=True, slots=True)
class News:
    """A change in words; `activity` is the id of a page, if there is one."""

    sentence: str
    activity: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """The changes of a day."""

    date: dt.date
    news: tuple[News, ...]


def by_day(recent: Iterable[Recent], pages: Mapping[str, str]) -> Iterator[Day]:
    """Yield the days on which something changed, in the order given; `pages` holds the page of each id of a UID."""
    for date, changes in groupby(recent, key=lambda one: one.day):
        yield Day(date, tuple(_news(one, pages) for one in changes))


def _news(one: Recent, pages: Mapping[str, str]) -> News:
    change = Change(uid=one.uid, kind=one.kind, before=one.before, after=one.after, what=tuple(_parts(one)))
    uid = Uid.parse(one.uid)
    return News(sentence(change), pages.get(uid.item) if uid else None)


def _parts(one: Recent) -> Iterator[Part]:
    """Yield what differs of an event that is still there, besides its days."""
    if one.before and one.after:
        if _title(one.before) != _title(one.after):
            yield Part.SUMMARY
        if one.before.location != one.after.location:
            yield Part.LOCATION


def _title(shown: Shown) -> str:
    return marks.split(shown.summary).title
