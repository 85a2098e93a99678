"""Loading: a plan, or every problem of it at its place. A new case is a new pair of files in plans/invalid."""

import os
import re
from pathlib import Path

import pytest

from arshjul_cli.errors import PlanError
from arshjul_cli.reading.file import MAX_BYTES
from arshjul_cli.reading.load import load, load_bytes, require_plan
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear

INVALID = Path(__file__).parents[1] / "plans" / "invalid"
SOURCES = Path(__file__).parents[2] / "src" / "arshjul_cli"
VALID = """\
plan: {title: Årshjul, organisation: Kommunen, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: budget, summary: Budget, when: mars, responsible: [rektor]}
years:
  2025/26: {dates: {budget: 2026-03-05}}
"""


def _refused(path: Path) -> str:
    """Return all that is wrong with a file, with its bare name instead of its path."""
    with pytest.raises(PlanError) as caught:
        require_plan(load(path))
    return str(caught.value).replace(str(path), path.name) + "\n"


def _refused_bytes(folder: Path, data: bytes) -> str:
    path = folder / "plan.yaml"
    path.write_bytes(data)
    return _refused(path)


@pytest.mark.parametrize("path", sorted(INVALID.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_plan_at_fault_is_refused_with_exactly_these_words(path: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--renew-golden"):
        path.with_suffix(".txt").write_text(_refused(path), encoding="utf-8", newline="\n")
    assert path.with_suffix(".txt").read_text(encoding="utf-8") == _refused(path)


def test_every_case_is_a_pair_of_files() -> None:
    plans = {path.stem for path in INVALID.iterdir() if path.suffix == ".yaml"}
    texts = {path.stem for path in INVALID.iterdir() if path.suffix == ".txt"}
    assert plans == texts
    assert {".yaml", ".txt"} == {path.suffix for path in INVALID.iterdir()}
    assert len(plans) >= 80


def test_every_code_that_load_can_give_has_a_case() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    cases = "".join(path.read_text(encoding="utf-8") for path in INVALID.glob("*.txt"))
    codes = set(re.findall(r"AH[12]\d\d", source))
    assert codes - {"AH101"} == set(re.findall(r"AH\d\d\d", cases))


def test_findings_are_in_file_order() -> None:
    for path in INVALID.glob("*.yaml"):
        with pytest.raises(PlanError) as caught:
            require_plan(load(path))
        places = [(finding.line, finding.column) for finding in caught.value.findings]
        assert sorted(places) == places


@pytest.mark.parametrize(
    "data",
    [
        VALID.encode(),
        VALID.encode("utf-8-sig"),
        VALID.replace("\n", "\r\n").encode(),
        VALID.rstrip().encode(),
        b"\n\n# Kommentar\n---\n" + VALID.encode(),
    ],
    ids=["plain", "byte-order-mark", "crlf", "no-last-line-break", "after-a-comment"],
)
def test_a_plan_is_read_however_it_was_saved(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(data)
    plan = require_plan(load(path))
    assert ("Årshjul", "budget") == (plan.plan.title, plan.activities[0].id)
    assert "budget" in plan.year(SchoolYear(2025)).dates
    assert {} == plan.year(SchoolYear(2026)).dates


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    expected = "plan.yaml:1:1: AH101 planen: Filen finns inte. Rätta sökvägen.\n"
    assert expected == _refused(tmp_path / "plan.yaml")


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    expected = f"{tmp_path.name}:1:1: AH101 planen: Det här är ingen vanlig fil. Ange en plan i YAML.\n"
    assert expected == _refused(tmp_path)


def test_a_path_through_a_file_is_refused_in_swedish(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").touch()

    assert "(en del av sökvägen är ingen mapp)" in _refused(tmp_path / "plan.yaml" / "x")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_is_no_plan() -> None:
    expected = "zero:1:1: AH101 planen: Det här är ingen vanlig fil. Ange en plan i YAML.\n"
    assert expected == _refused(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    os.mkfifo(path)
    expected = "plan.yaml:1:1: AH101 planen: Det här är ingen vanlig fil. Ange en plan i YAML.\n"
    assert expected == _refused(path)


def test_a_path_with_nul_is_refused() -> None:
    assert _refused(Path("plan\0.yaml")).startswith("plan\\u0000.yaml:1:1: AH101 planen: Filnamnet är ogiltigt.")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    expected = (
        "plan.yaml:1:1: AH101 planen: Filen är större än 1 MB, och det får en plan inte vara. Ange en annan fil.\n"
    )
    assert expected == _refused(path)


def test_bytes_that_no_file_holds_may_be_no_more_than_those_of_one() -> None:
    with pytest.raises(PlanError) as caught:
        require_plan(load_bytes(b"#" * (MAX_BYTES + 1), "HEAD:plan.yaml"))
    text = "Filen är större än 1 MB, och det får en plan inte vara. Ange en annan fil."
    assert f"HEAD:plan.yaml:1:1: AH101 planen: {text}" == str(caught.value)


def test_what_is_wrong_with_two_files_is_told_of_both_one_after_the_other() -> None:
    first, second = (load_bytes(VALID.replace("mars", "marss").encode(), name) for name in ("b.yaml", "a.yaml"))

    assert ["a.yaml", "b.yaml"] == [found.file for found in findings((*first.problems, *second.problems))]


NOT_TEXT = "Filen är inte ren text i UTF-8. Spara om den som UTF-8 i textredigeraren, eller ange en annan fil."
NOT_UTF_8 = "Filen är inte sparad som UTF-8. Spara om den som UTF-8 i textredigeraren."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x89PNG\r\n\0\0", f"plan.yaml:1:1: AH102 planen: {NOT_TEXT}\n"),
        (VALID.encode("utf-16"), f"plan.yaml:1:1: AH102 planen: {NOT_TEXT}\n"),
        (VALID.encode("utf-16-be"), f"plan.yaml:1:1: AH102 planen: {NOT_TEXT}\n"),
        (VALID.encode("latin-1"), f"plan.yaml:1:15: AH102 planen: {NOT_UTF_8}\n"),
        ("# Möte\nplan: ".encode() + "Å".encode("cp1252"), f"plan.yaml:2:7: AH102 planen: {NOT_UTF_8}\n"),
        ("ö: ".encode() + b"\xff", f"plan.yaml:1:4: AH102 planen: {NOT_UTF_8}\n"),
        (b"", "plan.yaml:1:1: AH102 planen: Filen är tom. Skriv en plan i den.\n"),
        (b"\xef\xbb\xbf", "plan.yaml:1:1: AH102 planen: Filen är tom. Skriv en plan i den.\n"),
        (b"\n \n", "plan.yaml:1:1: AH102 planen: Filen är tom. Skriv en plan i den.\n"),
    ],
    ids=["png", "utf-16", "utf-16-be", "latin-1", "cp1252", "bad-byte", "empty", "only-a-mark", "only-spaces"],
)
def test_what_is_no_text_in_utf_8_is_refused(tmp_path: Path, data: bytes, expected: str) -> None:
    assert expected == _refused_bytes(tmp_path, data)


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x7f", "\x80"])
def test_a_raw_control_character_is_refused(tmp_path: Path, character: str) -> None:
    text = _refused_bytes(tmp_path, VALID.replace("Budget", f"Bud{character}get").encode())
    assert re.search(r"AH10[35]|AH208", text)


def test_a_part_at_fault_has_its_place_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(VALID.replace("when: mars", "when: första tisdgaen i mars"), encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        require_plan(load(path))
    [finding] = caught.value.findings
    assert (4, 48, "AH207", "budget") == (finding.line, finding.column, finding.code, finding.subject)
    assert "tisdgaen" == path.read_text(encoding="utf-8").splitlines()[3][47:55]


NAMED_AS_BRANCHES = """\
plan: {title: Årshjul, organisation: Kommunen, uid_domain: arshjul.kommunen.se}
roles: {one: {name: Rektor, membres: []}, list: {name: Chef, leder: one}, months: {name: Grupp}}
activities:
  - {id: one, summary: A, when: marss}
  - {id: list, summary: B, when: varje månad, responsible: [onee]}
  - {id: months, summary: C, when: april}
years:
  2025/26:
    dates:
      one: {date: 2026-3-5, locaton: Sal 1}
      list: [2025-08-32]
      months: 2026-13-01
    cancelled: {one: {marsch: Skäl}, list: {mars: ""}, months: ""}
"""


def test_ids_named_as_the_branches_of_a_union_hide_nothing_and_get_the_right_advice(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(NAMED_AS_BRANCHES, encoding="utf-8")
    other = tmp_path / "other.yaml"
    renamed = NAMED_AS_BRANCHES
    for name in ("one", "list", "months"):
        renamed = re.sub(rf"\b{name}\b", f"{name}x", renamed)
    other.write_text(renamed.replace("onee", "onexx"), encoding="utf-8")

    found = [(problem.code, problem.loc) for problem in load(path).problems]
    assert found == [
        (
            problem.code,
            tuple(step.removesuffix("x") if isinstance(step, str) else step for step in problem.loc),
        )
        for problem in load(other).problems
    ]
    refused = _refused(path)
    assert 'AH201 one: Nyckeln "membres" finns inte här. Menade du "members"?' in refused
    assert 'AH201 list: Nyckeln "leder" finns inte här. Menade du "leader"?' in refused
    assert 'AH201 one: Nyckeln "locaton" finns inte här. Menade du "location"?' in refused
