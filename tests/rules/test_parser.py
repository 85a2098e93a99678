"""The parser: every form of the design's table in its spellings, and every refusal with its words."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arshjul_cli.rules import (
    About,
    Anchored,
    Days,
    Deadline,
    Either,
    LastDay,
    Monthly,
    Months,
    NthWeekday,
    NthWorkday,
    OnDemand,
    Ongoing,
    PartOfMonth,
    PhraseError,
    Rule,
    Several,
    WeekdayOfWeek,
    Weeks,
    Yearly,
    parse,
)
from arshjul_cli.rules.nameddays import EASTER, FEASTS, NAMED_DAYS
from arshjul_cli.rules.offsets import CalendarDays, NearestWeekday, SameWeek, WeeksAway, WorkingDays

EXAMPLES = 'Skriv till exempel "mars", "5 mars", "v. 45–47" eller "första tisdagen i mars".'
CANONICAL: dict[str, Rule] = {
    "januari": Months(1, 1),
    "januari–februari": Months(1, 2),
    "december–januari": Months(12, 1),
    "5 mars": Days(5, 3, 5, 3),
    "15–30 september": Days(15, 9, 30, 9),
    "28 mars–3 april": Days(28, 3, 3, 4),
    "senast 30 juni": Deadline(Days(30, 6, 30, 6)),
    "senast v. 10": Deadline(Weeks(10, 10)),
    "början av mars": PartOfMonth("början", 3),
    "mitten av mars": PartOfMonth("mitten", 3),
    "slutet av mars": PartOfMonth("slutet", 3),
    "v. 45": Weeks(45, 45),
    "v. 45–47": Weeks(45, 47),
    "v. 52–1": Weeks(52, 1),
    "november (v. 45)": Weeks(45, 45, Months(11, 11)),
    "november (v. 45–47)": Weeks(45, 47, Months(11, 11)),
    "november–december (v. 45–50)": Weeks(45, 50, Months(11, 12)),
    "tisdag v. 10": WeekdayOfWeek(2, 10),
    "första tisdagen i mars": NthWeekday(1, 2, 3),
    "femte söndagen i maj": NthWeekday(5, 7, 5),
    "sista fredagen i maj": NthWeekday(-1, 5, 5),
    "första vardagen i april": NthWorkday(1, 4),
    "sista vardagen i april": NthWorkday(-1, 4),
    "2 veckor före påsk": Anchored(WeeksAway(2, "före"), EASTER),
    "veckan efter påsk": Anchored(WeeksAway(1, "efter"), EASTER),
    "påskveckan": Anchored(SameWeek(), EASTER),
    "tisdagen före påsk": Anchored(NearestWeekday(2, "före"), EASTER),
    "måndagen efter påsk": Anchored(NearestWeekday(1, "efter"), EASTER),
    "midsommar": FEASTS["midsommar"],
    "midsommarafton": NAMED_DAYS["midsommarafton"],
    "Lucia": NAMED_DAYS["Lucia"],
    "trettondag jul": NAMED_DAYS["trettondag jul"],
    "Kristi himmelsfärdsdag": NAMED_DAYS["Kristi himmelsfärdsdag"],
    "veckan före midsommar": Anchored(WeeksAway(1, "före"), FEASTS["midsommar"]),
    "fredagen efter Kristi himmelsfärdsdag": Anchored(NearestWeekday(5, "efter"), NAMED_DAYS["Kristi himmelsfärdsdag"]),
    "3 vardagar före jul": Anchored(WorkingDays(3, "före"), FEASTS["jul"]),
    "samma vecka som pingst": Anchored(SameWeek(), FEASTS["pingst"]),
    "senast dagen före nyår": Deadline(Anchored(CalendarDays(1, "före"), FEASTS["nyår"])),
    "varje månad": Monthly(Months(1, 1)),
    "varje månad utom januari, juni, juli och december": Monthly(Months(1, 1), (1, 6, 7, 12)),
    "första tisdagen varje månad utom juli": Monthly(NthWeekday(1, 2, 1), (7,)),
    "sista vardagen varje månad": Monthly(NthWorkday(-1, 1)),
    "vid behov": OnDemand(),
    "löpande": Ongoing(),
    "årligen": Yearly(),
    "mars och oktober": Several((Months(3, 3), Months(10, 10))),
    "augusti, november, februari och april": Several(tuple(Months(month, month) for month in (8, 11, 2, 4))),
    "15 september och 15 mars": Several((Days(15, 9, 15, 9), Days(15, 3, 15, 3))),
    "v. 36 och v. 6": Several((Weeks(36, 36), Weeks(6, 6))),
    "v. 34–38 och v. 17–20": Several((Weeks(34, 38), Weeks(17, 20))),
    "första tisdagen i september, november, mars och maj": Several(
        tuple(NthWeekday(1, 2, month) for month in (9, 11, 3, 5))
    ),
    "senast 15 januari och 15 augusti": Deadline(Several((Days(15, 1, 15, 1), Days(15, 8, 15, 8)))),
    "varje månad september–maj": Monthly(Months(1, 1), within=Months(9, 5)),
    "den 25 varje månad utom juli": Monthly(Days(25, 1, 25, 1), (7,)),
    "sista dagen varje månad": Monthly(LastDay(1)),
    "slutet av varje månad": Monthly(PartOfMonth("slutet", 1)),
    "sista dagen i mars": LastDay(3),
    "maj eller juni": Either(5, 6),
    "runt 1 mars": About(Days(1, 3, 1, 3)),
    "runt v. 46": About(Weeks(46, 46)),
    "senast runt 1 mars": Deadline(About(Days(1, 3, 1, 3))),
}


@pytest.mark.parametrize(("phrase", "rule"), CANONICAL.items())
def test_every_form_of_the_table_is_read_and_printed(phrase: str, rule: Rule) -> None:
    assert rule == parse(phrase)
    assert phrase == str(rule)


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("Mars", "mars"),
        ("JANUARI - FEBRUARI", "januari–februari"),
        ("05 mars", "5 mars"),
        ("5mars", "5 mars"),
        ("5–5 mars", "5 mars"),
        ("5 mars–5 mars", "5 mars"),
        ("28 mars–30 mars", "28–30 mars"),
        ("mars–mars", "mars"),
        ("i början av mars", "början av mars"),
        ("i slutet på mars", "slutet av mars"),
        ("primo mars", "början av mars"),
        ("medio mars", "mitten av mars"),
        ("ultimo mars", "sista dagen i mars"),
        ("under mars", "mars"),
        ("hela mars", "mars"),
        ("under hela mars", "mars"),
        ("under mars–april", "mars–april"),
        ("senast under mars", "senast mars"),
        ("under v. 10", "v. 10"),
        ("under veckorna 10–12", "v. 10–12"),
        ("varje år i mars", "mars"),
        ("årligen i februari/mars", "februari eller mars"),
        ("mars varje år", "mars"),
        ("Varje år, senast den 31 mars", "senast 31 mars"),
        ("en gång om året, mars", "mars"),
        ("senaste 1:e februari", "senast 1 februari"),
        ("v46 (november)", "november (v. 46)"),
        ("v. 45–47 (november)", "november (v. 45–47)"),
        ("v. 14 (mars–april)", "mars–april (v. 14)"),
        ("v. 13–14 (mars–april)", "mars–april (v. 13–14)"),
        ("10.mar", "10 mars"),
        ("01.apr", "1 april"),
        ("3 jun.", "3 juni"),
        ("före utgången av juni månad", "senast sista dagen i juni"),
        ("senast före juni månads utgång", "senast sista dagen i juni"),
        ("den 3:e lördagen i april", "tredje lördagen i april"),
        ("31/3+2/4", "31 mars och 2 april"),
        ("under årets gång", "löpande"),
        ("I slutet av mars", "slutet av mars"),
        ("v 45", "v. 45"),
        ("v45", "v. 45"),
        ("V.45", "v. 45"),
        ("v. 09", "v. 9"),
        ("vecka 45", "v. 45"),
        ("veckan 45", "v. 45"),
        ("veckorna 45-47", "v. 45–47"),
        ("veckor 45–47", "v. 45–47"),
        ("v. 45–v. 47", "v. 45–47"),
        ("v. 45–45", "v. 45"),
        ("november(vecka 45-v.47)", "november (v. 45–47)"),
        ("tisdagen i v. 10", "tisdag v. 10"),
        ("tisdag i vecka 10", "tisdag v. 10"),
        ("tisdagen v. 10", "tisdag v. 10"),
        ("första tisdag i mars", "första tisdagen i mars"),
        ("första arbetsdagen i april", "första vardagen i april"),
        ("första vardag i april", "första vardagen i april"),
        ("två veckor före påsken", "2 veckor före påsk"),
        ("1 vecka efter påsk", "veckan efter påsk"),
        ("en vecka efter påsk", "veckan efter påsk"),
        ("påskvecka", "påskveckan"),
        ("tisdag efter påsk", "tisdagen efter påsk"),
        ("i midsommar", "midsommar"),
        ("på LUCIA", "Lucia"),
        ("luciadagen", "Lucia"),
        ("Kristi Himmelsfärdsdag", "Kristi himmelsfärdsdag"),
        ("alla  Helgons dag", "alla helgons dag"),
        ("trettondagen", "trettondag jul"),
        ("trettondedag jul", "trettondag jul"),
        ("valborgsmässoafton", "valborg"),
        ("två veckor före julen", "2 veckor före jul"),
        ("en vecka innan pingsten", "veckan före pingst"),
        ("1 dag efter påskdagen", "dagen efter påskdagen"),
        ("samma dag som påsk", "påskdagen"),
        ("samma dag som jul", "jul"),
        ("före jul", "senast dagen före jul"),
        ("innan Lucia", "senast dagen före Lucia"),
        ("senast nyårsafton", "senast nyårsafton"),
        ("runt nationaldagen", "runt nationaldagen"),
        ("Lucia, midsommar och första advent", "Lucia, midsommar och första advent"),
        ("Senast 30 Juni", "senast 30 juni"),
        ("15 januari senast", "senast 15 januari"),
        ("15.1 senast", "senast 15 januari"),
        ("senast den 15:e januari", "senast 15 januari"),
        ("senast sista augusti", "senast sista dagen i augusti"),
        ("senast den sista augusti", "senast sista dagen i augusti"),
        ("senast utgången av mars", "senast sista dagen i mars"),
        ("senast vid utgången av mars", "senast sista dagen i mars"),
        ("före 1 maj", "senast 30 april"),
        ("före den 1:a maj", "senast 30 april"),
        ("innan 1 maj", "senast 30 april"),
        ("senast före 1 maj", "senast 30 april"),
        ("före mars", "senast sista dagen i februari"),
        ("före 1.3", "senast sista dagen i februari"),
        ("före v. 10", "senast v. 9"),
        ("före tisdag v. 10", "senast måndag v. 10"),
        ("före mitten av mars", "senast 10 mars"),
        ("före utgången av mars", "senast sista dagen i mars"),
        ("före 1 november och 1 maj", "senast 31 oktober och 30 april"),
        ("per den 31 augusti", "31 augusti"),
        ("per 31 augusti", "31 augusti"),
        ("15.1", "15 januari"),
        ("15.1.", "15 januari"),
        ("15/1", "15 januari"),
        ("den 15/1", "15 januari"),
        ("15. januari", "15 januari"),
        ("1.2–31.3", "1 februari–31 mars"),
        ("1.2. - 31.3.", "1 februari–31 mars"),
        ("1–15.2", "1–15 februari"),
        ("1.–15.2.", "1–15 februari"),
        ("den 1:a–den 15:e mars", "1–15 mars"),
        ("5:e mars", "5 mars"),
        ("i v. 10", "v. 10"),
        ("tis v. 10", "tisdag v. 10"),
        ("tors. v. 10", "torsdag v. 10"),
        ("2:a tis i mars", "andra tisdagen i mars"),
        ("den första tisdagen i mars", "första tisdagen i mars"),
        ("mars månad", "mars"),
        ("kvartal 1", "januari–mars"),
        ("Q2", "april–juni"),
        ("kv. 3", "juli–september"),
        ("4:e kvartalet", "oktober–december"),
        ("i maj eller juni", "maj eller juni"),
        ("maj/juni", "maj eller juni"),
        ("dec/jan", "december eller januari"),
        ("omkring den 1 mars", "runt 1 mars"),
        ("cirka 1 mars", "runt 1 mars"),
        ("ca 1 mars", "runt 1 mars"),
        ("ca. v. 46", "runt v. 46"),
        ("c:a 15/3", "runt 15 mars"),
        ("runt mars", "runt mars"),
        ("kontinuerligt", "löpande"),
        ("hela året", "löpande"),
        ("hela läsåret", "löpande"),
        ("löpande under året", "löpande"),
        ("året runt", "löpande"),
        ("varje år", "årligen"),
        ("en gång per år", "årligen"),
        ("1 gång/läsår", "årligen"),
    ],
)
def test_other_spellings_have_the_same_canonical_form(spelling: str, canonical: str) -> None:
    assert canonical == str(parse(spelling))


@given(
    st.sampled_from(list(CANONICAL)),
    st.sampled_from([str.lower, str.upper, str.title, str.capitalize]),
    st.sampled_from(["-", "–", "—", " - ", " –  ", "\u2011", "\u2212"]),
    st.sampled_from([" ", "  ", "\t", "\n", "\N{NO-BREAK SPACE}"]),
)
def test_letter_case_dashes_and_spaces_do_not_matter(
    phrase: str, case: Callable[[str], str], dash: str, space: str
) -> None:
    written = case(phrase).replace(" ", space).replace("–", dash)
    assert CANONICAL[phrase] == parse(f"{space}{written}{space}")


@pytest.mark.parametrize(
    ("phrase", "offset", "text"),
    [
        ("v. 54", 3, '"54" går inte att förstå här. Här kan det stå ett veckonummer (1–53).'),
        ("v. 0", 3, '"0" går inte att förstå här. Här kan det stå ett veckonummer (1–53).'),
        ("v.", 2, "Tiden är inte färdig. Här kan det stå ett veckonummer (1–53)."),
        ("mras", 0, '"mras" går inte att förstå. Menade du "mars"?'),
        ("första tisdgaen i mars", 7, '"tisdgaen" går inte att förstå. Menade du "tisdagen"?'),
        ("5 mars-", 7, "Tiden är inte färdig. Här kan det stå en dag (1–31)."),
        ("", 0, 'Tiden saknas. Skriv till exempel "mars" eller "vid behov".'),
        (" \t", 0, 'Tiden saknas. Skriv till exempel "mars" eller "vid behov".'),
    ],
)
def test_what_is_no_phrase_is_refused_with_what_to_write(phrase: str, offset: int, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)
    assert (offset, text) == (caught.value.offset, caught.value.text)


def test_a_phrase_may_be_200_characters_long() -> None:
    assert Months(3, 3) == parse("mars".center(200))
    with pytest.raises(PhraseError, match="200"):
        parse("mars".center(201))


words = st.sampled_from(
    [*(word for phrase in CANONICAL for word in phrase.split()), "–", ",", "och", "(", ")", "32", "0", "2019", "år"]
)


@given(st.one_of(st.text(max_size=130), st.lists(words, max_size=8).map(" ".join)))
@example("İ" * 60)
@example("mars\N{ZERO WIDTH SPACE}")
@example("٣ mars")
def test_any_text_is_a_rule_or_a_phrase_error_inside_it(text: str) -> None:
    try:
        rule = parse(text)
    except PhraseError as error:
        slip = error
    else:
        assert str(rule) == str(parse(str(rule)))
        return
    assert 0 <= slip.offset <= len(text)
    assert slip.text.endswith((".", "?"))
