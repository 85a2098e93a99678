"""What is nearly a plan loads whole, or is refused with a place, a code and a sentence for each fault."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from arshjul_cli.check.whole import check
from arshjul_cli.errors import PlanError
from arshjul_cli.explain.activity import explain, ids
from arshjul_cli.feeds.generate import composition
from arshjul_cli.feeds.model import Feed
from arshjul_cli.feeds.verify import verify
from arshjul_cli.flows.decide import still_undecided
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.places import findings
from arshjul_cli.render.terminal import agenda
from arshjul_cli.render.terminal import explain as explanation
from arshjul_cli.render.terminal import undecided as undecided_table
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from building import NOTHING, SAMPLE, STAMP, Tree, plan_from, printed, run
from strategies import trees

pytestmark = pytest.mark.slow

SHIPPED = Path(__file__).parents[2] / "data" / "arshjul.yaml"
YEARS = (SchoolYear(2025), SchoolYear(2026))
ODD = (
    "\t", "\xa0", "\0", "'", '"', "{", "}", "[", "]", ":", ": ", "&", "*", "!", "#", " #", "-", "- ", ",", "?", "|",
    ">", "%", "@", "`", "\\", "~", "\u201c", "\u201d", "\u2019", "\u2028", "\u2029", "\x85", "\ufeff", "\u200b",
    "\u202e", "\u0301", "\x1b", "\r", "\n", "🎒", "\ud800", "0", "å",
)  # fmt: skip
VALUES = ("{}", "[]", "", "null", "13:30", "no", "010", "1_000", "2026-03-05", "x" * 5000, "lång text. " * 500, "<<")
FORMS = {
    "allow_unicode": st.sampled_from((True, False)),
    "default_flow_style": st.sampled_from((True, False)),
    "default_style": st.sampled_from(("'", '"', "|", ">")),
    "line_break": st.sampled_from(("\r\n", "\r")),
    "sort_keys": st.sampled_from((True, False)),
    "width": st.integers(10, 200),
}
"""Ways to write the same YAML."""
LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML 1.1 takes for the end of a line."""
SCALAR = re.compile(r"(?<=: )[^\s{}\[\],][^{}\[\],\n]*")


def _with_line(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """Return the lines with one of them gone, twice there, in another's place or moved sideways."""
    here, there = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    match draw(st.sampled_from(("delete", "duplicate", "swap", "indent", "outdent"))):
        case "delete":
            return [*lines[:here], *lines[here + 1 :]]
        case "duplicate":
            return [*lines[:here], lines[here], *lines[here:]]
        case "swap":
            swapped = list(lines)
            swapped[here], swapped[there] = lines[there], lines[here]
            return swapped
        case "indent":
            indent = draw(st.sampled_from((" ", "  ", "\t", "\xa0")))
            return [*lines[:here], indent + lines[here], *lines[here + 1 :]]
        case _:
            return [*lines[:here], lines[here].removeprefix(" "), *lines[here + 1 :]]


def _with_character(draw: st.DrawFn, text: str) -> str:
    """Return the text with a character gone, more or other."""
    place = draw(st.integers(0, len(text)))
    character = draw(st.one_of(st.just(""), st.sampled_from(ODD), st.characters()))
    return text[:place] + character + text[place + draw(st.integers(0, 1)) :]


def _with_value(draw: st.DrawFn, text: str) -> str:
    """Return the text with another scalar in the place of one."""
    if not (found := tuple(SCALAR.finditer(text))):
        return text
    scalar = draw(st.sampled_from(found))
    return text[: scalar.start()] + draw(st.sampled_from(VALUES)) + text[scalar.end() :]


@st.composite
def mutants(draw: st.DrawFn, text: str, most: int = 3) -> bytes:
    """Return the bytes of a plan file after one mutation or a few."""
    for _ in range(draw(st.integers(1, most))):
        match draw(st.sampled_from(("line", "character", "character", "value", "value", "cut"))):
            case "line":
                text = "\n".join(_with_line(draw, text.split("\n")))
            case "character":
                text = _with_character(draw, text)
            case "value":
                text = _with_value(draw, text)
            case _ if draw(st.integers(0, 3)) == 0:
                text = text[: draw(st.integers(0, len(text)))]
            case _:
                pass
    data = text.encode("utf-8", "surrogatepass")
    return data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 19)) == 0 else data


