"""What `cancel` does between the command line and the plan: which slot is meant, the new text, what is doubtful."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from arshjul_cli.editing.cancelling import Cancellation, cancel
from arshjul_cli.errors import DecisionError
from arshjul_cli.findings import cut
from arshjul_cli.flows.doubts import new_warnings, new_years
from arshjul_cli.flows.editable import Editable, edited
from arshjul_cli.plan.cancellations import key_name, no_reason
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import OfItem
from arshjul_cli.rules import slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS, did_you_mean, enumerate_words, long_day, long_span, month_name
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Occurrence, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks to cancel, and why: the slot of a month, that of a day, or without either all of the year."""

    year: SchoolYear
    item_id: str
    reason: str
    slot: str = ""
    day: dt.date | None = None


def cancellation(plan: Plan, asked: Asked) -> Cancellation:
    """Return what is to be cancelled.

    Raises:
        DecisionError: if the plan has no such, or an entry that cannot hold it.
    """
    if (what := no_reason(asked.reason)) or not asked.reason:
        text = f"Skälet {f'är bara {what}' if asked.reason else 'saknas'}. Skriv varför sist. En dag står efter --date,"
        raise DecisionError((f"skäl: {text} en månad efter --slot.",))
    item = _item(plan, asked)
    key = ""
    if asked.slot:
        key = _month(plan.year(asked.year).of(item, asked.year), asked.slot)
    elif asked.day:
        key = _of_day(_occurrences(plan, asked.year, asked.item_id), asked.day)
    _require_room(plan, asked, key)
    return Cancellation(year=asked.year, item_id=asked.item_id, key=_standing(plan, asked, key), reason=asked.reason)


def _item(plan: Plan, asked: Asked) -> Item:
    """Return what is to be cancelled. Raises DecisionError if the school year has nothing of it, not even a rule."""
    items: dict[str, Item] = {item.id: item for item in (*plan.activities, *plan.year(asked.year).extra)}
    item = items.get(asked.item_id)
    if item is None:
        hint = did_you_mean(asked.item_id, items)
        raise DecisionError((f'aktivitet: "{cut(asked.item_id)}" finns inte i planen.{hint}',))
    # A rule may lack a day in the year, which is then to be cancelled.
    is_absent = plan.year(asked.year).of(item, asked.year).is_absent
    has_rule = not is_absent and item.rule is not None and slots(item.rule)
    if not has_rule and not _occurrences(plan, asked.year, item.id):
        text = f"{item.id} har inget datum läsåret {asked.year}, så det finns inget att ställa in."
        raise DecisionError((f"aktivitet: {text}",))
    return item


def _occurrences(plan: Plan, year: SchoolYear, item_id: str) -> tuple[Occurrence, ...]:
    return tuple(one for one in expand(plan, [year]).occurrences if one.activity.id == item_id)


def _month(of_item: OfItem, written: str) -> str:
    """Return the month that a slot is named by. Raises DecisionError if there is no such slot."""
    item = of_item.item
    if not item.months:
        raise DecisionError(("månad: Aktiviteten har en tid per läsår. Ange ingen månad.",))
    if written.lower() not in MONTHS:
        raise DecisionError((f'månad: "{cut(written)}" är ingen månad.{did_you_mean(written, MONTHS)}',))
    month = MONTHS.index(written.lower()) + 1
    if month not in item.months:
        text = f"Aktiviteten har inget tillfälle i {written.lower()}. Den finns i"
        raise DecisionError((f"månad: {text} {enumerate_words(map(month_name, item.months))}.",))
    if of_item.leaves_out(month):
        text = f"Aktiviteten har inget tillfälle i {month_name(month)} läsåret {of_item.year}, så det finns inget"
        raise DecisionError((f"månad: {text} att ställa in.",))
    return written.lower()


