"""The kinds of problems, and that each is told where it is documented."""

import re
from pathlib import Path

import pytest

from arshjul_cli.findings import Code, Level, Trait
from arshjul_cli.plan.fields import IGNORABLE

CHECK = Path(__file__).parents[1] / "docs" / "check.md"


def test_every_code_has_its_section_under_its_heading() -> None:
    sections = re.findall(r"^## (AH\d{3}) (.*)$", CHECK.read_text(encoding="utf-8"), re.MULTILINE)

    assert sections == [(str(code), code.heading) for code in Code]


def test_a_code_is_found_as_it_is_written_and_no_other_is() -> None:
    assert Code.PHRASE is Code.named("AH207")
    with pytest.raises(KeyError):
        Code.named("AH999")


def test_a_plan_may_set_aside_what_its_sense_says_but_not_that_a_day_does_not_exist() -> None:
    assert (*(f"AH3{number:02}" for number in range(2, 16)), "AH322", "AH323") == IGNORABLE


def test_what_is_about_the_file_or_its_keys_is_an_error() -> None:
    assert {Level.ERROR} == {code.level for code in Code if code < "AH302"}
    assert {Trait.NONE} == {code.traits for code in Code if code < "AH302"}


def test_what_a_year_may_lack_is_what_years_differ_in() -> None:
    assert ["AH302", "AH303", "AH304", "AH305", "AH306", "AH307", "AH308", "AH309"] == [
        code for code in Code if Trait.OF_SOME_YEARS in code.traits
    ]
