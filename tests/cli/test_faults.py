"""What surrounds the program at its worst: terminals, environments, clocks, folders, files and pipes.

Whatever it is, the exit code is the documented one, no traceback is seen, and the feeds are whole or as they were.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from typer.testing import Result

from building import SAMPLE, STAMP, TODAY, YEAR, wheel_of, written

Run = Callable[..., Result]
Done = subprocess.CompletedProcess[str]

POSIX = pytest.mark.skipif(os.name != "posix", reason="a matter of POSIX")
SMALL = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, chef: {name: Förvaltningschef}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, responsible: [rektor]}
  - {id: enkat, summary: Enkät, when: 20 december–11 januari, responsible: [chef]}
"""
CLOCK = ("--today", str(TODAY))
STAMPED = ("--stamp", f"{STAMP:%Y-%m-%dT%H:%M:%SZ}")
MEGABYTE = 1_000_000
OURS = ("ARSHJUL_PLAN", "ARSHJUL_DEBUG", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS")
ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {
    "nothing": {},
    "columns-1": {"COLUMNS": "1"},
    "columns-abc": {"COLUMNS": "abc"},
    "dumb": {"TERM": "dumb", "NO_COLOR": "1"},
    "c-locale": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "0"},
    "ascii": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONHASHSEED": "1"},
    "kiritimati": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
    "invalid-tz": {"TZ": "Ingenstans/Alls:99"},
}


def _program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "arshjul_cli", *arguments]


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in OURS} | dict(more)


def _done(*arguments: str, **more: str) -> Done:
    """Run the program by itself, and return what it ended with."""
    return subprocess.run(
        _program(*arguments), check=False, capture_output=True, encoding="utf-8", timeout=30, env=_environment(more)
    )


def _state(folder: Path) -> dict[str, object]:
    """Return all that is in a folder: files as their bytes, links as where they lead."""
    found: dict[str, object] = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = path.readlink()
        else:
            found[name] = path.read_bytes() if path.is_file() else None
    return found


def _last_line(stderr: str, before: int = 1) -> str:
    """Return the one line on stderr that comes after those that are always there, such as the plan's name."""
    lines = stderr.splitlines()
    assert before + 1 == len(lines), stderr
    assert "Traceback" not in stderr
    return lines[-1]


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "liten.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


