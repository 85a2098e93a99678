"""Monthly rules, deadlines, and what happens on demand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.rules import (
    Deadline,
    Monthly,
    Months,
    NthWeekday,
    NthWorkday,
    OnDemand,
    PhraseError,
    gives_whole_months,
    parse,
    slots,
)
from arshjul_cli.rules.days import Nth
from arshjul_cli.schoolyear import SCHOOL_YEAR_MONTHS, NoSuchDay, SchoolYear
from arshjul_cli.swedish import MONTHS
from arshjul_cli.workdays import Workdays

YEAR = SchoolYear(2025)
SWEDEN = Workdays()
NTHS: tuple[Nth, ...] = (1, 2, 3, 4, 5, -1)

excepted = st.lists(st.integers(1, 12), max_size=7, unique=True).map(tuple)
monthly: st.SearchStrategy[Monthly] = st.builds(
    Monthly,
    st.one_of(
        st.just(Months(1, 1)),
        st.builds(NthWeekday, st.sampled_from(NTHS), st.integers(1, 7), st.just(1)),
        st.builds(NthWorkday, st.sampled_from(NTHS), st.just(1)),
    ),
    excepted,
)


def _starts(phrase: str) -> list[dt.date]:
    return [rule.span(YEAR, SWEDEN).start for _, rule in slots(parse(phrase))]


@given(monthly)
def test_a_monthly_rule_prints_itself_and_is_read_back(rule: Monthly) -> None:
    assert rule == parse(str(rule))
    assert Deadline(rule) == parse(f"senast {rule}")
    assert Deadline(rule) == parse(str(Deadline(rule)))


@given(monthly)
def test_a_monthly_rule_has_a_slot_for_every_month_that_is_not_excepted(rule: Monthly) -> None:
    months = [month for month, _ in rule.slots()]
    assert [month for month in SCHOOL_YEAR_MONTHS if month not in rule.without] == months


@given(monthly)
def test_every_slot_lies_in_its_own_month(rule: Monthly) -> None:
    starts = []
    for month, dated in rule.slots():
        try:
            start, last_day = dated.span(YEAR, SWEDEN)
        except NoSuchDay:
            continue
        assert (month, month) == (start.month, last_day.month)
        starts.append(start)
    assert sorted(starts) == starts


def test_a_school_year_begins_with_july() -> None:
    assert (7, 6) == (SCHOOL_YEAR_MONTHS[0], SCHOOL_YEAR_MONTHS[-1])
    assert set(range(1, 13)) == set(SCHOOL_YEAR_MONTHS)


def test_every_month_but_some_gives_whole_months() -> None:
    rule = parse("varje månad utom januari, juni, juli och december")
    spans = [dated.span(YEAR, SWEDEN) for _, dated in slots(rule)]
    assert [8, 9, 10, 11, 2, 3, 4, 5] == [span.start.month for span in spans]
    assert [2025] * 4 + [2026] * 4 == [span.start.year for span in spans]
    assert [31, 30, 31, 30, 28, 31, 30, 31] == [span.last_day.day for span in spans]
    assert {1} == {span.start.day for span in spans}


def test_the_first_tuesday_of_every_month_but_july() -> None:
    expected = ["08-05", "09-02", "10-07", "11-04", "12-02", "01-06", "02-03", "03-03", "04-07", "05-05", "06-02"]
    assert expected == [f"{day:%m-%d}" for day in _starts("första tisdagen varje månad utom juli")]


def test_the_last_working_day_of_every_month() -> None:
    expected = [
        "07-31", "08-29", "09-30", "10-31", "11-28", "12-30",
        "01-30", "02-27", "03-31", "04-30", "05-29", "06-30",
    ]  # fmt: skip
    assert expected == [f"{day:%m-%d}" for day in _starts("sista vardagen varje månad")]


def test_a_fifth_weekday_is_missing_in_some_months() -> None:
    with pytest.raises(NoSuchDay, match=r"^juli 2026 har ingen femte tisdag$"):
        dict(slots(parse("femte tisdagen varje månad")))[7].span(SchoolYear(2026), SWEDEN)


@pytest.mark.parametrize(
    ("phrase", "canonical"),
    [
        ("varje månad utom juli och januari", "varje månad utom januari och juli"),
        ("Första tisdag i varje månad utom juli", "första tisdagen varje månad utom juli"),
        ("sista arbetsdagen i varje månad", "sista vardagen varje månad"),
        ("varje månad utom juni, juli, augusti", "varje månad utom juni, juli och augusti"),
        ("varje månad utom juni–augusti", "varje månad utom juni, juli och augusti"),
        ("varje månad utom maj, november - januari", "varje månad utom januari, maj, november och december"),
        ("första tisdagen i varje månad (utom juni–juli)", "första tisdagen varje månad utom juni och juli"),
        ("sista vardagen varje månad utom december - januari", "sista vardagen varje månad utom januari och december"),
        ("varje månad utom juni och juli och augusti", "varje månad utom juni, juli och augusti"),
        ("Senast  sista vardag varje månad", "senast sista vardagen varje månad"),
        ("VID BEHOV", "vid behov"),
    ],
)
def test_phrases_have_a_canonical_form(phrase: str, canonical: str) -> None:
    assert canonical == str(parse(phrase))


@pytest.mark.parametrize(
    ("phrase", "offset", "text"),
    [
        (
            "varje månad utom juni och juni",
            0,
            "Samma månad är undantagen två gånger. Skriv varje månad en gång.",
        ),
        (
            f"varje månad utom {', '.join(MONTHS)}",
            0,
            'Ingen månad är kvar. Skriv "vid behov" om inget datum finns.',
        ),
        (
            "senast vid behov",
            0,
            '"senast vid behov" går inte att datera. Skriv en dag eller vecka efter "senast".',
        ),
        ("senast", 6, 'Tiden är inte färdig. Skriv till exempel "senast 30 juni".'),
        ("varje månad utom", 16, "Tiden är inte färdig. Här kan det stå en månad."),
    ],
)
def test_what_never_happens_is_refused(phrase: str, offset: int, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)
    assert (offset, text) == (caught.value.offset, caught.value.text)


def test_on_demand_has_no_slot() -> None:
    assert () == slots(OnDemand())
    assert OnDemand() == parse("vid behov")


def test_a_deadline_has_the_slots_of_its_rule() -> None:
    assert ((None, Months(3, 3)),) == slots(Months(3, 3)) == slots(Deadline(Months(3, 3)))
    assert slots(parse("varje månad")) == slots(parse("senast varje månad"))


@pytest.mark.parametrize(
    ("phrase", "whole"),
    [
        ("mars", True),
        ("senast mars", True),
        ("varje månad utom juli", True),
        ("senast varje månad", True),
        ("mars–april", False),
        ("1–31 mars", False),
        ("början av mars", False),
        ("v. 5–8", False),
        ("första tisdagen varje månad", False),
        ("vid behov", False),
    ],
)
def test_which_rules_give_whole_months(phrase: str, *, whole: bool) -> None:
    assert whole == gives_whole_months(parse(phrase))
