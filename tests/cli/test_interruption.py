"""Runs that are killed, that meet each other or a full disk: every feed stays whole, and the next run clears up."""

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from arshjul_cli.feeds.earlier import read
from arshjul_cli.reading.load import load, require_plan
from arshjul_cli.wheel.expand import expand
from arshjul_cli.write import LOCK, alone
from building import STAMP, YEAR, put, written

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals, fork and file systems of POSIX"),
]

ROUNDS = 25
LAUNCHER = """\
import os, runpy, signal, sys
from arshjul_cli import render, write
from arshjul_cli.feeds import earlier, generate, verify
from arshjul_cli.reading import load
from arshjul_cli.cli import app
from arshjul_cli.workdays import Workdays
import datetime, filelock, icalendar, yaml
for year in (2025, 2026):
    Workdays().holiday(datetime.date(year, 1, 1))
for line in sys.stdin:
    if not (child := os.fork()):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.argv = ["arshjul", *line.split()]
        runpy.run_module("arshjul_cli", run_name="__main__", alter_sys=True)
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Does what `python -m arshjul_cli` does, over and over, without a second of imports each time."""


KILLED = """\
import os, runpy, signal, sys
_, last, folder, *sys.argv = sys.argv
seen, sync = 0, os.fsync
CHANGES = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.utime", "os.setxattr",
}
def step():
    global seen
    seen += 1
    if seen == int(last):
        os.kill(os.getpid(), signal.SIGKILL)
def count(event, arguments):
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (writes or event in CHANGES) and str(arguments[0]).startswith(folder):
        step()
def counted_sync(handle):
    step()
    sync(handle)
os.fsync = counted_sync
sys.addaudithook(count)
sys.argv.insert(0, "arshjul")
runpy.run_module("arshjul_cli", run_name="__main__", alter_sys=True)
"""
"""Runs the program, and kills it before it does something to a folder, or syncs it, for the nth time."""


