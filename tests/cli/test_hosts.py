"""What `init --host` writes for GitLab and for a folder: each step is run as the host would."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from arshjul_cli.cli import app

Ended = subprocess.CompletedProcess[str]
Job = Callable[..., Ended]
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
POWERSHELL = next(filter(None, map(shutil.which, ("powershell", "pwsh"))), None)

needs_bash = pytest.mark.skipif(
    os.name == "nt" or not all(map(shutil.which, ("bash", "curl", "sha256sum", "git", "gzip"))),
    reason="GitLab runs on Linux",
)
needs_shell = pytest.mark.skipif(os.name == "nt", reason="Windows has its own script")


def started(folder: Path, host: str) -> Path:
    """Return a folder that `init` has filled for a host."""
    arguments = ["init", str(folder), "--host", host, "--domain", "arshjul.storkoping.se"]
    assert 0 == CliRunner().invoke(app, arguments, prog_name="arshjul").exit_code
    return folder


def exchange(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def with_site(home: Path) -> Path:
    """Return a folder in whose plan the address of the site is written, as its LÄSMIG.md says."""
    exchange(home / "arshjul.yaml", "  # site: https", "  site: https")
    return home


def feeds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.ics")}


# GitLab.


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Run a job of the starter's pipeline as GitLab's runner does: one bash, which ends at the first error."""
    home = started(tmp_path / "repo", "gitlab")
    pipeline = yaml.safe_load((home / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    written = {name: value for name, value in pipeline["variables"].items() if isinstance(value, str)}

    def execute(name: str, **variables: str) -> Ended:
        environment = {
            "PATH": PATH,
            "HOME": str(tmp_path),
            "NO_PROXY": "*",
            "CURL_CA_BUNDLE": str(tmp_path / "ca.pem"),
            "CI_JOB_ID": "1",
            **written,
            **variables,
        }
        script = "\n".join(pipeline[name]["script"] if name in pipeline else pipeline["default"][name])
        command = (shutil.which("bash") or "bash", "-eo", "pipefail", "-c", script)
        return subprocess.run(command, cwd=home, env=environment, capture_output=True, encoding="utf-8", check=False)

    return execute


def test_the_pipeline_is_one_that_gitlab_knows(tmp_path: Path) -> None:
    home = started(tmp_path / "repo", "gitlab")
    check = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", home / ".gitlab-ci.yml")

    checked = subprocess.run(check, capture_output=True, encoding="utf-8", check=False)
    assert 0 == checked.returncode, checked.stdout


@needs_bash
def test_gitlab_installs_no_program_of_nowhere(job: Job) -> None:
    refused = job("before_script", ARSHJUL="")

    assert (1, True) == (refused.returncode, "Skriv vid ARSHJUL i .gitlab-ci.yml" in refused.stdout)


@needs_bash
def test_gitlab_publishes_and_goes_on_from_what_is_published(job: Job, site: tuple[Path, str], tmp_path: Path) -> None:
    served, address = site
    public, plan = tmp_path / "repo" / "public", tmp_path / "repo" / "arshjul.yaml"
    there = {"CI_PAGES_URL": address.replace("http:", "https:")}

    def publish() -> dict[str, bytes]:
        shutil.rmtree(served)
        shutil.move(public, served)
        shutil.rmtree(tmp_path / "repo" / "previous")
        return feeds(served)

    refused = job("pages", **there)
    assert (1, True) == (refused.returncode, "gick inte att hämta (404). Är det första gången?" in refused.stdout)
    assert 0 == job("pages", ARSHJUL_FORSTA_GANGEN="true", **there).returncode
    assert (public / "rektor.ics.gz").stat().st_size < (public / "rektor.ics").stat().st_size
    first = publish()
    assert {"alla.ics", "rektor.ics"} < first.keys()

    assert 0 == job("pages", **there).returncode
    assert first == publish()

    exchange(plan, "utvecklingsledare", "utvecklare")
    stopped = job("pages", **there)
    assert (1, True) == (stopped.returncode, "skriv formerly: [utvecklingsledare] där" in stopped.stderr)
    assert 0 == job("pages", ALLOW_SHRINK="ja", **there).returncode
    assert b"upph" in publish()["utvecklingsledare.ics"]

    exchange(plan, "storkoping.se", "kommunen.example")
    example = job("pages", **there)
    assert (1, True) == (example.returncode, "Skriv er egen uid_domain" in example.stdout)


@needs_bash
@pytest.mark.parametrize("fault", ["gone", "changed", "strange", "empty", "http"])
def test_gitlab_stops_if_feeds_that_should_be_there_cannot_be_read(
    job: Job, site: tuple[Path, str], fault: str
) -> None:
    served, address = site
    feed = b"BEGIN:VCALENDAR\r\n"
    (served / "rektor.ics").write_bytes(feed)
    listed = f"{hashlib.sha256(feed).hexdigest()}  rektor.ics\n"
    (served / "floden.sha256").write_text(
        {"strange": listed.replace("rektor", "../rektor"), "empty": ""}.get(fault, listed), encoding="utf-8"
    )
    if fault == "gone":
        (served / "rektor.ics").unlink()
    if fault == "changed":
        (served / "rektor.ics").write_bytes(b"<html>")
    url = address.replace("http:", "https:") + ("http/" if fault == "http" else "")

    assert 0 != job("pages", CI_PAGES_URL=url, ARSHJUL_FORSTA_GANGEN="true").returncode


@needs_bash
def test_gitlab_tells_of_a_proposed_change_what_it_changes_and_what_it_would_take_away(
    job: Job, tmp_path: Path
) -> None:
    home = tmp_path / "repo"
    plan, told = home / "arshjul.yaml", home / "andringar.md"

    def git(*arguments: str) -> str:
        command = (shutil.which("git") or "git", "-c", "user.name=x", "-c", "user.email=x@exempel.se", *arguments)
        return subprocess.run(command, cwd=home, check=True, capture_output=True, encoding="utf-8").stdout.strip()

    git("init", "-q")
    git("commit", "-qm", "x", "--allow-empty")
    assert 0 == job("granska", CI_MERGE_REQUEST_DIFF_BASE_SHA=git("rev-parse", "HEAD")).returncode
    assert "Planen är ny.\n" == told.read_text(encoding="utf-8")

    git("add", "arshjul.yaml")
    git("commit", "-qm", "x")
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": git("rev-parse", "HEAD")}
    exchange(plan, "when: oktober", "when: november")
    assert 0 == job("granska", **base).returncode
    assert re.search("Flyttad: .*Förslag till budget", told.read_text(encoding="utf-8"))

    exchange(plan, "utvecklingsledare", "utvecklare")
    large = job("granska", **base)
    assert (42, True) == (large.returncode, "kör en pipeline för hand med ALLOW_SHRINK" in large.stdout)
    assert "skriv formerly: [utvecklingsledare] där" in large.stderr

    exchange(plan, "when: november", "when: novembre")
    wrong = job("granska", **base)
    assert (1, True) == (wrong.returncode, "AH207" in wrong.stdout)
    git("commit", "-qam", "x")
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": git("rev-parse", "HEAD")}
    exchange(plan, "when: novembre", "when: november")
    assert 0 == job("granska", **base).returncode
    assert "Planen hade fel före ändringen. Det går inte att jämföra." in told.read_text(encoding="utf-8")


# A folder.


def shell(home: Path, out: Path) -> Ended:
    """Run the script for Linux by the very line that the crontab has."""
    readme = (home / "LÄSMIG.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^```crontab\n\d+ \d+ \* \* \* (.*)\n```$", readme, re.MULTILINE)
    script = line.replace("/srv/arshjulet", f"'{home}'").replace("/srv/arshjul", f"'{out}'")
    command = (shutil.which("sh") or "sh", "-c", script)
    # cron has an almost empty environment.
    environment = {"PATH": PATH, "HOME": str(home.parent)}
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, encoding="utf-8", check=False)


def powershell(home: Path, out: Path) -> Ended:
    """Run the script for Windows as the scheduled task does."""
    script = ("-File", str(home / "publicera.ps1"), "-Mapp", f"{out}{os.sep}")
    command = (POWERSHELL or "", "-NoProfile", "-ExecutionPolicy", "Bypass", *script)
    environment = {**os.environ, "PATH": PATH}
    return subprocess.run(
        command, cwd=home.parent, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


SCRIPTS = [
    pytest.param(shell, marks=needs_shell, id="sh"),
    *([pytest.param(powershell, id="powershell")] if POWERSHELL else ()),
]
"""The scripts that can run here: no package of Debian has PowerShell."""


@pytest.mark.parametrize("publish", SCRIPTS)
def test_the_script_writes_the_feeds_in_the_folder_and_is_quiet(
    tmp_path: Path, publish: Callable[[Path, Path], Ended]
) -> None:
    home, out = with_site(started(tmp_path / "årets hjul", "mapp")), tmp_path / "webb mapp"
    log = home / "publicera.log"

    first = publish(home, out)
    assert (0, "", "") == (first.returncode, first.stdout, first.stderr)
    written = feeds(out)
    assert {"alla.ics", "rektor.ics"} < written.keys()
    assert (out / "index.html").exists()
    assert "rektor" in log.read_text(encoding="utf-8")

    assert 0 == publish(home, out).returncode
    assert written == feeds(out)

    exchange(home / "arshjul.yaml", "when: oktober", "when: november")
    assert 0 == publish(home, out).returncode
    assert written != feeds(out)
    assert "\nFlyttad: Börjar: Förslag till budget, från " in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("when: oktober", "when: novembre", "AH207"),
        ("utvecklingsledare", "utvecklare", "skriv formerly: [utvecklingsledare] där"),
        ("storkoping.se", "kommunen.example", "Skriv er egen uid_domain i planen"),
    ],
)
@pytest.mark.parametrize("publish", SCRIPTS)
def test_the_script_stops_and_says_why(
    tmp_path: Path, publish: Callable[[Path, Path], Ended], old: str, new: str, told: str
) -> None:
    home, out = with_site(started(tmp_path / "plan", "mapp")), tmp_path / "webb"
    assert 0 == publish(home, out).returncode
    written = feeds(out)

    exchange(home / "arshjul.yaml", old, new)
    stopped = publish(home, out)

    assert 0 != stopped.returncode
    assert told in stopped.stderr
    assert told in (home / "publicera.log").read_text(encoding="utf-8")
    assert written == feeds(out)