# Terminals and environments.


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return the feeds of the sample plan, as they are here."""
    folder = tmp_path_factory.mktemp("feeds")
    assert 0 == _generated(folder).returncode
    return _state(folder)


def _generated(folder: Path, **more: str) -> Done:
    return _done("generate", str(YEAR), "--plan", str(SAMPLE), "--out", str(folder), *STAMPED, *CLOCK, **more)


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_every_environment_gives_the_same_feeds(
    tmp_path: Path, feeds: dict[str, object], environment: Mapping[str, str]
) -> None:
    done = _generated(tmp_path / "feeds", **environment)

    assert 0 == done.returncode
    assert f"Läsår: {YEAR}. Mapp: {tmp_path / 'feeds'}" == _last_line(done.stderr)
    assert feeds == _state(tmp_path / "feeds")


def test_the_feeds_by_themselves_are_those_of_the_command_line(run: Run, small: str, tmp_path: Path) -> None:
    activities = (
        {"id": "mote", "summary": "Möte", "when": "första tisdagen i mars", "responsible": ["rektor"]},
        {"id": "enkat", "summary": "Enkät", "when": "20 december–11 januari", "responsible": ["chef"]},
    )
    header = {"title": "Plan", "organisation": "Kommun", "uid_domain": "arshjul.kommunen.se"}
    roles = {"rektor": {"name": "Rektor"}, "chef": {"name": "Förvaltningschef"}}

    run("generate", str(YEAR), "--plan", small, *STAMPED)

    assert written(wheel_of(*activities, plan=header, roles=roles)) == _state(tmp_path / "feeds")


@pytest.mark.parametrize("columns", ["1", "20", "80", "abc"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("show", str(YEAR)),
        ("next",),
        ("explain", "enkat", str(YEAR)),
        ("check", str(YEAR)),
        ("roles",),
        ("generate", str(YEAR), "--dry-run"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_any_terminal_is_wide_enough(run: Run, small: str, arguments: tuple[str, ...], columns: str) -> None:
    clock = () if arguments[0] == "roles" else CLOCK
    for environment in ({"TERM": "dumb"}, {"NO_COLOR": "1"}):
        result = run(*arguments, *clock, "--plan", small, COLUMNS=columns, **environment)

        assert 0 == result.exit_code
        assert result.stdout.strip()
        assert "\x1b" not in result.output
        assert "Traceback" not in result.output


@pytest.mark.parametrize("environment", ["c-locale", "ascii"])
@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        (0, ("--help",)),
        (0, ("show", str(YEAR), *CLOCK, "--plan", str(SAMPLE), "--format", "csv")),
        (1, ("check", "--plan", "finns-inte-åäö-🎒.yaml")),
        (2, ("show", "--role", "åäö", "--plan", str(SAMPLE))),
    ],
    ids=["help", "show", "missing", "usage"],
)
def test_every_exit_code_is_the_documented_one_whatever_the_locale(
    expected: int, arguments: tuple[str, ...], environment: str
) -> None:
    done = _done(*arguments, **ENVIRONMENTS[environment])

    assert expected == done.returncode
    assert "Traceback" not in done.stderr
    assert any(letter in done.stdout + done.stderr for letter in "åäö")


# The clock.


@contextmanager
def _time_zone(name: str) -> Iterator[None]:
    """Be elsewhere for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", name)
        time.tzset()
        yield
    time.tzset()


@POSIX
@pytest.mark.parametrize("time_zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Ingenstans"])
@pytest.mark.parametrize(
    ("expected", "epoch"), [("ons 31 dec", "1767221999"), ("tors 1 jan", "1767222000")], ids=["before", "after"]
)
def test_the_new_year_comes_when_it_does_to_the_people_of_the_plan(
    run: Run, small: str, expected: str, epoch: str, time_zone: str
) -> None:
    with _time_zone(time_zone):
        result = run("next", "--plan", small, SOURCE_DATE_EPOCH=epoch)

    assert f"Pågår {expected}" == result.stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("expected", "epoch"),
    [("2024/25, 2025/26, 2026/27", "1782856799"), ("2025/26, 2026/27, 2027/28", "1782856800")],
    ids=["30-june", "1-july"],
)
def test_the_school_year_turns_when_it_does_to_the_people_of_the_plan(small: str, expected: str, epoch: str) -> None:
    done = _done("generate", "--dry-run", "--plan", small, TZ="Pacific/Kiritimati", SOURCE_DATE_EPOCH=epoch)

    assert _last_line(done.stderr).startswith(f"Läsår: {expected}. Mapp: ")


# The output folder.


def _file(folder: Path) -> str:
    (folder / "ut").write_bytes(b"mine")
    return "ut"


def _file_above(folder: Path) -> str:
    return f"{_file(folder)}/x/feeds"


def _dangling_link(folder: Path) -> str:
    (folder / "ut").symlink_to(folder / "borta")
    return "ut"


def _circle(folder: Path) -> str:
    (folder / "ut").symlink_to(folder / "ut")
    return "ut"


def _folder_for_a_feed(folder: Path) -> str:
    (folder / "ut" / "rektor.ics").mkdir(parents=True)
    (folder / "ut" / "index.html").write_bytes(b"mine")
    return "ut"


def _folder_for_the_lock(folder: Path) -> str:
    (folder / "ut" / ".arshjul.lock").mkdir(parents=True)
    return "ut"


def _name_too_long(_: Path) -> str:
    return "x" * 300


FOLDERS = (
    _file, _file_above, _dangling_link, _circle, _folder_for_a_feed, _folder_for_the_lock, _name_too_long,
)  # fmt: skip


