"""`arshjul decide` and `arshjul new-year`, as their users meet them."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from arshjul_cli.cli import app
from terminal import on_terminal

SHIPPED = Path(__file__).parents[2] / "data" / "arshjul.yaml"
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, decided_yearly: true}
  - {id: paskmote, summary: Möte i påsk, when: 28 mars, decided_yearly: true}
  - {id: rad, summary: Råd, when: varje månad utom juli, decided_yearly: true}
years:
  2025/26:
    dates: {mote: 2026-03-03}   # beslutat
"""
DECIDED = PLAN + "  2026/27:\n    dates:\n      mote: 2027-03-09\n"
DIFF = """\
--- arshjul.yaml
+++ arshjul.yaml
@@ -7,3 +7,6 @@
 years:
   2025/26:
     dates: {mote: 2026-03-03}   # beslutat
+  2026/27:
+    dates:
+      mote: 2027-03-09
"""
MOTE = ("2026/27", "mote", "2027-03-09")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a folder with a plan, with nothing of the developer's environment."""
    monkeypatch.chdir(tmp_path)
    for variable in ("ARSHJUL_PLAN", "ARSHJUL_DEBUG", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8", newline="")

    def invoke(*arguments: str, **environment: str) -> Result:
        return CliRunner().invoke(app, [*arguments], prog_name="arshjul", env=environment)

    return invoke


def plan() -> str:
    return Path("arshjul.yaml").read_bytes().decode()


def test_the_list_has_a_row_for_each_activity_soon_and_later_and_fits_in_80_columns(run: Run) -> None:
    result = run("decide", "2026/27", "--today", "2026-07-01", COLUMNS="80")

    assert 0 == result.exit_code
    assert result.stdout.startswith("2026/27, inom 90 dagar: 2 datum att bestämma\n")
    assert "2026/27, senare: 11 datum att bestämma\n" in result.stdout
    assert [["augusti", "och", "rad"], ["oktober–juni", "rad"]] == [
        line.split()[: line.split().index("rad") + 1] for line in result.stdout.splitlines() if " rad " in line
    ]
    assert any(line.split()[:5] == ["9", "tis", "2", "mars", "mote"] for line in result.stdout.splitlines())
    assert "söndag" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_without_a_year_the_list_is_of_this_one_and_the_next(run: Run) -> None:
    shown = run("decide", "--today", "2026-01-01").stdout

    assert "2025/26, inom 90 dagar: 5 datum att bestämma" in shown
    assert "2025/26, senare: 2 datum att bestämma" in shown
    assert "2026/27, senare: 13 datum att bestämma" in shown


def test_the_list_says_when_nothing_is_left(run: Run) -> None:
    Path("arshjul.yaml").write_text(PLAN.replace(", decided_yearly: true", ""), encoding="utf-8")
    result = run("decide", "2026/27")

    assert (0, "", "Alla datum är bestämda: 2026/27.") == (
        result.exit_code,
        result.stdout,
        result.stderr.splitlines()[-1],
    )


CHOOSE, DAY = "Enter för att sluta: ", "13:00–15:00: "
"""How the questions of the list end."""
FORM_HEADINGS = (
    "läsår;id;aktivitet;regel;månad;vecka;förslag;datum;tid;plats;förra datum;förra tid;förra plats;krockar med"
)


@pytest.mark.parametrize("format_", ["csv", "markdown", "json", "xlsx"])
def test_the_list_is_a_form_in_every_format_and_a_file_has_the_same_bytes(run: Run, format_: str) -> None:
    ending = {"markdown": "md"}.get(format_, format_)
    asked = ("decide", "2026/27", "--today", "2026-07-01")
    shown = run(*asked, "--format", format_)
    written = run(*asked, "--out", f"datum.{ending}")

    assert (0, 0, "") == (shown.exit_code, written.exit_code, written.stdout)
    assert shown.stdout_bytes == Path(f"datum.{ending}").read_bytes()
    assert "Fyll i datum, och läs in filen: arshjul decide --from FIL\n" in shown.stderr
    assert f"Skrivet i datum.{ending}.\n" in written.stderr


def test_the_form_has_what_is_soon_first_and_tells_what_has_passed(run: Run) -> None:
    result = run("decide", "--today", "2026-05-04", "--format", "csv")
    headings, *rows = result.stdout.lstrip("\ufeff").replace('"', "").splitlines()
    months = [row.split(";")[4] for row in rows if row.split(";")[1] == "rad"]

    assert FORM_HEADINGS == headings
    assert ["maj", "juni", "augusti", "september", "oktober", "november"] == months[:6]
    assert all(row.split(";")[7:10] == ["", "", ""] for row in rows)
    assert result.stderr.endswith("10 datum har passerat utan beslut och är inte med.\n")


def test_a_form_without_anything_to_decide_says_so(run: Run) -> None:
    Path("arshjul.yaml").write_text(PLAN.replace(", decided_yearly: true", ""), encoding="utf-8")
    result = run("decide", "2026/27", "--format", "csv")

    assert [FORM_HEADINGS] == result.stdout.lstrip("\ufeff").replace('"', "").splitlines()
    assert ["Plan: arshjul.yaml", "Alla datum är bestämda: 2026/27."] == result.stderr.splitlines()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_form_sent_back_unfilled_changes_nothing_and_says_so(run: Run, ending: str) -> None:
    run("decide", "2026/27", "--today", "2026-07-01", "--out", f"datum.{ending}")
    result = run("decide", "--from", f"datum.{ending}", "--yes")

    assert (0, "", PLAN) == (result.exit_code, result.stdout, plan())
    assert [
        "13 rader utan datum lämnas som de är.",
        "Filen har inget nytt datum. Inget är skrivet.",
    ] == result.stderr.splitlines()[1:]


def test_what_show_writes_sent_back_changes_nothing(run: Run) -> None:
    Path("ar.csv").write_bytes(run("show", "2025/26", "--format", "csv").stdout_bytes)
    result = run("decide", "--from", "ar.csv", "--yes")

    assert (0, "", PLAN) == (result.exit_code, result.stdout, plan())
    assert "1 rad stämmer redan med planen." in result.stderr.splitlines()


def test_columns_that_are_not_used_are_named_and_the_rest_is_written(run: Run) -> None:
    Path("fil.csv").write_text("Aktivitet;Datum;Ordförande\nMöte;9.3.2027;Anna\n", encoding="utf-8")
    result = run("decide", "--from", "fil.csv", "--yes")

    assert (0, DECIDED) == (result.exit_code, plan())
    assert 'Kolumnen "Ordförande" används inte.' in result.stderr.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "datum.pdf"), '--out: "datum.pdf" säger inte vilket format det ska vara. Skriv ett filnamn som'),
        (("--out", "arshjul.yaml", "--format", "csv"), '--out: "arshjul.yaml" heter som en plan eller ett flöde.'),
        (("--format", "pdf"), '--format: "pdf" går inte att välja. Skriv table, csv, xlsx, markdown eller json.'),
        ((*MOTE, "--format", "csv"), "--format och --out hör till listan. Skriv dem utan AKTIVITET och --from."),
    ],
)
def test_what_a_list_cannot_be_is_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("decide", *arguments)

    assert (2, "", PLAN) == (result.exit_code, result.stdout, plan())
    assert result.stderr.splitlines()[-1].startswith(said)


