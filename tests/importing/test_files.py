"""Files of each kind, and hostile ones: nothing is lost, nothing grows, and one line says what to do."""

import datetime as dt
import io
import re
import sys
import time
import zipfile
from contextlib import suppress

import docx
import pytest
from docx.oxml import parse_xml

from arshjul_cli.errors import InputError
from arshjul_cli.importing import package
from arshjul_cli.importing.files import tables_of
from arshjul_cli.importing.model import MAX_BYTES, MAX_ROWS
from building import plan_from
from tabling import cell, delimited, made, ods, told, word, xlsx, zipped

H = ("Datum", "Aktivitet", "Ansvarig")
ROW = ("mars", "Möte på Ån", "Rektor")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cells(data: bytes | str, name: str) -> list[tuple[str, ...]]:
    tables = tables_of(data.encode() if isinstance(data, str) else data, name)
    return [row.cells for table in tables for row in table.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "-"])
def test_csv_of_any_separator_and_encoding(separator: str, encoding: str, name: str) -> None:
    data = delimited([H, ROW], separator).encode(encoding)

    assert [H, ROW] == cells(data, name)


def test_a_line_that_names_the_separator_is_no_row_and_rows_keep_their_lines() -> None:
    data = "sep=|\r\nDatum|Vad\r\nmars|Möte; a, b\r\n\r\n"
    (table,) = tables_of(data.encode(), "a.csv")

    assert [(2, ("Datum", "Vad")), (3, ("mars", "Möte; a, b"))] == [(row.number, row.cells) for row in table.rows][:2]


def test_a_cell_of_csv_may_have_lines() -> None:
    assert ("mars", "Möte\nPunkt", "A") == cells(delimited([H, ("mars", "Möte\r\nPunkt", "A")]), "a.csv")[1]


def test_a_quotation_that_never_ends_takes_the_rest_but_no_more_than_a_cell() -> None:
    with pytest.raises(InputError, match=r"citattecken"):
        cells(delimited([H]) + '"' + "x;" * 100_000, "a.csv")


def test_copied_text_of_spaces_goes_to_the_columns_that_it_stands_under() -> None:
    text = (
        "Årshjul\n\n"
        "Datum         Aktivitet              Ansvarig\n"
        "Januari       Budget\n"
        "                                     Rektor\n"
        "Mars          Möte med nämnden       Kurator\n"
    )

    assert [("Januari", "Budget", ""), ("", "", "Rektor"), ("Mars", "Möte med nämnden", "Kurator")] == cells(text, "-")[
        1:
    ]


def test_days_times_and_numbers_of_excel_are_written_as_a_plan_does() -> None:
    rows = [
        ("Datum", "Tid", "Vecka", "Vad"),
        (dt.date(2027, 1, 26), dt.time(13, 0), 10, "a"),
        (dt.datetime(2027, 1, 26, 13, 30), dt.timedelta(hours=5), 10.5, True),  # noqa: DTZ001 - Excel has no zones
    ]

    assert [("2027-01-26", "13:00", "10", "a"), ("2027-01-26 13:30", "05:00", "10.5", "ja")] == cells(
        xlsx(rows), "a.xlsx"
    )[1:]


def test_a_real_date_with_a_time_beside_it_is_decided() -> None:
    rows = [("Datum", "Tid", "Vad"), (dt.date(2027, 1, 26), "13-15", "Nämnd")]

    assert "      namnd: 2027-01-26 13:00–15:00\n" in made(xlsx(rows), "a.xlsx").text


def test_a_week_that_is_a_number_is_a_week() -> None:
    rows = [("Vecka", "Vad"), (10, "Möte"), ("11-12", "Samtal")]

    assert ["v. 10", "v. 11–12"] == [str(one.when) for one in plan_from(made(xlsx(rows), "a.xlsx").text).activities]


def test_hidden_rows_are_read_and_said_to_be_hidden() -> None:
    def hide(book: object) -> None:
        book.active.row_dimensions[2].hidden = True  # type: ignore[attr-defined]

    result = made(xlsx([H, ROW, ("april", "Bokslut", "A")], hide), "a.xlsx")

    assert [(), ("Raden är dold i filen.",), ()] == [one.needs for one in result.told]


def test_a_formula_without_a_value_is_told_of() -> None:
    result = made(xlsx([H, ("mars", "Möte", '="Rek"&"tor"')]), "a.xlsx")

    assert any("formel" in need for need in result.told[1].needs)


def test_a_formula_in_csv_is_a_text() -> None:
    (one,) = plan_from(made(delimited([H, ("mars", "=1+1", "Rektor")])).text).activities

    assert "=1+1" == one.summary


