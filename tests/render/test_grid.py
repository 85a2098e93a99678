"""Tables that are no wheel, in each format."""

import datetime as dt
import io
import json

from python_calamine import CalamineWorkbook

from arshjul_cli.importing.files import tables_of
from arshjul_cli.render import grid, xlsxlist
from arshjul_cli.render.grid import Grid

GRID = Grid(
    title="Att *bestämma*",
    columns={"name": "namn", "date": "datum", "many": "antal"},
    rows=(("Möte | två", dt.date(2027, 3, 9), 0), ("=1+1", None, 12)),
    to_fill_in=frozenset({"date"}),
)


def test_csv_has_every_cell_quoted_zero_too_and_no_formula() -> None:
    assert '\ufeff"namn";"datum";"antal"\r\n"Möte | två";"2027-03-09";"0"\r\n"\'=1+1";"";"12"\r\n' == (
        grid.csv(GRID).decode()
    )


def test_json_has_the_keys_and_null_for_what_is_empty() -> None:
    assert {
        "schema": 1,
        "rows": [{"name": "Möte | två", "date": "2027-03-09", "many": 0}, {"name": "=1+1", "date": None, "many": 12}],
    } == json.loads(grid.json(GRID))


def test_markdown_has_the_title_and_a_table_in_which_nothing_else_is_markdown() -> None:
    assert [
        "# Att \\*bestämma\\*",
        "",
        "| namn | datum | antal |",
        "| --- | --- | --- |",
        "| Möte \\| två | 2027-03-09 | 0 |",
        "| =1+1 |  | 12 |",
    ] == grid.markdown(GRID).decode().splitlines()


def test_a_workbook_has_the_same_with_days_and_without_formulas() -> None:
    [table] = tables_of(xlsxlist.render(GRID), "lista.xlsx")

    assert [("namn", "datum", "antal"), ("Möte | två", "2027-03-09", "0"), ("=1+1", "", "12")] == [
        row.cells for row in table.rows
    ]
    assert not any(row.notes for row in table.rows)


def test_a_workbook_is_the_same_bytes_each_time_and_a_file_of_excels() -> None:
    assert xlsxlist.render(GRID) == xlsxlist.render(GRID)
    assert ["Lista"] == CalamineWorkbook.from_filelike(io.BytesIO(xlsxlist.render(GRID))).sheet_names
