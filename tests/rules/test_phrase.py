"""The grammar of phrases: tokens, patterns, and how far a pattern reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.rules.phrase import END, EXAMPLES, Match, expand, match, not_understood
from arshjul_cli.rules.words import MAX_LENGTH, Token, tokens


def _texts(phrase: str) -> list[str]:
    return [token.text for token in tokens(phrase)]


@pytest.mark.parametrize(
    ("phrase", "texts"),
    [
        ("Första tisdagen i mars", ["första", "tisdagen", "i", "mars"]),
        ("v.45-47", ["v.", "45", "–", "47"]),
        ("v 45", ["v", "45"]),
        ("november(v. 45)", ["november", "(", "v.", "45", ")"]),
        ("15—30 september", ["15", "–", "30", "september"]),
        ("juni, juli", ["juni", ",", "juli"]),
        ("5mars", ["5", "mars"]),
        ("  \t\n", []),
        ("", []),
        ("😀 5_mars", ["😀", "5", "_", "mars"]),
    ],
)
def test_a_phrase_is_split_into_words_numbers_and_signs(phrase: str, texts: list[str]) -> None:
    assert texts == _texts(phrase)


def test_a_token_knows_where_it_stands() -> None:
    assert (Token("5", 2), Token("mars", 5), Token("–", 9), Token("april", 10)) == tokens("  5  MARS-april")


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2012", "–", "—", "\u2212"])
def test_every_dash_is_an_en_dash(dash: str) -> None:
    assert ["15", "–", "30", "mars"] == _texts(f"15{dash}30 mars")


def test_decomposed_letters_are_composed() -> None:
    assert ["första", "måndagen"] == _texts("fo\u0308rsta ma\u030andagen")


@given(st.text(max_size=MAX_LENGTH))
def test_any_text_gives_tokens_in_order(text: str) -> None:
    found = tokens(text)
    assert sorted(token.offset for token in found) == [token.offset for token in found]
    assert all(token.text for token in found)


@pytest.mark.parametrize(
    ("pattern", "expanded"),
    [
        ("MONTH", {("MONTH",)}),
        ("[i] MONTH", {("i", "MONTH"), ("MONTH",)}),
        ("a [b] c [d]", {("a", "b", "c", "d"), ("a", "b", "c"), ("a", "c", "d"), ("a", "c")}),
    ],
)
def test_a_pattern_expands_with_and_without_each_bracket(pattern: str, expanded: set[tuple[str, ...]]) -> None:
    assert expanded == set(expand(pattern))
    assert len(expanded) == len(expand(pattern))


@pytest.mark.parametrize(
    ("pattern", "phrase", "expected"),
    [
        ("DAY MONTH", "5 mars", Match((5, 3), 2, None)),
        ("DAY MONTH", "05 mars", Match((5, 3), 2, None)),
        ("DAY MONTH", "100 mars", Match((), 0, "DAY")),
        ("DAY MONTH", "5", Match((), 1, "MONTH")),
        ("DAY MONTH", "5 mars 13", Match((5, 3), 2, END)),
        ("v. WEEK", "veckorna 53", Match((53,), 2, None)),
        ("v. WEEK", "v. 54", Match((), 1, "WEEK")),
        ("NTH WEEKDAY", "sista söndag", Match((-1, 7), 2, None)),
        ("COUNT veckor SIDE påsk", "två vecka före påsken", Match((2, "före"), 4, None)),
        ("MONTHS", "juni, juli och augusti", Match(((6, 7, 8),), 5, None)),
        ("MONTHS", "juni juli", Match(((6,),), 1, END)),
        ("MONTHS", "i juni", Match((), 0, "MONTHS")),
    ],
)
def test_a_pattern_reaches_so_far(pattern: str, phrase: str, expected: Match) -> None:
    assert expected == match(pattern.split(), tokens(phrase))


@pytest.mark.parametrize(
    ("patterns", "phrase", "offset", "text"),
    [
        (["DAY MONTH"], "5 ", 1, "Tiden är inte färdig. Här kan det stå en månad."),
        (["DAY MONTH"], "5 mras", 2, '"mras" går inte att förstå. Menade du "mars"?'),
        (["DAY MONTH"], "5 zzz", 2, '"zzz" går inte att förstå här. Här kan det stå en månad.'),
        (["v. WEEK", "v. DAY"], "v. x", 3, "en dag (1–31) eller ett veckonummer (1–53)."),
        (
            ["DAY MONTH"],
            "zzz",
            0,
            f'"zzz" går inte att förstå. {EXAMPLES}',
        ),
    ],
)
def test_an_error_says_where_it_stopped_and_what_could_follow(
    patterns: list[str], phrase: str, offset: int, text: str
) -> None:
    words = tokens(phrase)
    error = not_understood(words, [match(pattern.split(), words) for pattern in patterns])
    assert offset == error.offset
    assert error.text.endswith(text)
