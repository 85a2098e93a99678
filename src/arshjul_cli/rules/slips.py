"""What people write that is no phrase, and what to write instead: the table of patterns."""

import datetime as dt
from collections.abc import Callable
from typing import Literal

from arshjul_cli.findings import in_quotes
from arshjul_cli.rules.days import Days, NthWeekday
from arshjul_cli.rules.months import LastDay, Months, PartOfMonth
from arshjul_cli.rules.phrase import Table
from arshjul_cli.rules.recurring import About
from arshjul_cli.rules.several import Monthly, Several
from arshjul_cli.rules.weeks import WeekdayOfWeek, Weeks
from arshjul_cli.rules.words import PhraseError
from arshjul_cli.swedish import MONTHS, enumerate_words

_Part = Literal["början", "mitten", "slutet"]
_MID_MONTH = 15
_SPREAD = {
    1: (10,), 2: (10, 3), 3: (10, 1, 4), 4: (9, 12, 3, 6), 5: (9, 11, 1, 3, 5), 6: (9, 10, 11, 2, 3, 4),
    7: (9, 10, 11, 1, 2, 3, 4), 8: (9, 10, 11, 12, 2, 3, 4, 5), 9: (9, 10, 11, 12, 1, 2, 3, 4, 5),
}  # fmt: skip
"""Months for so many times a school year, as many in each term where that is possible."""


def _say(text: str) -> Callable[..., str]:
    return lambda *_values: text


def _write(make: Callable[..., object], more: str = "") -> Callable[..., str]:
    return lambda *values: f'Skriv "{make(*values)}"{more}.'


def _in_figures(first: int, second: int) -> Days:
    """Return the day of two numbers: the month is the second, unless that is too large for one."""
    day, month = (first, second) if second <= len(MONTHS) else (second, first)
    if not 1 <= month <= len(MONTHS):
        raise PhraseError('Månaden är 1–12. Skriv till exempel "5 mars".')
    return _day(day, month)


def _month(month: int) -> Months:
    return Months(month, month)


def _day(day: int, month: int) -> Days:
    return Days(day, month, day, month)


def _week(week: int) -> Weeks:
    return Weeks(week, week)


def _months(months: tuple[int, ...]) -> Months | Several:
    return Several(tuple(map(_month, months))) if len(months) > 1 else _month(months[0])


def _part(nth: int) -> _Part:
    return "början" if nth == 1 else "mitten" if nth in {2, 3} else "slutet"


def _usual_week(nth: int, month: int) -> Weeks:
    # The fourth of January always lies in week 1.
    day = 28 if nth in {5, -1} else 7 * nth - 3
    return _week(dt.date(2026, month, day).isocalendar().week)


def _half(which: int, month: int) -> Days:
    return Days(1, month, _MID_MONTH, month) if which == 1 else Days(_MID_MONTH + 1, month, _last(month), month)


def _last(month: int) -> int:
    return 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31


def _times(times: int) -> str:
    """Return months for so many times a school year."""
    months = _SPREAD.get(times)
    if not months:
        return str(Monthly(_month(1), (7,)))
    return str(_months(months))


def _so_often(many: int) -> str:
    return f'Det säger hur ofta, men inte när. Skriv tiderna, till exempel "{_times(many)}".'


def _of_terms(*edges: str) -> str:
    """Return what to write of the ends of terms, whose days a plan gives for each school year."""
    written = enumerate_words(map(in_quotes, edges), "eller")
    return f"Skriv {written}, och terminernas dagar under years."


def _so_often_a_term(many: int) -> str:
    return _so_often(2 * many)


def _two_days(month: int, first: int, last: int) -> str:
    if last == first + 1:
        return f'Skriv "{Days(first, month, last, month)}".'
    return f'Skriv två aktiviteter, "{_day(first, month)}" och "{_day(last, month)}".'


def _two_weekdays(first: int, last: int, week: int) -> str:
    return f'Skriv två aktiviteter, "{WeekdayOfWeek(first, week)}" och "{WeekdayOfWeek(last, week)}".'


