"""A calendar that somebody has filled in: what it decides, and what it leaves as it is."""

import datetime as dt
from collections.abc import Iterable

import openpyxl
import pytest

from arshjul_cli.editing.form import blanks
from arshjul_cli.errors import InputError
from arshjul_cli.flows.calendar import Calendar, of_calendar
from arshjul_cli.plan.model import Plan
from arshjul_cli.render import grid, xlsxlist
from arshjul_cli.render.csv import render as show_csv
from arshjul_cli.render.form import form
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.undecided import undecided
from building import plan_from, rendered
from tabling import xlsx

YEAR = SchoolYear(2026)
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Nämndens möte, when: första tisdagen i mars, decided_yearly: true, formerly: [sammantrade]}
  - {id: grupp-mars, summary: Grupp, when: andra tisdagen i mars, decided_yearly: true}
  - {id: grupp-maj, summary: Grupp, short: Majgruppen, when: andra tisdagen i maj, decided_yearly: true}
  - {id: rad, summary: Råd, when: varje månad utom juli, decided_yearly: true, time: 9:00–12:00, location: Sal 2}
  - {id: fast, summary: Fast dag, when: 5 mars}
  - {id: period, summary: Period, when: april}
years:
  2026/27:
    dates:
      rad: {september: 2026-10-01, oktober: 2026-10-14 13:00}
    extra:
      - {id: avslut, summary: Avslutning, date: 2027-06-09}
