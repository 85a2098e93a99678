"""Real calendar programs as readers of the feeds, over HTTP on loopback; `.ci/clients` installs them.

vdirsyncer subscribes and khal shows; ical.js (Thunderbird, Nextcloud) and libical (Evolution, GNOME) read a file.
Nothing here reads iCalendar on its own.
"""

import ctypes
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from read_libical import LIBRARY

HERE = Path(__file__).parent
TIMEOUT = 30
HOME_ZONE = ZoneInfo("Europe/Stockholm")
# khal's user sits an hour to the east: a time that lost its time zone shows an hour off.
KHAL_ZONE = ZoneInfo("Europe/Helsinki")

When = dt.date | dt.datetime


class Event(NamedTuple):
    """An event as a library reads it; the end is exclusive, and a time without a time zone stays naive."""

    uid: str
    summary: str
    start: When
    end: When
    sequence: int
    status: str | None


class Listed(NamedTuple):
    """An event as khal lists it, with an exclusive end.

    The UID is not the feed's: vdirsyncer gives what it fetches over HTTP the hash of its content for a UID.
    khal shows no SEQUENCE.
    """

    uid: str
    title: str
    start: When
    end: When
    status: str | None


def folder() -> Path:
    """Return where `.ci/clients` has put the programs."""
    return Path(os.environ.get("ARSHJUL_CLIENTS") or Path.home() / ".cache" / "arshjul-clients").absolute()


def needed() -> None:
    """Skip the test when a program is missing."""
    there = {
        "vdirsyncer": _program("vdirsyncer") is not None,
        "khal": _program("khal") is not None,
        "node": _program("node") is not None,
        "ical.js": _ical_js_module().is_file(),
        "libical": _has_libical(),
    }
    missing = [name for name, is_there in there.items() if not is_there]
    if missing:
        reason = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed: run .ci/clients"
        pytest.skip(reason)


class _Handler(SimpleHTTPRequestHandler):
    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return what a file says that it is."""
        return "text/calendar; charset=utf-8" if Path(path).suffix == ".ics" else super().guess_type(path)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def serve(directory: Path) -> Iterator[str]:
    """Serve a folder on loopback, as a web server would, and give its address without a last slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(directory))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(TIMEOUT)


@dataclass(frozen=True)
class Khal:
    """A person who reads one feed with khal, kept fresh by vdirsyncer. All that they have is in `home`."""

    home: Path

    def subscribe(self, url: str) -> None:
        """Set both programs up for a feed; nothing is fetched."""
        # vdirsyncer asks before it makes a folder, and nobody answers.
        self._calendar.mkdir(parents=True, exist_ok=True)
        self._settings("vdirsyncer").write_text(
            f"""\
[general]
status_path = {json.dumps(str(self.home / "status"))}

[pair feed]
a = "web"
b = "here"
collections = null

[storage web]
type = "http"
url = {json.dumps(url)}

[storage here]
type = "filesystem"
path = {json.dumps(str(self._calendar))}
fileext = ".ics"
""",
            encoding="utf-8",
        )
        self._settings("khal").write_text(
            f"""\
[calendars]
[[feed]]
path = {self._calendar}
readonly = True

[sqlite]
path = {self.home / "khal.db"}

[locale]
local_timezone = {KHAL_ZONE.key}
default_timezone = {KHAL_ZONE.key}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
""",
            encoding="utf-8",
        )
        self._run("vdirsyncer", "discover")

    def sync(self) -> None:
        """Fetch the feed. vdirsyncer refuses one that has lost all its events."""
        self._run("vdirsyncer", "sync")

    def events(self, first: dt.date, last: dt.date) -> list[Listed]:
        """Return what khal lists between two days, both included, each event once."""
        fields = ("uid", "title", "start-long-full", "end-long-full", "all-day", "status")
        columns = [part for field in fields for part in ("--json", field)]
        days = self._run("khal", "list", "--once", *columns, first.isoformat(), last.isoformat())
        return [_listed(row) for day in days.splitlines() for row in json.loads(day)]

    @property
    def _calendar(self) -> Path:
        return self.home / "calendar"

    def _settings(self, program: str) -> Path:
        return self.home / f"{program}.conf"

    def _run(self, program: str, *arguments: str) -> str:
        return _run(self.home, _program(program), "-c", self._settings(program), *arguments)


def ical_js(path: Path) -> list[Event]:
    """Return the events of a file as ical.js reads them, in their order."""
    return _read(path.parent, _program("node"), HERE / "read_icaljs.mjs", _ical_js_module(), path)


def libical(path: Path) -> list[Event]:
    """Return the events of a file as libical reads them, in their order."""
    return _read(path.parent, sys.executable, HERE / "read_libical.py", path)


def _program(name: str) -> str | None:
    # node may be the machine's own; a khal that is not of the folder is another khal.
    elsewhere = os.environ.get("PATH", os.defpath) if name == "node" else ""
    return shutil.which(name, path=os.pathsep.join(filter(None, (str(folder() / "venv" / "bin"), elsewhere))))


def _ical_js_module() -> Path:
    return folder() / "node_modules" / "ical.js" / "dist" / "ical.js"


def _has_libical() -> bool:
    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        return False
    return True


def _run(home: Path, *command: str | Path | None) -> str:
    """Return what a program prints, run with nothing of the developer's environment and no proxy."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        check=False,
        cwd=home,
        encoding="utf-8",
        env={"HOME": str(home), "LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", os.defpath), "TZ": KHAL_ZONE.key},
        stdin=subprocess.DEVNULL,
        timeout=TIMEOUT,
    )
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _read(home: Path, *command: str | Path | None) -> list[Event]:
    return [_event(json.loads(line)) for line in _run(home, *command).splitlines()]


def _event(row: Mapping[str, Any]) -> Event:
    return Event(**{**row, "start": _when(row["start"]), "end": _when(row["end"])})


def _when(text: str) -> When:
    if "T" not in text:
        return dt.date.fromisoformat(text)
    when = dt.datetime.fromisoformat(text)
    return when.astimezone(HOME_ZONE) if when.tzinfo else when


def _listed(row: Mapping[str, str]) -> Listed:
    start, end = (dt.datetime.fromisoformat(row[name]) for name in ("start-long-full", "end-long-full"))
    whens: tuple[When, When]
    if row["all-day"] == "True":
        whens = start.date(), end.date() + dt.timedelta(days=1)
    else:
        # khal shows what its user's clock shows.
        whens = (
            start.replace(tzinfo=KHAL_ZONE).astimezone(HOME_ZONE),
            end.replace(tzinfo=KHAL_ZONE).astimezone(HOME_ZONE),
        )
    return Listed(row["uid"], row["title"], *whens, row["status"].strip() or None)
