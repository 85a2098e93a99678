"""The parser of `when` phrases: the table of patterns, tried in order."""

from collections.abc import Callable

from arshjul_cli.rules import dated
from arshjul_cli.rules.advice import known_slip
from arshjul_cli.rules.phrase import MAX_LENGTH, Match, PhraseError, Token, expand, match, not_understood, tokens
from arshjul_cli.rules.recurring import DatedRule, Deadline, Monthly, OnDemand, Rule

_TABLE: tuple[tuple[str, Callable[..., DatedRule | Monthly | OnDemand]], ...] = (
    ("[i] MONTH", lambda month: dated.Months(month, month)),
    ("MONTH – MONTH", dated.Months),
    ("[den] DAY MONTH", lambda day, month: dated.Days(day, month, day, month)),
    ("[den] DAY – DAY MONTH", lambda first, last, month: dated.Days(first, month, last, month)),
    ("DAY MONTH – DAY MONTH", dated.Days),
    ("[i] PART av MONTH", dated.PartOfMonth),
    ("v. WEEK", lambda week: dated.Weeks(week, week)),
    ("v. WEEK – [v.] WEEK", dated.Weeks),
    ("MONTH ( v. WEEK )", lambda month, week: dated.Weeks(week, week, dated.Months(month, month))),
    ("MONTH – MONTH ( v. WEEK )", lambda a, b, week: dated.Weeks(week, week, dated.Months(a, b))),
    ("MONTH ( v. WEEK – [v.] WEEK )", lambda month, a, b: dated.Weeks(a, b, dated.Months(month, month))),
    ("MONTH – MONTH ( v. WEEK – [v.] WEEK )", lambda a, b, first, last: dated.Weeks(first, last, dated.Months(a, b))),
    ("WEEKDAY [i] v. WEEK", dated.WeekdayOfWeek),
    ("NTH WEEKDAY i MONTH", dated.NthWeekday),
    ("NTH vardagen i MONTH", dated.NthWorkday),
    ("COUNT veckor SIDE påsk", dated.EasterWeek),
    ("veckan SIDE påsk", lambda side: dated.EasterWeek(1, side)),
    ("påskveckan", dated.WeekOfEaster),
    ("WEEKDAY SIDE påsk", dated.WeekdayByEaster),
    ("varje månad [utom MONTHS]", lambda *without: Monthly(dated.Months(1, 1), *without)),
    (
        "NTH WEEKDAY [i] varje månad [utom MONTHS]",
        lambda nth, weekday, *without: Monthly(dated.NthWeekday(nth, weekday, 1), *without),
    ),
    (
        "NTH vardagen [i] varje månad [utom MONTHS]",
        lambda nth, *without: Monthly(dated.NthWorkday(nth, 1), *without),
    ),
    ("vid behov", OnDemand),
)
_PATTERNS = tuple((pattern, make) for written, make in _TABLE for pattern in expand(written))


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
    if words[0].text == "senast":
        return _deadline(words)
    return _rule(words)


def _deadline(words: tuple[Token, ...]) -> Rule:
    if not words[1:]:
        raise PhraseError('Tiden är inte färdig. Skriv till exempel "senast 30 juni".', len(words[0].text))
    by = _rule(words[1:])
    if isinstance(by, OnDemand):
        raise PhraseError('"senast vid behov" går inte att datera. Skriv en dag eller vecka efter "senast".')
    return Deadline(by)


def _rule(words: tuple[Token, ...]) -> DatedRule | Monthly | OnDemand:
    tried: list[Match] = []
    for pattern, make in _PATTERNS:
        attempt = match(pattern, words)
        if attempt.wanted is None:
            try:
                return make(*attempt.values)
            except PhraseError as error:
                raise PhraseError(error.text, words[0].offset) from None
        tried.append(attempt)
    raise known_slip(words) or not_understood(words, tried)
