"""A calendar that somebody has filled in, as a file -> what it decides, and what of it is left as it is."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from arshjul_cli.editing import calendarfile, csvfile
from arshjul_cli.editing.calendarfile import HEADINGS, Row, Rows
from arshjul_cli.editing.decision import Decided, Written, activities_named, decided
from arshjul_cli.errors import DecisionError, InputError
from arshjul_cli.findings import cut, visible
from arshjul_cli.importing.dates import in_iso, without_seconds
from arshjul_cli.importing.files import tables_of
from arshjul_cli.importing.model import Table
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import clock, count, month_name
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Occurrence

_MOST_TOLD = 100
_OFFICE = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How a file begins that is no text; of the last two `tables_of` says what to do."""
_Slot = tuple[SchoolYear, str, int | None]


class Calendar(NamedTuple):
    """What a file decides, and what is to be told of the rest of it, in Swedish."""

    decided: tuple[Decided, ...]
    told: tuple[str, ...]


def of_calendar(plan: Plan, data: bytes, file: str, year: SchoolYear | None) -> Calendar:
    """Return what a file that is known by a name decides; a row's school year is the one given, its own, or the date's.

    Raises:
        InputError: with every problem of every row, or the first hundred.
    """
    read = calendarfile.rows(_lines(data, file), file)
    reader = _Reader(plan, file, year, is_shown=read.is_shown)
    for row in read.rows:
        reader.take(row)
    if reader.problems:
        told = reader.problems[:_MOST_TOLD]
        more = len(reader.problems) - len(told)
        rest = [f"Och {more} fel till, {len(reader.problems)} i allt."] if more else []
        raise InputError("\n".join((*told, *rest, "Inget är skrivet.")))
    return Calendar(tuple(filter(None, reader.found.values())), tuple(_told(read, reader.standing)))


def _lines(data: bytes, file: str) -> Sequence[csvfile.Line]:
    """Return the rows of a file of any kind that is known: of a workbook those of the sheet with the headings."""
    if not data.startswith(_OFFICE):
        return csvfile.lines(data, file, HEADINGS)
    try:
        tables = [table for table in tables_of(data, file) if not table.is_hidden]
    except InputError as error:
        raise InputError(f"{file}: {error}") from error
    table = next(filter(_has_headings, tables), tables[0] if tables else Table(rows=()))
    for row in table.rows:
        for note in row.notes:
            if "formel" in note:
                raise InputError(f"{file}:{row.number}: {note}\nInget är skrivet.")
    return tuple((row.number, row.cells) for row in table.rows)


def _has_headings(table: Table) -> bool:
    return any(calendarfile.are_headings(row.cells) for row in table.rows[: calendarfile.FIRST_ROWS])


def _told(read: Rows, standing: int) -> Iterator[str]:
    yield from read.unused
    if read.without_date:
        yield f"{count(read.without_date, 'rad', 'rader')} utan datum lämnas som de är."
    if read.not_one_day:
        yield f"{count(read.not_one_day, 'rad', 'rader')} med flera dagar eller ett obestämt datum lämnas."
    if standing:
        yield f"{count(standing, 'rad', 'rader')} stämmer redan med planen."


@dataclass(slots=True)
class _Reader:
    """Takes the rows one by one."""

    plan: Plan
    file: str
    year: SchoolYear | None
    is_shown: bool
    found: dict[_Slot, Decided | None] = field(default_factory=dict)
    """The decision of each slot; None for one that is as it was."""
    lines: dict[_Slot, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    standing: int = 0
    shown: dict[SchoolYear, tuple[Occurrence, ...]] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """Find out what a row decides, or what is wrong with it."""
        try:
            slot, decision = self._decision(row)
        except DecisionError as error:
            for problem in error.problems:
                column, _, text = problem.partition(": ")
                self.problems.append(f"{self.file}:{row.line}: {visible(f'{row.names.get(column, column)}: {text}')}")
            return
        if slot in self.found:
            other = f"{slot[1]} har redan ett datum på rad {self.lines[slot]}"
            cure = "Ta bort det ena, eller ange en annan månad."
            self.problems.append(f"{self.file}:{row.line}: {row.names['datum']}: {other}. {cure}")
            return
        self.found[slot], self.lines[slot] = decision, row.line
        self.standing += decision is None

    def _decision(self, row: Row) -> tuple[_Slot, Decided | None]:
        year = self.year or _year(row.year)
        time = row.written.time and without_seconds(row.written.time)
        written = replace(row.written, date=in_iso(row.written.date, year), time=time)
        if self.is_shown:
            year = year or _year_of(written.date)
            of_day = self._on(year, written)
            if same := next((one for one in of_day if _says(written, one)), None):
                return (year, same.activity.id, same.month), None
            self._require_no_extra(written.activity, year)
            written = self._without_what_stands(written)
            slots = [one.month for one in of_day if one.month]
            written = replace(written, slot=month_name(slots[0]) if slots else "")
        decision = decided(self.plan, written, year)
        return (decision.year, decision.activity, decision.month), decision

    def _on(self, year: SchoolYear, written: Written) -> list[Occurrence]:
        """Return what the plan already has of an activity on the day that a row of `show` says."""
        if year not in self.shown:
            self.shown[year] = expand(self.plan, self.plan.window(year)).occurrences
        return [
            one
            for one in self.shown[year]
            if one.activity.id == written.activity and written.date == str(one.start) == str(one.last_day)
        ]

    def _require_no_extra(self, item_id: str, year: SchoolYear) -> None:
        if any(extra.id == item_id for extra in self.plan.year(year).extra):
            text = f'"{cut(item_id)}" är ett extra tillfälle. Ändra det under extra i planen.'
            raise DecisionError((f"aktivitet: {text}",))

    def _without_what_stands(self, written: Written) -> Written:
        """Return it without the time, place and page that the activity has of itself, which `show` writes out."""
        for activity in activities_named(self.plan, written.activity):
            own = {
                "time": clock(activity.time) if activity.time else None,
                "location": activity.location,
                "url": activity.url,
            }
            written = replace(
                written, **{key: "" for key, text in own.items() if text and text == getattr(written, key)}
            )
        return written


def _year(text: str) -> SchoolYear | None:
    try:
        return SchoolYear.parse(text) if text else None
    except ValueError as error:
        raise DecisionError((f"läsår: {error}",)) from error


def _says(written: Written, occurrence: Occurrence) -> bool:
    """Tell whether a row of `show` says what an occurrence on its day is."""
    time = clock(occurrence.given_time) if occurrence.given_time else ""
    return (
        (written.time or "") == time
        and (written.location or "") == (occurrence.location or "")
        and (written.url or "") == (occurrence.url or "")
    )


def _year_of(date: str) -> SchoolYear:
    """Return the school year of a day. Raises DecisionError if it is none."""
    try:
        return SchoolYear.containing(dt.date.fromisoformat(date))
    except ValueError as error:
        raise DecisionError((f'datum: "{cut(date)}" är inget datum. Skriv till exempel 2026-03-05.',)) from error
