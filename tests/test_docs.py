"""The documents say what really happens: commands, examples, phrases, codes, keys and the picture."""

import io
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text
from typer.testing import CliRunner

from arshjul_cli import rules
from arshjul_cli.cli import NAMES, app
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Terms
from arshjul_cli.reading import tree as yamltree
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import NUMERALS, enumerate_words, long_span
from arshjul_cli.workdays import Workdays

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("uppslagsbok.md", "kora-sjalv.md"))
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
CHECK = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
COMMANDS = list(NAMES)

PICTURE = ROOT / "docs" / "show.svg"
WHEEL = ROOT / "docs" / "wheel.svg"
PICTURED = "arshjul show 2019 --month mars"
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def run(command: str, **environment: str) -> str:
    name, *arguments = shlex.split(command)
    assert "arshjul" == name
    result = CliRunner().invoke(app, arguments, prog_name="arshjul", env=environment)
    assert 0 == result.exit_code, f"{command}: {result.output}"
    return result.stdout


def commands_in(text: str) -> Iterator[str]:
    """Yield the whole `arshjul …` commands of a Markdown text."""
    for written in re.findall(r"`(arshjul [^`…]+)`", text):
        # What a revision of git holds depends on how much of the history the checkout has.
        if written.split()[1] in COMMANDS and "git:" not in written:
            yield written
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if language not in {"sh", "console", "text"}:
            continue
        yield from re.findall(r"^(?:\$ )?(arshjul [a-z].*)$", block, re.MULTILINE)


