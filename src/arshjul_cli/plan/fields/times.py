"""Dates and times, months, school years, and the phrases of `when`."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from arshjul_cli import rules
from arshjul_cli.findings import Code
from arshjul_cli.plan.fields.reading import Read, pattern, wrong
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import DASHES, MONTHS, did_you_mean, with_hyphens

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DECIDED = re.compile(
    r"(?P<start>\d{4}-\d{2}-\d{2})"
    r"(?:\s+(?P<from>\d{1,2}[:.]\d{2})\s*-\s*(?P<to>\d{1,2}[:.]\d{2})|\s*-\s*(?P<last>\d{4}-\d{2}-\d{2}))?",
    re.ASCII,
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ELEVEN_MONTHS = dt.timedelta(days=336)
_LONGEST_NOTICE = 60


@dataclass(frozen=True, slots=True)
class DateSpan:
    """What a decision says: a day, days in a row (the last included), or a day with a time."""

    start: dt.date
    last_day: dt.date
    time: tuple[dt.time, dt.time] | None = None


def _date(value: str) -> dt.date:
    written = with_hyphens(value)
    if not _DATE.fullmatch(written):
        raise wrong(Code.DATE, f'"{value}" är inget datum. Skriv år-månad-dag, till exempel 2026-03-05.')
    try:
        date = dt.date.fromisoformat(written)
    except ValueError:
        raise wrong(Code.DATE, f"Datumet {value} finns inte i kalendern. Rätta dagen eller månaden.") from None
    if not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        raise wrong(Code.DATE, f"Datumet {value} ligger för långt bort. Rätta årtalet.")
    return date


def _time(value: str) -> dt.time:
    try:
        return dt.time.fromisoformat(value.replace(".", ":").rjust(5, "0"))
    except ValueError:
        raise wrong(Code.DATE, f"Klockslaget {value} finns inte. Skriv 00:00–23:59.") from None


def _days(value: str) -> DateSpan:
    match = _DECIDED.fullmatch(with_hyphens(value))
    if not match:
        forms = "2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06"
        raise wrong(Code.DATE, f'"{value}" är inget datum. Skriv till exempel {forms}.')
    start = _date(match["start"])
    if match["last"]:
        if (last_day := _date(match["last"])) < start:
            raise wrong(Code.DATE, "Sista dagen ligger före den första. Byt plats på dem.")
        if last_day - start > _ELEVEN_MONTHS:
            raise wrong(Code.DATE, "Perioden är längre än elva månader. Rätta en av dagarna.")
        return DateSpan(start, last_day)
    if not match["from"]:
        return DateSpan(start, start)
    time = (_time(match["from"]), _time(match["to"]))
    if time[1] <= time[0]:
        raise wrong(Code.DATE, f"Sluttiden {match['to']} är inte efter starttiden {match['from']}. Rätta en av dem.")
    return DateSpan(start, start, time)


def _month(value: str) -> int:
    if value not in MONTHS:
        raise wrong(Code.VALUE, f'"{value}" är ingen månad.{did_you_mean(value, MONTHS)}')
    return MONTHS.index(value) + 1


def _month_or_day(value: str) -> int | dt.date:
    return _date(value) if value[:1].isdigit() else _month(value)


def _school_year(value: str) -> SchoolYear:
    try:
        year = SchoolYear.parse(value)
    except ValueError as error:
        raise wrong(Code.DATE, str(error)) from None
    if str(year) != value:
        raise wrong(Code.DATE, f"Läsåret skrivs {year} i planen.")
    return year


def _rule(value: str) -> rules.Rule:
    try:
        return rules.parse(value)
    except rules.PhraseError as error:
        raise wrong(Code.PHRASE, error.text, error.offset) from None


def _notice(value: str) -> int:
    match = re.fullmatch(r"(\d{1,2})d", value, re.ASCII)
    if not match or not 1 <= int(match[1]) <= _LONGEST_NOTICE:
        raise wrong(Code.VALUE, f'"{value}" är inget antal dagar. Skriv till exempel 14d (högst {_LONGEST_NOTICE}d).')
    return int(match[1])


_DASH = f"[-{DASHES}]"
_DAY = rf"[0-9]{{4}}{_DASH}(0[1-9]|1[0-2]){_DASH}(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([01]?[0-9]|2[0-3])[:.][0-5][0-9]"
_DECIDED_SCHEMA = pattern(
    rf"{_DAY}(\s+{_CLOCK}\s*{_DASH}\s*{_CLOCK}|\s*{_DASH}\s*{_DAY})?",
    "Skriv till exempel 2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06.",
)
_WHEN_SCHEMA: Mapping[str, object] = {
    "type": "string",
    "minLength": 1,
    "maxLength": rules.MAX_LENGTH,
    "examples": [
        "mars", "februari–mars", "5 mars", "15–30 september", "senast 30 juni", "början av mars", "v. 45–47",
        "tisdag v. 10", "första tisdagen i mars", "sista vardagen i april", "veckan efter påsk",
        "varje månad utom juli", "första tisdagen varje månad utom juli", "vid behov",
    ],
}  # fmt: skip
Date = Annotated[dt.date, Read(_date, pattern(_DAY, "Skriv år-månad-dag, till exempel 2026-03-05."))]
DecidedDays = Annotated[DateSpan, Read(_days, _DECIDED_SCHEMA)]
Month = Annotated[int, Read(_month, {"enum": list(MONTHS)})]
MonthOrDay = Annotated[
    int | dt.date,
    Read(
        _month_or_day,
        pattern(f"({'|'.join(MONTHS)}|{_DAY})", "Skriv en månad, till exempel januari, eller 2027-01-13."),
    ),
]
Year = Annotated[SchoolYear, Read(_school_year, pattern("20[0-9]{2}/[0-9]{2}", "Skriv till exempel 2025/26."))]
When = Annotated[rules.Rule, Read(_rule, _WHEN_SCHEMA)]
Notice = Annotated[
    int, Read(_notice, pattern("(0?[1-9]|[1-5][0-9]|60)d", "Skriv ett antal dagar, till exempel 14d (högst 60d)."))
]