def test_a_table_in_a_file_is_plain_text(run: Run) -> None:
    result = run("decide", "2026/27", "--today", "2026-07-01", "--out", "datum.txt", FORCE_COLOR="1")

    assert 0 == result.exit_code
    written = Path("datum.txt").read_text(encoding="utf-8")
    assert written.startswith("2026/27, inom 90 dagar: 2 datum att bestämma\n")
    assert "\x1b" not in written


def test_on_a_terminal_the_list_stays_short_and_says_where_the_rest_is(run: Run) -> None:
    del run
    rows = "".join(
        f"  - {{id: m{number:02}, summary: Möte {number}, when: 20 maj, decided_yearly: true}}\n"
        for number in range(60)
    )
    Path("arshjul.yaml").write_text(PLAN.replace("years:\n", rows + "years:\n"), encoding="utf-8")
    _, shown = on_terminal("decide", "2026/27", "--today", "2026-07-01", answers={CHOOSE: "\n"})

    assert "51 aktiviteter till, senare. Hela listan: arshjul decide --format csv --out" in shown
    assert len(shown.splitlines()) < 50


def test_a_workbook_is_not_shown_on_a_terminal(run: Run) -> None:
    del run
    code, shown = on_terminal("decide", "--format", "xlsx")

    assert 2 == code
    assert "En Excelfil går inte att visa här. Skriv också --out, till exempel --out" in shown


