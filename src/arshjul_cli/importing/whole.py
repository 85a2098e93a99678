"""From a file to a plan and its report: all the stages, in order."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arshjul_cli.errors import InputError
from arshjul_cli.importing.activities import Kept, Known, Made, Result, categories, results
from arshjul_cli.importing.columns import Chosen, chosen
from arshjul_cli.importing.files import tables_of
from arshjul_cli.importing.model import Column, Imported, Told
from arshjul_cli.importing.names import short_id, unique
from arshjul_cli.importing.people import Roles, roles
from arshjul_cli.importing.rows import Entry, Line, lines
from arshjul_cli.importing.writing import About, text_of
from arshjul_cli.reading.load import load_bytes
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear

_MOST = 1_000
"""So many entries may a list or a section of a plan have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a table is to be read, and what the plan needs besides."""

    domain: str
    today: dt.date
    sheet: str | None = None
    columns: Mapping[Column, int]
    """Columns that were given, counted from 0."""
    year: SchoolYear | int | None = None
    """The school year, or calendar year, of days that have none."""


def imported(data: bytes, name: str, options: Options) -> Imported:
    """Return the plan that a file's table makes, and what became of each of its rows.

    Raises:
        InputError: if the file or the table cannot be read, or makes no plan; says what to do.
    """
    table = chosen(tables_of(data, name), options.sheet, options.columns)
    read = lines(table)
    people = _people(read)
    kinds = categories(read)
    ids = _ids(kinds)
    made = results(read, Known(roles=people, categories=ids, column=table.name), options.year)
    activities = [one for one in made if isinstance(one, Made)]
    _require(activities, people, kinds, table)
    text = text_of(
        made,
        people,
        {ids[key]: kinds[key] for key in kinds},
        About(source=name, domain=options.domain, first_year=_first_year(activities, options)),
    )
    _require_plan(text)
    return Imported(
        text=text,
        tables=tuple(one.name for one in table.tables if one.name),
        columns={
            column: table.name(table.columns[column]) for column in sorted(table.columns, key=table.columns.__getitem__)
        },
        left=(*(table.name(at) for at in table.left()), *(one.name for one in table.others)),
        told=_in_order((told for one in made for told in _told(one)), table),
        activities=len(activities),
        roles=len(people.names),
        decided=sum(one.timing.day is not None for one in activities),
        joined=tuple(
            f"{people.names[role]}: {', '.join(variants)}" for role, variants in people.variants.items() if variants
        ),
        undated=sum(one.timing.is_bare_day for one in activities) if options.year is None else 0,
    )


def _people(read: list[Line]) -> Roles:
    entries = [line for line in read if isinstance(line, Entry)]
    return roles(entry.text(column) for entry in entries for column in (Column.RESPONSIBLE, Column.PARTICIPANTS))


def _ids(kinds: Mapping[str, str]) -> dict[str, str]:
    ids: dict[str, str] = {}
    for key, title in kinds.items():
        ids[key] = unique(short_id(title) or "kategori", set(ids.values()))
    return ids


def _first_year(activities: list[Made], options: Options) -> SchoolYear:
    """Return the school year in which the plan begins: the first that has a decided day, or is asked for."""
    decided = [SchoolYear.containing(one.timing.day) for one in activities if one.timing.day]
    if decided:
        return min(decided)
    match options.year:
        case SchoolYear() as year:
            return year
        case int(year):
            return SchoolYear(year - 1)
        case _:
            return SchoolYear.containing(options.today)


def _told(one: Result) -> tuple[Told, ...]:
    match one:
        case Made():
            return one.told
        case Kept():
            return one.told
        case Told():
            return (one,)


def _in_order(told: Iterable[Told], table: Chosen) -> tuple[Told, ...]:
    order = {row.where: at for at, row in enumerate(row for one in table.tables for row in one.rows)}
    return tuple(sorted(told, key=lambda one: order[one.where]))


def _require(activities: list[Made], people: Roles, kinds: Mapping[str, str], table: Chosen) -> None:
    if not activities:
        where = f" i {table.tables[0].name}" if table.tables[0].name else ""
        raise InputError(
            f"Ingen rad{where} har någon aktivitet. Ange rätt tabell (--sheet) eller kolumner (--columns)."
        )
    for number, what in ((len(activities), "aktiviteter"), (len(people.names), "roller"), (len(kinds), "kategorier")):
        if number > _MOST:
            raise InputError(f"Tabellen ger {number} {what}. En plan har högst {_MOST}. Dela upp tabellen.")


def _require_plan(text: str) -> None:
    """Refuse a text that is no plan, rather than let somebody else find out."""
    if found := findings(load_bytes(text.encode(), "planen").problems):
        raise InputError("\n".join(("Av tabellen blir ingen plan. Rätta den, och importera igen:", *map(str, found))))
