"""`arshjul load`: role by month."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, chef: {name: Förvaltningschef}, tom: {name: Ingen}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen varje månad utom juli, responsible: [rektor]}
  - {id: extra, summary: Möte, when: 5 mars, responsible: [rektor]}
  - {id: klart, summary: Bokslut, when: senast 20 januari, responsible: [chef]}
feeds: {bada: {name: Båda, roles: [rektor, chef]}}
"""
TABLE = """\
Händelser som börjar
Roll             jul aug sep okt nov dec jan feb mar apr maj jun Året
Rektor                 1   1   1   1   1   1   1   2   1   1   1   12

Ska vara klart
Roll             jul aug sep okt nov dec jan feb mar apr maj jun Året
Förvaltningschef                           1                        1

Dagar med möten
Roll             jul aug sep okt nov dec jan feb mar apr maj jun Året
Rektor                 1   1   1   1   1   1   1   2   1   1   1   12
"""


@pytest.fixture
def load(run: Run) -> Run:
    """Run the command beside a plan."""
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8")
    return lambda *arguments, **environment: run("load", *arguments, "--today", "2026-03-01", **environment)


def test_each_role_with_anything_has_a_row_and_peaks_are_seen(load: Run) -> None:
    result = load("2025/26")

    assert (0, TABLE) == (result.exit_code, result.stdout)
    assert TABLE == load().stdout
    assert 2 == load(FORCE_COLOR="1", TERM="xterm").stdout.count("\x1b[1m  2\x1b[0m")


def test_a_calendar_year_begins_in_january(load: Run) -> None:
    assert load("2026").stdout.splitlines()[1].split()[1:] == [
        "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "Året"
    ]  # fmt: skip


def test_one_role_or_declared_feed_alone_and_its_id(load: Run) -> None:
    assert "Rektor" not in load("--role", "chef").stdout
    assert "Båda (bada)" in load("--role", "bada", "--ids").stdout
    assert '--role: "rektr" finns inte i planen. Menade du "rektor"?' in load("--role", "rektr").stderr


def test_a_narrow_screen_gets_a_list(load: Run) -> None:
    lines = load(COLUMNS="60").stdout.splitlines()

    assert ["Rektor", "  aug: 1 händelse, 1 dag"] == lines[:2]
    assert "  mars: 2 händelser, 2 dagar" in lines
    assert lines[-2:] == ["Förvaltningschef", "  jan: 1 ska vara klart"]


def test_csv_and_json_have_a_row_for_each_month(load: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(load("--format", "csv").stdout.lstrip("\ufeff")), delimiter=";"))
    found = json.loads(load("--format", "json").stdout)["rows"]

    assert 36 == len(rows) == len(found)
    assert {"Id": "rektor", "Roll": "Rektor", "Månad": "2026-03", "Händelser": "2", "Senast": "0", "Dagar": "2"} in rows
    assert {
        "role": "chef", "name": "Förvaltningschef", "month": "2026-01", "events": 0, "deadlines": 1, "days": 0
    } in found  # fmt: skip


def test_markdown_has_the_months_beside_each_other(load: Run) -> None:
    load("--out", "last.md")
    lines = Path("last.md").read_text(encoding="utf-8").splitlines()

    assert "# Belastning 2025/26: händelser/senast/dagar" == lines[0]
    assert "| Förvaltningschef |  |  |  |  |  |  | 0/1/0 |  |  |  |  |  |" in lines


def test_of_nothing_it_says_so(load: Run) -> None:
    result = load("--role", "tom")

    assert (0, "Ingenting infaller då.") == (result.exit_code, result.stderr.splitlines()[-1])


def test_a_date_that_the_year_lacks_is_told(load: Run) -> None:
    Path("arshjul.yaml").write_text(PLAN.replace("5 mars", "v. 53"), encoding="utf-8")
    result = load("2025/26")

    assert 1 == result.exit_code
    assert "AH301 extra: " in result.stderr
