"""Many changes of a kind: activity by activity, each with its days."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from arshjul_cli.feeds.history import Change, ChangeKind, Part
from arshjul_cli.render.changes.words import PLURAL, last_day, parts, short, shown_of, title
from arshjul_cli.swedish import count
from arshjul_cli.wheel.uid import Uid

_MOST_LINES, _MOST_DAYS = 20, 8
_TEXT_ONLY = (Part.DESCRIPTION,)


def by_activity(kind: ChangeKind, changes: Mapping[Change, str]) -> Iterator[str]:
    """Yield `Nya: Rektorsmöte: 12 aug, 9 sep 2026 (alla, rektor)` for each activity, the first 20 of them.

    The changes are in the order of time, each with the feeds that have it. What has another text and nothing else,
    as every event has after a new version of the program, is only counted.
    """
    told = [change for change in changes if change.what != _TEXT_ONLY or kind is not ChangeKind.CHANGED]
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in told:
        groups.setdefault((_item(change), changes[change]), []).append(change)
    ordered = list(groups.items())
    yield from (f"{_line(kind, group)} ({feeds})" for (_, feeds), group in ordered[:_MOST_LINES])
    if rest := ordered[_MOST_LINES:]:
        events = sum(len(group) for _, group in rest)
        activities = len({item for (item, _), _ in rest})
        yield f"{PLURAL[kind]}: {events} händelser till i {count(activities, 'aktivitet', 'aktiviteter')}"
    if others := len(changes) - len(told):
        yield f"{PLURAL[kind]}{parts(kind, _TEXT_ONLY)}: {count(others, 'händelse', 'händelser')}"


def days(dated: Iterable[tuple[dt.date, str]]) -> str:
    """Return `12 aug, 9 sep 2025, 13 jan 2026`: the first eight of some days, each given with its words.

    The year stands once, after the last day of it.
    """
    ordered = sorted(dated)
    shown = ordered[:_MOST_DAYS]
    words = [
        text if day.year == following.year else f"{text} {day.year}" for (day, text), (following, _) in pairwise(shown)
    ]
    day, text = shown[-1]
    more = len(ordered) - len(shown)
    return ", ".join((*words, f"{text} {day.year}")) + (f" och {more} till" if more else "")


def _item(change: Change) -> str:
    uid = Uid.parse(change.uid)
    return uid.item if uid else change.uid


def _line(kind: ChangeKind, changes: Sequence[Change]) -> str:
    what = tuple(part for part in Part if any(part in change.what for change in changes))
    return f"{PLURAL[kind]}{parts(kind, what)}: {title(changes[-1])}: {days(map(_day, changes))}"


def _day(change: Change) -> tuple[dt.date, str]:
    shown, before = shown_of(change), change.before
    moved = f" (förut {short(before)})" if before and change.kind is ChangeKind.MOVED else ""
    return last_day(shown), short(shown) + moved
