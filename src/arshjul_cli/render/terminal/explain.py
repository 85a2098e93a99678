"""One activity explained to people, under headings; a narrow screen gets the dates as a list."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.explain.model import Explanation, Reach
from arshjul_cli.feeds.model import Event
from arshjul_cli.plan.model import Promise
from arshjul_cli.reading.places import where
from arshjul_cli.render import explained
from arshjul_cli.render.terminal import slots
from arshjul_cli.render.terminal.columns import BETWEEN
from arshjul_cli.swedish import clock_span, long_day, long_span

_INDENT = 2


def render(explanation: Explanation, width: int) -> Group:
    """Return all of it, for a screen of so many columns."""
    return Group(*_heading(explanation), *_parts(explanation, width))


def _heading(explanation: Explanation) -> Iterator[RenderableType]:
    item = explanation.item
    yield Text(item.summary, "bold")
    yield from (Text(f"• {point}") for point in item.points)
    source = f" ({item.source})" if item.source else ""
    yield Text(f"{item.id}, {where(item.node)}{source}", "dim", overflow="fold")


def _parts(explanation: Explanation, width: int) -> Iterator[RenderableType]:
    plan, item = explanation.plan, explanation.item
    promises = (Text(f"• {_promise(promise)}") for promise in explanation.promises)
    people = ((reach.name, _ways(explanation, reach)) for reach in explanation.reached)
    yield from _part("När", map(Text, explained.rule(explanation)))
    yield from _part("Datum", slots.render(explanation, width - _INDENT))
    yield from _part("Vilka den når", _pairs(people), "Ingen.")
    yield from _part("Flöden som har den", [Text(", ".join(explanation.feeds))])
    yield from _part(f"I kalendern {explanation.event_year}", _pairs(map(_event, explanation.events)), "Ingenting.")
    yield from _part("Mål som den följer upp", (Text(f"• {plan.goals[goal]}") for goal in item.goals), "Inga.")
    yield from _part("Löften som räknar den", promises, "Inga.")


def _part(heading: str, lines: Iterable[RenderableType], otherwise: str = "") -> Iterator[RenderableType]:
    body = list(lines) or [Text(otherwise, "dim")]
    yield from (Text(), Text(heading, "bold"))
    yield from (Padding(line, (0, 0, 0, _INDENT)) for line in body)


def _pairs(rows: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    pairs = list(rows)
    if not pairs:
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, BETWEEN, 0, 0))
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=3)
    for pair in pairs:
        table.add_row(*map(Text, pair))
    yield table


def _ways(explanation: Explanation, reach: Reach) -> str:
    ways = explained.ways(explanation, reach)
    return ways if reach.role else f"{ways}, utan eget flöde"


def _event(event: Event) -> tuple[str, str]:
    last_day = event.end - dt.timedelta(days=1)
    if event.time:
        return clock_span(event.start, last_day, event.time, long_day), event.summary
    return long_span(event.start, last_day), event.summary


def _promise(promise: Promise) -> str:
    return f"{promise.text} ({promise.id}: {explained.how_often(promise)})"
