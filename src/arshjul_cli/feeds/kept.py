"""What a run leaves standing although the plan now says otherwise. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from arshjul_cli.feeds.changes import changes
from arshjul_cli.feeds.compose import Planned
from arshjul_cli.feeds.history import ChangeKind, Earlier, Kept
from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.feeds.past import Standing
from arshjul_cli.rules import Span
from arshjul_cli.wheel.uid import Marker, Uid

_DAY = dt.timedelta(days=1)


def kept(
    found: Standing, composed: Iterable[Feed], laid_out: Iterable[Feed], contents: Mapping[str, bytes], day: dt.date
) -> Iterator[Kept]:
    """Yield each occurrence of some feeds that stays, although the plan gives it other events, other feeds, or nothing.

    Contents are the unfolded properties of all events that the plan gives, all but their revision.
    """
    shown, said = _feeds_by_uid(laid_out), _feeds_by_uid(composed)
    for uid, events in found.stays.items():
        given = found.planned.get(uid)
        now = {event.uid: contents[event.uid] for event in given.events} if given else {}
        was = {text: earlier.content for text, earlier in events.items()}
        here = [text for text in events if text in shown]
        differs = _differ(was, now, day) or any(shown[text] != said.get(text) for text in here)
        if here and differs and uid.school_year:
            shown_on = _days(earlier.event for earlier in events.values())
            yield Kept(
                uid=str(uid),
                item_id=given.occurrence.activity.id if given else uid.item,
                school_year=uid.school_year,
                month=uid.month,
                summary=_summary(uid, events),
                start=shown_on.start,
                last_day=shown_on.last_day,
                now=_to_come(given, shown_on, day) if given else None,
            )


def _differ(was: Mapping[str, bytes], now: Mapping[str, bytes], day: dt.date) -> bool:
    """Tell whether events differ in more than the line of their page: another address of the site is told once."""
    return any(change.kind is not ChangeKind.RELINKED for change in changes(was, now, day))


def _feeds_by_uid(feeds: Iterable[Feed]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for feed in feeds:
        for event in feed.events:
            found[event.uid].append(feed.id)
    return found


def _summary(uid: Uid, events: Mapping[str, Earlier]) -> str:
    """Return the title of the event that carries the end of an occurrence, or of another one."""
    return events.get(str(uid), next(iter(events.values()))).event.summary


def _days(events: Iterable[Event]) -> Span:
    """Return from when to when an occurrence is shown, its notice aside unless that is all."""
    every = tuple(events)
    shown = [event for event in every if not _is_notice(event)] or every
    return Span(min(event.start for event in shown), max(event.end for event in shown) - _DAY)


def _is_notice(event: Event) -> bool:
    uid = Uid.parse(event.uid)
    return uid is not None and uid.marker is Marker.NOTICE


def _to_come(given: Planned, shown: Span, day: dt.date) -> Span | None:
    """Return the days that the plan gives an occurrence, if they are others and still to come."""
    occurrence = given.occurrence
    is_open = any(event.open_until for event in given.events)
    if occurrence.last_day < day or is_open or _days(given.events) == shown:
        return None
    return Span(occurrence.start, occurrence.last_day)