@POSIX
@pytest.mark.parametrize("fault", FOLDERS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_folder_at_fault_is_one_line_and_as_it_was(
    run: Run, small: str, tmp_path: Path, fault: Callable[[Path], str]
) -> None:
    out = fault(tmp_path)
    before = _state(tmp_path)

    result = run("generate", str(YEAR), "--plan", small, "--out", out)

    assert (1, "") == (result.exit_code, result.stdout)
    assert _last_line(result.stderr).endswith(".")
    assert before == _state(tmp_path)


@contextmanager
def _not_root() -> Iterator[None]:
    """Be nobody for a while, if root; root may write everywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def public() -> Iterator[Path]:
    """Return a folder that everybody may read."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder


@POSIX
@pytest.mark.parametrize("with_feeds", [False, True], ids=["empty", "with-feeds"])
def test_a_folder_that_is_read_only_is_one_line_and_as_it_was(run: Run, public: Path, *, with_feeds: bool) -> None:
    plan, out = public / "plan.yaml", public / "ut"
    plan.write_text(SMALL, encoding="utf-8")
    arguments = ("generate", str(YEAR), "--plan", str(plan), "--out", str(out))
    assert 0 == run(*arguments, *(() if with_feeds else ("--dry-run",))).exit_code
    plan.write_text(SMALL.replace("Möte", "Sammanträde"), encoding="utf-8")
    out.mkdir(exist_ok=True)
    out.chmod(0o555)
    before = _state(public)

    with _not_root():
        result = run(*arguments)
    out.chmod(0o755)

    assert (1, "") == (result.exit_code, result.stdout)
    assert "Du får inte skriva här" in _last_line(result.stderr)
    assert before == _state(public)
    assert with_feeds == ((out / "alla.ics").exists())


# The plan.


def _missing(folder: Path) -> Path:
    return folder / "finns-inte.yaml"


def _a_folder(folder: Path) -> Path:
    return folder


def _nothing(_: Path) -> Path:
    return Path(os.devnull)


def _endless(_: Path) -> Path:
    return Path("/dev/zero")


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _link_to_itself(folder: Path) -> Path:
    (folder / "lank.yaml").symlink_to(folder / "lank.yaml")
    return folder / "lank.yaml"


def _below_a_file(folder: Path) -> Path:
    (folder / "fil").write_bytes(b"")
    return folder / "fil" / "plan.yaml"


def _long_name(folder: Path) -> Path:
    return folder / f"{'x' * 300}.yaml"


def _unreadable(folder: Path) -> Path:
    path = folder / "plan.yaml"
    path.write_text(SMALL, encoding="utf-8")
    path.chmod(0)
    return path


PLANS = (_missing, _a_folder, _nothing, _endless, _pipe, _link_to_itself, _below_a_file, _long_name, _unreadable)


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Fail what hangs."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@POSIX
@pytest.mark.parametrize("command", ["generate", "check", "roles"])
@pytest.mark.parametrize("fault", PLANS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_plan_that_is_none_is_one_line_and_never_waited_for(
    run: Run, public: Path, fault: Callable[[Path], Path], command: str
) -> None:
    plan = str(fault(public))

    with _at_most(10), _not_root():
        result = run(command, "--plan", plan)

    assert 1 == result.exit_code
    (line,) = [one for one in result.output.splitlines() if "AH1" in one]
    assert line.startswith(f"{plan}:1:1: AH101 planen: ")
    assert "Traceback" not in result.output
    assert not Path("feeds").exists()


MEASURE = """\
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
unit = 1 if sys.platform == "darwin" else 1024
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss * unit, file=sys.stderr)
sys.exit(code)
"""
"""Run from a process that is small itself: what it is forked from counts as a program's memory too.

Time is the processor's: other programs may keep the machine busy.
"""


def _sparse() -> Iterable[str]:
    return ()


def _laughs() -> Iterable[str]:
    yield 'a0: &a0 ["ha"]'
    for n in range(1, 40):
        yield f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]"


def _many_lines() -> Iterable[str]:
    return ("",) * 4_900_000


def _many_keys() -> Iterable[str]:
    return (f"k{n}: {n}" for n in range(350_000))


@POSIX
@pytest.mark.parametrize(
    "text",
    [_sparse, _laughs, _many_lines, _many_keys],
    ids=lambda text: text.__name__.strip("_"),
)
def test_a_bomb_is_refused_quickly_and_in_little_memory(tmp_path: Path, text: Callable[[], Iterable[str]]) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("\n".join(text()), encoding="utf-8")
    if not plan.stat().st_size:
        os.truncate(plan, 100 * MEGABYTE)

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *_program("roles", "--plan", str(plan))],
        check=False, capture_output=True, encoding="utf-8", timeout=30, env=_environment({}),
    )  # fmt: skip

    *told, used = done.stderr.splitlines()
    seconds, memory = used.split()
    assert float(seconds) < 2
    assert int(memory) < 200 * MEGABYTE
    assert 1 == done.returncode
    assert told[1].startswith(f"{plan}:1:")
    assert "Traceback" not in done.stderr


