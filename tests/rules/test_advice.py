"""What is said of the phrases that people write instead of ours: every one that it offers can be used."""

import re
from collections.abc import Iterator

import pytest

from arshjul_cli.rules import PhraseError, parse
from arshjul_cli.rules.phrase import REST
from arshjul_cli.rules.slips import PATTERNS
from arshjul_cli.rules.words import SPELLINGS, WORDS
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.workdays import Workdays

NOT_HERE = "går inte att använda här."

BEGINS = "med det läsår då det görs första gången"
HOW_OFTEN = "Det säger hur ofta, men inte när."
TOO_OFTEN = (
    'Tätare än en gång i månaden går inte att lägga i kalendern. Skriv "löpande", så står det i listan, '
    "eller de viktigaste dagarna som extra tillfällen under years."
)
YEARLESS = "Skriv tiden utan årtal (15–19 februari); ett datum för ett visst läsår står under years: dates."


def _advice(phrase: str) -> PhraseError:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)
    return caught.value


def _examples(pattern: tuple[str, ...]) -> Iterator[str]:
    """Yield phrases of a pattern, with many words of each kind."""
    rest = ("annat", "något annat")
    kinds = [
        list(WORDS[one].values) if one in WORDS else rest if one == REST else SPELLINGS.get(one, (one,))
        for one in pattern
    ]
    made = (" ".join(kind[n * (place + 1) % len(kind)] for place, kind in enumerate(kinds)) for n in range(24))
    yield from dict.fromkeys(made)


@pytest.mark.parametrize("pattern", tuple(PATTERNS.patterns), ids=" ".join)
def test_every_phrase_that_an_advice_offers_can_be_parsed(pattern: tuple[str, ...]) -> None:
    refused = 0
    for phrase in _examples(pattern):
        try:
            parse(phrase)
        except PhraseError as error:
            refused += 1
            _, _, advice = error.text.partition(NOT_HERE)
            for offered in re.findall('"([^"]+)"', advice):
                parse(offered)
    assert refused