@pytest.mark.parametrize("document", ["README.md", "docs/kora-sjalv.md", "docs/design.md"])
def test_every_command_is_in_the_document(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    lacking = [command for command in COMMANDS if not re.search(rf"`(arshjul )?{command}\b", text)]

    assert [] == lacking


def test_the_order_of_the_modules_is_the_one_that_is_kept() -> None:
    written = re.search(r"^Order: `([^`]+)`", DESIGN, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kept = project["tool"]["importlinter"]["contracts"][0]["layers"]

    assert written
    assert kept == [" ".join(layer.split()) for layer in written[1].split(">")]


@pytest.mark.parametrize("command", sorted({*commands_in(README), *commands_in(HANDBOOK)}))
def test_the_commands_of_readme_and_handbook_work(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "--previous feeds" in command:
        run("arshjul generate")
    for part in command.split(" && "):
        run(part)


def test_readme_sets_up_with_what_the_project_declares() -> None:
    blocks = re.findall(r"^```sh\n(.*?)```", README, re.MULTILINE | re.DOTALL)
    tests = '.venv/bin/python -m pytest -n 2 -m "not slow"'

    address = "git+https://URL-OF-THIS-REPOSITORY"
    whole = f'"arshjul[office,pdf] @ {address}"'

    assert [
        "".join(f"{tool} install {what}\n" for tool in ("uv tool", "pipx") for what in (address, whole)),
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/arshjul generate\n",
        f'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && {tests}\n',
    ] == blocks


def test_the_example_of_the_readme_stands_in_the_shipped_plan() -> None:
    [example] = re.findall(r"^```yaml\n(.*?)```", README, re.MULTILINE | re.DOTALL)
    shipped = (ROOT / "data" / "arshjul.yaml").read_text(encoding="utf-8")
    bare = re.sub(r" +#.*", "", shipped)

    for line in filter(str.strip, example.splitlines()):
        assert line.strip() in bare


def test_every_phrase_of_readme_and_handbook_can_be_parsed() -> None:
    sentence = re.search(r"`when` is written as people write it: (.*?)\. The", README, re.DOTALL)
    table = re.findall(r"^\| `([^|]+)` \|", HANDBOOK, re.MULTILINE)
    assert sentence
    phrases = [*re.findall(r"`([^`]+)`", sentence[1]), *(phrase for row in table for phrase in row.split("`, `"))]

    assert 20 <= len(phrases)
    for phrase in phrases:
        rules.parse(phrase)


def test_the_handbook_tells_the_days_that_each_phrase_has_in_2025_26() -> None:
    table = re.findall(r"^\| `([^|]+)` \| [^|]+ \| ([^|]+) \|$", HANDBOOK, re.MULTILINE)

    [(host, var)] = re.findall(r"^    terms: {host: (.*), var: (.*)}$", HANDBOOK, re.MULTILINE)
    given_terms = Terms.model_validate({"host": host, "var": var})
    workdays = Workdays(terms={2025: given_terms.days})

    assert 40 <= len(table)
    for written, days in table:
        for phrase in written.split("`, `"):
            rule = rules.bound(rules.parse(phrase), rules.parse("första tisdagen i mars"), "Nämndens möte")
            late = rules.is_deadline(rule)
            assert not rules.rests_in(rule, SchoolYear(2025))
            given = [dated.span(SchoolYear(2025), workdays) for _, dated in rules.slots(rule)]
            spans = [long_span(last_day if late else start, last_day) for start, last_day in given]
            if rules.is_monthly(rule):
                assert (phrase, True) == (phrase, days.startswith(f"{NUMERALS[len(spans) - 1]} gånger, "))
            elif spans:
                assert (phrase, enumerate_words(spans)) == (phrase, days.removeprefix("senast "))
            else:
                assert (phrase, "står i listan, men inte i kalendern") == (phrase, days)


def test_what_the_handbook_says_cannot_be_written_cannot_and_what_to_write_can() -> None:
    _, _, after = HANDBOOK.partition("### Det här går inte\n")
    rows = re.findall(r"^\| (\".*) \| (.*) \|$", after.partition("\n## ")[0], re.MULTILINE)

    assert 20 <= len(rows)
    for refused, written in rows:
        for phrase in re.findall('"([^"]+)"', refused):
            with pytest.raises(rules.PhraseError):
                rules.parse(phrase)
        for phrase in re.findall('"([^"]+)"', written):
            rules.parse(phrase)


def test_every_yaml_block_of_the_handbook_says_where_it_belongs_and_can_be_read() -> None:
    blocks = re.findall(r"^```yaml\n(.*?)```", HANDBOOK, re.MULTILINE | re.DOTALL)

    assert 5 <= len(blocks)
    for block in blocks:
        document = yamltree.read(block, yamltree.file_of(block, "uppslagsbok.md"))
        assert () == document.problems
        assert isinstance(document.tree, dict)
        assert {*document.tree} <= {*Plan.model_fields}


def _anchors(text: str) -> set[str]:
    """Return the anchors of the headings of a Markdown text, as GitHub makes them."""
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    plain = (re.sub(r"[`*_]", "", heading).lower() for heading in re.findall(r"^#+ (.*)$", outside, re.MULTILINE))
    return {re.sub(r"[^\w -]", "", heading.strip()).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")), ids=lambda path: path.name)
def test_every_link_between_the_documents_leads_somewhere(path: Path) -> None:
    for file, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", path.read_text(encoding="utf-8")):
        target = path.parent / file if file else path
        assert target.exists(), file
        assert not anchor or anchor in _anchors(target.read_text(encoding="utf-8")), anchor


def test_every_code_is_explained_and_no_other() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))

    assert sorted(set(re.findall(r'"(AH\d{3})"', source))) == re.findall(r"^## (AH\d{3})", CHECK, re.MULTILINE)


def test_the_keys_of_json_are_those_of_the_design() -> None:
    [documented] = re.findall(r"^JSON of `show`: `(.*?)`", DESIGN, re.MULTILINE | re.DOTALL)
    keys = re.findall(r'"(\w+)"', documented.replace('"schema": 1', '"schema"'))
    shown = json.loads(run("arshjul show 2019 --format json"))

    assert set(keys) == {*shown, *shown["occurrences"][0]}


def test_the_picture_is_what_the_program_shows(request: pytest.FixtureRequest) -> None:
    shown = run(f"{PICTURED} --today 2019-03-05", FORCE_COLOR="1", COLUMNS="84", TERM="xterm-256color")
    console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(f"$ {PICTURED}\n\n{shown}"))
    picture = console.export_svg(title="arshjul", code_format=SVG, unique_id="arshjul")
    if request.config.getoption("--renew-golden"):
        PICTURE.write_text(picture, encoding="utf-8", newline="\n")

    assert PICTURE.read_text(encoding="utf-8") == picture


def test_the_wheel_of_the_readme_is_what_its_command_draws(request: pytest.FixtureRequest) -> None:
    drawn = run("arshjul wheel 2026/27").encode()
    if request.config.getoption("--renew-golden"):
        WHEEL.write_bytes(drawn)

    assert WHEEL.read_bytes() == drawn


def test_the_files_that_a_developer_is_sent_to_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    there = [str(path) for part in ("src", "tests", "benchmarks") for path in (ROOT / part).rglob("*.py")]

    named = set(re.findall(r"`([\w/]+\.py)`", text))
    assert "rules/slips.py" in named
    assert set() == {name for name in named if not any(path.endswith(f"/{name}") for path in there)}