def test_on_a_terminal_the_list_asks_which_and_when_shows_the_change_and_saves(run: Run) -> None:
    del run
    code, shown = on_terminal(
        "decide", "2026/27", "--today", "2026-12-10", answers={CHOOSE: "2\n", DAY: "9/3\n"}, answer="j\n"
    )

    assert (0, DECIDED) == (code, plan())
    assert "2. \x1b[1mmote" in shown
    assert "Möte, 2026/27. Vilken dag? Till exempel 9/3, 2027-03-09 eller 9/3 13:00–15:00: " in shown
    assert "+      mote: 2027-03-09\r\n" in shown


def test_a_row_of_one_month_is_of_that_month_whatever_the_day(run: Run) -> None:
    months = [*range(10, 13), *range(1, 7)]
    decided = "".join(f"        - {2026 if month > 6 else 2027}-{month:02}-07\n" for month in (8, *months))
    Path("arshjul.yaml").write_text(f"{PLAN}  2026/27:\n    dates:\n      rad:\n{decided}", encoding="utf-8")
    del run
    code, shown = on_terminal(
        "decide", "2026/27", "--today", "2026-07-01", answers={CHOOSE: "råd\n", DAY: "31 augusti\n"}, answer="j\n"
    )

    assert 0 == code, shown
    assert "Råd, september 2026/27. Vilken dag?" in shown
    assert "september: 2026-08-31" in plan()


def test_without_an_answer_the_list_is_all(run: Run) -> None:
    del run
    code, shown = on_terminal("decide", "2026/27", "--today", "2026-07-01", answers={CHOOSE: "\n"})

    assert (0, PLAN) == (code, plan())
    assert "1. \x1b[1mrad" in shown


def test_a_wrong_answer_is_told_and_asked_again(run: Run) -> None:
    del run
    asked = "Möte. Vilken dag? Till exempel 2027-03-09 eller 9/3 2027: "
    answers = {f"arshjul.yaml {asked}": "9 mars\n", f"2026-03-06. {asked}": "9/3 2027\n"}
    code, shown = on_terminal("decide", "Möte", answers=answers, answer="j\n")

    assert (0, DECIDED) == (code, plan()), shown
    assert 'datum: "9 mars" är inget datum.' in shown


def test_an_activity_alone_is_asked_about_and_no_answer_writes_nothing(run: Run) -> None:
    del run
    code, shown = on_terminal("decide", "mote", answers={"9/3 2027: ": "\n"})

    assert (1, PLAN) == (code, plan())
    assert shown.endswith("Inget är skrivet.\r\n")


@pytest.mark.parametrize("name", ["mote", "Möte"])
def test_the_school_year_is_that_of_the_date(run: Run, name: str) -> None:
    result = run("decide", name, "2027-03-09", "--yes")

    assert (0, DIFF, DECIDED) == (result.exit_code, result.stdout, plan())


def test_a_date_without_a_year_is_one_of_the_school_year_that_is_given(run: Run) -> None:
    assert 0 == run("decide", "2026/27", "mote", "9/3 13:00-15:00", "--yes").exit_code
    assert "      mote: 2027-03-09 13:00–15:00\n" in plan()
    wrong = run("decide", "2026/27", "mote", "måndag 9/3", "--yes")
    assert (2, "") == (wrong.exit_code, wrong.stdout)
    assert "9 mars 2027 är en tisdag, ingen måndag." in wrong.stderr


