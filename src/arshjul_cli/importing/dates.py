"""Dates as people write them, put in the words of the plan's phrases: `26/1 2027`, `tis 26.1.2027 kl. 13`."""

import re
from dataclasses import dataclass

from arshjul_cli.importing.clocks import Clock, without_clock
from arshjul_cli.swedish import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS, month_name

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
