"""The single values of the plan file, each read from text: ids, lines, dates, addresses, colours, rules.

A value that is wrong raises a pydantic error whose type is the code of the problem (AH2xx) and whose
text is Swedish.
"""

from arshjul_cli.plan.fields.choices import (
    DISPLAYS,
    IGNORABLE,
    Color,
    Count,
    CountryCode,
    Display,
    Flag,
    IgnoredCode,
    OnHoliday,
    OnHolidayMode,
    Range,
    Shown,
    TimeZoneName,
)
from arshjul_cli.plan.fields.reading import missing, wrong
from arshjul_cli.plan.fields.texts import ALL, Contact, FeedId, Hostname, Id, Line, Short, Site, Summary, Url, as_id
from arshjul_cli.plan.fields.times import (
    BreakDays,
    Date,
    DateSpan,
    DecidedDays,
    Length,
    Month,
    MonthOrDay,
    Months,
    Notice,
    Time,
    When,
    Year,
)

__all__ = [
    "ALL",
    "DISPLAYS",
    "IGNORABLE",
    "BreakDays",
    "Color",
    "Contact",
    "Count",
    "CountryCode",
    "Date",
    "DateSpan",
    "DecidedDays",
    "Display",
    "FeedId",
    "Flag",
    "Hostname",
    "Id",
    "IgnoredCode",
    "Length",
    "Line",
    "Month",
    "MonthOrDay",
    "Months",
    "Notice",
    "OnHoliday",
    "OnHolidayMode",
    "Range",
    "Short",
    "Shown",
    "Site",
    "Summary",
    "Time",
    "TimeZoneName",
    "Url",
    "When",
    "Year",
    "as_id",
    "missing",
    "wrong",
]
