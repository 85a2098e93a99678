"""The dates of an explained activity in words, slot by slot, and why each is what it is."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from arshjul_cli.explain.model import Explanation, Slot
from arshjul_cli.reading.places import where
from arshjul_cli.render.wording import STATUS_IN_FULL, when
from arshjul_cli.rules import Cycled, OnDemand, Ongoing, Yearly, counts_from_term, is_monthly
from arshjul_cli.swedish import (
    day,
    either_month,
    enumerate_words,
    long_day,
    month_name,
    month_names,
    short_day,
    span,
    weeks,
)
from arshjul_cli.wheel.model import Kind, Occurrence, Status

LACKING = "saknas"
"""What a slot is called that its rule gives no day."""


class Row(NamedTuple):
    """A slot, or several months of which there is nothing to say, as people read it."""

    year: str
    date: str
    weeks: str
    status: str
    why: str


def rows(explanation: Explanation) -> Iterator[Row]:
    """Yield a row for each slot. Months without a day, of which there is nothing to say, share a row."""
    rule = explanation.item.rule
    monthly = rule is not None and is_monthly(rule)
    by_kind = groupby(
        explanation.slots, key=lambda slot: (slot.school_year, monthly and _is_open(slot) and status(slot))
    )
    for (year, is_open), group in by_kind:
        slots = list(group)
        if is_open and len(slots) > 1:
            yield Row(str(year), f"{len(slots)} månader", "", status(slots[0]), "\n".join(_in_each_month(slots)))
        else:
            for slot in slots:
                reasons = "\n".join(why(explanation, slot))
                yield Row(str(year), _date(slot), _weeks(slot), status(slot), reasons)


def _is_open(slot: Slot) -> bool:
    return bool(slot.occurrence and slot.occurrence.is_any_day) and not (slot.reason or slot.clashes)


def _in_each_month(slots: Sequence[Slot]) -> Iterator[str]:
    """Yield which months it is, and that it has no day in them."""
    yield f"{month_names(slot.month for slot in slots if slot.month).capitalize()}."
    open_month = slots[0].occurrence and slots[0].occurrence.is_open_month
    yield "Någon dag i varje månad, inte bestämd än." if open_month else "Någon gång i varje månad."


def _date(slot: Slot) -> str:
    if slot.occurrence and slot.occurrence.kind is Kind.DEADLINE:
        return f"senast {day(slot.occurrence.last_day)}"
    if slot.occurrence:
        return when(slot.occurrence)
    return month_name(slot.month) if slot.month else "–"


def _weeks(slot: Slot) -> str:
    return weeks(slot.occurrence.start, slot.occurrence.last_day) if slot.occurrence else ""


def status(slot: Slot) -> str:
    """Return how sure a slot is, in a word; nothing for one that the year does not have."""
    if slot.occurrence:
        return STATUS_IN_FULL[slot.occurrence.status]
    if slot.reason:
        return STATUS_IN_FULL[Status.CANCELLED]
    return LACKING if slot.lacks else ""


def why(explanation: Explanation, slot: Slot) -> Iterator[str]:
    """Yield why a slot is what it is."""
    if slot.cancelled_at:
        yield f"Inställt: {slot.reason} ({where(slot.cancelled_at)})"
    yield from _origin(explanation, slot)
    if slot.clashes:
        yield f"Ledigt: {enumerate_words(slot.clashes)}."


def _origin(explanation: Explanation, slot: Slot) -> Iterator[str]:
    """Yield why the date is what it is, and what the rule would have given."""
    if slot.decided_at:
        yield f"Står i planen: {where(slot.decided_at)}"
        if slot.rests:
            yield f"Regeln ger inget då: {_cycle(explanation)}."
        elif slot.lacks:
            yield f"Regeln ger ingen dag: {slot.lacks}."
        elif slot.ruled and slot.occurrence and not _is(slot.occurrence, *slot.ruled):
            yield f"Regeln ger {span(*slot.ruled)}."
    elif slot.lacks:
        yield f"Regeln ger ingen dag: {slot.lacks}."
        if not slot.reason:
            terms = counts_from_term(explanation.item.rule) if explanation.item.rule else False
            yield f"Skriv {'terminerna' if terms else 'ett datum'} under years, eller ställ in den."
    elif slot.occurrence:
        yield from _by_rule(slot, slot.occurrence)
    elif slot.waits_for and explanation.item.stands_in(slot.school_year):
        yield f"Räknas från {slot.waits_for}, som {'inte görs då' if slot.waits_in_vain else 'inte har någon dag än'}."
    else:
        yield _none(explanation, slot)


def _by_rule(slot: Slot, occurrence: Occurrence) -> Iterator[str]:
    """Yield how the rule gives the days of an occurrence that nobody decided."""
    if occurrence.counted_from:
        yield _by_another(occurrence, occurrence.counted_from)
    if occurrence.moved_from:
        yield f"Regeln ger {long_day(occurrence.moved_from)}, en ledig dag, så den är flyttad."
    elif not occurrence.counted_from:
        yield f"Enligt regeln; {slot.anchor[0]} är {short_day(slot.anchor[1])}." if slot.anchor else "Enligt regeln."
        if occurrence.is_open_month and not slot.reason:
            yield f"Någon dag i {either_month(occurrence.start, occurrence.last_day)}, inte bestämd än."


def _by_another(occurrence: Occurrence, other: Occurrence) -> str:
    stands = f"Räknas från {other.activity.label} {when(other)}"
    return f"{stands}. Inställt: {occurrence.reason}" if occurrence.reason else f"{stands}."


def _cycle(explanation: Explanation) -> str:
    """Return which years the rule is for, `bara jämna år`."""
    rule = explanation.item.rule
    return f"bara {rule.cycle}" if isinstance(rule, Cycled) else ""


def _none(explanation: Explanation, slot: Slot) -> str:
    item = explanation.item
    if not item.stands_in(slot.school_year):
        return "Finns inte det läsåret."
    if slot.rests:
        return f"Görs inte då: {_cycle(explanation)}."
    match item.rule:
        case OnDemand():
            return "Görs vid behov; inget datum finns i planen."
        case Ongoing():
            return "Pågår hela läsåret; inget datum finns i planen."
        case Yearly():
            return "Görs någon gång under läsåret; inget datum finns i planen."
        case _:
            return "Finns inte det läsåret."


def _is(occurrence: Occurrence, start: dt.date, last_day: dt.date) -> bool:
    return (occurrence.start, occurrence.last_day) == (start, last_day)