def test_an_id_may_begin_with_a_digit(run: Run) -> None:
    Path("arshjul.yaml").write_text(
        PLAN.replace("id: mote", "id: 1-maj").replace("{mote:", "{1-maj:"), encoding="utf-8"
    )

    assert 0 == run("decide", "1-maj", "2027-03-09", "--yes").exit_code
    assert "      1-maj: 2027-03-09\n" in plan()


def test_without_a_terminal_nothing_is_asked(run: Run) -> None:
    result = run("decide", "mote")

    assert (2, "", PLAN) == (result.exit_code, result.stdout, plan())
    assert "Datumet saknas. Skriv LÄSÅR AKTIVITET DATUM." in result.stderr


def test_a_decision_is_shown_and_written_with_yes(run: Run) -> None:
    result = run("decide", *MOTE, "--yes")

    assert (0, DIFF) == (result.exit_code, result.stdout)
    assert [
        "Plan: arshjul.yaml",
        "Varning: Läsåret 2026/27 finns inte i planen än. Stämmer årtalet?",
        "Skrivet i arshjul.yaml.",
        "Nästa steg: arshjul generate. Läggs flödena ut från ett repo sparar du i stället ändringen där.",
    ] == result.stderr.splitlines()
    assert plan() == DECIDED


def test_where_nobody_can_be_asked_it_is_only_shown(run: Run) -> None:
    result = run("decide", *MOTE)

    assert (2, DIFF, PLAN) == (result.exit_code, result.stdout, plan())
    assert result.stderr.endswith(
        "Inget är skrivet: programmet kan inte fråga här (ingen terminal). Kör igen med --yes.\n"
    )


def test_what_stands_there_already_is_not_written_again(run: Run) -> None:
    run("decide", *MOTE, "--yes")
    result = run("decide", *MOTE)

    assert (0, "") == (result.exit_code, result.stdout)
    assert result.stderr.endswith("Det står redan så i planen. Inget är skrivet.\n")


