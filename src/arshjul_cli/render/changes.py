"""What has changed in the feeds: in words, in Markdown, in JSON."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from arshjul_cli.feeds.history import Change, ChangeKind, Shown
from arshjul_cli.feeds.model import SUFFIX
from arshjul_cli.render.markdown import escaped
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import clock, long_span
from arshjul_cli.wheel.uid import school_year_of

_MOST_OF_A_KIND = 20
"""More events than these of one kind are a new feed, or one that goes, rather than news."""
_WORDS = {
    ChangeKind.NEW: "Ny",
    ChangeKind.MOVED: "Flyttad",
    ChangeKind.CHANGED: "Ändrad",
    ChangeKind.CANCELLED: "Inställd",
    ChangeKind.REINSTATED: "Åter",
    ChangeKind.GONE: "Borta",
}


def news(changes: Mapping[str, Sequence[Change]], left: Collection[SchoolYear]) -> list[str]:
    """Return each change in words, with the feeds that show it; a kind with too many events is only counted.

    Events of school years that were left are no news.
    """
    feeds: dict[Change, list[str]] = {}
    for file_name, of_feed in changes.items():
        for change in of_feed:
            if school_year_of(change.uid) not in left:
                feeds.setdefault(change, []).append(file_name.removesuffix(SUFFIX))
    kinds = Counter(change.kind for change in feeds)
    sentences = (
        f"{sentence(change)} ({', '.join(names)})"
        for change, names in sorted(feeds.items(), key=lambda item: _order(item[0]))
        if kinds[change.kind] <= _MOST_OF_A_KIND
    )
    return [
        *sentences,
        *(f"{_WORDS[kind]}: {many} händelser" for kind, many in kinds.items() if many > _MOST_OF_A_KIND),
    ]


def text(changes: Mapping[str, Sequence[Change]], names: Mapping[str, str]) -> str:
    """Return the changes of each feed, in words."""
    return "\n".join(_lines(changes, names, "{}:", "  {}", _plain))


def markdown(changes: Mapping[str, Sequence[Change]], names: Mapping[str, str]) -> str:
    """Return the same for a pull request."""
    return "\n".join(_lines(changes, names, "### {}\n", "- {}", escaped))


def json_text(changes: Mapping[str, Sequence[Change]], names: Mapping[str, str]) -> str:
    """Return the same for a program: an object for each feed with its changes; ends are exclusive."""
    feeds = [
        {"feed": feed_id, "name": names[feed_id], "changes": [_object(change) for change in of_feed]}
        for feed_id, of_feed in changes.items()
        if of_feed
    ]
    return json.dumps({"schema": 1, "feeds": feeds}, ensure_ascii=False, indent=2) + "\n"


FORMATS = {"text": text, "markdown": markdown, "json": json_text}


def sentence(change: Change) -> str:
    """Return `Flyttad: Skolanalysgrupp, från tisdag 3 mars 2026 till …`."""
    before, after = change.before, change.after
    kind = _WORDS[change.kind]
    if before and after and _is_settled(before, after):
        return f"Bestämd: {after.summary}, {_when(after)}"
    if before and after and change.kind is ChangeKind.MOVED:
        return f"{kind}: {after.summary}, från {_when(before)} till {_when(after)}"
    if before and after and before.summary != after.summary and change.kind is ChangeKind.CHANGED:
        return f"{kind}: {before.summary} heter nu {after.summary}, {_when(after)}"
    # A cancelled event keeps its earlier title, for the new title says once more that it is cancelled.
    shown = before if change.kind is ChangeKind.CANCELLED else after or before
    return f"{kind}: {shown.summary}, {_when(shown)}" if shown else kind


def _is_settled(before: Shown, after: Shown) -> bool:
    """Tell whether a preliminary day was decided as it was, maybe with a time."""
    same_days = (before.start, before.end) == (after.start, after.end)
    return same_days and before.tentative and not (after.tentative or after.cancelled)


def _lines(
    changes: Mapping[str, Sequence[Change]],
    names: Mapping[str, str],
    heading: str,
    item: str,
    escape: Callable[[str], str],
) -> Iterator[str]:
    if not any(changes.values()):
        yield "Inget är ändrat.\n"
        return
    for feed_id, of_feed in changes.items():
        if of_feed:
            yield heading.format(escape(f"{names[feed_id]} ({feed_id})"))
            yield from (item.format(escape(sentence(change))) for change in of_feed)
            yield ""


def _plain(text: str) -> str:
    return text


def _order(change: Change) -> tuple[dt.date, str]:
    shown = change.after or change.before
    return (shown.start if shown else dt.date.min, change.uid)


def _when(shown: Shown) -> str:
    days = long_span(shown.start, shown.end - dt.timedelta(days=1))
    return f"{days} {clock(shown.time)}" if shown.time else days


def _object(change: Change) -> dict[str, Any]:
    return {
        "uid": change.uid,
        "kind": change.kind,
        "before": _shown(change.before),
        "after": _shown(change.after),
    }


def _shown(shown: Shown | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {
        "summary": shown.summary,
        "start": shown.start.isoformat(),
        "end": shown.end.isoformat(),
        "time": clock(shown.time) if shown.time else None,
        "cancelled": shown.cancelled,
        "tentative": shown.tentative,
    }
