"""The page of the five things: its commands and its blocks work in a starter plan, and do what it says."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from arshjul_cli.cli import app
from arshjul_cli.flows.editable import editable
from arshjul_cli.reading.load import load_bytes, require_plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.starter import starter
from building import HERE

PAGE = (HERE.parent / "docs" / "fem-saker.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^\$ (arshjul .*)$", PAGE, re.MULTILINE)
_ASKING = {"decide", "cancel", "new-year"}


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the plan file of a starter for the year of the page, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "arshjul.yaml"
    path.write_bytes(starter("github", "arshjul.exempel.se", SchoolYear(2026), "arshjul")["arshjul.yaml"])
    return path


def test_the_page_fits_on_one_and_has_its_five_headings() -> None:
    assert ["1", "2", "3", "4", "5"] == re.findall(r"^## (\d)\. ", PAGE, re.MULTILINE)
    assert 160 > len(PAGE.splitlines())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_works_in_a_starter_plan(command: str, plan: Path) -> None:
    before = plan.read_bytes()
    _, name, *arguments = shlex.split(command)
    yes = ["--yes"] if name in _ASKING else []
    result = CliRunner().invoke(app, [name, *arguments, *yes], prog_name="arshjul")

    assert 0 == result.exit_code, result.output
    assert (name in _ASKING) == (plan.read_bytes() != before)


@pytest.mark.parametrize("block", BLOCKS)
def test_each_block_is_right_where_it_says_that_it_belongs(block: str, plan: Path) -> None:
    added = editable(load_bytes(plan.read_bytes(), "arshjul.yaml")).text
    rows = block.splitlines(keepends=True)
    if rows[0] == "activities:\n":
        added = added.replace("activities:\n", "".join(rows), 1)
    else:
        # The starter's own decisions for the year stand last in its file.
        added = added.partition("\nyears:\n")[0] + f"\n{block}"

    assert "kvalitetsdialog" in {one.id for one in require_plan(load_bytes(added.encode(), "arshjul.yaml")).activities}
