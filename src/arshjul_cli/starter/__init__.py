"""The starter of `arshjul init`: a small plan, its workflow and what to do first, for another municipality.

The files beside this one are whole and hold good values; only these are exchanged.
"""

import json
import re
from collections.abc import Mapping
from importlib.resources import files

from arshjul_cli.rules import parse, slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.workdays import Workdays

DOMAIN = "arshjul.kommunen.example"
_YEAR = SchoolYear(2025)
_MEETING = "andra tisdagen i mars"
_REQUIREMENT = '"arshjul==0.1.0"'
_FILES = {
    "arshjul.yaml": "arshjul.yaml",
    "LÄSMIG.md": "lasmig.md",
    ".github/workflows/arshjul.yml": "workflow.yml",
}


def starter(domain: str, year: SchoolYear, requirement: str) -> Mapping[str, bytes]:
    """Return the files by where they belong, with a domain, a school year and what pip installs this program from."""
    exchanged = {
        DOMAIN: domain,
        _meeting(_YEAR): _meeting(year),
        str(_YEAR): str(year),
        f"{_YEAR.first}-": f"{year.first}-",
        f"{_YEAR.first + 1}-": f"{year.first + 1}-",
        _REQUIREMENT: json.dumps(requirement),
    }
    return {name: _exchanged(template, exchanged).encode() for name, template in _FILES.items()}


def _meeting(year: SchoolYear) -> str:
    """Return the day of the meeting that the plan shows as decided: the one that its rule gives."""
    ((_, rule),) = slots(parse(_MEETING))
    return str(rule.span(year, Workdays()).start)


def _exchanged(template: str, exchanged: Mapping[str, str]) -> str:
    text = files(__name__).joinpath(template).read_text(encoding="utf-8")
    return re.sub("|".join(map(re.escape, exchanged)), lambda found: exchanged[found[0]], text)
