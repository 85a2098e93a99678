"""How much a workbook claims to hold, and what its reader does not tell: hidden rows, formulas without a value.

calamine makes room for every cell up to the last one, and ends the program when there is not enough; so this is looked
at first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from arshjul_cli.errors import InputError

MAX_CELLS = 2_000_000
_TOO_WIDE = (
    "Ett blad har celler långt ner eller långt till höger. Kopiera tabellen till ett nytt blad, spara, och försök igen."
)
_DAMAGED = "Filen är skadad. Öppna den i Excel eller LibreOffice, spara om den, och försök igen."
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class Oddities:
    """What is odd in a sheet, by the numbers of its rows."""

    hidden: set[int] = field(default_factory=set)
    without_value: set[int] = field(default_factory=set)


class _Sheets:
    """Follows the elements of a part of a workbook: of SpreadsheetML, or of OpenDocument."""

    def __init__(self) -> None:
        self.sheets: list[Oddities] = []
        self.height = self.width = self.cells = self.row = self.column = 0
        self.repeated = 1
        self.in_value = self.has_formula = self.has_value = self.is_filled = self.is_hidden = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        name = tag.rpartition(":")[2]
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        match name:
            case "sheetData" | "table":
                self.sheets.append(Oddities())
                self.height = self.width = self.row = 0
            case "row" | "table-row":
                self._start_row(given)
            case "c" | "table-cell" | "covered-table-cell":
                self._start_cell(given)
            case "f":
                self.has_formula = True
            case "v":
                self.in_value = True
                self._fill()
            case "is" | "p":
                self.has_value = True
                self._fill()

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = tag.rpartition(":")[2]
        if name == "v":
            self.in_value = False
        if name == "c" and self.has_formula and not self.has_value and self.sheets:
            self.sheets[-1].without_value.add(self.row)
        if name in {"row", "table-row"}:
            self._end_row()

    def text(self, text: str) -> None:
        """Take the text of an element."""
        if self.in_value and text.strip():
            self.has_value = True

    def _start_row(self, given: Mapping[str, str]) -> None:
        self.repeated = int(given.get("number-rows-repeated", 1))
        self.row = int(given.get("r", self.row + 1))
        self.column, self.is_filled = 0, False
        self.is_hidden = given.get("hidden") in {"1", "true"} or given.get("visibility") in {"collapse", "filter"}

    def _end_row(self) -> None:
        first = self.row
        self.row += self.repeated - 1
        if self.is_filled:
            self._reach(self.row, self.width)
            if self.is_hidden and self.sheets:
                self.sheets[-1].hidden.update(range(first, self.row + 1))

    def _start_cell(self, given: Mapping[str, str]) -> None:
        self.has_formula = self.has_value = False
        if reference := _REFERENCE.fullmatch(given.get("r", "")):
            self.column, self.row = _number(reference[1]), int(reference[2])
        else:
            self.column += int(given.get("number-columns-repeated", 1))
        if "value-type" in given:
            self._fill()

    def _fill(self) -> None:
        self.is_filled = True
        self._reach(self.row, self.column)

    def _reach(self, row: int, column: int) -> None:
        before = self.height * self.width
        self.height, self.width = max(self.height, row), max(self.width, column)
        self.cells += self.height * self.width - before
        if self.cells > MAX_CELLS:
            raise InputError(_TOO_WIDE)


def _number(letters: str) -> int:
    """Return the number of a column, 1 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def oddities(part: bytes) -> list[Oddities]:
    """Return what is odd in each sheet of a part of a workbook.

    Raises:
        InputError: if a sheet claims more cells than a table may have, or the part is damaged.
    """
    sheets = _Sheets()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = sheets.start, sheets.end
    parser.CharacterDataHandler = sheets.text
    try:
        parser.Parse(part, True)  # noqa: FBT003 - the form of expat
    except (expat.ExpatError, ValueError) as error:
        raise InputError(_DAMAGED) from error
    return sheets.sheets
