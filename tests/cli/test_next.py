"""`arshjul next`: what goes on now, and what comes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from building import SAMPLE

Run = Callable[..., Result]


def test_next_tells_both_parts(run: Run) -> None:
    result = run("next", "--today", "2019-03-05", "--days", "28")

    assert 0 == result.exit_code
    now, coming = result.stdout.split("\n\n")
    assert now.startswith("Pågår tis 5 mars\ntis 5 mars ")
    assert "slutar om 26 dagar" in now
    assert coming.startswith("Kommer inom 28 dagar\n")
    assert "om 28 dagar" in coming
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_next_sees_over_the_border_of_the_school_year(run: Run) -> None:
    coming = run("next", "--today", "2019-06-20", "--days", "45").stdout
    long_since = run("next", "--today", "2026-07-01", "--days", "0", "--plan", _long(Path())).stdout

    assert "om 42 dagar" in coming.split("Kommer")[1]
    assert "slutar om 44 dagar" in long_since


def _long(folder: Path) -> str:
    path = folder / "lang.yaml"
    header = "plan: {title: P, organisation: K, uid_domain: arshjul.kommunen.se}\nroles: {r: {name: R}}\n"
    path.write_text(
        f"{header}activities: [{{id: a, summary: A, when: vid behov}}]\n"
        "years: {2025/26: {dates: {a: 2026-06-01–2026-08-14}}}\n",
        encoding="utf-8",
    )
    return str(path)


@pytest.mark.parametrize("role", ["rektor", "skolor"])
def test_a_role_or_a_declared_feed_sees_what_reaches_it(run: Run, role: str) -> None:
    sees = run("next", "--today", "2026-03-03", "--plan", str(SAMPLE), "--role", role).stdout

    assert "Rapporten" not in sees
    assert "Tisdagsmöte" in sees
    assert "En dag" not in sees


def test_a_date_that_the_year_lacks_is_told_but_not_one_of_the_year_before(run: Run) -> None:
    plan = ("--plan", str(SAMPLE))
    within, after = (run("next", "--today", day, *plan) for day in ("2026-03-03", "2026-12-01"))

    assert (0, 1) == (within.exit_code, after.exit_code)
    assert "AH301 skottdag: Läsåret 2026/27" in after.stderr
    assert "AH301" not in within.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--days", "x"], '--days: "x" går inte att använda. Skriv ett antal dagar, 0–366.'),
        (["--days", "367"], '--days: "367" går inte att använda. Skriv ett antal dagar, 0–366.'),
        (["--role", "rektr"], '--role: "rektr" finns inte i planen. Menade du "rektor"?'),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    result = run("next", *arguments)

    assert (2, "", said) == (result.exit_code, result.stdout, result.stderr.splitlines()[-1])


def test_help_is_swedish(run: Run) -> None:
    for command in ("next", "explain"):
        page = run(command, "--help").stdout
        assert page.startswith(f"Användning: arshjul {command} [ALTERNATIV]")
        for english in ("Usage", "Options", "default", "Arguments", "TEXT"):
            assert english not in page
