"""What people write that is no phrase, and what to write instead."""

import datetime as dt
from collections.abc import Callable

from arshjul_cli.rules.dated import Days, Months, NthWeekday, NthWorkday, PartOfMonth, Weeks
from arshjul_cli.rules.phrase import END, PhraseError, Token, expand, match
from arshjul_cli.rules.recurring import Monthly


def _say(text: str) -> Callable[..., str]:
    return lambda *_values: text


def _write(make: Callable[..., object], more: str = "") -> Callable[..., str]:
    return lambda *values: f'Skriv "{make(*values)}"{more}.'


def _month(month: int) -> Months:
    return Months(month, month)


def _day(day: int, month: int) -> Days:
    return Days(day, month, day, month)


def _week(week: int) -> Weeks:
    return Weeks(week, week)


def _between(first: int, last: int) -> tuple[int, ...]:
    return tuple((first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1))


def _part(nth: int, month: int) -> PartOfMonth:
    return PartOfMonth("början" if nth == 1 else "mitten" if nth in {2, 3} else "slutet", month)


def _usual_week(nth: int, month: int) -> Weeks:
    # The fourth of January always lies in week 1.
    day = 28 if nth in {5, -1} else 7 * nth - 3
    return _week(dt.date(2026, month, day).isocalendar().week)


_MORE_OFTEN = "och fler dagar som extra tillfällen under years."
_CLOCK = "Ett klockslag hör till ett bestämt datum. Skriv det under years."

