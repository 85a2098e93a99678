"""Calendars of the kinds that real wheels are, each laid out on its years. Renewed by `pytest --renew-golden`."""

from pathlib import Path

import pytest

from arshjul_cli.check import check
from arshjul_cli.findings import Level
from arshjul_cli.flows.decide import of_calendar, with_decisions
from arshjul_cli.flows.editable import editable
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load
from arshjul_cli.render import WHEEL_FORMATS
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand, expand_calendar_year
from arshjul_cli.wheel.model import Wheel
from building import HERE, TODAY, rendered

FOLDER = HERE / "calendars"
YEARS = (SchoolYear(2026), SchoolYear(2027))


def _plan(folder: Path) -> Plan:
    """Return the plan of a folder, with the dates of its CSV file."""
    before = editable(load(folder / "plan.yaml"))
    dates = folder / "dates.csv"
    if not dates.exists():
        return before.plan
    return with_decisions(before, of_calendar(before.plan, dates.read_bytes(), dates.name, None)).plan


def _lines(wheel: Wheel) -> list[str]:
    """Return the rows of the table that a spreadsheet gets."""
    return rendered(WHEEL_FORMATS["csv"], wheel).decode().splitlines(keepends=True)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_a_real_calendar_is_laid_out_as_its_people_mean(name: str, pytestconfig: pytest.Config) -> None:
    folder = FOLDER / name
    plan = _plan(folder)
    made = _lines(expand(plan, YEARS))
    if pytestconfig.getoption("--renew-golden"):
        (folder / "golden.csv").write_bytes("".join(made).encode())

    assert [] == [problem.text for problem in check(expand(plan, YEARS), TODAY) if problem.level is Level.ERROR]
    assert (folder / "golden.csv").read_bytes().decode().splitlines(keepends=True) == made


def test_a_calendar_year_of_a_board_is_decided_by_its_meetings_alone() -> None:
    wheel = expand_calendar_year(_plan(FOLDER / "namnd"), 2027)
    meetings = {str(one.start): one for one in wheel.occurrences if one.activity.id == "namnd"}
    drafts = [str(one.last_day) for one in wheel.occurrences if one.activity.id == "utkast" and one.month == 6]

    assert 11 == len(meetings)
    assert ["2027-05-18"] == drafts
    assert {"namnd"} == {one.activity.id for one in wheel.occurrences if one.decided}
    assert {1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12} == {
        one.month for one in wheel.occurrences if one.activity.id == "anslag"
    }
