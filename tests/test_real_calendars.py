"""The calendars of real kinds of organisations, for two school years: what is shown, found, to decide and published.

Each plan of `plans/real` has a folder of golden files; `pytest --renew-golden` renews them. Read the diff.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from arshjul_cli.check.whole import check
from arshjul_cli.flows.calendar import of_calendar
from arshjul_cli.flows.decide import still_undecided, with_decisions
from arshjul_cli.flows.editable import editable
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading import places
from arshjul_cli.reading.load import load
from arshjul_cli.render import WHEEL_FORMATS, findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand, expand_calendar_year
from arshjul_cli.wheel.undecided import Undecided
from building import HERE, rendered, written

PLANS = sorted((HERE / "plans" / "real").glob("*.yaml"))
YEARS = (SchoolYear(2026), SchoolYear(2027))


def _plan(path: Path) -> Plan:
    """Return the plan of a file, with the dates of the CSV file beside it, if there is one."""
    before = editable(load(path))
    dates = path.with_suffix(".csv")
    if not dates.exists():
        return before.plan
    return with_decisions(before, of_calendar(before.plan, dates.read_bytes(), dates.name, None).decided).plan


def _made(plan: Plan, name: str) -> Iterator[tuple[str, bytes]]:
    wheel = expand(plan, YEARS)
    yield "show.md", rendered(WHEEL_FORMATS["markdown"], wheel)
    yield "show.json", rendered(WHEEL_FORMATS["json"], wheel)
    yield "alla.ics", written(wheel)["alla.ics"]
    found = [replace(finding, file=name) for finding in places.findings(check(wheel, YEARS[0].start))]
    yield "check.text", findings.FORMATS["text"](found).encode()
    lists = still_undecided(plan, YEARS, YEARS[0].start)
    yield "undecided.txt", "".join(map(_line, (slot for kind in lists for slot in kind))).encode()


def _line(slot: Undecided) -> str:
    days = "–".join(dict.fromkeys(map(str, slot.days or ())))
    return f"{slot.school_year} {slot.activity.id} {slot.month or '-'} {days}\n"


@pytest.fixture(params=PLANS, ids=lambda path: path.stem)
def plan_file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def made(plan_file: Path) -> Mapping[str, bytes]:
    return dict(_made(_plan(plan_file), plan_file.name))


def test_every_output_is_its_golden_file(
    plan_file: Path, made: Mapping[str, bytes], pytestconfig: pytest.Config
) -> None:
    folder = HERE / "golden" / plan_file.stem
    if pytestconfig.getoption("--renew-golden"):
        folder.mkdir(exist_ok=True)
        for name, data in made.items():
            (folder / name).write_bytes(data)
    assert sorted(made) == sorted(path.name for path in folder.iterdir())
    for name, data in made.items():
        assert (folder / name).read_bytes().decode().splitlines() == data.decode().splitlines(), name


def test_a_calendar_year_of_a_board_is_decided_by_its_meetings_alone() -> None:
    wheel = expand_calendar_year(_plan(HERE / "plans" / "real" / "namnd.yaml"), 2027)
    meetings = {str(one.start): one for one in wheel.occurrences if one.activity.id == "namnd"}
    drafts = [str(one.last_day) for one in wheel.occurrences if one.activity.id == "utkast" and one.month == 6]

    assert 11 == len(meetings)
    assert ["2027-05-18"] == drafts
    assert {"namnd"} == {one.activity.id for one in wheel.occurrences if one.decided}
    assert {1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12} == {
        one.month for one in wheel.occurrences if one.activity.id == "anslag"
    }
