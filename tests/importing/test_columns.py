"""Which table and which columns are taken, and what is said when none can be."""

import pytest

from arshjul_cli.errors import InputError
from arshjul_cli.importing.model import Column, Imported
from building import plan_from
from tabling import delimited, made, word, xlsx

H = ("Datum", "Aktivitet", "Ansvarig")
ROW = ("mars", "Möte", "Rektor")


def columns(*headings: str) -> dict[str, int]:
    row = [f"x{number}" for number in range(len(headings))]
    result = made(delimited([headings, row]))
    return {str(column): int(name.split()[1]) for column, name in result.columns.items()}


def summaries(result: Imported) -> list[str]:
    return [one.summary for one in plan_from(result.text).activities]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (("Datum", "Aktivitet", "Ansvarig"), {"när": 1, "vad": 2, "ansvarig": 3}),
        (("NÄR?", "Vad", "Vem"), {"när": 1, "vad": 2, "ansvarig": 3}),
        (("Vem", "När", "Uppgift"), {"ansvarig": 1, "när": 2, "vad": 3}),
        (("Månad", "Vecka", "Händelse", "Roll"), {"månad": 1, "vecka": 2, "vad": 3, "ansvarig": 4}),
        (("Datum", "Tid", "Aktivitet", "Plats"), {"när": 1, "tid": 2, "vad": 3, "plats": 4}),
        (("Tid", "Datum", "Aktivitet"), {"tid": 1, "när": 2, "vad": 3}),
        (("Tid", "Aktivitet"), {"när": 1, "vad": 2}),
        (("Tid", "Vecka", "Aktivitet"), {"tid": 1, "vecka": 2, "vad": 3}),
        (("Datum för möte", "Aktivitet", "Ansvarig tjänsteman"), {"när": 1, "vad": 2, "ansvarig": 3}),
        (("Datum", "", "Ansvarig"), {"när": 1, "vad": 2, "ansvarig": 3}),
        (("Månad", "Skolans arbete", "Ansvarig"), {"månad": 1, "vad": 2, "ansvarig": 3}),
        (("Aktivitet", "Ansvarig", "Ansvarig"), {"vad": 1, "ansvarig": 2}),
        (("Aktivitet", "Typ", "Kategori"), {"vad": 1, "kategori": 3}),
    ],
)  # fmt: skip
def test_columns_are_found_by_their_headings(headings: tuple[str, ...], found: dict[str, int]) -> None:
    assert found == columns(*headings)


def test_text_above_the_headings_is_told_and_not_read() -> None:
    result = made(delimited([("Årshjul 2027", "", ""), ("", "", ""), H, ROW]))

    assert ['ovanför rubrikerna: "Årshjul 2027"', "rubriker", "mote"] == [one.became for one in result.told]


def test_without_headings_it_says_what_stands_there_and_what_to_write() -> None:
    with pytest.raises(InputError, match=r'Överst står "mars", "Möte" och "Rektor".*--columns när=1,vad=2,ansvarig=3'):
        made(delimited([ROW, ROW]))


def test_columns_that_are_given_need_no_headings() -> None:
    result = made(delimited([ROW, ("april", "Bokslut", "Chef")]), columns={Column.WHEN: 0, Column.WHAT: 1})

    assert ["Möte", "Bokslut"] == summaries(result)
    assert ("kolumn 3",) == result.left


def test_columns_that_are_given_go_before_the_headings() -> None:
    result = made(delimited([H, ROW]), columns={Column.WHAT: 2, Column.RESPONSIBLE: 1})

    assert ["Rektor"] == summaries(result)


def test_a_column_beyond_the_table_is_refused() -> None:
    with pytest.raises(InputError, match=r"vad=9 finns inte. Tabellen har 3 kolumner"):
        made(delimited([H, ROW]), columns={Column.WHAT: 8})


def test_of_several_sheets_the_one_that_looks_like_a_wheel_is_taken_and_the_others_named() -> None:
    def more(book: object) -> None:
        sheet = book.create_sheet("Plan")  # type: ignore[attr-defined]
        sheet.append(H)
        sheet.append(ROW)

    result = made(xlsx([("Namn", "Telefon"), ("A", "1")], more, title="Kontakter"), "plan.xlsx")

    assert (("Plan",), ("Kontakter",)) == (result.tables, result.left)


def test_a_sheet_that_is_asked_for_is_taken_and_one_that_is_not_there_refused() -> None:
    def more(book: object) -> None:
        sheet = book.create_sheet("2027")  # type: ignore[attr-defined]
        sheet.append(H)
        sheet.append(("april", "Bokslut", "Chef"))

    data = xlsx([H, ROW], more, title="2026")

    assert ["Möte"] == summaries(made(data, "plan.xlsx"))
    assert ["Bokslut"] == summaries(made(data, "plan.xlsx", sheet="2027"))
    with pytest.raises(InputError, match=r'"2028" finns inte i filen\. Menade du'):
        made(data, "plan.xlsx", sheet="2028")
    with pytest.raises(InputError, match="Ta bort --sheet"):
        made(delimited([H, ROW]), sheet="2027")


def test_sheets_that_are_named_after_months_are_one_table() -> None:
    def more(book: object) -> None:
        sheet = book.create_sheet("Februari")  # type: ignore[attr-defined]
        sheet.append(H)
        sheet.append((None, "Bokslut", "Chef"))

    result = made(xlsx([H, (None, "Budget", "Chef")], more, title="Januari"), "plan.xlsx")

    assert ["januari", "februari"] == [str(one.when) for one in plan_from(result.text).activities]
    assert {"Januari, rad 1", "Februari, rad 1"} <= {one.where for one in result.told}


def test_a_hidden_sheet_is_read_only_when_it_is_asked_for() -> None:
    def more(book: object) -> None:
        sheet = book.create_sheet("Gammal")  # type: ignore[attr-defined]
        sheet.append((*H, "Plats"))
        sheet.append(("april", "Bokslut", "Chef", "A"))
        sheet.sheet_state = "hidden"

    data = xlsx([H, ROW], more)

    assert ["Möte"] == summaries(made(data, "plan.xlsx"))
    assert ["Bokslut"] == summaries(made(data, "plan.xlsx", sheet="gammal"))


def test_the_tables_of_a_document_with_the_same_headings_are_one_and_a_part_without_goes_on() -> None:
    other = [("Mål", "Indikator"), ("Trygghet", "Enkät")]
    result = made(word(other, [H, ROW], [H, ("april", "Bokslut", "Chef")]), "plan.docx")

    assert (("tabell 2", "tabell 3"), ("tabell 1",)) == (result.tables, result.left)
    assert ["Möte", "Bokslut"] == summaries(result)


def test_a_table_of_a_document_can_be_asked_for_by_number() -> None:
    data = word([H, ROW], [(*H, "Plats"), ("april", "Bokslut", "Chef", "A")])

    assert ["Möte"] == summaries(made(data, "plan.docx", sheet="1"))
    assert ["Bokslut"] == summaries(made(data, "plan.docx", sheet="tabell 2"))


@pytest.mark.parametrize("text", ["", "  \n\n", "Ett stycke utan tabell.\n", "\n;;\n"])
def test_a_file_without_a_table_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        made(text, "tabell.txt")


def test_no_headings_in_a_document_without_tables() -> None:
    import io

    import docx

    file = io.BytesIO()
    docx.Document().save(file)

    with pytest.raises(InputError, match="Ingen tabell finns"):
        made(file.getvalue(), "plan.docx")
