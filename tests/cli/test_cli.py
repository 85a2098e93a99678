"""The command line, as its users meet it: what it prints where, and what it ends with."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from arshjul_cli.cli import app
from arshjul_cli.swedish import enumerate_words

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data" / "arshjul.yaml"
EXAMPLE = (
    "Här finns ingen plan, så nu används Svenljungas exempelplan. "
    "Gå till mappen med din plan, eller ange den med --plan."
)
TODAY = ("--today", "2019-03-05")
SMALL = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, chef: {name: Chef}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, responsible: [rektor]}
  - {id: enkat, summary: Enkät, when: v. 53, responsible: [chef]}
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in an empty folder, with nothing of the developer's environment."""
    monkeypatch.chdir(tmp_path)
    for variable in ("ARSHJUL_PLAN", "ARSHJUL_DEBUG", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)

    def invoke(*arguments: str, **environment: str) -> Result:
        return CliRunner().invoke(app, [*arguments], prog_name="arshjul", env=environment)

    return invoke


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "liten.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "arshjul_cli", *arguments]


def test_generate_in_an_empty_folder_writes_a_feed_for_every_role_and_says_what_is_new(run: Run) -> None:
    result = run("generate", "2025/26", "--today", "2025-08-01")

    assert 0 == result.exit_code
    written = {path.name for path in Path("feeds").iterdir()}
    assert {"alla.ics", "rektor.ics", "bun-au.ics", "skolledning.ics"} <= written
    assert 16 == len(written)
    assert ["alla.ics", "108", "108"] == result.stdout.splitlines()[1].split()
    assert result.stdout.splitlines()[-1].startswith("Nya flöden: alla (108 händelser), forvaltningschef (")


def test_a_second_run_that_day_changes_nothing(run: Run) -> None:
    run("generate", "2025/26", "--stamp", "2025-08-01T12:00:00Z")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("feeds").iterdir()}

    result = run("generate", "2025/26", "--stamp", "2025-08-01T14:05:06Z")

    assert ["alla.ics", "108"] == result.stdout.splitlines()[1].split()
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("feeds").iterdir()}


def test_without_a_year_generate_takes_the_previous_this_and_the_next(run: Run) -> None:
    result = run("generate", *TODAY)

    assert "Läsår: 2017/18, 2018/19, 2019/20. Mapp: feeds\n" in result.stderr


def test_role_limits_which_feeds_are_written(run: Run) -> None:
    result = run("generate", "2025/26", "--role", "rektor", "--role", "bun")

    assert 0 == result.exit_code
    assert {"rektor.ics", "bun.ics"} == {path.name for path in Path("feeds").iterdir()}


def test_the_stamp_is_the_option_then_the_environment(run: Run) -> None:
    run("generate", "2025/26", "--out", "a", "--stamp", "2025-08-01T14:00:00+02:00", SOURCE_DATE_EPOCH="1700000000")
    run("generate", "2025/26", "--out", "b", SOURCE_DATE_EPOCH="1754049600")

    assert b"DTSTAMP:20250801T120000Z\r\n" in Path("a/alla.ics").read_bytes()
    assert Path("a/alla.ics").read_bytes() == Path("b/alla.ics").read_bytes()


def test_a_date_that_the_year_lacks_stops_generate_before_anything_is_written(run: Run, small: str) -> None:
    result = run("generate", "2025/26", "--plan", small)

    assert 1 == result.exit_code
    assert "" == result.stdout
    assert (
        f"{small}:5:39: AH301 enkat: Läsåret 2025/26 saknar tiden: 2025 har ingen vecka 53. Skriv ett datum "
        "under years (years: 2025/26: dates: {enkat: …}), eller ställ in den under cancelled.\n"
    ) in result.stderr
    assert not Path("feeds").exists()


def test_show_tells_the_rest_of_a_year_that_lacks_a_date(run: Run, small: str) -> None:
    result = run("show", "2025/26", "--plan", small)

    assert 1 == result.exit_code
    assert "Möte" in result.stdout
    assert "AH301 enkat" in result.stderr


