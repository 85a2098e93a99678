"""The single values of the plan file, each read from text: ids, lines, dates, addresses, colours, rules.

A value that is wrong raises a pydantic error whose type is the code of the problem (AH2xx) and whose
text is Swedish.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError, core_schema

from arshjul_cli import rules
from arshjul_cli.colors import CSS3_COLORS
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS, did_you_mean, enumerate_words
from arshjul_cli.timezones import TIME_ZONES
from arshjul_cli.workdays import Country

Code = Literal["AH203", "AH204", "AH207", "AH208", "AH209"]

Display = Literal["span", "start", "end", "both"]
DISPLAYS: tuple[str, ...] = get_args(Display)
"""How a period is shown: as one bar, by its first day, by its last, or by both."""

OnHoliday = Literal["keep", "before", "after"]
ON_HOLIDAY: tuple[str, ...] = get_args(OnHoliday)
"""What a rule's day does when nobody works on it: stay, or go to the nearest working day before or after."""
IGNORABLE = tuple(f"AH3{number:02}" for number in range(2, 16))
"""The findings that a plan may set aside: all but a date that does not exist."""

ALL = "alla"
"""The feed of every occurrence; no role may have its name."""
_WINDOWS_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ID_LENGTH = 60
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DECIDED = re.compile(
    r"(?P<start>\d{4}-\d{2}-\d{2})"
    r"(?:\s+(?P<from>\d{1,2}[:.]\d{2})\s*[-–]\s*(?P<to>\d{1,2}[:.]\d{2})|\s*[-–]\s*(?P<last>\d{4}-\d{2}-\d{2}))?",
    re.ASCII,
)
_HOSTNAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.ASCII)
_CURLY = frozenset("“”„‟«»‘’‚")
_MANGLED = re.compile("Ã[\x80-\xbf…„–]|â€")
"""UTF-8 that was read as Latin-1 or Windows-1252: "Ã¥" for "å"."""
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_LONGEST_NOTICE = 60
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ELEVEN_MONTHS = dt.timedelta(days=336)
_LINE_LENGTH, _SUMMARY_LENGTH, _URL_LENGTH = 500, 200, 1000
"""In UTF-16 units, which Outlook counts: it cuts a title at 255, and "INSTÄLLT: " must fit before it."""


@dataclass(frozen=True, slots=True)
class Days:
    """What a decision says: a day, days in a row (the last included), or a day with a time."""

    start: dt.date
    last_day: dt.date
    time: tuple[dt.time, dt.time] | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """How many, both ends included."""

    at_least: int
    at_most: int

    def __str__(self) -> str:
        return str(self.at_least) if self.at_least == self.at_most else f"{self.at_least}–{self.at_most}"


def wrong(code: Code, text: str, offset: int = 0) -> PydanticCustomError:
    """Return the error of a value; `offset` is how many characters into it the slip is."""
    return PydanticCustomError(code, "{text}", {"text": text, "offset": offset})


def _text(value: object) -> str:
    if not isinstance(value, str):
        missing = "Värdet saknas. Skriv det efter kolonet, eller ta bort nyckeln."
        raise wrong("AH203", missing if value is None else "Här ska det stå en text på en rad.")
    return unicodedata.normalize("NFC", value).strip()


def _line(value: str) -> str:
    if not value:
        raise wrong("AH203", "Texten är tom. Skriv något, eller ta bort nyckeln.")
    if _MANGLED.search(value):
        raise wrong(
            "AH208", "Texten är förvrängd: å, ä eller ö har blivit fel tecken. Skriv om den, och spara som UTF-8."
        )
    if value[0] in _CURLY and value[-1] in _CURLY and _CURLY.isdisjoint(value[1:-1]):
        raise wrong("AH208", "Texten står inom böjda citattecken. Skriv raka, eller ta bort dem.")
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cs", "Cn", "Zl", "Zp"} or character in _DIRECTION:
            if character in "\n\r\u2028\u2029":
                raise wrong("AH208", "Texten går över flera rader. Skriv den på en rad.")
            raise wrong("AH208", f"Texten innehåller ett osynligt tecken (U+{ord(character):04X}). Ta bort det.")
    return _no_longer(value, _LINE_LENGTH)


