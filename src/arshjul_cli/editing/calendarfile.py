"""A board's calendar as rows of cells -> what is written on each row, or every problem of its headings and rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from arshjul_cli.editing.csvfile import Line
from arshjul_cli.editing.decision import Written
from arshjul_cli.errors import InputError
from arshjul_cli.findings import cut, visible
from arshjul_cli.swedish import did_you_mean

_USED: Mapping[str, str] = {
    "id": "id",
    **dict.fromkeys(("activity", "aktivitet", "titel"), "title"),
    **dict.fromkeys(("date", "datum"), "date"),
    **dict.fromkeys(("time", "tid"), "time"),
    "start": "start",
    **dict.fromkeys(("end", "slut"), "end"),
    **dict.fromkeys(("place", "plats"), "location"),
    **dict.fromkeys(("slot", "månad"), "slot"),
    **dict.fromkeys(("url", "länk"), "url"),
    "läsår": "year",
    # Of the program's own `show`.
    "börjar": "first_day",
    "slutar": "last_day",
    "status": "status",
}
_KNOWN = (
    "regel", "vecka", "förslag", "förra datum", "förra tid", "förra plats", "krockar med",
    "punkter", "ansvarig", "deltar", "typ", "orsak", "kategori", "mål", "källa",
)  # fmt: skip
"""What the program's own files have beside it, for people to read."""
HEADINGS = frozenset((*_USED, *_KNOWN))
FIRST_ROWS = 20
"""Among so many rows the headings are looked for."""
_SHOWN = {"first_day", "last_day", "status"}
_FORMULA = re.compile("'(?=[=+@\t＝＋－＠-])")
"""What `render.csv` writes before a text that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row, and the line of the file that it begins on."""

    line: int
    written: Written
    year: str = ""
    """The school year that it names."""
    names: Mapping[str, str]
    """What the file calls the columns, by what the program does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows that have a date, and what is left aside."""

    rows: tuple[Row, ...]
    unused: tuple[str, ...] = ()
    """The headings of columns that mean nothing here."""
    without_date: int = 0
    is_shown: bool = False
    """Whether it is what `show` writes."""
    not_one_day: int = 0
    """How many rows of that have several days, or one that is not decided."""


def rows(lines: Sequence[Line], file: str) -> Rows:
    """Return the rows of a file that is known by a name.

    Raises:
        InputError: with every problem, each with its line.
    """
    if not lines:
        raise InputError(f"{file}:1: Filen är tom. Skriv rubrikerna aktivitet;datum;tid;plats och en rad per möte.")
    at = next((at for at, (_, cells) in enumerate(lines[:FIRST_ROWS]) if are_headings(cells)), 0)
    (line, headings), *others = lines[at:]
    columns = [_USED.get(_plain(heading)) for heading in headings]
    if problems := tuple(_of_headings(headings, columns)):
        raise InputError("\n".join(f"{file}:{line}: {visible(problem)}" for problem in problems))
    if len(others) == 0:
        raise InputError(f"{file}:{line}: Filen har rubriker men inga rader. Skriv en rad per möte.")
    if problems := tuple(f"{file}:{n}: {text}" for n, cells in others for text in _of_row(cells, len(columns))):
        raise InputError("\n".join(problems))
    is_shown = "date" not in columns
    cells_of = [(n, _cells(columns, cells)) for n, cells in others]
    dated = [(n, cells) for n, cells in cells_of if cells["first_day" if is_shown else "date"]]
    taken = [(n, cells) for n, cells in dated if not is_shown or _is_one_decided_day(cells)]
    names = {column: heading.strip() for column, heading in zip(columns, headings, strict=True) if column}
    return Rows(
        rows=tuple(_row(n, cells, names) for n, cells in taken),
        unused=tuple(_unused(headings, others)),
        without_date=len(cells_of) - len(dated),
        is_shown=is_shown,
        not_one_day=len(dated) - len(taken),
    )


