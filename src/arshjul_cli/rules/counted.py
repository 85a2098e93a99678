"""Reads a time that counts from another activity: an offset, and the id of the other."""

from collections.abc import Callable
from itertools import pairwise

from arshjul_cli.rules.offsets import (
    CalendarDays,
    NearestWeekday,
    Offset,
    SameDay,
    SameWeek,
    WeeksAway,
    WorkingDays,
    require_near,
)
from arshjul_cli.rules.phrase import END, Table, match
from arshjul_cli.rules.recurring import Relative
from arshjul_cli.rules.words import SPELLINGS, WORDS, PhraseError, Token

OFFSETS: tuple[tuple[str, Callable[..., Offset]], ...] = (
    ("[i] MANY dagar SIDE", CalendarDays),
    ("[i] dagen SIDE", lambda side: CalendarDays(1, side)),
    ("MANY vardagar SIDE", WorkingDays),
    ("vardagen SIDE", lambda side: WorkingDays(1, side)),
    ("[i] MANY veckor SIDE", WeeksAway),
    ("[i] veckan SIDE", lambda side: WeeksAway(1, side)),
    ("[den] WEEKDAY SIDE", NearestWeekday),
    ("[i] samma <dag|dagar> som", SameDay),
    ("[i] samma vecka som", SameWeek),
)
"""The patterns of offsets, after which stands what they are counted from."""
_OFFSETS: Table[Callable[..., Offset]] = Table(OFFSETS)
_WORDS = frozenset(
    spelling
    for spellings in (*(word.values for word in WORDS.values()), *SPELLINGS.values())
    for spelling in spellings
    if spelling.isalpha()
)
"""What always means itself, also where an activity has it for an id."""
_AROUND = {"senast", *SPELLINGS["runt"]}
"""What may stand before an offset."""


def from_another(words: tuple[Token, ...]) -> Relative | None:
    """Return the rule of words that are an offset and one name; None of any others.

    Raises:
        PhraseError: if it is too far away, if the name is missing or is a word of the phrases.
    """
    found = _offset_of(words)
    return _relative(*found, words) if found else None


def _offset_of(words: tuple[Token, ...]) -> tuple[Offset, int] | None:
    """Return the offset at the beginning of words, and how many of them it is; None if they begin otherwise."""
    for place in _OFFSETS.by_word.get(words[0].text, ()):
        pattern, make = _OFFSETS.rows[place]
        attempt = match(pattern, words)
        if attempt.wanted in {None, END}:
            return make(*attempt.values), attempt.used
    return None


def day_before(words: tuple[Token, ...]) -> Relative | None:
    """Return the rule of the day before what words name; None if they are no name. Raises as `from_another` does."""
    return _relative(CalendarDays(1, "före"), 0, words)


def _relative(offset: Offset, used: int, words: tuple[Token, ...]) -> Relative | None:
    if used == len(words):
        end = words[-1].offset + len(words[-1].written)
        raise PhraseError(f'Tiden är inte färdig. Skriv id:t på en aktivitet efter "{offset}".', end)
    if (other := name(words[used:])) is None:
        return None
    if other in _WORDS:
        text = f'"{other}" betyder alltid sig självt i en tid, även om en aktivitet har det som id.'
        way_out = "Skriv en annan aktivitets id, eller ge aktiviteten ett nytt id och det gamla under formerly."
        raise PhraseError(f"{text} {way_out}", words[used].offset)
    if far := _too_far(offset, words):
        raise far
    return Relative(offset, other)


def _too_far(offset: Offset, words: tuple[Token, ...]) -> PhraseError | None:
    try:
        require_near(offset)
    except PhraseError as error:
        return PhraseError(error.text, words[0].offset)
    return None


def not_in_one_word(words: tuple[Token, ...]) -> PhraseError | None:
    """Return what to write if words are an offset and a name of several words; None of any others."""
    while len(words) > 1 and words[0].text in _AROUND:
        words = words[1:]
    found = _offset_of(words)
    if found is None or found[1] == len(words):
        return None
    offset, used = found
    text = "Skriv id:t på den aktivitet som tiden räknas från, i ett enda ord"
    return _too_far(offset, words) or PhraseError(f'{text}, till exempel "{offset} namnd".', words[used].offset)


def name(words: tuple[Token, ...]) -> str | None:
    """Return what words that stand together, as an id does, are; None if a space stands between any two."""
    if any(after.offset > word.offset + len(word.written) for word, after in pairwise(words)):
        return None
    text = "".join(word.written for word in words).replace("–", "-")
    return text if text[:1].isalnum() and all(sign.isalnum() or sign == "-" for sign in text) else None