class Launcher:
    """Starts the program again and again, each time as a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Take the process that the program is forked from."""
        self._process = process

    def start(self, *arguments: str) -> int:
        """Start a run, and return its process id, which is its own until it is waited for."""
        return int(self._ask(" ".join(arguments)))

    def wait(self) -> int:
        """Wait for the run that was started, and return its exit code, or minus the signal that killed it."""
        return int(self._ask(""))

    def run(self, *arguments: str) -> int:
        """Run to the end."""
        self.start(*arguments)
        return self.wait()

    def _ask(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@contextmanager
def _launcher() -> Iterator[Launcher]:
    command = [sys.executable, "-c", LAUNCHER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield Launcher(process)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def launchers() -> Iterator[tuple[Launcher, Launcher]]:
    with ExitStack() as stack:
        yield (stack.enter_context(_launcher()), stack.enter_context(_launcher()))


def _plan(path: Path, title: str, roles: int) -> Path:
    names = [f"roll-{n:02}" for n in range(roles)]
    rows = (f"  - {{id: {one}, summary: {title} {one}, when: {n % 28 + 1} mars, responsible: [{one}]}}"
            for n, one in enumerate(names))  # fmt: skip
    lines = (
        "plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}",
        f"roles: {{{', '.join(f'{one}: {{name: {one}}}' for one in names)}}}",
        "activities:",
        *rows,
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _arguments(plan: Path, folder: Path) -> tuple[str, ...]:
    return ("generate", str(YEAR), "--plan", str(plan), "--out", str(folder), "--stamp", f"{STAMP:%Y-%m-%dT%H:%M:%SZ}")


@pytest.fixture
def after(tmp_path: Path) -> Callable[[Path, Mapping[str, bytes]], dict[str, bytes]]:
    """Return what becomes of earlier files when a plan is run on them, known without the program's writer."""
    plans: dict[Path, Path] = {}

    def files(plan: Path, before: Mapping[str, bytes]) -> dict[str, bytes]:
        folder = plans.setdefault(plan, tmp_path / f"expected-{plan.stem}")
        folder.mkdir(exist_ok=True)
        wheel = expand(require_plan(load(plan)), (YEAR,))
        return written(wheel, put(folder, before) if before else read(tmp_path / "finns-inte"))

    return files


def _state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def _await(path: Path) -> None:
    end = time.monotonic() + 10
    while not path.exists() and time.monotonic() < end:
        pass


def test_a_killed_run_leaves_every_feed_whole_and_the_next_one_clears_up(
    tmp_path: Path, launchers: tuple[Launcher, Launcher], after: Callable[[Path, Mapping[str, bytes]], dict[str, bytes]]
) -> None:
    launcher, _ = launchers
    folder = tmp_path / "feeds"
    plans = [_plan(tmp_path / f"{title}.yaml", title, roles=12) for title in ("gammal", "ny")]
    launcher.start(*_arguments(plans[0], tmp_path / "timing"))
    _await(tmp_path / "timing" / LOCK)
    began = time.monotonic()
    assert 0 == launcher.wait()
    longest = time.monotonic() - began
    delays = random.Random(20260305)  # noqa: S311 - a delay, no secret
    killed = 0

    for number in range(ROUNDS):
        plan, old = plans[number % 2], _state(folder)
        new = after(plan, old)
        child = launcher.start(*_arguments(plan, folder))
        _await(folder / LOCK)
        time.sleep(delays.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        killed += launcher.wait() == -signal.SIGKILL

        for name, data in _state(folder).items():
            if name.endswith(".ics"):
                assert data in {old.get(name), new[name]}
        assert old.keys() <= _state(folder).keys()
        assert 0 == launcher.run(*_arguments(plan, folder))
        assert new == _state(folder)

    assert 0 < killed


def _killed(number: int, folder: Path, *arguments: str) -> bool:
    """Run the program, kill it before the nth thing that it does to a folder, and return whether it came so far."""
    command = [sys.executable, "-c", KILLED, str(number), str(folder), *arguments]
    ended = subprocess.run(command, check=False, capture_output=True).returncode
    assert ended in {0, -signal.SIGKILL}
    return ended != 0


def test_a_run_that_is_killed_before_each_thing_that_it_does_leaves_every_feed_whole(
    tmp_path: Path, launchers: tuple[Launcher, Launcher], after: Callable[[Path, Mapping[str, bytes]], dict[str, bytes]]
) -> None:
    launcher, _ = launchers
    plans = [_plan(tmp_path / f"{title}.yaml", title, roles=2) for title in ("gammal", "ny")]
    old = after(plans[0], {})
    new = after(plans[1], old)
    killed = 0

    while True:
        folder = tmp_path / f"feeds-{killed}"
        folder.mkdir()
        put(folder, old)
        if not _killed(killed + 1, folder, *_arguments(plans[1], folder)):
            break
        assert all(data in {old[name], new[name]} for name, data in _state(folder).items() if name.endswith(".ics"))
        assert old.keys() <= _state(folder).keys()
        assert 0 == launcher.run(*_arguments(plans[1], folder))
        assert new == _state(folder)
        killed += 1

    assert new == _state(folder)
    assert 5 * len(new) <= killed


def test_so_it_is_for_the_first_run_which_makes_the_folder_and_those_above(
    tmp_path: Path, launchers: tuple[Launcher, Launcher], after: Callable[[Path, Mapping[str, bytes]], dict[str, bytes]]
) -> None:
    launcher, _ = launchers
    plan = _plan(tmp_path / "plan.yaml", "ny", roles=2)
    new = after(plan, {})

    for number in itertools.count(1):
        above = tmp_path / f"ny-{number}"
        folder = above / "feeds"
        killed = _killed(number, above, *_arguments(plan, folder))
        assert all(new[name] == data for name, data in _state(folder).items() if name.endswith(".ics"))
        assert 0 == launcher.run(*_arguments(plan, folder))
        assert new == _state(folder)
        assert [folder] == [*above.iterdir()]
        if not killed:
            break

    assert 5 * len(new) <= number


JUNK = b"junk"
ENDED_YEAR_AGO = "2025-07-01T00:00:00Z"


def test_so_it_is_where_a_feed_cannot_be_read_one_is_a_link_and_one_is_removed(
    tmp_path: Path, launchers: tuple[Launcher, Launcher]
) -> None:
    """The next run ends where one that nobody killed ends: with the copy of what could not be read, and only one."""
    launcher, _ = launchers
    plans = [
        _plan(tmp_path / f"{title}.yaml", title, roles) for title, roles in (("gammal", 4), ("mellan", 3), ("ny", 3))
    ]
    began = tmp_path / "feeds"
    for plan, stamp in zip(plans[:2], ("2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z"), strict=True):
        # The role that is gone has events to come, and that is meant.
        assert 0 == launcher.run(*_arguments(plan, began)[:-1], stamp, "--allow-shrink")
    assert (began / "roll-03.ics").exists()
    arguments = (*_arguments(plans[2], Path())[:-4], "--allow-shrink", "--stamp", ENDED_YEAR_AGO, "--out")
    states: list[dict[str, bytes]] = []

    for number in itertools.count():
        folder, elsewhere = tmp_path / f"feeds-{number}", tmp_path / f"feeds-{number}-annan"
        shutil.copytree(began, folder)
        elsewhere.mkdir()
        (folder / "roll-00.ics").write_bytes(JUNK)
        (folder / "roll-01.ics").rename(elsewhere / "roll-01.ics")
        (folder / "roll-01.ics").symlink_to(elsewhere / "roll-01.ics")
        before = _state(folder)
        # The name of the other folder begins as that of this one does.
        killed = number and _killed(number, folder, *arguments, str(folder))
        after_kill = _state(folder)
        assert before.keys() - {"roll-03.ics"} <= after_kill.keys()
        assert 0 == launcher.run(*arguments, str(folder))
        states.append(_state(folder))
        if killed:
            new = states[0]
            assert after_kill["roll-00.ics"] == JUNK or after_kill["roll-00.ics.bak"] == JUNK
            for name, data in after_kill.items():
                if name.endswith(".ics"):
                    assert data in {before[name], new.get(name)}
        assert states[0] == states[-1]
        assert (folder / "roll-01.ics").is_symlink()
        assert ["roll-01.ics"] == [path.name for path in elsewhere.iterdir()]
        if number and not killed:
            break

    expected = {"alla.ics", "roll-00.ics", "roll-00.ics.bak", "roll-01.ics", "roll-02.ics"}
    assert expected == states[0].keys()
    assert JUNK == states[0]["roll-00.ics.bak"]
    assert 20 < len(states)


def test_a_decision_that_is_killed_before_each_thing_that_it_does_leaves_the_plan_whole(
    tmp_path: Path, launchers: tuple[Launcher, Launcher]
) -> None:
    launcher, _ = launchers
    old = _plan(tmp_path / "plan.yaml", "plan", roles=2).read_bytes()
    decided: list[bytes] = []

    for number in itertools.count():
        folder = tmp_path / f"plan-{number}"
        folder.mkdir()
        plan = folder / "plan.yaml"
        plan.write_bytes(old)
        plan.chmod(0o640)
        arguments = ("decide", str(YEAR), "roll-00", "2026-03-03", "--yes", "--plan", str(plan))
        killed = number and _killed(number, folder, *arguments)
        for name, data in _state(folder).items():
            if name != LOCK:
                # What is left is open to no more people than the plan, whatever the umask.
                assert not (folder / name).stat().st_mode & 0o137
                assert name.startswith(".plan.yaml.") or data in {old, *decided}
        assert 0 == launcher.run(*arguments)
        decided.append(plan.read_bytes())
        # A decision that is there already is written by no run.
        left = _state(folder).keys() - {"plan.yaml"}
        if number and not killed:
            break
        if left:
            assert 0 == launcher.run(*arguments[:3], "2026-03-04", *arguments[4:])
            assert ["plan.yaml"] == [*_state(folder)]

    assert 1 == len(set(decided))
    assert old != decided[0]
    assert 8 < len(decided)


def test_two_runs_at_once_end_with_one_complete_result(
    tmp_path: Path, launchers: tuple[Launcher, Launcher], after: Callable[[Path, Mapping[str, bytes]], dict[str, bytes]]
) -> None:
    folder = tmp_path / "feeds"
    plans = [_plan(tmp_path / f"{title}.yaml", title, roles=4) for title in ("gammal", "ny")]

    for _ in range(10):
        old = _state(folder)
        first, second = (after(plan, old) for plan in plans)
        for launcher, plan in zip(launchers, plans, strict=True):
            launcher.start(*_arguments(plan, folder))
        assert [0, 0] == [launcher.wait() for launcher in launchers]
        assert _state(folder) in (after(plans[1], first), after(plans[0], second))


def test_the_program_itself_can_run_twice_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    plans = [_plan(tmp_path / f"{title}.yaml", title, roles=5) for title in ("gammal", "ny")]
    running = [
        subprocess.Popen([sys.executable, "-m", "arshjul_cli", *_arguments(plan, folder)], stdout=subprocess.DEVNULL)
        for plan in plans
    ]

    assert [0, 0] == [process.wait() for process in running]
    assert {"alla.ics", *(f"roll-{n:02}.ics" for n in range(5))} == _state(folder).keys()


def test_folders_that_two_runs_make_at_once_are_made(tmp_path: Path) -> None:
    ready = threading.Barrier(2)

    def run(number: int) -> None:
        folder = tmp_path / f"{number}" / "above" / "feeds"
        ready.wait()
        with alone(folder):
            (folder / "written").touch()

    with ThreadPoolExecutor(2) as pool:
        for number in range(200):
            list(pool.map(run, (number, number)))

    assert 200 == len(list(tmp_path.glob("*/above/feeds/written")))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    as_root = ["sudo", "-n"] if os.geteuid() and shutil.which("sudo") else []
    mount = [*as_root, "mount", "-t", "tmpfs", "-o", f"size=256k,uid={os.geteuid()}", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk; test_write has one that takes no large file")
    try:
        yield folder
    finally:
        subprocess.run([*as_root, "umount", str(folder)], check=True)


def _fill(path: Path) -> None:
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)


def test_a_full_disk_leaves_every_feed_as_it_was_and_the_next_run_succeeds(
    small_disk: Path, tmp_path: Path, launchers: tuple[Launcher, Launcher]
) -> None:
    launcher, _ = launchers
    folder = small_disk / "feeds"
    plans = [_plan(tmp_path / f"{title}.yaml", title, roles=12) for title in ("gammal", "ny")]
    assert 0 == launcher.run(*_arguments(plans[0], folder))
    before = _state(folder)
    filling = small_disk / "filling"

    for left in (0, 1, 5, 11):
        _fill(filling)
        os.truncate(filling, filling.stat().st_size - left * 4096)
        assert 1 == launcher.run(*_arguments(plans[1], folder))
        assert before == _state(folder)
        filling.unlink()

    assert 0 == launcher.run(*_arguments(plans[1], folder))
    assert before.keys() == _state(folder).keys()
    assert all(b"ny" in data for data in _state(folder).values())


def test_a_full_disk_is_told_in_one_line(small_disk: Path, tmp_path: Path) -> None:
    folder = small_disk / "feeds"
    folder.mkdir()
    plan = _plan(tmp_path / "plan.yaml", "ny", roles=3)
    _fill(small_disk / "filling")

    done = subprocess.run(
        [sys.executable, "-m", "arshjul_cli", *_arguments(plan, folder)], check=False, capture_output=True, text=True
    )

    assert (1, "") == (done.returncode, done.stdout)
    assert "Det går inte att skriva här" in done.stderr.splitlines()[-1]
    assert {} == _state(folder)