@pytest.mark.parametrize(
    ("answer", "code", "written"),
    [("j\n", 0, DECIDED), ("Ja\n", 0, DECIDED), ("n\n", 1, PLAN), ("\n", 1, PLAN), ("\x04", 1, PLAN)],
)
def test_on_a_terminal_it_asks(run: Run, answer: str, code: int, written: str) -> None:
    del run
    done, shown = on_terminal("decide", *MOTE, answer=answer)

    assert "Ska ändringen sparas i arshjul.yaml? [j/N] " in shown
    assert "+      mote: 2027-03-09\r\n" in shown
    assert (code, written) == (done, plan())
    assert ("Skrivet i" if written != PLAN else "Inget är skrivet.") in shown


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("2026/27", "mte", "2027-03-09"), 2, 'AKTIVITET: "mte" finns inte i planen. Menade du "mote"?'),
        (("2026", "mote", "2027-03-09"), 2, '"2026" är inget läsår. Skriv till exempel 2025/26.'),
        (("2026/27", "mote"), 2, "Datumet saknas. Skriv LÄSÅR AKTIVITET DATUM."),
        (("mote", "9 mars"), 2, 'datum: "9 mars" är inget datum. Skriv till exempel 2026-03-05'),
        (
            ("2026/27", "mote", "2026-03-09"),
            2,
            "datum: Måndag 9 mars 2026 ligger utanför läsåret 2026/27. Rätta datumet, eller flytta det till 2025/26.",
        ),
        (
            ("2026/27", "mote", "2027-03-09–2027-03-08"),
            2,
            "datum: Sista dagen ligger före den första. Byt plats på dem.",
        ),
        (
            ("2026/27", "mote", "2027-03-09", "--time", "16:00–13:00"),
            2,
            "tid: Sluttiden 13:00 är inte efter starttiden 16:00. Rätta en av dem, eller skriv till 24:00. ",
        ),
        (
            ("2026/27", "mote", "2027-03-28", "--time", "02:30–03:30"),
            2,
            "datum: Klockan 02:30 finns inte söndag 28 mars 2027, då klockan ställs om. Välj en annan tid.",
        ),
        (
            ("2026/27", "mote", "2027-03-09", "--time", "13"),
            2,
            'tid: "13" är ingen tid. Skriv start och slut, till exempel 13:00–16:00, eller bara 13:00.',
        ),
        (
            ("2026/27", "mote", "2027-03-09", "--slot", "mars"),
            2,
            'månad: Aktiviteten har en tid per läsår ("första tisdagen i mars"). Ange ingen månad.',
        ),
        (("2026/27", "rad", "2026-07-02"), 2, "månad: Aktiviteten har inget tillfälle i juli. Den finns i augusti, "),
        (
            ("2026/27", "rad", "2026-09-02", "--slot", "sept"),
            2,
            'månad: "sept" är ingen månad. Menade du "september"?',
        ),
        (
            ("2026/27", "mote", "2027-03-09", "--url", "kommunen"),
            2,
            'länk: "kommunen" är ingen länk. Skriv hela adressen, till exempel https://kommunen.se/sida.',
        ),
        (("2026/27", "--time", "13:00–14:00"), 2, "--time hör till ett datum. Skriv LÄSÅR AKTIVITET DATUM före"),
        ((*MOTE, "--from", "fil.csv"), 2, "Skriv antingen AKTIVITET och DATUM eller --from, inte båda."),
        (("--from", "fil.csv"), 1, "fil.csv: Filen går inte att läsa (finns inte). Rätta sökvägen"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_written(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = run("decide", *arguments, "--yes")

    assert (code, "", PLAN) == (result.exit_code, result.stdout, plan())
    assert result.stderr.splitlines()[-1].startswith(said)


def test_a_plan_that_is_already_wrong_is_not_changed(run: Run) -> None:
    Path("arshjul.yaml").write_text(PLAN.replace("2026-03-03", "2026-13-03"), encoding="utf-8")
    result = run("decide", *MOTE, "--yes")

    assert 1 == result.exit_code
    assert "arshjul.yaml:9:19: AH209 mote: Datumet 2026-13-03 finns inte i kalendern." in result.stderr


def test_a_calendar_is_written_at_once(run: Run) -> None:
    Path("fil.csv").write_text(
        "aktivitet;datum;tid;plats;månad\n"
        "rad;2026-09-02;13.00-15.00;Sal 1;\n"
        "mote;2027-03-09;;;\n"
        "rad;2026-08-31;;;augusti\n"
        "mote;2026-03-10;;;\n",
        encoding="utf-8-sig",
    )
    result = run("decide", "--from", "fil.csv", "--yes")

    assert 0 == result.exit_code
    assert 1 == result.stdout.count("--- arshjul.yaml")
    assert plan() == (
        PLAN.replace("2026-03-03", "2026-03-10")
        + "  2026/27:\n    dates:\n      mote: 2027-03-09\n      rad:\n        - 2026-08-31\n"
        "        - {date: 2026-09-02 13:00–15:00, location: Sal 1}\n"
    )


def test_a_calendar_is_written_whole_or_not_at_all(run: Run) -> None:
    Path("fil.csv").write_text(
        "aktivitet;datum;tid\nmote;2027-03-09;\nmte;2027-03-09;\nmote;2027-03-10;\nmote;2027-13-01;13\n"
        "rad;2026-08-31;\nrad;2026-08-03;\nmote;9999-01-01;\nmote;0001-01-01;\n",
        encoding="utf-8",
    )
    result = run("decide", "--from", "fil.csv", "--yes")

    assert (1, "", PLAN) == (result.exit_code, result.stdout, plan())
    assert [
        'fil.csv:3: aktivitet: "mte" finns inte i planen. Menade du "mote"?',
        "fil.csv:4: datum: mote har redan ett datum på rad 2. Ta bort det ena, eller ange en annan månad.",
        'fil.csv:5: tid: "13" är ingen tid. Skriv start och slut, till exempel 13:00–16:00, eller bara 13:00.',
        "fil.csv:5: datum: Datumet 2027-13-01 finns inte i kalendern. Rätta dagen eller månaden.",
        "fil.csv:7: datum: rad har redan ett datum på rad 6. Ta bort det ena, eller ange en annan månad.",
        "fil.csv:8: datum: Datumet 9999-01-01 ligger för långt bort. Rätta årtalet.",
        "fil.csv:9: datum: Datumet 0001-01-01 ligger för långt bort. Rätta årtalet.",
        "Inget är skrivet.",
    ] == result.stderr.splitlines()[1:]


def test_a_year_beside_a_calendar_is_that_of_every_row(run: Run) -> None:
    Path("fil.csv").write_text("aktivitet;datum\nmote;2026-03-09\n", encoding="utf-8")
    result = run("decide", "2026/27", "--from", "fil.csv", "--yes")

    assert 1 == result.exit_code
    assert "fil.csv:2: datum: Måndag 9 mars 2026 ligger utanför läsåret 2026/27." in result.stderr


def test_a_calendar_without_rows_is_told(run: Run) -> None:
    Path("fil.csv").write_text("aktivitet;datum\n;\n", encoding="utf-8")
    result = run("decide", "--from", "fil.csv")

    assert 1 == result.exit_code
    assert result.stderr.endswith("fil.csv:1: Filen har rubriker men inga rader. Skriv en rad per möte.\n")


@pytest.mark.parametrize(
    "command", [("decide", "2026/27", "skolanalysgrupp-mars", "2027-03-09"), ("new-year", "2026/27")]
)
def test_the_plan_that_ships_is_not_changed(run: Run, command: tuple[str, ...]) -> None:
    Path("arshjul.yaml").unlink()
    before = SHIPPED.read_bytes()
    result = run(*command, "--yes")

    assert (1, before) == (result.exit_code, SHIPPED.read_bytes())
    assert result.stderr.splitlines()[-1].endswith(
        "Planen som följer med programmet ändras inte. Kopiera den till ./arshjul.yaml, eller ange --plan."
    )


@pytest.mark.skipif(os.name != "posix", reason="links and modes")
def test_a_link_and_the_mode_of_the_plan_are_kept(run: Run) -> None:
    real = Path("riktig.yaml")
    Path("arshjul.yaml").rename(real)
    real.chmod(0o640)
    Path("arshjul.yaml").symlink_to(real)

    assert 0 == run("decide", *MOTE, "--yes").exit_code
    assert Path("arshjul.yaml").is_symlink()
    assert (DECIDED, 0o640) == (real.read_text(encoding="utf-8"), real.stat().st_mode & 0o777)
    assert ["arshjul.yaml", "riktig.yaml"] == sorted(path.name for path in Path().iterdir())


def test_line_ends_and_byte_order_mark_are_kept(run: Run) -> None:
    Path("arshjul.yaml").write_bytes(("\ufeff" + PLAN).replace("\n", "\r\n").encode())
    result = run("decide", *MOTE, "--yes")

    assert DIFF == result.stdout
    assert ("\ufeff" + DECIDED).replace("\n", "\r\n") == plan()


def test_somebody_elses_change_meanwhile_is_not_lost(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from arshjul_cli.cli import rewrite

    monkeypatch.setattr(rewrite, "difference", lambda *_: [Path("arshjul.yaml").write_text(PLAN + "# ny\n")][:0])
    result = run("decide", *MOTE, "--yes")

    assert 1 == result.exit_code
    assert "arshjul.yaml: Filen har ändrats av någon annan. Inget är skrivet. Kör kommandot igen." in result.stderr
    assert plan() == PLAN + "# ny\n"


def test_new_year_reports_and_adds_what_is_to_decide_as_comments(run: Run) -> None:
    result = run("new-year", "2026/27", "--yes")

    assert 0 == result.exit_code
    assert "Det här är annorlunda läsåret 2026/27:\n  Vecka 53: läsåret har en, " in result.stdout
    assert "Preliminära datum att se över:\n  paskmote: söndag 28 mars 2027 krockar med söndag och " in result.stdout
    added = plan().removeprefix(PLAN).splitlines()
    assert [
        "  2026/27:",
        "    # När ett datum är bestämt: ta bort # och mellanslaget framför raden, och skriv rätt datum.",
        "    dates:",
    ] == added[:3]
    assert "      # mote: 2027-03-02  # första tisdagen i mars" in added
    assert 0 == run("check", "2026/27").exit_code


def test_a_decision_takes_up_the_comment_that_proposed_it(run: Run) -> None:
    run("new-year", "2026/27", "--yes")
    before = plan()
    run("decide", *MOTE, "--yes")

    assert plan() == before.replace(
        "# mote: 2027-03-02  # första tisdagen i mars", "mote: 2027-03-09  # första tisdagen i mars"
    )


def test_a_monthly_activity_is_decided_month_by_month(run: Run) -> None:
    run("new-year", "2026/27", "--yes")
    for date in ("2026-09-02", "2026-10-07"):
        assert 0 == run("decide", "2026/27", "rad", date, "--yes").exit_code

    assert "      rad:  # varje månad utom juli\n        - 2026-09-02\n        - 2026-10-07\n" in plan()
    shown = run("decide", "2026/27", "--today", "2026-07-01").stdout
    assert "2026/27, inom 90 dagar: 1 datum att bestämma" in shown
    assert "2026/27, senare: 10 datum att bestämma" in shown


def test_a_plan_indented_by_four_stays_so(run: Run) -> None:
    four = "\n".join(f"{line[: len(line) - len(line.lstrip())]}{line}" for line in PLAN.splitlines()) + "\n"
    Path("arshjul.yaml").write_text(four, encoding="utf-8", newline="")
    run("new-year", "2026/27", "--yes")
    for decision in (("paskmote", "2027-03-30"), ("rad", "2026-09-02"), ("mote", "2027-03-09")):
        assert 0 == run("decide", "2026/27", *decision, "--yes").exit_code

    assert (
        "    2026/27:\n"
        "        # När ett datum är bestämt: ta bort # och mellanslaget framför raden, och skriv rätt datum.\n"
        "        dates:\n"
        "            rad:  # varje månad utom juli\n"
        "                - 2026-09-02\n" in plan()
    )
    assert (
        "\n            mote: 2027-03-09  # första tisdagen i mars\n            paskmote: 2027-03-30  # 28 mars\n"
        in plan()
    )


def test_a_year_that_is_there_gets_what_it_lacks(run: Run) -> None:
    result = run("new-year", "2025/26", "--yes")
    filled = plan()

    assert 0 == result.exit_code
    assert result.stdout.startswith("Det här är annorlunda läsåret 2025/26:\n")
    assert result.stderr.endswith("Nästa steg: arshjul decide 2025/26 visar vad som ska bestämmas.\n")
    assert "    dates:\n      mote: 2026-03-03   # beslutat\n      # rad: {augusti: , " in filled
    assert filled.endswith("      # paskmote: 2026-03-28  # 28 mars\n")
    again = run("new-year", "2025/26", "--yes")
    assert (0, filled) == (again.exit_code, plan())
    assert again.stderr.endswith("Det står redan så i planen. Inget är skrivet.\n")


def test_after_an_early_decision_the_rest_of_the_year_is_filled_in(run: Run) -> None:
    for decision in (MOTE, ("2026/27", "rad", "2026-10-07")):
        run("decide", *decision, "--yes")
    result = run("new-year", "2026/27", "--yes")

    assert 0 == result.exit_code, result.stderr
    assert [
        "  2026/27:",
        "    # När ett datum är bestämt: ta bort # och mellanslaget framför raden, och skriv rätt datum.",
        "    dates:",
        "      mote: 2027-03-09",
        "      rad:",
        "        - 2026-10-07",
        "      # paskmote: 2027-03-28  # 28 mars",
    ] == plan().removeprefix(PLAN).splitlines()
    assert 0 == run("decide", "2026/27", "paskmote", "2027-03-30", "--yes").exit_code
    assert "      paskmote: 2027-03-30  # 28 mars\n" in plan()


def test_a_year_within_braces_is_told_what_to_do(run: Run) -> None:
    flow = PLAN.replace("2025/26:\n    dates: {mote: 2026-03-03} ", "2025/26: {dates: {mote: 2026-03-03}}")
    Path("arshjul.yaml").write_text(flow, encoding="utf-8", newline="")
    result = run("new-year", "2025/26", "--yes")

    assert (1, flow) == (result.exit_code, plan())
    assert "Läsåret 2025/26 står inom klamrar. Skriv dess nycklar på egna rader. Inget är skrivet." in result.stderr


def test_new_year_asks_too(run: Run) -> None:
    assert (2, PLAN) == (run("new-year", "2026/27").exit_code, plan())
    assert "LÄSÅR saknas. Skriv arshjul new-year --help för hjälp.\n" == run("new-year").stderr


def test_help_is_swedish_and_names_the_commands(run: Run) -> None:
    assert "new-year" in run("--help").stdout
    for command in ("decide", "cancel", "new-year"):
        page = run(command, "--help").stdout
        assert page.startswith(f"Användning: arshjul {command} [ALTERNATIV]")
        assert not any(english in page for english in ("Usage", "Options", "TEXT", "default", "required"))


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2027-03-09", []),
        ("2027-03-26", ["Varning: mote: Fre 26 mars 2027 är långfredagen. Bestäm en annan dag."]),
        ("2027-03-13", ["Varning: mote: Lör 13 mars 2027 är en ledig dag. Bestäm en annan dag."]),
    ],
)
def test_a_day_off_is_told_before_it_is_written(run: Run, date: str, said: list[str]) -> None:
    Path("arshjul.yaml").write_text(PLAN + "  2026/27: {}\n", encoding="utf-8")
    result = run("decide", "2026/27", "mote", date, "--yes")

    assert (0, said) == (result.exit_code, [line for line in result.stderr.splitlines() if "Varning:" in line])


def test_a_decision_for_what_is_cancelled_says_that_it_stays_so(run: Run) -> None:
    Path("arshjul.yaml").write_text(PLAN + "  2026/27:\n    cancelled: {rad: {december: Jul}}\n", encoding="utf-8")
    result = run("decide", "2026/27", "rad", "2026-12-09", "--yes")

    assert (
        "Varning: rad: Aktiviteten är inställd (Jul), så mötet onsdag 9 december 2026 visas som inställt.\n"
        in result.stderr
    )


def test_a_doubt_is_told_though_the_like_stands_elsewhere(run: Run) -> None:
    Path("arshjul.yaml").write_text(PLAN + "  2026/27:\n    dates: {mote: 2027-03-13}\n", encoding="utf-8")
    result = run("decide", "2026/27", "rad", "2027-03-13", "--yes")

    assert "Varning: rad: Lör 13 mars 2027 är en ledig dag. Bestäm en annan dag.\n" in result.stderr
    assert "Varning: mote" not in result.stderr


def test_what_has_passed_is_counted_last_and_the_command_that_it_names_tells_which(run: Run) -> None:
    result = run("decide", "--today", "2027-03-20", COLUMNS="80")

    said = "Passerat utan beslut: 8 datum. I arshjul show 2026/27 är de märkta prel."
    assert said == result.stdout.splitlines()[-1]
    rows = json.loads(run("show", "2026/27", "--format", "json").stdout)["occurrences"]
    assert 8 == sum(one["status"] == "tentative" and one["last_day"] < "2027-03-20" for one in rows)
    assert "Passerat utan beslut" not in run("decide", "2026/27", "--today", "2026-07-01").stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_all_that_is_left_may_have_passed(run: Run) -> None:
    result = run("decide", "2025/26", "--today", "2027-01-01")

    assert result.stdout.startswith("Passerat utan beslut: 12 datum. I arshjul show 2025/26 är de märkta prel.\n")
    assert "Alla datum" not in result.stderr
