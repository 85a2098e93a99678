"""A wheel as tables for people, one per month, with columns that line up; a narrow screen gets a list."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.render.rows import MONTH_HEADINGS, month_title, months, undated
from arshjul_cli.render.terminal import columns
from arshjul_cli.render.terminal.columns import BETWEEN, longest_word, shares
from arshjul_cli.render.wording import STATUS, responsible, when
from arshjul_cli.rules import Span
from arshjul_cli.swedish import day, weeks
from arshjul_cli.wheel.model import Occurrence, Status, Wheel

_STYLES = {Status.CONFIRMED: "", Status.TENTATIVE: "italic", Status.CANCELLED: "strike"}
_NOW, _TODAY = "pågår", "i dag"
_WEEKS = len("Vecka")
_STATUSES = max(map(len, (_NOW, *STATUS.values())))


def render(wheel: Wheel, asked: Span, today: dt.date, width: int) -> Group:
    """Return the tables for a screen of so many columns; today, if it is asked for, and what goes on are marked."""
    dates = max((len(line) for o in wheel.occurrences for line in _date(o).split("\n")), default=_WEEKS)
    items = (*(o.activity for o in wheel.occurrences), *wheel.undated)
    name = longest_word(responsible(wheel.plan, item) for item in items)
    shared = shares(width - dates - _WEEKS - _STATUSES - 4 * BETWEEN, name)
    if shared is None:
        return Group(*_list(wheel, asked, today))
    return Group(*_tables(wheel, asked, today, (_WEEKS, dates, *shared, _STATUSES)))


def _tables(wheel: Wheel, asked: Span, today: dt.date, widths: Iterable[int]) -> Iterator[RenderableType]:
    headings = columns.table(*widths)
    headings.add_row(*MONTH_HEADINGS, style="dim")
    yield headings
    yield from _unmarked_today(wheel, asked, today)
    for heading, occurrences in _months(wheel, today):
        yield from (Text(), heading, _month(wheel.plan, occurrences, today, widths))
    for title, activities in undated(wheel):
        table = columns.table(*widths)
        for activity in activities:
            table.add_row(
                "", "", _activity(activity, activity.summary, ""), Text(responsible(wheel.plan, activity)), ""
            )
        yield from (Text(), Text(title, "bold"), table)


def _unmarked_today(wheel: Wheel, asked: Span, today: dt.date) -> Iterator[Text]:
    """Yield today where it is one of the days that are asked for, but in a month in which nothing begins."""
    begins = {(o.start.year, o.start.month) for o in wheel.occurrences}
    if begins and (today.year, today.month) not in begins and asked.start <= today <= asked.last_day:
        yield Text(f"\n{_TODAY} {day(today)}", "green")


def _list(wheel: Wheel, asked: Span, today: dt.date) -> Iterator[RenderableType]:
    yield from _unmarked_today(wheel, asked, today)
    for heading, occurrences in _months(wheel, today):
        yield from (heading, Text())
        for occurrence in occurrences:
            status = ", ".join(_status(occurrence, today))
            week = weeks(occurrence.start, occurrence.last_day)
            yield Text(
                ", ".join(filter(None, (when(occurrence), week, status))), "green" if _now(occurrence, today) else ""
            )
            yield _item(wheel.plan, occurrence.activity, _STYLES[occurrence.status])
    for title, activities in undated(wheel):
        yield from (Text(title, "bold"), Text())
        for activity in activities:
            yield _item(wheel.plan, activity, "")


def _item(plan: Plan, item: Item, style: str) -> Padding:
    text = _activity(item, item.label, style)
    if names := responsible(plan, item):
        text.append(f"\n{names}", "dim")
    return Padding(text, (0, 0, 1, BETWEEN))


def _months(wheel: Wheel, today: dt.date) -> Iterator[tuple[Text, Iterable[Occurrence]]]:
    for first, occurrences in months(wheel):
        mark = f"  {_TODAY} {day(today)}" if today.replace(day=1) == first else ""
        yield Text.assemble((month_title(first), "bold"), (mark, "green")), occurrences


def _month(plan: Plan, occurrences: Iterable[Occurrence], today: dt.date, widths: Iterable[int]) -> Table:
    table = columns.table(*widths)
    for occurrence in occurrences:
        mark = "green" if _now(occurrence, today) else ""
        table.add_row(
            Text(weeks(occurrence.start, occurrence.last_day).removeprefix("v. "), "dim", justify="right"),
            Text(_date(occurrence), mark),
            _activity(occurrence.activity, occurrence.activity.summary, _STYLES[occurrence.status]),
            Text(responsible(plan, occurrence.activity)),
            Text("\n".join(_status(occurrence, today)), mark),
        )
    return table


def _now(occurrence: Occurrence, today: dt.date) -> bool:
    return occurrence.overlaps(today, today) and occurrence.status is not Status.CANCELLED


def _status(occurrence: Occurrence, today: dt.date) -> Iterator[str]:
    if _now(occurrence, today):
        yield _TODAY if occurrence.start == occurrence.last_day else _NOW
    if status := STATUS[occurrence.status]:
        yield status


def _date(occurrence: Occurrence) -> str:
    """Return the date, with a time of day on a line of its own."""
    return when(occurrence, between="\n")


def _activity(item: Item, name: str, style: str) -> Text:
    text = Text(name, style)
    for point in item.points:
        text.append(f"\n• {point}", "dim")
    return text
