"""Findings of `check`: text for people, JSON for programs, annotations for GitHub."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from arshjul_cli.errors import Finding, Level
from arshjul_cli.swedish import count

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}
_EXCERPT = 76
_ENGLISH = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "hint"}


def text(findings: Sequence[Finding]) -> str:
    """Return a line for each finding, and how many there are."""
    return "".join(f"{line}\n" for line in (*map(str, findings), _summary(findings)))


def json_text(findings: Sequence[Finding]) -> str:
    """Return an array of objects; `level` is error, warning or hint."""
    rows = [
        {name: value for name, value in asdict(finding).items() if name != "source"}
        | {"level": _ENGLISH[finding.level]}
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(findings: Sequence[Finding]) -> str:
    """Return GitHub's workflow commands, which mark the lines of a pull request."""
    return "".join(map(_annotation, findings))


def excerpts(findings: Sequence[Finding]) -> str:
    """Return the same, with the line of the file below each finding and a mark at the column."""
    lines = (line for finding in findings for line in (str(finding), *_excerpt(finding)))
    return "".join(f"{line}\n" for line in (*lines, _summary(findings)))


def _excerpt(finding: Finding) -> tuple[str, ...]:
    if not finding.source:
        return ()
    # A long line is shown around the column.
    first = max(0, min(finding.column - _EXCERPT // 2, len(finding.source) - _EXCERPT))
    return (f"  {finding.source[first : first + _EXCERPT]}", f"  {' ' * (finding.column - 1 - first)}^", "")


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": text,
    "json": json_text,
    "github": github,
}


def _summary(findings: Sequence[Finding]) -> str:
    many = {level: sum(finding.level is level for finding in findings) for level in Level}
    numbers = (
        f"{many[Level.ERROR]} fel",
        count(many[Level.WARNING], "varning", "varningar"),
        f"{many[Level.HINT]} tips",
    )
    return f"{'Planen behöver rättas' if many[Level.ERROR] else 'Planen går att använda'}: {', '.join(numbers)}."


def _annotation(finding: Finding) -> str:
    place = f"file={_property(finding.file)},line={finding.line},col={finding.column}"
    title = _property(f"{finding.code} {finding.subject}")
    return f"::{_GITHUB[finding.level]} {place},title={title}::{_data(finding.text)}\n"


def _data(value: str) -> str:
    # A finding has no line break in it (errors.Finding).
    return value.replace("%", "%25")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
