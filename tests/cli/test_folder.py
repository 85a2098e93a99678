"""The folder of the feeds when what stands there is no plain file: links, pipes, devices; a run and a dry one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from arshjul_cli.write import LOCK
from devices import device

Run = Callable[..., Result]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices of POSIX")

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, chef: {name: Chef}}
activities: [{id: mote, summary: Möte, when: 5 mars, responsible: [rektor, chef]}]
"""
NO_PLAIN_FILE = (
    "Det här är ingen vanlig fil, eller en länk till något annat än en vanlig fil, så det skrivs inte över. "
    "Flytta det, eller välj en annan plats."
)
NOWHERE = "Länken leder till en fil som inte finns. Rätta länken, eller ta bort den."


@pytest.fixture
def run(arshjul: Run) -> Run:
    """Run the program where a plan and its feeds are."""
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8")
    assert 0 == _generate(arshjul).exit_code
    Path("arshjul.yaml").write_text(PLAN.replace("Möte", "Sammanträde"), encoding="utf-8")
    return arshjul


def _generate(run: Run, *arguments: str) -> Result:
    return run("generate", "2025/26", "--today", "2025-09-01", *arguments)


def _state() -> dict[str, bytes | str | None]:
    return {
        str(path): str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        for path in Path().rglob("*")
    }


def _device(path: Path) -> str:
    path.symlink_to(device(Path.cwd(), "null"))
    return NO_PLAIN_FILE


def _endless(path: Path) -> str:
    path.symlink_to(device(Path.cwd(), "zero"))
    return NO_PLAIN_FILE


def _pipe(path: Path) -> str:
    os.mkfifo(path)
    return NO_PLAIN_FILE


def _nowhere(path: Path) -> str:
    path.symlink_to("borta.ics")
    return NOWHERE


def _circle(path: Path) -> str:
    path.symlink_to(path.name)
    return NOWHERE


FAULTS = pytest.mark.parametrize(
    "fault", [_device, _endless, _pipe, _nowhere, _circle], ids=lambda fault: fault.__name__.strip("_")
)


@FAULTS
@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["run", "dry-run"])
def test_a_feed_that_is_no_plain_file_stops_the_run_and_a_dry_one(
    run: Run, fault: Callable[[Path], str], dry: tuple[str, ...]
) -> None:
    path = Path("feeds/rektor.ics")
    path.unlink()
    text = fault(path)
    before = _state()

    result = _generate(run, *dry)

    assert (1, "") == (result.exit_code, result.stdout)
    assert f"{path}: {text}" == result.stderr.splitlines()[-1]
    assert before == _state()


@FAULTS
def test_what_is_no_feed_of_the_plan_stops_nobody_and_stays(run: Run, fault: Callable[[Path], str]) -> None:
    fault(Path("feeds/annan.ics"))
    before = _state()["feeds/annan.ics"]

    assert 0 == _generate(run).exit_code
    assert before == _state()["feeds/annan.ics"]
    assert b"Sammantr" in Path("feeds/rektor.ics").read_bytes()


@FAULTS
def test_a_previous_feed_that_is_no_plain_file_is_refused(run: Run, fault: Callable[[Path], str]) -> None:
    Path("feeds").rename("gamla")
    Path("gamla/rektor.ics").unlink()
    fault(Path("gamla/rektor.ics"))
    before = _state()

    result = _generate(run, "--previous", "gamla")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "gamla/rektor.ics: Flödet går inte att läsa. " in result.stderr.splitlines()[-1]
    assert before == {name: data for name, data in _state().items() if name != "feeds"}


def test_a_feed_that_is_a_link_to_a_feed_elsewhere_is_renewed_there(run: Run) -> None:
    Path("annan").mkdir()
    Path("feeds/rektor.ics").rename("annan/rektor.ics")
    Path("feeds/rektor.ics").symlink_to("../annan/rektor.ics")

    assert 0 == _generate(run).exit_code

    assert Path("feeds/rektor.ics").is_symlink()
    assert b"Sammantr" in Path("annan/rektor.ics").read_bytes()
    assert ["rektor.ics"] == [path.name for path in Path("annan").iterdir()]


def test_a_feed_that_cannot_be_read_is_kept_beside_a_link_and_never_through_it(run: Run) -> None:
    Path("feeds/rektor.ics").write_bytes(b"junk")
    Path("mitt").write_bytes(b"mine")
    Path("feeds/rektor.ics.bak").symlink_to("../mitt")
    Path("feeds/rektor.ics.bak1").symlink_to("../skapas-inte")

    result = _generate(run)

    assert "rektor.ics gick inte att läsa. Den finns kvar som rektor.ics.bak2.\n" in result.stderr
    assert b"junk" == Path("feeds/rektor.ics.bak2").read_bytes()
    assert b"mine" == Path("mitt").read_bytes()
    assert not Path("skapas-inte").exists()


def test_a_lock_that_is_a_link_is_one_line_or_is_replaced(run: Run) -> None:
    Path("mitt").write_bytes(b"mine")
    Path("feeds", LOCK).symlink_to("../mitt")

    result = _generate(run)

    assert result.exit_code in {0, 1}
    assert "Traceback" not in result.output
    assert b"mine" == Path("mitt").read_bytes()


@pytest.mark.parametrize("fault", [_device, _pipe], ids=["device", "pipe"])
def test_a_schema_is_written_over_nothing_but_a_plain_file(arshjul: Run, fault: Callable[[Path], str]) -> None:
    path = Path("arshjul.schema.json")
    text = fault(path)
    before = _state()

    result = arshjul("schema", "--out", str(path))

    assert (1, f"{path}: {text}\n") == (result.exit_code, result.stderr)
    assert before == _state()
