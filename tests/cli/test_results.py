"""`--format`, `--out` and `--ids`: the same in every command that has them."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]

TODAY = ("--today", "2026-03-01")
COMMANDS = {
    "show": ("show", "2025/26", *TODAY),
    "next": ("next", *TODAY),
    "roles": ("roles",),
    "explain": ("explain", "mote", *TODAY),
    "several": ("explain", "möte", *TODAY),
    "diff": ("diff", "gammal.yaml", *TODAY),
}
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, chef: {name: Chef}}
activities:
  - {id: mote, summary: Nämndens möte, when: mitten av mars, responsible: [rektor]}
  - {id: budget, summary: Budgetmöte, when: maj, responsible: [chef]}
  - {id: vid, summary: Samtal, when: vid behov}
years: {2025/26: {dates: {mote: 2026-03-05}}}
"""
IDS = {"show": "mote", "next": "mote", "roles": "rektor", "explain": "rektor", "several": "mote", "diff": "mote"}


@pytest.fixture
def run(arshjul: Run) -> Run:
    """Run the program beside a plan, and an old one in which a meeting was another day."""
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8")
    Path("gammal.yaml").write_text(PLAN.replace("2026-03-05", "2026-03-04"), encoding="utf-8")
    return arshjul


@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_is_the_default_and_is_called_text_too(run: Run, command: str) -> None:
    shown = [run(*COMMANDS[command], *asked) for asked in ((), ("--format", "table"), ("--format", "text"))]

    assert [0, 0, 0] == [result.exit_code for result in shown]
    assert shown[0].stdout
    assert 1 == len({result.stdout for result in shown})


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("format_", "ending"), [("csv", "csv"), ("markdown", "md"), ("json", "json"), ("table", "txt")]
)
def test_a_file_has_what_is_shown_and_its_name_says_the_format(
    run: Run, command: str, format_: str, ending: str
) -> None:
    shown = run(*COMMANDS[command], "--format", format_)
    written = run(*COMMANDS[command], "--out", f"fil.{ending}")

    assert (0, 0, "") == (shown.exit_code, written.exit_code, written.stdout)
    assert shown.stdout_bytes == Path(f"fil.{ending}").read_bytes()
    assert f"Skrivet i fil.{ending}." in written.stderr.splitlines()


@pytest.mark.parametrize("command", COMMANDS)
def test_csv_and_json_are_whole_and_have_the_ids(run: Run, command: str) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run(*COMMANDS[command], "--format", "csv").stdout.lstrip("\ufeff")), delimiter=";")
    )
    document = json.loads(run(*COMMANDS[command], "--format", "json").stdout)

    assert rows
    assert 1 == document["schema"]
    if command != "explain":
        assert IDS[command] in {row["Id"] for row in rows}


@pytest.mark.parametrize("command", ["show", "next", "roles", "diff"])
def test_ids_are_shown_to_people_if_they_are_asked_for(run: Run, command: str) -> None:
    without, with_ids = (run(*COMMANDS[command], *asked).stdout for asked in ((), ("--ids",)))

    assert IDS[command] not in without.replace("(alla, rektor)", "")
    assert IDS[command] in with_ids


def test_ids_beside_titles_are_no_part_of_what_programs_get(run: Run) -> None:
    for format_ in ("csv", "json"):
        plain, asked = (run(*COMMANDS["show"], "--format", format_, *more) for more in ((), ("--ids",)))
        assert plain.stdout == asked.stdout
    assert "Nämndens möte (mote)" in run(*COMMANDS["show"], "--format", "markdown", "--ids").stdout
    assert "Samtal (vid)" in run(*COMMANDS["show"], "--ids").stdout


def test_explain_tells_the_ids_of_the_roles(run: Run) -> None:
    assert "Rektor (rektor)" in run(*COMMANDS["explain"], "--ids").stdout
    assert "Rektor (rektor)" not in run(*COMMANDS["explain"]).stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--format", "xml"), '--format: "xml" går inte att välja. Skriv table, csv, markdown eller json.'),
        (
            ("--out", "fil.docx"),
            (
                '--out: "fil.docx" säger inte vilket format det ska vara. '
                "Skriv ett filnamn som slutar på .csv, .md, .json eller .txt, eller ange --format."
            ),
        ),
        (
            ("--out", "arshjul.yaml", "--format", "csv"),
            '--out: "arshjul.yaml" heter som en plan eller ett flöde. Välj ett annat filnamn.',
        ),
    ],
)
def test_what_no_format_is_is_told_before_anything_is_done(
    run: Run, command: str, asked: tuple[str, ...], said: str
) -> None:
    result = run(*COMMANDS[command], *asked)

    assert (2, "", [said]) == (result.exit_code, result.stdout, result.stderr.splitlines())
    assert PLAN == Path("arshjul.yaml").read_text(encoding="utf-8")


