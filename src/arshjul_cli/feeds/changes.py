"""What has changed between two sets of events, each by UID and as it was written."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from arshjul_cli.feeds import addresses, lines, marks
from arshjul_cli.feeds.history import Change, ChangeKind, Part, Shown
from arshjul_cli.findings import visible
from arshjul_cli.schoolyear import month_days

_DAY = dt.timedelta(days=1)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PEOPLE = re.compile(r"(?P<role>Ansvarig|Deltar|Genom .+?|I .+? ingår): (?P<names>.*)")
_NOBODY = re.compile(r"(?:ingen|inte) angiven i planen\.?")
_REPEATED = ("Länk: ", "Plats: ")
"""How lines of the text begin that say what a property of the event says."""


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes], day: dt.date) -> tuple[Change, ...]:
    """Return what became of each event that is not as it was, in the order of time.

    The bytes are the unfolded properties of an event, all but its revision. The day is that of the run: a month
    without a decided day that was over by then is no loss.
    """
    found = (
        _change(uid, before.get(uid), after.get(uid), day)
        for uid in before.keys() | after.keys()
        if before.get(uid) != after.get(uid)
    )
    return tuple(sorted(found, key=_order))


def _order(change: Change) -> tuple[dt.date, str, str]:
    shown = change.after or change.before
    if shown is None:
        raise ValueError(change.uid)
    return (shown.start, shown.summary, change.uid)


@dataclass(frozen=True, slots=True)
class _Event:
    """An event as it was written: what a calendar shows of it, and what each part of it says."""

    shown: Shown
    parts: Mapping[Part, object]


def _change(uid: str, before: bytes | None, after: bytes | None, day: dt.date) -> Change:
    was, now = _read(before), _read(after)
    if was and now:
        differing = tuple(part for part in Part if was.parts[part] != now.parts[part])
        if not differing and _differ_by_page(was.shown, now.shown):
            return Change(uid=uid, kind=ChangeKind.RELINKED, before=was.shown, after=now.shown)
        kind = kind_of(was.shown, now.shown)
        what = differing or ((Part.DESCRIPTION,) if kind is ChangeKind.CHANGED else ())
        return Change(uid=uid, kind=kind, before=was.shown, after=now.shown, what=what)
    if was:
        return Change(uid=uid, kind=_kind_of_lost(was.shown, day), before=was.shown, after=None)
    return Change(uid=uid, kind=ChangeKind.NEW, before=None, after=now.shown if now else None)


def _differ_by_page(before: Shown, after: Shown) -> bool:
    return before.page != after.page and replace(before, page=None) == replace(after, page=None)


def _kind_of_lost(before: Shown, day: dt.date) -> ChangeKind:
    return ChangeKind.LAPSED if before.open_until and before.open_until < day else ChangeKind.GONE


def kind_of(before: Shown, after: Shown) -> ChangeKind:
    """Return what became of an event that is still there."""
    if before.cancelled != after.cancelled:
        return ChangeKind.CANCELLED if after.cancelled else ChangeKind.REINSTATED
    if _is_undecided(before) and not _is_undecided(after):
        return ChangeKind.SETTLED
    return ChangeKind.CHANGED if _days(before) == _days(after) else ChangeKind.MOVED


def _is_undecided(shown: Shown) -> bool:
    return shown.tentative or shown.open_until is not None


def _days(shown: Shown) -> object:
    """Return what a move changes; of a month without a decided day, that is not where in the month it stands."""
    return shown.open_until or (shown.start, shown.end, shown.time)


@cache  # most events are in several feeds
def _read(content: bytes | None) -> _Event | None:
    if content is None:
        return None
    properties = lines.properties(content)
    texts = {name.partition(";")[0]: value for name, value in properties.items()}
    shown = _shown(texts)
    return _Event(shown, dict(_parts(texts, shown.summary)))


def _shown(texts: Mapping[str, str]) -> Shown:
    summary = visible(_unescaped(texts["SUMMARY"]))
    start, end = (dt.datetime.fromisoformat(texts[name]) for name in ("DTSTART", "DTEND"))
    timed = "T" in texts["DTSTART"]
    return Shown(
        summary=summary,
        start=start.date(),
        end=lines.after(end, timed=timed),
        time=(start.time(), end.time()) if timed else None,
        cancelled=texts.get("STATUS") == "CANCELLED",
        tentative=texts.get("STATUS") == "TENTATIVE",
        open_until=_open_until(texts, summary, start.date()),
        location=visible(_place(texts)) or None,
        page=addresses.split(_unescaped(texts.get("DESCRIPTION", "")))[1],
    )


def _open_until(texts: Mapping[str, str], summary: str, start: dt.date) -> dt.date | None:
    if written := texts.get("X-ARSHJUL-OPEN"):
        return dt.date.fromisoformat(written)
    return month_days(start.year, start.month)[1] if marks.is_open(summary) else None


def _parts(texts: Mapping[str, str], summary: str) -> Iterator[tuple[Part, object]]:
    """Yield what the parts of an event say, without what repeats another part or words it as an earlier version did."""
    text = addresses.split(_unescaped(texts.get("DESCRIPTION", "")))[0].split("\n")
    people = {line: match for line in text if (match := _PEOPLE.fullmatch(line))}
    yield Part.SUMMARY, marks.split(summary).title
    yield Part.LOCATION, _place(texts)
    yield Part.URL, texts.get("URL")
    yield Part.PEOPLE, [_people(match) for match in people.values()]
    yield Part.CATEGORY, (texts.get("CATEGORIES"), texts.get("COLOR"))
    yield Part.DESCRIPTION, [line for line in text if line and line not in people and not line.startswith(_REPEATED)]


def _place(texts: Mapping[str, str]) -> str:
    """Return where an event is; where there is no place, a calendar shows the link there."""
    location = _unescaped(texts.get("LOCATION", ""))
    return "" if location == texts.get("URL") else location


def _people(line: re.Match[str]) -> tuple[str, str]:
    role = line["role"] if line["role"] in {"Ansvarig", "Deltar"} else ""
    return role, _NOBODY.sub("", line["names"])


def _unescaped(text: str) -> str:
    """Return a TEXT value as it is meant (RFC 5545 section 3.3.11)."""
    return _ESCAPED.sub(lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], text)
