"""What goes on now, and what comes."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import Result

from arshjul_cli.render.terminal.agenda import going_on, left, render, upcoming
from arshjul_cli.wheel.model import Occurrence, Wheel
from building import SAMPLE, only, printed, row, wheel_of

Run = Callable[..., Result]
TODAY = dt.date(2026, 3, 3)


def _ids(occurrences: Iterable[Occurrence]) -> list[str]:
    return [one.activity.id for one in occurrences]


@pytest.mark.parametrize(
    ("when", "today", "said"),
    [
        ("5 mars", "2026-03-03", "om 2 dagar"),
        ("5 mars", "2026-03-04", "i morgon"),
        ("5 mars", "2026-03-05", "i dag"),
        ("5–20 mars", "2026-03-03", "om 2 dagar"),
        ("5–20 mars", "2026-03-08", "slutar om 12 dagar"),
        ("5–20 mars", "2026-03-19", "slutar i morgon"),
        ("5–20 mars", "2026-03-20", "slutar i dag"),
        ("senast 5–20 mars", "2026-03-03", "om 17 dagar"),
        ("senast 5–20 mars", "2026-03-20", "i dag"),
    ],
)
def test_the_days_that_are_left(when: str, today: str, said: str) -> None:
    assert said == left(only(wheel_of(row(when=when))), dt.date.fromisoformat(today))


def test_what_goes_on_has_a_day_today_and_what_comes_begins_within_the_days() -> None:
    wheel = wheel_of(
        row("slut", "2 mars"), row("sist", "mars"), row("forst", "1–4 mars"), row("dag", "3 mars"),
        row("morgon", "4 mars"), row("grans", "8 mars"), row("over", "9 mars"),
    )  # fmt: skip

    assert ["dag", "forst", "sist"] == _ids(going_on(wheel, TODAY))
    assert ["morgon", "grans"] == _ids(upcoming(wheel, TODAY, 5))
    assert [] == _ids(upcoming(wheel, TODAY, 0))


def test_what_is_cancelled_does_not_go_on_but_is_told_on_its_day_and_before() -> None:
    cancelled = {"cancelled": {"period": "Nej", "dag": "Nej", "kommer": "Nej"}}
    wheel = wheel_of(row("period", "mars"), row("dag", "3 mars"), row("kommer", "5 mars"), decided=cancelled)

    assert ["dag"] == _ids(going_on(wheel, TODAY))
    assert ["kommer"] == _ids(upcoming(wheel, TODAY, 5))
    assert "inställt" in printed(render(wheel, TODAY, 5, 80))


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "inom en dag"), (30, "inom 30 dagar")],
)
def test_nothing_at_all_is_a_plain_sentence(days: int, said: str) -> None:
    assert f"Inget pågår tis 3 mars, och inget kommer {said}.\n" == printed(render(wheel_of(), TODAY, days, 80))


def test_an_empty_part_says_so() -> None:
    wheel = wheel_of(row(when="3 mars"))

    assert printed(render(wheel, TODAY, 5, 80)).endswith("\nKommer inom 5 dagar\nInget kommer.\n")
    assert "Pågår mån 2 mars\nInget pågår.\n" in printed(render(wheel, TODAY - dt.timedelta(days=1), 5, 80))


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_it_fits_any_screen(wheel: Wheel, width: int) -> None:
    lines = printed(render(wheel, TODAY, 30, width), width).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert not any("…" in line for line in lines)


def test_responsible_and_status_are_told_in_a_table_and_in_a_list() -> None:
    wheel = wheel_of(row(when="första torsdagen i mars", decided_yearly="true", responsible=["rektor", "chef"]))

    assert [
        "tors 5 mars          Möte                           Rektor, Chefen      prel.",
        "om 2 dagar",
    ] == printed(render(wheel, TODAY, 5, 80)).splitlines()[4:]
    assert ["tors 5 mars, om 2 dagar, prel.", "  Möte", "  Rektor, Chefen"] == (
        printed(render(wheel, TODAY, 5, 40), 40).splitlines()[4:]
    )


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
        assert page.startswith(f"Så här: arshjul {command} [FLAGGOR]")
        for english in ("Usage", "Options", "default", "Arguments", "TEXT"):
            assert english not in page
