"""What to write instead of a phrase that cannot be understood."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from arshjul_cli.rules.cycles import MOST_YEARS, EveryFew
from arshjul_cli.rules.days import Days
from arshjul_cli.rules.months import Months
from arshjul_cli.rules.phrase import END, Table, match
from arshjul_cli.rules.recurring import About, Cycled, Deadline, OnDemand, Ongoing, Rule, Yearly, relative
from arshjul_cli.rules.several import Monthly, Several
from arshjul_cli.rules.slips import LAST_PATTERNS, PATTERNS
from arshjul_cli.rules.weeks import Weeks
from arshjul_cli.rules.which_years import FIRST
from arshjul_cli.rules.words import COUNTED, SPELLINGS, PhraseError, Token
from arshjul_cli.schoolyear import SchoolYear

Words = tuple[Token, ...]
Read = Callable[[Words], Rule]
"""Reads words as a phrase; raises PhraseError."""
_Say = Callable[[Rule], str | None]
"""Says what to write instead, given what a phrase is without the words that cannot be used; None if that is no help."""
_What = TypeVar("_What")
_AROUND = frozenset({"i", ",", ":", "(", ")", "och", "."})


def _write(more: str = "") -> _Say:
    return lambda rule: f'Skriv "{rule}"{more}.'


def _by(rule: Rule) -> str | None:
    return None if isinstance(rule, Deadline | Cycled | OnDemand | Ongoing | Yearly) else f'Skriv "{Deadline(rule)}".'


def _every(years: int, since: SchoolYear = FIRST) -> _Say:
    """Say that something is done every so many school years; the first of them is an example."""

    def say(rule: Rule) -> str | None:
        if isinstance(rule, Cycled | OnDemand | Ongoing | Yearly):
            return None
        return f'Skriv "{Cycled(rule, EveryFew(years, since))}", med det läsår då det görs första gången.'

    return say


def _within(rule: Rule) -> str | None:
    """Say that what is to be done within so long after another activity is to be done by then."""
    return _by(rule) if relative(rule) else None


def _about(rule: Rule) -> str | None:
    """Say that a day, or a week, is to be decided."""
    if isinstance(rule, About | Deadline | Cycled | OnDemand | Ongoing | Yearly | Monthly | Several):
        return None
    return f'Skriv "{About(rule)}", eller bara "{rule}".'


def _from(rule: Rule) -> str | None:
    """Say that what begins has an end: that of the school year, if none is given."""
    match rule:
        case Days(first_day=day, first_month=month):
            return f'Skriv också när det slutar, till exempel "{Days(day, month, 30, 6)}".'
        case Months(first=month) if month != 7:
            return f'Skriv också när det slutar, till exempel "{Months(month, 6)}".'
        case Weeks(first=week):
            return f'Skriv också när det slutar, till exempel "{Weeks(week, 24)}".'
        case _:
            return None


_AT_ITS_DATE = " här, och klockslaget vid datumet under years"
_UNDECIDED = ", och decided_yearly: true tills dagen är bestämd"
_BESIDE = " här, och det andra under points"
_SCHOOL_YEAR = "[läsåret] <YEAR / DAY|YEAR / YEAR>"
_FIRST: tuple[tuple[str, _Say], ...] = (
    (
        f"[från] {_SCHOOL_YEAR} <till|t.o.m.|–> [och med] {_SCHOOL_YEAR}",
        _write(" här, och läsåren under from och until"),
    ),
    (f"<till|t.o.m.|–> [och med] {_SCHOOL_YEAR}", _write(" här, och det sista läsåret under until")),
    (f"<från|fr.o.m.> [och med] {_SCHOOL_YEAR}", _write(" här, och det första läsåret under from")),
    ("inom", _within),
    ("[,] [start|börjar|med start] <kl|kl.|klockan> *", _write(_AT_ITS_DATE)),
    ("DAY : DAY [*]", _write(_AT_ITS_DATE)),
    ("<datum|dag|datumet|dagen|tid> <ej|inte|ännu|kommer|meddelas|bestäms|saknas> *", _write(_UNDECIDED)),
    ("<ej|inte> <bestämt|bestämd|fastställt|klart>", _write(_UNDECIDED)),
    ("<tbd|tba|?>", _write(_UNDECIDED)),
    ("<vanligen|vanligtvis|oftast|normalt|i regel>", _write(_UNDECIDED)),
    ("jämna läsår", _every(2)),
    ("<udda|ojämna> läsår", _every(2, FIRST.next())),
    ("[en gång] <varje|per|i|under> <mandatperiod|mandat|mandatperioden>", _every(4)),
    ("[varje|vid] valår", _every(4)),
    ("( *", _write(_BESIDE)),
    ("[,] <efter|inför|vid|när|om> *", _write(_BESIDE)),
    ("[,] i samband med *", _write(_BESIDE)),
)
_DROPPED: tuple[tuple[str, _Say], ...] = (
    ("YEAR", _write(" här, och datumet under years")),
    ("<varje år|årligen|varje läsår>", _write()),
    ("<preliminärt|prel.|prel|troligen|förslagsvis|någon gång>", _write(_UNDECIDED)),
    ("<klart|klar|klara|deadline|frist|inlämning|inlämnas|sista dag> [till|senast]", _by),
    ("till", _by),
    ("<från|tidigast>", _from),
    ("<och framåt|och senare>", _from),
    ("<under hela|under|hela|inom|på|mot>", _write()),
    ("eller *", _about),
    (", *", _write(_BESIDE)),
    ("<vartannat|varannat> <år|läsår> [*]", _every(2)),
    *(
        (f"<vart|var> <{COUNTED[years - 1]}|{years}> <år|läsår> [*]", _every(years))
        for years in range(3, MOST_YEARS + 1)
    ),
)


_FIRST_DROPPED, _THEN_DROPPED = Table(_FIRST), Table(_DROPPED)


def known_slip(words: Words, read: Read) -> PhraseError | None:
    """Return what to write instead of the first expression that is known, or nothing."""
    return next(_slips(words, read), None)


def _slips(words: Words, read: Read) -> Iterator[PhraseError]:
    yield from _dropped(words, read, _FIRST_DROPPED)
    yield from _told(words, PATTERNS)
    yield from _dropped(words, read, _THEN_DROPPED)
    yield from _told(words, LAST_PATTERNS)


def _told(words: Words, table: Table[Callable[..., str]]) -> Iterator[PhraseError]:
    """Yield what is said of an expression, whatever stands around it."""
    # After "utom" months are listed.
    listed = (place for place, word in enumerate(words) if word.text in SPELLINGS["utom"])
    for say, slip, _, values in _found(words[: next(listed, None)], words, table):
        yield _slip(slip, say, values)


def _dropped(words: Words, read: Read, table: Table[_Say]) -> Iterator[PhraseError]:
    """Yield what is said of an expression without which the rest is a phrase."""
    for say, slip, rest, _ in _found(words, words, table):
        narrows = any(word.text in SPELLINGS["utom"] for word in slip)
        if rest and not narrows and (text := _advised(rest, read, say)):
            yield _refused(slip, text)


def _found(
    starts: Words, words: Words, table: Table[_What]
) -> Iterator[tuple[_What, Words, Words, tuple[object, ...]]]:
    """Yield what belongs to each pattern that fits some of the words, in the order of the patterns.

    With it come the words that it fits, those around them, and the values.
    """
    tried = sorted((place, start) for start, word in enumerate(starts) for place in table.by_word.get(word.text, ()))
    for place, start in tried:
        pattern, what = table.rows[place]
        attempt = match(pattern, words[start:])
        if attempt.wanted in {None, END}:
            end = start + attempt.used
            yield what, words[start:end], _stripped((*words[:start], *words[end:])), attempt.values


def _advised(rest: Words, read: Read, say: _Say) -> str | None:
    try:
        return say(read(rest))
    except PhraseError:
        return None


def _stripped(words: Words) -> Words:
    """Return words without what only joins them to others, at their ends."""
    first, last = 0, len(words)
    while first < last and words[first].text in _AROUND:
        first += 1
    while first < last and words[last - 1].text in _AROUND:
        last -= 1
    return words[first:last]


def _slip(words: Words, say: Callable[..., str], values: tuple[object, ...]) -> PhraseError:
    try:
        return _refused(words, say(*values))
    except PhraseError as error:
        return PhraseError(error.text, words[0].offset)


def _refused(words: Words, text: str) -> PhraseError:
    return PhraseError(f'"{_written(words)}" går inte att använda här. {text}', words[0].offset)


def _written(words: Words) -> str:
    """Return the words with the spaces that stand between them."""
    text = ""
    for word in words:
        text = text.ljust(word.offset - words[0].offset) + word.written
    return text
