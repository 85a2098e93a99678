"""A change in words: what became of which event, and on which day."""

import datetime as dt

from arshjul_cli.feeds import marks
from arshjul_cli.feeds.history import Change, ChangeKind, Part, Shown
from arshjul_cli.swedish import (
    clock_span,
    either_month,
    either_month_of_year,
    enumerate_words,
    long_day,
    long_span,
    short_day,
    span,
)

SINGULAR = {
    ChangeKind.NEW: "Ny",
    ChangeKind.MOVED: "Flyttad",
    ChangeKind.SETTLED: "Bestämd",
    ChangeKind.CHANGED: "Ändrad",
    ChangeKind.CANCELLED: "Inställd",
    ChangeKind.REINSTATED: "Återupptagen",
    ChangeKind.GONE: "Borttagen",
}
"""What became of an event, in a word."""
PLURAL = {
    ChangeKind.NEW: "Nya",
    ChangeKind.MOVED: "Flyttade",
    ChangeKind.SETTLED: "Bestämda",
    ChangeKind.CHANGED: "Ändrade",
    ChangeKind.CANCELLED: "Inställda",
    ChangeKind.REINSTATED: "Återupptagna",
    ChangeKind.GONE: "Borttagna",
}
"""The kinds that are told, in their order. A month that passed undecided is only counted."""
PARTS = {
    Part.LOCATION: "plats",
    Part.URL: "länk",
    Part.PEOPLE: "vilka som berörs",
    Part.CATEGORY: "kategori",
    Part.DESCRIPTION: "text",
}
"""The title is not among them: both titles are told."""
_BESIDES = frozenset({ChangeKind.MOVED, ChangeKind.SETTLED, ChangeKind.REINSTATED})
"""The kinds whose text changes with their day, so that only what else differs is told."""
_DAY = dt.timedelta(days=1)


def sentence(change: Change) -> str:
    """Return `Flyttad: Skolanalysgrupp, från tisdag 3 mars 2026 till …`."""
    kind = f"{SINGULAR[change.kind]}{parts(change.kind, change.what)}"
    return f"{kind}: {_mark(shown_of(change))}{title(change)}, {_days(change)}"


def parts(kind: ChangeKind, what: tuple[Part, ...]) -> str:
    """Return ` (plats och länk)`, what has changed of an event, or ` (även plats)` if its day or status has too."""
    besides = kind in _BESIDES
    if not besides and kind is not ChangeKind.CHANGED:
        return ""
    words = [word for part, word in PARTS.items() if part in what and not (besides and part is Part.DESCRIPTION)]
    return f" ({'även ' if besides else ''}{enumerate_words(words)})" if words else ""


def shown_of(change: Change) -> Shown:
    """Return what is shown of a change: what is, or what was if it is cancelled or gone.

    A cancelled one keeps its earlier day, on which people expected it.
    """
    was_shown = change.before if change.kind is ChangeKind.CANCELLED else None
    shown = was_shown or change.after or change.before
    if shown is None:
        raise ValueError(change.uid)
    return shown


def last_day(shown: Shown) -> dt.date:
    """Return the last day of an event."""
    return shown.end - _DAY


def title(change: Change) -> str:
    """Return the title of an event without its marks, or `Budget heter nu Budget och mål`."""
    named = marks.split(shown_of(change).summary).title
    if change.before and change.after and Part.SUMMARY in change.what and change.kind is not ChangeKind.CANCELLED:
        return f"{marks.split(change.before.summary).title} heter nu {named}"
    return named


def _mark(shown: Shown) -> str:
    """Return `Börjar: `, what an event is of its occurrence; of a month without a day, the days say it."""
    mark = marks.split(shown.summary).mark
    return f"{mark}: " if mark and not shown.open_until else ""


def _days(change: Change) -> str:
    before, after = change.before, change.after
    if before and after and change.kind is ChangeKind.MOVED:
        return f"från {_when(before)} till {_when(after)}{_status(after)}"
    if before and after and change.kind is ChangeKind.SETTLED:
        return _when(after) + _preliminary(before, after)
    shown = shown_of(change)
    return _when(shown) + ("" if shown is before else _status(shown))


def _preliminary(before: Shown, after: Shown) -> str:
    """Return the preliminary day of an event that has got another."""
    if before.open_until or (before.start, before.end) == (after.start, after.end):
        return ""
    same_year = before.start.year == after.start.year and before.end - before.start == _DAY
    days = _when(before).removesuffix(f" {before.start.year}") if same_year else _when(before)
    return f", förut preliminärt {days}"


def _status(shown: Shown) -> str:
    if shown.cancelled:
        return ", inställd"
    return ", preliminärt" if shown.tentative and not shown.open_until else ""


def _when(shown: Shown) -> str:
    if shown.open_until:
        return f"{either_month_of_year(shown.start, shown.open_until)} (dag ej bestämd)"
    if shown.time:
        return clock_span(shown.start, last_day(shown), shown.time, long_day)
    return long_span(shown.start, last_day(shown))


def short(shown: Shown) -> str:
    """Return the days of an event without their year, as many of one activity are told: `12 aug`, `börjar 2 mars`."""
    if shown.open_until:
        return either_month(shown.start, shown.open_until)
    verb = _VERBS.get(marks.split(shown.summary).mark, "")
    return f"{verb} {short_span(shown.start, last_day(shown))}".lstrip()


def short_span(first: dt.date, last: dt.date) -> str:
    """Return `12 aug` or `3–5 dec`."""
    return short_day(first) if first == last else span(first, last)


_VERBS = {"Börjar": "börjar", "Slutar": "slutar", "Sista dag": "slutar", "Påminnelse": "påminnelse"}
"""What the mark of an event says before its day, where one activity has several."""
