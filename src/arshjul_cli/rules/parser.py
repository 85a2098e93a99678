"""The parser of `when` phrases: what stands around a time, the lists of times, and the table of patterns."""

import re
from collections.abc import Callable, Iterable
from itertools import product

from arshjul_cli.rules.anchors import Anchored, anchor, counted_from
from arshjul_cli.rules.before import deadline_before
from arshjul_cli.rules.counted import OFFSETS, day_before, from_another, name, not_in_one_word
from arshjul_cli.rules.dated import DatedRule
from arshjul_cli.rules.days import Days, NthWeekday, NthWorkday
from arshjul_cli.rules.months import Either, LastDay, Months, PartOfMonth
from arshjul_cli.rules.nameddays import EASTER
from arshjul_cli.rules.offsets import Offset, SameWeek
from arshjul_cli.rules.phrase import Table, expand, match, not_understood
from arshjul_cli.rules.recurring import (
    About,
    Cycled,
    Deadline,
    OnDemand,
    Ongoing,
    Relative,
    Rule,
    Undated,
    Yearly,
    relative,
)
from arshjul_cli.rules.several import Each, Monthly, Several
from arshjul_cli.rules.weeks import WeekdayOfWeek, Weeks
from arshjul_cli.rules.which_years import Years, split, without_every_year
from arshjul_cli.rules.words import MAX_LENGTH, SPELLINGS, WORDS, PhraseError, Token, tokens
from arshjul_cli.swedish import weekday_name, with_hyphens

Words = tuple[Token, ...]
_Maker = Callable[..., Rule]


def _slashed(first: int, last: int) -> Either:
    """Return the rule of `maj/juni`; of other months a slash may mean that it is both."""
    try:
        return Either(first, last)
    except PhraseError as error:
        if first == last or 1 in {(first - last) % 12, (last - first) % 12}:
            raise
        both = Several((Months(first, first), Months(last, last)))
        raise PhraseError(f'Skriv "{both}" om det är båda, annars bara den ena månaden.') from error


def _from_named_day(offset: Callable[..., Offset]) -> Callable[..., DatedRule]:
    """Return what makes a rule of the values of an offset, and of the name of a day."""
    return lambda *values: counted_from(offset(*values[:-1]), anchor(values[-1]))


_DATED: tuple[tuple[str, Callable[..., DatedRule]], ...] = (
    ("[i|under] [hela] MONTH [månad]", lambda month: Months(month, month)),
    ("[i|under] MONTH – MONTH", Months),
    ("[i] MONTH eller [i] MONTH", Either),
    ("[i] MONTH / MONTH", _slashed),
    ("[per|den] DAY MONTH", lambda day, month: Days(day, month, day, month)),
    ("DAY – DAY MONTH", lambda first, last, month: Days(first, month, last, month)),
    ("DAY MONTH – DAY MONTH", Days),
    ("[i] PART <av|på> MONTH", PartOfMonth),
    ("primo MONTH", lambda month: PartOfMonth("början", month)),
    ("medio MONTH", lambda month: PartOfMonth("mitten", month)),
    ("ultimo MONTH | [den] <sista|sista dagen i> MONTH", LastDay),
    ("[vid] utgången av MONTH [månad]", LastDay),
    ("[vid] MONTH månads <utgång|slut>", LastDay),
    ("<kvartal|q|kv|kv.> QUARTER", lambda n: Months(3 * n - 2, 3 * n)),
    ("QUARTER kvartalet", lambda n: Months(3 * n - 2, 3 * n)),
    ("[i|under] v. WEEK", lambda week: Weeks(week, week)),
    ("[i|under] v. WEEK – [v.] WEEK", Weeks),
    ("MONTH ( v. WEEK )", lambda month, week: Weeks(week, week, Months(month, month))),
    ("MONTH – MONTH ( v. WEEK )", lambda a, b, week: Weeks(week, week, Months(a, b))),
    ("MONTH ( v. WEEK – [v.] WEEK )", lambda month, a, b: Weeks(a, b, Months(month, month))),
    (
        "MONTH – MONTH ( v. WEEK – [v.] WEEK )",
        lambda a, b, first, last: Weeks(first, last, Months(a, b)),
    ),
    ("v. WEEK ( MONTH )", lambda week, month: Weeks(week, week, Months(month, month))),
    ("v. WEEK ( MONTH – MONTH )", lambda week, a, b: Weeks(week, week, Months(a, b))),
    ("v. WEEK – [v.] WEEK ( MONTH )", lambda a, b, month: Weeks(a, b, Months(month, month))),
    ("v. WEEK – [v.] WEEK ( MONTH – MONTH )", lambda a, b, *span: Weeks(a, b, Months(*span))),
    ("WEEKDAY [i] v. WEEK", WeekdayOfWeek),
    ("[den] NTH WEEKDAY i MONTH", NthWeekday),
    ("[den] NTH vardagen i MONTH", NthWorkday),
    ("[i] påskveckan", lambda: Anchored(SameWeek(), EASTER)),
    ("[i|den|på] NAMED-DAY", anchor),
    *((f"{pattern} ANCHOR", _from_named_day(make)) for pattern, make in OFFSETS),
)
_EVERY: tuple[tuple[str, int, Callable[..., Each]], ...] = (
    ("<varje månad|en gång <i månaden|per månad|/ månad|varje månad>|månadsvis|månatligen>", 0, lambda: Months(1, 1)),
    ("NTH WEEKDAY <varje månad|i varje månad|i månaden>", 2, lambda nth, weekday: NthWeekday(nth, weekday, 1)),
    ("NTH vardagen <varje månad|i varje månad|i månaden>", 1, lambda nth: NthWorkday(nth, 1)),
    ("DAY <varje månad|i varje månad|i månaden>", 1, lambda day: Days(day, 1, day, 1)),
    ("sista dagen <varje månad|i varje månad|i månaden>", 0, lambda: LastDay(1)),
    ("[i] PART av <varje månad|månaden>", 1, lambda part: PartOfMonth(part, 1)),
)
_WITHIN = ("", " MONTH – MONTH", " från MONTH <till|–> MONTH", " ( MONTH – MONTH )", " <i|under> MONTH – MONTH")
_WITHOUT = ("", " utom MONTHS", " ( utom MONTHS )", " , utom MONTHS")