def test_show_takes_a_calendar_year(run: Run) -> None:
    shown = json.loads(run("show", "2019", "--format", "json").stdout)

    assert ["2018/19", "2019/20"] == shown["school_years"]
    rows = [one for one in shown["occurrences"] if one["source"] == "Tidsplan"]
    assert 42 == len({one["activity"] for one in rows})
    assert {"2019-03-05", "2019-04-02", "2019-05-14", "2019-09-03", "2019-09-16", "2019-11-19"} == {
        one["start"] for one in rows if one["kind"] == "day"
    }
    undecided = {one["activity"] for one in rows if one["status"] != "confirmed"}
    assert 9 == len(undecided)
    assert {"planeringsdag", "ledningskonferens", "verksamhetsplan-kommunfullmaktige"} <= undecided


@pytest.mark.parametrize(
    ("option", "value", "holds"),
    [
        ("--role", "bun", lambda one: "bun" in one["feeds"]),
        ("--category", "enkater", lambda one: one["category"] == "enkater"),
        ("--goal", "trygghet", lambda one: "trygghet" in one["goals"]),
        ("--month", "mars", lambda one: one["start"] <= "2019-03-31" and one["last_day"] >= "2019-03-01"),
        ("--month", "3", lambda one: one["start"] <= "2019-03-31" and one["last_day"] >= "2019-03-01"),
    ],
)
def test_show_chooses(run: Run, option: str, value: str, holds: Callable[[dict[str, str]], bool]) -> None:
    everything = json.loads(run("show", "2018/19", "--format", "json").stdout)["occurrences"]
    chosen = json.loads(run("show", "2018/19", "--format", "json", option, value).stdout)["occurrences"]

    assert [one for one in everything if holds(one)] == chosen
    assert 0 < len(chosen) < len(everything)


def test_show_says_when_nothing_fits(run: Run) -> None:
    result = run("show", "2018/19", "--category", "enkater", "--month", "juli")

    assert 0 == result.exit_code
    assert "Inget i planen passar.\n" in result.stderr


def test_csv_opens_in_a_swedish_excel(run: Run) -> None:
    result = run("show", "2018/19", "--format", "csv")

    assert result.stdout_bytes.startswith('\ufeff"Läsår";"Vecka";"Börjar";'.encode())
    assert b'\r\n"2018/19";' in result.stdout_bytes


@pytest.mark.parametrize(
    ("today", "arguments", "told"),
    [
        ("2019-07-10", ("2019/20",), True),
        ("2019-07-10", ("2019/20", "--role", "rektor"), True),
        ("2019-07-10", ("2018/19",), False),
        ("2019-07-10", ("2019",), True),
        ("2019-07-10", ("2020",), False),
        ("2019-07-10", ("2019/20", "--month", "januari"), False),
        ("2019-01-20", ("2018/19", "--month", "januari"), True),
        ("2019-01-20", ("2018/19", "--month", "mars"), False),
    ],
)
@pytest.mark.parametrize("columns", ["80", "30"])
def test_today_is_told_where_it_is_asked_for(
    run: Run, columns: str, today: str, arguments: tuple[str, ...], *, told: bool
) -> None:
    lines = run("show", *arguments, "--today", today, COLUMNS=columns).stdout.splitlines()

    assert told == any("i dag ons 10 juli" in line or "i dag sön 20 jan" in line for line in lines)


def test_the_table_fits_in_eighty_columns_and_marks_today(run: Run) -> None:
    lines = run("show", "2018/19", *TODAY, COLUMNS="80").stdout.splitlines()

    assert all(len(line) <= 80 for line in lines)
    assert "Mars 2019  i dag tis 5 mars" in lines
    assert any("tis 5 mars" in line and "Skolanalysgrupp" in line and line.endswith("i dag") for line in lines)


def test_check_passes_the_shipped_plan_even_when_strict(run: Run) -> None:
    result = run("check", "2018/19", "2019/20", "2025/26", "--strict", "--today", "2018-08-01")

    assert 0 == result.exit_code
    assert result.stdout.endswith(" 0 fel, 0 varningar, 1 påpekande.\n")


def test_check_reports_on_stdout_in_the_form_that_is_asked_for(run: Run, small: str) -> None:
    found = json.loads(run("check", "2025/26", "--plan", small, "--format", "json").stdout)
    annotated = run("check", "2025/26", "--plan", small, "--format", "github").stdout

    assert [("AH301", "enkat", "error", 5)] == [
        (one["code"], one["subject"], one["level"], one["line"]) for one in found
    ]
    assert annotated.startswith("::error file=")
    assert 1 == annotated.count("\n")


