"""Days in a row, which is what a phrase gives a school year."""

import datetime as dt
from typing import NamedTuple


class Span(NamedTuple):
    """Days in a row, the last one included."""

    start: dt.date
    last_day: dt.date

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day is one of them."""
        return self.start <= day <= self.last_day


def single_day(day: dt.date) -> Span:
    """Return one day as days in a row."""
    return Span(day, day)