_PARTS_OF = {
    "hösten": (8, 10, 12),
    "våren": (1, 3, 6),
    "läsåret": (8, 1, 6),
    "året": (1, 6, 12),
}
"""The month in which each of the three parts of a season or a year begins, lies, or ends."""


_WEEKDAY_OF_PART = {"början": 1, "mitten": 3, "slutet": 5}
_FIRST_OF_PART = {"början": 1, "mitten": 11, "slutet": 21}


def _between_parts(first: _Part, month: int, last: _Part, last_month: int) -> Days:
    """Return the days from one part of a month to another."""
    ends = {"början": 10, "mitten": 20, "slutet": _last(last_month)}
    return Days(_FIRST_OF_PART[first], month, ends[last], last_month)


def _part_of(season: str) -> Callable[..., str]:
    def say(part: _Part) -> str:
        return f'Skriv månaden, till exempel "{_month(_PARTS_OF[season][("början", "mitten", "slutet").index(part)])}".'

    return say


_PART_OF_TERMS = {"början": "augusti och januari", "mitten": "oktober och mars", "slutet": "december och juni"}
_MORE_OFTEN = "och fler dagar som extra tillfällen under years."
_TOO_OFTEN = (
    'Tätare än en gång i månaden går inte att lägga i kalendern. Skriv "löpande", så står det i listan, '
    "eller de viktigaste dagarna som extra tillfällen under years."
)
_HERE = " här, och datumet under years"
_UNDECIDED = ", och decided_yearly: true tills dagen är bestämd"
_ON_DEMAND = 'Skriv "vid behov", och villkoret i rubriken.'
_NOT_WHEN = 'Det säger inte när. Skriv den sista dagen, till exempel "senast 15 mars".'
_LISTED = 'Skriv "löpande" om det pågår hela läsåret, eller "årligen" om det sker någon gång under det.'
_AUTUMN = "<hösten|höst|höstterminen|hösttermin|ht>"
_SPRING = "<våren|vår|vårterminen|vårtermin|vt>"

_ONCE_A_YEAR = "minst en gång PER SCHOOL-YEAR"
_ONCE = 'Skriv "årligen", eller månaden, till exempel "oktober".'
_OTHER_YEARS = 'Skriv två aktiviteter, till exempel "mars jämna år" och "oktober udda år".'
_SOME_YEARS = "<jämna år|udda år|ojämna år|vartannat år|vart ORDINAL år>"