def test_libreoffice_repeats_rows_and_cells() -> None:
    headings = "".join(map(cell, H))
    empty = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = (
        f"<table:table-row>{headings}</table:table-row>"
        f'<table:table-row table:visibility="collapse">{"".join(map(cell, ROW))}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{"".join(map(cell, ROW))}</table:table-row>'
        f"{empty}"
    )
    result = made(ods(rows), "a.ods")

    assert {"rad 2", "rad 3", "rad 4"} <= set(told(result))
    assert ["Raden är dold i filen."] == [need for one in result.told for need in one.needs]


def test_word_text_in_insertions_controls_links_and_breaks_counts_and_deleted_does_not() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Datum", "Aktivitet"
    when, what = table.add_row().cells
    when.paragraphs[0]._p.append(  # noqa: SLF001
        parse_xml(f"<w:sdt {W}><w:sdtContent><w:r><w:t>mars</w:t></w:r></w:sdtContent></w:sdt>")
    )
    for part in (
        "<w:ins {0}><w:r><w:t>Nytt </w:t></w:r></w:ins>",
        "<w:del {0}><w:r><w:delText>gammalt </w:delText></w:r></w:del>",
        "<w:moveFrom {0}><w:r><w:t>flyttat </w:t></w:r></w:moveFrom>",
        "<w:hyperlink {0}><w:r><w:t>möte</w:t><w:br/><w:t>punkt</w:t></w:r></w:hyperlink>",
        "<w:r {0}><w:instrText>FIELD</w:instrText></w:r>",
    ):
        what.paragraphs[0]._p.append(parse_xml(part.format(W)))  # noqa: SLF001
    file = io.BytesIO()
    document.save(file)

    assert [("Datum", "Aktivitet"), ("mars", "Nytt möte\npunkt")] == cells(file.getvalue(), "a.docx")


def test_a_table_within_a_cell_is_text_of_the_cell() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for place, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("Datum", "Vad", "mars", "Möte"), strict=True):
        place.text = text
    inner = table.rows[1].cells[1].add_table(1, 1)
    inner.rows[0].cells[0].text = "inre"
    file = io.BytesIO()
    document.save(file)

    assert [("Datum", "Vad"), ("mars", "Möte\ninre")] == cells(file.getvalue(), "a.docx")


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.csv", "-", "a"])
def test_a_file_is_read_as_what_it_is_whatever_its_name(name: str) -> None:
    assert [H, ROW] == cells(xlsx([H, ROW]), name)
    assert [H, ROW] == cells(word([H, ROW]), name)


CONTROLS = "Mö\u00adte\u200b\x07 \u202eom\x00 \ufeffbudget\u00a0nu"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (CONTROLS, "Möte om budget nu"),
        ("“Viktigt”", '"Viktigt"'),
        ("FÃ¶rskola", "Förskola"),
        ("a\u0308r", "är"),
        ("Barn \U0001f469\u200d\U0001f4bb", "Barn \U0001f469\u200d\U0001f4bb"),
        ("a\u2028b", "a\nb"),
        ("Möte Ã¥ och � och Â§", "Möte å och ? och §"),
    ],
)
def test_what_nobody_sees_is_taken_away_and_mangled_letters_are_mended(written: str, read: str) -> None:
    assert read == cells(delimited([H, ("mars", written, "A")]), "a.csv")[1][1]


def test_an_old_format_a_pdf_and_others_are_refused_with_what_to_do() -> None:
    for data, said in (
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Spara den som .xlsx"),
        (b"%PDF-1.7\n", "arshjul import -"),
        (b"\x89PNG\r\n" + b"\0" * 100, "ingen text"),
        (zipped({"a.txt": "x"}), "varken .xlsx"),
        (b"PK\x03\x04 och mer", "skadad"),
        (b"", "tom"),
        (b" \n", "tom"),
    ):
        with pytest.raises(InputError, match=re.escape(said)):
            cells(data, "a.xlsx")


