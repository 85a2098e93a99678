"""`arshjul wheel`: what it takes, what it writes, what it says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import Result

from building import SAMPLE

Run = Callable[..., Result]
PLAN = ("--plan", str(SAMPLE))
SMALL = """\
plan: {title: Plan, organisation: Kommunen, uid_domain: x.se, adopted: 2020-01-02}
roles: {rektor: {name: Rektor}, chef: {name: Chef}}
categories: {ekonomi: {name: Ekonomi, color: teal}}
goals: {trygghet: Alla är trygga}
activities:
  - {id: budget, summary: Budget, when: mars, responsible: [rektor], category: ekonomi, goals: [trygghet]}
  - {id: mote, summary: Samråd, when: 5 maj, responsible: [chef]}
feeds: {skola: {name: Skolan, roles: [rektor]}}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "arshjul.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_the_picture_goes_to_stdout_and_to_a_file_alike(run: Run, small: Path) -> None:
    shown = run("wheel", "2025/26")
    assert 0 == shown.exit_code
    assert shown.stdout.startswith("<svg ")
    assert "2025/26" in shown.stdout
    written = run("wheel", "2025/26", "--out", "ny/hjul.svg")
    assert (0, "") == (written.exit_code, written.stdout)
    assert "Skrivet i ny/hjul.svg." in written.stderr
    path = small.parent / "ny" / "hjul.svg"
    assert shown.stdout == path.read_text(encoding="utf-8")
    assert 0 == run("wheel", "2025/26", "--role", "chef", "--out", "ny/hjul.svg").exit_code
    assert "Budget" not in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("choice", "name"), [("--role=rektor", "Rektor"), ("--role=skola", "Skolan"), ("--category=ekonomi", "Ekonomi"),
                         ("--goal=trygghet", "Alla är trygga")]
)  # fmt: skip
def test_a_part_is_drawn_alone_and_said_in_the_middle(run: Run, choice: str, name: str) -> None:
    shown = run("wheel", "2025/26", choice).stdout
    assert f"– {name}</title>" in shown
    assert "Budget" in shown
    assert "Samråd" not in shown


@pytest.mark.usefixtures("small")
def test_the_day_decides_the_year_and_only_a_day_that_is_asked_for_has_a_hand(run: Run) -> None:
    assert "Årshjul 2019/20 " in run("wheel", SOURCE_DATE_EPOCH="1577836800").stdout
    assert "I dag" not in run("wheel", SOURCE_DATE_EPOCH="1577836800").stdout
    assert "I dag" in run("wheel", "--today", "2026-03-03").stdout


@pytest.mark.usefixtures("small")
def test_a_calendar_year_a_start_and_a_size_can_be_chosen(run: Run) -> None:
    assert "Årshjul 2026 " in run("wheel", "2026").stdout
    assert 'width="297mm" height="210mm"' in run("wheel", "2025/26", "--size", "liggande").stdout
    assert run("wheel", "2025/26", "--start", "januari").stdout == run("wheel", "2025/26", "--start", "1").stdout
    assert run("wheel", "2025/26", "--start", "januari").stdout != run("wheel", "2025/26").stdout
    assert run("wheel", "2025/26", "--start", "augusti").stdout == run("wheel", "2025/26").stdout


def test_a_pdf_is_dated_by_the_plan_or_by_the_stamp(run: Run, small: Path) -> None:
    def dated(*more: str, **environment: str) -> str:
        assert 0 == run("wheel", "2025/26", "--out", "hjul.pdf", *more, **environment).exit_code
        about = PdfReader(small.parent / "hjul.pdf").metadata
        assert about is not None
        assert about.creation_date is not None
        return about.creation_date.date().isoformat()

    assert "2020-01-02" == dated()
    assert "2026-05-06" == dated("--stamp", "2026-05-06T12:00:00Z")
    assert "2020-01-01" == dated(SOURCE_DATE_EPOCH="1577836800")


def test_signs_that_are_left_out_are_told_once(run: Run, small: Path) -> None:
    small.write_text(SMALL.replace("Budget", "Fest 漢漢"), encoding="utf-8")
    told = run("wheel", "2025/26", "--out", "hjul.png")
    assert 0 == told.exit_code
    assert 1 == told.stderr.count("漢")
    assert "Varning: typsnittet saknar några tecken" in told.stderr
    assert "typsnittet" not in run("wheel", "2025/26", "--out", "hjul.svg").stderr


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("--out", "hjul.jpg"),
            '--out: "hjul.jpg" är ingen bild. Skriv ett filnamn som slutar på .svg, .pdf eller .png.',
        ),
        (("--out", "hjul"), '--out: "hjul" är ingen bild.'),
        (("--size", "a5"), '--size: "a5" går inte att välja. Skriv a4, a3 eller liggande.'),
        (("--start", "mrs"), '--start: "mrs" är ingen månad. Menade du "mars"?'),
        (("--role", "rektr"), '--role: "rektr" finns inte i planen. Menade du "rektor"?'),
        (("--category", "x"), '--category: "x" finns inte i planen. Det enda som finns är "ekonomi".'),
        (("--stamp", "i går"), '"i går" är ingen tid.'),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(run: Run, arguments: tuple[str, ...], line: str) -> None:
    result = run("wheel", "2025/26", *arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    assert line in result.stderr
    assert not list(Path().glob("hjul*"))


@pytest.mark.usefixtures("small")
def test_a_folder_in_the_way_is_told(run: Run) -> None:
    Path("hjul.svg").mkdir()
    result = run("wheel", "2025/26", "--out", "hjul.svg")
    assert 1 == result.exit_code
    assert "hjul.svg" in result.stderr
    assert "mapp" in result.stderr


def test_a_date_that_does_not_exist_is_told_and_the_rest_drawn(run: Run, small: Path) -> None:
    small.write_text(SMALL.replace("when: 5 maj", "when: v. 53"), encoding="utf-8")
    result = run("wheel", "2025/26")
    assert 1 == result.exit_code
    assert "Budget" in result.stdout
    assert "vecka 53" in result.stderr


@pytest.mark.usefixtures("small")
def test_an_empty_part_is_told(run: Run) -> None:
    Path("arshjul.yaml").write_text(SMALL.replace("responsible: [chef]", "responsible: []"), encoding="utf-8")
    result = run("wheel", "2025/26", "--role", "chef")
    assert 0 == result.exit_code
    assert "Inget i planen passar." in result.stderr
    assert result.stdout.startswith("<svg ")


def test_the_sample_is_drawn(run: Run) -> None:
    assert 0 == run("wheel", "2025/26", *PLAN).exit_code
