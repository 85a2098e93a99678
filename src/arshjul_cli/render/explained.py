"""One activity explained, in words and in the formats for other programs."""

import datetime as dt
import json as json_
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from arshjul_cli.explain.model import Chain, Explanation, Reach, Slot
from arshjul_cli.feeds.model import Event
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Promise
from arshjul_cli.reading.places import where
from arshjul_cli.render import grid, slots
from arshjul_cli.render.grid import Grid
from arshjul_cli.render.markdown import escaped, table
from arshjul_cli.rules import Undated, gives_no_day, is_deadline, sentence
from arshjul_cli.swedish import clock, clock_span, enumerate_words, long_day, long_span, month_name

_COLUMNS = {
    "school_year": "Läsår",
    "month": "Månad",
    "start": "Börjar",
    "last_day": "Slutar",
    "time": "Tid",
    "status": "Status",
    "why": "Varför",
}
_DATES = ("Läsår", "Datum", "Vecka", "Status", "Varför")


def rule(explanation: Explanation) -> Iterator[str]:
    """Yield when it is, sentence by sentence."""
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


def with_ids(explanation: Explanation) -> Explanation:
    """Return an explanation in which each role is called by its id too."""
    named = (replace(one, name=f"{one.name} ({one.role})") if one.role else one for one in explanation.reached)
    return replace(explanation, reached=tuple(named))


def people(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Yield whom it reaches, and in which ways."""
    for reach in explanation.reached:
        yield reach.name, ways(explanation, reach) + ("" if reach.role else ", utan eget flöde")


def ways(explanation: Explanation, reach: Reach) -> str:
    """Return all the ways in which it reaches somebody."""
    return "; ".join(_way(explanation, reach, chain) for chain in reach.chains)


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


def event(event: Event) -> tuple[str, str]:
    """Return the days of an event, and its title."""
    last_day = event.end - dt.timedelta(days=1)
    if event.time:
        return clock_span(event.start, last_day, event.time, long_day), event.summary
    return long_span(event.start, last_day), event.summary


def promise(promise: Promise) -> str:
    """Return a promise with its id and what it counts."""
    if promise.per_school_year:
        return f"{promise.text} ({promise.id}: {promise.per_school_year} per läsår)"
    return f"{promise.text} ({promise.id}: {enumerate_words(map(month_name, promise.months))})"


def dates(explanation: Explanation) -> Grid:
    """Return a row for each slot: its days, and why they are so."""
    rows = tuple(_row(explanation, slot) for slot in explanation.slots)
    return Grid(title=explanation.item.summary, columns=_COLUMNS, rows=rows)


def _row(explanation: Explanation, slot: Slot) -> tuple[str | dt.date | None, ...]:
    occurrence = slot.occurrence
    return (
        str(slot.school_year),
        month_name(slot.month) if slot.month else None,
        occurrence.start if occurrence else None,
        occurrence.last_day if occurrence else None,
        clock(occurrence.given_time) if occurrence and occurrence.given_time else None,
        slots.status(slot) or None,
        " ".join(slots.why(explanation, slot)) or None,
    )


def csv(explanation: Explanation) -> bytes:
    """Return its dates."""
    return grid.csv(dates(explanation))


def markdown(explanation: Explanation) -> bytes:
    """Return all of it under headings, as on the terminal."""
    plan, item = explanation.plan, explanation.item
    source = f" ({item.source})" if item.source else ""
    rows = (tuple(escaped(cell.replace("\n", " ")) for cell in row) for row in slots.rows(explanation))
    lines = (
        f"# {escaped(item.summary)}",
        *("" for _ in item.points[:1]),
        *(f"- {escaped(point)}" for point in item.points),
        "",
        f"{escaped(f'{item.id}, {where(item.node)}{source}')}",
        *_part("När", rule(explanation)),
        *("", "## Datum", "", *table(_DATES, rows)),
        *_part("Vilka som berörs", map(": ".join, people(explanation)), "Ingen."),
        *_part("Finns i flödena", explanation.feeds),
        *_part(f"I kalendern {explanation.event_year}", map(": ".join, map(event, explanation.events)), "Ingenting."),
        *_part("Mål som den följer upp", (plan.goals[goal] for goal in item.goals), "Inga."),
        *_part("Löften där den räknas", map(promise, explanation.promises), "Inga."),
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _part(heading: str, lines: Iterable[str], otherwise: str = "") -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    yield from [f"- {escaped(line)}" for line in lines] or [otherwise]


def json(explanation: Explanation) -> bytes:
    """Return all of it as an object."""
    item = explanation.item
    document = {
        "schema": grid.SCHEMA,
        "activity": item.id,
        "summary": item.summary,
        "points": list(item.points),
        "place": where(item.node),
        "source": item.source,
        "rule": str(item.rule) if item.rule else None,
        "when": list(rule(explanation)),
        "dates": grid.objects(dates(explanation)),
        "reached": [
            {"role": reach.role, "name": reach.name, "how": ways(explanation, reach)} for reach in explanation.reached
        ],
        "feeds": list(explanation.feeds),
        "event_year": str(explanation.event_year),
        "events": [_shown(one) for one in explanation.events],
        "goals": list(item.goals),
        "promises": [one.id for one in explanation.promises],
    }
    return (json_.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _shown(one: Event) -> dict[str, str | None]:
    last_day = one.end - dt.timedelta(days=1)
    return {
        "summary": one.summary,
        "start": one.start.isoformat(),
        "last_day": last_day.isoformat(),
        "time": clock(one.time) if one.time else None,
    }


FORMATS: Mapping[str, Callable[[Explanation], bytes]] = {"csv": csv, "markdown": markdown, "json": json}
