"""Dates as people write them, put in the words of the plan's phrases: `26/1 2027`, `tis 26.1.2027 kl. 13`."""

import datetime as dt
import re
from dataclasses import dataclass

from arshjul_cli.errors import DecisionError
from arshjul_cli.importing.clocks import Clock, without_clock
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import (
    MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    long_day,
    month_name,
    weekday_name,
)

_ISO = re.compile(
    r"(?<![\d-])(?P<year>(?:19|20)\d\d)(?P<dash>[-/.]?)(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})(?!\d|-\d)"
)
_NUMBERS = re.compile(
    r"(?<![\d/.:])(?P<day>\d{1,2})\s?[/.]\s?(?P<month>\d{1,2})\.?"
    r"(?:(?:\s*[-–/.,]\s*|\s+)(?P<year>(?:19|20)\d\d)|\s*[-–/.'’](?P<short>\d\d))?(?![\d/:]|\.\d)"
)
_YEAR = re.compile(r"[\s,]*(?<![\d/.–-])((?:19|20)\d\d)(?![\d/.–-])|(?<=[a-zåäö.])\s*[-–'’](\d\d)(?!\s*[\w/.–-])")
_AFTER_WEEK = re.compile(r"v(?:ecka|eckan|eckor|eckorna)?\.?\s*$", re.IGNORECASE)
_SHORTER = ("må", "ti", "on", "to", "fr", "lö", "sö")
_DAY_NAMES = {
    **{name: number for names in (WEEKDAYS, SHORT_WEEKDAYS, _SHORTER) for number, name in enumerate(names, 1)},
    "tor": 4,
}
_WEEKDAY = re.compile(
    rf"({'|'.join(sorted(_DAY_NAMES, key=len, reverse=True))})(?:en)?\.?,?\s+(?:den\s+)?(?=\d)", re.IGNORECASE
)
_MONTH_WORD = re.compile(rf"\b({'|'.join((*MONTHS, *SHORT_MONTHS, 'sept'))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissected:
    """A text with its dates in words, and apart from it its years, its weekday and its time of day."""

    phrase: str
    years: frozenset[int] = frozenset()
    weekday: int | None = None
    clock: Clock | None = None


def dissected(text: str) -> Dissected:
    """Return a text in its parts."""
    years: set[int] = set()

    def in_words(found: re.Match[str]) -> str:
        day, month = int(found["day"]), int(found["month"])
        if not (1 <= day <= 31 and 1 <= month <= 12) or _AFTER_WEEK.search(text[: found.start()]):
            return found[0]
        parts = found.groupdict()
        if year := parts["year"] or parts.get("short"):
            years.add(int(year) if len(year) == 4 else 2000 + int(year))
        return f"{day} {month_name(month)}"

    def taken(found: re.Match[str]) -> str:
        years.add(int(found[1] or f"20{found[2]}"))
        return " "

    # With a date in words, or with a year first, what dots part is a time.
    text, clock = without_clock(text, dotted=bool(_MONTH_WORD.search(text) or _ISO.search(text)))
    phrase = _NUMBERS.sub(in_words, _ISO.sub(in_words, text))
    if clock is None:
        phrase, clock = without_clock(phrase, dotted=True)
    phrase = " ".join(_YEAR.sub(taken, phrase).split()).strip(" ,;.")
    weekday = _WEEKDAY.match(phrase)
    return Dissected(
        phrase=phrase[weekday.end() :] if weekday else phrase,
        years=frozenset(years),
        weekday=_DAY_NAMES[weekday[1].lower()] if weekday else None,
        clock=clock,
    )


_WHOLE = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_SECONDS = re.compile(r"(\d:\d\d):\d\d(?:\.0+)?(?!\d)")
_NO_TIME = re.compile(r"(?<=\d{4}-\d\d-\d\d)[ T]+00:00$")
_IN_WORDS = re.compile(
    r"(?:den )?(\d{1,2})(?: ?([a-zåäö]+))?(?: ?[-–] ?(?:den )?(\d{1,2}) ?([a-zåäö]+))?", re.IGNORECASE
)
_MONTH_NUMBERS = {name: number for names in (SHORT_MONTHS, MONTHS) for number, name in enumerate(names, 1)} | {
    "sept": 9
}


def in_iso(text: str, year: SchoolYear | None) -> str:
    """Return a day, or days in a row, as a plan has them, `2027-01-26 13:00–15:00`; what is none is left as it is.

    A day without a year is one of a school year, if that is known.

    Raises:
        DecisionError: for a weekday that it is not.
    """
    if _WHOLE.match(text):
        return _NO_TIME.sub("", without_seconds(re.sub(r"(?<=\d)T(?=\d)", " ", text)))
    parts = dissected(text)
    found = _IN_WORDS.fullmatch(parts.phrase)
    if not found or len(parts.years) > 1:
        return text
    first, first_month, last, last_month = found.groups()
    months = [
        _MONTH_NUMBERS.get((name or "").lower()) for name in (first_month or last_month, last_month or first_month)
    ]
    days = [_iso(month, int(day), parts.years, year) for month, day in zip(months, (first, last or first), strict=True)]
    if "" in days:
        return text
    _require_weekday(days[0], parts.weekday)
    clock = "" if parts.clock is None or str(parts.clock) == "00:00" else f" {parts.clock}"
    return f"{'–'.join(dict.fromkeys(days))}{clock}"


def _iso(month: int | None, day: int, years: frozenset[int], year: SchoolYear | None) -> str:
    """Return a day of the year that is given, else of the school year; nothing without either."""
    of_year = next(iter(years), None) or (year.calendar_year(month) if year and month else None)
    return f"{of_year}-{month:02}-{day:02}" if of_year and month else ""


def _require_weekday(day: str, weekday: int | None) -> None:
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return  # told of as a date that does not exist
    if weekday and date.isoweekday() != weekday:
        given, real = weekday_name(weekday), weekday_name(date.isoweekday())
        words = long_day(date).partition(" ")[2]
        raise DecisionError((f"datum: {words} är en {real}, ingen {given}. Rätta dagen eller veckodagen.",))


def without_seconds(text: str) -> str:
    """Return a time of day as a plan has it, where a program has written `13:00:00`."""
    return _SECONDS.sub(r"\1", text)