def test_a_format_that_is_given_goes_before_the_name_of_the_file(run: Run) -> None:
    run("roles", "--format", "json", "--out", "roller.lista")

    assert "rows" in json.loads(Path("roller.lista").read_text(encoding="utf-8"))


def test_next_gives_what_it_shows_and_no_more(run: Run) -> None:
    document = json.loads(run("next", "--today", "2026-04-20", "--days", "20", "--format", "json").stdout)

    assert ["budget"] == [one["activity"] for one in document["occurrences"]]
    assert [] == document["undated"]


@pytest.mark.parametrize("text", ["nämndens möte", "  NÄMNDENS  möte ", "nämnd", "mot"])
def test_explain_takes_a_title_or_a_part_that_only_one_has(run: Run, text: str) -> None:
    assert run("explain", text, *TODAY).stdout.startswith("Nämndens möte\n")


def test_explain_lists_what_fits_a_part_of_several(run: Run) -> None:
    result = run("explain", "MÖTE", *TODAY)

    assert (
        0,
        ["Id      Aktivitet      Regel", "mote    Nämndens möte  mitten av mars", "budget  Budgetmöte     maj"],
    ) == (
        result.exit_code,
        result.stdout.splitlines(),
    )
    assert result.stderr.endswith("2 aktiviteter passar. Förklara en av dem: arshjul explain ID\n")


def test_a_title_goes_before_a_part_of_another(run: Run) -> None:
    Path("arshjul.yaml").write_text(PLAN.replace("Samtal", "Möte"), encoding="utf-8")

    assert run("explain", "möte", *TODAY).stdout.startswith("Möte\n")


def test_explain_in_json_has_the_dates_and_why(run: Run) -> None:
    document = json.loads(run("explain", "mote", "2025/26", *TODAY, "--format", "json").stdout)

    assert ("mote", "Nämndens möte", ["alla.ics", "rektor.ics"]) == (
        document["activity"],
        document["summary"],
        document["feeds"],
    )
    assert [("2025/26", "2026-03-05", "bestämt")] == [
        (one["school_year"], one["start"], one["status"]) for one in document["dates"]
    ]
    assert [{"role": "rektor", "name": "Rektor", "how": "ansvarig"}] == document["reached"]


def test_explain_in_markdown_has_every_part(run: Run) -> None:
    told = run("explain", "mote", "2025/26", *TODAY, "--format", "markdown").stdout

    assert told.startswith("# Nämndens möte\n\nmote, arshjul.yaml:4\n\n## När\n\n- ")
    assert "| 2025/26 | tors 5 mars | v. 10 | bestämt | Står i planen: arshjul.yaml:7 " in told
    assert ["När", "Datum", "Vilka som berörs", "Finns i flödena"] == [
        line.removeprefix("## ") for line in told.splitlines() if line.startswith("## ")
    ][:4]


def test_diff_as_csv_has_the_days_of_both_sides(run: Run) -> None:
    text = run(*COMMANDS["diff"], "--format", "csv").stdout.lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert [
        ("alla", "Flyttad", "Nämndens möte", "2026-03-04", "2026-03-05", "mote", "2025/26"),
        ("rektor", "Flyttad", "Nämndens möte", "2026-03-04", "2026-03-05", "mote", "2025/26"),
    ] == [
        tuple(row[key] for key in ("Flöde", "Ändring", "Aktivitet", "Började", "Börjar", "Id", "Läsår")) for row in rows
    ]


def test_diff_with_ids_keeps_the_marks_of_a_title(run: Run) -> None:
    month = PLAN.replace("when: maj,", "when: maj, decided_yearly: true,")
    Path("gammal.yaml").write_text(month, encoding="utf-8")
    Path("arshjul.yaml").write_text(
        month.replace("2025/26: {dates: {", "2025/26: {dates: {budget: 2026-05-06, "), "utf-8"
    )

    assert "Bestämd: Budgetmöte (budget), onsdag 6 maj 2026 (alla, chef)\n" == run(*COMMANDS["diff"], "--ids").stdout
