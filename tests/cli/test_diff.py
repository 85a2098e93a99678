"""`arshjul diff`: two plans, a plan and git, a plan and its feeds; and how it ends."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]

TODAY = ("--today", "2026-03-01")
MOVED = "Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026"
NOTHING = "Inget är ändrat.\n"


def _plan(path: str, mote: str) -> str:
    text = (
        "plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}\n"
        "roles: {rektor: {name: Rektor}, chef: {name: Chef}}\n"
        "activities:\n  - {id: mote, summary: Möte, when: mitten av mars, responsible: [rektor]}\n"
        f"years: {{2025/26: {{dates: {{mote: {mote}}}}}}}\n"
    )
    Path(path).write_text(text, encoding="utf-8")
    return path


def _git(*arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@exempel.se", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)  # noqa: S607 - wherever git is


@pytest.fixture
def run(arshjul: Run) -> Run:
    """Run the program beside an old plan, and a new one in which a meeting has moved."""
    _plan("gammal.yaml", "2026-03-03")
    _plan("ny.yaml", "2026-03-05")
    return arshjul


def _diff(run: Run, *arguments: str) -> Result:
    return run("diff", *arguments, *TODAY)


EXPECTED = f"{MOVED} (alla, rektor)\n"


def test_two_plans(run: Run) -> None:
    result = _diff(run, "gammal.yaml", "ny.yaml")

    assert (0, EXPECTED) == (result.exit_code, result.stdout)


def test_two_plans_the_other_way(run: Run) -> None:
    assert "från torsdag 5 mars 2026 till tisdag 3 mars 2026" in _diff(run, "ny.yaml", "gammal.yaml").stdout


def test_without_a_second_side_it_is_the_plan_as_it_is_now(run: Run) -> None:
    assert EXPECTED == _diff(run, "gammal.yaml", "--plan", "ny.yaml").stdout
    _plan("arshjul.yaml", "2026-03-05")
    assert EXPECTED == _diff(run, "gammal.yaml").stdout


def test_the_same_plan_has_not_changed(run: Run) -> None:
    result = _diff(run, "ny.yaml", "ny.yaml", "--exit-code")

    assert (0, NOTHING) == (result.exit_code, result.stdout)


def test_exit_code_is_1_only_if_something_differs_and_it_is_asked_for(run: Run) -> None:
    assert [0, 1] == [_diff(run, "gammal.yaml", "ny.yaml", *asked).exit_code for asked in ((), ("--exit-code",))]


def test_a_revision_of_git(run: Run) -> None:
    _plan("arshjul.yaml", "2026-03-03")
    _git("init", "-q")
    _git("add", "arshjul.yaml")
    _git("commit", "-qm", "a")
    _plan("arshjul.yaml", "2026-03-05")

    assert EXPECTED == _diff(run, "git:HEAD").stdout
    assert NOTHING == _diff(run, "git:HEAD", "gammal.yaml").stdout
    _git("commit", "-qam", "b")
    assert NOTHING == _diff(run, "git:HEAD").stdout
    assert EXPECTED == _diff(run, "git:HEAD~1", "git:HEAD").stdout


def test_a_revision_of_a_plan_in_a_folder_of_the_repository(run: Run) -> None:
    Path("data").mkdir()
    _plan("data/arshjul.yaml", "2026-03-03")
    _git("init", "-q")
    _git("add", "data")
    _git("commit", "-qm", "a")
    _plan("data/arshjul.yaml", "2026-03-05")

    assert EXPECTED == _diff(run, "git:HEAD").stdout


def test_a_folder_of_feeds_and_a_plan(run: Run) -> None:
    run("generate", "--plan", "gammal.yaml", *TODAY)

    result = _diff(run, "feeds", "ny.yaml")
    assert (0, EXPECTED) == (result.exit_code, result.stdout)
    assert NOTHING == _diff(run, "feeds", "gammal.yaml").stdout
    assert "från torsdag 5 mars 2026 till tisdag 3 mars 2026" in _diff(run, "ny.yaml", "feeds").stdout


def test_two_folders_of_feeds(run: Run) -> None:
    run("generate", "--plan", "gammal.yaml", "--out", "fore", *TODAY)
    run("generate", "--plan", "ny.yaml", "--out", "efter", *TODAY)

    result = _diff(run, "fore", "efter")

    assert (0, EXPECTED) == (result.exit_code, result.stdout)


def test_a_folder_without_feeds_is_refused(run: Run) -> None:
    Path("tom").mkdir()
    result = _diff(run, "tom", "ny.yaml", "--year", "2025/26")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "tom: Här finns inga flöden från arshjul. Rätta sökvägen." == result.stderr.splitlines()[-1]


def test_a_feed_that_cannot_be_read_is_named_and_left_out(run: Run) -> None:
    run("generate", "--plan", "gammal.yaml", *TODAY)
    Path("feeds/rektor.ics").write_bytes(b"junk")
    result = _diff(run, "feeds", "ny.yaml")

    assert f"{Path('feeds', 'rektor.ics')} går inte att läsa och är inte med.\n" in result.stderr
    assert f"Nytt flöde: rektor, 3 händelser.\n{MOVED} (alla)\n" == result.stdout


def test_year_limits_both_sides(run: Run) -> None:
    run("generate", "--plan", "gammal.yaml", *TODAY)

    for old in ("gammal.yaml", "feeds"):
        assert EXPECTED == _diff(run, old, "ny.yaml", "--year", "2025/26").stdout
        assert NOTHING == _diff(run, old, "ny.yaml", "--year", "2024/25", "--year", "26/27").stdout


def test_without_a_year_it_is_the_previous_this_and_the_next(run: Run) -> None:
    for today in ("2024-08-01", "2025-08-01", "2026-08-01"):
        assert EXPECTED == run("diff", "gammal.yaml", "ny.yaml", "--today", today).stdout
    assert "mars 2026" not in run("diff", "gammal.yaml", "ny.yaml", "--today", "2027-08-01").stdout


def test_markdown_and_json(run: Run) -> None:
    markdown = _diff(run, "gammal.yaml", "ny.yaml", "--format", "markdown").stdout
    document = json.loads(_diff(run, "gammal.yaml", "ny.yaml", "--format", "json").stdout)

    assert f"- {EXPECTED}" == markdown
    assert [("alla", 1), ("rektor", 1)] == [(feed["feed"], len(feed["changes"])) for feed in document["feeds"]]
    change = document["feeds"][0]["changes"][0]
    assert ("2026-03-03", "2026-03-05") == (change["before"]["start"], change["after"]["start"])


def test_markdown_lists_the_errors_of_the_new_plan_first(run: Run) -> None:
    for name in ("gammal", "ny"):
        text = Path(f"{name}.yaml").read_text(encoding="utf-8")
        Path(f"fel-{name}.yaml").write_text(text.replace("mitten av mars", "v. 54"), encoding="utf-8")

    for sides, named in (
        (("gammal", "fel-ny"), "fel-ny"),
        (("fel-gammal", "ny"), "fel-gammal"),
        (("fel-gammal", "fel-ny"), "fel-ny"),
    ):
        result = _diff(run, *(f"{side}.yaml" for side in sides), "--format", "markdown")
        assert 1 == result.exit_code
        assert result.stdout.startswith(f"### Planen har fel\n\n- {named}.yaml:4:")
        assert result.stderr.splitlines()[-1].startswith(f"{named}.yaml:4:")
        assert "" == _diff(run, *(f"{side}.yaml" for side in sides)).stdout


def test_markdown_lists_the_days_that_do_not_exist(run: Run) -> None:
    text = Path("ny.yaml").read_text(encoding="utf-8").partition("years:")[0]
    Path("fel.yaml").write_text(text.replace("mitten av mars", "v. 53"), encoding="utf-8")

    result = _diff(run, "gammal.yaml", "fel.yaml", "--format", "markdown")

    assert 1 == result.exit_code
    assert result.stdout.startswith("### Planen har fel\n\n- fel.yaml:4:")
    assert "AH301" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ("gammal.yaml", "--format", "xml"),
            2,
            '--format: "xml" går inte att välja. Skriv table, csv, markdown eller json.',
        ),
        (("gammal.yaml", "--year", "igår"), 2, '"igår" är inget läsår.'),
        (("saknas.yaml", "ny.yaml"), 1, "saknas.yaml:1:1: AH101 planen: Filen finns inte."),
        (("gammal.yaml", "saknas.yaml"), 1, "saknas.yaml:1:1: AH101 planen: Filen finns inte."),
    ],
)
def test_what_cannot_be_compared_is_one_line(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = _diff(run, *arguments)

    assert (code, "") == (result.exit_code, result.stdout)
    assert result.stderr.splitlines()[-1].startswith(said)


def test_it_writes_nothing(run: Run) -> None:
    run("generate", "--plan", "gammal.yaml", *TODAY)
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}

    _diff(run, "feeds", "ny.yaml")

    assert before == {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
