"""Findings of `check`: text for people, JSON for programs, annotations for GitHub."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from arshjul_cli.findings import Finding, Level
from arshjul_cli.swedish import count

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}
_INDENT = "  "
_WITHIN = {"source", "stands_for"}
"""What JSON leaves out."""


def text(findings: Sequence[Finding]) -> str:
    """Return a line for each finding, and how many there are."""
    return "".join(f"{line}\n" for line in (*map(str, findings), summary(findings)))


def json_text(findings: Sequence[Finding]) -> str:
    """Return an array of objects; `level` is error, warning or hint."""
    rows = [{name: value for name, value in asdict(finding).items() if name not in _WITHIN} for finding in findings]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(findings: Sequence[Finding]) -> str:
    """Return GitHub's workflow commands, which mark the lines of a pull request."""
    return "".join(map(_annotation, findings))


def screen(findings: Sequence[Finding], width: int) -> str:
    """Return the same for a terminal of so many columns."""
    return "".join(f"{line}\n" for line in (*(on_screen(finding, width) for finding in findings), summary(findings)))


def on_screen(finding: Finding, width: int) -> str:
    """Return a finding with the line of the file below it and a mark at the column."""
    return "\n".join((str(finding), *_excerpt(finding, max(1, width - len(_INDENT)))))


def _excerpt(finding: Finding, width: int) -> tuple[str, ...]:
    if not finding.source:
        return ()
    # A long line is shown around the column.
    first = max(0, min(finding.column - width // 2, len(finding.source) - width))
    mark = " " * (finding.column - 1 - first) + "^"
    return (f"{_INDENT}{_shown(finding.source[first : first + width])}", f"{_INDENT}{mark}", "")


def _shown(part: str) -> str:
    """Return a part of a line, each character in its column; one that cannot be shown gives way to a mark."""
    spaced = part.replace("\t", " ")
    return "".join(letter if letter.isprintable() or letter == "\xa0" else "\ufffd" for letter in spaced)


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": text,
    "json": json_text,
    "github": github,
}


def summary(findings: Sequence[Finding]) -> str:
    """Return whether the plan can be used, and how many findings there are of each level."""
    levels = [level for finding in findings for level in finding.stands_for or (finding.level,)]
    many = {level: levels.count(level) for level in Level}
    numbers = (
        f"{many[Level.ERROR]} fel",
        count(many[Level.WARNING], "varning", "varningar"),
        count(many[Level.HINT], "påpekande", "påpekanden"),
    )
    return f"{'Planen behöver rättas' if many[Level.ERROR] else 'Planen går att använda'}: {', '.join(numbers)}."


def _annotation(finding: Finding) -> str:
    place = f"file={_property(finding.file)},line={finding.line},col={finding.column}"
    title = _property(f"{finding.code} {finding.subject}")
    return f"::{_GITHUB[finding.level]} {place},title={title}::{_data(finding.text)}\n"


def _data(value: str) -> str:
    # A finding has no line break in it (findings.Finding).
    return value.replace("%", "%25")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