_TABLE: tuple[tuple[str, Callable[..., str]], ...] = (
    (f"<MONTH|WEEK> {_SOME_YEARS} <och|/|;> [i] <MONTH|DAY|NTH|PART|v.> [*]", _say(_OTHER_YEARS)),
    (f"<MONTH|WEEK> <och|/|;> {_SOME_YEARS} *", _say(_OTHER_YEARS)),
    (f"vid behov <och|men> {_ONCE_A_YEAR}", _say(f"Det säger hur ofta, men inte när. {_ONCE}")),
    ("vid behov *", _say('Skriv bara "vid behov", och det andra i rubriken.')),
    ("[WEEKDAY] DAY MONTH YEAR", lambda *values: f'Skriv "{_day(*values[-3:-1])}"{_HERE}.'),
    ("YEAR – NUMBER – DAY – YEAR – NUMBER – DAY", lambda *v: f'Skriv "{Days(v[2], v[1], v[5], v[4])}"{_HERE}.'),
    ("YEAR – NUMBER – DAY", lambda _year, month, day: f'Skriv "{_day(day, month)}"{_HERE}.'),
    (
        "WEEKDAY DAY MONTH",
        _write(lambda _weekday, *day: _day(*day), ". Ett datum som bara gäller ett år står under years"),
    ),
    ("i månadsskiftet <MONTH till MONTH|MONTH – MONTH>", _write(lambda a, b: Days(25, a, 5, b), ", eller andra dagar")),
    ("månadsskiftet <MONTH till MONTH|MONTH – MONTH>", _write(lambda a, b: Days(25, a, 5, b), ", eller andra dagar")),
    ("<varje månadsskifte|månadsskiftet|månadsskiftena>", _write(lambda: Monthly(LastDay(1)))),
    ("PART av MONTH <till|–|eller|och> [i] PART av MONTH", lambda *v: f'Skriv "{_between_parts(*v)}".'),
    ("MONTH / MONTH / MONTH", _write(lambda first, _middle, last: Months(first, last))),
    ("[från] DAY MONTH till DAY MONTH", _write(Days)),
    ("DAY eller DAY MONTH", lambda day, _other, month: f'Skriv "{About(_day(day, month))}", eller bara en av dagarna.'),
    ("[från] DAY till DAY MONTH", _write(lambda first, last, month: Days(first, month, last, month))),
    ("mellan DAY och DAY MONTH", _write(lambda first, last, month: Days(first, month, last, month))),
    ("mellan DAY MONTH och DAY MONTH", _write(Days)),
    ("[från] MONTH till MONTH", _write(Months)),
    ("mellan MONTH och MONTH", _write(Months)),
    ("[från] v. WEEK till [v.] WEEK", _write(Weeks)),
    ("mellan v. WEEK och [v.] WEEK", _write(Weeks)),
    ("tidigast DAY MONTH <och|men> senast DAY MONTH", _write(Days)),
    (
        "tidigast DAY MONTH <och|men> senast [före] <MONTH månads utgång|utgången av MONTH>",
        _write(lambda day, month, last: Days(day, month, _last(last), last)),
    ),
    ("<en|någon> dag <i|under> MONTH", lambda month: f'Skriv "{_month(month)}"{_UNDECIDED}.'),
    ("NTH <helgen|helg|veckoslutet> i MONTH", _write(lambda nth, month: NthWeekday(nth, 6, month))),
    ("MONTH v. WEEK", _write(lambda month, week: Weeks(week, week, _month(month)))),
    ("MONTH DAY – DAY", _write(lambda month, first, last: Days(first, month, last, month))),
    ("MONTH DAY och DAY", _two_days),
    ("MONTH DAY", _write(lambda month, day: _day(day, month))),
    ("DAY / DAY", lambda first, second: f'Skriv "{_in_figures(first, second)}": dagen skrivs före månaden.'),
    ("ORDINAL MONTH", _write(_day)),
    ("PART [i] MONTH", _write(PartOfMonth)),
    ("PART av v. WEEK", lambda part, week: f'Skriv "{WeekdayOfWeek(_WEEKDAY_OF_PART[part], week)}".'),
    (f"PART [av|på] {_AUTUMN}", _part_of("hösten")),
    (f"PART [av|på] {_SPRING}", _part_of("våren")),
    ("PART [av|på] <läsåret|skolåret>", _part_of("läsåret")),
    ("PART [av|på] <året|kalenderåret>", _part_of("året")),
    ("tidigt i MONTH | tidig MONTH", _write(lambda month: PartOfMonth("början", month))),
    ("sent i MONTH | sen MONTH", _write(lambda month: PartOfMonth("slutet", month))),
    ("HALF <hälften|halvan|delen> av MONTH", _write(_half)),
    ("HALF halvåret", lambda which: f'Skriv "{Months(1, 6) if which == 1 else Months(7, 12)}".'),
    ("NTH v. <varje månad|i varje månad|i månaden>", _write(lambda nth: Monthly(PartOfMonth(_part(nth), 1)))),
    (
        "NTH v. i MONTH",
        lambda nth, month: (
            f'Skriv "{PartOfMonth(_part(nth), month)}", eller veckans nummer, till exempel "{_usual_week(nth, month)}".'
        ),
    ),
    ("varje NTH WEEKDAY [i] [varje] <månad|månaden>", _write(lambda nth, day: Monthly(NthWeekday(nth, day, 1)))),
    ("varje månad [i|från] MONTHS", lambda months: f'Skriv "{_months(months)}".'),
    ("varje månad DAY", _write(lambda day: Monthly(_day(day, 1)))),
    ("första dagen i MONTH", _write(lambda month: _day(1, month))),
    ("första [dagen] [i] <varje månad|månaden>", _write(lambda: Monthly(_day(1, 1)))),
    ("sista i <varje månad|månaden>", _write(lambda: Monthly(LastDay(1)))),
    ("sjätte | sjunde", _say('En månad har högst fem. Skriv till exempel "femte tisdagen i mars" eller "v. 10".')),
    ("WEEKDAY och WEEKDAY [i] v. WEEK", _two_weekdays),
    ("WEEKDAY <–|eller> WEEKDAY [i] v. WEEK", lambda *v: f'Skriv "{_week(v[2])}"{_UNDECIDED}.'),
    ("march", _say('Skriv "mars".')),
    ("may | mai", _say('Skriv "maj".')),
    ("june | juno", _say('Skriv "juni".')),
    (
        "WEEKDAYS | varje WEEKDAY | varannan WEEKDAY",
        lambda weekday: f'Skriv till exempel "{Monthly(NthWeekday(1, weekday, 1))}", {_MORE_OFTEN}',
    ),
    ("varje v. | varannan v. | veckovis | <jämna|udda> veckor", _say(_TOO_OFTEN)),
    ("dagligen | varje dag | varje vardag", _say(_TOO_OFTEN)),
    (
        "varannan",
        _say(
            "Skriv de månader som inte är med, till exempel "
            '"varje månad utom januari, mars, maj, juli, september och november".'
        ),
    ),
    (
        "[en gång] <varje kvartal|kvartalsvis|per kvartal|i kvartalet|varje tertial|var tredje månad>",
        _say('Skriv fyra månader, till exempel "september, december, mars och juni".'),
    ),
    (
        "COUNT TIMES PER <månad|månaden>",
        _say('Gör en aktivitet för varje gång, med till exempel "början av varje månad" och "mitten av varje månad".'),
    ),
    (_ONCE_A_YEAR, _say(f"Det säger hur ofta, men inte när. {_ONCE}")),
    ("[minst|högst|cirka|ca] COUNT TIMES PER TERM", _so_often_a_term),
    ("[minst|högst|cirka|ca] COUNT TIMES [PER SCHOOL-YEAR]", _so_often),
    ("[vid|under] <flera|några|ett par|fler> TIMES [*]", lambda: _so_often(4)),
    ("<varje halvår|halvårsvis|en gång i halvåret>", lambda: _so_often(2)),
    ("<varje termin|terminsvis|per termin|en gång i terminen|båda terminerna>", lambda: _so_often(2)),
    (
        "PART [av|på] [varje] <termin|terminen|terminerna>",
        lambda part: f'Skriv månaderna, till exempel "{_PART_OF_TERMS[part]}".',
    ),
    ("<termin|terminen|terminerna>", lambda: _so_often(2)),
    ("kvartal | kvartalet", _say('Skriv fyra månader, till exempel "september, december, mars och juni".')),
    ("tertial NUMBER", lambda n: f'Skriv "{Months((4 * n - 4) % 12 + 1, (4 * n - 1) % 12 + 1)}".'),
    (f"{_AUTUMN} <och|/|–|samt> {_SPRING}", lambda: _so_often(2)),
    (f"{_SPRING} <och|/|–|samt> {_AUTUMN}", lambda: _so_often(2)),
    ("skärtorsdagen | skärtorsdag", _say('Skriv "torsdagen före påsk".')),
    ("långfredagen | långfredag", _say('Skriv "fredagen före påsk".')),
    ("påskafton | påskaftonen", _say('Skriv "lördagen före påsk".')),
    ("annandag påsk", _say('Skriv "måndagen efter påsk".')),
    ("påsklov | påsklovet", _say('Skriv "påskveckan" (veckan som slutar med påskdagen) eller "veckan efter påsk".')),
    ("stilla v.", _say('Skriv "påskveckan".')),
    ("veckor SIDE påsk", lambda side: f'Skriv "veckan {side} påsk" eller till exempel "2 veckor {side} påsk".'),
    ("<veckor|veckorna> SIDE ANCHOR", lambda side, name: f'Skriv till exempel "veckan {side} {name}".'),
    ("<under|över> <jul|julen> | julhelgen", _say('Skriv dagarna, till exempel "22 december–7 januari".')),
    ("<dagarna|strax|direkt> efter ANCHOR", lambda name: f'Skriv "veckan efter {name}".'),
    ("<före|innan> påsk", _say('Skriv "senast torsdagen före påsk".')),
    ("inför ANCHOR", lambda name: f'Skriv den sista dagen, till exempel "senast dagen före {name}".'),
    ("<före|innan> ANCHOR", lambda name: f'Skriv "senast dagen före {name}".'),
    ("mellandagarna | mellan jul och nyår | jul – nyår", _say('Skriv "27–30 december".')),
    ("efter <jul|julen|nyår>", _say('Skriv dagarna, till exempel "7–15 januari".')),
    ("efter ANCHOR", lambda name: f'Skriv "veckan efter {name}".'),
    ("[under|i|över] påsk", _say('Skriv "påskveckan".')),
    ("över NAMED-DAY", lambda name: f'Skriv "{name}".'),
    ("trettonhelgen | trettondagshelgen", _say('Skriv "trettondag jul".')),
    ("allhelgona | allhelgonahelgen", _say('Skriv "alla helgons dag".')),
    ("annandag jul | annandagen", _say('Skriv "26 december".')),
    ("<årsslutet|årsslut|årsskiftet|årsskifte|årets slut>", _say('Skriv månaden, till exempel "december".')),
    (
        "inför [varje|nytt|nästa|kommande] <verksamhetsår|budgetår|kalenderår>",
        _say('Skriv den sista dagen, till exempel "senast 15 december".'),
    ),
    ("<före|innan> jullovet", _say('Skriv dagen, till exempel "senast 20 december".')),
    ("efter jullovet", _say('Skriv dagarna, till exempel "7–15 januari".')),
    ("<före|innan> <sommaren|sommarlovet|sommar>", _say('Skriv dagen, till exempel "senast 10 juni".')),
    ("efter <sommaren|sommarlovet|semestern>", _say('Skriv till exempel "mitten av augusti".')),
    ("jullov | jullovet", _say('Skriv dagarna, till exempel "22 december–7 januari".')),
    ("sportlov | sportlovet", _say('Skriv veckan, till exempel "v. 7".')),
    ("höstlov | höstlovet", _say('Skriv veckan, till exempel "v. 44".')),
    ("sommarlov | sommarlovet", _say('Skriv månaderna, till exempel "juni–augusti".')),
    ("<terminsstart|terminsstarten> <höst|hösten|ht>", lambda: _of_terms("höstterminens start")),
    ("<terminsstart|terminsstarten> <vår|våren|vt>", lambda: _of_terms("vårterminens start")),
    (
        "<terminsstart|terminsstarten> | <terminens|terminernas> <start|början|första dag>",
        lambda: _of_terms("höstterminens start", "vårterminens start"),
    ),
    (
        "<terminsslut|terminsslutet|terminsavslutningen> | <terminens|terminernas> <slut|slutet|sista dag>",
        lambda: _of_terms("höstterminens slut", "vårterminens slut"),
    ),
    ("<höstterminsstart|höstterminsstarten> | höstterminen <startar|börjar>", lambda: _of_terms("höstterminens start")),
    ("höstterminsslut | höstterminsslutet | höstterminen slutar", lambda: _of_terms("höstterminens slut")),
    ("<vårterminsstart|vårterminsstarten> | vårterminen <startar|börjar>", lambda: _of_terms("vårterminens start")),
    ("vårterminsslut | vårterminsslutet | vårterminen slutar", lambda: _of_terms("vårterminens slut")),
    (
        "skolstart | skolstarten | läsårsstart | läsårsstarten | <läsåret|skolåret> <startar|börjar>",
        lambda: _of_terms("läsårets start"),
    ),
    (
        "läsårsslut | läsårsslutet | skolavslutning | skolavslutningen | <läsåret|skolåret> slutar",
        lambda: _of_terms("läsårets slut"),
    ),
    ("hösttermin | höstterminen | ht | hösten | höst", _say('Skriv månaderna, till exempel "augusti–december".')),
    ("vårtermin | vårterminen | vt | våren | vår", _say('Skriv månaderna, till exempel "januari–juni".')),
    ("sommaren | sommar", _say('Skriv månaderna, till exempel "juni–augusti".')),
    ("vintern | vinter", _say('Skriv månaderna, till exempel "december–februari".')),
    ("<någon gång> <under året|under läsåret|per år|om året>", _say('Skriv "årligen".')),
    ("under <året|läsåret|skolåret>", _say(_LISTED)),
    ("<regelbundet|återkommande|alltid|ständigt|hela tiden|pågående>", _say('Skriv "löpande".')),
    ("<när det behövs|efter behov|om det behövs|på begäran|behovsstyrt|vid efterfrågan>", _say('Skriv "vid behov".')),
    ("i god tid [*]", _say('Det säger inte hur långt före. Skriv den sista dagen, till exempel "senast 15 mars".')),
    ("<snarast|omgående|direkt|så snart|så fort> [*]", _say(_NOT_WHEN)),
    ("vid *", _say(_ON_DEMAND)),
    ("<när|om|då> *", _say(_ON_DEMAND)),
    ("i samband med *", _say(_ON_DEMAND)),
    (
        "<inför|efter> *",
        _say('Det säger inte vilken dag. Skriv dagen eller veckan, till exempel "senast 15 mars" eller "v. 10".'),
    ),
    (
        "<datum|dag|datumet|dagen|tid> <ej|inte|ännu|kommer|meddelas|bestäms|saknas> *",
        _say('Skriv månaden, till exempel "mars", och decided_yearly: true tills dagen är bestämd.'),
    ),
    (
        "<ej|inte> <bestämt|bestämd|fastställt|klart> | tbd | tba",
        _say('Skriv månaden, till exempel "mars", och decided_yearly: true tills dagen är bestämd.'),
    ),
    ("läsår | läsåret | året | skolåret", _say(_LISTED)),
)
_LAST: tuple[tuple[str, Callable[..., str]], ...] = (
    (
        "<vartannat|varannat> <år|läsår>",
        _say('Skriv tiden också, till exempel "mars vartannat år från 2026/27".'),
    ),
    (
        "<varje|per|i|under> <mandatperiod|mandat|mandatperioden> | valår",
        _say('Skriv tiden också, till exempel "mars vart fjärde år från 2026/27".'),
    ),
    ("YEAR", _say("Skriv tiden utan årtal (15–19 februari); ett datum för ett visst läsår står under years: dates.")),
    (
        "DAY : DAY | DAY MONTH DAY | kl | kl. | klockan",
        _say("Ett klockslag hör till ett bestämt datum. Skriv det under years."),
    ),
    ("DAY : e | DAY : a", _say('Skriv till exempel "5 mars" eller "första tisdagen i mars".')),
    ("gånger | ggr", _say('Det säger hur ofta, men inte när. Skriv tiderna, till exempel "oktober och mars".')),
    ("/", _say('Skriv månaden med bokstäver, till exempel "5 mars".')),
)
"""What is said where nothing better can be."""
PATTERNS = Table(_TABLE)
"""Patterns of a part of a phrase, the more telling first, and what is said of it with its values."""
LAST_PATTERNS = Table(_LAST)
