"""The starter of `arshjul init`: a small plan, what publishes its feeds and what to do first, for another municipality.

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
_README = "LÄSMIG.md"
_HOSTS = {
    "github": {
        _README: "lasmig-github.md",
        ".gitignore": "gitignore",
        ".github/workflows/arshjul.yml": "workflow.yml",
    },
    "gitlab": {
        _README: "lasmig-gitlab.md",
        ".gitignore": "gitignore",
        ".gitlab-ci.yml": "gitlab-ci.yml",
    },
    "mapp": {
        _README: "lasmig-mapp.md",
        "publicera.ps1": "publicera.ps1",
        "publicera.sh": "publicera.sh",
    },
}
HOSTS = tuple(_HOSTS)
"""Where feeds are published: GitHub Pages, GitLab Pages, a folder that a web server of one's own serves."""
INSTALLS = {"github": ".github/workflows/arshjul.yml", "gitlab": ".gitlab-ci.yml"}
"""The file, by host, that installs the program anew at each run."""


def starter(host: str, domain: str, year: SchoolYear, requirement: str) -> Mapping[str, bytes]:
    """Return the files for a host, by where they belong.

    They have a domain, a school year, and what pip installs this program from.
    """
    exchanged = {
        DOMAIN: domain,
        _meeting(_YEAR): _meeting(year),
        str(_YEAR): str(year),
        f"{_YEAR.first}-": f"{year.first}-",
        f"{_YEAR.first + 1}-": f"{year.first + 1}-",
        _REQUIREMENT: json.dumps(requirement),
    }
    files = {"arshjul.yaml": "arshjul.yaml"} | _HOSTS[host]
    return {name: _exchanged(template, exchanged).encode(_encoding(name)) for name, template in files.items()}


def _encoding(name: str) -> str:
    # Windows PowerShell reads a script without a BOM in the code page of the computer.
    return "utf-8-sig" if name.endswith(".ps1") else "utf-8"


def _meeting(year: SchoolYear) -> str:
    """Return the day of the meeting that the plan shows as decided: the one that its rule gives."""
    ((_, rule),) = slots(parse(_MEETING))
    return str(rule.span(year, Workdays()).start)


def _exchanged(template: str, exchanged: Mapping[str, str]) -> str:
    text = files(__name__).joinpath(template).read_text(encoding="utf-8")
    return re.sub("|".join(map(re.escape, exchanged)), lambda found: exchanged[found[0]], text)
