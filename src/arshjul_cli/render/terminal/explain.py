"""One activity explained to people, under headings; a narrow screen gets the dates as a list."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.explain import Chain, Explanation, Reach, Slot
from arshjul_cli.feeds.model import Event
from arshjul_cli.plan.model import Activity, Plan, Promise
from arshjul_cli.render.terminal import columns
from arshjul_cli.render.terminal.columns import BETWEEN
from arshjul_cli.render.wording import when
from arshjul_cli.rules import Deadline, OnDemand, sentence
from arshjul_cli.swedish import (
    clock,
    day,
    enumerate_words,
    long_day,
    long_span,
    month_name,
    short_day,
    span,
    weeks,
)
from arshjul_cli.wheel.model import Kind, Occurrence, Status

_INDENT = 2
_LEAST_WHY = 24
_STATUSES = {Status.CONFIRMED: "bestämt", Status.TENTATIVE: "prel.", Status.CANCELLED: "inställt"}
_LACKING = "saknas"
_LONGEST_STATUS = max(map(len, (*_STATUSES.values(), _LACKING)))
_YEAR = len("2025/26")


class _Row(NamedTuple):
    year: str
    date: str
    weeks: str
    status: str
    why: str


def render(explanation: Explanation, width: int) -> Group:
    """Return all of it, for a screen of so many columns."""
    return Group(*_heading(explanation), *_parts(explanation, width))


def _heading(explanation: Explanation) -> Iterator[RenderableType]:
    item = explanation.item
    yield Text(item.summary, "bold")
    yield from (Text(f"• {point}") for point in item.points)
    source = f" ({item.source})" if item.source else ""
    yield Text(f"{item.id}, {explanation.place}{source}", "dim", overflow="fold")


def _parts(explanation: Explanation, width: int) -> Iterator[RenderableType]:
    plan, item = explanation.plan, explanation.item
    people = ((one.name, _ways(explanation, one)) for one in explanation.reached)
    yield from _part("När", map(Text, _rule(explanation)))
    yield from _part("Datum", _dates(explanation, width))
    yield from _part("Vilka den når", _pairs(people), "Ingen.")
    yield from _part("Flöden som har den", [Text(", ".join(explanation.feeds))])
    yield from _part(f"I kalendern {explanation.event_year}", _pairs(map(_event, explanation.events)), "Ingenting.")
    yield from _part("Mål som den följer upp", (Text(f"• {plan.goals[goal]}") for goal in item.goals), "Inga.")
    yield from _part("Löften som räknar den", (Text(f"• {_promise(one)}") for one in explanation.promises), "Inga.")


def _part(heading: str, lines: Iterable[RenderableType], otherwise: str = "") -> Iterator[RenderableType]:
    body = list(lines) or [Text(otherwise, "dim")]
    yield from (Text(), Text(heading, "bold"))
    yield from (Padding(line, (0, 0, 0, _INDENT)) for line in body)


def _rule(explanation: Explanation) -> Iterator[str]:
    item = explanation.item
    if not isinstance(item, Activity):
        yield "Ett extra tillfälle: ett datum, ingen regel."
    else:
        yield sentence(item.when)
    if item.deadline and not (isinstance(item, Activity) and isinstance(item.when, Deadline)):
        yield "Senast då ska det vara klart."
    if isinstance(item, Activity):
        yield from _settled(item, explanation.plan)


def _settled(item: Activity, plan: Plan) -> Iterator[str]:
    """Yield how the rule's day becomes the one that stands."""
    if item.decided_yearly:
        otherwise = "" if isinstance(item.when, OnDemand) else " Till dess är regelns dag preliminär."
        yield f"Dagen bestäms varje år.{otherwise}"
    match item.on_holiday or plan.plan.on_holiday:
        case "before":
            yield "Är dagen ledig flyttas den till närmaste vardag före."
        case "after":
            yield "Är dagen ledig flyttas den till närmaste vardag efter."


def _dates(explanation: Explanation, width: int) -> Iterator[RenderableType]:
    rows = tuple(_rows(explanation))
    dates = max(len(row.date) for row in rows)
    number = max(len(row.weeks) for row in rows)
    why = width - _INDENT - _YEAR - dates - number - _LONGEST_STATUS - 4 * BETWEEN
    if why < _LEAST_WHY:
        yield from _list(rows)
        return
    table = columns.table(_YEAR, dates, number, _LONGEST_STATUS, why)
    year = None
    for row in rows:
        table.add_row(*map(Text, ("" if row.year == year else row.year, row.date, row.weeks, row.status, row.why)))
        year = row.year
    yield table


