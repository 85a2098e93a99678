"""The time zones of the Nordic countries, as RFC 5545 section 3.6.5 wants them described.

The rules are written out: the ones that libraries derive from historic data use RDATE lists and odd
onsets, which Outlook and others read wrongly. The EU has had the same two changes since 1996 (directive
94/21/EC, made lasting by 2000/84/EC): the last Sundays of March and October, 01:00 UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeZone:
    """Hours east of UTC in winter, and the names of winter and summer time; no summer name, no summer time."""

    hours: int
    standard: str
    daylight: str | None = None


TIME_ZONES: Mapping[str, TimeZone] = {
    "Europe/Stockholm": TimeZone(1, "CET", "CEST"),
    "Europe/Oslo": TimeZone(1, "CET", "CEST"),
    "Europe/Copenhagen": TimeZone(1, "CET", "CEST"),
    "Europe/Helsinki": TimeZone(2, "EET", "EEST"),
    "Europe/Mariehamn": TimeZone(2, "EET", "EEST"),
    "Atlantic/Faroe": TimeZone(0, "WET", "WEST"),
    "Atlantic/Reykjavik": TimeZone(0, "GMT"),
}
