"""`arshjul cancel`, and what `decide` keeps and asks about, as their users meet them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from arshjul_cli.cli import app
from terminal import on_terminal

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: namnd, summary: Nämnd, when: varje månad utom juli, decided_yearly: true, responsible: [rektor]}
  - {id: mote, summary: Möte, when: första tisdagen i mars, decided_yearly: true, responsible: [rektor]}
  - {id: rad, summary: Råd, when: tredje tisdagen varje månad, responsible: [rektor]}
  - {id: sent, summary: Sent, when: juni, decided_yearly: true, responsible: [rektor]}
  - {id: ibland, summary: Ibland, when: vid behov, responsible: [rektor]}
years:
  2026/27:
    dates:
      namnd: [2027-01-13 13:00–16:00, 2027-03-02]  # nämndens kalender
      mote: {date: 2027-03-09 9:00–11:00, location: Kommunhuset, url: https://kommunen.se/mote}
    extra: [{id: dag, summary: Dag, date: 2027-05-05, responsible: [rektor]}]
"""
NEXT = "Nästa steg: arshjul generate. Läggs flödena ut från ett repo sparar du i stället ändringen där."

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a folder with a plan, in August 2026."""
    monkeypatch.chdir(tmp_path)
    for variable in ("ARSHJUL_PLAN", "ARSHJUL_DEBUG", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8", newline="")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "--today", "2026-08-17"], prog_name="arshjul")

    return invoke


def _plan() -> str:
    return Path("arshjul.yaml").read_bytes().decode()


def _new() -> list[str]:
    """Return the lines of the plan that were not there."""
    return [line for line in _plan().splitlines() if line not in PLAN.splitlines()]


def _obs(result: Result) -> list[str]:
    return [line.removeprefix("Varning: ") for line in result.stderr.splitlines() if line.startswith("Varning: ")]


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (("mote", "Sjukdom"), ["    cancelled:", "      mote: Sjukdom"]),
        (("namnd", "--slot", "februari", "Lov"), ["    cancelled:", "      namnd: {februari: Lov}"]),
        (("namnd", "--slot", "Januari", "Lov"), ["    cancelled:", "      namnd: {januari: Lov}"]),
        (("namnd", "--date", "2027-01-13", "Lov: v. 2"), ["    cancelled:", '      namnd: {2027-01-13: "Lov: v. 2"}']),
        (("rad", "--date", "2027-02-16", "Lov"), ["    cancelled:", "      rad: {februari: Lov}"]),
        (("mote", "--date", "2027-03-09", "Lov"), ["    cancelled:", "      mote: {2027-03-09: Lov}"]),
        (("dag", "Regn, och blåst"), ["    cancelled:", '      dag: "Regn, och blåst"']),
    ],
)
def test_it_writes_a_year_a_month_or_a_day(run: Run, arguments: tuple[str, ...], lines: list[str]) -> None:
    result = run("cancel", "2026/27", *arguments, "--yes")

    assert 0 == result.exit_code, result.stderr
    assert lines == [line.replace("'", '"') for line in _new()]
    assert ["Skrivet i arshjul.yaml.", NEXT] == result.stderr.splitlines()[-2:]
    assert all(f"+{line}" in result.stdout.replace("'", '"').splitlines() for line in lines)
    assert 0 == run("check", "2026/27").exit_code


def test_what_is_cancelled_is_shown_so_and_a_day_is_that_of_the_decision(run: Run) -> None:
    run("cancel", "2026/27", "namnd", "--date", "2027-01-13", "Sjukdom", "--yes")
    shown = run("show", "2026/27", "--format", "csv").stdout.splitlines()

    assert [True] == ["2027-01-13" in line for line in shown if "inställt" in line]
    assert "Inställt: Sjukdom\n" in run("explain", "namnd", "2026/27").stdout


def test_a_second_month_stands_beside_the_first_and_a_second_reason_in_its_place(run: Run) -> None:
    for arguments in (("--slot", "februari", "Lov"), ("--slot", "april", "Påsk"), ("--slot", "februari", "Sportlov")):
        assert 0 == run("cancel", "2026/27", "namnd", *arguments, "--yes").exit_code
    assert ["    cancelled:", "      namnd: {februari: Sportlov, april: Påsk}"] == _new()

    again = run("cancel", "2026/27", "namnd", "--slot", "april", "Påsk")
    assert (0, True) == (again.exit_code, again.stderr.endswith("Det står redan så i planen. Inget är skrivet.\n"))


def test_a_day_and_its_month_are_one(run: Run) -> None:
    run("cancel", "2026/27", "namnd", "--date", "2027-01-13", "Sjukdom", "--yes")
    run("cancel", "2026/27", "namnd", "--slot", "januari", "Lov", "--yes")

    assert ["    cancelled:", "      namnd: {2027-01-13: Lov}"] == _new()


def test_it_asks_and_a_no_changes_nothing(run: Run) -> None:
    assert (2, PLAN) == (run("cancel", "2026/27", "mote", "Sjukdom").exit_code, _plan())
    code, asked = on_terminal("cancel", "2026/27", "mote", "Sjukdom", answer="n\n")
    assert (1, True, PLAN) == (code, "Ska ändringen sparas i arshjul.yaml? [j/N]" in asked, _plan())


def test_a_whole_series_is_said_before_it_is_asked_about(run: Run) -> None:
    result = run("cancel", "2026/27", "namnd", "Sjukdom", "--yes")

    assert "11 tillfällen ställs in. Gäller det bara ett: --slot MÅNAD, eller --date DATUM." in _obs(result)
    assert ["mote: tisdag 9 mars 2027 har redan varit."] == _obs(
        CliRunner().invoke(app, ["cancel", "2026/27", "mote", "Sjukdom", "--yes", "--today", "2027-03-10"])
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("mot", "Lov"), 'aktivitet: "mot" finns inte i planen. Menade du "mote"?'),
        (("ibland", "Lov"), "aktivitet: ibland har inget datum läsåret 2026/27, så det finns inget att ställa in."),
        (("namnd", "2027-01-13"), "skäl: Skälet är bara ett datum. Skriv varför sist. En dag står efter --date,"),
        (("namnd", "januari"), "skäl: Skälet är bara en månad."),
        (("namnd", "ja"), 'skäl: Skälet är bara "ja".'),
        (("namnd", " "), "skäl: Skälet saknas."),
        (("namnd", "--slot", "juli", "Lov"), "månad: Aktiviteten har inget tillfälle i juli. Den finns i augusti,"),
        (("namnd", "--slot", "jan", "Lov"), 'månad: "jan" är ingen månad. Menade du "januari"?'),
        (("mote", "--slot", "mars", "Lov"), "månad: Aktiviteten har en tid per läsår. Ange ingen månad."),
        (("namnd", "--date", "2027-02-03", "Lov"), "datum: Dagen är inte bestämd. Ställ in månaden: --slot februari."),
        (("mote", "--date", "2027-03-10", "Lov"), "datum: Inget är onsdag 10 mars 2027. Det finns tisdag 9 mars 2027."),
        (("mote", "--date", "9 mars", "Lov"), '--date: "9 mars" är inget datum. Skriv till exempel --date 2027-01-13.'),
        (("mote", "--date", "2027-03-09", "--slot", "mars", "Lov"), "Skriv antingen --slot eller --date, inte båda."),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("cancel", "2026/27", *arguments, "--yes")

    assert (2, PLAN) == (result.exit_code, _plan())
    assert said in result.stderr


def test_a_part_and_the_whole_do_not_mix(run: Run) -> None:
    run("cancel", "2026/27", "namnd", "--slot", "februari", "Lov", "--yes")
    whole = run("cancel", "2026/27", "namnd", "Sjukdom", "--yes")
    assert (2, True) == (
        whole.exit_code,
        "redan inställt för en del av läsåret. Ställ in en månad i taget" in whole.stderr,
    )

    run("cancel", "2026/27", "mote", "Lov", "--yes")
    part = run("cancel", "2026/27", "mote", "--date", "2027-03-09", "Sjukdom", "--yes")
    assert (2, True) == (part.exit_code, "mote är redan inställt hela läsåret 2026/27: Lov." in part.stderr)


# What a decision keeps of the one that it replaces.


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "mote: {date: 2027-03-16 09:00–11:00, location: Kommunhuset, url: https://kommunen.se/mote}"),
        (("--time", ""), "mote: {date: 2027-03-16, location: Kommunhuset, url: https://kommunen.se/mote}"),
        (("--time", "", "--location", "", "--url", ""), "mote: 2027-03-16"),
        (("--time", "13:00–14:00"), "mote: {date: 2027-03-16 13:00–14:00, location: Kommunhuset, url: https://kommunen.se/mote}"),
    ],
)  # fmt: skip
def test_only_a_day_keeps_time_place_and_link(run: Run, arguments: tuple[str, ...], line: str) -> None:
    result = run("decide", "2026/27", "mote", "2027-03-16", *arguments, "--yes")

    assert [f"      {line}"] == _new()
    kept = ("tiden 09:00–11:00", "platsen Kommunhuset", "länken https://kommunen.se/mote")
    told = "".join(_obs(result))
    assert [not arguments, "location" in line, "url" in line] == [part in told for part in kept]
    assert ("Kvar från förut:" in told) == ("location" in line)


def test_a_span_keeps_no_time(run: Run) -> None:
    run("decide", "2026/27", "mote", "2027-03-16–2027-03-17", "--yes")

    assert ["      mote: {date: 2027-03-16–2027-03-17, location: Kommunhuset, url: https://kommunen.se/mote}"] == _new()


def test_of_a_file_a_missing_column_keeps_and_an_empty_cell_takes_away(run: Run) -> None:
    Path("a.csv").write_text("aktivitet;datum;tid\nmote;2027-03-16;\n", encoding="utf-8")
    result = run("decide", "--from", "a.csv", "--yes")

    assert ["      mote: {date: 2027-03-16, location: Kommunhuset, url: https://kommunen.se/mote}"] == _new()
    assert "mote: Kvar från förut: platsen Kommunhuset och länken https://kommunen.se/mote." in _obs(result)


# What a decision may not have been meant to be.


@pytest.mark.parametrize(
    ("activity", "date", "said"),
    [
        ("mote", "2027-04-16", []),
        ("mote", "2027-04-17", ["Lördag 17 april 2027 ligger 46 dagar från det som regeln ger, tis 2 mars 2027."]),
        ("mote", "2027-01-15", ["Fredag 15 januari 2027 ligger 46 dagar från det som regeln ger, tis 2 mars 2027."]),
        ("sent", "2027-04-17", []),
        ("sent", "2027-04-16", ["Fredag 16 april 2027 ligger 46 dagar från det som regeln ger, juni 2027."]),
        ("ibland", "2027-04-16", []),
    ],
)
def test_a_day_far_from_the_rule_is_asked_about(run: Run, activity: str, date: str, said: list[str]) -> None:
    told = _obs(run("decide", "2026/27", activity, date, "--time", "", "--location", "", "--url", "", "--yes"))

    assert [f"{activity}: {text}" for text in said] == [text for text in told if "från det som regeln ger" in text]


def test_a_day_that_has_been_is_asked_about(run: Run) -> None:
    assert "rad: Tisdag 11 augusti 2026 har redan varit." in _obs(
        run("decide", "2026/27", "rad", "2026-08-11", "--yes")
    )
    assert [] == _obs(run("decide", "2026/27", "rad", "2026-09-16", "--yes"))


def test_a_school_year_that_the_plan_does_not_have_is_asked_about(run: Run) -> None:
    Path("a.csv").write_text("aktivitet;datum\nmote;2028-03-07\nrad;2028-03-14\nsent;2027-06-08\n", encoding="utf-8")
    result = run("decide", "--from", "a.csv")

    assert (2, ["Läsåret 2027/28 finns inte i planen än. Stämmer årtalet?"]) == (result.exit_code, _obs(result))


def test_the_first_school_year_of_a_plan_is_asked_about_too(run: Run) -> None:
    Path("arshjul.yaml").write_text(PLAN.partition("years:")[0], encoding="utf-8")

    assert "Läsåret 2062/63 finns inte i planen än. Stämmer årtalet?" in _obs(
        run("decide", "2062/63", "mote", "2063-03-06")
    )


def test_a_late_meeting_is_not_to_take_the_place_of_next_years(run: Run) -> None:
    Path("a.csv").write_text("aktivitet;datum\nsent;2027-07-06\n", encoding="utf-8")
    (far, _) = _obs(run("decide", "--from", "a.csv"))

    assert "ligger 331 dagar från det som regeln ger, juni 2028." in far
    cure = 'arshjul cancel 2026/27 sent "Flyttat till 2027-07-06"), och skriv dagen under extra i 2027/28.'
    assert far.endswith(f"Är det förra läsårets? Ställ in det ({cure}")
    for date, is_nearer in (("2027-08-24", True), ("2027-09-14", False)):
        Path("a.csv").write_text(f"aktivitet;datum\nmote;{date}\n", encoding="utf-8")
        (far, _) = _obs(run("decide", "--from", "a.csv"))
        assert is_nearer == (f'arshjul cancel 2026/27 mote "Flyttat till {date}"' in far)
    refused = run("decide", "2026/27", "sent", "2027-07-13", "--yes")
    assert (2, PLAN) == (refused.exit_code, _plan())
    assert "eller ställ in årets under cancelled och skriv dagen under extra i 2027/28." in refused.stderr


def test_a_decision_of_many_days_says_that_the_time_is_gone(run: Run) -> None:
    told = _obs(run("decide", "2026/27", "mote", "2027-03-16–2027-03-17", "--yes"))

    assert "mote: Tiden 09:00–11:00 tas bort, för det är flera dagar nu." in told
    assert "tas bort" not in "".join(_obs(run("decide", "2026/27", "rad", "2027-03-16–2027-03-17", "--yes")))


# What a cancellation by a day asks of the plan.

DAYS_PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: namnd, summary: Nämnd, when: varje månad utom juli, decided_yearly: true, responsible: [rektor]}
  - {id: femte, summary: Femte, when: femte tisdagen i februari, responsible: [rektor]}
  - {id: femman, summary: Femman, when: femte tisdagen varje månad utom juli, responsible: [rektor]}
  - {id: sent, summary: Sent, when: juni, decided_yearly: true, responsible: [rektor]}
  - {id: enkat, summary: Enkät, when: 15–30 september, responsible: [rektor]}
"""


