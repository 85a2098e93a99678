"""What `cancel` does between the command line and the plan: which slot is meant, the new text, what is doubtful."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arshjul_cli.editing.cancelling import Cancellation, cancel
from arshjul_cli.errors import DecisionError
from arshjul_cli.findings import cut
from arshjul_cli.flows.doubts import new_warnings
from arshjul_cli.flows.editable import Editable, edited
from arshjul_cli.plan.fit import no_reason
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS, did_you_mean, enumerate_words, long_day, month_name
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
    held = _held(plan, asked.year, asked.item_id)
    key = ""
    if asked.slot:
        key = _month(held, asked.slot)
    elif asked.day:
        key = _of_day(held, asked.day)
    _require_room(plan, asked, key)
    standing = _standing(plan, asked, key)
    return Cancellation(year=asked.year, item_id=asked.item_id, key=standing, reason=asked.reason)


def _held(plan: Plan, year: SchoolYear, item_id: str) -> tuple[Occurrence, ...]:
    """Return the occurrences of an activity, or of an extra one, in a school year. Raises DecisionError without any."""
    wheel = expand(plan, [year])
    ids = [item.id for item in (*plan.activities, *plan.year(year).extra)]
    if item_id not in ids:
        raise DecisionError((f'aktivitet: "{cut(item_id)}" finns inte i planen.{did_you_mean(item_id, ids)}',))
    if held := tuple(one for one in wheel.occurrences if one.activity.id == item_id):
        return held
    raise DecisionError((f"aktivitet: {item_id} har inget datum läsåret {year}, så det finns inget att ställa in.",))


def _month(held: Sequence[Occurrence], written: str) -> str:
    """Return the month that a slot is named by. Raises DecisionError if there is no such slot."""
    months = [one.month for one in held if one.month]
    if not months:
        raise DecisionError(("månad: Aktiviteten har en tid per läsår. Ange ingen månad.",))
    if written.lower() not in MONTHS:
        raise DecisionError((f'månad: "{cut(written)}" är ingen månad.{did_you_mean(written, MONTHS)}',))
    if MONTHS.index(written.lower()) + 1 not in months:
        text = f"Aktiviteten har inget tillfälle i {written.lower()}. Den finns i"
        raise DecisionError((f"månad: {text} {enumerate_words(map(month_name, months))}.",))
    return written.lower()


def _of_day(held: Sequence[Occurrence], day: dt.date) -> str:
    """Return the key of the slot that is on a day: the day if it is decided, else the month. Raises DecisionError."""
    for one in held:
        if one.start <= day <= one.last_day and one.decided:
            return one.start.isoformat()
        if one.start == day == one.last_day:
            return month_name(one.month) if one.month else ""
    open_month = next((one.month for one in held if one.start <= day <= one.last_day and one.month), None)
    if open_month:
        text = f"Dagen är inte bestämd. Ställ in månaden: --slot {month_name(open_month)}."
    else:
        days = enumerate_words(long_day(one.start) for one in held if one.start == one.last_day)
        text = f"Inget är {long_day(day)}.{f' Det finns {days}.' if days else ''}"
    raise DecisionError((f"datum: {text}",))


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
    block = plan.year(asked.year)
    slots: tuple[int | None, ...] = ()
    if key in MONTHS:
        slots = (MONTHS.index(key) + 1,)
    elif key:
        slots = block.decided_on(asked.item_id, dt.date.fromisoformat(key))
    found = next((by for slot in slots if (by := block.cancelled_by(asked.item_id, slot))), None)
    if found is None:
        return key
    return month_name(found) if isinstance(found, int) else found.isoformat()


def with_cancellation(before: Editable, cancelled: Cancellation) -> Editable:
    """Return a plan file with a cancellation in it.

    Raises:
        EditError: if it cannot be done without changing anything else.
        PlanError: if the plan could not be used then.
    """
    return edited(before, cancel(before.layout, cancelled), [cancelled.keys])


def doubts(before: Plan, after: Plan, cancelled: Cancellation, day: dt.date) -> Iterator[str]:
    """Yield how much is cancelled, if it is more than one, what has been, and what `check` would warn of on a day."""
    were, are = (_cancelled(plan, cancelled) for plan in (before, after))
    new = [one for one in are if one not in were]
    if len(new) > 1:
        yield f"{len(new)} tillfällen ställs in. Gäller det bara ett: --slot MÅNAD, eller --date DATUM."
    for one in new:
        if one.last_day < day:
            yield f"{cancelled.item_id}: {long_day(one.last_day)} har redan varit."
    yield from new_warnings(before, after, [cancelled.year], day)


def _cancelled(plan: Plan, cancelled: Cancellation) -> list[Occurrence]:
    held = (one for one in expand(plan, [cancelled.year]).occurrences if one.activity.id == cancelled.item_id)
    return [one for one in held if one.status is Status.CANCELLED]
