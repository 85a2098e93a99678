"""What stands around the title of an activity in an event's summary, so that titles can be told from their marks.

Reads the marks of every version of the program: 0.1.0 wrote some of them otherwise, or last.
"""

import re
from typing import NamedTuple

from arshjul_cli.swedish import MONTHS

_STATUS = r"(?:INSTÄLLT|Prel\.): "
_NOTICE = r"(?P<notice>Påminnelse)|I morgon|Om \w+ (?:dag|dagar|vecka|veckor)"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_MARK = rf"(?P<mark>I {_MONTH}(?: eller {_MONTH})?|Börjar|Slutar|Sista dag|{_NOTICE})"
_DATE = r" (?:klart|senast|börjar|mån|tis|ons|tors|fre|lör|sön) \d{1,2} \w+"
"""What a notice reminds of, at the end."""
_END = r" \((?:prel\.|datum ej satt|dag ej bestämd)\)"
_SUMMARY = re.compile(
    rf"(?:{_STATUS})*(?:{_MARK}(?: \([^()]*\))?: )?(?P<title>.*?)(?(notice){_DATE}|)(?:{_END})*", re.DOTALL
)


class Title(NamedTuple):
    """The title in a summary, and the mark before it (`Börjar`) but for those of its status."""

    mark: str
    title: str


def split(summary: str) -> Title:
    """Return the title in a summary and its mark, which is empty where there is none."""
    found = _SUMMARY.fullmatch(summary)
    return Title(found["mark"] or "", found["title"]) if found and found["title"] else Title("", summary)


def is_open(summary: str) -> bool:
    """Tell whether a summary of 0.1.0 says that the day of its month is not decided."""
    return summary.endswith(" (datum ej satt)")