def _list(rows: Iterable[_Row]) -> Iterator[RenderableType]:
    for row in rows:
        yield Text(f"{row.year}: {', '.join(filter(None, (row.date, row.weeks, row.status)))}")
        yield Padding(Text(row.why, overflow="fold"), (0, 0, 0, BETWEEN))


def _rows(explanation: Explanation) -> Iterator[_Row]:
    """Yield a row for each slot; months that have no day yet, and nothing to say of, are one together."""
    by_kind = groupby(explanation.slots, key=lambda slot: (slot.school_year, _is_open(slot) and _status(slot)))
    for (year, is_open), group in by_kind:
        slots = list(group)
        if is_open and len(slots) > 1:
            yield _Row(str(year), f"{len(slots)} månader", "", _status(slots[0]), "Någon gång i varje månad.")
        else:
            for slot in slots:
                why = "\n".join(_why(explanation, slot))
                yield _Row(str(year), _date(slot), _weeks(slot), _status(slot), why)


def _is_open(slot: Slot) -> bool:
    one = slot.occurrence
    return one is not None and one.is_open_month and not (slot.reason or slot.clashes)


def _date(slot: Slot) -> str:
    if slot.occurrence and slot.occurrence.kind is Kind.DEADLINE:
        return f"senast {day(slot.occurrence.last_day)}"
    if slot.occurrence:
        return when(slot.occurrence)
    return month_name(slot.month) if slot.month else "–"


def _weeks(slot: Slot) -> str:
    one = slot.occurrence
    return weeks(one.start, one.last_day) if one else ""


def _status(slot: Slot) -> str:
    if slot.occurrence:
        return _STATUSES[slot.occurrence.status]
    if slot.reason:
        return _STATUSES[Status.CANCELLED]
    return _LACKING if slot.lacks else ""


def _why(explanation: Explanation, slot: Slot) -> Iterator[str]:
    if slot.reason:
        yield f"Inställt: {slot.reason} ({slot.cancelled_at})"
    yield from _origin(explanation, slot)
    if slot.clashes:
        yield f"Ledigt: {enumerate_words(slot.clashes)}."


def _origin(explanation: Explanation, slot: Slot) -> Iterator[str]:
    """Yield why the date is what it is, and what the rule would have given."""
    if slot.decided_at:
        yield f"Står i planen: {slot.decided_at}"
        if slot.lacks:
            yield f"Regeln ger ingen dag: {slot.lacks}."
        elif slot.ruled and slot.occurrence and not _is(slot.occurrence, *slot.ruled):
            yield f"Regeln ger {span(*slot.ruled)}."
    elif slot.lacks:
        yield f"Regeln ger ingen dag: {slot.lacks}."
        if not slot.reason:
            yield "Skriv ett datum under years, eller ställ in den."
    elif slot.occurrence and slot.occurrence.moved_from:
        yield f"Regeln ger {long_day(slot.occurrence.moved_from)}, en ledig dag, så den är flyttad."
    elif slot.occurrence:
        easter = slot.school_year.easter
        by_easter = "påsk" in (slot.occurrence.rule or "")
        yield f"Enligt regeln; påskdagen är {short_day(easter)}." if by_easter else "Enligt regeln."
    else:
        yield _none(explanation)


def _none(explanation: Explanation) -> str:
    item = explanation.item
    on_demand = isinstance(item, Activity) and isinstance(item.when, OnDemand)
    return "Görs vid behov, inget datum är skrivet." if on_demand else "Finns inte det läsåret."


def _is(occurrence: Occurrence, start: dt.date, last_day: dt.date) -> bool:
    return (occurrence.start, occurrence.last_day) == (start, last_day)


def _pairs(rows: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    made = list(rows)
    if not made:
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, BETWEEN, 0, 0))
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=3)
    for row in made:
        table.add_row(*map(Text, row))
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
    days = long_span(event.start, event.end - dt.timedelta(days=1))
    time = f" {clock(event.time)}" if event.time else ""
    return f"{days}{time}", event.summary


def _promise(promise: Promise) -> str:
    if promise.per_school_year:
        return f"{promise.text} ({promise.id}: {promise.per_school_year} per läsår)"
    return f"{promise.text} ({promise.id}: {enumerate_words(map(month_name, promise.months))})"
