"""Asks, on a terminal, which of the dates that are listed is decided, and on which day."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from arshjul_cli.cli import output
from arshjul_cli.errors import DecisionError
from arshjul_cli.findings import cut
from arshjul_cli.swedish import month_name

if TYPE_CHECKING:
    from arshjul_cli.editing.decision import Decided, Written
    from arshjul_cli.plan.model import Plan
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.wheel.undecided import Undecided


def is_possible() -> bool:
    """Tell whether somebody reads what is written, and can answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def which(plan: "Plan", choices: "Sequence[Sequence[Undecided]]") -> "Decided | None":
    """Return the decision for one of some numbered rows of dates; None if there is no answer."""
    from arshjul_cli.editing.decision import Written

    row = _row(choices)
    if row is None:
        return None
    slots = choices[row]
    activity, year = slots[0].activity, slots[0].school_year
    month = month_name(slots[0].month) if len(slots) == 1 and slots[0].month else ""
    of = f"{activity.summary}, {f'{month} ' if month else ''}{year}"
    return when(plan, Written(activity=activity.id, date="", slot=month), year, of)


def when(plan: "Plan", written: "Written", year: "SchoolYear | None", of: str) -> "Decided | None":
    """Return a decision whose day is asked for until it fits the plan; None if there is no answer."""
    from dataclasses import replace

    from arshjul_cli.editing.decision import decided
    from arshjul_cli.importing.dates import in_iso

    example = "9/3, 2027-03-09 eller 9/3 13:00–15:00" if year else "2027-03-09 eller 9/3 2027"
    while answer := _answer(f"{of}. Vilken dag? Till exempel {example}:"):
        try:
            return decided(plan, replace(written, date=in_iso(answer, year)), year)
        except DecisionError as error:
            output.tell(error)
    return None


def _row(choices: "Sequence[Sequence[Undecided]]") -> int | None:
    """Return which row is meant, by its number or by an id or a title that only one has; None without an answer."""
    while answer := _answer("Vilket datum är bestämt? Skriv numret, eller tryck Enter för att sluta:"):
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return int(answer) - 1
        named = [at for at, slots in enumerate(choices) if answer.lower() in _names(slots)]
        if len(named) == 1:
            return named[0]
        output.tell(f'"{cut(answer)}" finns inte i listan. Skriv ett nummer, 1–{len(choices)}.')
    return None


def _names(slots: "Sequence[Undecided]") -> set[str]:
    activity = slots[0].activity
    return {activity.id, activity.summary.lower()}


def _answer(question: str) -> str:
    output.tell(question, end=" ")
    return sys.stdin.readline().strip()