def _some_weekday(weekday: int, month: int) -> Rule:
    """Refuse a weekday of a month that does not say which."""
    open_day = f'Skriv "{Months(month, month)}", och decided_yearly: true tills dagen är bestämd'
    which = f"Det säger inte vilken {weekday_name(weekday)} i månaden."
    raise PhraseError(f'{which} {open_day}, eller till exempel "{NthWeekday(1, weekday, month)}".')


def _monthly(each: Callable[..., Each], many: int, within: str, without: str) -> Callable[..., Monthly]:
    """Return what makes a rule of the values of `each`, so many, of the months within, and of those left out."""

    def make(*values: object) -> Monthly:
        named, rest = values[:many], values[many:]
        left_out = rest[-1] if without else ()
        span = Months(*rest[:2]) if within else None  # type: ignore[arg-type]
        return Monthly(each(*named), left_out, span)  # type: ignore[arg-type]

    return make


_SINGLE: Table[_Maker] = Table(_DATED)
_ALL: Table[_Maker] = Table(
    (
        *_DATED,
        *(
            (every + within + without, _monthly(each, many, within, without))
            for (every, many, each), within, without in product(_EVERY, _WITHIN, _WITHOUT)
        ),
        ("[en] WEEKDAY i MONTH", _some_weekday),
        ("vid behov", OnDemand),
        ("[under] hela <året|läsåret>", Ongoing),
        ("året <om|runt>", Ongoing),
        ("[under] årets gång", Ongoing),
        ("<löpande|fortlöpande|kontinuerligt> [under året|under läsåret|hela året|under hela <året|läsåret>]", Ongoing),
        ("<årligen|varje år|varje läsår>", Yearly),
        ("en gång <per|om|varje|/> <år|året|läsår>", Yearly),
    )
)
_QUOTED = re.compile(r'"([^"]+)"')
_SEPARATORS = frozenset(SPELLINGS["och"])


class _NotUnderstoodError(PhraseError):
    """Words that match none of some patterns; it may be known what people mean by them."""

    def __init__(self, words: Words, table: Table[_Maker]) -> None:
        super().__init__("", words[0].offset)
        self.words = words
        self.table = table


