"""`arshjul check` on the command line: which years, which form, how it ends, and the excerpts of a terminal."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from arshjul_cli.findings import Code, Finding, Level
from arshjul_cli.render.findings import screen, text
from building import SAMPLE

Run = Callable[..., Result]
SHIPPED = str(Path(__file__).parents[2] / "data" / "arshjul.yaml")
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: 5 mars, decided_yearly: true, responsible: [rektor]}
"""
WARNING = "promises: [{id: tva, text: Två möten, activities: [mote], per_school_year: 2}]\n"


@pytest.fixture(autouse=True)
def _outside_github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def _years(result: Result) -> list[str]:
    return re.findall(r"hålls inte läsåret (\d{4}/\d\d)", result.stdout)


@pytest.mark.parametrize(
    ("arguments", "years"),
    [
        ([], ["2025/26", "2026/27"]),
        (["2027/28"], ["2027/28"]),
        (["2027/28", "2029/30"], ["2027/28", "2029/30"]),
        (["--years", "2026/27-2028/29"], ["2026/27", "2027/28", "2028/29"]),
        (["--years", "2026/27–2028/29"], ["2026/27", "2027/28", "2028/29"]),
        (["2026/27-2028/29"], ["2026/27", "2027/28", "2028/29"]),
        (["26/27-2027/2028"], ["2026/27", "2027/28"]),
        (["2026/27-2026/27"], ["2026/27"]),
        (["--years", "2026/27"], ["2026/27"]),
        (["2026-27"], ["2026/27"]),
        (["2030/31", "--years", "2026/27-2027/28", "--years", "2027/28-2028/29"],
         ["2026/27", "2027/28", "2028/29", "2030/31"]),
    ],
)  # fmt: skip
def test_the_years_are_those_that_were_asked_for(run: Run, plan: Path, arguments: list[str], years: list[str]) -> None:
    plan.write_text(PLAN + WARNING, encoding="utf-8")
    result = run("check", *arguments, "--plan", str(plan), "--today", "2025-08-18")

    assert (0, years) == (result.exit_code, _years(result))


@pytest.mark.parametrize(
    ("years", "text_"),
    [
        ("2028/29-2026/27", '"2028/29-2026/27" slutar innan den börjar. Skriv 2026/27-2028/29.'),
        ("2026/28-2028/29", "2026/27"),
        ("2026/27-2028/30", "2028/29"),
        ("2026/27-x/y", "x/y"),
    ],
)
def test_a_range_that_is_none_is_wrong_usage(run: Run, plan: Path, years: str, text_: str) -> None:
    for arguments in ([years], ["--years", years]):
        result = run("check", *arguments, "--plan", str(plan))

        assert (2, "") == (result.exit_code, result.stdout)
        assert text_ in result.stderr


@pytest.mark.parametrize(
    ("more", "arguments", "code"),
    [
        ("", [], 0),
        ("", ["--strict"], 0),
        (WARNING, [], 0),
        (WARNING, ["--strict"], 1),
        (WARNING.replace("mote]", "moet]"), [], 1),
    ],
    ids=["hints", "hints-strict", "warnings", "warnings-strict", "errors"],
)
def test_errors_end_with_1_and_warnings_only_when_strict(
    run: Run, plan: Path, more: str, arguments: list[str], code: int
) -> None:
    plan.write_text(PLAN + more, encoding="utf-8")

    assert code == run("check", "2025/26", *arguments, "--plan", str(plan), "--today", "2025-08-18").exit_code


def test_a_date_that_does_not_exist_ends_with_1(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("5 mars", "29 februari"), encoding="utf-8")

    codes = [run("check", year, "--plan", str(plan)).exit_code for year in ("2025/26", "2027/28", "2025/26-2027/28")]
    assert [1, 0, 1] == codes


def test_the_day_decides_whether_a_decision_is_late(run: Run, plan: Path) -> None:
    arguments = ("check", "2025/26", "--plan", str(plan), "--format", "json", "--today")

    assert [["AH303"], ["AH305"]] == [
        [one["code"] for one in json.loads(run(*arguments, day).stdout)] for day in ("2026-02-02", "2026-02-03")
    ]


@pytest.mark.parametrize("today", ["2025-07-01", "2029-02-28", "2035-06-30"])
def test_the_shipped_plan_makes_sense_for_ten_years_on_any_day_of_them(run: Run, today: str) -> None:
    result = run("check", "--years", "2025/26-2034/35", "--strict", "--plan", SHIPPED, "--today", today)

    assert 0 == result.exit_code
    assert ": 0 fel, 0 varningar, " in result.stdout.splitlines()[-1]


def test_in_github_the_lines_are_marked_unless_another_form_is_asked_for(run: Run, plan: Path) -> None:
    arguments = ("check", "2025/26", "--plan", str(plan), "--today", "2025-08-18")

    assert run(*arguments, GITHUB_ACTIONS="true").stdout.startswith("::notice file=")
    assert run(*arguments, "--format", "text", GITHUB_ACTIONS="true").stdout.startswith(f"{plan}:1:")
    assert json.loads(run(*arguments, "--format", "json", GITHUB_ACTIONS="true").stdout)
    for elsewhere in ("", "false", "1"):
        assert run(*arguments, GITHUB_ACTIONS=elsewhere).stdout.startswith(f"{plan}:1:")


