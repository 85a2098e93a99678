"""What has changed between two sets of events, each by UID and as it was written."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from icalendar import Event as VEvent

from arshjul_cli.feeds import lines
from arshjul_cli.feeds.history import Change, ChangeKind, Shown
from arshjul_cli.findings import visible


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Change, ...]:
    """Return what became of each event that is not as it was, in the order of time.

    The bytes are the unfolded properties of an event, all but its revision.
    """
    found = (
        _change(uid, before.get(uid), after.get(uid))
        for uid in before.keys() | after.keys()
        if before.get(uid) != after.get(uid)
    )
    return tuple(sorted(found, key=lambda change: (_shown(change).start, _shown(change).summary, change.uid)))


def _shown(change: Change) -> Shown:
    shown = change.after or change.before
    if shown is None:
        raise ValueError(change.uid)
    return shown


def _change(uid: str, before: bytes | None, after: bytes | None) -> Change:
    was, now = (None if content is None else _read(content) for content in (before, after))
    return Change(uid=uid, kind=_kind(was, now), before=was, after=now)


def _kind(before: Shown | None, after: Shown | None) -> ChangeKind:
    if before is None:
        return ChangeKind.NEW
    if after is None:
        return ChangeKind.GONE
    if before.cancelled != after.cancelled:
        return ChangeKind.CANCELLED if after.cancelled else ChangeKind.REINSTATED
    moved = (before.start, before.end, before.time) != (after.start, after.end, after.time)
    return ChangeKind.MOVED if moved else ChangeKind.CHANGED


@cache
def _read(content: bytes) -> Shown:
    event: Any = VEvent.from_ical(lines.event(content))
    start, end = event.start, event.end
    timed = isinstance(start, dt.datetime) and isinstance(end, dt.datetime)
    return Shown(
        summary=visible(str(event["SUMMARY"])),
        start=_day(start),
        end=_day(end) + dt.timedelta(days=1 if timed else 0),
        time=(start.time(), end.time()) if timed else None,
        cancelled=str(event.get("STATUS")) == "CANCELLED",
        tentative=str(event.get("STATUS")) == "TENTATIVE",
    )


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