@pytest.mark.parametrize(
    ("activity", "date", "said"),
    [
        ("sent", "2027-06-09", "Dagen är inte bestämd för sig, bara 1–30 juni 2027. Ställ in alltihop, utan --date."),
        ("enkat", "2026-09-20", "bara 15–30 september 2026. Ställ in alltihop, utan --date."),
        ("enkat", "2026-10-01", "datum: Inget är torsdag 1 oktober 2026.\n"),
        ("femte", "2027-02-23", "datum: Inget är tisdag 23 februari 2027.\n"),
    ],
)
def test_a_day_of_what_is_longer_says_how_all_of_it_is_cancelled(run: Run, activity: str, date: str, said: str) -> None:
    Path("arshjul.yaml").write_text(DAYS_PLAN, encoding="utf-8")
    result = run("cancel", "2026/27", activity, "--date", date, "Lov", "--yes")

    assert (2, DAYS_PLAN) == (result.exit_code, _plan())
    assert said in result.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [(("femte",), "femte: Finns inte"), (("femman", "--slot", "februari"), "femman: {februari: Finns inte}")],
)
def test_what_the_rule_has_no_day_for_can_be_cancelled(run: Run, arguments: tuple[str, ...], line: str) -> None:
    Path("arshjul.yaml").write_text(DAYS_PLAN, encoding="utf-8")
    result = run("cancel", "2026/27", *arguments, "Finns inte", "--yes")

    assert (0, True) == (result.exit_code, f"      {line}\n" in _plan())
    assert ["Läsåret 2026/27 finns inte i planen än. Stämmer årtalet?"] == _obs(result)