@pytest.mark.parametrize("publish", SCRIPTS)
def test_the_script_says_that_the_address_is_missing(tmp_path: Path, publish: Callable[[Path, Path], Ended]) -> None:
    stopped = publish(started(tmp_path / "plan", "mapp"), tmp_path / "webb")

    assert (True, True) == (stopped.returncode != 0, "site: https://" in stopped.stderr)


@needs_shell
def test_the_script_for_linux_says_that_the_folder_is_missing(tmp_path: Path) -> None:
    home = started(tmp_path / "plan", "mapp")
    command = (shutil.which("sh") or "sh", str(home / "publicera.sh"))

    missing = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert (2, True) == (missing.returncode, missing.stderr.startswith("Skriv mappen som webbservern publicerar:"))


def test_the_script_for_windows_is_read_as_utf_8_by_windows_powershell(tmp_path: Path) -> None:
    assert (started(tmp_path, "mapp") / "publicera.ps1").read_bytes().startswith(b"\xef\xbb\xbf# Granskar")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_the_units_are_ones_that_systemd_takes(tmp_path: Path) -> None:
    readme = (started(tmp_path / "plan", "mapp") / "LÄSMIG.md").read_text(encoding="utf-8")
    service, timer = re.findall(r"^```ini\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    (tmp_path / "arshjul.service").write_text(service, encoding="utf-8")
    (tmp_path / "arshjul.timer").write_text(timer, encoding="utf-8")
    command = ("systemd-analyze", "verify", tmp_path / "arshjul.service", tmp_path / "arshjul.timer")

    verified = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert "arshjul" not in verified.stderr
