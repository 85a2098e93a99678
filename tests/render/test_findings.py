"""Findings for people, programs and GitHub."""

import json

import pytest

from arshjul_cli.findings import Code, Finding, Level
from arshjul_cli.render.findings import FORMATS, github, json_text, text


def _finding(level: Level = Level.ERROR, **more: str) -> Finding:
    values = {"file": "plan.yaml", "subject": "mote", "text": "Fel. Rätta det."} | more
    return Finding(
        file=values["file"],
        subject=values["subject"],
        text=values["text"],
        line=3,
        column=5,
        code=Code.named("AH207"),
        level=level,
    )


def test_text_names_place_code_level_and_subject() -> None:
    assert (
        "plan.yaml:3:5: AH207 mote: Fel. Rätta det.\n"
        "plan.yaml:3:5: AH207 varning mote: Fel. Rätta det.\n"
        "plan.yaml:3:5: AH207 påpekande mote: Fel. Rätta det.\n"
        "Planen behöver rättas: 1 fel, 1 varning, 1 påpekande.\n"
    ) == text([_finding(), _finding(Level.WARNING), _finding(Level.HINT)])


@pytest.mark.parametrize(
    ("levels", "summary"),
    [
        ([], "Planen går att använda: 0 fel, 0 varningar, 0 påpekanden.\n"),
        ([Level.WARNING] * 2, "Planen går att använda: 0 fel, 2 varningar, 0 påpekanden.\n"),
        ([Level.ERROR] * 2 + [Level.HINT] * 2, "Planen behöver rättas: 2 fel, 0 varningar, 2 påpekanden.\n"),
    ],
)
def test_text_ends_with_how_many_there_are(levels: list[Level], summary: str) -> None:
    assert summary == text([_finding(level) for level in levels]).splitlines(keepends=True)[-1]


def test_json_is_an_array_with_english_levels() -> None:
    document = json.loads(json_text([_finding(), _finding(Level.WARNING), _finding(Level.HINT)]))

    assert ["error", "warning", "hint"] == [one["level"] for one in document]
    assert {
        "file": "plan.yaml", "line": 3, "column": 5, "code": "AH207", "subject": "mote", "text": "Fel. Rätta det.",
        "level": "error",
    } == document[0]  # fmt: skip
    assert "[]\n" == json_text([])


def test_json_is_utf_8_without_escapes() -> None:
    assert "Rätta" in json_text([_finding()])


def test_github_marks_the_line() -> None:
    assert (
        "::error file=plan.yaml,line=3,col=5,title=AH207 mote::Fel. Rätta det.\n"
        "::warning file=plan.yaml,line=3,col=5,title=AH207 mote::Fel. Rätta det.\n"
        "::notice file=plan.yaml,line=3,col=5,title=AH207 mote::Fel. Rätta det.\n"
    ) == github([_finding(), _finding(Level.WARNING), _finding(Level.HINT)])
    assert "" == github([])


def test_github_reads_a_text_as_it_is() -> None:
    found = _finding(file="a,b:c.yaml", subject="x,y:z", text="50 %::error::nej")

    assert "::error file=a%2Cb%3Ac.yaml,line=3,col=5,title=AH207 x%2Cy%3Az::50 %25::error::nej\n" == github([found])


def test_github_is_given_no_command_by_a_text() -> None:
    assert 1 == len(github([_finding(text="a\r\n::error::b", subject="c\n::error::d")]).splitlines())


def test_the_formats_have_the_names_of_the_command_line() -> None:
    assert ["text", "json", "github"] == list(FORMATS)
