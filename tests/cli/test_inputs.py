"""What options stand for: the same word means the same in every command, and a wrong value is quoted in part."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from building import SAMPLE

Run = Callable[..., Result]

PLAN = ("--plan", str(SAMPLE))
LONG = "x" * 400
CUT = f"{'x' * 60}…"
MEETING = ("decide", "2025/26", "mote")
MANY = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, decided_yearly: true}
  - {id: rad, summary: Råd, when: varje månad utom juli, decided_yearly: true}
"""


# --role is a role or a declared feed.


def test_show_takes_a_declared_feed_for_what_it_carries(run: Run) -> None:
    everything, rektor, skolor = (
        json.loads(run("show", "2025/26", "--format", "json", *PLAN, *role).stdout)["occurrences"]
        for role in ((), ("--role", "rektor"), ("--role", "skolor"))
    )

    assert [one for one in everything if "skolor" in one["feeds"]] == skolor
    assert [one for one in everything if "rektor" in one["feeds"]] == rektor
    assert 0 < len(skolor) < len(everything)


def test_generate_takes_a_declared_feed_for_its_file(run: Run) -> None:
    assert 0 == run("generate", "2025/26", *PLAN, "--out", "alla", "--stamp", "2026-03-03").exit_code
    result = run("generate", "2025/26", *PLAN, "--role", "skolor", "--stamp", "2026-03-03")

    assert (0, ["skolor.ics"]) == (result.exit_code, [path.name for path in Path("feeds").iterdir()])
    assert Path("alla/skolor.ics").read_bytes() == Path("feeds/skolor.ics").read_bytes()


def test_generate_of_a_declared_feed_leaves_the_others_as_they_are(run: Run) -> None:
    run("generate", "2025/26", *PLAN, "--stamp", "2025-08-03")
    before = {path.name: path.read_bytes() for path in Path("feeds").iterdir()}
    changed = SAMPLE.read_text(encoding="utf-8").replace("Tisdagsmöte", "Möte")
    Path("egen.yaml").write_text(changed, encoding="utf-8")

    result = run("generate", "2025/26", "--plan", "egen.yaml", "--role", "skolor", "--stamp", "2025-08-04")

    after = {path.name: path.read_bytes() for path in Path("feeds").iterdir()}
    assert (0, ["skolor.ics"]) == (result.exit_code, [name for name in after if before.get(name) != after[name]])


@pytest.mark.parametrize("command", ["show", "next", "generate"])
def test_what_is_neither_is_the_same_error_everywhere(run: Run, command: str) -> None:
    near, nothing = (run(command, "--role", text, *PLAN) for text in ("skolr", "alla"))

    assert (2, '--role: "skolr" finns inte i planen. Menade du "skolor"?') == (
        near.exit_code, near.stderr.splitlines()[-1],
    )  # fmt: skip
    assert nothing.stderr.splitlines()[-1].startswith('--role: "alla" finns inte i planen. Välj bland ')
    assert nothing.stderr.endswith(" och skolor.\n")
    assert not Path("feeds").exists()


def test_help_says_that_it_is_either(run: Run) -> None:
    for command in ("show", "next"):
        assert "Bara det som rör rollen, eller som finns i flödet." in " ".join(run(command, "--help").stdout.split())
    shown = " ".join(run("generate", "--help").stdout.split())
    assert "Skriv bara den rollens, eller det flödets, fil. Kan upprepas." in shown


