"""The grammar of phrases: patterns of words, and matching.

A pattern is written as it reads: `"NTH WEEKDAY [i] MONTH"`. Capitals name a kind of word and give a value, lower
case is the word itself, brackets may be left out, and of `<a|b>` or `[a|b]` any one stands there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Generic, TypeVar, cast

from arshjul_cli.rules.words import SPELLINGS, WORDS, PhraseError, Token
from arshjul_cli.swedish import enumerate_words

EXAMPLES = 'Skriv till exempel "mars", "5 mars", "v. 45–47" eller "första tisdagen i mars".'
# Of choices within choices the innermost are made first.
_What = TypeVar("_What")
_CHOICE = re.compile(r"\[([^\[\]<>]*)\]|<([^\[\]<>]*)>")


def expand(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Return the pattern with each choice in it made: those of a bracket, or none; those of an angle."""
    if not (choice := _CHOICE.search(pattern)):
        return (tuple(pattern.split()),)
    before, after = pattern[: choice.start()], pattern[choice.end() :]
    optional, required = choice.groups()
    choices = [*optional.split("|"), ""] if optional is not None else required.split("|")
    return tuple(dict.fromkeys(made for chosen in choices for made in expand(before + chosen + after)))


@dataclass(frozen=True, slots=True)
class Match:
    """How far a pattern went: the values read, the tokens used, and the element it wanted next.

    A pattern that used all the tokens wants nothing; one that was used up itself wants `END`.
    """

    values: tuple[object, ...]
    used: int
    wanted: str | None


END = "END"
REST = "*"
"""Whatever follows, one word at least."""


def match(pattern: Iterable[str], words: tuple[Token, ...]) -> Match:
    """Hold the words against an expanded pattern."""
    values: list[object] = []
    used = 0
    for element in pattern:
        here = words[used : used + 1]
        if element == "MONTHS":
            months, step = _months(words[used:])
            values.append(months)
        elif element == REST:
            step = len(words) - used
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


def _months(words: tuple[Token, ...]) -> tuple[tuple[int, ...], int]:
    """Return the months of `januari och juni–augusti` at the beginning of the words, and how many words those are."""
    names = WORDS["MONTH"].values
    found: list[int] = []
    used = 0
    for place in range(0, len(words), 2):
        joined = words[place - 1].text if place else ","
        month = cast("int | None", names.get(words[place].text))
        if month is None or joined not in {*SPELLINGS["och"], "–"}:
            break
        if joined == "–":
            found += (number % 12 + 1 for number in range(found[-1], found[-1] + (month - found[-1] - 1) % 12))
        found.append(month)
        used = place + 1
    return tuple(found), used


@dataclass(frozen=True, eq=False)
class Table(Generic[_What]):
    """Patterns, the more telling first, and what belongs to each; expanded when one is first looked for."""

    written: tuple[tuple[str, _What], ...]
    """With their choices; ` | ` stands between whole patterns."""

    @cached_property
    def rows(self) -> tuple[tuple[tuple[str, ...], _What], ...]:
        """The expanded patterns, each with what belongs to it."""
        either = ((pattern, what) for patterns, what in self.written for pattern in patterns.split(" | "))
        return tuple((made, what) for pattern, what in either for made in expand(pattern))

    @property
    def patterns(self) -> Iterator[tuple[str, ...]]:
        """The patterns alone."""
        return (pattern for pattern, _ in self.rows)

    @cached_property
    def by_word(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the rows that may begin with each word, in order."""
        places: dict[str, list[int]] = {}
        for place, pattern in enumerate(self.patterns):
            for word in dict.fromkeys(_spellings(pattern[0])):
                places.setdefault(word, []).append(place)
        return {word: tuple(found) for word, found in places.items()}


def not_understood(words: tuple[Token, ...], matches: Iterable[Match]) -> PhraseError:
    """Return the error for words that match no pattern: where it stopped, and what could follow."""
    tried = tuple(matches)
    used = max(m.used for m in tried)
    wanted = sorted({m.wanted for m in tried if m.used == used and m.wanted})
    if used == len(words):
        end = words[-1].offset + len(words[-1].written)
        return PhraseError(f"Tiden är inte färdig. Här kan det stå {_named(wanted)}.", end)
    stop = words[used]
    known = [spelling for element in wanted for spelling in _spellings(element) if spelling.isalpha()]
    if near := get_close_matches(stop.text, known, n=1, cutoff=0.75):
        return PhraseError(f'"{stop.written}" går inte att förstå. Menade du "{near[0]}"?', stop.offset)
    if used == 0:
        return PhraseError(f'"{stop.written}" går inte att förstå. {EXAMPLES}', stop.offset)
    stands = "ska det inte stå något mer" if wanted == [END] else f"kan det stå {_named(wanted)}"
    return PhraseError(f'"{stop.written}" går inte att förstå här. Här {stands}.', stop.offset)


def _named(elements: list[str]) -> str:
    names = [name for element in elements if element != END for name in _names(element)]
    return enumerate_words([*dict.fromkeys(names), *(["ingenting mer"] if END in elements else [])], "eller")


def _names(element: str) -> tuple[str, ...]:
    if element == "MONTHS":
        return WORDS["MONTH"].names
    return WORDS[element].names if element in WORDS else (f'"{element}"',)
