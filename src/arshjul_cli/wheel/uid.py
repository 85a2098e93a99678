"""The grammar of UIDs, by which people's calendars know events for good.

    <activity-id>.<2025-26>[.<MM>][.start|.notice]@<uid_domain>
    <feed-id>.upphort@<uid_domain>

No date, no title and no position in the file is part of one.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from arshjul_cli.schoolyear import SchoolYear


class Marker(StrEnum):
    """What stands before the domain of an event that is not the one which carries the end of an occurrence."""

    START = "start"
    NOTICE = "notice"
    ENDED = "upphort"


_UID = re.compile(
    r"""(?P<item>[a-z0-9]+(?:-[a-z0-9]+)*)\.
    (?:(?P<year>\d{4}-\d{2})(?:\.(?P<month>0[1-9]|1[0-2]))?(?:\.(?P<shown>start|notice))?|(?P<ended>upphort))
    @(?P<domain>[a-z0-9.-]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uid:
    """The UID of an event; `str` writes it, `parse` reads it."""

    item: str
    """The first id that the activity had, or the id of a feed that has ended."""
    school_year: SchoolYear | None = None
    """None only for a feed that has ended."""
    month: int | None = None
    """The slot 1–12, of an activity with several occasions."""
    marker: Marker | None = None
    domain: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a UID that the program writes; any other is None."""
        found = _UID.fullmatch(text)
        if not found:
            return None
        marker = found["shown"] or found["ended"]
        uid = cls(
            item=found["item"],
            school_year=SchoolYear(int(found["year"][:4])) if found["year"] else None,
            month=int(found["month"]) if found["month"] else None,
            marker=Marker(marker) if marker else None,
            domain=found["domain"],
        )
        # `2025-27` is no school year, nor are digits of another script.
        return uid if str(uid) == text else None

    @property
    def plain(self) -> Self:
        """That of the event which carries the end of the same occurrence."""
        return replace(self, marker=None) if self.marker else self

    def __str__(self) -> str:
        year = self.school_year.slug if self.school_year else None
        month = f"{self.month:02}" if self.month else None
        parts = (self.item, year, month, self.marker)
        return f"{'.'.join(part for part in parts if part)}@{self.domain}"


def school_year_of(text: str) -> SchoolYear | None:
    """Return the school year of a UID; None for one that is of no year, or not the program's."""
    uid = Uid.parse(text)
    return uid.school_year if uid else None


def domain_of(text: str) -> str:
    """Return what follows the last `@` of any UID, also of one that is not the program's; nothing without an `@`."""
    return text.rpartition("@")[2] if "@" in text else ""
