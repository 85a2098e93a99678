"""Which tables of a file, and which columns of them, are the annual wheel: found by their headings."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from arshjul_cli.errors import InputError
from arshjul_cli.findings import cut
from arshjul_cli.importing.model import Column, Row, Table
from arshjul_cli.importing.times import named_time
from arshjul_cli.swedish import did_you_mean, enumerate_words

_WORDS: Mapping[str, Column] = {
    word: column
    for column, words in {
        Column.WHEN: "när datum datumen tidpunkt tidsperiod period tidsplan tidsram dag tid date",
        Column.MONTH: "månad månader mån",
        Column.WEEK: "vecka veckor veckonr veckonummer v vnr",
        Column.TIME: "klockslag kl klockan starttid tider",
        Column.WHAT: "vad aktivitet aktiviteter händelse händelser uppgift uppgifter arbetsuppgift arbetsuppgifter "
        "moment ärende ärenden insats insatser innehåll rubrik åtgärd åtgärder",
        Column.RESPONSIBLE: "ansvarig ansvariga ansvar vem roll roller huvudansvarig utförs utförare ägare",
        Column.PARTICIPANTS: "deltar deltagare medverkande medverkar berörda berörs",
        Column.PLACE: "plats lokal var",
        Column.CATEGORY: "kategori kategorier område verksamhetsområde typ process",
        Column.REMARK: "anmärkning anmärkningar kommentar kommentarer notering noteringar övrigt info information",
    }.items()
    for word in words.split()
}
_TIMES = (Column.WHEN, Column.MONTH, Column.WEEK)
_LONGEST = 40
_SEARCHED = 40
"""So many rows from the top may the headings stand."""
_EXAMPLE = "--columns när=1,vad=2,ansvarig=3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The tables that are read, in order, and where their columns are."""

    tables: tuple[Table, ...]
    columns: Mapping[Column, int]
    headings: tuple[str, ...]
    """The headings of all columns; empty where one has none."""
    others: tuple[Table, ...]
    """The tables that are not read."""

    def is_heading(self, row: Row) -> bool:
        """Tell whether a row is that of the headings, which a page may repeat."""
        return any(self.headings) and _plain(row.cells) == _plain(self.headings)

    def name(self, column: int) -> str:
        """Return `kolumn 2 ("Aktivitet")`."""
        heading = self.headings[column] if column < len(self.headings) else ""
        named = f' ("{cut(heading)}")' if heading else " (utan rubrik)" if any(self.headings) else ""
        return f"kolumn {column + 1}{named}"

    def left(self) -> Iterator[int]:
        """Yield the columns that are read as nothing, and hold something."""
        width = max(table.width for table in self.tables)
        known = set(self.columns.values())
        rows = [row for table in self.tables for row in table.rows if not self.is_heading(row)]
        return (column for column in range(width) if column not in known and any(row.cell(column) for row in rows))


@dataclass(frozen=True, slots=True)
class _Found:
    columns: Mapping[Column, int]
    headings: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """How much it looks like an annual wheel."""
        return (any(time in self.columns for time in _TIMES), Column.WHAT in self.columns, len(self.columns))


def chosen(tables: Sequence[Table], sheet: str | None, given: Mapping[Column, int]) -> Chosen:
    """Return the tables to read: those that look most like an annual wheel, or the one that was asked for.

    Raises:
        InputError: if there is none, or it has no column that was given; says what to write instead.
    """
    among = _asked_for(tables, sheet) if sheet else [table for table in tables if not table.is_hidden] or tables
    filled = [table for table in among if table.rows]
    if not filled:
        raise InputError("Ingen tabell finns i filen. Kopiera tabellen till ett Excelblad, och importera det.")
    found = {index: _found(table, given) for index, table in enumerate(filled)}
    best = max(found, key=lambda index: (found[index].rank, len(filled[index].rows) if given else 0))
    _require(found[best], filled[best], given)
    taken = [best, *(index for index in found if index != best and _is_part(index, best, filled, found))]
    parts = [filled[index] for index in sorted(taken)]
    return Chosen(
        tables=tuple(map(_with_names, parts)) if len(parts) > 1 else tuple(parts),
        columns=found[best].columns,
        headings=found[best].headings,
        others=tuple(table for table in tables if table.rows and table not in parts),
    )


def _with_names(table: Table) -> Table:
    """Return one sheet of several with rows that tell which."""
    return replace(table, rows=tuple(replace(row, table=table.name) for row in table.rows)) if table.sheet else table


def _asked_for(tables: Sequence[Table], sheet: str) -> list[Table]:
    names = [table.name for table in tables]
    wanted = sheet.strip().casefold()
    if found := [table for table in tables if wanted in {table.name.casefold(), *table.name.casefold().split()[-1:]}]:
        exact = [table for table in found if table.name.casefold() == wanted]
        return exact or found[:1]
    if not any(names):
        raise InputError("--sheet hör till filer med flera blad eller tabeller. Den här har en. Ta bort --sheet.")
    raise InputError(f'--sheet: "{cut(sheet)}" finns inte i filen.{did_you_mean(sheet, names)}')


