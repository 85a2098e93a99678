"""What `decide` does between the command line and the plan: the list, the new text, what is doubtful."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from arshjul_cli.editing import completing, deciding
from arshjul_cli.editing.decision import Decided
from arshjul_cli.editing.layout import Keys
from arshjul_cli.editing.writing import BySlot
from arshjul_cli.errors import EditError
from arshjul_cli.flows.doubts import new_warnings, new_years
from arshjul_cli.flows.editable import Editable, edited
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Plan
from arshjul_cli.rules import Span, relative, rests, slots
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.swedish import Times, clock, count, enumerate_words, long_day, month_name, spans
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.undecided import Undecided, undecided

_FAR = 45
"""Days from what a rule gives, beyond which a decision may be a slip of the pen."""


class Lists(NamedTuple):
    """What is to decide soon, what can wait, and what has passed without a decision."""

    soon: tuple[Undecided, ...]
    later: tuple[Undecided, ...]
    passed: tuple[Undecided, ...]


def still_undecided(plan: Plan, years: Iterable[SchoolYear], day: dt.date) -> Lists:
    """Return what nobody has decided in some school years, as of a day."""
    found = undecided(expand(plan, years))
    to_come = tuple(slot for slot in found if not slot.has_passed(day))
    return Lists(
        soon=tuple(slot for slot in to_come if slot.is_soon(day)),
        later=tuple(slot for slot in to_come if not slot.is_soon(day)),
        passed=tuple(slot for slot in found if slot.has_passed(day)),
    )


def with_decisions(before: Editable, decisions: Iterable[Decided]) -> Editable:
    """Return a plan file with decisions in it.

    Raises:
        EditError: if it cannot be done without changing anything else; names the entry that cannot be written.
        PlanError: if the plan could not be used then.
    """
    made = tuple(decisions)
    entries = deciding.entries_of(made)
    try:
        after = _with_entries(before, entries)
    except EditError as error:
        raise _of_one_entry(before, entries, error) from error
    deciding.require_decided(after.plan, made)
    return after


def with_calendar_complete(before: Editable, after: Editable, decisions: Iterable[Decided]) -> Editable:
    """Return a plan file with decisions, in which they are all that the half-years of a calendar have.

    Raises:
        EditError: if it cannot be done without changing anything else.
        PlanError: if the plan could not be used then.
    """
    months = completing.of_calendar(before.plan, decisions)
    return edited(after, completing.complete(after.layout, months), months) if months else after


def left_open(before: Plan, after: Plan, decisions: Iterable[Decided]) -> Iterator[str]:
    """Yield the activities and months of a calendar in which it leaves something to decide."""
    for (_, year, _, activity), months in completing.of_calendar(before, decisions).items():
        wheel = expand(after, [SchoolYear.parse(year)])
        slots = [one for one in wheel.occurrences if one.activity.id == activity and one.month in months]
        if number := sum(not one.decided for one in slots):
            when = f"{completing.in_words(months)} {year}"
            yield f"{activity}: {count(number, 'tillfälle', 'tillfällen')} {when} har inget datum i filen."


def _with_entries(before: Editable, entries: deciding.Entries) -> Editable:
    return edited(before, deciding.decide(before.layout, before.plan, entries), entries)


def _of_one_entry(before: Editable, entries: deciding.Entries, error: EditError) -> EditError:
    """Return what is wrong with the first entry that cannot be written alone, or of all what was wrong with them.

    The plan is read as many times as the entries can be halved, not once for each.
    """
    suspects = tuple(entries.items())
    while len(suspects) > 1:
        first, second = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
        suspects = first if _wrong(before, first) else second
    return _wrong(before, suspects) or error


def _wrong(before: Editable, entries: Iterable[tuple[Keys, BySlot]]) -> EditError | None:
    """Return why entries cannot be written, None if they can."""
    try:
        _with_entries(before, dict(entries))
    except EditError as error:
        return error
    return None


def doubts(before: Plan, after: Plan, decisions: Iterable[Decided], day: dt.date) -> Iterator[str]:
    """Yield what somebody may not have meant with decisions on a day, and what is kept of those that they replace."""
    made = tuple(decisions)
    for decision in made:
        yield from (f"{decision.activity}: {doubt}" for doubt in _doubts(before, decision, day))
    years = {decision.year for decision in made}
    yield from new_years(before, years)
    yield from new_warnings(before, after, years, day)
    for decision in made:
        if reason := after.decides(decision.year, decision.activity).reason(decision.month):
            when = long_day(decision.decision.date.start)
            yield f"{decision.activity}: Aktiviteten är inställd ({reason}), så mötet {when} visas som inställt."


def _doubts(plan: Plan, decision: Decided, day: dt.date) -> Iterator[str]:
    days = decision.decision.date
    if decision.kept:
        yield f"Kvar från förut: {enumerate_words(decision.kept)}."
    if (time := _time(plan, decision)) and days.last_day > days.start and not days.time:
        yield f"Tiden {clock(time)} tas bort, för det är flera dagar nu."
    if days.last_day < day:
        yield f"{long_day(days.last_day).capitalize()} har redan varit."
    when = _activity(plan, decision).when
    if rests(when, decision.year, decision.month):
        yield f"Regeln ({when}) ger inget då. Det blir ett tillfälle ändå."
    elif ruled := _ruled(plan, decision):
        away = max((days.start - ruled.last_day).days, (ruled.start - days.last_day).days)
        if away > _FAR:
            text = f"{long_day(days.start).capitalize()} ligger {away} dagar från det som regeln ger,"
            yield f"{text} {spans([ruled])}.{_advice(plan, decision, away)}"


def _time(plan: Plan, decision: Decided) -> Times | None:
    """Return the time of the decision that another replaces."""
    standing = plan.decides(decision.year, decision.activity).decisions.get(decision.month)
    return standing.date.time if standing else None


def _ruled(plan: Plan, decision: Decided) -> Span | None:
    """Return the days that the rule gives a slot; None where it rests, or counts from another activity."""
    when = _activity(plan, decision).when
    rule = dict(slots(when)).get(decision.month)
    if relative(when) or rests(when, decision.year, decision.month):
        return None
    try:
        return rule.span(decision.year, plan.workdays) if rule else None
    except NoSuchDay:
        return None


def _activity(plan: Plan, decision: Decided) -> Activity:
    return next(activity for activity in plan.activities if activity.id == decision.activity)


def _advice(plan: Plan, decision: Decided, away: int) -> str:
    """Return what to do if it is the occurrence of the year before that is late, of which it is fewer days away."""
    start, before = decision.decision.date.start, decision.year.previous()
    earlier = _ruled(plan, replace(decision, year=before))
    if earlier is None or not 0 < (start - earlier.last_day).days < away:
        return ""
    slot = f" --slot {month_name(decision.month)}" if decision.month else ""
    command = f'arshjul cancel {before} {decision.activity}{slot} "Flyttat till {start}"'
    return f" Är det förra läsårets? Ställ in det ({command}), och skriv dagen under extra i {decision.year}."