def parse(phrase: str) -> Rule:
    """Read a `when` phrase.

    Raises:
        PhraseError: says where it stopped being understood, and what to write instead.
    """
    if len(phrase) > MAX_LENGTH:
        raise PhraseError(f"Tiden är för lång. Korta den till högst {MAX_LENGTH} tecken.")
    words = tokens(phrase)
    if not words:
        raise PhraseError('Tiden saknas. Skriv till exempel "mars" eller "vid behov".')
    try:
        return _phrase(words)
    except _NotUnderstoodError as error:
        rest, years = split(words)
        if slip := _slip(rest):
            raise (_in_those(years, slip) if years else slip) from None
        tried = (match(pattern, error.words) for pattern in error.table.patterns)
        raise not_in_one_word(words) or not_understood(error.words, tried) from None


def parse_alone(phrase: str) -> Rule:
    """Read a phrase where there is no activity that it could count from.

    Raises:
        PhraseError: as `parse` does, and for one that counts from another activity.
    """
    rule = parse(phrase)
    if counted := relative(rule):
        text = f'"{counted.other}" är ingen tid. Är det en aktivitet: skriv "{rule}", med dess id.'
        at = with_hyphens(phrase.lower()).rfind(counted.other)
        raise slip_of_other(counted.other) or PhraseError(f"{text} Annars en dag, en vecka eller en månad.", at)
    return rule


def slip_of_other(other: str) -> PhraseError | None:
    """Return what to write instead of what a phrase counts from, if it is no activity: `sportlovet`; or nothing."""
    return _slip(tokens(other))


def _slip(words: Words) -> PhraseError | None:
    """Return what to write instead of the first expression in some words that is known, or nothing."""
    # Tables of what people write that is no phrase: large, and not needed for what is one.
    from arshjul_cli.rules.advice import known_slip

    return known_slip(words, _phrase)


def _in_those(years: Years, slip: PhraseError) -> PhraseError:
    """Return an error that is about the rest of a phrase, with the years beside each phrase that it offers."""
    what, write, phrases = slip.text.partition("Skriv ")
    return PhraseError(f"{what}{write}{_QUOTED.sub(lambda quoted: _beside(years, quoted[1]), phrases)}", slip.offset)


def _beside(years: Years, phrase: str) -> str:
    try:
        return f'"{years.beside(_phrase(tokens(phrase)))}"'
    except PhraseError:
        return f'"{phrase}"'


def _phrase(words: Words) -> Rule:
    """Return the rule of a whole phrase."""
    if yearly := without_every_year(words):
        try:
            return _phrase(yearly)
        except PhraseError:
            pass  # what is wrong is said of the words as they are written
    rest, years = split(words)
    if years is None:
        return _of_all_years(words)
    if not rest:
        text = f'Det säger inte när på året. Skriv tiden också, till exempel "{years.example}".'
        raise PhraseError(text, years.offset)
    try:
        rule = _of_all_years(rest)
    except _NotUnderstoodError:
        raise
    except PhraseError as error:
        raise _in_those(years, error) from None
    return years.of(rest, rule)


def _of_all_years(words: Words) -> Rule:
    first, last = words[0], words[-1]
    if first.text in SPELLINGS["före"]:
        return _before(words[1:], first)
    latest = SPELLINGS["senast"]
    if first.text in latest or last.text in latest:
        rest = tuple(word for word in words if word.text not in latest)
        return _deadline(rest, first if first.text in latest else last)
    return _rule(words)


def _deadline(words: Words, latest: Token) -> Rule:
    if not words:
        raise PhraseError('Tiden är inte färdig. Skriv till exempel "senast 30 juni".', len(latest.text))
    if words[0].text in SPELLINGS["före"]:
        return _before(words[1:], words[0])
    by = _rule(words)
    if isinstance(by, Undated | Deadline | Cycled):
        raise PhraseError(f'"senast {by}" går inte att datera. Skriv en dag eller vecka efter "senast".')
    return Deadline(by)


def _before(words: Words, before: Token) -> Rule:
    """Return the deadline of the day before a time."""
    if not words:
        end = before.offset + len(before.text)
        raise PhraseError('Tiden är inte färdig. Skriv till exempel "före 1 maj".', end)
    try:
        return deadline_before(_rule(words))
    except _NotUnderstoodError:
        is_id = "-" in (name(words) or "")
        if (not is_id and _slip((before, *words))) or (counted := day_before(words)) is None:
            raise
        return Deadline(counted)
    except PhraseError as error:
        raise PhraseError(error.text, before.offset) from None


