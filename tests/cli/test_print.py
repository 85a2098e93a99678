"""`arshjul print`: what it takes, what it writes, what it says."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from typer.testing import Result

from building import SAMPLE

Run = Callable[..., Result]
SMALL = """\
plan: {title: Plan, organisation: Kommunen, uid_domain: x.se, adopted: 2020-01-02}
roles: {rektor: {name: Rektor}, chef: {name: Chef}}
goals: {trygghet: Alla är trygga}
activities:
  - {id: budget, summary: Budget, when: mars, responsible: [rektor], goals: [trygghet]}
  - {id: mote, summary: Samråd, when: 5 maj, responsible: [chef]}
feeds: {skola: {name: Skolan, roles: [rektor]}}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "arshjul.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def _book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def _activities(path: Path) -> list[object]:
    return [cell.value for cell in _book(path).worksheets[0]["F"]][1:]


def test_a_workbook_of_a_year_and_of_a_role(run: Run, small: Path) -> None:
    written = run("print", "2025/26", "--out", "ny/plan.xlsx")
    assert (0, "") == (written.exit_code, written.stdout)
    assert "Skrivet i ny/plan.xlsx." in written.stderr
    path = small.parent / "ny" / "plan.xlsx"
    assert ["Budget", "Samråd"] == _activities(path)
    for role in ("rektor", "skola"):
        assert 0 == run("print", "2025/26", "--role", role, "--out", "ny/plan.XLSX").exit_code
        assert ["Budget"] == _activities(path.with_suffix(".XLSX"))
    assert 0 == run("print", "2026", "--out", "ny/plan.xlsx").exit_code
    assert "Tidsplan 2026" == _book(path).sheetnames[0]


@pytest.mark.usefixtures("small")
def test_the_day_decides_the_year(run: Run) -> None:
    assert 0 == run("print", "--out", "plan.xlsx", "--today", "2027-03-03").exit_code
    assert "Tidsplan 2026-27" == _book(Path("plan.xlsx")).sheetnames[0]


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx"])
@pytest.mark.usefixtures("small")
def test_a_file_is_dated_by_the_plan_or_by_the_stamp_and_its_bytes_by_nothing_else(run: Run, ending: str) -> None:
    path = Path(f"plan{ending}")

    def written(*more: str, **environment: str) -> bytes:
        assert 0 == run("print", "2025/26", "--out", str(path), *more, **environment).exit_code
        return path.read_bytes()

    plain = written()
    assert plain == written("--today", "2031-01-01") == written("--stamp", "2020-01-02T12:00:00Z")
    assert plain != written("--stamp", "2026-05-06T12:00:00Z")
    assert plain != written(SOURCE_DATE_EPOCH="1577836800")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "Ange filen som ska skrivas, till exempel --out arshjul."),
        (("--out", "plan.xls"), '--out: "plan.xls" går inte att skriva. Skriv ett filnamn som slutar på '),
        (("--out", "plan"), '--out: "plan" går inte att skriva.'),
        (("--out", "plan.xlsx", "--role", "rektr"), '--role: "rektr" finns inte i planen. Menade du "rektor"?'),
        (("--out", "plan.xlsx", "--stamp", "i går"), '"i går" är ingen tid.'),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(run: Run, arguments: tuple[str, ...], line: str) -> None:
    result = run("print", "2025/26", *arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    assert line in result.stderr
    assert not list(Path().glob("plan*"))


@pytest.mark.usefixtures("small")
def test_a_folder_in_the_way_is_told(run: Run) -> None:
    Path("plan.xlsx").mkdir()
    result = run("print", "2025/26", "--out", "plan.xlsx")
    assert 1 == result.exit_code
    assert "plan.xlsx: Det finns en mapp där filen ska ligga." in result.stderr


def test_a_date_that_does_not_exist_is_told_and_the_rest_written(run: Run, small: Path) -> None:
    small.write_text(SMALL.replace("when: 5 maj", "when: v. 53"), encoding="utf-8")
    result = run("print", "2025/26", "--out", "plan.xlsx")
    assert 1 == result.exit_code
    assert "vecka 53" in result.stderr
    assert ["Budget"] == _activities(Path("plan.xlsx"))


def test_an_empty_part_is_told(run: Run, small: Path) -> None:
    small.write_text(SMALL.replace("responsible: [chef]", "responsible: []"), encoding="utf-8")
    result = run("print", "2025/26", "--role", "chef", "--out", "plan.xlsx")
    assert 0 == result.exit_code
    assert "Inget i planen passar." in result.stderr
    assert [] == _activities(Path("plan.xlsx"))


@pytest.mark.usefixtures("small")
def test_a_plan_with_errors_writes_nothing(run: Run, small: Path) -> None:
    small.write_text(SMALL.replace("when: mars", "when: mrs"), encoding="utf-8")
    assert 1 == run("print", "2025/26", "--out", "plan.xlsx").exit_code
    assert not Path("plan.xlsx").exists()


def test_a_document_of_a_year_and_of_a_role(run: Run, small: Path) -> None:
    assert 0 == run("print", "2025/26", "--out", "plan.pdf").exit_code
    whole = PdfReader(small.parent / "plan.pdf")
    assert "Samråd" in "".join(page.extract_text() for page in whole.pages)
    assert 0 == run("print", "2025/26", "--role", "rektor", "--out", "plan.pdf").exit_code
    own = PdfReader(small.parent / "plan.pdf")
    assert 2 == len(own.pages)
    assert "Samråd" not in "".join(page.extract_text() for page in own.pages)


def test_signs_that_are_left_out_are_told_once(run: Run, small: Path) -> None:
    small.write_text(SMALL.replace("Budget", "Fest 漢漢"), encoding="utf-8")
    told = run("print", "2025/26", "--out", "plan.pdf")
    assert 0 == told.exit_code
    assert 1 == told.stderr.count("漢")
    assert "Varning: typsnittet saknar några tecken, som inte är med i filen: 漢" in told.stderr
    assert "typsnittet" not in run("print", "2025/26", "--out", "plan.xlsx").stderr


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("ending", "lacking", "cure"),
    [
        (".pdf", "typst", "[pdf], eller kör: pip install typst"),
        (".docx", "docx", "[office], eller kör: pip install python-docx"),
    ],
)
def test_what_is_not_installed_is_told_in_one_line_and_nothing_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, ending: str, lacking: str, cure: str
) -> None:
    monkeypatch.setitem(sys.modules, lacking, None)
    result = run("print", "2025/26", "--out", f"plan{ending}")
    assert (1, "") == (result.exit_code, result.stdout)
    assert cure in result.stderr.splitlines()[-1]
    assert not list(Path().glob("plan*"))
    assert 0 == run("print", "2025/26", "--out", "plan.xlsx").exit_code


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx"])
def test_the_sample_is_printed(run: Run, ending: str) -> None:
    assert 0 == run("print", "2025/26", "--out", f"plan{ending}", "--plan", str(SAMPLE)).exit_code
