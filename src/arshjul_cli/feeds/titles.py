"""What events are called: a month cell of Outlook shows about 24 characters, so what matters stands first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from arshjul_cli.feeds.parts import Mark, Part
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import day, either_month, months, short_day
from arshjul_cli.wheel.model import Kind, Occurrence, Status

_LONGEST_NAME = 200
"""In UTF-16 units, of which Outlook shows 255; the rest is room for marks and dates."""
_DONE = re.compile(r"\bklar[at]?\b", re.IGNORECASE)

_Name = tuple[SchoolYear, str]
"""A school year and a summary."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of the events of a wheel, told apart where several activities have one summary."""

    alike: frozenset[_Name]
    """What several activities of a school year are called."""
    overlapping: frozenset[_Name]
    """What occurrences are called that show by their first and last days, and overlap."""

    def of(self, occurrence: Occurrence, part: Part) -> str:
        """Return the title of an event: INSTÄLLT or Prel., then what it is of its occurrence, then its name."""
        title = self._marked(occurrence, part.mark)
        match occurrence.status:
            case Status.CANCELLED:
                # Classic Outlook shows a cancelled event as if it still stood, so the title says it.
                return f"INSTÄLLT: {title}"
            case Status.TENTATIVE:
                # An open month has no day that could be preliminary.
                return f"{title} (dag ej bestämd)" if part.mark is Mark.OPEN else f"Prel.: {title}"
            case Status.CONFIRMED:
                return title

    def _marked(self, occurrence: Occurrence, mark: Mark | None) -> str:
        name = self._name(occurrence)
        match mark:
            case None:
                return name
            case Mark.OPEN:
                return f"{mark} {either_month(occurrence.start, occurrence.last_day)}: {name}"
            case Mark.REMINDER:
                return f"{mark}: {name} {_date(occurrence, name)}"
            case Mark.BEGINS | Mark.ENDS if _key(occurrence) in self.overlapping:
                return f"{mark} ({months(occurrence.start, occurrence.last_day)}): {name}"
            case _:
                return f"{mark}: {name}"

    def _name(self, occurrence: Occurrence) -> str:
        """Return the summary, with the first point where other activities are called the same."""
        item = occurrence.activity
        if item.points and _key(occurrence) in self.alike:
            return _joined(item.summary, item.points[0])
        return item.summary


def titles(shown: Iterable[tuple[Occurrence, Iterable[Part]]]) -> Titles:
    """Return the titles of the events that some occurrences, in the order of time, show as."""
    ids: dict[_Name, set[str]] = {}
    long: dict[_Name, list[Occurrence]] = {}
    for occurrence, parts in shown:
        ids.setdefault(_key(occurrence), set()).add(occurrence.activity.id)
        if any(part.mark in {Mark.BEGINS, Mark.ENDS} for part in parts):
            long.setdefault(_key(occurrence), []).append(occurrence)
    return Titles(
        alike=frozenset(key for key, found in ids.items() if len(found) > 1),
        overlapping=frozenset(key for key, found in long.items() if _overlap(found)),
    )


def _key(occurrence: Occurrence) -> _Name:
    return occurrence.school_year, occurrence.activity.summary


def _overlap(occurrences: Iterable[Occurrence]) -> bool:
    """Tell whether any of them, in the order of their first days, overlap: then two neighbours do."""
    return any(second.start <= first.last_day for first, second in pairwise(occurrences))


def _date(occurrence: Occurrence, name: str) -> str:
    """Return what a reminder reminds of: `klart 30 juni`, `tis 3 mars`, `börjar 2 nov`."""
    match occurrence.kind:
        case Kind.DEADLINE:
            # "… är klara klart 30 juni" is no Swedish.
            return f"{'senast' if _DONE.search(name) else 'klart'} {short_day(occurrence.last_day)}"
        case Kind.DAY:
            return day(occurrence.start)
        case Kind.PERIOD:
            return f"börjar {short_day(occurrence.start)}"


def _joined(summary: str, point: str) -> str:
    """Return the summary and as many words of a point as there is room for."""
    whole = f"{summary} – {point}"
    units = whole.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_NAME:
        return whole
    kept = units[: 2 * (_LONGEST_NAME - len(" …"))].decode("utf-16-le", "ignore").rpartition(" ")[0].rstrip()
    return f"{kept} …" if len(kept) > len(f"{summary} –") else summary