def _plain(heading: str) -> str:
    return " ".join(heading.split()).lower()


def are_headings(cells: Sequence[str]) -> bool:
    """Tell whether the cells of a row are the headings of a calendar."""
    found = {_USED.get(_plain(cell)) for cell in cells}
    return bool(found & {"id", "title"}) and bool(found & {"date", "first_day"})


def _of_headings(headings: Sequence[str], columns: Sequence[str | None]) -> Iterator[str]:
    for heading, column in zip(headings, columns, strict=True):
        if column and columns.count(column) > 1:
            yield f'Rubriken "{heading.strip()}" står två gånger. Ta bort den ena kolumnen.'
    unknown = [heading.strip() for heading in headings if heading.strip() and _plain(heading) not in HEADINGS]
    told = f" Filen har {', '.join(map(_quoted, unknown))}." if unknown else ""
    if not {"id", "title"} & {*columns}:
        yield f'Rubriken "aktivitet" saknas.{told} Första raden ska vara aktivitet;datum;tid;plats.'
    if "date" not in columns and not {*columns} >= _SHOWN:
        yield f'Rubriken "datum" saknas.{told} Första raden ska vara aktivitet;datum;tid;plats.'


def _quoted(text: str) -> str:
    return f'"{cut(text)}"'


def _of_row(cells: Sequence[str], many: int) -> Iterator[str]:
    if any(cell.strip() for cell in cells[many:]):
        quote = "Innehåller en text kommatecken eller semikolon sätter du den inom citattecken."
        yield f"Raden har {len(cells)} celler, rubrikerna är {many}. {quote}"


def _unused(headings: Sequence[str], lines: Sequence[Line]) -> Iterator[str]:
    for column, heading in enumerate(headings):
        if not heading.strip():
            if any(cell.strip() for _, cells in lines for cell in cells[column : column + 1]):
                yield f"Kolumn {column + 1} har ingen rubrik och används inte."
        elif _plain(heading) not in HEADINGS:
            hint = did_you_mean(_plain(heading), tuple(_USED))
            yield f"Kolumnen {_quoted(heading.strip())} används inte.{hint if hint.startswith(' Menade') else ''}"


def _cells(columns: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells by their columns; one that the row lacks is an empty text, one that the file lacks is not."""
    whole = [*cells, *[""] * (len(columns) - len(cells))]
    return {
        column: _FORMULA.sub("", cell.strip(), count=1) for column, cell in zip(columns, whole, strict=False) if column
    }


def _is_one_decided_day(cells: Mapping[str, str]) -> bool:
    return cells["first_day"] == cells["last_day"] and cells["status"].lower() == "bestämt"


def _row(line: int, cells: Mapping[str, str], names: Mapping[str, str]) -> Row:
    by_id = bool(cells.get("id"))
    has_time = "time" in cells and (bool(cells["time"]) or not {"start", "end"} & cells.keys())
    told = {
        "aktivitet": "id" if by_id else "title",
        "datum": "date" if "date" in names else "first_day",
        "plats": "location",
        "länk": "url",
        "månad": "slot",
        "läsår": "year",
    }
    columns = {word: names[column] for word, column in told.items() if column in names}
    columns["tid"] = names["time"] if has_time else " och ".join(names[one] for one in ("start", "end") if one in names)
    return Row(
        line=line,
        written=Written(
            activity=cells.get("id") or cells.get("title", ""),
            date=cells.get("date") or cells.get("first_day", ""),
            time=cells["time"] if has_time else _time(cells),
            location=cells.get("location"),
            url=cells.get("url"),
            slot=cells.get("slot", ""),
        ),
        year=cells.get("year", ""),
        names=columns,
    )


def _time(cells: Mapping[str, str]) -> str | None:
    """Return the time that two columns give; None if the file has neither."""
    if not {"start", "end"} & cells.keys():
        return None
    start, end = cells.get("start", ""), cells.get("end", "")
    return f"{start}–{end}" if end else start
