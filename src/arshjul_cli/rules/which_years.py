"""Which years a phrase is for, as people write it before the rest or after it: `vartannat år från 2026/27`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from arshjul_cli.rules.before import cycle_of_day_before
from arshjul_cli.rules.cycles import MOST_YEARS, Cycle, EveryFew, EveryOther, Parity
from arshjul_cli.rules.phrase import END, Table, match
from arshjul_cli.rules.recurring import Cycled, Deadline, Rule, Undated, relative, slots
from arshjul_cli.rules.words import SPELLINGS, PhraseError, Token
from arshjul_cli.schoolyear import SchoolYear

Words = tuple[Token, ...]
_What = TypeVar("_What")
FIRST = SchoolYear(2026)
"""The first school year of an example, where none is written."""


def _school_year(*written: int) -> SchoolYear:
    """Return the school year of its two years. Raises PhraseError if they are not two in a row."""
    first, second = (f"{year:02}" for year in written)
    try:
        return SchoolYear.parse(f"{first}/{second}")
    except ValueError as error:
        raise PhraseError(str(error)) from None


def _beginning(year: int) -> SchoolYear:
    return _school_year(year, (year + 1) % 100)


def _calendar_year(year: int) -> int:
    """Return a calendar year both of whose school years can be written. Raises PhraseError for another."""
    return _beginning(_beginning(year - 1).next().first).first


_FREQUENCY: Table[Callable[..., int | Parity]] = Table(
    (
        ("[en gång] <vartannat|varannat|vart annat|var annat> <år|läsår>", lambda: 2),
        ("[en gång] <vart|var> <ORDINAL|COUNT> <år|läsår>", lambda nth: nth),
        ("[bara|under|vid|varje] <jämna|jämnt> år", lambda: "jämna"),
        ("[bara|under|vid|varje] <udda|ojämna|ojämnt> år", lambda: "udda"),
    )
)
_EVERY_YEAR: Table[Callable[..., None]] = Table(
    (("[,] <varje år|årligen|varje läsår|en gång <per|om|varje|/> <år|året|läsår>>", lambda: None),)
)
_SINCE: Table[Callable[..., SchoolYear | int]] = Table(
    tuple(
        (f"[,|(] [från|med start|med början|start|startår|nästa gång] [i] [läsåret|läsår|år] {written}", read)
        for written, read in (
            ("YEAR / <DAY|YEAR>", _school_year),
            ("YEAR – <DAY|YEAR>", _school_year),
            ("DAY / DAY", _school_year),
            ("<hösten|ht|höstterminen> YEAR", _beginning),
            ("<våren|vt|vårterminen> YEAR", lambda year: _beginning(year - 1)),
            ("YEAR", _calendar_year),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Years:
    """Which years somebody wrote: every so many, or the even or the odd ones."""

    every: int | Parity
    since: SchoolYear | int | None
    """The first of every so many: a school year, or the calendar year that is written instead."""
    offset: int

    @property
    def example(self) -> str:
        """The phrase of a month in these years."""
        return f"mars {self._with(FIRST)}"

    def beside(self, rule: Rule) -> str:
        """Return the phrase of a rule in these years, as well as they are known."""
        if isinstance(rule, Undated | Cycled):
            return str(rule)
        return f"{rule} {self._with(self._first(rule) or FIRST)}"

    def of(self, words: Words, rule: Rule) -> Cycled:
        """Return a rule, which is written in some words, in these years only.

        Raises:
            PhraseError: if it is not said which years they are, or the rule has no days; says what to write.
        """
        if isinstance(rule, Undated | Cycled):
            raise PhraseError(f'"{rule}" har ingen dag, så åren kan inte anges. Skriv "{self.example}".', self.offset)
        first = self._first(rule)
        if isinstance(self.since, int) or first is None:
            raise PhraseError(self._unclear(rule, first), self.offset)
        cycle = self._with(first)
        if isinstance(rule, Deadline) and any(word.text in SPELLINGS["före"] for word in words[:2]):
            return Cycled(rule, cycle_of_day_before(cycle, rule))
        return Cycled(rule, cycle)

    def _with(self, since: SchoolYear) -> Cycle:
        return EveryOther(self.every) if isinstance(self.every, str) else EveryFew(self.every, since)

    def _first(self, rule: Rule) -> SchoolYear | None:
        """Return the first school year; None if it is not said, or is another one for some slots of a rule."""
        if isinstance(self.every, str):
            return FIRST
        if not isinstance(self.since, int):
            return self.since
        around = (SchoolYear(self.since - 1), SchoolYear(self.since))
        years = {year for year in around for _, dated in slots(rule) if year.calendar_year(dated.slot) == self.since}
        return years.pop() if len(years) == 1 else None

    def _unclear(self, rule: Rule, first: SchoolYear | None) -> str:
        """Return what to write instead of a year that is not given, or is no school year."""
        if not isinstance(self.since, int):
            return f'Det säger inte från när. Skriv "{self.beside(rule)}", med det läsår då det görs första gången.'
        if first:
            return f'Skriv läsåret: "{rule} {self._with(first)}".'
        if relative(rule):
            since = SchoolYear(self.since)
            return f'Skriv läsåret: "{rule} {self._with(since)}".'
        if self.every == 2:
            parity: Parity = "udda" if self.since % 2 else "jämna"
            return f'Tiderna ligger i olika läsår {self.since}. Skriv "{rule} {EveryOther(parity)}".'
        return f"Tiderna ligger i olika läsår {self.since}. Gör två aktiviteter, en för varje tid."


def without_every_year(words: Words) -> Words:
    """Return a time without the `varje år` that stands at its beginning or its end; nothing if there is none."""
    for start in range(1, len(words)):
        if (found := _longest(_EVERY_YEAR, words[start:])) and not found[1]:
            return words[:start]
    found = _longest(_EVERY_YEAR, words)
    return _without(found[1], {",", ":"}) if found else ()


def split(words: Words) -> tuple[Words, Years | None]:
    """Return a phrase without the years that stand at its end, or its beginning; and those.

    Raises:
        PhraseError: if a first year is no school year, or there are too many years between.
    """
    for start in range(len(words)):
        years, rest = _years(words[start:])
        if years and not rest:
            return words[:start], years
    years, rest = _years(words)
    return (_without(rest, {",", ":"}), years) if years else (words, None)


def _years(words: Words) -> tuple[Years | None, Words]:
    """Return the years that some words begin with, and the words after them."""
    opened = _without(words, {",", "("})
    if not (found := _longest(_FREQUENCY, opened)):
        return None, words
    every, rest = found
    offset = opened[0].offset
    if every == 1:
        raise PhraseError('Det är varje år. Skriv bara tiden, till exempel "mars".', offset)
    if isinstance(every, int) and every > MOST_YEARS:
        text = f"Högst {MOST_YEARS} år går att skriva."
        raise PhraseError(f'{text} Skriv "vid behov", och datumet under years det läsår då det görs.', offset)
    since: SchoolYear | int | None = None
    if isinstance(every, int) and (begins := _longest(_SINCE, rest)):
        since, rest = begins
    return Years(every, since, offset), _without(rest, {")"})


def _longest(table: Table[Callable[..., _What]], words: Words) -> tuple[_What, Words] | None:
    """Return what the pattern means that fits most of the first words, and the words after it; None if none fits."""
    fits = [
        (attempt.used, make, attempt.values)
        for place in (table.by_word.get(words[0].text, ()) if words else ())
        for pattern, make in (table.rows[place],)
        if (attempt := match(pattern, words)).wanted in {None, END}
    ]
    if not fits:
        return None
    used, make, values = max(fits, key=lambda fit: fit[0])
    try:
        return make(*values), words[used:]
    except PhraseError as error:
        raise PhraseError(error.text, words[0].offset) from None


def _without(words: Words, some: set[str]) -> Words:
    """Return words without the first ones that are among some."""
    skipped = 0
    while skipped < len(words) and words[skipped].text in some:
        skipped += 1
    return words[skipped:]