def _loaded(data: bytes) -> Plan | None:
    """Return what some bytes are read to, or None if they are refused as a plan ought to be."""
    try:
        return plan_from(data)
    except PlanError as error:
        refused = error
    lines = len(LINE_BREAK.split(data.decode("utf-8", "replace")))
    assert refused.findings
    for finding in refused.findings:
        assert finding.line in range(1, lines + 1)
        assert 1 <= finding.column
        assert re.fullmatch(r"AH[12]\d\d", finding.code)
        assert re.fullmatch(r".*[.?]", finding.text), finding.text
        assert 1 == len(str(finding).splitlines())
    return None


def _feeds(loaded: Plan) -> tuple[Feed, ...]:
    """Return the feeds of a plan, which are written and pass."""
    wheel = expand(loaded, YEARS)
    generation = run(wheel, NOTHING, STAMP)
    verify(generation.files)
    assert composition(wheel).feeds == generation.feeds
    return generation.feeds


def _without_own_leaders(tree: Tree) -> Tree:
    """Return a plan in which nobody leads itself, which a file may not say."""
    roles = {
        one: {key: value for key, value in role.items() if (key, value) != ("leader", one)}
        for one, role in tree["roles"].items()
    }
    return {**tree, "roles": roles}


def _understood(loaded: Plan, day: dt.date) -> None:
    """Have all that a command says of a plan said of it."""
    wheel = expand(loaded, YEARS)
    assert all(finding.line for finding in findings(check(wheel, day)))
    printed(agenda.render(wheel, day, 30, 80))
    printed(undecided_table.render(*still_undecided(loaded, YEARS, day), 80))
    for one in ids(loaded):
        printed(explanation.render(explain(loaded, one, YEARS, YEARS[0].start), 80))


WRITTEN = [path.read_text(encoding="utf-8") for path in (SHIPPED, SAMPLE)]
DAYS = st.dates(dt.date(2025, 6, 1), dt.date(2027, 7, 31))


@pytest.mark.parametrize("text", WRITTEN, ids=["shipped", "sample"])
@settings(max_examples=150)
@given(data=st.data())
def test_a_mutant_loads_or_each_of_its_faults_has_a_place_a_code_and_a_sentence(text: str, data: st.DataObject) -> None:
    _loaded(data.draw(mutants(text)))


@settings(max_examples=100)
@given(st.data())
def test_so_does_a_mutant_of_any_plan(data: st.DataObject) -> None:
    tree = data.draw(trees().map(_without_own_leaders))
    form: dict[str, Any] = data.draw(st.fixed_dictionaries({}, optional=FORMS))
    _loaded(data.draw(mutants(yaml.safe_dump(tree, **form))))


@pytest.mark.parametrize("text", WRITTEN, ids=["shipped", "sample"])
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutant_that_loads_becomes_feeds_that_pass(text: str, data: st.DataObject) -> None:
    loaded = _loaded(data.draw(mutants(text, most=1)))
    assume(loaded)
    assert loaded
    assert "alla" in {feed.id for feed in _feeds(loaded)}


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data(), day=DAYS)
def test_whatever_loads_is_checked_explained_and_shown(data: st.DataObject, day: dt.date) -> None:
    tree = data.draw(trees().map(_without_own_leaders))
    _understood(plan_from(yaml.safe_dump(tree)), day)
    mutant = _loaded(data.draw(mutants(data.draw(st.sampled_from((*WRITTEN, yaml.safe_dump(tree)))), most=1)))
    if mutant:
        _understood(mutant, day)


@settings(max_examples=300)
@given(st.binary(max_size=200))
@example(b"")
@example(b"\xff")
@example(b"%YAML 9.9\n---\na: b")
@example(b"a: !!python/object:os.system {}")
@example(b"? {a: b}\n: [c]")
def test_no_bytes_do_anything_but_load_or_be_refused(data: bytes) -> None:
    _loaded(data)


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab:-?,[]{}&*!|>'\"%@`# \n\t\r\x85\u2028~<=.0"), max_size=40))
def test_no_marks_of_yaml_do_anything_but_load_or_be_refused(text: str) -> None:
    _loaded(text.encode())


