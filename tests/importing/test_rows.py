"""Rows: sections, rows that go on, merged cells, empty cells, and that none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.errors import InputError
from arshjul_cli.importing.model import Imported
from building import plan_from
from tabling import activities, delimited, made, plan_of_rows, told, word, xlsx

H = ("Datum", "Aktivitet", "Ansvarig")


def when_of(result: Imported) -> dict[str, str]:
    return {one.id: str(one.when) for one in plan_from(result.text).activities}


def test_the_first_line_of_a_cell_is_the_summary_and_the_others_points() -> None:
    (one,) = activities(H, ("mars", "Uppstart\n• Rutiner\n- Schema\n\n", "Rektor"))

    assert ("Uppstart", ("Rutiner", "Schema")) == (one.summary, one.points)


@pytest.mark.parametrize("section", [("Januari", "", ""), ("", "Januari", ""), ("Januari",) * 3, ("JANUARI:", "", "")])
def test_a_month_gives_its_time_to_the_rows_under_it(section: tuple[str, ...]) -> None:
    result = made(
        delimited([H, section, ("", "Budget", ""), ("15", "Möte", ""), ("Februari", "", ""), ("", "Bokslut", "")])
    )

    assert {"budget": "januari", "mote": "15 januari", "bokslut": "februari"} == when_of(result)
    assert told(result)["rad 2"].startswith("avsnitt: ")


def test_a_section_with_a_year_gives_its_days_the_year() -> None:
    text = made(delimited([H, ("Januari 2027", "", ""), ("15", "Möte", "")])).text

    assert "  2026/27:\n    dates:\n      mote: 2027-01-15\n" in text


def test_a_section_that_is_no_time_takes_the_month_away() -> None:
    result = made(delimited([H, ("Januari", "", ""), ("", "Budget", ""), ("Nämnden", "", ""), ("", "Möte", "")]))

    assert {"budget": "januari", "mote": "vid behov"} == when_of(result)
    assert 'avsnitt: "Nämnden" (utan tid)' == told(result)["rad 4"]


def test_a_merged_word_row_is_a_section_and_merged_cells_below_are_the_same() -> None:
    result = made(word([H, ("Januari",), ("", "Budget", "Chef"), ("Februari",), ("", "Bokslut", "Chef")]), "plan.docx")

    assert {"budget": "januari", "bokslut": "februari"} == when_of(result)


def test_a_paragraph_that_names_a_month_is_a_section_of_the_table_below_it() -> None:
    tables = ([H, ("", "Budget", "Chef")], [H, ("", "Bokslut", "Chef")])
    result = made(word(*tables, above={0: "Januari", 1: "Februari"}), "plan.docx")

    assert {"budget": "januari", "bokslut": "februari"} == when_of(result)


def test_an_empty_time_is_that_of_the_row_above_if_it_is_a_month_but_not_a_day() -> None:
    result = made(
        delimited([H, ("Januari", "Budget", "A"), ("", "Möte", "B"), ("5 mars", "Nämnd", "A"), ("", "Råd", "B")])
    )

    assert {"budget": "januari", "mote": "januari", "namnd": "5 mars", "rad": "vid behov"} == when_of(result)
    assert 'enligt raden ovanför ("Januari") = januari' in result.told[2].read


def test_a_row_that_goes_on_after_headings_that_a_page_repeats_is_joined() -> None:
    result = made(
        delimited([H, ("mars", "Möte med", "Rektor,"), H, ("", "nämnden", "kurator"), ("april", "Bokslut", "Chef")])
    )
    mote, bokslut = plan_from(result.text).activities

    assert ("Möte med nämnden", ("rektor", "kurator")) == (mote.summary, mote.responsible)
    assert ("Bokslut", ("chef",)) == (bokslut.summary, bokslut.responsible)
    assert "mote-med-namnden" == told(result)["rad 4"]


def test_a_line_that_was_wrapped_is_joined_and_one_that_was_not_is_not() -> None:
    wrapped = activities(H, ("mars", "Uppföljning av alla elevers", "Rektor"), ("", "utveckling mot målen", ""))
    other = activities(H, ("mars", "Uppföljning av alla elevers", "Rektor"), ("", "Utveckling", "Kurator"))

    assert ["Uppföljning av alla elevers utveckling mot målen"] == [one.summary for one in wrapped]
    assert ["Uppföljning av alla elevers", "Utveckling"] == [one.summary for one in other]


def test_a_row_with_more_roles_and_nothing_else_belongs_to_the_one_above() -> None:
    (one,) = activities(H, ("mars", "Möte", "Rektor"), ("", "", "Kurator"), ("", "", "Chef"))

    assert ("rektor", "kurator", "chef") == one.responsible


def test_a_month_that_is_parted_by_a_page_is_one() -> None:
    (one,) = activities(H, ("Augusti-", "Samtal", "Rektor"), ("september", "", ""))

    assert "augusti–september" == str(one.when)


def test_cells_that_excel_has_merged_downwards_hold_for_each_row() -> None:
    rows = [H, ("Januari", "Budget", "A"), (None, "Möte", "B"), ("Mars", "Samtal", "A"), (None, None, "B")]

    def merge(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        for cells in ("A2:A3", "A4:A5", "B4:B5"):
            sheet.merge_cells(cells)

    result = made(xlsx(rows, merge), "plan.xlsx")
    plan = plan_from(result.text)

    assert {"budget": "januari", "mote": "januari", "samtal": "mars"} == when_of(result)
    assert ("a", "b") == plan.activities[2].responsible


def test_a_merged_activity_with_two_days_is_two() -> None:
    rows = [H, ("5 mars", "Skolanalysgrupp", "A"), ("14 maj", None, "A")]
    result = made(xlsx(rows, lambda book: book.active.merge_cells("B2:B3")), "plan.xlsx")  # type: ignore[union-attr]

    assert {"skolanalysgrupp-mars": "5 mars", "skolanalysgrupp-maj": "14 maj"} == when_of(result)


def test_a_row_without_an_activity_is_kept_word_for_word_and_told() -> None:
    result = made(delimited([H, ("mars", "Möte", "Rektor"), ("18 dec", "", "Kurator")]))

    assert "# tabellen: 18 dec | Kurator\n" in result.text
    assert ("ingen aktivitet", ('"18 dec | Kurator"',)) == (result.told[2].became, result.told[2].read)
    assert result.told[2].needs


def test_columns_that_are_not_read_are_kept_as_comments_and_named() -> None:
    result = made(
        delimited([(*H, "Status", ""), ("mars", "Möte", "Rektor", "klar", "x"), ("april", "Bokslut", "A", "", "")])
    )

    assert ('kolumn 4 ("Status")', "kolumn 5 (utan rubrik)") == result.left
    assert '    # tabellen, kolumn 4 ("Status"): klar\n' in result.text


def test_other_columns_have_their_places_in_the_plan() -> None:
    headings = ("Månad", "Vecka", "Vad", "Vem", "Deltagare", "Plats", "Kategori", "Anmärkning")
    row = ("mars", "10", "Möte", "Rektor", "Kurator, rektor", "Björken", "Elevhälsa", "Ta med underlag")
    plan = plan_of_rows(headings, row)
    (one,) = plan.activities

    assert ("v. 10", ("rektor",), ("kurator",)) == (str(one.when), one.responsible, one.participants)
    assert ("Björken", "elevhalsa", ("Ta med underlag",)) == (one.location, one.category, one.points)
    assert {"elevhalsa": "Elevhälsa"} == {at: kind.name for at, kind in plan.categories.items()}


def test_nobody_is_an_empty_list_and_the_table_is_quoted() -> None:
    text = made(delimited([H, ("mars", "Möte", ""), ("april", "Bokslut", "–")])).text

    assert "    responsible: []  # tabellen nämner ingen\n" in text
    assert "    responsible: []  # tabellen: –\n" in text


def test_what_is_not_understood_stands_word_for_word_beside_on_demand_with_a_cure() -> None:
    result = made(delimited([H, ("i god tid", "Möte", "Rektor")]))

    assert "    when: vid behov  # tabellen: i god tid\n    # Att göra: " in result.text
    assert 1 == len(result.told[1].needs)


def test_titles_that_stand_twice_get_ids_of_their_own() -> None:
    rows = (("5 mars", "Nämnd", ""), ("19 mars", "Nämnd", ""), ("april", "Nämnd", ""), ("i god tid", "Nämnd", ""))

    assert ["namnd-mars", "namnd-mars-2", "namnd-april", "namnd"] == [one.id for one in activities(H, *rows)]


def test_a_title_that_windows_reserves_makes_another_id() -> None:
    assert ["aktivitet-aux", "budget"] == [one.id for one in activities(H, ("mars", "Aux", ""), ("maj", "Budget", ""))]


@pytest.mark.parametrize(
    "title", ["con", "aux", "???", "Ж", "no", "true", "2027", "a: b", "# x", "- x", "{a}", "'", '"x']
)
def test_any_title_is_one_of_a_plan(title: str) -> None:
    (one,) = activities(H, ("mars", f"{title}", "Rektor"))

    assert title.removeprefix("- ") == one.summary


def test_a_long_cell_is_cut_between_words_and_nothing_of_it_lost() -> None:
    title = " ".join(f"ord{number}" for number in range(200))
    (one,) = activities(H, ("mars", title, "Rektor"))

    assert title == " ".join((one.summary, *one.points))
    assert len(one.summary) <= 200
    assert max(map(len, one.points)) <= 500


def test_a_word_longer_than_a_line_is_cut() -> None:
    (one,) = activities(H, ("mars", "å" * 1000, "Rektor"))

    assert "å" * 1000 == "".join((one.summary, *one.points))


def test_a_row_that_goes_on_keeps_its_other_columns() -> None:
    text = made(delimited([(*H, "Status"), ("mars", "Möte,", "Rektor", "delvis"), ("", "samråd", "", "klar")])).text

    assert '# tabellen, kolumn 4 ("Status"): delvis klar\n' in text


def test_a_cell_that_is_no_time_but_all_that_a_row_has_is_a_section() -> None:
    result = made(delimited([("Nr", *H), ("A. Ekonomi", "", "", ""), ("1", "mars", "Möte", "Rektor")]))

    assert 'avsnitt: "A. Ekonomi" (utan tid)' == told(result)["rad 2"]


def test_a_table_in_which_nothing_is_done_is_refused() -> None:
    with pytest.raises(InputError, match="Ingen rad har någon aktivitet"):
        made(delimited([H, ("mars", "", "Rektor")]))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CELLS = st.one_of(
    TEXT, st.sampled_from(["mars", "5 mars", "2027-03-05 13:00", "Januari", "Rektor, kurator", "v. 10", "", "-"])
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12))
def test_whatever_stands_in_a_table_makes_a_plan_and_each_row_is_told(rows: list[tuple[str, ...]]) -> None:
    try:
        result = made(delimited([H, *rows, ("mars", "Sista", "Rektor")]))
    except InputError as error:
        assert "citattecken" in str(error)  # noqa: PT017 - a lone carriage return may end a row
        return

    assert "sista" in {one.id.partition("-")[0] for one in plan_from(result.text).activities}
    assert len(result.told) == len({one.where for one in result.told})
    assert len(result.told) >= len([row for row in rows if any(cell.strip() for cell in row)])
