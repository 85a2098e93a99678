"""What stops a run, in every command that asks for one."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from arshjul_cli.errors import PlanError, PreviousError
from arshjul_cli.feeds.history import Previous
from arshjul_cli.flows.generate import Outcome, Request, Shelf, composed, outcome
from arshjul_cli.plan.model import Plan
from arshjul_cli.source import Loc
from building import HEADER, LATER, NOTHING, YEAR, plan_of, put, row, wheel_of, written

ROWS = tuple(row(one, f"{day} mars", responsible=["rektor"]) for day, one in enumerate("abcd", 2))
DAY = LATER.date()


def _run(plan: Plan, feeds: Previous, *, replaced: bool = True, **more: Any) -> Outcome:
    option = "--out" if replaced else "--previous"
    before = Shelf(folder=Path("feeds"), option=option, feeds=feeds, replaced=replaced)
    request = Request(plan=plan, years=(), day=more.pop("day", DAY), stamp=LATER, **more)
    return outcome(request, composed(request), before)


def _locs(run: Outcome) -> list[Loc]:
    return [problem.loc for problem in run.losses]


def test_a_run_that_takes_nothing_away_has_no_losses(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    assert ((), {}) == (_run(plan_of(*ROWS), before).losses, _run(plan_of(*ROWS), NOTHING).taken)


@pytest.mark.parametrize("first_year", ["2026/27", "2027/28", "2036/37"])
def test_a_first_year_that_is_mistyped_is_told_as_what_it_takes_away_and_not_as_a_wrong_clock(
    tmp_path: Path, first_year: str
) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, years=(YEAR, YEAR.next()))))
    plan = plan_of(*ROWS, plan={**HEADER, "first_year": first_year})

    run = _run(plan, before)

    assert {("plan",), ("roles", "rektor")} == set(_locs(run))
    assert all(f"Planen börjar nu {first_year}." in problem.text for problem in run.losses)


def test_a_clock_that_is_wrong_stops_a_run_with_a_first_year_too(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    for plan in (plan_of(*ROWS), plan_of(*ROWS, plan={**HEADER, "first_year": "2025/26"})):
        with pytest.raises(PreviousError, match=r"enligt klockan gäller 2034/35, 2035/36, 2036/37\."):
            _run(plan, before, day=dt.date(2035, 10, 1))


def test_a_plan_that_has_not_begun_goes_on_from_its_first_year(tmp_path: Path) -> None:
    plan = plan_of(*ROWS, plan={**HEADER, "first_year": "2027/28"})
    before = put(tmp_path, dict(_run(plan, NOTHING).made.files))

    assert () == _run(plan, before).losses


def test_feeds_of_another_plan_stop_it_wherever_they_are(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, plan={**HEADER, "uid_domain": "arshjul.annan.se"})))

    for replaced, option in ((True, "--out"), (False, "--previous")):
        with pytest.raises(PreviousError, match=f"Välj en annan mapp med {option}"):
            _run(plan_of(*ROWS), before, replaced=replaced)


def test_what_cannot_be_read_stops_only_a_run_that_does_not_replace_it(tmp_path: Path) -> None:
    before = put(tmp_path, {**written(wheel_of(*ROWS)), "chef.ics": b"junk"})

    assert () == _run(plan_of(*ROWS), before).losses
    with pytest.raises(PreviousError, match=r"chef\.ics: Flödet går inte att läsa"):
        _run(plan_of(*ROWS), before, replaced=False)


def test_the_plan_that_ships_changes_nobodys_feeds(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    with pytest.raises(PreviousError, match="Här finns ingen plan"):
        _run(plan_of(*ROWS[1:]), before, shipped=True)
    assert () == _run(plan_of(*ROWS[1:]), before).losses


def test_a_date_that_does_not_exist_stops_it_before_anything_else(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    with pytest.raises(PlanError, match="AH301"):
        _run(plan_of(row("a", "v. 53")), before)
