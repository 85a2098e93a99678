"""What a cancellation cannot mean: a reason that is none, a month or a day that is not there, one slot twice. Pure."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from arshjul_cli.findings import Code, Problem, cut
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.years import OfItem, YearBlock
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node, parts
from arshjul_cli.swedish import (
    MONTHS,
    ORDINALS,
    SHORT_MONTHS,
    WEEKDAYS,
    enumerate_words,
    long_day,
    month_name,
    with_hyphens,
)

_YES_OR_NO = {
    "ja", "nej", "true", "false", "sant", "falskt", "yes", "no", "y", "n", "on", "off", "x", "ok", "null",
    "inställd", "inställt", "inställda",
}  # fmt: skip
"""Words that somebody writes to say that it is cancelled, and not why."""
_MONTHS = {name: month for names in (SHORT_MONTHS, MONTHS) for month, name in enumerate(names, 1)} | {"sept": 9}
_OF_TIME = {
    *_MONTHS, *ORDINALS.values(), *WEEKDAYS, *(f"{name}en" for name in WEEKDAYS), "vardagen", "arbetsdagen",
    "v", "vecka", "veckan", "veckorna", "kl", "klockan", "den", "i", "av", "hela", "och", "till", "tom", "from",
    "senast", "början", "mitten", "slutet", "st",
}  # fmt: skip
"""Words that only tell when. Easter is not among them: it may well be why."""
_WORD = re.compile(r"(?<![\d:])[^\W\d_]+")
"""A word; neither the `e` of `13:e` nor the `T` between a date and a time."""
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)


def no_reason(text: str) -> str | None:
    """Return what a text is that tells no reason: a day, a month, a time, a word such as `ja`, or signs alone.

    None if it is a reason.
    """
    words = _words(text)
    if not set(words) <= _OF_TIME | _YES_OR_NO:
        return None
    if _DATE.match(with_hyphens(text)):
        return "ett datum"
    if len(words) == 1 and words[0] in _MONTHS and not re.search(r"\d", text):
        return "en månad"
    return "en tid" if words and set(words) <= _OF_TIME else f'"{cut(text)}"'


def misfits_of_cancellation(
    block: YearBlock, year: SchoolYear, item_id: str, activity: Activity | None
) -> Iterator[Problem]:
    """Yield what is wrong with the entry of an activity, or of an extra one, under `cancelled`."""
    node, reasons = block.at("cancelled", item_id), block.cancelled[item_id]
    item = activity or next((extra for extra in block.extra if extra.id == item_id), None)
    if item is None:
        return
    decided = block.of(item, year)
    if activity and decided.is_absent:
        text = f"Det finns inget att ställa in läsåret {year}: aktiviteten görs {activity.when}. Ta bort raden."
        yield Problem(at=node, code=Code.DECISION, text=text)
        return
    if isinstance(reasons, Mapping):
        yield from _of_parts(decided, node, reasons)
    elif what := no_reason(reasons):
        cure = _to_cancel(_keys(decided, reasons)) or _in_words(item.months)
        yield Problem(at=node, code=Code.VALUE, text=f"Skälet är bara {what}. {cure}")
    elif (head := _heading(reasons)) and (cure := _to_cancel(_keys(decided, head))):
        yield Problem(at=node, code=Code.VALUE, text=f'Skälet börjar med "{cut(head)}:". {cure}')


def _heading(reason: str) -> str:
    """Return the month or the day before the colon of a reason, as braces that became a text have it."""
    head, colon, _ = reason.partition(":")
    return head if colon and no_reason(head) in {"ett datum", "en månad"} else ""


def _of_parts(decided: OfItem, node: Node, reasons: Mapping[int | dt.date, str]) -> Iterator[Problem]:
    """Yield what is wrong with the months and days of an entry, each where its reason stands."""
    months = decided.item.months
    by_name = {key_name(key): key for key in reasons}
    first: dict[int | None, str] = {}
    for written, here in ((str(step), part) for step, part in parts(node)):
        key = by_name[with_hyphens(written)]
        if no_reason(reasons[key]):
            text = f'Skälet är bara "{cut(reasons[key])}". Skriv i ord varför det är inställt, till exempel Sjukdom.'
            yield Problem(at=here, code=Code.VALUE, text=text)
        slots = (key,) if isinstance(key, int) else decided.decided_on(key)
        if isinstance(key, int):
            yield from _of_month(here, decided, key)
        elif not slots:
            text = f"Inget är bestämt {long_day(key)}. Skriv en dag som står under dates"
            instead = ", eller månaden" if months else ", eller bara skälet"
            yield Problem(at=here, code=Code.DECISION, text=f"{text}{instead}.", of_key=True)
        if twice := next((first[slot] for slot in slots if slot in first), None):
            text = f"Samma tillfälle är redan inställt, under {twice}. Ta bort det ena."
            yield Problem(at=here, code=Code.DECISION, text=text, of_key=True)
        first |= dict.fromkeys(slots, written)


def _of_month(node: Node, decided: OfItem, month: int) -> Iterator[Problem]:
    months = decided.item.months
    if month in months and not (decided.rests(month) and decided.leaves_out(month)):
        return
    if month in months:
        text = f"Regeln ({decided.item.rule}) ger inget i {month_name(month)} läsåret {decided.year}. Ta bort raden."
    elif months:
        has = enumerate_words(map(month_name, months))
        text = f"Aktiviteten har inget tillfälle i {month_name(month)}. Den finns i {has}."
    else:
        text = "Aktiviteten har inga månader. Skriv bara skälet."
    yield Problem(at=node, code=Code.DECISION, text=text)


def _keys(of_item: OfItem, written: str) -> list[str]:
    """Return the keys that would cancel the days or the months that a text names, as far as they are there."""
    days = tuple(_days(written))
    if decided := [day for day in days if of_item.decided_on(day)]:
        return [day.isoformat() for day in dict.fromkeys(decided)]
    named = [day.month for day in days if SchoolYear.containing(day) == of_item.year] if days else _months(written)
    return [month_name(month) for month in dict.fromkeys(named) if month in of_item.item.months]


def _to_cancel(keys: list[str]) -> str:
    """Return how some months or days are cancelled; nothing if there are none."""
    if not keys:
        return ""
    what = "dem" if len(keys) > 1 else "den månaden" if keys[0] in MONTHS else "det som är bestämt den dagen"
    return f"Skriv {{{', '.join(f'{key}: skälet' for key in keys)}}} för att ställa in {what}."


def _in_words(months: tuple[int, ...]) -> str:
    parts_too = ", till exempel {januari: Sjukdom} för en månad eller {2027-01-13: Sjukdom} för en dag"
    return f"Skriv varför i ord{parts_too if months else ', till exempel Sjukdom'}."


def _days(text: str) -> Iterator[dt.date]:
    for match in _DATE.finditer(with_hyphens(text)):
        try:
            yield dt.date(*map(int, match.groups()))
        except ValueError:
            continue


def _months(text: str) -> list[int]:
    """Return the months that a text names; none of `januari–mars`, which names only the ends."""
    plain = with_hyphens(text)
    if any(left in _MONTHS and right in {"till", "tom"} for left, right in pairwise(_words(plain))) or "-" in plain:
        return []
    return [_MONTHS[word] for word in _words(plain) if word in _MONTHS]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def key_name(key: int | dt.date) -> str:
    """Return a month or a day as the plan writes it under `cancelled`."""
    return month_name(key) if isinstance(key, int) else key.isoformat()