_TABLE: tuple[tuple[str, Callable[..., str]], ...] = (
    ("DAY MONTH YEAR", _write(lambda day, month, _year: _day(day, month), " här, och datumet under years")),
    ("YEAR", _say("Skriv tiden utan årtal (15–19 februari); ett datum för ett visst läsår står under years: dates.")),
    ("DAY : e MONTH | DAY : a MONTH", _write(_day)),
    ("QUARTER : e kvartalet | QUARTER : a kvartalet", _write(lambda n: Months(3 * n - 2, 3 * n))),
    ("q QUARTER | kvartal QUARTER | QUARTER kvartalet", _write(lambda n: Months(3 * n - 2, 3 * n))),
    ("DAY : e | DAY : a", _say('Skriv till exempel "5 mars" eller "första tisdagen i mars".')),
    ("DAY : DAY | DAY MONTH DAY | kl | kl. | klockan | :", _say(_CLOCK)),
    (
        "WEEKDAY [den] DAY MONTH",
        _write(
            lambda _weekday, day, month: _day(day, month),
            ". Ett datum som bara gäller ett år står under years",
        ),
    ),
    ("månadsskiftet MONTH till MONTH", _write(lambda first, last: Days(25, first, 5, last), ", eller andra dagar")),
    ("[från] DAY MONTH till DAY MONTH", _write(Days)),
    ("[från] DAY till DAY MONTH", _write(lambda first, last, month: Days(first, month, last, month))),
    ("[från] MONTH till MONTH", _write(Months)),
    ("v. WEEK till [v.] WEEK", _write(Weeks)),
    ("under MONTH – MONTH", _write(Months)),
    ("under [hela] MONTH | hela MONTH", _write(_month)),
    ("under v. WEEK", _write(_week)),
    ("varje år [i] MONTH | årligen [i] MONTH", _write(_month)),
    ("MONTH v. WEEK", _write(lambda month, week: Weeks(week, week, _month(month)))),
    ("MONTH DAY – DAY", _write(lambda month, first, last: Days(first, month, last, month))),
    ("MONTH DAY", _write(lambda month, day: _day(day, month))),
    ("PART [på] MONTH | PART i MONTH", _write(PartOfMonth)),
    (
        "NTH v. i MONTH",
        lambda *which: f'Skriv "{_part(*which)}", eller veckans nummer, till exempel "{_usual_week(*which)}".',
    ),
    (
        "NTH WEEKDAY [i] varje månad utom MONTH – MONTH",
        _write(lambda nth, weekday, *range_: Monthly(NthWeekday(nth, weekday, 1), _between(*range_))),
    ),
    (
        "NTH vardagen [i] varje månad utom MONTH – MONTH",
        _write(lambda nth, *range_: Monthly(NthWorkday(nth, 1), _between(*range_))),
    ),
    ("varje månad utom MONTH – MONTH", _write(lambda *range_: Monthly(_month(1), _between(*range_)))),
    ("march", _say('Skriv "mars".')),
    ("may", _say('Skriv "maj".')),
    ("sjätte | sjunde", _say('En månad har högst fem. Skriv till exempel "femte tisdagen i mars" eller "v. 10".')),
    (
        "WEEKDAYS | varje WEEKDAY | varannan WEEKDAY",
        lambda weekday: f'Skriv till exempel "{Monthly(NthWeekday(1, weekday, 1))}", {_MORE_OFTEN}',
    ),
    ("varje v. | varannan v. | veckovis", _say(f'Skriv "varje månad", {_MORE_OFTEN}')),
    ("COUNT gång i månaden | COUNT gång per månad | månadsvis | månatligen", _say('Skriv "varje månad".')),
    ("COUNT gång", _say('Skriv när det sker, till exempel "mars" eller "första tisdagen i mars".')),
    ("gånger", _say("Gör en aktivitet för varje gång.")),
    (
        "varannan",
        _say(
            "Skriv de månader som inte är med, till exempel "
            '"varje månad utom januari, mars, maj, juli, september och november".'
        ),
    ),
    ("varje år | årligen", _say('En tid gäller varje år. Skriv bara den, till exempel "mars".')),
    ("skärtorsdagen | skärtorsdag", _say('Skriv "torsdagen före påsk".')),
    ("långfredagen | långfredag", _say('Skriv "fredagen före påsk".')),
    ("påskafton | påskaftonen", _say('Skriv "lördagen före påsk".')),
    ("påskdagen", _say('Skriv "påskveckan", och datumet för varje år under years.')),
    ("annandag påsk", _say('Skriv "måndagen efter påsk".')),
    ("påsklov | påsklovet", _say('Skriv "påskveckan" (veckan som slutar med påskdagen) eller "veckan efter påsk".')),
    ("stilla v.", _say('Skriv "påskveckan".')),
    ("veckor SIDE påsk", _say('Skriv "veckan före påsk" eller till exempel "2 veckor före påsk".')),
    (
        "kristi himmelsfärdsdag | kristi himmelsfärd | himmelsfärdsdagen",
        _say('Skriv "6 veckor efter påsk", och datumet för varje år under years.'),
    ),
    ("pingst | pingsten | pingstdagen", _say('Skriv "7 veckor efter påsk", och datumet för varje år under years.')),
    (
        "midsommar | midsommarafton | midsommaraftonen | midsommardagen",
        _say('Skriv "19–26 juni", och datumet för varje år under years.'),
    ),
    ("nyårsafton | nyårsaftonen", _say('Skriv "31 december".')),
    ("nyårsdagen", _say('Skriv "1 januari".')),
    ("trettondagen | trettondedag | trettondedagen", _say('Skriv "6 januari".')),
    ("valborg | valborgsmässoafton", _say('Skriv "30 april".')),
    ("första maj", _say('Skriv "1 maj".')),
    ("nationaldagen", _say('Skriv "6 juni".')),
    ("lucia | luciadagen", _say('Skriv "13 december".')),
    ("julafton | julaftonen", _say('Skriv "24 december".')),
    ("juldagen", _say('Skriv "25 december".')),
    ("annandag jul | annandagen", _say('Skriv "26 december".')),
    ("jul | julen | jullov | jullovet", _say('Skriv dagarna, till exempel "22 december–7 januari".')),
    ("sportlov | sportlovet", _say('Skriv veckan, till exempel "v. 7".')),
    ("höstlov | höstlovet", _say('Skriv veckan, till exempel "v. 44".')),
    ("hösttermin | höstterminen | ht | hösten", _say('Skriv månaderna, till exempel "augusti–december".')),
    ("vårtermin | vårterminen | vt | våren", _say('Skriv månaderna, till exempel "januari–juni".')),
    ("sommaren", _say('Skriv månaderna, till exempel "juni–augusti".')),
    ("vintern", _say('Skriv månaderna, till exempel "december–februari".')),
    ("termin | terminen", _say('Gör en aktivitet för varje termin, med till exempel "oktober" och "mars".')),
    ("läsår | läsåret | året | år", _say('Skriv månaderna, till exempel "augusti–juni", eller "varje månad".')),
    ("kvartal | kvartalsvis", _say("Gör en aktivitet för varje kvartal, med var sin månad.")),
    ("löpande | kontinuerligt", _say('Skriv "vid behov".')),
    ("dag | dagen", _say('Skriv till exempel "31 mars" eller "sista vardagen i mars".')),
    ("/", _say('Skriv månaden med bokstäver, till exempel "5 mars".')),
    ("och | , | samt | eller", _say("Gör en aktivitet för varje tid.")),
)
"""Patterns of a part of a phrase, the more telling first, and what is said of it with its values."""
PATTERNS = tuple(
    (pattern, say) for written, say in _TABLE for either in written.split(" | ") for pattern in expand(either)
)


def known_slip(words: tuple[Token, ...]) -> PhraseError | None:
    """Return what to write instead of the first expression that is known, or nothing."""
    texts = [word.text for word in words]
    # After "utom" months are listed.
    starts = range(texts.index("utom") if "utom" in texts else len(texts))
    for pattern, say in PATTERNS:
        for start in starts:
            attempt = match(pattern, words[start:])
            if attempt.wanted in {None, END}:
                return _slip(words[start : start + attempt.used], say, attempt.values)
    return None


def _slip(words: tuple[Token, ...], say: Callable[..., str], values: tuple[object, ...]) -> PhraseError:
    start = words[0].offset
    try:
        text = say(*values)
    except PhraseError as error:
        return PhraseError(error.text, start)
    return PhraseError(f'"{_written(words)}" går inte att använda här. {text}', start)


def _written(words: tuple[Token, ...]) -> str:
    """Return the words with the spaces that stand between them."""
    text = ""
    for word in words:
        text = text.ljust(word.offset - words[0].offset) + word.text
    return text
