"""Changes of events made by hand, and what a run leaves standing."""

import datetime as dt
from collections.abc import Sequence

from arshjul_cli.feeds.history import Change, ChangeKind, Differences, Kept, Part, Shown
from arshjul_cli.rules import Span
from building import YEAR

ONE = (dt.time(13), dt.time(16))
ELSE = (Part.DESCRIPTION,)
TOLD = [kind for kind in ChangeKind if kind not in {ChangeKind.LAPSED, ChangeKind.RELINKED}]
YEAR_LONG = range(1, 13)


def shown_on(
    day: int,
    summary: str = "Möte",
    status: str = "",
    *,
    month: int = 3,
    days: int = 1,
    time: tuple[dt.time, dt.time] | None = None,
) -> Shown:
    """Return what a calendar shows from a day of 2026 on; an open one stands for March."""
    start = dt.date(2026, month, day)
    return Shown(
        summary=summary,
        start=start,
        end=start + dt.timedelta(days=days),
        time=time,
        cancelled=status == "cancelled",
        tentative=status == "tentative",
        open_until=dt.date(2026, 3, 31) if status == "open" else None,
    )


def change_of(
    kind: ChangeKind,
    before: Shown | None,
    after: Shown | None,
    uid: str = "mote",
    *,
    what: tuple[Part, ...] = (),
) -> Change:
    """Return a change of an event of 2025/26."""
    return Change(uid=f"{uid}.2025-26@arshjul.exempel.se", kind=kind, before=before, after=after, what=what)


def new_of(uid: str, day: int = 5) -> Change:
    """Return a new event in March."""
    return change_of(ChangeKind.NEW, None, shown_on(day, uid), uid)


def differences_of(
    new: tuple[str, ...] = (), gone: tuple[str, ...] = (), kept: tuple[Kept, ...] = (), **changes: Sequence[Change]
) -> Differences:
    """Return what differs, by feed id."""
    return Differences(
        names={feed_id: f"Årshjul – {feed_id}" for feed_id in changes},
        changes={feed_id: tuple(of_feed) for feed_id, of_feed in changes.items()},
        new=new,
        gone=gone,
        kept=kept,
    )


def many_of(kind: ChangeKind, item: str, months: Sequence[int], what: tuple[Part, ...] = ()) -> list[Change]:
    """Return a change of a monthly activity, from the 5th to the 12th, for each month of 2026."""
    before, after = ([shown_on(day, item.title(), month=month) for month in months] for day in (5, 12))
    return [
        Change(
            uid=f"{item}.2025-26.{month:02}@arshjul.exempel.se",
            kind=kind,
            before=None if kind is ChangeKind.NEW else was,
            after=None if kind is ChangeKind.GONE else now,
            what=what,
        )
        for month, was, now in zip(months, before, after, strict=True)
    ]


def kept_of(day: int, month: int = 3, item: str = "mote", now: Span | None = None, slot: int | None = 3) -> Kept:
    """Return an occurrence of 2025/26 that stands on a day of 2026."""
    start = dt.date(2026, month, day)
    return Kept(
        uid=f"{item}.2025-26.{month:02}@arshjul.exempel.se",
        item_id="rektorsmote",
        school_year=YEAR,
        month=slot,
        summary="INSTÄLLT: Rektorsmöte",
        start=start,
        last_day=start,
        now=now,
    )


MOVED = change_of(ChangeKind.MOVED, shown_on(3), shown_on(5))
GONE = change_of(ChangeKind.GONE, shown_on(4, "Råd"), None, "rad")
LAPSED = change_of(ChangeKind.LAPSED, shown_on(2, "I mars: Råd (dag ej bestämd)", "open"), None, "rad")
OPEN = shown_on(2, "I mars: Möte (dag ej bestämd)", "open")
PRELIMINARY = shown_on(3, "Prel.: Möte", "tentative")
