"""How often a run opens, reads, writes and syncs files: each once, and nothing is written that stands as it was."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from loading import NO_DAY_OFF

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows syncs no folders")
WATCH = """\
import atexit, json, os, sys
found, here = [], os.getcwd() + os.sep
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and os.path.abspath(arguments[0]).startswith(here):
        path, mode, flags = arguments
        how = "write" if flags & (os.O_WRONLY | os.O_RDWR) else "read"
        name = os.path.relpath(path, here)
        # What is synced of a folder is counted; the lock may look at it too.
        if not os.path.isdir(path):
            found.append([how, "tmp" if name.endswith(".tmp") else name])
sync = os.fsync
def counted(handle):
    found.append(["sync", ""])
    sync(handle)
os.fsync = counted
sys.addaudithook(hook)
def tell():
    told = json.dumps(found)
    with open(os.environ["TOLD"], "w") as file:
        file.write(told)
atexit.register(tell)
"""
RUN = ("generate", "2025/26", "--today", "2025-08-01")


def touched(folder: Path, *arguments: str) -> Counter[tuple[str, str]]:
    """Return how often a whole process opens each file of a folder, and how, and how often it syncs."""
    hook = folder / "hook"
    hook.mkdir(exist_ok=True)
    (hook / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    around = {"PYTHONPATH": str(hook), "TOLD": str(hook / "told.json"), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "80"}
    command = [sys.executable, "-m", "arshjul_cli", *arguments]
    subprocess.run(command, check=True, cwd=folder, env={**os.environ, **around}, capture_output=True)
    found = json.loads((hook / "told.json").read_bytes())
    ours = ("arshjul", "feeds", "tmp", "")
    return Counter((how, name) for how, name in found if name.partition(os.sep)[0].partition(".")[0] in ours)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "arshjul.yaml").write_text(NO_DAY_OFF, encoding="utf-8")
    return tmp_path


def test_a_first_run_writes_and_syncs_each_file_once_and_its_folder_once(folder: Path) -> None:
    found = touched(folder, *RUN)

    assert {
        ("read", "arshjul.yaml"): 1,
        ("write", "feeds/.arshjul.lock"): 1,
        ("write", "tmp"): 2,
        ("sync", ""): 3,
    } == dict(found)


def test_an_unchanged_run_writes_and_syncs_nothing(folder: Path) -> None:
    touched(folder, *RUN)
    found = touched(folder, *RUN)

    assert {
        ("read", "arshjul.yaml"): 1,
        ("write", "feeds/.arshjul.lock"): 1,
        # To go on from, and to see that it still stands before it is left alone.
        ("read", "feeds/alla.ics"): 2,
        ("read", "feeds/rektor.ics"): 2,
    } == dict(found)


def test_only_what_has_changed_is_written(folder: Path) -> None:
    plan = NO_DAY_OFF.replace("roles: {", "roles: {skolchef: {name: Skolchef}, ")
    (folder / "arshjul.yaml").write_text(plan, encoding="utf-8")
    touched(folder, *RUN)
    (folder / "arshjul.yaml").write_text(plan.replace("v. 45–47", "v. 46–48"), encoding="utf-8")
    found = touched(folder, *RUN)

    assert (2, 3) == (found["write", "tmp"], found["sync", ""])
    assert 2 == found["read", "feeds/skolchef.ics"]


@pytest.mark.parametrize("arguments", ["show 2025/26", "check 2025/26", "next --today 2026-03-01", "roles"])
def test_what_only_reads_opens_the_plan_once(folder: Path, arguments: str) -> None:
    assert {("read", "arshjul.yaml"): 1} == dict(touched(folder, *arguments.split()))