def _is_part(index: int, best: int, tables: Sequence[Table], found: Mapping[int, _Found]) -> bool:
    """Tell whether a table has the headings of the best one, or goes on where one that has them ends."""
    table = tables[index]
    if _sheet(table) != _sheet(tables[best]) or not any(found[best].headings):
        return False
    if _plain(found[index].headings) == _plain(found[best].headings):
        return True
    goes_on = table.follows and not any(found[index].headings) and table.width == tables[best].width
    return goes_on and index > 0 and (index - 1 == best or _is_part(index - 1, best, tables, found))


def _sheet(table: Table) -> str:
    """Return the sheet of a table; sheets that are named after months are one."""
    return "" if named_time(table.sheet) else table.sheet


def _found(table: Table, given: Mapping[Column, int]) -> _Found:
    """Return the columns of a table, and its headings if any row has them."""
    rows = table.rows[:_SEARCHED]
    best = max(rows, key=lambda row: _likeness(row.cells), default=None)
    if best is None or _likeness(best.cells) < ((1, 1) if given else (1, 2)):
        return _Found(given, ())
    columns = _by_headings(best.cells)
    columns = {column: at for column, at in columns.items() if at not in given.values()} | dict(given)
    if Column.WHAT not in columns and (at := _unnamed(table, columns, best)) is not None:
        columns[Column.WHAT] = at
    return _Found(columns, best.cells)


def _by_headings(cells: Sequence[str]) -> dict[Column, int]:
    """Return the columns that the cells of a row are headings of, the first of each kind."""
    whole: dict[Column, int] = {}
    partly: dict[Column, int] = {}
    for at, cell in enumerate(cells):
        if column := _WORDS.get(_letters(cell)):
            whole.setdefault(column, at)
        elif column := _by_words(cell):
            partly.setdefault(column, at)
    names = [_letters(cell) for cell in cells]
    own = {column: names.index(column) for column in whole if column in names}
    columns = {**{column: at for column, at in partly.items() if column not in whole}, **whole, **own}
    if len(set(_plain(cells))) == 1 and len(cells) > 1:
        return {}
    return _with_time(columns, cells)


def _likeness(cells: Sequence[str]) -> tuple[int, int]:
    """Return how many cells are headings by themselves, and how many may be."""
    columns = _by_headings(cells)
    return sum(_letters(cells[at]) in _WORDS for at in columns.values()), len(columns)


def _by_words(cell: str) -> Column | None:
    """Return what a heading of several words is about: by its first word that is known."""
    if len(cell) > _LONGEST or any(sign.isdecimal() for sign in cell):
        return None
    words = re.findall(r"[^\W\d_]+", cell.casefold())
    return next((_WORDS[word] for word in words if word in _WORDS), None)


def _with_time(columns: dict[Column, int], cells: Sequence[str]) -> dict[Column, int]:
    """Tell `Tid` beside a date, month or week from `Tid` alone: it is the time of day."""
    kinds = {at: _WORDS.get(_letters(cell)) for at, cell in enumerate(cells)}
    hours = [at for at, cell in enumerate(cells) if _letters(cell) == "tid"]
    if not hours or Column.TIME in columns or not any(kinds[at] in _TIMES for at in kinds if at not in hours):
        return columns
    days = [at for at, kind in kinds.items() if kind is Column.WHEN and at not in hours]
    others = {column: at for column, at in columns.items() if at not in hours}
    return {**others, **({Column.WHEN: days[0]} if days else {}), Column.TIME: hours[0]}


def _unnamed(table: Table, columns: Mapping[Column, int], headings: Row) -> int | None:
    """Return the column with the most text among those whose headings say nothing: it tells what is done."""
    texts = {
        at: sum(len(row.cell(at)) for row in table.rows if row is not headings)
        for at in range(table.width)
        if at not in columns.values()
    }
    return max(texts, key=lambda at: (texts[at], -at)) if any(texts.values()) else None


def _require(found: _Found, table: Table, given: Mapping[Column, int]) -> None:
    where = f" i {table.name}" if table.name else ""
    for column, at in given.items():
        if at >= table.width:
            raise InputError(f"--columns: {column}={at + 1} finns inte. Tabellen{where} har {table.width} kolumner.")
    if Column.WHAT not in found.columns:
        first = enumerate_words([f'"{cut(cell, 20)}"' for cell in table.rows[0].cells if cell][:6])
        known = "till exempel Datum, Aktivitet och Ansvarig"
        text = f"Rubrikerna går inte att känna igen{where}. Överst står {first}. Skriv rubriker i tabellen, {known},"
        raise InputError(f"{text} eller ange kolumnerna: {_EXAMPLE}.")


def _plain(cells: Iterable[str]) -> tuple[str, ...]:
    texts = [_letters(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
