"""The phrases around Easter: weeks, the week of it, and the nearest weekday."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from arshjul_cli.rules.spans import Span, single_day
from arshjul_cli.rules.words import PhraseError
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import weekday_name
from arshjul_cli.workdays import Workdays

Side = Literal["före", "efter"]

_WEEKS_BEFORE_EASTER, _WEEKS_AFTER_EASTER = 36, 9
"""So many weeks from any Easter (22 March – 25 April) still lie in its school year."""
_MIDDLE_EASTER = dt.date(2025, 4, 8)
"""The day in the middle of those on which Easter may fall; by it a slot is named, whatever the year."""


@dataclass(frozen=True, slots=True)
class EasterWeek:
    """`2 veckor före påsk`, `veckan efter påsk`: an ISO week counted from the one of Easter Sunday."""

    weeks: int
    side: Side

    def __post_init__(self) -> None:
        most = _WEEKS_BEFORE_EASTER if self.side == "före" else _WEEKS_AFTER_EASTER
        if not 1 <= self.weeks <= most:
            text = f"{self.weeks} veckor {self.side} påsk hör till ett annat läsår."
            raise PhraseError(f"{text} Skriv högst {most} veckor, eller en månad.")

    def __str__(self) -> str:
        return f"veckan {self.side} påsk" if self.weeks == 1 else f"{self.weeks} veckor {self.side} påsk"

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return _slot(self.weeks if self.side == "efter" else -self.weeks)

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that week's Monday to Sunday."""
        weeks = dt.timedelta(weeks=self.weeks if self.side == "efter" else -self.weeks)
        sunday = year.easter + weeks
        return Span(sunday - dt.timedelta(days=6), sunday)


@dataclass(frozen=True, slots=True)
class WeekOfEaster:
    """`påskveckan`: the ISO week that ends with Easter Sunday."""

    def __str__(self) -> str:
        return "påskveckan"

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return _slot(0)

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that week's Monday to Sunday."""
        return Span(year.easter - dt.timedelta(days=6), year.easter)


@dataclass(frozen=True, slots=True)
class WeekdayByEaster:
    """`tisdagen före påsk`, `måndagen efter påsk`: the nearest one strictly before or after Easter Sunday."""

    weekday: int
    side: Side

    def __str__(self) -> str:
        return f"{weekday_name(self.weekday)}en {self.side} påsk"

    @property
    def slot(self) -> int:
        """See `Months.slot`."""
        return _slot(0)

    def span(self, year: SchoolYear, _workdays: Workdays) -> Span:
        """Return that one day."""
        days = self.weekday if self.side == "efter" else self.weekday % 7 - 7
        return single_day(year.easter + dt.timedelta(days=days))


def _slot(weeks: int) -> int:
    return (_MIDDLE_EASTER + dt.timedelta(weeks=weeks)).month
