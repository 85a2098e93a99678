"""The form of what is to be decided, as a table: the very one that `decide --from` takes back."""

import datetime as dt
from collections.abc import Iterable

from arshjul_cli.editing.form import Blank
from arshjul_cli.plan.fields import DateSpan
from arshjul_cli.render.grid import Grid
from arshjul_cli.render.rows import Cell
from arshjul_cli.swedish import clock, either_month_of_year, enumerate_words, month_name, weeks

_COLUMNS = {
    "school_year": "läsår",
    "activity": "id",
    "summary": "aktivitet",
    "rule": "regel",
    "month": "månad",
    "week": "vecka",
    "proposed": "förslag",
    "date": "datum",
    "time": "tid",
    "location": "plats",
    "date_before": "förra datum",
    "time_before": "förra tid",
    "location_before": "förra plats",
    "against": "krockar med",
}
_TO_FILL_IN = frozenset({"date", "time", "location"})


def form(blanks: Iterable[Blank], title: str) -> Grid:
    """Return a row for each date to decide, with nothing under what is to be filled in."""
    return Grid(title=title, columns=_COLUMNS, rows=tuple(map(_row, blanks)), to_fill_in=_TO_FILL_IN)


def _row(blank: Blank) -> tuple[Cell, ...]:
    slot, before = blank.slot, blank.before
    return (
        str(slot.school_year),
        slot.activity.id,
        slot.activity.summary,
        str(slot.activity.rule),
        month_name(slot.month) if slot.month else None,
        weeks(*slot.days).removeprefix("v. ") if slot.days else None,
        _proposed(blank),
        None,
        None,
        None,
        _days(before.date) if before else None,
        clock(blank.time_before) if blank.time_before else None,
        blank.place_before,
        enumerate_words(slot.clashes) if slot.clashes else None,
    )


def _proposed(blank: Blank) -> Cell:
    if blank.proposed:
        return _days(blank.proposed)
    return either_month_of_year(*blank.slot.days) if blank.slot.days else None


def _days(days: DateSpan) -> dt.date | str:
    return days.start if days.start == days.last_day else f"{days.start}–{days.last_day}"
