"""The first and the last day of a term, and of the school year that the two make: `höstterminens start`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from arshjul_cli.rules.offsets import Side
from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.schoolyear import NotKnownYet, SchoolYear
from arshjul_cli.workdays import Workdays

_Term = Literal["höstterminen", "vårterminen"]


@dataclass(frozen=True, slots=True)
class TermEdge:
    """`höstterminens start`, `läsårets slut`: a day that the plan gives for each school year."""

    name: str
    term: _Term
    is_start: bool
    middle: dt.date
    """The day, of any year, that names a slot: a usual one."""

    def __str__(self) -> str:
        return self.name

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return self.middle.month

    def counted_from(self, _side: Side) -> "TermEdge":
        """Return the day that others before it, or after it, are counted from: itself."""
        return self

    def span(self, year: SchoolYear, workdays: Workdays) -> Span:
        """Return that one day.

        Raises:
            NotKnownYet: if the plan does not give the term of that year.
        """
        terms = workdays.terms.get(year.first, {})
        if self.term not in terms:
            raise NotKnownYet(f"{self.term}s dagar {year} står inte i planen")
        first, last = terms[self.term]
        return single_day(first if self.is_start else last)


_EDGES = (
    TermEdge("höstterminens start", "höstterminen", is_start=True, middle=dt.date(2024, 8, 17)),
    TermEdge("höstterminens slut", "höstterminen", is_start=False, middle=dt.date(2024, 12, 18)),
    TermEdge("vårterminens start", "vårterminen", is_start=True, middle=dt.date(2025, 1, 9)),
    TermEdge("vårterminens slut", "vårterminen", is_start=False, middle=dt.date(2025, 6, 11)),
    TermEdge("läsårets start", "höstterminen", is_start=True, middle=dt.date(2024, 8, 17)),
    TermEdge("läsårets slut", "vårterminen", is_start=False, middle=dt.date(2025, 6, 11)),
)
TERM_EDGES: Mapping[str, TermEdge] = {edge.name: edge for edge in _EDGES}
