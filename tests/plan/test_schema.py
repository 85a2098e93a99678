"""The JSON Schema of the plan file: what an editor sees of a plan, and what only `arshjul check` does."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from arshjul_cli.cli import app
from arshjul_cli.plan import model as plan
from arshjul_cli.plan.fields import IGNORABLE
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.keys import entry_description, key_description, part_description
from arshjul_cli.plan.model import Body
from arshjul_cli.plan.part import Model, keys_of
from arshjul_cli.plan.schema import render

ROOT = Path(__file__).parents[2]
FILE = ROOT / "data" / "arshjul.schema.json"
SHIPPED = ROOT / "data" / "arshjul.yaml"
STARTER = ROOT / "src" / "arshjul_cli" / "starter" / "arshjul.yaml"
PLANS = Path(__file__).parents[1] / "plans"
PARTS = [
    one
    for one in vars(plan).values()
    if isinstance(one, type) and issubclass(one, Model) and one not in {Model, Item, Body}
]
UNSEEN = {
    "an id that names nothing": """
        ref-nothing-to-choose ref-unknown-far ref-unknown-near ref-years
    """,
    "an id that stands in two parts": "id-extra-clashes id-formerly-clashes id-shared-by-role-and-feed id-twice",
    "a phrase, which has a grammar": """
        trap-time-as-when value-too-long-when when-end-before-start when-in-escaped-text when-known-slips
        when-counted-from when-months-left-out when-no-such-day when-on-demand-deadline when-over-eleven-months
        when-over-several-lines when-term when-two-times when-typo when-week-outside-month when-with-a-year
    """,
    "a date that does not fit its activity or its school year": """
        dates-unknown-id-and-wrong-date value-date-out-of-range year-break-by-dates year-cancelled-with-a-month
        year-clock-change year-before-first year-from-after-until year-list-of-what-counts
        year-list-over-the-edge year-no-such-slot year-on-demand-date
        year-outside year-outside-activity year-several year-two-for-one-slot
    """,
    "what a text has gone through on its way into the file": "value-curly-quotes value-mangled",
    "where an address of a site ends, and what a host may be": "value-site-file value-site-host value-site-login",
    "YAML that is read before the schema is": "yaml-anchor-and-alias yaml-merge-in-section yaml-merge-key",
}
"""What stands in plans/invalid and a schema cannot see, by kind."""
NOT_READ = {"value-surrogate", "yaml-alias-bomb"}
"""What check-jsonschema itself cannot bear: it stops with a traceback, and walks every branch of the aliases."""


def told(*files: Path) -> tuple[int, set[str]]:
    """Return what check-jsonschema ends with, and the files that it refuses."""
    command = (sys.executable, "-m", "check_jsonschema", "--schemafile", str(FILE), "--output-format", "json")
    done = subprocess.run([*command, *map(str, files)], capture_output=True, check=False, encoding="utf-8")
    report = json.loads(done.stdout)
    errors = [*report.get("errors", ()), *report.get("parse_errors", ())]
    return done.returncode, {Path(error["filename"]).stem for error in errors}


def parts_of(schema: object) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that is a mapping."""
    if isinstance(schema, dict):
        yield schema
    for one in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts_of(one)


def test_the_file_beside_the_plan_is_what_the_program_prints(request: pytest.FixtureRequest) -> None:
    printed = CliRunner().invoke(app, ["schema"], prog_name="arshjul").stdout
    if request.config.getoption("--renew-golden"):
        FILE.write_text(printed, encoding="utf-8", newline="\n")

    assert FILE.read_text(encoding="utf-8") == printed


def test_the_first_line_of_the_plan_points_to_it() -> None:
    first = SHIPPED.read_text(encoding="utf-8").splitlines()[0]

    assert f"# yaml-language-server: $schema={FILE.name}" == first


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_part_and_every_key_has_a_swedish_sentence(part: type[Model]) -> None:
    sentences = [part_description(part), *(key_description(part, key) for key in keys_of(part))]

    for sentence in sentences:
        assert re.fullmatch(r"(true|[A-ZÅÄÖ]).*\.", sentence)


def test_every_key_that_an_editor_offers_says_what_it_is() -> None:
    keys = [
        (key, value.get("description", ""))
        for part in parts_of(json.loads(render()))
        if part.get("type") == "object"
        for key, value in part.get("properties", {}).items()
    ]

    assert 140 <= len(keys)
    assert [] == [key for key, description in keys if not description.endswith(".")]


def test_a_code_is_called_as_in_the_document() -> None:
    headings = re.findall(r"^## (AH\d+) (.*)$", (ROOT / "docs" / "check.md").read_text(encoding="utf-8"), re.MULTILINE)

    described = [f"{code}: {heading}. Skriv skälet." for code, heading in headings if code in IGNORABLE]
    assert described == [entry_description(code) for code in IGNORABLE]


def test_spaces_at_the_ends_of_a_value_pass_as_check_strips_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        'plan: {title: " Plan ", organisation: Kommunen, uid_domain: "arshjul.kommunen.se ", adopted: " 2026-01-01 "}\n'
        'roles: {" rektor ": {name: Rektor}}\n'
        'activities: [{id: " mote ", summary: "Möte ", when: " mars ", responsible: [" rektor"], notice: "14d ",'
        ' url: " https://kommunen.se "}]\n'
        'years: {"2025/26 ": {dates: {"mote ": " 2026-03-03 13:00–16:00 "}}}\n',
        encoding="utf-8",
    )

    assert (0, set()) == told(path)
    assert 0 == CliRunner().invoke(app, ["check", "--plan", str(path)]).exit_code


def test_no_mapping_is_open_and_nothing_may_be_empty() -> None:
    schema = json.loads(render())

    for part in parts_of(schema):
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
        assert "null" not in part.get("type", ())
        assert "title" not in part or part is schema or isinstance(part["title"], dict)


def test_the_schema_is_one() -> None:
    command = (sys.executable, "-m", "check_jsonschema", "--check-metaschema", str(FILE))

    assert 0 == subprocess.run(command, capture_output=True, check=False).returncode
    assert "https://json-schema.org/draft/2020-12/schema" == json.loads(render())["$schema"]


def test_good_plans_pass() -> None:
    assert (0, set()) == told(SHIPPED, STARTER, *(PLANS / "valid").glob("*.yaml"))


def test_numbers_pass_where_a_text_may_be_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "plan: {title: 2026, organisation: Kommunen, uid_domain: arshjul.kommunen.se, paragraph: 16}\n"
        "roles: {rektor: {name: Rektor}}\n"
        "activities: [{id: mote, summary: Möte, when: mars, deadline: true, responsible: [rektor]}]\n"
        "promises: [{id: ett, text: Ett, activities: [mote], per_school_year: 1}]\n",
        encoding="utf-8",
    )

    assert (0, set()) == told(path)
    assert 0 == CliRunner().invoke(app, ["check", "--plan", str(path)]).exit_code


def test_it_refuses_what_is_wrong_but_for_what_only_check_can_see() -> None:
    names = {path.stem for path in (PLANS / "invalid").glob("*.yaml")}
    unseen = {name for kind in UNSEEN.values() for name in kind.split()}
    code, refused = told(*(PLANS / "invalid" / f"{name}.yaml" for name in sorted(names - NOT_READ)))

    assert 1 == code
    assert sorted(unseen) == sorted(names - refused - NOT_READ)