def _rule(words: Words) -> Rule:
    if words[0].text in SPELLINGS["runt"]:
        return _about(words[1:], words[0])
    return _time(words)


def _about(words: Words, about: Token) -> Rule:
    if not words:
        end = about.offset + len(about.text)
        raise PhraseError('Tiden är inte färdig. Skriv till exempel "runt 1 mars".', end)
    by = _time(words)
    if isinstance(by, Undated | About | Deadline | Cycled):
        raise PhraseError(f'"{by}" har ingen dag att ligga omkring. Skriv bara "{by}".', about.offset)
    return About(by)


def _time(words: Words) -> Rule:
    if rule := _matching(words, _ALL):
        return rule
    if counted := from_another(words):
        return counted
    segments = tuple(_segments(words))
    if segments and words[-1].text in _SEPARATORS:
        raise PhraseError("Tiden är inte färdig. Här kan det stå en tid till.", words[-1].offset)
    if len(segments) > 1:
        _require_none_counted(segments)
        return _several(words, segments)
    raise _NotUnderstoodError(words, _ALL)


def _require_none_counted(segments: tuple[Words, ...]) -> None:
    """Require that none of several times counts from another activity, whose slots are the other's."""
    times = [_matching(segment, _SINGLE) or from_another(segment) for segment in segments]
    if all(times) and any(isinstance(time, Relative) for time in times):
        text = "En tid som räknas från en annan aktivitet står ensam. Gör två aktiviteter, en för varje tid."
        raise PhraseError(text, segments[0][0].offset)


def _matching(words: Words, table: Table[_Maker]) -> Rule | None:
    """Return the rule of the first pattern that all the words fit."""
    for place in table.by_word.get(words[0].text, ()):
        pattern, make = table.rows[place]
        attempt = match(pattern, words)
        if attempt.wanted is None:
            try:
                return make(*attempt.values)
            except PhraseError as error:
                raise PhraseError(error.text, words[0].offset) from None
    return None


def _segments(words: Words) -> Iterable[Words]:
    """Yield the words between the separators of a list."""
    segment: list[Token] = []
    for word in (*words, Token("och", 0)):
        if word.text not in _SEPARATORS:
            segment.append(word)
        elif segment:
            yield tuple(segment)
            segment = []


def _several(words: Words, segments: tuple[Words, ...]) -> Several:
    """Return the rule of a list: each of its times may leave out what the one before it begins with."""
    if _is(segments[-1], "MONTH eller MONTH") and all(
        word.text in {",", *WORDS["MONTH"].values} for word in words[:-3]
    ):
        last = " ".join(word.text for word in segments[-1])
        text = f'Bara två månader i följd går att välja mellan. Skriv till exempel "{last}".'
        raise PhraseError(text, words[0].offset)
    occasions: list[DatedRule] = []
    before: Words = ()
    for segment, following in zip(segments, (*segments[1:], ()), strict=True):
        whole = (*_head(before, segment), *segment, *_month(segment, following))
        occasion = _matching(whole, _SINGLE)
        if occasion is None:
            raise _NotUnderstoodError(whole, _SINGLE)
        occasions.append(occasion)  # type: ignore[arg-type]
        before = whole
    try:
        return Several(tuple(occasions))
    except PhraseError as error:
        raise PhraseError(error.text, words[0].offset) from None


def _head(before: Words, segment: Words) -> Words:
    """Return what a time of a list has in common with the one before: `första tisdagen i`, `v.`, `tisdag v.`."""
    texts = [word.text for word in before]
    if _is(segment, "[i] MONTH") and len(before) > 1 and texts[-2] in {"i", "av", "sista"}:
        return before[:-2] if segment[0].text == texts[-2] else before[:-1]
    if _is(segment, "WEEK") or _is(segment, "WEEK – WEEK"):
        weeks_at = [place for place, text in enumerate(texts) if text in SPELLINGS["v."]]
        return before[: weeks_at[0] + 1] if weeks_at else ()
    return ()


def _month(segment: Words, following: Words) -> Words:
    """Return the month of a day that the next time of a list names: `15` of `15 och 30 mars`."""
    is_day = _is(segment, "DAY") or _is(segment, "DAY – DAY")
    return following[-1:] if is_day and following and following[-1].text in WORDS["MONTH"].values else ()


def _is(words: Words, written: str) -> bool:
    return any(match(pattern, words).wanted is None for pattern in expand(written))