def test_a_file_or_a_pipe_gets_no_excerpts(run: Run, plan: Path) -> None:
    result = run("check", "2025/26", "--plan", str(plan), "--today", "2025-08-18")

    assert 2 == len(result.stdout.splitlines())


# The excerpts of a terminal.


def _finding(source: str, column: int) -> Finding:
    return Finding(
        file="plan.yaml", line=3, column=column, code=Code.PHRASE, subject="mote", text="Fel.", source=source,
        level=Level.ERROR,
    )  # fmt: skip


def _marked(source: str, column: int) -> tuple[str, str]:
    """Return the line that is shown, and the character above the mark."""
    _finding_line, shown, mark, empty, _summary = screen([_finding(source, column)], 78).splitlines()
    assert ("", "^", "  ") == (empty, mark.strip(), shown[:2])
    return shown[2:], f"{shown} "[mark.index("^")]


def test_an_excerpt_is_the_line_with_a_mark_below_the_column() -> None:
    assert (
        "plan.yaml:3:9: AH207 mote: Fel.\n"
        "  when: 5 marss\n"
        "          ^\n"
        "\n"
        "Planen behöver rättas: 1 fel, 0 varningar, 0 påpekanden.\n"
    ) == screen([_finding("when: 5 marss", 9)], 78)


@pytest.mark.parametrize("length", [1, 10, 75, 76])
def test_a_short_line_is_shown_whole(length: int) -> None:
    line = "".join(chr(0x4E00 + n) for n in range(length))

    for column in range(1, length + 1):
        assert (line, line[column - 1]) == _marked(line, column)


@pytest.mark.parametrize("length", [77, 100, 500])
def test_a_long_line_is_shown_around_the_column(length: int) -> None:
    line = "".join(chr(0x4E00 + n) for n in range(length))

    for column in range(1, length + 1):
        shown, marked = _marked(line, column)
        assert (76, line[column - 1]) == (len(shown), marked)
    assert [line[:76], line[-76:]] == [_marked(line, column)[0] for column in (1, length)]


@pytest.mark.parametrize("length", [1, 76, 77, 200])
def test_the_column_after_the_last_is_marked_beside_the_line(length: int) -> None:
    assert " " == _marked("x" * length, length + 1)[1]


def test_what_cannot_be_shown_keeps_its_column() -> None:
    assert "a\ufffdb c\ufffd" == _marked("a\x1bb\tc\u202e", 5)[0]


def test_a_finding_without_a_line_has_no_excerpt() -> None:
    assert text([_finding("", 1)]) == screen([_finding("", 1)], 78)


def test_no_findings_have_no_excerpts() -> None:
    assert "Planen går att använda: 0 fel, 0 varningar, 0 påpekanden.\n" == screen([], 78)


# A plan with mistakes: the sense of what is right.

FAULTY = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, ingen: {name: Ingen}}
goals: {mal: Ett mål}
activities:
  - {id: a, summary: A, when: mrs, responsible: [rektor], goals: [mal]}
  - {id: b, summary: B, when: 6 juni, responsible: [rektor]}
  - {id: c, summary: C, when: v. 53, responsible: [rektor]}
  - {id: d, summary: D, when: v. 45, responsible: [chef]}
  - {id: e, summary: Ring 070-123 45 67, when: v. 45}
  - id: f
    summary: Ett: två
    when: mars
promises: [{id: lofte, text: Två A, activities: [a], per_school_year: 2}]
years:
  2027/28: {dates: {a: 2028-03-01}, cancelled: {a: Sjukdom}}