def test_check_reports_a_plan_that_cannot_be_read(run: Run) -> None:
    result = run("check", "--plan", "saknas.yaml")

    assert 1 == result.exit_code
    assert result.stdout.startswith("saknas.yaml:1:1: AH101 planen: Filen finns inte.")


def test_warnings_fail_only_when_strict(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    promise = "promises: [{id: tva, text: Två möten, activities: [mote], per_school_year: 2}]\n"
    path.write_text(SMALL.replace("v. 53", "v. 45") + promise, encoding="utf-8")

    assert [0, 1] == [run("check", "--plan", str(path), *strict).exit_code for strict in ((), ("--strict",))]


def test_roles_tells_who_is_in_what(run: Run) -> None:
    lines = run("roles", "--ids", COLUMNS="120").stdout.splitlines()

    assert any(line.startswith("ledningsgrupp") and "Förvaltningschef (leder), Rektor" in line for line in lines)
    assert any(line.startswith("forvaltningschef") and line.endswith("14") for line in lines)


def test_the_plan_is_found_here_before_the_one_that_ships_and_is_named(run: Run, small: str) -> None:
    assert f"{EXAMPLE}\nPlan: {SHIPPED} (följer med programmet)\n" == run("roles").stderr
    Path("data").mkdir()
    Path("data/arshjul.yaml").write_text(SMALL, encoding="utf-8")
    assert f"Plan: {Path('data', 'arshjul.yaml')}\n" == run("roles").stderr
    Path("arshjul.yaml").write_text(SMALL, encoding="utf-8")
    assert "Plan: arshjul.yaml\n" == run("roles").stderr
    assert f"Plan: {small}\n" == run("roles", ARSHJUL_PLAN=small).stderr
    assert f"Plan: {SHIPPED}\n" == run("roles", "--plan", str(SHIPPED), ARSHJUL_PLAN=small).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "json"),
        ("generate",),
        ("generate", "2025/26", "--dry-run"),
        ("show",),
        ("next",),
    ],
    ids=" ".join,
)
def test_in_a_folder_without_a_plan_it_says_first_that_it_is_an_example(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)

    assert 0 == result.exit_code
    assert result.output.startswith(f"{EXAMPLE}\n")
    assert EXAMPLE not in result.stdout
    for named in (("--plan", str(SHIPPED)), ("--plan", str(SHIPPED.parent / ".." / "data" / "arshjul.yaml"))):
        assert EXAMPLE not in run(*arguments, *named).stderr


def test_a_plan_that_is_a_link_to_nothing_is_not_taken_for_a_folder_without_one(run: Run) -> None:
    for name in ("arshjul.yaml", "data/arshjul.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).symlink_to("borta.yaml")
        result = run("generate")
        Path(name).unlink()

        assert (1, False) == (result.exit_code, Path("feeds").exists())
        assert result.stderr.splitlines()[-2].startswith(f"{Path(name)}:1:1: AH101 planen: Filen finns inte.")
        assert result.stderr.endswith("\nInget är skrivet.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["shw"], 'Kommandot "shw" finns inte. Menade du "show"? Skriv arshjul --help för hjälp.'),
        (["show", "--rol", "x"], 'Växeln --rol finns inte. Menade du "--role"? Skriv arshjul show --help för hjälp.'),
        (["show", "--role"], "Växeln --role behöver ett värde. Skriv arshjul --help för hjälp."),
        (["check", "--strict=x"], "Växeln --strict ska inte ha något värde. Skriv arshjul --help för hjälp."),
        (["show", "2025/26", "x"], '"x" hör inte till kommandot. Skriv arshjul show --help för hjälp.'),
        (["show", "2025/27"], '"2025/27" är inget läsår: det ska vara två år i följd. Skriv 2025/26.'),
        (["generate", "igår"], '"igår" är inget läsår. Skriv till exempel 2025/26.'),
        (["show", "--role", "rektr"], '--role: "rektr" finns inte i planen. Menade du "rektor"?'),
        (["generate", "--role", "alla"], '--role: "alla" finns inte i planen.'),
        (["show", "--goal", "trygg"], '--goal: "trygg" finns inte i planen. Menade du "trygghet"?'),
        (["show", "--month", "febuari"], '--month: "febuari" är ingen månad. Menade du "februari"?'),
        (["show", "--format", "xml"], '--format: "xml" går inte att välja. Skriv table, csv, markdown eller json.'),
        (["show", "--today", "5 mars"], '"5 mars" är inget datum. Skriv till exempel --today 2026-03-05.'),
        (["generate", "--stamp", "nu"], '"nu" är ingen tid. Skriv till exempel --stamp 2026-03-05T12:00:00Z.'),
    ],
)
def test_wrong_usage_is_one_swedish_line_and_exit_code_2(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments)

    assert 2 == result.exit_code
    assert "" == result.stdout
    assert result.stderr.splitlines()[-1].startswith(said)
    assert not Path("feeds").exists()


