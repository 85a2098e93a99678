"""A wheel as tables for people, one per month, with columns that line up; fits in 80 columns."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from arshjul_cli.plan import Activity, Extra
from arshjul_cli.render.wording import STATUS, responsible, when
from arshjul_cli.swedish import day, month_name, weeks
from arshjul_cli.wheel import Occurrence, Status, Wheel

_STYLES = {Status.CONFIRMED: "", Status.TENTATIVE: "italic", Status.CANCELLED: "strike"}
_NOW, _TODAY = "pågår", "idag"
_LONGEST_NAME = len("Utvecklingsledare,")
"""So that a long title of a post is not broken in 80 columns."""


def render(wheel: Wheel, today: dt.date) -> Group:
    """Return the tables; what goes on today is marked."""
    return Group(*_parts(wheel, today))


def _parts(wheel: Wheel, today: dt.date) -> Iterator[RenderableType]:
    months = groupby(wheel.occurrences, key=lambda o: (o.start.year, o.start.month))
    dates = max((len(line) for o in wheel.occurrences for line in _date(o).split("\n")), default=5)
    yield _headings(dates)
    for (year, month), occurrences in months:
        is_now = (today.year, today.month) == (year, month)
        yield Text.assemble(
            (f"{month_name(month).capitalize()} {year}", "bold"), (f"  idag {day(today)}" if is_now else "", "green")
        )
        yield _month(wheel, occurrences, today, dates)
    if wheel.undated:
        yield Text("Vid behov", "bold")
        table = _table(dates)
        for activity in wheel.undated:
            table.add_row("", "", _activity(activity, ""), Text(responsible(wheel.plan, activity)), "")
        yield table


def _headings(dates: int) -> Table:
    table = _table(dates)
    table.add_row("Vecka", "Datum", "Aktivitet", "Ansvarig", "Status", style="dim")
    table.add_row()
    return table


def _table(dates: int) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=5)
    table.add_column(width=dates)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=3, width=_LONGEST_NAME, overflow="fold")  # with a ratio, the width is the least
    table.add_column(width=max(map(len, (_NOW, *STATUS.values()))))
    return table


def _month(wheel: Wheel, occurrences: Iterable[Occurrence], today: dt.date, dates: int) -> Table:
    table = _table(dates)
    for occurrence in occurrences:
        now = occurrence.overlaps(today, today) and occurrence.status is not Status.CANCELLED
        table.add_row(
            Text(weeks(occurrence.start, occurrence.last_day).removeprefix("v. "), "dim", justify="right"),
            Text(_date(occurrence), "green" if now else ""),
            _activity(occurrence.activity, _STYLES[occurrence.status]),
            Text(responsible(wheel.plan, occurrence.activity)),
            Text("\n".join(_status(occurrence, now=now)), "green" if now else ""),
        )
    table.add_row()
    return table


def _status(occurrence: Occurrence, *, now: bool) -> Iterator[str]:
    if now:
        yield _TODAY if occurrence.start == occurrence.last_day else _NOW
    if status := STATUS[occurrence.status]:
        yield status


def _date(occurrence: Occurrence) -> str:
    """Return the date, with a time of day on a line of its own."""
    return when(occurrence, between="\n")


def _activity(item: Activity | Extra, style: str) -> Text:
    text = Text(item.summary, style)
    for point in item.points:
        text.append(f"\n{point}", "dim")
    return text
