"""Which days people work: Monday to Friday, no public holiday, no eve; and when the schools have their terms."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from holidays import HolidayBase

Country = Literal["SE", "FI", "AX", "NO", "DK", "FO", "IS"]
"""The Nordic countries and self-governing areas, ISO 3166-1."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of a country, and the terms of its schools."""

    country: Country = "SE"
    terms: Mapping[int, Mapping[str, tuple[dt.date, dt.date]]] = field(default_factory=dict, hash=False)
    """The first and the last day of each term that is known, by the year in which its school year begins."""

    def holiday(self, day: dt.date) -> str | None:
        """Return the name of the public holiday or eve that a day is, as in running text, or None."""
        names = _holidays(self.country).get(day)
        return " och ".join(map(_in_text, names.split("; "))) if names else None

    def is_working_day(self, day: dt.date) -> bool:
        """Tell whether people work on a day."""
        return day.isoweekday() <= 5 and self.holiday(day) is None


def _in_text(name: str) -> str:
    """Return `julafton` for `Julafton`; a person's name keeps its capital."""
    return name if name.startswith("Kristi ") else name[0].lower() + name[1:]


@cache
def _holidays(country: Country) -> "HolidayBase":
    # The eves (midsommarafton, julafton, nyårsafton) are the category `de_facto`, which only SE has.
    import holidays

    calendar = getattr(holidays, country)
    categories = tuple(c for c in ("public", "de_facto") if c in calendar.supported_categories)
    swedish = (language for language in calendar.supported_languages if language.startswith("sv"))
    # Without a language the library would ask the environment for one.
    language = next(swedish, calendar.default_language)
    return holidays.country_holidays(country, language=language, categories=categories)