@pytest.mark.parametrize("dash", ["-", "–", "‑"])
def test_a_day_is_found_whatever_its_dashes_are(run: Run, dash: str) -> None:
    day = "2027-01-13".replace("-", dash)
    Path("arshjul.yaml").write_text(f"{PLAN}    cancelled: {{namnd: {{{day}: Lov}}}}\n", encoding="utf-8")
    result = run("cancel", "2026/27", "namnd", "--date", "2027-01-13", "Sjukdom", "--yes")

    assert [f"    cancelled: {{namnd: {{{day}: Sjukdom}}}}"] == _new()
    assert "namnd: Redan inställt (Lov). Skälet byts ut." in _obs(result)


def test_the_reason_that_is_replaced_is_told(run: Run) -> None:
    run("cancel", "2026/27", "mote", "Lov", "--yes")

    assert ["mote: Redan inställt (Lov). Skälet byts ut."] == _obs(run("cancel", "2026/27", "mote", "Sjukdom", "--yes"))
    assert [] == _obs(run("cancel", "2026/27", "mote", "Sjukdom", "--yes"))


def test_what_is_cancelled_by_its_day_gets_no_other_day(run: Run) -> None:
    run("cancel", "2026/27", "namnd", "--date", "2027-01-13", "Sjukdom", "--yes")
    before = _plan()
    moved = run("decide", "2026/27", "namnd", "2027-01-20", "--yes")

    assert (2, before) == (moved.exit_code, _plan())
    why = "datum: namnd är inställt onsdag 13 januari 2027 (Sjukdom). Ta bort den raden under cancelled,"
    assert f"{why} eller skriv det nya under extra." in moved.stderr
    assert 0 == run("decide", "2026/27", "namnd", "2027-01-13", "--time", "9:00–10:00", "--yes").exit_code
    assert 0 == run("decide", "2026/27", "namnd", "2027-02-10", "--yes").exit_code