@pytest.mark.parametrize("seed", ["0", "1", "2", "3", "5"])
@pytest.mark.parametrize("command", ["next", "check"])
def test_options_are_offered_in_the_order_of_the_help_whatever_the_hash_seed(command: str, seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done, shown = (
        subprocess.run(program(command, argument), check=False, capture_output=True, text=True, env=environment)
        for argument in ("--qqqqqq", "--help")
    )

    options = [
        name
        for line in shown.stdout.splitlines()
        if line.startswith("  -")
        for name in re.findall(r"(?:^  |, )(-[-a-z]+)", line)
    ]
    assert f" Välj bland {enumerate_words(options)}. " in done.stderr
    assert ["-h", "--help"] == options[-2:]


def test_a_source_date_epoch_that_is_no_number_is_wrong_usage(run: Run) -> None:
    result = run("generate", SOURCE_DATE_EPOCH="igår")

    assert (2, 'SOURCE_DATE_EPOCH är "igår". Det ska vara sekunder sedan 1970, ett heltal.') == (
        result.exit_code,
        result.stderr.splitlines()[-1],
    )


def test_help_is_swedish(run: Run) -> None:
    pages = [
        run("--help").stdout,
        *(run(command, "--help").stdout for command in ("generate", "show", "check", "roles")),
    ]

    for page in pages:
        assert page.startswith("Användning: arshjul")
        assert "Visa den här hjälpen." in page
        for english in ("Usage", "Options", "OPTIONS", "Show this", "default", "Commands", "Arguments", "TEXT"):
            assert english not in page


def test_version(run: Run) -> None:
    assert "arshjul 0.1.0\n" == run("--version").stdout


def test_what_the_output_folder_refuses_is_one_line(run: Run) -> None:
    Path("fil").write_text("", encoding="utf-8")
    result = run("generate", "2025/26", "--out", "fil")

    assert 1 == result.exit_code
    assert result.stderr.splitlines()[-1] == (
        "fil: Det finns en fil där mappen ska ligga. Flytta den, eller välj en annan mapp med --out."
    )


def test_an_unexpected_error_is_one_line_and_exit_code_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("hoppsan")

    monkeypatch.setattr("arshjul_cli.cli.inputs.open_plan", fail)
    result = run("roles")

    assert (3, 1) == (result.exit_code, result.stderr.count("\n"))
    assert result.stderr.startswith("Ett oväntat fel i arshjul: ZeroDivisionError: hoppsan.")
    assert "Traceback" in run("roles", ARSHJUL_DEBUG="1").stderr


def test_an_interrupt_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("arshjul_cli.cli.inputs.open_plan", interrupt)

    assert (130, "Avbrutet.\n") == (run("roles").exit_code, run("roles").stderr)


@pytest.mark.skipif(os.name != "posix", reason="a shell and /dev/full")
def test_a_closed_pipe_is_quiet_and_a_full_disk_is_told() -> None:
    command = shlex.join(program("show", "2019", "--plan", str(SHIPPED)))
    closed = subprocess.run(f"{command} | head -n 1", shell=True, check=False, capture_output=True)  # noqa: S602
    full = subprocess.run(f"{command} > /dev/full", shell=True, check=False, capture_output=True)  # noqa: S602

    wrong = shlex.join(program("show", "2025/27"))
    refused = subprocess.run(f"{wrong} > /dev/full", shell=True, check=False, capture_output=True)  # noqa: S602

    assert (2, 1) == (refused.returncode, refused.stderr.count(b"\n"))
    assert f"Plan: {SHIPPED}\n".encode() == closed.stderr
    assert (1, 2) == (full.returncode, full.stderr.count(b"\n"))
    assert b"Det gick inte att skriva ut resultatet" in full.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_locale_gets_the_same_bytes(encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "NO_COLOR": "1", "COLUMNS": "80"}
    for arguments in (("show", "2019", *TODAY), ("show", "2019", "--format", "json")):
        done = subprocess.run(
            program(*arguments, "--plan", str(SHIPPED)), check=True, capture_output=True, env=environment
        )
        assert "Förvaltningschef" in done.stdout.decode() or "forvaltningschef" in done.stdout.decode()
        assert b"\x1b" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "2025/26", "--month", "mars"],
        ["show", "2025/26", "--role", "chef"],
        ["next", "--role", "chef", "--days", "300", "--today", "2025-12-01"],
    ],
)
def test_a_date_that_the_year_lacks_is_told_whatever_part_is_shown(run: Run, small: str, arguments: list[str]) -> None:
    result = run(*arguments, "--plan", small)

    assert (1, True) == (result.exit_code, "AH301 enkat: Läsåret 2025/26 saknar tiden" in result.stderr)
    other = [argument.replace("chef", "rektor") for argument in arguments]
    assert ("mars" in arguments) == ("AH301" in run(*other, "--plan", small).stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["roles", "--plan", "a\n::error::b"], '"a\\u000a::error::b" innehåller ett tecken som inte syns (U+000A).'),
        (["explain", "a\x1b[31m"], '"a\\u001b[31m" innehåller ett tecken som inte syns (U+001B).'),
        (["explain", "a\u202eb"], '"a\\u202eb" finns inte i planen.'),
    ],
)
def test_nothing_on_the_command_line_can_steer_a_terminal(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments)

    assert (2, True) == (result.exit_code, said in result.stderr)
    assert all(character.isprintable() or character == "\n" for character in result.stderr)