def _no_longer(value: str, most: int) -> str:
    if (length := len(value.encode("utf-16-le")) // 2) > most:
        raise wrong("AH203", f"Texten är {length} tecken lång. Korta den till högst {most}.")
    return value


def _summary(value: str) -> str:
    return _no_longer(_line(value), _SUMMARY_LENGTH)


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        text = f'"{value}" är inget id. Skriv små bokstäver a–z, siffror och bindestreck'
        example = _as_id(value)
        raise wrong("AH204", f"{text}, till exempel {example}." if example else f"{text}.")
    if len(value) > _ID_LENGTH:
        raise wrong("AH204", f"Id:t är {len(value)} tecken långt. Korta det till högst {_ID_LENGTH}.")
    return value


def _as_id(value: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", value.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:_ID_LENGTH].strip("-")


def _feed_id(value: str) -> str:
    _id(value)
    if value == ALL:
        raise wrong("AH204", f'"{ALL}" är namnet på flödet med allt. Välj ett annat id.')
    if value in _WINDOWS_DEVICES:
        raise wrong("AH204", f'"{value}" kan inte vara ett filnamn i Windows. Välj ett annat id.')
    return value


def _flag(value: str) -> bool:
    if value not in {"true", "false"}:
        raise wrong("AH203", f'"{value}" är varken true eller false. Skriv true för ja, false för nej.')
    return value == "true"


def _date(value: str) -> dt.date:
    if not _DATE.fullmatch(value):
        raise wrong("AH209", f'"{value}" är inget datum. Skriv år-månad-dag, till exempel 2026-03-05.')
    try:
        date = dt.date.fromisoformat(value)
    except ValueError:
        raise wrong("AH209", f"Datumet {value} finns inte i kalendern. Rätta dagen eller månaden.") from None
    if not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        raise wrong("AH209", f"Datumet {value} ligger för långt bort. Rätta årtalet.")
    return date


def _time(value: str) -> dt.time:
    try:
        return dt.time.fromisoformat(value.replace(".", ":").rjust(5, "0"))
    except ValueError:
        raise wrong("AH209", f"Klockslaget {value} finns inte. Skriv 00:00–23:59.") from None


def _days(value: str) -> Days:
    match = _DECIDED.fullmatch(value)
    if not match:
        forms = "2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06"
        raise wrong("AH209", f'"{value}" är inget datum. Skriv till exempel {forms}.')
    start = _date(match["start"])
    if match["last"]:
        if (last_day := _date(match["last"])) < start:
            raise wrong("AH209", "Sista dagen ligger före den första. Byt plats på dem.")
        if last_day - start > _ELEVEN_MONTHS:
            raise wrong("AH209", "Perioden är längre än elva månader. Rätta en av dagarna.")
        return Days(start, last_day)
    if not match["from"]:
        return Days(start, start)
    time = (_time(match["from"]), _time(match["to"]))
    if time[1] <= time[0]:
        raise wrong("AH209", f"Sluttiden {match['to']} är inte efter starttiden {match['from']}. Rätta en av dem.")
    return Days(start, start, time)


def _url(value: str) -> str:
    _line(value)
    try:
        address = urlsplit(value)
        usable = address.scheme in {"http", "https"} and bool(address.hostname)
    except ValueError:
        usable = False
    if not usable or not value.isprintable() or set(value) & set(' "<>\\^`{|}'):
        raise wrong("AH203", f'"{value}" är ingen länk. Skriv hela adressen, till exempel https://kommunen.se/sida.')
    return _no_longer(value, _URL_LENGTH)


def _hostname(value: str) -> str:
    if not _HOSTNAME.fullmatch(value):
        raise wrong("AH203", f'"{value}" är inget domännamn. Skriv till exempel arshjul.kommunen.se.')
    return value


def _color(value: str) -> str:
    if value not in CSS3_COLORS:
        raise wrong(
            "AH203",
            f'"{value}" är inget färgnamn i CSS3.{did_you_mean(value, CSS3_COLORS) or " Skriv till exempel teal."}',
        )
    return value


def _time_zone(value: str) -> str:
    if value not in TIME_ZONES:
        raise wrong("AH203", f'Tidszonen "{value}" är okänd.{did_you_mean(value, TIME_ZONES)}')
    return value


def _country(value: str) -> str:
    countries: tuple[str, ...] = get_args(Country)
    if value not in countries:
        raise wrong("AH203", f'Landet "{value}" är okänt.{did_you_mean(value, countries)}')
    return value


def _month(value: str) -> int:
    if value not in MONTHS:
        raise wrong("AH203", f'"{value}" är ingen månad.{did_you_mean(value, MONTHS)}')
    return MONTHS.index(value) + 1


def _school_year(value: str) -> SchoolYear:
    try:
        year = SchoolYear.parse(value)
    except ValueError as error:
        raise wrong("AH209", str(error)) from None
    if str(year) != value:
        raise wrong("AH209", f"Läsåret skrivs {year} i planen.")
    return year


def _rule(value: str) -> rules.Rule:
    try:
        return rules.parse(value)
    except rules.PhraseError as error:
        raise wrong("AH207", error.text, error.offset) from None


def _ignorable(value: str) -> str:
    if value not in IGNORABLE:
        example = did_you_mean(value, IGNORABLE)
        raise wrong("AH203", f'"{value}" går inte att bortse från.{example}')
    return value


def _on_holiday(value: str) -> str:
    if value not in ON_HOLIDAY:
        raise wrong("AH203", f'"{value}" går inte att välja. Skriv {enumerate_words(ON_HOLIDAY, "eller")}.')
    return value


def _display(value: str) -> str:
    if value not in DISPLAYS:
        raise wrong("AH203", f'"{value}" går inte att välja. Skriv {enumerate_words(DISPLAYS, "eller")}.')
    return value


def _notice(value: str) -> int:
    match = re.fullmatch(r"(\d{1,2})d", value, re.ASCII)
    if not match or not 1 <= int(match[1]) <= _LONGEST_NOTICE:
        raise wrong("AH203", f'"{value}" är inget antal dagar. Skriv till exempel 14d (högst {_LONGEST_NOTICE}d).')
    return int(match[1])


def _range(value: str) -> Range:
    match = re.fullmatch(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", value, re.ASCII)
    if not match:
        raise wrong("AH203", f'"{value}" är inget antal. Skriv till exempel 3 eller 4–6.')
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise wrong("AH203", "Antalet ska vara minst 1, och det mindre talet stå först.")
    return Range(first, last)


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """Makes pydantic read a value with a function from its text, and describe it with a JSON Schema."""

    read: Callable[[str], object]
    schema: Mapping[str, object]
    """What an editor can see of it. Never stricter than `read`, but for texts such as `true`, which are slips."""

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(lambda value: self.read(_text(value)))

    def __get_pydantic_json_schema__(self, _core: object, _handler: object) -> dict[str, object]:
        return dict(self.schema)


# YAML gives an editor 3 as a number, true as a truth value, and 2019-03-06 as a text (YAML 1.2, core schema). A pattern
# concerns texts alone; what VS Code says of one that does not fit is its patternErrorMessage.
_TEXT = ["string", "number"]
_INVISIBLE = r"\u0000-\u001f\u007f-\u009f\u2028\u2029" + "".join(f"\\u{ord(one):04x}" for one in sorted(_DIRECTION))
_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([01]?[0-9]|2[0-3])[:.][0-5][0-9]"


def _pattern(pattern: str, message: str, **more: object) -> Mapping[str, object]:
    return {"type": "string", "pattern": f"^{pattern}$", "patternErrorMessage": message, **more}


def _line_schema(most: int) -> Mapping[str, object]:
    return _pattern(rf"(?=.*\S)[^{_INVISIBLE}]*\s*", "Skriv en text på en rad.", type=_TEXT, maxLength=most)


_ID_SCHEMA = _pattern(
    _ID.pattern, "Skriv ett id: små bokstäver a–z, siffror och bindestreck.", type=_TEXT, maxLength=_ID_LENGTH
)

Line = Annotated[str, _Read(_line, _line_schema(_LINE_LENGTH))]
Summary = Annotated[str, _Read(_summary, _line_schema(_SUMMARY_LENGTH))]
Id = Annotated[str, _Read(_id, _ID_SCHEMA)]
FeedId = Annotated[str, _Read(_feed_id, {**_ID_SCHEMA, "not": {"enum": [ALL, *sorted(_WINDOWS_DEVICES)]}})]
_URL_SCHEMA = _pattern(
    r'[Hh][Tt][Tt][Pp][Ss]?://[^\s"<>\\^`{|}]+',
    "Skriv hela adressen, till exempel https://kommunen.se/sida.",
    maxLength=_URL_LENGTH,
)
Url = Annotated[str, _Read(_url, _URL_SCHEMA)]
_HOSTNAME_SCHEMA = _pattern(_HOSTNAME.pattern, "Skriv ett domännamn, till exempel arshjul.kommunen.se.")
Hostname = Annotated[str, _Read(_hostname, _HOSTNAME_SCHEMA)]
Color = Annotated[str, _Read(_color, {"enum": sorted(CSS3_COLORS)})]
TimeZoneName = Annotated[str, _Read(_time_zone, {"enum": list(TIME_ZONES)})]
CountryCode = Annotated[Country, _Read(_country, {"enum": list(get_args(Country))})]
Flag = Annotated[bool, _Read(_flag, {"type": "boolean"})]
Date = Annotated[dt.date, _Read(_date, _pattern(_DAY, "Skriv år-månad-dag, till exempel 2026-03-05."))]
_DECIDED_SCHEMA = _pattern(
    rf"{_DAY}(\s+{_CLOCK}\s*[-–]\s*{_CLOCK}|\s*[-–]\s*{_DAY})?",
    "Skriv till exempel 2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06.",
)
DecidedDays = Annotated[Days, _Read(_days, _DECIDED_SCHEMA)]
Month = Annotated[int, _Read(_month, {"enum": list(MONTHS)})]
Year = Annotated[SchoolYear, _Read(_school_year, _pattern("20[0-9]{2}/[0-9]{2}", "Skriv till exempel 2025/26."))]
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
When = Annotated[rules.Rule, _Read(_rule, _WHEN_SCHEMA)]
IgnoredCode = Annotated[str, _Read(_ignorable, {"enum": list(IGNORABLE)})]
OnHolidayMode = Annotated[OnHoliday, _Read(_on_holiday, {"enum": list(ON_HOLIDAY)})]
Shown = Annotated[Display, _Read(_display, {"enum": list(DISPLAYS)})]
Notice = Annotated[
    int, _Read(_notice, _pattern("(0?[1-9]|[1-5][0-9]|60)d", "Skriv ett antal dagar, till exempel 14d (högst 60d)."))
]
_COUNT_SCHEMA = _pattern(
    r"0*[1-9][0-9]*(\s*[-–]\s*[0-9]{1,3})?",
    "Skriv till exempel 3 eller 4–6.",
    type=["string", "integer"],
    minimum=1,
    maximum=999,
    maxLength=10,
)
Count = Annotated[Range, _Read(_range, _COUNT_SCHEMA)]
