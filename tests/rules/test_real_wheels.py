"""How much of what public wheels and calendars say is taken as written, and that the rest is answered rightly."""

import re

import pytest

from arshjul_cli.rules import PhraseError, parse
from real_wheels import ROWS

_PROPOSED = re.compile(r'(?:Skriv|Menade du)[^".]*"([^"]+)"')


def _read(writing: str) -> str:
    """Return the canonical form of a writing, or what its error says first, in angle brackets."""
    try:
        return str(parse(writing))
    except PhraseError as error:
        advice = error.text.partition("går inte att använda här.")[2] or error.text
        proposed = _PROPOSED.search(advice)
        return f"<{proposed[1] if proposed else re.split(r'(?<=[.?]) ', advice.strip())[-1]}>"


@pytest.mark.parametrize(("writing", "means"), sorted({(writing, means) for _, writing, _, means in ROWS}))
def test_each_means_what_its_writer_meant_or_is_answered_with_that(writing: str, means: str) -> None:
    assert means == _read(writing)


def test_how_much_is_taken_as_written() -> None:
    every = sum(rows for _, _, rows, _ in ROWS)
    taken = sum(rows for _, writing, rows, means in ROWS if means == _read(writing) and not means.startswith("<"))

    assert 413 == every
    assert 352 == taken
