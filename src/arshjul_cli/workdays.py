"""Which days people work: Monday to Friday, no public holiday, no eve."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from holidays import HolidayBase

Country = Literal["SE", "FI", "AX", "NO", "DK", "FO", "IS"]
"""The Nordic countries and self-governing areas, ISO 3166-1."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of a country."""

    country: Country = "SE"

    def holiday(self, day: dt.date) -> str | None:
        """Return the name of the public holiday or eve that a day is, or None."""
        return _holidays(self.country).get(day)

    def is_working_day(self, day: dt.date) -> bool:
        """Tell whether people work on a day."""
        return day.isoweekday() <= 5 and self.holiday(day) is None


@cache
def _holidays(country: Country) -> "HolidayBase":
    # The eves (midsommarafton, julafton, nyårsafton) are the category `de_facto`, which only SE has.
    import holidays

    calendar = getattr(holidays, country)
    categories = tuple(c for c in ("public", "de_facto") if c in calendar.supported_categories)
    swedish = (language for language in calendar.supported_languages if language.startswith("sv"))
    return holidays.country_holidays(country, language=next(swedish, None), categories=categories)
