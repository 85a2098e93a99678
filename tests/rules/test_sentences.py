"""Rules as sentences: what each kind says, and that no rule is left without words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.rules import Deadline, Monthly, parse, sentence
from arshjul_cli.swedish import MONTHS, WEEKDAYS
from strategies import IMPOSSIBLE, PHRASES

WEEK = "måndag till söndag"
WORKDAY = "en vardag är en måndag till fredag som varken är helgdag eller en afton som räknas som helgdag"


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("mars", "Hela mars."),
        ("januari–februari", "Januari till februari, hela månaderna."),
        ("december–januari", "December till januari, över nyår, hela månaderna."),
        ("5 mars", "Den 5 mars."),
        ("15–30 september", "Den 15 till den 30 september."),
        ("28 mars–3 april", "Den 28 mars till den 3 april."),
        ("22 december–7 januari", "Den 22 december till den 7 januari, över nyår."),
        ("29 februari", "Den 29 februari; den 29 februari finns bara under skottår."),
        ("början av mars", "Början av mars, den 1 till den 10."),
        ("mitten av mars", "Mitten av mars, den 11 till den 20."),
        ("slutet av mars", "Slutet av mars, den 21 till månadens sista dag."),
        ("v. 45", f"Vecka 45, {WEEK}."),
        ("v. 45–47", f"Vecka 45 till 47, {WEEK}."),
        ("v. 52–1", f"Vecka 52 till 1, över nyår, {WEEK}."),
        ("v. 53", f"Vecka 53, {WEEK}; vecka 53 finns bara vissa år."),
        ("november (v. 45–47)", f"Vecka 45 till 47, {WEEK}; november är med som kontroll."),
        ("november–december (v. 48)", f"Vecka 48, {WEEK}; november till december är med som kontroll."),
        ("tisdag v. 10", "Tisdagen i vecka 10."),
        ("första tisdagen i mars", "Första tisdagen i mars."),
        ("femte tisdagen i mars", "Femte tisdagen i mars; den finns bara vissa år."),
        ("sista vardagen i april", f"Sista vardagen i april; {WORKDAY}."),
        ("2 veckor före påsk", f"Andra veckan före den vecka som påskdagen ligger i, {WEEK}."),
        ("22 veckor före påsk", f"22:a veckan före den vecka som påskdagen ligger i, {WEEK}."),
        ("30 veckor före påsk", f"30:e veckan före den vecka som påskdagen ligger i, {WEEK}."),
        ("påskveckan", "Veckan som slutar med påskdagen, måndag till söndag."),
        ("veckan efter påsk", f"Veckan efter den vecka som påskdagen ligger i, {WEEK}."),
        ("tisdagen före påsk", "Tisdagen närmast före påskdagen."),
        ("varje månad", "Någon gång i varje månad."),
        ("varje månad utom juni och juli", "Någon gång i varje månad, utom i juni och juli."),
        ("första tisdagen varje månad utom juli", "Första tisdagen i varje månad utom juli."),
        ("femte tisdagen varje månad", "Femte tisdagen i varje månad; den finns bara vissa månader."),
        ("sista vardagen varje månad", f"Sista vardagen i varje månad; {WORKDAY}."),
        ("vid behov", "Vid behov; ingen dag räknas ut."),
        ("löpande", "Löpande under hela läsåret; ingen dag räknas ut."),
        ("årligen", "Någon gång varje läsår; ingen dag räknas ut."),
        ("mars och oktober", "Någon gång i mars och i oktober."),
        ("augusti, november och april", "Någon gång i augusti, i november och i april."),
        ("15 september och 15 mars", "Två tillfällen: den 15 september; den 15 mars."),
        ("v. 36 och v. 6", f"Två tillfällen: vecka 36, {WEEK}; vecka 6, {WEEK}."),
        ("första tisdagen i september, mars och maj", "Första tisdagen i september, mars och maj."),
        ("femte tisdagen i mars och maj", "Femte tisdagen i mars och maj; den finns bara vissa år."),
        ("sista vardagen i mars och maj", f"Sista vardagen i mars och maj; {WORKDAY}."),
        ("början av mars och oktober", "Början av mars och oktober, den 1 till den 10."),
        ("senast mars och oktober", "Ska vara klart senast den sista dagen i mars och den sista dagen i oktober."),
        ("senast 15 januari och 15 augusti", "Ska vara klart senast den 15 januari och den 15 augusti."),
        ("sista dagen i mars", "Sista dagen i mars."),
        ("senast sista dagen i augusti", "Ska vara klart senast sista dagen i augusti."),
        ("maj eller juni", "Någon gång i maj eller juni."),
        ("runt 1 mars", "Omkring den 1 mars."),
        ("runt mars", "Omkring mars."),
        ("runt v. 46", f"Omkring vecka 46, {WEEK}."),
        ("senast runt 1 mars", "Ska vara klart senast omkring den 1 mars."),
        ("varje månad september–maj", "Någon gång i varje månad från september till maj."),
        (
            "senast varje månad september–maj",
            "Ska vara klart senast den sista dagen i varje månad från september till maj.",
        ),
        ("den 25 varje månad utom juli", "Den 25 i varje månad utom juli."),
        ("sista dagen varje månad", "Sista dagen i varje månad."),
        ("slutet av varje månad", "Slutet av varje månad, den 21 till månadens sista dag."),
        (
            "senast slutet av varje månad",
            "Ska vara klart senast den sista av dagarna: slutet av varje månad, den 21 till månadens sista dag.",
        ),
        ("senast 30 juni", "Ska vara klart senast den 30 juni."),
        ("senast tisdag v. 10", "Ska vara klart senast tisdagen i vecka 10."),
        ("senast första tisdagen i mars", "Ska vara klart senast första tisdagen i mars."),
        ("senast v. 10", f"Ska vara klart senast den sista av dagarna: vecka 10, {WEEK}."),
        ("senast varje månad utom juli", "Ska vara klart senast den sista dagen i varje månad utom juli."),
        ("senast sista vardagen varje månad", f"Ska vara klart senast sista vardagen i varje månad; {WORKDAY}."),
    ],
)
def test_what_a_rule_says(phrase: str, said: str) -> None:
    assert said == sentence(parse(phrase))


@given(st.sampled_from((*PHRASES, *IMPOSSIBLE)))
def test_every_rule_is_one_sentence_that_names_its_months_and_weekdays_and_numbers(phrase: str) -> None:
    said = sentence(parse(phrase))

    assert re.fullmatch(r"[A-ZÅÄÖ][^.]*\.", said)
    words = re.findall(r"\w+", str(parse(phrase)))
    told = re.findall(r"\w+", said.lower())
    for word in words:
        if word in MONTHS or (word.isdecimal() and "påsk" not in words):
            assert word in told
        if word.removesuffix("en") in WEEKDAYS:
            assert word.removesuffix("en") in {one.removesuffix("en") for one in told}


@given(st.sets(st.integers(1, 12), max_size=11), st.booleans())
def test_a_monthly_rule_names_each_month_that_it_leaves_out(without: set[int], late: bool) -> None:  # noqa: FBT001
    monthly = parse("första tisdagen varje månad")
    assert isinstance(monthly, Monthly)
    rule = Monthly(monthly.each, tuple(without))
    said = sentence(Deadline(rule) if late else rule)

    assert without == {MONTHS.index(word) + 1 for word in re.findall(r"\w+", said) if word in MONTHS}