def test_a_plan_of_the_environment_is_one_line(run: Run) -> None:
    result = run("roles", ARSHJUL_PLAN="a\n::error::b")

    assert (2, 1) == (result.exit_code, len(result.stderr.splitlines()))


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize(
    "arguments", [["new-year", "2030/31", "--yes"], ["decide", "2030/31", "a", "2031-03-04", "--yes"], ["check"]]
)
def test_links_in_a_circle_are_no_plan(run: Run, arguments: list[str]) -> None:
    Path("a.yaml").symlink_to("b.yaml")
    Path("b.yaml").symlink_to("a.yaml")
    result = run(*arguments, "--plan", "a.yaml")

    assert (1, True) == (result.exit_code, "AH101" in result.output)


def test_an_empty_school_year_is_none(run: Run) -> None:
    for arguments in (["decide", ""], ["show", ""], ["decide", "", "a", "2026-03-05"], ["new-year", ""]):
        assert 2 == run(*arguments).exit_code


def test_the_schema_is_written_where_it_should_be(run: Run) -> None:
    for _ in range(2):
        assert 0 == run("schema", "--out", "ny/plan.schema.json").exit_code
        assert run("schema").stdout_bytes == Path("ny/plan.schema.json").read_bytes()
        Path("ny/plan.schema.json").write_bytes(b"{}")
    assert 1 == run("schema", "--out", "ny").exit_code


@pytest.mark.parametrize("flag", ["-q", "--quiet"])
@pytest.mark.parametrize("before", [True, False])
def test_quiet_leaves_the_result_and_what_is_wrong(run: Run, small: str, flag: str, *, before: bool) -> None:
    def quiet(*arguments: str) -> Result:
        return run(*((flag, *arguments) if before else (*arguments, flag)))

    assert "" == quiet("roles").stderr
    assert quiet("roles").stdout == run("roles").stdout
    assert "Plan: " in run("roles").stderr
    assert quiet("show", "2025/26", "--plan", small).stderr.startswith(f"{small}:5:39: AH301 enkat: ")
