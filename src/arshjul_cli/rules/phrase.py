"""The grammar of phrases: words with the values they stand for, patterns of them, and matching.

A pattern is written as it reads: `"NTH WEEKDAY [i] MONTH"`. Capitals name a kind of word below and give
a value, lower case is the word itself, brackets may be left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from arshjul_cli.swedish import DASHES, MONTHS, NUMERALS, ORDINALS, SHORT_MONTHS, WEEKDAYS, enumerate_words

MAX_LENGTH = 200
EXAMPLES = 'Skriv till exempel "mars", "5 mars", "v. 45–47" eller "första tisdagen i mars".'
_TOKEN = re.compile(r"\d+|[^\W\d_]+\.?|\S")
_DASHES = str.maketrans(dict.fromkeys(f"-{DASHES}", "–"))


class PhraseError(ValueError):
    """A phrase that cannot be understood. The Swedish text says why and what to write."""

    def __init__(self, text: str, offset: int = 0) -> None:
        """Take the text and how many characters into the phrase it concerns."""
        super().__init__(text)
        self.text = text
        self.offset = offset


class Token(NamedTuple):
    """A word, number or sign of a phrase, in lower case, and where it stands."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Word:
    """A kind of word: how an error names it, and what its spellings stand for."""

    names: tuple[str, ...]
    values: Mapping[str, object]


def _numbers(first: int, last: int) -> dict[str, object]:
    return {spelling: n for n in range(first, last + 1) for spelling in (str(n), f"{n:02}")}


WORDS: Mapping[str, Word] = {
    "DAY": Word(("en dag (1–31)",), _numbers(0, 99)),
    "MONTH": Word(
        ("en månad",),
        {f"{name}{dot}": n for names in (SHORT_MONTHS, MONTHS) for n, name in enumerate(names, 1) for dot in ("", ".")}
        | {"sept": 9, "sept.": 9},
    ),
    "WEEK": Word(("ett veckonummer (1–53)",), _numbers(1, 53)),
    "WEEKDAY": Word(
        ("en veckodag",),
        {name + ending: n for n, name in enumerate(WEEKDAYS, 1) for ending in ("", "en")},
    ),
    "NTH": Word(
        ("ett ordningstal (första–femte)", '"sista"'),
        {name: n for n, name in ORDINALS.items()},
    ),
    "COUNT": Word(("ett antal",), _numbers(1, 52) | {name: n for n, name in enumerate(NUMERALS, 1)}),
    "PART": Word(('"början"', '"mitten"', '"slutet"'), {part: part for part in ("början", "mitten", "slutet")}),
    "YEAR": Word(("ett årtal",), _numbers(1900, 2100)),
    "QUARTER": Word(("ett kvartal",), _numbers(1, 4) | {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}),
    "WEEKDAYS": Word(("veckodagar",), {f"{name}ar": n for n, name in enumerate(WEEKDAYS, 1)}),
    "SIDE": Word(('"före"', '"efter"'), {side: side for side in ("före", "efter")}),
}
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "v.": ("v.", "v", "vecka", "veckan", "veckorna", "veckor"),
    "veckor": ("veckor", "vecka"),
    "påsk": ("påsk", "påsken"),
    "vardagen": ("vardagen", "vardag", "arbetsdagen", "arbetsdag"),
    "och": ("och", ","),
    "till": ("till", "tom", "/"),
    "påskveckan": ("påskveckan", "påskvecka"),
}


def tokens(phrase: str) -> tuple[Token, ...]:
    """Split a phrase, in any letter case and with any dash, into tokens."""
    # Lowered before it is composed: both keep the length of every text that can be a phrase.
    plain = unicodedata.normalize("NFC", phrase).lower().translate(_DASHES)
    return tuple(Token(match.group(), match.start()) for match in _TOKEN.finditer(plain))


def expand(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Return the pattern with and without each bracketed part."""
    if not (bracket := re.search(r"\[([^\[\]]*)\]", pattern)):
        return (tuple(pattern.split()),)
    before, after = pattern[: bracket.start()], pattern[bracket.end() :]
    return expand(before + bracket[1] + after) + expand(before + after)


@dataclass(frozen=True, slots=True)
class Match:
    """How far a pattern went: the values read, the tokens used, and the element it wanted next.

    A pattern that used all the tokens wants nothing; one that was used up itself wants `END`.
    """

    values: tuple[object, ...]
    used: int
    wanted: str | None


END = "END"


def match(pattern: Iterable[str], words: tuple[Token, ...]) -> Match:
    """Hold the words against an expanded pattern."""
    values: list[object] = []
    used = 0
    for element in pattern:
        here = words[used : used + 1]
        if element == "MONTHS":
            months = tuple(_months(words[used:]))
            values.append(months)
            step = 2 * len(months) - 1
        else:
            step = 1 if here and here[0].text in _spellings(element) else 0
            values += [WORDS[element].values[token.text] for token in here[:step] if element in WORDS]
        if step < 1:
            return Match((), used, element)
        used += step
    return Match(tuple(values), used, None if used == len(words) else END)


def _spellings(element: str) -> Iterable[str]:
    if element in WORDS:
        return WORDS[element].values
    return SPELLINGS.get(element, (element,))


def _months(words: tuple[Token, ...]) -> Iterator[object]:
    """Yield the months of `januari, juni och juli` at the beginning of the words."""
    months = WORDS["MONTH"].values
    for month, separator in zip(words[::2], (*words[1::2], Token("", 0)), strict=False):
        if month.text not in months:
            return
        yield months[month.text]
        if separator.text not in SPELLINGS["och"]:
            return


def not_understood(words: tuple[Token, ...], matches: Iterable[Match]) -> PhraseError:
    """Return the error for words that match no pattern: where it stopped, and what could follow."""
    tried = tuple(matches)
    used = max(m.used for m in tried)
    wanted = sorted({m.wanted for m in tried if m.used == used and m.wanted})
    if used == len(words):
        end = words[-1].offset + len(words[-1].text)
        return PhraseError(f"Tiden är inte färdig. Här kan det stå {_named(wanted)}.", end)
    stop = words[used]
    known = [spelling for element in wanted for spelling in _spellings(element) if spelling.isalpha()]
    if near := get_close_matches(stop.text, known, n=1, cutoff=0.75):
        return PhraseError(f'Jag förstår inte "{stop.text}". Menade du "{near[0]}"?', stop.offset)
    if used == 0:
        return PhraseError(f'Jag förstår inte "{stop.text}". {EXAMPLES}', stop.offset)
    stands = "ska det inte stå något mer" if wanted == [END] else f"kan det stå {_named(wanted)}"
    return PhraseError(f'Jag förstår inte "{stop.text}" här. Här {stands}.', stop.offset)


def _named(elements: list[str]) -> str:
    names = [name for element in elements if element != END for name in _names(element)]
    return enumerate_words([*names, *(["ingenting mer"] if END in elements else [])], "eller")


def _names(element: str) -> tuple[str, ...]:
    if element == "MONTHS":
        return WORDS["MONTH"].names
    return WORDS[element].names if element in WORDS else (f'"{element}"',)