@pytest.mark.parametrize(
    ("phrase", "offset", "expression", "advice"),
    [
        ("mars till maj", 0, "mars till maj", 'Skriv "mars–maj".'),
        ("från januari till mars", 0, "från januari till mars", 'Skriv "januari–mars".'),
        ("v. 10/11", 0, "v. 10/11", 'Skriv "v. 10–11".'),
        ("v. 10 till vecka 12", 0, "v. 10 till vecka 12", 'Skriv "v. 10–12".'),
        ("15 till 30 september", 0, "15 till 30 september", 'Skriv "15–30 september".'),
        ("28 mars till 3 april", 0, "28 mars till 3 april", 'Skriv "28 mars–3 april".'),
        (
            "månadsskiftet april/maj",
            0,
            "månadsskiftet april/maj",
            'Skriv "25 april–5 maj", eller andra dagar.',
        ),
        (
            "varje kvartal",
            0,
            "varje kvartal",
            'Skriv fyra månader, till exempel "september, december, mars och juni".',
        ),
        ("5 March", 2, "march", 'Skriv "mars".'),
        ("May", 0, "may", 'Skriv "maj".'),
        ("annandag jul", 0, "annandag jul", 'Skriv "26 december".'),
        ("allhelgona", 0, "allhelgona", 'Skriv "alla helgons dag".'),
        ("skärtorsdagen", 0, "skärtorsdagen", 'Skriv "torsdagen före påsk".'),
        ("långfredagen", 0, "långfredagen", 'Skriv "fredagen före påsk".'),
        (
            "påsklovet",
            0,
            "påsklovet",
            'Skriv "påskveckan" (veckan som slutar med påskdagen) eller "veckan efter påsk".',
        ),
        ("stilla veckan", 0, "stilla veckan", 'Skriv "påskveckan".'),
        (
            "flera veckor före påsk",
            6,
            "veckor före påsk",
            'Skriv "veckan före påsk" eller till exempel "2 veckor före påsk".',
        ),
        (
            "sjätte tisdagen i mars",
            0,
            "sjätte",
            'En månad har högst fem. Skriv till exempel "femte tisdagen i mars" eller "v. 10".',
        ),
        (
            "tisdagar",
            0,
            "tisdagar",
            'Skriv till exempel "första tisdagen varje månad", och fler dagar som extra tillfällen under years.',
        ),
        (
            "varannan vecka",
            0,
            "varannan vecka",
            TOO_OFTEN,
        ),
        (
            "varannan månad",
            0,
            "varannan",
            (
                "Skriv de månader som inte är med, till exempel "
                '"varje månad utom januari, mars, maj, juli, september och november".'
            ),
        ),
        ("början mars", 0, "början mars", 'Skriv "början av mars".'),
        (
            "tisdagen den 3 mars",
            0,
            "tisdagen den 3 mars",
            'Skriv "3 mars". Ett datum som bara gäller ett år står under years.',
        ),
        ("maj 5", 0, "maj 5", 'Skriv "5 maj".'),
        ("mars vecka 10", 0, "mars vecka 10", 'Skriv "mars (v. 10)".'),
        (
            "första veckan i mars",
            0,
            "första veckan i mars",
            'Skriv "början av mars", eller veckans nummer, till exempel "v. 10".',
        ),
        (
            "sista veckan i april",
            0,
            "sista veckan i april",
            'Skriv "slutet av april", eller veckans nummer, till exempel "v. 18".',
        ),
        ("9 mars 2027", 0, "9 mars 2027", 'Skriv "9 mars" här, och datumet under years.'),
        (
            "2027-03-09 13:00",
            0,
            "2027–03–09",
            'Skriv "9 mars" här, och datumet under years.',
        ),
        ("mars 2019", 5, "2019", 'Skriv "mars" här, och datumet under years.'),
        ("2019", 0, "2019", YEARLESS),
        ("5 mars 13:00", 7, "13:00", 'Skriv "5 mars" här, och klockslaget vid datumet under years.'),
        ("kl. 13", 0, "kl.", "Ett klockslag hör till ett bestämt datum. Skriv det under years."),
        ("5 / 3", 0, "5 / 3", 'Skriv "5 mars": dagen skrivs före månaden.'),
        ("mars valår", 5, "valår", f'Skriv "mars vart fjärde år från 2026/27", {BEGINS}.'),
        ("jämna läsår mars", 0, "jämna läsår", f'Skriv "mars vartannat år från 2026/27", {BEGINS}.'),
        (
            "två gånger per termin",
            0,
            "två gånger per termin",
            f'{HOW_OFTEN} Skriv tiderna, till exempel "september, december, mars och juni".',
        ),
        ("när något händer", 0, "när något händer", 'Skriv "vid behov", och villkoret i rubriken.'),
        (
            "i god tid före mötet",
            0,
            "i god tid före mötet",
            'Det säger inte hur långt före. Skriv den sista dagen, till exempel "senast 15 mars".',
        ),
        ("höstterminen", 0, "höstterminen", 'Skriv månaderna, till exempel "augusti–december".'),
        ("senast vårterminen", 7, "vårterminen", 'Skriv månaderna, till exempel "januari–juni".'),
        (
            "läsåret",
            0,
            "läsåret",
            'Skriv "löpande" om det pågår hela läsåret, eller "årligen" om det sker någon gång under det.',
        ),
        ("höstlovet", 0, "höstlovet", 'Skriv veckan, till exempel "v. 44".'),
    ],
)
def test_a_known_expression_is_answered_with_what_to_write(
    phrase: str, offset: int, expression: str, advice: str
) -> None:
    error = _advice(phrase)

    assert (offset, f'"{expression}" {NOT_HERE} {advice}') == (error.offset, error.text)


def test_an_advice_that_cannot_be_given_says_why() -> None:
    error = _advice("senast mars till februari")

    assert (7, "Perioden är längre än elva månader. Dela den i två aktiviteter.") == (error.offset, error.text)


@pytest.mark.parametrize(
    ("phrase", "days_from_easter"),
    [
        ("torsdagen före påsk", {-3}),
        ("fredagen före påsk", {-2}),
        ("lördagen före påsk", {-1}),
        ("måndagen efter påsk", {1}),
        ("påskveckan", set(range(-6, 1))),
        ("6 veckor efter påsk", {39}),
        ("7 veckor efter påsk", {49}),
    ],
)
def test_the_feasts_of_easter_lie_where_an_advice_sends_them(phrase: str, days_from_easter: set[int]) -> None:
    rule = parse(phrase)

    for year in map(SchoolYear, range(2000, 2090)):
        start, last_day = rule.span(year, Workdays())  # type: ignore[union-attr]
        first, last = (start - year.easter).days, (last_day - year.easter).days
        assert days_from_easter <= set(range(first, last + 1))
