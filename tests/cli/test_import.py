"""`arshjul import` as people run it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from arshjul_cli.cli import app
from tabling import delimited, word, xlsx

Run = Callable[..., Result]
ROWS = [
    ("Datum", "Aktivitet", "Ansvarig"),
    ("Januari", "Detaljbudget fastställs", ""),
    ("26/1 2027 kl. 13–15", "Nämndmöte", "BUN"),
    ("5 mars", "Skolanalysgrupp", "Rektor, utvecklingsledare"),
    ("i god tid", "Enkät", "Rektorer"),
]
DOMAIN = ("--domain", "arshjul.storkoping.se")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(delimited(ROWS), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx"])
def test_it_writes_a_plan_that_passes_and_tells_what_each_row_became(kind: str, run: Run, tmp_path: Path) -> None:
    data = {"csv": delimited(ROWS).encode(), "xlsx": xlsx(ROWS), "docx": word(ROWS)}[kind]
    (tmp_path / f"plan.{kind}").write_bytes(data)
    result = run("import", f"plan.{kind}", *DOMAIN, "--today", "2026-03-03")
    where = "tabell 1, rad" if kind == "docx" else "rad"

    assert 0 == result.exit_code
    for line in (
        f"{where} 1: rubriker",
        f'{where} 2: detaljbudget-faststalls; "Januari" = januari; ingen ansvarig',
        f'{where} 4: skolanalysgrupp; "5 mars" = 5 mars; ansvarig: Rektor, utvecklingsledare',
        f'{where} 5: enkat; "i god tid" = vid behov; ansvarig: Rektorer',
        "4 aktiviteter, 3 roller och 1 bestämt datum. Att göra: 1 rad.",
    ):
        assert f"{line}\n" in result.stdout
    assert "Planen är sparad i arshjul.yaml. Fortsätt med: arshjul check" in result.stderr
    assert {"arshjul.yaml", "arshjul.schema.json"} <= {path.name for path in tmp_path.iterdir()}
    assert 0 == run("check", "2026/27").exit_code


def test_the_plan_begins_in_the_first_year_that_has_a_date_and_has_the_domain(
    run: Run, table: Path, tmp_path: Path
) -> None:
    run("import", table.name, *DOMAIN)
    text = (tmp_path / "arshjul.yaml").read_text(encoding="utf-8")

    assert "  first_year: 2026/27\n" in text
    assert "  uid_domain: arshjul.storkoping.se\n" in text
    assert "  2026/27:\n    dates:\n      namndmote: 2027-01-26 13:00–15:00\n" in text


def test_without_dates_and_a_year_it_begins_in_the_year_of_the_day(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Datum;Vad\nmars;Möte\n", encoding="utf-8")
    for year, first in (((), "2030/31"), (("--year", "2031/32"), "2031/32"), (("--year", "2033"), "2032/33")):
        text = run("import", "a.csv", "--out", "-", "--today", "2031-02-03", *year).stdout
        assert f"  first_year: {first}\n" in text


@pytest.mark.parametrize(
    ("year", "decided"), [("2027", "2027-03-05"), ("2026/27", "2027-03-05"), ("2027/28", "2028-03-05")]
)
def test_a_year_is_that_of_days_without_one(year: str, decided: str, run: Run, table: Path) -> None:
    text = run("import", table.name, "--out", "-", "--year", year).stdout

    assert f"      skolanalysgrupp: {decided}\n" in text
    assert "rad har en dag utan årtal" in run("import", table.name, "--out", "-").stderr
    assert "utan årtal" not in run("import", table.name, "--out", "-", "--year", year).stderr


def test_a_file_that_is_there_is_never_touched(run: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "arshjul.yaml").write_text("min plan", encoding="utf-8")
    result = run("import", table.name)

    assert 1 == result.exit_code
    assert "arshjul.yaml: Filen finns redan, så inget är skrivet.\n" == result.stderr
    assert "" == result.stdout
    assert "min plan" == (tmp_path / "arshjul.yaml").read_text(encoding="utf-8")
    assert {"plan.csv", "arshjul.yaml"} == {path.name for path in tmp_path.iterdir()}


def test_a_schema_that_is_there_stays(run: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "arshjul.schema.json").write_text("{}", encoding="utf-8")

    assert 0 == run("import", table.name).exit_code
    assert "{}" == (tmp_path / "arshjul.schema.json").read_text(encoding="utf-8")


def test_it_goes_where_out_says_and_makes_the_folder(run: Run, table: Path, tmp_path: Path) -> None:
    assert 0 == run("import", table.name, "--out", "nytt/plan.yaml").exit_code
    assert {"plan.yaml", "arshjul.schema.json"} == {path.name for path in (tmp_path / "nytt").iterdir()}


def test_with_a_dash_the_plan_is_printed_and_the_report_told(run: Run, table: Path, tmp_path: Path) -> None:
    result = run("import", table.name, "--out", "-")

    assert result.stdout.startswith("# yaml-language-server: ")
    assert "rad 5: enkat" in result.stderr
    assert {"plan.csv"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.usefixtures("run")
def test_what_is_pasted_is_read() -> None:
    text = "\n".join("\t".join(row) for row in ROWS)
    result = CliRunner().invoke(app, ["import", "-", "--out", "-"], input=text, prog_name="arshjul")

    assert 0 == result.exit_code
    assert "Hämtat ur det inklistrade." in result.stdout
    assert "  - id: namndmote\n" in result.stdout


def test_the_same_file_gives_the_same_bytes(table: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "arshjul_cli", "import", str(table), "--out", "-", "--today", "2026-03-03"],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert 1 == len(outputs)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("finns-inte.csv",), 1, "finns-inte.csv: Filen går inte att läsa (finns inte). Rätta sökvägen."),
        ((".",), 1, ".: Det här är ingen vanlig fil. Rätta sökvägen."),
        (("tom.csv",), 1, "tom.csv: Filen är tom. Ange en fil med en tabell."),
        (("utan.csv",), 1, 'utan.csv: Rubrikerna går inte att känna igen. Överst står "a" och "b".'),
        (("plan.csv", "--sheet", "x"), 1, "plan.csv: --sheet hör till filer med flera blad eller tabeller."),
        (("plan.csv", "--columns", "vad=9"), 1, "plan.csv: --columns: vad=9 finns inte. Tabellen har 3 kolumner."),
        (("plan.csv", "--columns", "hur=1"), 2, '--columns: "hur" är ingen kolumn.'),
        (("plan.csv", "--columns", "vad"), 2, '--columns: "vad" går inte att läsa. Skriv kolumnens nummer'),
        (("plan.csv", "--columns", "vad=0"), 2, '--columns: "vad=0" går inte att läsa.'),
        (("plan.csv", "--columns", "vad=1,vad=2"), 2, '--columns: "vad=2" står redan.'),
        (("plan.csv", "--columns", "vad=1,när=1"), 2, '--columns: "när=1" står redan.'),
        (("plan.csv", "--year", "27"), 2, '"27" är inget läsår. Skriv till exempel 2025/26.'),
        (("plan.csv", "--domain", "å"), 2, "--domain: "),
        ((), 2, "FIL saknas."),
    ],
)
@pytest.mark.usefixtures("table")
def test_what_is_wrong_is_one_line_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, said: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "tom.csv").touch()
    (tmp_path / "utan.csv").write_text("a;b\nc;d\n", encoding="utf-8")
    before = {path.name for path in tmp_path.iterdir()}
    result = run("import", *arguments)

    assert (code, "") == (result.exit_code, result.stdout)
    assert said in result.stderr
    assert 1 == result.stderr.count("\n")
    assert before == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("columns", ["när=1,vad=2", "när=A,vad=B", " NÄR = 1 , vad=2,"])
def test_columns_are_numbers_or_letters(columns: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mars;Möte\napril;Bokslut\n", encoding="utf-8")
    result = run("import", "a.csv", "--out", "-", "--columns", columns)

    assert "    summary: Möte\n    when: mars\n" in result.stdout
    assert "Läst: när = kolumn 1; vad = kolumn 2.\n" in result.stderr


def test_what_a_file_holds_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"Datum;Vad;\x1b[31mR\nmars;M\x1b[2Jte;x\n")
    result = run("import", "a.csv")

    assert 0 == result.exit_code
    assert "\x1b" not in result.output + (tmp_path / "arshjul.yaml").read_text(encoding="utf-8")
