"""The grammar of UIDs: what people's calendars know events by."""

import re

from arshjul_cli.schoolyear import SchoolYear

START, NOTICE, ENDED = "start", "notice", "upphort"
"""What a UID has last, before the domain, when it is not the event that carries the end of an occurrence."""
_MARKED = re.compile(r"\.(?:start|notice|upphort)@")
_YEAR = re.compile(r"\.(\d{4})-\d{2}(?:\.\d{2})?(?:\.(?:start|notice))?@", re.ASCII)


def school_year_of(uid: str) -> SchoolYear | None:
    """Return the school year in a UID; None for a UID that is of no year."""
    found = _YEAR.search(uid)
    return SchoolYear(int(found[1])) if found else None


def is_plain(uid: str) -> bool:
    """Tell whether a UID is that of the event which carries the end of an occurrence."""
    return not _MARKED.search(uid)
