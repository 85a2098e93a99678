"""The parser: every form of the design's table in its spellings, and every refusal with its words."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arshjul_cli.rules import (
    Days,
    Deadline,
    EasterWeek,
    Monthly,
    Months,
    NthWeekday,
    NthWorkday,
    OnDemand,
    PartOfMonth,
    PhraseError,
    Rule,
    WeekdayByEaster,
    WeekdayOfWeek,
    WeekOfEaster,
    Weeks,
    parse,
)

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
    "2 veckor före påsk": EasterWeek(2, "före"),
    "veckan efter påsk": EasterWeek(1, "efter"),
    "påskveckan": WeekOfEaster(),
    "tisdagen före påsk": WeekdayByEaster(2, "före"),
    "måndagen efter påsk": WeekdayByEaster(1, "efter"),
    "varje månad": Monthly(Months(1, 1)),
    "varje månad utom januari, juni, juli och december": Monthly(Months(1, 1), (1, 6, 7, 12)),
    "första tisdagen varje månad utom juli": Monthly(NthWeekday(1, 2, 1), (7,)),
    "sista vardagen varje månad": Monthly(NthWorkday(-1, 1)),
    "vid behov": OnDemand(),
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
        ("Senast 30 Juni", "senast 30 juni"),
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
        ("v. 54", 3, 'Jag förstår inte "54" här. Här kan det stå ett veckonummer (1–53).'),
        ("v. 0", 3, 'Jag förstår inte "0" här. Här kan det stå ett veckonummer (1–53).'),
        ("v.", 2, "Tiden är inte färdig. Här kan det stå ett veckonummer (1–53)."),
        ("mras", 0, 'Jag förstår inte "mras". Menade du "mars"?'),
        ("första tisdgaen i mars", 7, 'Jag förstår inte "tisdgaen". Menade du "tisdagen"?'),
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
