"""From a file to a plan, or to every problem in it at once, each with its place."""

import stat
from dataclasses import dataclass, replace
from pathlib import Path

from arshjul_cli.errors import PlanError
from arshjul_cli.findings import Finding
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading import recovery
from arshjul_cli.reading.places import Places
from arshjul_cli.reading.validate import part, validate
from arshjul_cli.swedish import system_error

MAX_BYTES = 1_000_000
_DECISIVE = frozenset({"plan", "roles", "years"})
"""Sections of which nothing may lack: what is decided there makes the dates of the rest what they are."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan, and where its parts stand in the file."""

    plan: Plan
    places: Places


def load(path: Path) -> Loaded:
    """Read a plan file.

    Raises:
        PlanError: with every finding, in file order, when anything in it is wrong.
    """
    return load_text(read(path), str(path))


def load_text(data: bytes, file: str) -> Loaded:
    """Read a plan from the bytes of a file that is known by a name.

    Raises:
        PlanError: as `load`.
    """
    document = recovery.read(_decoded(data, file))
    places = Places(file, document)
    if document.tree is None and not document.slips:
        raise PlanError((_about_file(file, "AH102", "Filen är tom. Skriv en plan i den."),))
    plan, problems = validate(document.tree, document.gaps) if document.tree is not None else (None, [])
    told = {slip.loc for slip in document.slips}
    findings = places.findings((one for one in problems if one.loc not in told), document.slips)
    if findings or plan is None:
        raise PlanError(findings)
    return Loaded(plan, places)


def sound(path: Path) -> Loaded | None:
    """Return what is right of a plan that is not, for a look at its sense; None if too little is."""
    try:
        document = recovery.read(_decoded(read(path), str(path)))
    except PlanError:
        return None
    if document.tree is None or any(not gap or gap[0] in _DECISIVE for gap in document.gaps):
        return None
    _, problems = validate(document.tree, document.gaps)
    bad = [*(problem.loc for problem in problems), *(slip.loc for slip in document.slips)]
    if any(loc[:1] and loc[0] in _DECISIVE for loc in bad) or not (left := part(document.tree, bad)):
        return None
    plan, kept = left
    return Loaded(plan, Places(str(path), document, kept))


def read(path: Path) -> bytes:
    """Return the bytes of a plan file.

    Raises:
        PlanError: if it cannot be read.
    """
    file = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PlanError((_about_file(file, "AH101", "Det här är ingen vanlig fil. Ange en plan i YAML."),))
        if status.st_size > MAX_BYTES:
            text = f"Filen är större än {MAX_BYTES // 1_000_000} MB, så stor är ingen plan. Ange en annan fil."
            raise PlanError((_about_file(file, "AH101", text),))
        return path.read_bytes()
    except FileNotFoundError as error:
        text = "Filen finns inte. Rätta sökvägen."
        raise PlanError((_about_file(file, "AH101", text),)) from error
    except OSError as error:
        text = f"Filen går inte att läsa ({system_error(error)}). Ange en annan fil, eller ändra dess behörighet."
        raise PlanError((_about_file(file, "AH101", text),)) from error
    except ValueError as error:
        text = "Så kan ingen fil heta. Rätta sökvägen."
        raise PlanError((_about_file(file, "AH101", text),)) from error


def _decoded(data: bytes, file: str) -> str:
    # In UTF-16 and UTF-32 every letter has one; a lone one is told at its place.
    if data.count(b"\0") > len(data) // 10:
        text = "Filen är inte ren text i UTF-8. Spara om den som UTF-8 i textredigeraren, eller ange en annan fil."
        raise PlanError((_about_file(file, "AH102", text),))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].rpartition(b"\n")
        column = len(before[2].decode("utf-8", "replace")) + 1
        text = "Filen är inte sparad som UTF-8. Spara om den som UTF-8 i textredigeraren."
        finding = _about_file(file, "AH102", text)
        raise PlanError((replace(finding, line=data[: error.start].count(b"\n") + 1, column=column),)) from error


def _about_file(file: str, code: str, text: str) -> Finding:
    return Finding(file=file, line=1, column=1, code=code, subject="planen", text=text)
