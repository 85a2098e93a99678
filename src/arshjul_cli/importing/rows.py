"""The rows of the tables as entries: what a section gives to those under it, and which rows are one."""

import re
from dataclasses import dataclass, field

from arshjul_cli.importing.columns import Chosen
from arshjul_cli.importing.model import Column, Row, Table, Told
from arshjul_cli.importing.times import Written, named_time

_UNFINISHED = re.compile(r"(,|\+|/|&|-|–|\boch|\bsamt|\bför|\bav|\bi|\btill|\bmed)$", re.IGNORECASE)
_JOINS = (Column.RESPONSIBLE, Column.PARTICIPANTS)


@dataclass(slots=True, kw_only=True)
class Entry:
    """What is to be an activity: the rows that tell of it, and their texts."""

    rows: list[Row]
    texts: dict[Column, str]
    others: dict[int, str] = field(default_factory=dict)
    """The texts of the columns that are read as nothing."""
    month: str = ""
    """The month, or other time, of its section."""
    year: int | None = None
    above: str = ""
    """Where its time stands, if not on its own rows: `avsnittet "Januari"`."""

    def text(self, column: Column) -> str:
        """Return its text in a column."""
        return self.texts.get(column, "")

    @property
    def written(self) -> Written:
        """What it says of its time."""
        return Written(
            when=self.text(Column.WHEN),
            month=self.text(Column.MONTH),
            week=self.text(Column.WEEK),
            time=self.text(Column.TIME),
            section=self.month,
            year=self.year,
        )

    @property
    def has_time(self) -> bool:
        """Whether any cell of its own says when."""
        return any(map(self.text, (Column.WHEN, Column.MONTH, Column.WEEK)))


@dataclass(slots=True)
class _Section:
    month: str = ""
    year: int | None = None
    text: str = ""


Line = Entry | Told
"""What a row began, or what else it was. Of a row that joined an entry, nothing: the entry has it."""


def lines(chosen: Chosen) -> list[Line]:
    """Return, in order, the entries and what is told of all other rows; a row that goes on with an entry is in it."""
    done: list[Line] = []
    section, entry = _Section(), None
    left = tuple(chosen.left())
    for table in chosen.tables:
        if named := _of_table(table):
            section, entry = named, None
        headings = next((at for at, row in enumerate(table.rows) if chosen.is_heading(row)), -1)
        begins = True
        for at, row in enumerate(table.rows):
            if what := _kind(row, chosen, is_above=at < headings):
                done.append(Told(where=row.where, became=what))
                begins = True
            elif entry and _goes_on(row, entry, chosen, begins=begins):
                _join(entry, row, chosen, left)
                begins = False
            elif (found := _section(row, chosen)) is not None:
                section, entry = found, None
                done.append(Told(where=row.where, became=_of_section(section)))
            else:
                entry = _entry(row, section, entry, chosen, left)
                done.append(entry)
                begins = False
    return done


def _of_table(table: Table) -> _Section | None:
    """Return the section that a table is: the text above it, or the name of its sheet, may be a month."""
    for text in (table.above, table.sheet):
        if text and (named := named_time(text)):
            return _Section(*named, text)
    return None


def _kind(row: Row, chosen: Chosen, *, is_above: bool) -> str:
    """Return what a row is that holds no activity and no section; nothing for any other."""
    if chosen.is_heading(row):
        return "rubriker"
    return f'ovanför rubrikerna: "{whole(row)}"' if is_above else ""


def _section(row: Row, chosen: Chosen) -> _Section | None:
    """Return the section that a row begins: one text, alone or repeated in every cell."""
    texts = [cell for cell in row.cells if cell]
    if len(set(texts)) != 1 or row.merged or 1 < len(texts) < len(row.cells):
        return None
    text = texts[0].replace("\n", " ")
    named = named_time(text)
    at = row.cells.index(texts[0])
    is_heading = at in _time_columns(chosen) or (at == 0 and at not in chosen.columns.values())
    if len(texts) == 1 and named is None and not is_heading:
        return None
    return _Section(*(named or ("", None)), text)


def _is_wrapped(text: str) -> bool:
    """Tell whether a text looks like the end of a line above it."""
    return text[:1].islower() or text.startswith(("(", "-", "–"))


def _of_section(section: _Section) -> str:
    time = f" ({section.month})" if section.month else " (utan tid)"
    return f'avsnitt: "{section.text}"{time}'


def _goes_on(row: Row, entry: Entry, chosen: Chosen, *, begins: bool) -> bool:
    """Tell whether a row goes on with the entry above it."""
    what, when = (row.cell(chosen.columns.get(one)) for one in (Column.WHAT, Column.WHEN))
    has_time = any(row.cell(at) for at in _time_columns(chosen) if at not in row.merged)
    if not what and when and entry.text(Column.WHEN).endswith(("-", "–")):
        return True
    if has_time:
        return False
    if not what or chosen.columns.get(Column.WHAT) in row.merged:
        return len(set(filter(None, row.cells))) > 1 or not row.cells[0] or 0 in row.merged
    texts = [cell for cell in row.cells if cell]
    if len(set(texts)) == 1 and (len(texts) > 1 or named_time(what)):
        return False
    before = entry.text(Column.WHAT)
    wrapped = _is_wrapped(what) and not _is_wrapped(before)
    unfinished = any(_UNFINISHED.search(text) for text in (before, entry.text(Column.RESPONSIBLE)))
    return wrapped or (begins and unfinished)


def _time_columns(chosen: Chosen) -> set[int]:
    return {chosen.columns[one] for one in (Column.WHEN, Column.MONTH, Column.WEEK) if one in chosen.columns}


def _join(entry: Entry, row: Row, chosen: Chosen, left: tuple[int, ...]) -> None:
    """Add the cells of a row to the entry that it goes on with."""
    for column, at in chosen.columns.items():
        text = "" if at in row.merged else row.cell(at)
        if text:
            entry.texts[column] = _joined(entry.text(column), text, column)
    for at in left:
        if text := "" if at in row.merged else row.cell(at):
            entry.others[at] = f"{entry.others.get(at, '')} {text}".strip()
    entry.rows.append(row)


def _joined(before: str, after: str, column: Column) -> str:
    is_list = column in _JOINS and not _UNFINISHED.search(before) and not _is_wrapped(after)
    return f"{before}, {after}".removeprefix(", ") if is_list else f"{before} {after}".strip()


def _entry(row: Row, section: _Section, before: Entry | None, chosen: Chosen, left: tuple[int, ...]) -> Entry:
    entry = Entry(
        rows=[row],
        texts={column: row.cell(at) for column, at in chosen.columns.items() if row.cell(at)},
        others={at: row.cell(at) for at in left if row.cell(at)},
        month=section.month,
        year=section.year,
    )
    if section.month:
        entry.above = "" if entry.has_time else f'avsnittet "{section.text}"'
    elif before and entry.has_time:
        entry.month = before.text(Column.MONTH) or before.month
    elif before:
        _inherit(entry, before)
    return entry


def _inherit(entry: Entry, before: Entry) -> None:
    """Give an entry the month, or other long time, of the row above it: an empty cell means the same. No single day."""
    text = before.month if before.above else before.text(Column.WHEN) or before.text(Column.MONTH)
    named = named_time(text) if text else None
    if named and not named[0][:1].isdecimal():
        entry.month, entry.year = named
        entry.above = f'raden ovanför ("{text}")'


def whole(row: Row) -> str:
    """Return all cells of a row on one line."""
    return " | ".join(cell.replace("\n", " ") for cell in row.cells if cell)