"""
CODES_OF_THE_WHOLE = {"AH302", "AH304", "AH310", "AH313", "AH316", "AH322"}


def _told(run: Run, path: Path) -> list[str]:
    result = run("check", "2027/28", "--plan", str(path), "--today", "2027-08-01", "--format", "json")
    return [f"{one['line']}:{one['column']}: {one['code']} {one['subject']}" for one in json.loads(result.stdout)]


def test_mistakes_hide_neither_one_another_nor_the_sense_of_the_rest(run: Run, plan: Path) -> None:
    plan.write_text(FAULTY, encoding="utf-8")

    assert [
        "5:31: AH207 a", "7:31: AH301 c", "8:52: AH206 d", "11:17: AH103 planen",
        "6:31: AH306 b", "9:5: AH311 e", "9:27: AH314 e",
    ] == _told(run, plan)  # fmt: skip


@pytest.mark.parametrize("fault", ["uid_domain: x", "roles: {rektor: {nam: Rektor}, "])
def test_of_a_plan_without_a_head_or_roles_there_is_no_sense_to_look_at(run: Run, plan: Path, fault: str) -> None:
    key = fault.partition(":")[0]
    text = re.sub(rf"{key}: (arshjul.kommunen.se|{{rektor: {{name: Rektor}}, )", fault, FAULTY)
    assert text != FAULTY
    plan.write_text(text, encoding="utf-8")

    assert not [line for line in _told(run, plan) if " AH3" in line]


@pytest.mark.parametrize("fault", ["dates: {b: 2028-06-99}", "dates: {c: 2028-01-03 25:00–16:00}", "cancelled: {b: }"])
def test_what_a_year_may_have_decided_is_not_told(run: Run, plan: Path, fault: str) -> None:
    plan.write_text(FAULTY.replace("dates: {a: 2028-03-01}, cancelled: {a: Sjukdom}", fault), encoding="utf-8")

    assert not [line for line in _told(run, plan) if " AH3" in line]


@pytest.mark.parametrize("broken", range(0, 40, 3))
def test_the_sense_of_the_rest_is_that_of_the_whole_plan_without_it(run: Run, plan: Path, broken: int) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    rules = [number for number, line in enumerate(lines) if re.search(r"\bwhen: ", line) and "{name:" not in line]
    number = rules[broken % len(rules)]
    plan.write_text("".join(lines), encoding="utf-8")
    whole = _told(run, plan)
    lines[number] = re.sub(r'\bwhen: ("?)', r"when: \1x", lines[number])
    plan.write_text("".join(lines), encoding="utf-8")
    subject = next(line.split()[-1] for line in _told(run, plan) if "AH207" in line)

    assert [line for line in whole if not {line.split()[-2], line.split()[-1]} & (CODES_OF_THE_WHOLE | {subject})] == [
        line for line in _told(run, plan) if line.split()[-1] != subject
    ]


def test_a_slip_leaves_the_sense_of_a_plan_without_years_in_sight(
    arshjul: Callable[..., Result], tmp_path: Path
) -> None:
    plan = (
        "plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}\n"
        "roles: {rektor: {name: Rektor}}\n"
        "activities:\n"
        "  - {id: budget, summary: Budget, when: mars}\n"
        "  - {id: b, summary: B, when: mars, when: mars, responsible: [rektor]}\n"
    )
    (tmp_path / "arshjul.yaml").write_text(plan, encoding="utf-8")

    lines = arshjul("check", "2025/26").stdout.splitlines()
    assert ["AH104", "AH311"] == [line.split()[1] for line in lines[:-1]]


def test_with_earlier_feeds_it_tells_what_would_stop_a_run(arshjul: Callable[..., Result], plan: Path) -> None:
    rows = "".join(f"  - {{id: m{n}, summary: Möte {n}, when: {n} mars, responsible: [rektor]}}\n" for n in range(2, 7))
    head = (
        "plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}\nroles: {rektor: {name: Rektor}}\n"
    )
    plan.write_text(f"{head}activities:\n{rows}", encoding="utf-8")
    day = ("2025/26", "--plan", str(plan), "--today", "2025-09-01")
    assert 0 == arshjul("generate", *day, "--stamp", "2025-09-01T12:00:00Z").exit_code
    check = ("check", *day, "--previous", "feeds")
    assert 0 == arshjul(*check).exit_code

    plan.write_text(f"{head}activities:\n{rows.splitlines()[0]}\n", encoding="utf-8")
    told, stopped = arshjul(*check), arshjul("generate", *day)
    assert (1, 1) == (told.exit_code, stopped.exit_code)
    lines = [line for line in told.stdout.splitlines() if " AH320 " in line]
    assert 2 == len(lines)
    assert lines == [line for line in stopped.stderr.splitlines() if " AH320 " in line]
    assert 0 == arshjul("check", *day).exit_code
    plan.write_text(f"{head}activities:\n{rows.replace('mars', 'marss')}", encoding="utf-8")
    assert [] == [line for line in arshjul(*check).stdout.splitlines() if " AH320 " in line]


def test_earlier_feeds_that_are_not_there_are_told(run: Run) -> None:
    result = run("check", "--previous", "borta")

    assert (1, True) == (
        result.exit_code,
        "borta: Mappen finns inte. Rätta sökvägen efter --previous." in result.stderr,
    )


def test_the_gravest_come_first_and_the_counts_are_of_all(run: Run, plan: Path) -> None:
    """More hints than are shown, and below them in the file warnings and an error."""
    roles = "".join(f"  r{n}: {{name: Roll {n}}}\n" for n in range(150))
    rows = "".join(f"  - {{id: a{n}, summary: A, when: 5 mars}}\n" for n in range(3))
    head = "plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}\n"
    plan.write_text(
        f"{head}roles:\n{roles}activities:\n{rows}  - {{id: b, summary: B, when: v. 53}}\n", encoding="utf-8"
    )

    lines = run("check", "2025/26", "--plan", str(plan)).stdout.splitlines()

    codes = [line.split()[1] for line in lines[:-1]]
    assert [*["AH301"], *["AH311"] * 4, *["AH310"] * 95, "AH106"] == codes
    assert lines[-2].endswith(
        "påpekande planen: … och 55 till, som inte visas. Rätta felen ovanför först, och kör igen."
    )
    assert "Planen behöver rättas: 1 fel, 4 varningar, 150 påpekanden." == lines[-1]
