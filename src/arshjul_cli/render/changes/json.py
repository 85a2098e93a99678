"""What has changed, in JSON for programs (docs/design.md); ends of events are exclusive."""

import json
from typing import Any

from arshjul_cli.feeds.history import Change, ChangeKind, Differences, Part, Shown
from arshjul_cli.swedish import clock

_WHAT_OF_RELINKED = (Part.DESCRIPTION,)


def json_text(differences: Differences) -> str:
    """Return an object for each feed that has changes, in the order of the feeds."""
    feeds = [
        {"feed": feed_id, "name": differences.names[feed_id], "changes": [_change(change) for change in of_feed]}
        for feed_id, of_feed in differences.changes.items()
        if of_feed
    ]
    return json.dumps({"schema": 1, "feeds": feeds}, ensure_ascii=False, indent=2) + "\n"


def _change(change: Change) -> dict[str, Any]:
    return {
        "uid": change.uid,
        "kind": _kind(change),
        "settled": change.kind is ChangeKind.SETTLED,
        "what": list(_WHAT_OF_RELINKED if change.kind is ChangeKind.RELINKED else change.what),
        "before": _shown(change.before),
        "after": _shown(change.after),
    }


def _kind(change: Change) -> ChangeKind:
    """Return the kind as schema 1 names it, which knows no settled day, no month that lapsed and no page."""
    before, after = change.before, change.after
    if change.kind is ChangeKind.LAPSED:
        return ChangeKind.GONE
    if change.kind is ChangeKind.RELINKED:
        return ChangeKind.CHANGED
    if change.kind is ChangeKind.SETTLED and before and after:
        moved = (before.start, before.end, before.time) != (after.start, after.end, after.time)
        return ChangeKind.MOVED if moved else ChangeKind.CHANGED
    return change.kind


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
        "open": shown.open_until is not None,
    }
