"""The title in a summary, and the marks around it, those of 0.1.0 too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.feeds import marks


@pytest.mark.parametrize(
    ("summary", "mark", "title"),
    [
        ("Rektorsmöte", "", "Rektorsmöte"),
        ("Prel.: Rektorsmöte", "", "Rektorsmöte"),
        ("INSTÄLLT: Rektorsmöte", "", "Rektorsmöte"),
        ("I mars: Rektorsmöte (dag ej bestämd)", "I mars", "Rektorsmöte"),
        ("INSTÄLLT: I mars: Rektorsmöte", "I mars", "Rektorsmöte"),
        ("I maj eller juni: Årsmöte (dag ej bestämd)", "I maj eller juni", "Årsmöte"),
        ("INSTÄLLT: I december eller januari: Årsmöte", "I december eller januari", "Årsmöte"),
        ("Börjar: Enkät", "Börjar", "Enkät"),
        ("Prel.: Slutar (okt–nov): Enkät – Frågor", "Slutar", "Enkät – Frågor"),
        ("Påminnelse: Bokslut klart 30 juni", "Påminnelse", "Bokslut"),
        ("Påminnelse: Bokslut är klart senast 30 juni", "Påminnelse", "Bokslut är klart"),
        ("Prel.: Påminnelse: Möte tis 3 mars", "Påminnelse", "Möte"),
        ("Påminnelse: Enkät börjar 2 nov", "Påminnelse", "Enkät"),
        ("Rektorsmöte (prel.)", "", "Rektorsmöte"),
        ("Rektorsmöte (datum ej satt)", "", "Rektorsmöte"),
        ("INSTÄLLT: Sista dag: Enkät", "Sista dag", "Enkät"),
        ("Om två veckor: Möte (prel.)", "Om två veckor", "Möte"),
        ("Om 15 dagar: Möte", "Om 15 dagar", "Möte"),
        ("I morgon: Möte", "I morgon", "Möte"),
        ("Möte tis 3 mars", "", "Möte tis 3 mars"),
        ("I skolan: Möte", "", "I skolan: Möte"),
        ("Möte (Sal A)", "", "Möte (Sal A)"),
        ("Prel.: (prel.)", "", "(prel.)"),
        ("", "", ""),
    ],
)
def test_a_summary_is_its_mark_and_its_title(summary: str, mark: str, title: str) -> None:
    assert (mark, title) == marks.split(summary)


@given(st.text())
def test_any_text_has_a_title(summary: str) -> None:
    mark, title = marks.split(summary)

    assert title in summary
    assert mark in summary
    assert bool(title) == bool(summary)


def test_a_month_of_0_1_0_without_a_day_says_so_at_the_end() -> None:
    assert marks.is_open("Rektorsmöte (datum ej satt)")
    assert not marks.is_open("Rektorsmöte (prel.)")
