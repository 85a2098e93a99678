"""A board's calendar as CSV: what is written on each row, or every problem with its line."""

import pytest

from arshjul_cli.editing.csvfile import Row, rows
from arshjul_cli.editing.decision import Written
from arshjul_cli.errors import InputError

_QUOTE = "Innehåller en text kommatecken eller semikolon sätter du den inom citattecken."
MEETING = Row(2, Written(activity="mote", date="2027-03-09", time="13:00–16:00", location="Sal 1"))


@pytest.mark.parametrize(
    "text",
    [
        "aktivitet;datum;tid;plats\nmote;2027-03-09;13:00–16:00;Sal 1\n",
        "activity,date,time,place\r\nmote,2027-03-09,13:00–16:00,Sal 1\r\n",
        "Plats\tTid\tDatum\tAktivitet\nSal 1\t13:00–16:00\t2027-03-09\tmote",
        '\ufeff"Aktivitet";"Datum";"Tid";"Plats"\n"mote";2027-03-09;13:00–16:00; Sal 1\n;;;\n\n',
        "aktivitet;datum;tid;plats;månad\nmote;2027-03-09;13:00–16:00;Sal 1\n",
        "aktivitet;datum;tid;plats\nmote;2027-03-09;13:00–16:00;Sal 1;; \n",
    ],
)
def test_separators_headings_quotes_and_empty_rows_are_as_people_write_them(text: str) -> None:
    assert (MEETING,) == rows(text.encode(), "fil.csv")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("aktivitet;datum;tid;plats;länk\nmote;2027-03-09;13:00–16:00;Sal 1;\n", ""),
        ("aktivitet;datum;tid;plats;länk\nmote;2027-03-09;13:00–16:00;Sal 1\n", ""),
        ("aktivitet;datum;tid;plats\nmote;2027-03-09;13:00–16:00;Sal 1\n", None),
    ],
)
def test_an_empty_cell_says_something_and_a_missing_column_nothing(text: str, url: str | None) -> None:
    (row,) = rows(text.encode(), "fil.csv")

    assert url == row.written.url


def test_a_row_is_known_by_the_line_that_it_begins_on() -> None:
    read = rows(b'aktivitet;datum;plats\n\na;1;"Sal\nett"\nb;2;\n', "fil.csv")

    assert [("a", 3), ("b", 5)] == [(row.written.activity, row.line) for row in read]


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"", ["fil.csv:1: Filen är tom. Skriv rubrikerna aktivitet;datum;tid;plats och en rad per möte."]),
        (
            "aktivitet;datum;plats\nmote;2027-03-09;Lärosal\n".encode("cp1252"),
            ['fil.csv:2: Filen är inte UTF-8. Välj "CSV UTF-8" i Excel när du sparar den, och försök igen.'],
        ),
        (
            "aktivitet;datum".encode("utf-16-le"),
            ['fil.csv:1: Filen är ingen ren text. Spara den som "CSV UTF-8", och försök igen.'],
        ),
        (
            b"aktivitet;datm;plats;plats\n",
            [
                'fil.csv:1: Rubriken "datm" är okänd. Menade du "datum"? Rätta den.',
                'fil.csv:1: Rubriken "plats" står två gånger. Ta bort den ena kolumnen.',
                'fil.csv:1: Rubriken "plats" står två gånger. Ta bort den ena kolumnen.',
                'fil.csv:1: Rubriken "datum" saknas. Första raden ska vara aktivitet;datum;tid;plats.',
            ],
        ),
        (
            b"aktivitet,datum,plats\na,1,Sal, 1\nb,2\nc,3,Sal, 2\n",
            [f"fil.csv:{line}: Raden har 4 celler, rubrikerna är 3. {_QUOTE}" for line in (2, 4)],
        ),
        (
            b'aktivitet;datum\na;1\nb;"2\n',
            ["fil.csv:3: Ett citattecken står fel. Ta bort det, eller skriv det två gånger."],
        ),
    ],
)
def test_every_problem_of_the_file_is_told_with_its_line(data: bytes, problems: list[str]) -> None:
    with pytest.raises(InputError) as error:
        rows(data, "fil.csv")

    assert problems == str(error.value).splitlines()
