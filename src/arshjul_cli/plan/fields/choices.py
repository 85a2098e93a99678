"""One of several: true or false, colours, time zones, countries, ways to show; and how many."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from arshjul_cli.findings import Code, Trait
from arshjul_cli.plan.fields.colors import CSS3_COLORS, SWEDISH_COLORS
from arshjul_cli.plan.fields.reading import Read, pattern, wrong
from arshjul_cli.plan.timezones import TIME_ZONES
from arshjul_cli.swedish import DASHES, did_you_mean
from arshjul_cli.workdays import Country

Display = Literal["span", "start", "end", "both"]
DISPLAYS: tuple[str, ...] = get_args(Display)
"""How a period is shown: as one bar, by its first day, by its last, or by both."""
OnHoliday = Literal["keep", "before", "after"]
ON_HOLIDAY: tuple[str, ...] = get_args(OnHoliday)
"""What a rule's day does when nobody works on it: stay, or go to the nearest working day before or after."""
_COUNTRIES: tuple[str, ...] = get_args(Country)
IGNORABLE = tuple(code for code in Code if Trait.IGNORABLE in code.traits)
"""The findings that a plan may set aside: all but a date that does not exist."""


@dataclass(frozen=True, slots=True)
class Range:
    """How many, both ends included."""

    at_least: int = 0
    at_most: int | None = None
    """None if any number above the least will do."""

    def __str__(self) -> str:
        if self.at_most is None:
            return f"minst {self.at_least}"
        if not self.at_least:
            return f"högst {self.at_most}"
        return str(self.at_least) if self.at_least == self.at_most else f"{self.at_least}–{self.at_most}"

    def holds(self, number: int) -> bool:
        """Tell whether a number is one of them."""
        return self.at_least <= number and (self.at_most is None or number <= self.at_most)


def _one_of(words: Collection[str], refusal: str) -> Callable[[str], str]:
    """Return the reader of one of some words; `refusal` speaks of the `{value}`, and of those `{near}` it."""

    def read(value: str) -> str:
        if value not in words:
            raise wrong(Code.VALUE, refusal.format(value=value, near=did_you_mean(value, words)))
        return value

    return read


def _color(value: str) -> str:
    if value not in CSS3_COLORS:
        swedish = SWEDISH_COLORS.get(value.casefold())
        near = f' Menade du "{swedish}"?' if swedish else did_you_mean(value, CSS3_COLORS)
        raise wrong(Code.VALUE, f'"{value}" är inget färgnamn i CSS3.{near or " Skriv till exempel teal."}')
    return value


def _range(value: str) -> Range:
    if limit := re.fullmatch(r"(?:(?P<least>[Mm]inst)|[Hh]ögst)\s?(?P<number>.+)", value):
        if not re.fullmatch(r"0*[1-9]\d{0,2}", limit["number"], re.ASCII):
            raise wrong(Code.VALUE, f'"{value}" är inget antal. Skriv med siffror, till exempel minst 4 eller högst 6.')
        number = int(limit["number"])
        return Range(at_least=number) if limit["least"] else Range(at_most=number)
    match = re.fullmatch(rf"(\d{{1,3}})(?:\s*[-{DASHES}]\s*(\d{{1,3}}))?", value, re.ASCII)
    if not match:
        raise wrong(Code.VALUE, f'"{value}" är inget antal. Skriv till exempel 3 eller 4–6.')
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise wrong(Code.VALUE, "Antalet ska vara minst 1, och det mindre talet stå först.")
    return Range(first, last)


_COUNT_SCHEMA = pattern(
    rf"(0*[1-9][0-9]*(\s*[-{DASHES}]\s*[0-9]{{1,3}})?|([Mm]inst|[Hh]ögst)\s?0*[1-9][0-9]{{0,2}})",
    "Skriv till exempel 3, 4–6, minst 4 eller högst 6.",
    type=["string", "integer"],
    minimum=1,
    maximum=999,
    maxLength=12,
)
_flag = _one_of(("true", "false"), '"{value}" är varken true eller false. Skriv true för ja, false för nej.')
_time_zone = _one_of(TIME_ZONES, 'Tidszonen "{value}" är okänd.{near}')
_country = _one_of(_COUNTRIES, 'Landet "{value}" är okänt.{near}')
_ignorable = _one_of(IGNORABLE, '"{value}" går inte att bortse från.{near}')
_on_holiday = _one_of(ON_HOLIDAY, '"{value}" går inte att välja.{near}')
_display = _one_of(DISPLAYS, '"{value}" går inte att välja.{near}')
Color = Annotated[str, Read(_color, {"enum": sorted(CSS3_COLORS)})]
TimeZoneName = Annotated[str, Read(_time_zone, {"enum": list(TIME_ZONES)})]
CountryCode = Annotated[Country, Read(_country, {"enum": list(_COUNTRIES)})]
Flag = Annotated[bool, Read(lambda value: _flag(value) == "true", {"type": "boolean"})]
IgnoredCode = Annotated[str, Read(_ignorable, {"enum": list(map(str, IGNORABLE))})]
OnHolidayMode = Annotated[OnHoliday, Read(_on_holiday, {"enum": list(ON_HOLIDAY)})]
Shown = Annotated[Display, Read(_display, {"enum": list(DISPLAYS)})]
Count = Annotated[Range, Read(_range, _COUNT_SCHEMA)]