def _of_day(held: Sequence[Occurrence], day: dt.date) -> str:
    """Return the key of the slot that is on a day: the day if it is decided, else the month. Raises DecisionError."""
    on_it = [one for one in held if one.start <= day <= one.last_day]
    for one in on_it:
        if one.decided:
            return one.start.isoformat()
        if one.start == one.last_day:
            return month_name(one.month) if one.month else ""
    raise DecisionError((f"datum: {_no_day(held, on_it, day)}",))


def _no_day(held: Sequence[Occurrence], on_it: Sequence[Occurrence], day: dt.date) -> str:
    """Return why nothing can be cancelled by a day."""
    if on_it and on_it[0].month:
        return f"Dagen är inte bestämd. Ställ in månaden: --slot {month_name(on_it[0].month)}."
    if on_it:
        all_days = long_span(on_it[0].start, on_it[0].last_day)
        return f"Dagen är inte bestämd för sig, bara {all_days}. Ställ in alltihop, utan --date."
    days = [long_day(one.start) for one in held if one.start == one.last_day]
    return f"Inget är {long_day(day)}.{f' Det finns {enumerate_words(days)}.' if days else ''}"


def _require_room(plan: Plan, asked: Asked, key: str) -> None:
    """Raise DecisionError if the entry that stands there cancels all of the year and not a part, or the reverse."""
    entry = plan.year(asked.year).cancelled.get(asked.item_id)
    if key and isinstance(entry, str):
        raise DecisionError((f"{asked.item_id} är redan inställt hela läsåret {asked.year}: {cut(entry)}.",))
    if not key and entry is not None and not isinstance(entry, str):
        text = "är redan inställt för en del av läsåret. Ställ in en månad i taget, med --slot."
        raise DecisionError((f"{asked.item_id} {text}",))


def _standing(plan: Plan, asked: Asked, key: str) -> str:
    """Return the key under which a slot is cancelled already, else the one that was found for it."""
    of_item = plan.decides(asked.year, asked.item_id)
    slots: tuple[int | None, ...] = ()
    if key in MONTHS:
        slots = (MONTHS.index(key) + 1,)
    elif key:
        slots = of_item.decided_on(dt.date.fromisoformat(key))
    found = next((by for slot in slots if (by := of_item.cancelled_by(slot))), None)
    if found is None:
        return key
    return key_name(found)


def with_cancellation(before: Editable, cancelled: Cancellation) -> Editable:
    """Return a plan file with a cancellation in it.

    Raises:
        EditError: if it cannot be done without changing anything else.
        PlanError: if the plan could not be used then.
    """
    return edited(before, cancel(before.layout, cancelled), [cancelled.keys])


def doubts(before: Plan, after: Plan, cancelled: Cancellation, day: dt.date) -> Iterator[str]:
    """Yield how much is cancelled, if it is more than one, what has been, and what `check` would warn of on a day."""
    if (old := _reason(before, cancelled)) and old != cancelled.reason:
        yield f"{cancelled.item_id}: Redan inställt ({old}). Skälet byts ut."
    were, are = (_cancelled(plan, cancelled) for plan in (before, after))
    new = [one for one in are if one not in were]
    if len(new) > 1:
        yield f"{len(new)} tillfällen ställs in. Gäller det bara ett: --slot MÅNAD, eller --date DATUM."
    for one in new:
        if one.last_day < day:
            yield f"{cancelled.item_id}: {long_day(one.last_day)} har redan varit."
    yield from new_years(before, [cancelled.year])
    yield from new_warnings(before, after, [cancelled.year], day)


def _reason(plan: Plan, cancelled: Cancellation) -> str | None:
    """Return the reason that stands under the key of a cancellation."""
    reasons = plan.year(cancelled.year).cancelled.get(cancelled.item_id)
    if isinstance(reasons, Mapping):
        return next((reason for key, reason in reasons.items() if key_name(key) == cancelled.key), None)
    return reasons


def _cancelled(plan: Plan, cancelled: Cancellation) -> list[Occurrence]:
    held = _occurrences(plan, cancelled.year, cancelled.item_id)
    return [one for one in held if one.status is Status.CANCELLED]
