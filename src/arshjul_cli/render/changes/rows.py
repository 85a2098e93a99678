"""What has changed, as a table for a spreadsheet: a row for each change in each feed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from arshjul_cli.feeds import marks
from arshjul_cli.feeds.history import Change, Differences, Shown
from arshjul_cli.render.changes.words import PARTS, SINGULAR, last_day, title
from arshjul_cli.render.grid import Grid, csv
from arshjul_cli.render.rows import Cell
from arshjul_cli.swedish import clock
from arshjul_cli.wheel.uid import Uid

_COLUMNS: Mapping[str, str] = {
    "feed": "Flöde",
    "kind": "Ändring",
    "summary": "Aktivitet",
    "parts": "Även",
    "start_before": "Började",
    "last_day_before": "Slutade",
    "time_before": "Tid förut",
    "start": "Börjar",
    "last_day": "Slutar",
    "time": "Tid",
    "activity": "Id",
    "school_year": "Läsår",
}
_LAPSED = "Passerad utan beslut"


def csv_text(differences: Differences) -> str:
    """Return the table as CSV, feed by feed."""
    rows = (
        _row(feed_id, change)
        for feed_id, changes in differences.changes.items()
        for change in sorted(changes, key=_order)
    )
    return csv(Grid(title="Ändringar", columns=_COLUMNS, rows=tuple(rows))).decode()


def with_ids(differences: Differences) -> Differences:
    """Return the same, in which each event is called by the id of its activity too."""
    changes = {feed_id: tuple(map(_with_id, of_feed)) for feed_id, of_feed in differences.changes.items()}
    return replace(differences, changes=changes)


def _order(change: Change) -> tuple[str, str]:
    return (change.uid, change.kind)


def _row(feed_id: str, change: Change) -> tuple[Cell, ...]:
    uid = Uid.parse(change.uid)
    return (
        feed_id,
        SINGULAR.get(change.kind, _LAPSED),
        title(change),
        ", ".join(word for part, word in PARTS.items() if part in change.what) or None,
        *_days(change.before),
        *_days(change.after),
        uid.item if uid else None,
        str(uid.school_year) if uid and uid.school_year else None,
    )


def _days(shown: Shown | None) -> Iterator[Cell]:
    yield shown.start if shown else None
    yield last_day(shown) if shown else None
    yield clock(shown.time) if shown and shown.time else None


def _with_id(change: Change) -> Change:
    uid = Uid.parse(change.uid)
    if uid is None:
        return change
    before, after = (_called(shown, uid.item) for shown in (change.before, change.after))
    return replace(change, before=before, after=after)


def _called(shown: Shown | None, item_id: str) -> Shown | None:
    """Return what is shown with an id after its title, before the marks that end it."""
    if shown is None:
        return None
    named = marks.split(shown.summary).title
    before, _, after = shown.summary.rpartition(named)
    return replace(shown, summary=f"{before}{named} ({item_id}){after}")
