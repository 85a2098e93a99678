"""A calendar that is all there is: `complete` under a school year, and `decide --from --complete`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from arshjul_cli.cli import app

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: namnd, summary: Nämnd, when: varje månad utom juli, decided_yearly: true, responsible: [rektor]}
  - {id: mote, summary: Möte, when: första tisdagen i mars, decided_yearly: true, responsible: [rektor]}
promises:
  - {id: moten, text: Tre möten, activities: [namnd], per_school_year: 3}
years:
  2026/27: {}
"""
AUTUMN = "aktivitet;datum\nnamnd;2026-09-01\nnamnd;2026-11-03\nmote;2027-03-09\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a folder with a plan and the calendar of an autumn, in August 2026."""
    monkeypatch.chdir(tmp_path)
    for variable in ("ARSHJUL_PLAN", "ARSHJUL_DEBUG", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8")
    Path("fil.csv").write_text(AUTUMN, encoding="utf-8")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "--today", "2026-08-17"], prog_name="arshjul")

    return invoke


def _new() -> list[str]:
    """Return the lines of the plan that were not there."""
    written = Path("arshjul.yaml").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in written if line not in PLAN.splitlines()]


def _dates(run: Run) -> list[str]:
    """Return the days of the meetings of a school year."""
    shown = run("show", "2026/27", "--format", "json").stdout
    return [line.split('"')[3] for line in shown.splitlines() if '"start":' in line]


def test_without_the_option_it_is_offered_and_nothing_is_left_out(run: Run) -> None:
    result = run("decide", "--from", "fil.csv", "--yes")

    left = "namnd: 3 tillfällen juli–december 2026/27 har inget datum i filen."
    assert f"Varning: {left}" not in result.stderr
    assert f"{left} Är filen hela kalendern: kör igen med --complete.\n" in result.stderr
    assert 12 == len(_dates(run))
    assert "complete" not in " ".join(_new())


def test_with_it_the_dates_of_the_half_year_are_all_there_are(run: Run) -> None:
    result = run("decide", "--from", "fil.csv", "--complete", "--yes")

    assert 0 == result.exit_code, result.stderr
    assert "--complete" not in result.stderr
    assert "namnd: juli–december" in _new()
    assert not [line for line in _new() if line.startswith("mote: juli")]
    assert ["2026-09-01", "2026-11-03"] == _dates(run)[:2]
    assert 9 == len(_dates(run))
    assert "november" not in run("decide", "2026/27").stdout
    assert "oktober" not in run("explain", "namnd", "2026/27").stdout.partition("Varför")[2]


def test_the_spring_makes_it_the_whole_year(run: Run) -> None:
    run("decide", "--from", "fil.csv", "--complete", "--yes")
    Path("fil.csv").write_text("aktivitet;datum\nnamnd;2027-02-02\n", encoding="utf-8")
    result = run("decide", "--from", "fil.csv", "--complete", "--yes")

    assert 0 == result.exit_code, result.stderr
    assert "namnd: läsåret" in _new()
    assert ["2026-09-01", "2026-11-03", "2027-02-02", "2027-03-09"] == _dates(run)
    # A promise counts what is written.
    assert "AH302" not in run("check", "2026/27").stdout


def test_what_it_leaves_out_is_no_loss_and_comes_back_when_it_is_decided(run: Run) -> None:
    assert 0 == run("generate", "2026/27", "--stamp", "2026-08-17T12:00:00Z").exit_code
    run("decide", "--from", "fil.csv", "--complete", "--yes")
    text = Path("arshjul.yaml").read_text(encoding="utf-8")
    Path("arshjul.yaml").write_text(text.replace("namnd: juli–december", "namnd: läsåret"), encoding="utf-8")

    made = run("generate", "2026/27", "--stamp", "2026-08-17T13:00:00Z")

    assert 0 == made.exit_code, made.stderr
    assert 3 == Path("feeds/alla.ics").read_bytes().count(b"BEGIN:VEVENT")
    Path("arshjul.yaml").write_text(
        text.replace("- 2026-11-03", "- 2026-10-06\n        - 2026-11-03"), encoding="utf-8"
    )
    assert "2026-10-06" in _dates(run)


@pytest.mark.parametrize(
    ("complete", "said"),
    [
        ("{namnd: juli–december}", "Aktiviteten har inget datum i de månaderna. Skriv datumen under dates, eller"),
        ("{namnd: hösten}", '"hösten" är ingen månad.'),
        ("{namnd: december–augusti}", "går över läsårets slut. Skriv månader i läsårets ordning,"),
        ("{mote: läsåret}", 'Aktiviteten ("första tisdagen i mars") har en enda tid per läsår. Ta bort raden.'),
        ("{namn: läsåret}", 'Aktiviteten "namn" finns inte. Menade du "namnd"?'),
    ],
)
def test_what_cannot_be_complete_is_told_at_its_place(run: Run, complete: str, said: str) -> None:
    dates = "dates: {namnd: [2027-02-02], mote: 2027-03-09}"
    text = PLAN.replace("2026/27: {}", f"2026/27: {{{dates}, complete: {complete}}}")
    Path("arshjul.yaml").write_text(text, encoding="utf-8")
    (line,) = [line for line in run("check", "2026/27").stdout.splitlines() if " AH2" in line]

    assert line.startswith("arshjul.yaml:9:")
    assert said in line


def test_it_belongs_to_a_file(run: Run) -> None:
    result = run("decide", "2026/27", "mote", "2027-03-09", "--complete")

    assert (2, True) == (result.exit_code, "--complete hör till en hel kalender. Skriv --from FIL.csv" in result.stderr)
