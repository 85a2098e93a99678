"""The years in which something is done: every so many school years from one on, even calendar years, or odd ones."""

from dataclasses import dataclass
from typing import Literal

from arshjul_cli.rules.words import COUNTED
from arshjul_cli.schoolyear import SchoolYear

MOST_YEARS = 12
Parity = Literal["jämna", "udda"]


@dataclass(frozen=True, slots=True)
class EveryFew:
    """`vartannat år från 2026/27`, `vart tredje år från 2026/27`: every 2–12 school years, none before the first."""

    years: int
    since: SchoolYear

    def __str__(self) -> str:
        return f"{self.how_often} år från {self.since}"

    @property
    def how_often(self) -> str:
        """`vartannat`, `vart tredje`."""
        return "vartannat" if self.years == 2 else f"vart {COUNTED[self.years - 1]}"

    def has(self, year: SchoolYear, _month: int) -> bool:
        """Tell whether the slot that a month names is there in a school year."""
        return year >= self.since and (year.first - self.since.first) % self.years == 0


@dataclass(frozen=True, slots=True)
class EveryOther:
    """`jämna år`, `udda år`: the calendar years that are even, or odd."""

    parity: Parity

    def __str__(self) -> str:
        return f"{self.parity} år"

    def has(self, year: SchoolYear, month: int) -> bool:
        """Tell whether the slot that a month names is there in a school year."""
        return (year.calendar_year(month) % 2 == 0) == (self.parity == "jämna")


Cycle = EveryFew | EveryOther
