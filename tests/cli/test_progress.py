"""The bar of a long run: on a screen only, once it has taken a second, and gone without a trace when it ends."""

import io
import os
import re
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from arshjul_cli.cli import output, progress
from arshjul_cli.following import unseen

pty = pytest.importorskip("pty", reason="terminals of POSIX")
ERASED = "\x1b[2K"
LONG = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
"""
WAIT = 30


class Screen:
    """A terminal that stderr is."""

    def __init__(self) -> None:
        """Open it."""
        self._master, slave = pty.openpty()
        self.stderr = os.fdopen(slave, "w", encoding="utf-8")
        self.shown = ""

    def wait_for(self, text: str) -> None:
        """Read what is shown until a text is."""
        while text not in self.shown:
            assert select.select([self._master], [], [], WAIT)[0], self.shown
            self.shown += os.read(self._master, 4096).decode()

    def rest(self) -> str:
        """Return what is shown and was not waited for."""
        self.stderr.flush()
        found = ""
        while select.select([self._master], [], [], 0.1)[0]:
            found += os.read(self._master, 4096).decode()
        return found

    def close(self) -> None:
        """Close it."""
        self.stderr.close()
        os.close(self._master)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw bars at once."""
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(output, "manner", output.Manner())
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


@contextmanager
def on_screen() -> Iterator[Screen]:
    """Let stderr be a screen; pytest has one of its own for each phase of a test, so this is no fixture."""
    screen, stderr = Screen(), sys.stderr
    sys.stderr = screen.stderr
    try:
        yield screen
    finally:
        sys.stderr = stderr
        screen.close()


def test_the_bar_says_what_is_done_and_how_much_of_it() -> None:
    with on_screen() as screen, progress.shown("Lägger ut läsåren") as follow:
        screen.wait_for("Lägger ut läsåren")
        assert " av " not in screen.shown
        for done, name in enumerate(follow("Ritar hjulen", ("alla", "rektor", "bun"))):
            screen.wait_for(f"{done} av 3")
            assert ("alla", "rektor", "bun")[done] == name
        assert "Ritar hjulen" in screen.shown


def test_the_bar_is_gone_when_the_work_is() -> None:
    with on_screen() as screen:
        with progress.shown("Gör sidorna"):
            screen.wait_for("Gör sidorna")

        _, erased, rest = screen.rest().rpartition(ERASED)
        assert (ERASED, "") == (erased, rest.strip())


def _fail(screen: Screen) -> None:
    with progress.shown("Gör sidorna"):
        screen.wait_for("Gör sidorna")
        raise ValueError


def test_what_goes_wrong_is_told_below_where_the_bar_was() -> None:
    with on_screen() as screen:
        with pytest.raises(ValueError):  # noqa: PT011 - just this one
            _fail(screen)

        assert screen.rest().rstrip().endswith(ERASED)
        assert 1 == threading.active_count()


def test_who_is_killed_has_the_cursor_left() -> None:
    with on_screen() as screen:
        with progress.shown("Gör sidorna"):
            screen.wait_for("Gör sidorna")
        assert "\x1b[?25" not in screen.shown + screen.rest()


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_the_bar_leaves_room_for_what_a_terminal_shows_of_ctrl_c(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with on_screen() as screen, progress.shown("Jämför med de tidigare flödena") as follow:
        for _ in follow("Jämför med de tidigare flödena", range(1)):
            screen.wait_for("Jämför")
            screen.wait_for(ERASED)
            drawn = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.shown + screen.rest())
    assert columns - 4 >= max(map(len, re.split(r"[\r\n]+", drawn)))


def test_a_screen_that_takes_no_more_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = threading.Event()
    monkeypatch.setattr(progress, "_draw", lambda _: waits.wait())
    monkeypatch.setattr(progress, "_FAREWELL", 0.1)
    with on_screen(), progress.shown("Gör sidorna"):
        pass
    waits.set()


def test_interrupted_while_the_bar_goes_it_is_still_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    joined: list[object] = []

    def interrupted(_: threading.Thread, timeout: float | None = None) -> None:
        joined.append(timeout)
        if len(joined) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(progress, "_draw", lambda _: time.sleep(0.3))
    monkeypatch.setattr(threading.Thread, "join", interrupted)
    with on_screen(), pytest.raises(KeyboardInterrupt), progress.shown("Gör sidorna"):
        pass
    assert 2 == len(joined)


def test_a_screen_that_cannot_draw_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with on_screen() as screen:
        with progress.shown("Gör sidorna") as follow:
            assert [1] == list(follow("Ritar hjulen", [1]))
            time.sleep(0.3)

        assert "" == screen.rest()


def test_interrupted_while_it_begins_the_bar_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = threading.Thread.start

    def interrupted(thread: threading.Thread) -> None:
        begin(thread)
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with on_screen(), pytest.raises(KeyboardInterrupt), progress.shown("Gör sidorna"):
        pass

    assert 1 == threading.active_count()


def test_a_short_run_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 3600)
    with on_screen() as screen:
        with progress.shown("Gör sidorna") as follow:
            assert [1, 2] == list(follow("Ritar hjulen", [1, 2]))

        assert "" == screen.rest()


def test_who_wants_it_quiet_gets_none() -> None:
    output.manner.quiet = True
    with on_screen() as screen:
        with progress.shown("Gör sidorna") as follow:
            assert unseen is follow

        assert "" == screen.rest()


def test_a_file_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.shown("Gör sidorna") as follow:
        assert unseen is follow
        assert 1 == threading.active_count()


@pytest.mark.slow
@pytest.mark.parametrize("stopped", [False, True], ids=["to-its-end", "interrupted"])
def test_a_long_run(tmp_path: Path, stopped: bool) -> None:  # noqa: FBT001 - as it is
    rows = (
        f"  - {{id: a-{n}, summary: Möte {n}, when: varje månad utom juli, responsible: [rektor]}}\n"
        for n in range(900)
    )
    (tmp_path / "arshjul.yaml").write_text("".join((LONG, *rows)), encoding="utf-8")
    screen = Screen()
    command = [sys.executable, "-m", "arshjul_cli", "generate", "2025/26", "--today", "2025-08-01"]
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=screen.stderr, stdout=subprocess.PIPE, text=True
    ) as process:
        screen.wait_for("Granskar flödena")
        if stopped:
            process.send_signal(signal.SIGINT)
        result, _ = process.communicate(timeout=120)
    told = screen.rest().rpartition(ERASED)[2].split("\r\n")
    screen.close()

    if stopped:
        assert (130, "", "Avbrutet.") == (process.returncode, result, told[-2])
        assert ["arshjul.yaml"] == [path.name for path in tmp_path.iterdir()]
    else:
        assert (0, "Läsår: 2025/26. Mapp: feeds") == (process.returncode, told[-2])
        assert {"alla.ics", "rektor.ics"} == {path.name for path in (tmp_path / "feeds").iterdir()}
