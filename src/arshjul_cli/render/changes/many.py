"""Many changes of a kind: activity by activity, each with its days."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from arshjul_cli.feeds.history import Change, ChangeKind, Part
from arshjul_cli.render.changes.words import PLURAL, last_day, parts, short, shown_of, title
from arshjul_cli.swedish import count
from arshjul_cli.wheel.uid import Uid

_MOST_LINES, _MOST_DAYS, _MOST_OF_TEXT = 20, 8, 20
_TEXT_ONLY = (Part.DESCRIPTION,)


def by_activity(kind: ChangeKind, changes: Mapping[Change, str]) -> Iterator[str]:
    """Yield `Nya: Rektorsmöte: 12 aug, 9 sep 2026 (alla, rektor)` for each activity, the first 20 of them.

    The changes are in the order of time, each with the feeds that have it. Many that have another text and
    nothing else, as all have after a new version of the program, are only counted.
    """
    counted = _counted(kind, changes)
    told = [change for change in changes if change not in counted]
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in told:
        groups.setdefault((_item(change), changes[change]), []).append(change)
    ordered = list(groups.items())
    yield from (f"{_line(kind, group)} ({feeds})" for (_, feeds), group in ordered[:_MOST_LINES])
    if rest := ordered[_MOST_LINES:]:
        events = count(sum(len(group) for _, group in rest), "händelse", "händelser")
        activities = count(len({item for (item, _), _ in rest}), "aktivitet", "aktiviteter")
        yield f"{PLURAL[kind]}: {events} till i {activities}"
    if counted:
        yield f"{PLURAL[kind]}{parts(kind, _TEXT_ONLY)}: {len(counted)} händelser"


def _counted(kind: ChangeKind, changes: Iterable[Change]) -> Collection[Change]:
    """Return the changes that are only counted: those of the text and nothing else, if they are many."""
    of_text = {change for change in changes if kind is ChangeKind.CHANGED and change.what == _TEXT_ONLY}
    return of_text if len(of_text) > _MOST_OF_TEXT else ()


def days(dated: Iterable[tuple[dt.date, str]]) -> str:
    """Return `12 aug, 9 sep 2025, 13 jan 2026`: the first eight of some days in their order, each with its words.

    The year stands once, after the last day of it.
    """
    ordered = list(dated)
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
