"""What is done in some years only, as the users of every command meet it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from arshjul_cli.cli import app

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: enkat, summary: Enkät, when: mars vartannat år från 2026/27, decided_yearly: true, responsible: [rektor]}
  - {id: rapport, summary: Rapport, when: 14 juni och 1 oktober jämna år, responsible: [rektor]}
  - id: rad
    summary: Råd
    when: första tisdagen varje månad utom juli vart tredje år från 2026/27
    responsible: [rektor]
promises:
  - {id: lofte, text: En enkät och ett råd, activities: [enkat, rad], per_school_year: minst 12}
years:
  2026/27:
    dates:
      enkat: 2027-03-09 09:00–10:00
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a folder with a plan."""
    monkeypatch.chdir(tmp_path)
    for variable in ("ARSHJUL_PLAN", "ARSHJUL_DEBUG", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8")

    def invoke(*arguments: str) -> Result:
        day = {"new-year": (), "generate": ("--stamp", "2026-08-17T12:00:00Z")}.get(
            arguments[0], ("--today", "2026-08-17")
        )
        return CliRunner().invoke(app, [*arguments, *day], prog_name="arshjul")

    return invoke


def _change(old: str, new: str) -> None:
    plan = Path("arshjul.yaml").read_text(encoding="utf-8")
    assert old in plan
    Path("arshjul.yaml").write_text(plan.replace(old, new), encoding="utf-8")


def _shown(run: Run, year: str) -> list[tuple[str, str]]:
    shown = json.loads(run("show", year, "--format", "json").stdout)
    return [(one["activity"], one["start"]) for one in shown["occurrences"] if one["activity"] != "rad"]


def test_a_year_shows_what_is_done_in_it(run: Run) -> None:
    assert [("rapport", "2026-10-01"), ("enkat", "2027-03-09")] == _shown(run, "2026/27")
    assert [("rapport", "2028-06-14")] == _shown(run, "2027/28")
    assert [("rapport", "2028-10-01"), ("enkat", "2029-03-01")] == _shown(run, "2028/29")
    assert [] == _shown(run, "2025/26")[:-1]


def test_a_year_that_rests_has_no_event_nothing_to_decide_and_no_finding(run: Run) -> None:
    assert "Alla datum är bestämda: 2027/28." in run("decide", "2027/28").output
    assert "Planen går att använda: 0 fel, 0 varningar, 0 påpekanden." in run("check", "2027/28").output
    assert 0 == run("generate", "2027/28").exit_code
    events = Path("feeds/alla.ics").read_text(encoding="utf-8")
    assert 1 == events.count("BEGIN:VEVENT")
    assert "enkat" in run("decide", "2028/29").output


def test_a_promise_counts_again_when_one_of_its_activities_is_there(run: Run) -> None:
    _change("minst 12", "minst 13")
    assert "AH302" not in run("check", "2027/28").output
    assert '"En enkät och ett råd" hålls inte läsåret 2028/29' in run("check", "2028/29").output


def test_explain_says_in_which_years_it_is(run: Run) -> None:
    said = run("explain", "enkat", "2025/26-2028/29").output
    assert "Hela mars; vartannat läsår, första gången 2026/27." in said
    assert 2 == " ".join(said.split()).count("Görs inte då: bara vartannat år från 2026/27.")
    monthly = run("explain", "rad", "2026/27-2027/28").output
    assert 1 == monthly.count("Görs inte då: bara vart tredje år från")
    assert "juni                         Görs inte då: bara jämna år." in run("explain", "rapport", "2026/27").output


def test_a_date_in_a_year_that_rests_is_an_occurrence_and_decide_says_that_the_rule_gives_none(run: Run) -> None:
    result = run("decide", "2027/28", "enkat", "2028-03-07", "--yes")

    assert 0 == result.exit_code
    said = "Varning: enkat: Regeln (mars vartannat år från 2026/27) ger inget då. Det blir ett tillfälle ändå."
    assert said in result.stderr.splitlines()
    assert ("enkat", "2028-03-07") in _shown(run, "2027/28")
    assert "Planen går att använda: 0 fel, 0 varningar, 0 påpekanden." in run("check", "2027/28").output
    explained = " ".join(run("explain", "enkat", "2027/28").output.split())
    assert "Regeln ger inget då: bara vartannat år från 2026/27." in explained
    assert 0 == run("cancel", "2027/28", "enkat", "Sjukdom", "--yes").exit_code


def test_a_far_date_is_not_said_to_be_that_of_a_year_that_rests(run: Run) -> None:
    _change("  2026/27:\n    dates:\n      enkat: 2027-03-09 09:00–10:00\n", "  2026/27: {dates: {}}\n")
    said = run("decide", "2028/29", "enkat", "2028-08-20", "--yes").stderr
    assert "dagar från det som regeln ger" in said
    assert "Är det förra läsårets?" not in said


@pytest.mark.parametrize(
    ("cancelled", "said"),
    [
        (
            "enkat: Sjukdom",
            "AH210 enkat: Det finns inget att ställa in läsåret 2027/28: aktiviteten görs mars vartannat år från",
        ),
        (
            "rapport: {oktober: Sjukdom}",
            "AH210 rapport: Regeln (14 juni och 1 oktober jämna år) ger inget i oktober läsåret 2027/28.",
        ),
    ],
)
def test_what_a_year_has_nothing_of_is_not_cancelled(run: Run, cancelled: str, said: str) -> None:
    Path("arshjul.yaml").write_text(f"{PLAN}  2027/28:\n    cancelled: {{{cancelled}}}\n", encoding="utf-8")
    result = run("check", "2027/28")

    assert 1 == result.exit_code
    assert said in result.output


def test_cancel_says_so_before_it_writes(run: Run) -> None:
    whole = run("cancel", "2027/28", "enkat", "Sjukdom", "--yes")
    month = run("cancel", "2027/28", "rapport", "Sjukdom", "--slot", "oktober", "--yes")

    assert "enkat har inget datum läsåret 2027/28, så det finns inget att ställa in." in whole.stderr
    assert (
        "Aktiviteten har inget tillfälle i oktober läsåret 2027/28, så det finns inget att ställa in." in month.stderr
    )
    assert PLAN == Path("arshjul.yaml").read_text(encoding="utf-8")


def test_a_break_is_of_one_year_and_what_never_is_done_is_an_error(run: Run) -> None:
    _change(
        "activities:\n",
        "activities:\n  - {id: aldrig, summary: A, when: mars jämna år, from: 2026/27, until: 2026/27}\n",
    )
    _change("    dates:\n", "    breaks: [{name: Sportlov, when: v. 8 jämna år}]\n    dates:\n")
    said = run("check").output

    assert 'AH209 aldrig: Aktiviteten ("mars jämna år") görs aldrig till och med 2026/27. Rätta ett av åren.' in said
    assert "AH207" in said
    assert "Ett lov är dagar i följd" in said


def test_a_new_year_tells_whose_turn_it_is_and_moves_the_day_of_last_time(run: Run) -> None:
    rests = run("new-year", "2027/28", "--yes")
    comes = run("new-year", "2028/29", "--yes")

    assert "enkat: görs inte det här läsåret (mars vartannat år från 2026/27)." in rests.output
    assert "enkat: görs det här läsåret, men inte det förra (mars vartannat år från 2026/27)." in comes.output
    plan = Path("arshjul.yaml").read_text(encoding="utf-8")
    # Week 10 and a Tuesday, as two years before.
    assert 1 == plan.count("# enkat: 2029-03-06 09:00–10:00  # mars vartannat år från 2026/27\n")


def test_an_event_of_a_year_that_rests_now_is_no_loss(run: Run) -> None:
    for rule in (" vartannat år från 2026/27", " jämna år", " vart tredje år från 2026/27"):
        _change(rule, "")
    assert 0 == run("generate", "2026/27", "2027/28").exit_code
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8")
    result = run("generate", "2026/27", "2027/28")

    assert 0 == result.exit_code, result.output
    assert "AH320" not in result.output
    _change("mars vartannat år från 2026/27", "mars")
    assert 0 == run("generate", "2026/27", "2027/28").exit_code
