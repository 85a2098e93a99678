"""What `decide` does between the command line and the plan: a calendar's decisions, the new text, what is doubtful."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from arshjul_cli.check import check
from arshjul_cli.editing import deciding
from arshjul_cli.editing.csvfile import rows
from arshjul_cli.editing.decision import Decided, decided
from arshjul_cli.editing.layout import Keys
from arshjul_cli.editing.writing import BySlot
from arshjul_cli.errors import DecisionError, EditError, InputError
from arshjul_cli.findings import Level, Problem, visible
from arshjul_cli.flows.editable import Editable, edited
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import loc_of
from arshjul_cli.swedish import long_day
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.undecided import Undecided, undecided


class Lists(NamedTuple):
    """What is to decide, and what has passed without a decision."""

    to_decide: tuple[Undecided, ...]
    passed: tuple[Undecided, ...]


def still_undecided(plan: Plan, years: Iterable[SchoolYear], day: dt.date) -> Lists:
    """Return what nobody has decided in some school years, as of a day."""
    found = undecided(expand(plan, years))
    to_come = tuple(slot for slot in found if not slot.has_passed(day))
    return Lists(to_come, tuple(slot for slot in found if slot.has_passed(day)))


def of_calendar(plan: Plan, data: bytes, file: str, year: SchoolYear | None) -> tuple[Decided, ...]:
    """Return what a CSV file that is known by a name decides; the school years are those of the dates, or one.

    Raises:
        InputError: with every problem of every row.
    """
    found: dict[tuple[SchoolYear, str, int | None], Decided] = {}
    lines: dict[tuple[SchoolYear, str, int | None], int] = {}
    problems: list[str] = []
    for row in rows(data, file):
        try:
            decision = decided(plan, row.written, year)
        except DecisionError as error:
            problems += (f"{file}:{row.line}: {visible(problem)}" for problem in error.problems)
            continue
        slot = (decision.year, decision.activity, decision.month)
        if slot in found:
            other = f"{decision.activity} har redan ett datum på rad {lines[slot]}"
            problems.append(f"{file}:{row.line}: datum: {other}. Ta bort det ena, eller ange en annan månad.")
            continue
        found[slot], lines[slot] = decision, row.line
    if problems:
        raise InputError("\n".join((*problems, "Inget är skrivet.")))
    if not found:
        raise InputError(f"{file}:1: Filen har rubriker men inga rader. Skriv en rad per möte.")
    return tuple(found.values())


def with_decisions(before: Editable, decisions: Iterable[Decided]) -> Editable:
    """Return a plan file with decisions in it.

    Raises:
        EditError: if it cannot be done without changing anything else; names the entry that cannot be written.
        PlanError: if the plan could not be used then.
    """
    made = tuple(decisions)
    entries = deciding.entries_of(made)
    try:
        after = _with_entries(before, entries)
    except EditError as error:
        raise _of_one_entry(before, entries, error) from error
    deciding.require_decided(after.plan, made)
    return after


def _with_entries(before: Editable, entries: deciding.Entries) -> Editable:
    return edited(before, deciding.decide(before.layout, before.plan, entries), entries)


def _of_one_entry(before: Editable, entries: deciding.Entries, error: EditError) -> EditError:
    """Return what is wrong with the first entry that cannot be written alone, or of all what was wrong with them.

    The plan is read as many times as the entries can be halved, not once for each.
    """
    suspects = tuple(entries.items())
    while len(suspects) > 1:
        first, second = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
        suspects = first if _wrong(before, first) else second
    return _wrong(before, suspects) or error


def _wrong(before: Editable, entries: Iterable[tuple[Keys, BySlot]]) -> EditError | None:
    """Return why entries cannot be written, None if they can."""
    try:
        _with_entries(before, dict(entries))
    except EditError as error:
        return error
    return None


def doubts(before: Plan, after: Plan, decisions: Iterable[Decided], day: dt.date) -> Iterator[str]:
    """Yield what `check` warns of on a day with the decisions and not without them, and which are cancelled."""
    made = tuple(decisions)
    years = {decision.year for decision in made}
    old, new = (_warnings(plan, years, day) for plan in (before, after))
    for finding in findings(problem for key, problem in new.items() if key not in old):
        yield f"{finding.subject}: {finding.text}"
    for decision in made:
        if reason := after.year(decision.year).reason(decision.activity, decision.month):
            when = long_day(decision.decision.date.start)
            yield f"{decision.activity}: Inställt ({reason}), så mötet {when} visas som inställt."


def _warnings(plan: Plan, years: Iterable[SchoolYear], day: dt.date) -> dict[tuple[object, ...], Problem]:
    """Return what `check` warns of, each under what and whom it is about."""
    found = check(expand(plan, years), day)
    return {
        (problem.code, problem.loc, *map(loc_of, problem.about)): problem
        for problem in found
        if problem.level is Level.WARNING
    }
