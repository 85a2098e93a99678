"""Dates and times, months, school years, and the phrases of `when`."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from arshjul_cli import rules
from arshjul_cli.findings import Code
from arshjul_cli.plan.fields.clock import TIME, is_whole, length, start_and_end, times
from arshjul_cli.plan.fields.reading import TEXT, Read, pattern, wrong
from arshjul_cli.schoolyear import SCHOOL_YEAR_MONTHS, SchoolYear
from arshjul_cli.swedish import DASHES, MONTHS, Times, did_you_mean, with_hyphens

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_OF = r"\d{4}-\d{2}-\d{2}"
_DECIDED = re.compile(
    rf"(?P<start>{_DAY_OF})(?:\s*-\s*(?P<last>{_DAY_OF})|"
    rf"\s+(?P<from>{TIME})(?:\s*-\s*(?:(?P<end>{_DAY_OF})\s+)?(?P<to>{TIME}))?)?",
    re.ASCII | re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ELEVEN_MONTHS = dt.timedelta(days=336)
_LONGEST_NOTICE = 60


@dataclass(frozen=True, slots=True)
class DateSpan:
    """What a decision says: a day, or days in a row (the last included), each with a time or without."""

    start: dt.date
    last_day: dt.date
    time: Times | None = None
    """When it begins on the first day, and when it ends on the last."""


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


def _days(value: str) -> DateSpan:
    match = _DECIDED.fullmatch(with_hyphens(value))
    if not match or not (match["from"] is None or match["to"] or is_whole(match["from"])):
        forms = "2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06"
        raise wrong(Code.DATE, f'"{value}" är inget datum. Skriv till exempel {forms}.')
    start = _date(match["start"])
    last_day = _date(match["last"] or match["end"] or match["start"])
    if last_day < start:
        raise wrong(Code.DATE, "Sista dagen ligger före den första. Byt plats på dem.")
    if last_day - start > _ELEVEN_MONTHS:
        raise wrong(Code.DATE, "Perioden är längre än elva månader. Rätta en av dagarna.")
    if match["from"] is None:
        return DateSpan(start, last_day)
    return DateSpan(start, last_day, start_and_end(match["from"], match["to"], over_midnight=start < last_day))


def _month(value: str) -> int:
    if value not in MONTHS:
        raise wrong(Code.VALUE, f'"{value}" är ingen månad.{did_you_mean(value, MONTHS)}')
    return MONTHS.index(value) + 1


def _month_or_day(value: str) -> int | dt.date:
    return _date(value) if value[:1].isdigit() else _month(value)


def _months_in_a_row(value: str) -> tuple[int, ...]:
    if value.lower() == "läsåret":
        return SCHOOL_YEAR_MONTHS
    first, _, last = (part.strip() for part in with_hyphens(value.lower()).partition("-"))
    begin, end = (SCHOOL_YEAR_MONTHS.index(_month(name)) for name in (first, last or first))
    if end < begin:
        text = f'"{value}" går över läsårets slut. Skriv månader i läsårets ordning, till exempel juli–december.'
        raise wrong(Code.VALUE, text)
    return SCHOOL_YEAR_MONTHS[begin : end + 1]


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


def _break(value: str) -> rules.Rule | DateSpan:
    if not re.match(r"\d{4}\W", value):
        return _rule(value)
    days = _days(value)
    if days.time:
        raise wrong(Code.DATE, "Ett lov är hela dagar. Ta bort klockslaget.")
    return days


def _term(value: str) -> DateSpan:
    if not value[:1].isdigit():
        raise wrong(Code.DATE, f'"{value}" är inga dagar. Skriv till exempel 2026-08-17–2026-12-18.')
    days = _days(value)
    if days.time:
        raise wrong(Code.DATE, "En termin är hela dagar. Ta bort klockslaget.")
    if days.start == days.last_day:
        raise wrong(Code.DATE, "En termin har en första och en sista dag. Skriv till exempel 2026-08-17–2026-12-18.")
    return days


def _notice(value: str) -> int:
    match = re.fullmatch(r"(\d{1,2})d", value, re.ASCII)
    if not match or not 1 <= int(match[1]) <= _LONGEST_NOTICE:
        raise wrong(Code.VALUE, f'"{value}" är inget antal dagar. Skriv till exempel 14d (högst {_LONGEST_NOTICE}d).')
    return int(match[1])


_DASH = f"[-{DASHES}]"
_DAY = rf"[0-9]{{4}}{_DASH}(0[1-9]|1[0-2]){_DASH}(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([kK][lL]\.?\s*)?([01]?[0-9]|2[0-4])([:.][0-5][0-9])?"
_DECIDED_SCHEMA = pattern(
    rf"{_DAY}(\s+{_CLOCK}(\s*{_DASH}\s*({_DAY}\s+)?{_CLOCK})?|\s*{_DASH}\s*{_DAY})?",
    "Skriv till exempel 2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06.",
)
_WHEN_SCHEMA: Mapping[str, object] = {
    # `15.1` without quotation marks is a number to an editor.
    "type": TEXT,
    "minLength": 1,
    "maxLength": rules.MAX_LENGTH,
    "examples": [
        "mars", "februari–mars", "5 mars", "15–30 september", "senast 30 juni", "början av mars", "v. 45–47",
        "tisdag v. 10", "första tisdagen i mars", "sista vardagen i april", "veckan efter påsk",
        "Lucia", "veckan före midsommar",
        "varje månad utom juli", "första tisdagen varje månad utom juli", "mars och oktober",
        "15 september och 15 mars", "v. 36 och v. 6", "varje månad september–maj", "den 25 varje månad",
        "sista dagen varje månad", "före 1 maj", "maj eller juni", "runt 1 mars", "senast 14 dagar före namnd",
        "3 vardagar efter namnd", "mars vartannat år från 2026/27", "15 mars jämna år", "löpande", "årligen",
        "vid behov",
    ],
}  # fmt: skip
Date = Annotated[dt.date, Read(_date, pattern(_DAY, "Skriv år-månad-dag, till exempel 2026-03-05."))]
Time = Annotated[
    Times,
    Read(times, pattern(rf"{_CLOCK}(\s*{_DASH}\s*{_CLOCK})?", "Skriv till exempel 13:00–16:00, eller bara 13:00.")),
]
Length = Annotated[
    dt.timedelta,
    Read(length, pattern(r"([0-9]{1,2}\s*h)?\s*([0-9]{1,3}\s*min)?", "Skriv till exempel 1h, 45min eller 1h 30min.")),
]
TermDays = Annotated[
    DateSpan, Read(_term, pattern(rf"{_DAY}\s*{_DASH}\s*{_DAY}", "Skriv till exempel 2026-08-17–2026-12-18."))
]
DecidedDays = Annotated[DateSpan, Read(_days, _DECIDED_SCHEMA)]
Month = Annotated[int, Read(_month, {"enum": list(MONTHS)})]
_MONTH_NAMES = "|".join(MONTHS)
Months = Annotated[
    tuple[int, ...],
    Read(
        _months_in_a_row,
        pattern(rf"([lL]äsåret|({_MONTH_NAMES})(\s*{_DASH}\s*({_MONTH_NAMES}))?)", "Skriv till exempel juli–december."),
    ),
]
MonthOrDay = Annotated[
    int | dt.date,
    Read(
        _month_or_day,
        pattern(f"({'|'.join(MONTHS)}|{_DAY})", "Skriv en månad, till exempel januari, eller 2027-01-13."),
    ),
]
Year = Annotated[SchoolYear, Read(_school_year, pattern("20[0-9]{2}/[0-9]{2}", "Skriv till exempel 2025/26."))]
When = Annotated[rules.Rule, Read(_rule, _WHEN_SCHEMA)]
BreakDays = Annotated[rules.Rule | DateSpan, Read(_break, _WHEN_SCHEMA)]
Notice = Annotated[
    int, Read(_notice, pattern("(0?[1-9]|[1-5][0-9]|60)d", "Skriv ett antal dagar, till exempel 14d (högst 60d)."))
]