# A wrong value is quoted as far as it takes to know it again.


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ('--role: "{}" finns', ("show", "--role", LONG)),
        ('--category: "{}" finns', ("show", "--category", LONG)),
        ('--goal: "{}" finns', ("show", "--goal", LONG)),
        ('--month: "{}" är', ("show", "--month", LONG)),
        ('--format: "{}" går', ("show", "--format", LONG)),
        ('"{}" är inget läsår', ("show", LONG)),
        ('"{}" är inget läsår', ("check", "--years", LONG)),
        ('"{}" är inget läsår', ("new-year", LONG)),
        ('"{}" är inget datum', ("show", "--today", LONG)),
        ('--role: "{}" finns', ("next", "--role", LONG)),
        ('--days: "{}" går', ("next", "--days", LONG)),
        ('--role: "{}" finns', ("generate", "--role", LONG)),
        ('"{}" är ingen tid', ("generate", "--stamp", LONG)),
        ('AKTIVITET: "{}" finns', ("explain", LONG)),
        ('--format: "{}" går', ("check", "--format", LONG)),
        ('"{}" är inget läsår', ("diff", "--year", LONG, "arshjul.yaml")),
        ('--domain: "{}" är', ("init", "--domain", LONG)),
        ('--domain: "{}" är', ("init", "--domain", f" {LONG} ")),
        ('AKTIVITET: "{}" finns', ("decide", "2025/26", LONG, "2026-03-03")),
        ('datum: "{}" är', (*MEETING, LONG)),
        ('datum: "{}" är', (*MEETING, f" {LONG} ")),
        ('tid: "{}" är', (*MEETING, "2026-03-03", "--time", LONG)),
        ('länk: "{}" är', (*MEETING, "2026-03-03", "--url", LONG)),
        ("plats: ", (*MEETING, "2026-03-03", "--location", LONG)),
        ('månad: "{}" är', ("decide", "2025/26", "rad", "2026-03-03", "--slot", LONG)),
        ('Kommandot "{}" finns', (LONG,)),
        ('"{}" hör inte till kommandot.', ("show", "2025/26", LONG)),
        ("Växeln --xxx", ("show", f"--{LONG}")),
    ],
    ids=lambda value: " ".join(value).replace(LONG, "…") if isinstance(value, tuple) else "",
)
def test_a_long_value_is_cut(run: Run, said: str, arguments: tuple[str, ...]) -> None:
    Path("arshjul.yaml").write_text(MANY, encoding="utf-8")

    result = run(*arguments)

    (line,) = [line for line in result.stderr.splitlines() if not line.startswith("Plan: ")]
    assert (2, "") == (result.exit_code, result.stdout)
    assert line.startswith(said.format(CUT))
    assert "x" * 61 not in line
    assert len(line) < 300


def test_a_long_time_in_the_environment_is_cut(run: Run) -> None:
    result = run("next", SOURCE_DATE_EPOCH=LONG)

    assert f'SOURCE_DATE_EPOCH är "{CUT}". ' in result.stderr
    assert "x" * 61 not in result.stderr


def test_a_value_of_60_characters_is_whole(run: Run) -> None:
    assert f'"{LONG[:60]}" är inget läsår.' in run("show", LONG[:60]).stderr


BEGINS = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se, first_year: 2026/27}
roles: {rektor: {name: Rektor}}
activities: [{id: mote, summary: Möte, when: 5 mars, responsible: [rektor]}]
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "2025/26"), ("show", "2025"), ("check", "2025/26"), ("check", "--years", "2020/21-2030/31"),
        ("generate", "2026/27", "2025/26"), ("generate", "2025/26-2027/28"), ("explain", "mote", "2025/26"),
        ("decide", "2025/26"), ("decide", "2025/26", "mote", "2026-03-05"), ("new-year", "2025/26"),
        ("diff", "arshjul.yaml", "--year", "2025/26"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_year_before_the_plan_begins_is_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    Path("arshjul.yaml").write_text(BEGINS, encoding="utf-8")
    result = run(*arguments)

    assert (2, "") == (result.exit_code, result.stdout)
    said = r"20\d\d/\d\d är inte med: planen börjar läsåret 2026/27\. Skriv det, eller ett senare\."
    assert re.fullmatch(rf"Plan: arshjul\.yaml\n{said}\n", result.stderr)


@pytest.mark.parametrize(("day", "years"), [("2026-10-01", "2026/27, 2027/28"), ("2024-10-01", "2026/27")])
def test_without_years_only_those_that_the_plan_has_are_generated(run: Run, day: str, years: str) -> None:
    Path("arshjul.yaml").write_text(BEGINS, encoding="utf-8")
    result = run("generate", "--today", day)

    assert 0 == result.exit_code
    assert f"Läsår: {years}. Mapp: feeds" in result.stderr


def test_a_calendar_year_may_begin_before_the_plan(run: Run) -> None:
    Path("arshjul.yaml").write_text(BEGINS, encoding="utf-8")

    assert 0 == run("show", "2026").exit_code
    assert "fre 5 mars" in run("show", "2027", "--today", "2027-01-01").stdout
