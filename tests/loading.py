"""What the program has loaded when it ends."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    "typer", "pydantic", "yaml", "icalendar", "holidays", "dateutil", "rich", "filelock", "typst", "importlib.metadata",
)  # fmt: skip
NO_DAY_OFF = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se, display: span}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, responsible: [rektor]}
  - {id: enkat, summary: Enkät, when: v. 45–47, responsible: [rektor]}
"""
DUMP = """\
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=open("loaded", "w")))
"""


def loaded(folder: Path, *arguments: str, **environment: str) -> set[str]:
    """Return what of the program and its dependencies a whole process has loaded when it ends."""
    (folder / "sitecustomize.py").write_text(DUMP, encoding="utf-8")
    (folder / "plan.yaml").write_text(NO_DAY_OFF, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "arshjul_cli", *arguments],
        check=False, cwd=folder, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(folder), "ARSHJUL_PLAN": "plan.yaml", "COLUMNS": "80", **environment},
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    return set((folder / "loaded").read_text(encoding="utf-8").split())


def heavy(modules: set[str]) -> set[str]:
    return modules.intersection(HEAVY)
