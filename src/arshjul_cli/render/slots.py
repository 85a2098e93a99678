"""The dates of an explained activity in words, slot by slot, and why each is what it is."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from arshjul_cli.explain.model import Explanation, Slot
from arshjul_cli.reading.places import where
from arshjul_cli.render.wording import STATUS_IN_FULL, when
from arshjul_cli.rules import OnDemand, Ongoing, Yearly, is_monthly
from arshjul_cli.schoolyear import SchoolYear
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
        if slot.occurrence.is_open_month and not slot.reason:
            yield f"Någon dag i {either_month(slot.occurrence.start, slot.occurrence.last_day)}, inte bestämd än."
    else:
        yield _none(explanation, slot.school_year)


def _none(explanation: Explanation, year: SchoolYear) -> str:
    item = explanation.item
    if not item.stands_in(year):
        return "Finns inte det läsåret."
    match item.rule:
        case OnDemand():
            return "Görs vid behov, inget datum är skrivet."
        case Ongoing():
            return "Pågår hela läsåret, inget datum är skrivet."
        case Yearly():
            return "Görs någon gång under läsåret, inget datum är skrivet."
        case _:
            return "Finns inte det läsåret."


def _is(occurrence: Occurrence, start: dt.date, last_day: dt.date) -> bool:
    return (occurrence.start, occurrence.last_day) == (start, last_day)