@pytest.mark.parametrize("cut", [30, 400, 2000])
@pytest.mark.parametrize("data", [xlsx([H, ROW]), word([H, ROW])], ids=["xlsx", "docx"])
def test_half_a_file_is_refused(data: bytes, cut: int) -> None:
    with pytest.raises(InputError, match="skadad"):
        cells(data[:-cut], "a")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "word/document.xml"]
)
@pytest.mark.parametrize("content", ["", "<a>", "<a/>", "text", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_damaged_part_is_no_unexpected_error(part: str, content: str) -> None:
    data = xlsx([H, ROW]) if part.startswith("xl") else word([H, ROW])
    parts = {**package.unpacked(data), part: content.encode()}

    with pytest.raises(InputError):
        made(package.packed(parts).getvalue(), "a")


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    data = zipped({"word/document.xml": b"0" * (package.MAX_UNPACKED + 1)})

    assert len(data) < 100_000
    with pytest.raises(InputError, match="för stor när den packas upp"):
        cells(data, "a.docx")


def test_many_parts_together_are_too_much_too() -> None:
    with pytest.raises(InputError, match="packas upp"):
        cells(zipped({f"xl/{n}.xml": b"0" * (package.MAX_UNPACKED // 4) for n in range(5)}), "a.xlsx")
    with pytest.raises(InputError, match="packas upp"):
        cells(zipped({f"{n}.xml": b"" for n in range(package.MAX_PARTS + 1)}), "a.xlsx")


def test_pictures_are_not_unpacked() -> None:
    data = package.packed({**package.unpacked(word([H, ROW])), "word/media/a.png": b"0" * 100}).getvalue()

    assert "word/media/a.png" not in package.unpacked(data)


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(zipped({"xl/workbook.xml": "x"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1

    with pytest.raises(InputError, match="lösenord"):
        cells(bytes(data), "a.xlsx")


def test_entities_in_a_document_are_not_followed() -> None:
    parts = package.unpacked(word([H, ROW]))
    bomb = (
        '<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>"
    )
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = text.replace("?>", f"?>{bomb}", 1).replace("Rektor", "&j;").encode()

    with pytest.raises(InputError):
        made(package.packed(parts).getvalue(), "a.docx")


@pytest.mark.parametrize("place", ["XFD1048576", "C1048576", "XFD200"])
def test_a_cell_far_away_does_not_take_the_memory(place: str) -> None:
    def far(book: object) -> None:
        book.active[place] = "x"  # type: ignore[attr-defined]

    with pytest.raises(InputError, match="långt ner eller långt till höger"):
        cells(xlsx([H, ROW], far), "a.xlsx")


@pytest.mark.parametrize("repeated", [200, 100_000, 1_048_576])
def test_repeated_cells_of_libreoffice_do_not_take_the_memory(repeated: int) -> None:
    wide = cell("x", number_columns_repeated=16384)
    row = f'<table:table-row table:number-rows-repeated="{repeated}">{wide}</table:table-row>'

    with pytest.raises(InputError, match="långt till höger"):
        cells(ods(row), "a.ods")


def test_the_size_that_a_part_claims_is_not_believed() -> None:
    data = bytearray(zipped({"word/document.xml": b"0" * 1_000_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    with pytest.raises(InputError, match="skadad"):
        cells(bytes(data), "a.docx")
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        assert 10 == archive.infolist()[0].file_size


def test_too_large_a_file_too_many_rows_and_too_long_a_cell_are_refused() -> None:
    with pytest.raises(InputError, match="större än 5 MB"):
        cells(b"x" * (MAX_BYTES + 1), "a.csv")
    with pytest.raises(InputError, match=f"högst {MAX_ROWS}"):
        cells(delimited([H, *[ROW] * MAX_ROWS]), "a.csv")
    with pytest.raises(InputError, match="rad 2: En cell har 6000 tecken"):
        cells(delimited([H, ("mars", "x" * 6000, "")]), "a.csv")
    assert MAX_ROWS == len(cells(delimited([H, *[ROW] * (MAX_ROWS - 1)]), "a.csv"))


def test_rows_that_hold_nothing_are_no_rows_however_many() -> None:
    data = delimited([H]) + "\n" * 100_000 + " ; ;\n" * 5000 + delimited([ROW])

    assert ["rad 1", "rad 105002"] == [one.where for one in made(data).told]


def test_a_row_that_was_deleted_with_track_changes_is_gone() -> None:
    parts = package.unpacked(word([H, ROW, ("april", "Bokslut", "A")]))
    text = parts["word/document.xml"].decode()
    before, _, last = text.rpartition("<w:tr>")
    parts["word/document.xml"] = f'{before}<w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr>{last}'.encode()

    assert [H, ROW] == cells(package.packed(parts).getvalue(), "a.docx")


def test_more_activities_than_a_plan_may_have_are_refused() -> None:
    with pytest.raises(InputError, match=r"1001 aktiviteter\. En plan har högst 1000"):
        made(delimited([H, *[ROW] * 1001]))
    assert 1000 == made(delimited([H, *[ROW] * 1000])).activities


@pytest.mark.parametrize("cell_", ["," * 4999, "(" * 4999, "kl " * 1600, "1." * 2400, "och " * 1200, " - " * 1600])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_cell_that_is_long_and_odd_takes_no_time(cell_: str, at: int) -> None:
    row = list(ROW)
    row[at] = cell_
    begun = time.process_time()
    with suppress(InputError):
        made(delimited([H, *[row] * 20]))

    assert time.process_time() - begun < 5


@pytest.mark.parametrize("module", ["python_calamine", "docx"])
def test_without_the_extra_one_line_says_what_to_install(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx([H, ROW]) if module == "python_calamine" else word([H, ROW])
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(InputError, match=r"\[office\].*pip install python-calamine python-docx"):
        cells(data, "a")
    assert [H, ROW] == cells(delimited([H, ROW]), "a.csv")