# Pipes.

ROLES = ("roles", "--plan", str(SAMPLE))
MISSING = ("check", "--plan", "finns-inte.yaml")
WRONG = ("roles", "--planen")


HELP = ("show", "--help")
VERSION = ("--version",)
CODES = pytest.mark.parametrize(
    ("expected", "arguments"),
    [(0, ROLES), (1, MISSING), (2, WRONG), (0, HELP), (0, VERSION)],
    ids=["0", "1", "2", "help", "version"],
)


def _redirected(redirection: str, arguments: tuple[str, ...], **more: str) -> Done:
    """Run the program by a shell that closes or redirects something of it."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirection}', "sh", *_program(*arguments)],
        check=False, capture_output=True, encoding="utf-8", timeout=30, env=_environment(more),
    )  # fmt: skip


@POSIX
@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full", ">&- 2>/dev/full"])
@CODES
def test_whom_nobody_hears_ends_as_ever(redirection: str, expected: int, arguments: tuple[str, ...]) -> None:
    done = _redirected(redirection, arguments)

    assert expected == done.returncode
    assert "Traceback" not in done.stdout + done.stderr


@POSIX
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("redirection", [">/dev/full", ">/dev/full 2>/dev/full", ">/dev/full 2>&-"])
@CODES
def test_a_full_disk_as_stdout_is_told_in_at_most_one_line(
    redirection: str, expected: int, arguments: tuple[str, ...], unbuffered: str
) -> None:
    done = _redirected(redirection, arguments, PYTHONUNBUFFERED=unbuffered)

    assert (expected or 1) == done.returncode
    assert len(done.stderr.splitlines()) <= 2
    assert "Traceback" not in done.stderr


@POSIX
@pytest.mark.parametrize("unread", [("stdout",), ("stderr",), ("stdout", "stderr")], ids="-".join)
@CODES
def test_a_pipe_that_nobody_reads_keeps_the_exit_code(
    unread: tuple[str, ...], expected: int, arguments: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    stdout, stderr = (writing if name in unread else subprocess.PIPE for name in ("stdout", "stderr"))
    try:
        done = subprocess.run(
            _program(*arguments), check=False, stdout=stdout, stderr=stderr, timeout=30, env=_environment({})
        )
    finally:
        os.close(writing)

    told = done.stderr or b""
    assert expected == done.returncode
    assert told.count(b"\n") <= 1
    assert b"Traceback" not in told


@POSIX
@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_feeds_are_written_whoever_listens(tmp_path: Path, feeds: dict[str, object], redirection: str) -> None:
    arguments = ("generate", str(YEAR), "--plan", str(SAMPLE), "--out", str(tmp_path / "ut"), *STAMPED, *CLOCK)

    done = _redirected(redirection, arguments)

    assert 0 == done.returncode
    assert feeds == _state(tmp_path / "ut")
