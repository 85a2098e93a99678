"""One activity explained to people, under headings; a narrow screen gets the dates as a list."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.explain.model import Chain, Explanation, Reach
from arshjul_cli.feeds.model import Event
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Promise
from arshjul_cli.reading.places import where
from arshjul_cli.render.terminal import slots
from arshjul_cli.render.terminal.columns import BETWEEN
from arshjul_cli.rules import Undated, gives_no_day, is_deadline, sentence
from arshjul_cli.swedish import clock_span, enumerate_words, long_day, long_span, month_name

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
    yield from _part("När", map(Text, _rule(explanation)))
    yield from _part("Datum", slots.render(explanation, width - _INDENT))
    yield from _part("Vilka som berörs", _pairs(people), "Ingen.")
    yield from _part("Finns i flödena", [Text(", ".join(explanation.feeds))])
    yield from _part(f"I kalendern {explanation.event_year}", _pairs(map(_event, explanation.events)), "Ingenting.")
    yield from _part("Mål som den följer upp", (Text(f"• {plan.goals[goal]}") for goal in item.goals), "Inga.")
    yield from _part("Löften där den räknas", promises, "Inga.")


def _part(heading: str, lines: Iterable[RenderableType], otherwise: str = "") -> Iterator[RenderableType]:
    body = list(lines) or [Text(otherwise, "dim")]
    yield from (Text(), Text(heading, "bold"))
    yield from (Padding(line, (0, 0, 0, _INDENT)) for line in body)


def _rule(explanation: Explanation) -> Iterator[str]:
    item = explanation.item
    yield sentence(item.rule) if item.rule else "Ett extra tillfälle: ett datum, ingen regel."
    if item.deadline and not (item.rule and is_deadline(item.rule)):
        yield "Det ska vara klart senast den dagen."
    if isinstance(item, Activity):
        yield from _years(item)
        yield from _settled(item, explanation)


def _years(item: Activity) -> Iterator[str]:
    """Yield which school years have it, if not all do."""
    match item.from_year, item.until_year:
        case None, None:
            return
        case None, last:
            yield f"Finns till och med läsåret {last}."
        case first, None:
            yield f"Finns från läsåret {first}."
        case first, last:
            yield f"Finns från läsåret {first} till och med {last}."


def _settled(item: Activity, explanation: Explanation) -> Iterator[str]:
    """Yield what may change the day that the rule gives."""
    if item.is_decided_yearly:
        has_no_day = isinstance(item.when, Undated) or (gives_no_day(item.when) and not item.is_deadline)
        otherwise = "" if has_no_day else " Tills dagen är bestämd gäller regelns dag preliminärt."
        yield f"Dagen bestäms varje år.{otherwise}"
    mode = item.on_holiday or explanation.plan.plan.on_holiday
    ruled = [slot.ruled for slot in explanation.slots if slot.ruled]
    if mode == "keep":
        return
    if any(span.start == span.last_day for span in ruled):
        yield f"Är dagen ledig flyttas den till närmaste vardag {'före' if mode == 'before' else 'efter'}."
    elif ruled and item.on_holiday:
        yield "En period flyttas aldrig, inte heller när den börjar eller slutar på en ledig dag."


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
    ways = "; ".join(_way(explanation, reach, chain) for chain in reach.chains)
    return ways if reach.role else f"{ways}, utan eget flöde"


def _way(explanation: Explanation, reach: Reach, chain: Chain) -> str:
    """Return `ansvarig`, `deltar genom Ledningsgruppen`, `ansvarig genom Skolledare, som ingår i Ledningsgruppen`."""
    roles = explanation.plan.roles
    named = chain.bodies[-1] if chain.bodies else reach.role
    part = "ansvarig" if named in explanation.item.responsible else "deltar"
    if not chain.bodies:
        return part
    first, *further = (roles[body].label for body in chain.bodies)
    leads = " (leder)" if chain.leads else ""
    return f"{part} genom {first}{leads}{''.join(f', som ingår i {body}' for body in further)}"


def _event(event: Event) -> tuple[str, str]:
    last_day = event.end - dt.timedelta(days=1)
    if event.time:
        return clock_span(event.start, last_day, event.time, long_day), event.summary
    return long_span(event.start, last_day), event.summary


def _promise(promise: Promise) -> str:
    if promise.per_school_year:
        return f"{promise.text} ({promise.id}: {promise.per_school_year} per läsår)"
    return f"{promise.text} ({promise.id}: {enumerate_words(map(month_name, promise.months))})"
