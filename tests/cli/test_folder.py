"""The folder of the feeds when what stands there is no plain file: links, pipes, devices; a run and a dry one."""

import errno
import math
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


@pytest.mark.parametrize("there", ["link", "link to nothing", "pipe", "folder"])
def test_what_is_no_lock_of_a_run_is_refused_and_stays(run: Run, there: str) -> None:
    Path("mitt").write_bytes(b"mine")
    lock = Path("feeds", LOCK)
    if there == "pipe":
        os.mkfifo(lock)
    elif there == "folder":
        lock.mkdir()
    else:
        lock.symlink_to({"link": "../mitt", "link to nothing": "../borta"}[there])
    before = _state()

    result = _generate(run)

    assert (1, "") == (result.exit_code, result.stdout)
    said = f"{lock}: Här ligger programmets låsfil, men det här är något annat. Ta bort det."
    assert said == result.stderr.splitlines()[-1]
    assert before == _state()


NO_FOLDER = "Det finns en fil där mappen ska ligga. Flytta den, eller välj en annan mapp med --out."
NO_FOLDER_LINK = "Länken leder inte till någon mapp. Rätta länken, eller välj en annan mapp med --out."


def _file(path: Path) -> str:
    path.write_bytes(b"mine")
    return NO_FOLDER


def _pipe_for_a_folder(path: Path) -> str:
    os.mkfifo(path)
    return NO_FOLDER


def _link(leads_to: str) -> Callable[[Path], str]:
    def link(path: Path) -> str:
        path.symlink_to(leads_to)
        return NO_FOLDER_LINK

    link.__name__ = f"link-to-{leads_to}"
    return link


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["run", "dry-run"])
@pytest.mark.parametrize("below", ["", "lasaret"], ids=["here", "above"])
@pytest.mark.parametrize(
    "fault",
    [_file, _pipe_for_a_folder, _link("borta"), _link("ut"), _link("arshjul.yaml")],
    ids=lambda fault: fault.__name__.strip("_"),
)
def test_what_is_no_folder_where_the_folder_is_to_be_stops_the_run_and_a_dry_one(
    run: Run, fault: Callable[[Path], str], below: str, dry: tuple[str, ...]
) -> None:
    text = fault(Path("ut"))
    before = _state()

    result = _generate(run, "--out", str(Path("ut", below)), *dry)

    assert (1, "") == (result.exit_code, result.stdout)
    assert f"ut: {text}" == result.stderr.splitlines()[-1]
    assert before == _state()


class Held:
    """Stands for reading where another program has files for itself, as on Windows: some fail so many times."""

    def __init__(self, **times: float) -> None:
        """Take how many times each file fails, by its name without the suffix."""
        self.left = {f"{name}.ics": number for name, number in times.items()}
        self.read = Path.read_bytes

    def __call__(self, path: Path) -> bytes:
        """Read, or fail."""
        if self.left.get(path.name, 0) > 0:
            self.left[path.name] -= 1
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return self.read(path)


def _hold(monkeypatch: pytest.MonkeyPatch, held: Held) -> None:
    def read(path: Path) -> bytes:
        return held(path)

    monkeypatch.setattr(Path, "read_bytes", read)


def test_a_feed_that_another_program_has_for_itself_a_moment_is_read_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hold(monkeypatch, held := Held(rektor=2, alla=1))

    assert 0 == _generate(run).exit_code
    assert {0} == {*held.left.values()}
    assert b"Sammantr" in held.read(Path("feeds/rektor.ics"))


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["run", "dry-run"])
def test_feeds_that_another_program_keeps_for_itself_are_named_and_nothing_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, dry: tuple[str, ...]
) -> None:
    before = _state()
    with monkeypatch.context() as patch:
        _hold(patch, Held(rektor=math.inf, chef=math.inf))
        result = _generate(run, *dry)

    assert (1, "") == (result.exit_code, result.stdout)
    said = (
        "Flödet går inte att läsa (du har inte behörighet). "
        "Stäng det i andra program, eller ändra dess behörighet, och kör igen."
    )
    assert [f"feeds/chef.ics: {said}", f"feeds/rektor.ics: {said}"] == result.stderr.splitlines()[-2:]
    assert before == _state()


def test_a_run_whose_feed_stays_locked_says_so_and_the_next_makes_the_set_whole(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def locked(source: Path, target: Path) -> None:
        if Path(target).name == "rektor.ics":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(source), None, str(target))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", locked)
        result = _generate(run)

    assert (1, "") == (result.exit_code, result.stdout)
    assert [
        "feeds/rektor.ics: Filen är öppen i ett annat program, eller skyddad mot ändringar. Filen är inte skriven.",
        "Skrivet: alla.ics och chef.ics. Inte skrivet: rektor.ics. Stäng filen i det andra programmet, och kör igen.",
    ] == result.stderr.splitlines()[-2:]
    assert {"alla.ics", "chef.ics", "rektor.ics"} == {path.name for path in Path("feeds").iterdir()}

    assert 0 == _generate(run).exit_code
    assert all(b"Sammantr" in path.read_bytes() for path in Path("feeds").iterdir())


@pytest.mark.parametrize("fault", [_device, _pipe], ids=["device", "pipe"])
def test_a_schema_is_written_over_nothing_but_a_plain_file(arshjul: Run, fault: Callable[[Path], str]) -> None:
    path = Path("arshjul.schema.json")
    text = fault(path)
    before = _state()

    result = arshjul("schema", "--out", str(path))

    assert (1, f"{path}: {text}\n") == (result.exit_code, result.stderr)
    assert before == _state()