@settings(max_examples=50)
@given(trees().map(_without_own_leaders), st.fixed_dictionaries({}, optional=FORMS))
def test_a_plan_written_as_yaml_loads_to_the_same(tree: Tree, form: dict[str, Any]) -> None:
    written = yaml.safe_dump(tree, **form)
    # PyYAML breaks a text that it escapes wrongly over narrow lines.
    assume(tree == yaml.load(written, yaml.BaseLoader))  # noqa: S506 - texts alone

    assert Plan.model_validate(tree) == plan_from(written)


def _colon(line: str) -> str:
    return re.sub(r"^(\s*(?:- )?[\w-]+: )(?=[^\[{\"\s])", r"\1Möte: ", line)


def _quote(line: str) -> str:
    return re.sub(r"^(\s*(?:- )?[\w-]+: )(?=[^\[{\"\s])", r'\1"', line)


def _at_sign(line: str) -> str:
    return re.sub(r"^(\s*(?:- )?[\w-]+: )(?=[^\[{\"\s])", r"\1@", line)


SLIPS: dict[str, Callable[[str], str]] = {
    "a colon in a text": _colon,
    "an open quotation mark": _quote,
    "a special character": _at_sign,
    "an open bracket": lambda line: re.sub(r"(\[[^\]#]*)\]", r"\1", line),
    "an open brace": lambda line: re.sub(r"(\{[^}#]*)\}", r"\1", line),
    "a tab": lambda line: re.sub(r"^ +", "\t", line),
    "a step in": lambda line: re.sub(r"^ ", "  ", line),
    "a step out": lambda line: re.sub(r"^ ", "", line),
    "no colon": lambda line: re.sub(r"^(\s*(?:- )?[\w-]+):", r"\1", line),
    "no space after a dash": lambda line: re.sub(r"^( *)- ", r"\1-", line),
    "a bullet": lambda line: re.sub(r"^( *)- ", r"\1• ", line),
    "a tag in brackets": lambda line: re.sub(r"^(\s*(?:- )?[\w-]+: )(?=[^\[{\"\s])", r"\1[Ny] ", line),
    "a number sign": lambda line: re.sub(r"(?=[\]}][^\]}]*$)", " #1", line) if "#" not in line else line,
    "a hard space": lambda line: re.sub(r"^ ", "\xa0", line),
    "a control character": lambda line: re.sub(r"(?<=\S)$", "\x07", line) if line.startswith(" ") else line,
}  # fmt: skip
LINES = SHIPPED.read_text(encoding="utf-8").split("\n")
CONTENT = [number for number, line in enumerate(LINES) if re.match(r" *[^ #]", line)]
WHENS = [number for number, line in enumerate(LINES) if line.startswith("    when: ")]


def _item(number: int) -> int:
    """Return the first line of the activity, or of the section, that a line of the shipped plan belongs to."""
    return next(n for n in range(number, -1, -1) if re.match(r"  - |[^ #]|$", LINES[n]))


def _told(lines: list[str]) -> set[tuple[int, int, str, str]]:
    try:
        plan_from("\n".join(lines))
    except PlanError as error:
        return {(one.line, one.column, one.code, one.text) for one in error.findings}
    return set()


@settings(max_examples=300)
@given(st.sampled_from(sorted(SLIPS)), st.sampled_from(CONTENT), st.sampled_from(WHENS))
def test_a_slip_hides_no_mistake_in_another_activity_and_makes_none_up(kind: str, slip: int, mistake: int) -> None:
    assume(_item(slip) != _item(mistake))
    lines = [*LINES[:mistake], "    when: 5 marss", *LINES[mistake + 1 :]]
    without = _told(lines)
    lines[slip] = SLIPS[kind](lines[slip])
    told = _told(lines)
    assume(any(code == "AH103" for _, _, code, _ in told))

    assert without <= told
    assert {"AH103"} == {code for _, _, code, _ in told - without}


@pytest.mark.parametrize("section", ["roles", "categories", "goals", "activities", "promises", "years", "feeds"])
def test_a_section_a_step_to_the_right_is_one_slip(section: str) -> None:
    lines = [f" {line}" if line.startswith(f"{section}:") else line for line in LINES]

    assert ["AH103"] == [code for _, _, code, _ in _told(lines)]
