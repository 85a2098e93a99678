"""Feeds, as values: a feed is one `.ics` file, an event what it shows of an occurrence."""

import datetime as dt
from dataclasses import dataclass

from arshjul_cli.wheel.model import Status

SUFFIX = ".ics"
FEED_ID = "X-ARSHJUL-FEED"
"""The property that tells a feed from a copy of it under another name."""
OPEN_UNTIL = "X-ARSHJUL-OPEN"
"""The property of an event that stands for a month whose day is not decided: the last day of the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; `end` is exclusive, as in RFC 5545. With a time it begins then on its first day, and ends on its last.

    An end at midnight is that after the last day.
    """

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
    open_until: dt.date | None = None
    """The last day of the month that it stands for, if the day is not decided."""

    @property
    def over(self) -> dt.date:
        """The first day on which what it stands for is past: the day itself, or the month of an undecided one."""
        return self.open_until + dt.timedelta(days=1) if self.open_until else self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One file of events. `id` makes its address, which never changes and never holds a year."""

    id: str
    of: str
    """The id that it is written for; another than its own if that is a former one."""
    name: str
    events: tuple[Event, ...]
    source: str | None = None
    """The address that its file is fetched from, if the plan says where its site is."""

    @property
    def file_name(self) -> str:
        """`rektor.ics`."""
        return self.id + SUFFIX
