"""A board's calendar as CSV: what is written on each row, or every problem with its line."""

import pytest

from arshjul_cli.editing import calendarfile, csvfile
from arshjul_cli.editing.calendarfile import HEADINGS, Rows
from arshjul_cli.editing.decision import Written
from arshjul_cli.errors import InputError

_QUOTE = "Innehåller en text kommatecken eller semikolon sätter du den inom citattecken."
MEETING = (2, Written(activity="mote", date="2027-03-09", time="13:00–16:00", location="Sal 1"))


def rows(data: bytes, file: str = "fil.csv") -> Rows:
    return calendarfile.rows(csvfile.lines(data, file, HEADINGS), file)


def written(text: str) -> list[tuple[int, Written]]:
    return [(row.line, row.written) for row in rows(text.encode()).rows]


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
    assert [MEETING] == written(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("aktivitet;datum;tid;plats;länk\nmote;2027-03-09;13:00–16:00;Sal 1;\n", ""),
        ("aktivitet;datum;tid;plats;länk\nmote;2027-03-09;13:00–16:00;Sal 1\n", ""),
        ("aktivitet;datum;tid;plats\nmote;2027-03-09;13:00–16:00;Sal 1\n", None),
    ],
)
def test_an_empty_cell_says_something_and_a_missing_column_nothing(text: str, url: str | None) -> None:
    (row,) = rows(text.encode()).rows

    assert url == row.written.url


def test_a_row_is_known_by_the_line_that_it_begins_on() -> None:
    read = rows(b'aktivitet;datum;plats\n\na;1;"Sal\nett"\nb;2;\n')

    assert [("a", 3), ("b", 5)] == [(row.written.activity, row.line) for row in read.rows]


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
                'fil.csv:1: Rubriken "plats" står två gånger. Ta bort den ena kolumnen.',
                'fil.csv:1: Rubriken "plats" står två gånger. Ta bort den ena kolumnen.',
                (
                    'fil.csv:1: Rubriken "datum" saknas. Filen har "datm". Första raden ska vara '
                    "aktivitet;datum;tid;plats."
                ),
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
        rows(data)

    assert problems == str(error.value).splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\naktivitet;datum;tid;plats\nmote;2027-03-09;13:00–16:00;Sal 1\n",
        "sep=|\r\naktivitet|datum|tid|plats\r\nmote|2027-03-09|13:00–16:00|Sal 1\r\n",
        "\ufeffSEP=,\naktivitet,datum,tid,plats\nmote,2027-03-09,13:00–16:00,Sal 1\n",
    ],
)
def test_a_line_that_names_the_separator_is_no_heading(text: str) -> None:
    assert [(3, MEETING[1])] == written(text)


@pytest.mark.parametrize(
    "text",
    [
        "aktivitet;datum;start;slut;plats\nmote;2027-03-09;13:00;16:00;Sal 1\n",
        "aktivitet;datum;tid;start;slut;plats\nmote;2027-03-09;;13:00;16:00;Sal 1\n",
        "aktivitet;datum;tid;start;slut;plats\nmote;2027-03-09;13:00–16:00;;;Sal 1\n",
        "id;aktivitet;datum;tid;plats\nmote;Något annat;2027-03-09;13:00–16:00;Sal 1\n",
        "id;titel;datum;tid;plats\n;mote;2027-03-09;13:00–16:00;Sal 1\n",
        ";aktivitet; datum ;tid;plats;\nx;mote;2027-03-09;13:00–16:00;Sal 1;\n",
    ],
)
def test_a_time_of_two_columns_an_id_and_empty_headings_are_read(text: str) -> None:
    assert [MEETING] == written(text)


def test_headings_may_stand_below_a_title() -> None:
    assert [(4, MEETING[1])] == written(
        "Nämndens möten 2027\n\naktivitet;datum;tid;plats\nmote;2027-03-09;13:00–16:00;Sal 1\n"
    )


def test_columns_that_mean_nothing_are_named_and_rows_without_a_date_counted() -> None:
    read = rows("aktivitet;datum;Ordförande;plts;\nmote;2027-03-09;A;B;C\nrad;;;;\n;;x;;\n".encode())

    assert (
        'Kolumnen "Ordförande" används inte.',
        'Kolumnen "plts" används inte. Menade du "plats"?',
        "Kolumn 5 har ingen rubrik och används inte.",
    ) == read.unused
    assert (1, 2) == (len(read.rows), read.without_date)


def test_what_stands_before_a_formula_is_no_part_of_the_text() -> None:
    assert "=Sal 1" == rows(b"aktivitet;datum;plats\nmote;2027-03-09;'=Sal 1\n").rows[0].written.location
    assert "'Sal' 1" == rows(b"aktivitet;datum;plats\nmote;2027-03-09;'Sal' 1\n").rows[0].written.location


def test_of_what_show_writes_only_decided_single_days_are_rows() -> None:
    read = rows(
        "läsår;börjar;slutar;status;id;vecka\n"
        "2026/27;2027-03-09;2027-03-09;bestämt;mote;10\n"
        "2026/27;2027-03-09;2027-03-10;bestämt;a;10\n"
        "2026/27;2027-03-09;2027-03-09;prel.;b;10\n"
        "2026/27;2027-03-09;2027-03-09;inställt;c;10\n"
        ";;;;d;\n".encode()
    )

    assert ["mote"] == [row.written.activity for row in read.rows]
    assert (3, 1, ()) == (read.not_one_day, read.without_date, read.unused)