"""


def plan() -> Plan:
    return plan_from(PLAN)


def read(data: bytes | str, name: str = "fil.csv", year: SchoolYear | None = None) -> Calendar:
    return of_calendar(plan(), data.encode() if isinstance(data, str) else data, name, year)


def decided(
    data: bytes | str, name: str = "fil.csv", year: SchoolYear | None = None
) -> list[tuple[str, str, int | None]]:
    return [(one.activity, _days(one.decision.date), one.month) for one in read(data, name, year).decided]


def problems(data: bytes | str, name: str = "fil.csv") -> list[str]:
    with pytest.raises(InputError) as error:
        read(data, name)
    return str(error.value).splitlines()


def shown() -> str:
    return rendered(show_csv, expand(plan(), [YEAR])).decode("utf-8-sig")


def _days(days: object) -> str:
    from arshjul_cli.plan.fields import DateSpan
    from arshjul_cli.swedish import clock

    assert isinstance(days, DateSpan)
    last = "" if days.last_day == days.start else f"–{days.last_day}"
    return f"{days.start}{last}{f' {clock(days.time)}' if days.time else ''}"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_form_unfilled_decides_nothing_and_filled_in_what_is_filled_in(ending: str) -> None:
    made = form(blanks(plan(), undecided(expand(plan(), [YEAR]))), "Lista")
    unfilled = grid.csv(made) if ending == "csv" else xlsxlist.render(made)

    assert Calendar((), ("12 rader utan datum lämnas som de är.",)) == read(unfilled, f"fil.{ending}")

    at = [row[1] for row in made.rows].index("mote")
    whole = [*made.rows]
    whole[at] = (*whole[at][:7], dt.date(2027, 3, 9), "13:00–16:00", "Sal 1", *whole[at][10:])
    filled = made.__class__(title="Lista", columns=made.columns, rows=tuple(whole), to_fill_in=made.to_fill_in)
    data = grid.csv(filled) if ending == "csv" else xlsxlist.render(filled)
    [decision] = read(data, f"fil.{ending}").decided

    assert ("mote", dt.date(2027, 3, 9), "Sal 1") == (
        decision.activity,
        decision.decision.date.start,
        decision.decision.location,
    )


def test_what_show_writes_decides_nothing_as_it_is() -> None:
    calendar = read(shown())

    assert () == calendar.decided
    assert ("13 rader med flera dagar eller ett obestämt datum lämnas.", "4 rader stämmer redan med planen.") == (
        calendar.told
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"2027-03-05";"2027-03-05"', '"2027-03-08";"2027-03-08"', ("fast", "2027-03-08", None)),
        ('"2026-10-14";"2026-10-14"', '"2026-10-21";"2026-10-21"', ("rad", "2026-10-21 13:00", 10)),
        # In another month: the slot is the one that the plan has on the day.
        ('"2026-10-01";"2026-10-01";"09:00–12:00"', '"2026-10-01";"2026-10-01";"8:00"', ("rad", "2026-10-01 08:00", 9)),
    ],
)
def test_what_is_changed_in_it_is_a_decision(old: str, new: str, expected: tuple[str, str, int | None]) -> None:
    assert old in shown()
    assert [expected] == decided(shown().replace(old, new))


def test_what_an_activity_has_of_itself_is_not_written_into_its_decision() -> None:
    [decision] = read(shown().replace('"2026-10-14";"2026-10-14"', '"2026-10-21";"2026-10-21"')).decided

    assert decision.decision.location is None


def test_of_what_show_writes_an_extra_occasion_is_changed_where_it_stands() -> None:
    [problem, _] = problems(shown().replace('"2027-06-09";"2027-06-09"', '"2027-06-10";"2027-06-10"'))

    assert problem.endswith('Id: "avslut" är ett extra tillfälle. Ändra det under extra i planen.')


def test_of_what_show_writes_a_day_in_a_month_that_has_one_is_told() -> None:
    [problem, _] = problems(shown().replace('"2026-10-14";"2026-10-14"', '"2026-09-16";"2026-09-16"'))

    assert "Börjar: rad har redan ett datum på rad " in problem


@pytest.mark.parametrize(
    "written",
    [
        "26/1 2027", "26.1.2027", "2027-01-26", "2027-01-26 00:00:00", "tis 26/1 2027", "26 januari 2027",
        "26 jan -27", "2027/01/26", "26/1-27",
    ],
)  # fmt: skip
def test_a_date_is_read_as_people_and_programs_write_it(written: str) -> None:
    assert [("rad", "2027-01-26", 1)] == decided(f"aktivitet;datum\nrad;{written}\n")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("26/1 2027 kl. 13", "2027-01-26 13:00"),
        ("26.1.2027 13.00-15.00", "2027-01-26 13:00–15:00"),
        ("2027-01-26 13:00:00", "2027-01-26 13:00"),
        ("2027-01-26T13:00", "2027-01-26 13:00"),
        ("26–27/1 2027", "2027-01-26–2027-01-27"),
        ("26 januari – 3 februari 2027", "2027-01-26–2027-02-03"),
        ("2027-01-26–2027-01-27", "2027-01-26–2027-01-27"),
    ],
)
def test_so_are_its_time_and_days_in_a_row(written: str, expected: str) -> None:
    assert [("rad", expected, 1)] == decided(f"aktivitet;datum\nrad;{written}\n")


def test_a_date_without_a_year_is_of_the_school_year_that_is_known() -> None:
    assert [("rad", "2027-01-26", 1)] == decided("aktivitet;datum\nrad;26/1\n", year=YEAR)
    assert [("rad", "2027-01-26", 1)] == decided("läsår;aktivitet;datum\n2026/27;rad;26 januari\n")
    [problem, _] = problems("aktivitet;datum\nrad;26/1\n")
    assert 'fil.csv:2: datum: "26/1" är inget datum. Skriv till exempel 2026-03-05' in problem


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("rad;ons 26/1 2027;;", "datum: 26 januari 2027 är en tisdag, ingen onsdag. Rätta dagen eller veckodagen."),
        ("rad;1/26/2027;;", 'datum: "1/26/2027" är inget datum. Skriv till exempel 2026-03-05'),
        ("rad;31/2 2027;;", "datum: Datumet 2027-02-31 finns inte i kalendern. Rätta dagen eller månaden."),
        ("rad;26/1 2027;16;13", "start och slut: Sluttiden 13 är inte efter starttiden 16."),
        ("rad;26/1 2027;;13", 'start och slut: "–13" är ingen tid. Skriv start och slut'),
        ("Grupp;26/1 2027;;", 'Aktivitet: Flera aktiviteter heter "Grupp". Skriv id: grupp-mars eller grupp-maj.'),
        ("Grup;26/1 2027;;", 'Aktivitet: "Grup" finns inte i planen.'),
    ],
)
def test_a_mistake_names_row_column_and_cure(row: str, said: str) -> None:
    [problem, _] = problems(f"Aktivitet;datum;start;slut\n{row}\n")

    assert problem.startswith(f"fil.csv:2: {said}")


def test_a_school_year_that_is_none_is_told() -> None:
    assert (
        'fil.csv:2: Läsår: "2026" är inget läsår. Skriv till exempel 2025/26.'
        == (problems("Läsår;aktivitet;datum\n2026;rad;26/1 2027\n")[0])
    )


@pytest.mark.parametrize("name", ["mote", "sammantrade", "Nämndens möte", "  nämndens   MÖTE ", "Mote"])
def test_an_activity_is_known_by_its_ids_and_by_its_title(name: str) -> None:
    assert [("mote", "2027-03-09", None)] == decided(f"aktivitet;datum\n{name};2027-03-09\n")


def test_one_of_several_of_a_title_is_known_by_its_short_one() -> None:
    assert [("grupp-maj", "2027-05-12", None)] == decided("aktivitet;datum\nMajgruppen;2027-05-12\n")


def test_of_more_than_a_hundred_mistakes_the_first_are_told_and_how_many() -> None:
    told = problems("aktivitet;datum\n" + "mote;nej\n" * 130)

    assert (102, "Och 30 fel till, 130 i allt.", "Inget är skrivet.") == (len(told), *told[-2:])
    assert told[99].startswith("fil.csv:101: datum:")
    assert 101 == len(problems("aktivitet;datum\n" + "mote;nej\n" * 100))


def _workbook(*rows: Iterable[object]) -> bytes:
    return xlsx([["aktivitet", "datum", "start", "slut", "plats"], *map(list, rows)])


def test_a_workbook_has_days_and_times_of_its_own() -> None:
    data = _workbook(
        ["mote", dt.datetime(2027, 3, 9), dt.time(13), dt.time(16), "Sal 1"],  # noqa: DTZ001 - as Excel has it
        ["rad", "26/1 2027", None, None, None],
        [None, None, None, None, None],
        ["rad", None, None, None, None],
    )
    calendar = read(data, "fil.xlsx")

    assert [("mote", "2027-03-09 13:00–16:00", None), ("rad", "2027-01-26", 1)] == decided(data, "fil.xlsx")
    assert ("1 rad utan datum lämnas som de är.",) == calendar.told


def test_of_a_workbook_the_sheet_with_the_headings_is_read_and_its_rows_are_named() -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Möten")
        for row in (["Nämndens möten"], ["aktivitet", "datum"], ["mte", "2027-03-09"]):
            sheet.append(row)

    data = xlsx([["Läs detta först"]], change)

    assert ['fil.xlsx:3: aktivitet: "mte" finns inte i planen. Menade du "mote"?', "Inget är skrivet."] == (
        problems(data, "fil.xlsx")
    )


def test_a_formula_without_a_value_is_no_empty_cell() -> None:
    [problem, _] = problems(_workbook(["mote", "=A1+1", None, None, None]), "fil.xlsx")

    assert problem.startswith("fil.xlsx:2: En formel på raden har inget värde. Öppna filen i Excel, spara,")


def test_a_workbook_without_rows_or_headings_is_told() -> None:
    assert ["fil.xlsx:1: Filen har rubriker men inga rader. Skriv en rad per möte."] == problems(
        _workbook(), "fil.xlsx"
    )
    assert 'fil.xlsx:1: Rubriken "aktivitet" saknas. Filen har "a".' in problems(xlsx([["a"], ["b"]]), "fil.xlsx")[0]


def test_what_is_no_workbook_is_told_with_its_name() -> None:
    assert ["fil.xlsx: Filen är skadad. Öppna den i programmet som den är gjord i, spara om den, och försök igen."] == (
        problems(b"PK\x03\x04...", "fil.xlsx")
    )
    assert problems(b"%PDF-1.7", "fil.pdf")[0].startswith("fil.pdf: En PDF går inte att läsa.")


def test_without_its_package_a_workbook_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "python_calamine", None)

    [problem] = problems(_workbook(["mote", "2027-03-09", None, None, None]), "fil.xlsx")
    assert problem.startswith("fil.xlsx: För .xlsx, .ods och .docx behövs mer. Installera programmet med tillägget [of")
