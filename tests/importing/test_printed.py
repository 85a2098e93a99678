"""The printed time plan of Svenljunga, as text, Excel, LibreOffice, Word and CSV, gives the plan that ships."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

import pytest

from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load, require_plan
from arshjul_cli.wheel.expand import expand_calendar_year
from building import HERE, plan_from
from tabling import Rows, cell, delimited, made, ods, word, xlsx

TEXT = HERE.parent.parent / "shared" / "source" / "plan-systematiskt-kvalitetsarbete.txt"
HEADINGS = ("Datum", "", "Ansvarig")
PAGES = (4, 30)
"""After so many rows of the print a page ends; the second ends within a row."""
SAME = {"ledningsgruppen": "ledningsgrupp", "förtvaltningschef": "förvaltningschef"}
"""Spellings of the print that are another's."""
IDS = {"bun": "bun", "bun au": "bun-au", "chef för elevhälsa": "chef-elevhalsa"}

Table = list[tuple[str, ...]]


def printed() -> Table:
    """Return the rows of the print, from the independent transcription."""
    with (HERE / "source" / "tidsplan.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["printed"], row["activity"], row["responsible"]) for row in csv.DictReader(file, delimiter="\t")]


def pages() -> list[Table]:
    """Return the rows as the print has them: with headings on each page, and one that goes on on the next."""
    first, second = PAGES
    rows = printed()
    when, what, who = rows[second - 1]
    begins, goes_on = who.split(", ", 1)
    return [
        [HEADINGS, *rows[:first]],
        [HEADINGS, *rows[first : second - 1], (when, what, f"{begins},")],
        [HEADINGS, ("", "", goes_on), *rows[second:]],
    ]


def text(tables: Iterable[Rows]) -> bytes:
    return "\n".join("".join("\t".join(map(str, row)) + "\n" for row in table) for table in tables).encode()


def aligned(tables: Iterable[Rows]) -> bytes:
    """Return the tables as text whose columns only spaces part."""
    rows = [row for table in tables for row in table]
    widths = [max(len(str(row[at])) for row in rows) + 2 for at in range(3)]
    lines = ("".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines).encode()


def as_ods(rows: Rows) -> bytes:
    return ods(
        "".join(f"<table:table-row>{''.join(cell(escape(str(one))) for one in row)}</table:table-row>" for row in rows)
    )


def source_text() -> bytes:
    """Return the text of the print where that is at hand, with all that stands around the time plan."""
    return TEXT.read_bytes() if TEXT.exists() else text(pages())


FILES: dict[str, Callable[[], bytes]] = {
    "källan.txt": source_text,
    "flikar.txt": lambda: text(pages()),
    "mellanslag.txt": lambda: aligned(pages()),
    "plan.docx": lambda: word(*pages()),
    "plan.xlsx": lambda: xlsx([row for page in pages() for row in page]),
    "plan.ods": lambda: as_ods([row for page in pages() for row in page]),
    "plan.csv": lambda: delimited([row for page in pages() for row in page]).encode("cp1252"),
    "utf-8.csv": lambda: delimited([row for page in pages() for row in page], ",").encode("utf-8-sig"),
    "plan.tsv": lambda: delimited([row for page in pages() for row in page], "\t").encode("utf-16"),
}


def words(text: str) -> str:
    return " ".join(re.sub(r"[.()]", " ", text).lower().split())


Row = tuple[str, str, str, tuple[str, ...]]


def of_2019(plan: Plan, ids: Callable[[str], str]) -> list[Row]:
    """Return text, days and responsible roles, by the ids of the plan that ships, of what a plan has in 2019."""
    return sorted(
        (
            words(" ".join((one.activity.summary, *one.activity.points))),
            str(one.start),
            str(one.last_day),
            tuple(map(ids, one.activity.responsible)),
        )
        for one in expand_calendar_year(plan, 2019).occurrences
    )


@pytest.fixture(scope="module")
def shipped() -> Plan:
    plan = require_plan(load(Path(HERE.parent, "data", "arshjul.yaml")))
    return plan.model_copy(
        update={"activities": tuple(one for one in plan.activities if one.source == "Tidsplan"), "promises": ()}
    )


@pytest.mark.parametrize("name", FILES)
def test_it_has_the_42_activities_days_and_roles_of_the_plan_that_ships(name: str, shipped: Plan) -> None:
    result = made(FILES[name](), name, year=2019)
    plan = plan_from(result.text)
    by_name = {role.name.lower(): role_id for role_id, role in shipped.roles.items()}

    def of_shipped(role_id: str) -> str:
        name = plan.roles[role_id].name.lower()
        return IDS.get(name) or next(found for at, found in by_name.items() if at.endswith(SAME.get(name, name)))

    assert 42 == len(plan.activities)
    assert len(plan.roles) == len(set(map(of_shipped, plan.roles)))
    assert of_2019(shipped, str) == of_2019(plan, of_shipped)


@pytest.mark.parametrize("name", FILES)
def test_each_row_is_told_of_once(name: str) -> None:
    result = made(FILES[name](), name, year=2019)
    rows = 42 + len(pages()) + 1

    assert len(result.told) == len({one.where for one in result.told})
    if name != "källan.txt":
        assert rows == len(result.told)
    assert 42 == len({one.became for one in result.told} - {"rubriker"})
    assert {2} == {
        n for at, n in Counter(one.became for one in result.told).items() if at == "skolanalysgrupp-september"
    }
    assert () == tuple(need for one in result.told for need in one.needs)


def test_the_misprint_and_the_other_spelling_are_joined_and_said() -> None:
    result = made(FILES["plan.csv"](), year=2019)

    assert ("Förvaltningschef: Förtvaltningschef", "Ledningsgrupp: Ledningsgruppen") == result.joined
    assert "# I tabellen står också: Förtvaltningschef." in result.text
    assert "responsible: [forvaltningschef, bun-au]  # tabellen: Förtvaltningschef, BUN au" in result.text


def test_the_columns_that_were_taken_are_named() -> None:
    result = made(FILES["plan.docx"](), "plan.docx", year=2019)

    assert ["när", "vad", "ansvarig"] == list(result.columns)
    assert ['kolumn 1 ("Datum")', "kolumn 2 (utan rubrik)", 'kolumn 3 ("Ansvarig")'] == list(result.columns.values())
    assert ("tabell 1", "tabell 2", "tabell 3") == result.tables


def test_without_a_year_the_days_without_one_are_rules() -> None:
    result = made(FILES["plan.csv"]())
    when = {one.id: str(one.when) for one in plan_from(result.text).activities}

    assert (2, 5) == (result.decided, result.undated)
    assert "5 mars" == when["skolanalysgrupp-mars"]
    assert "första tisdagen i april" == when["kvalitetsdialog-april"]
