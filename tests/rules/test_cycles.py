"""Phrases for some years only: every so many school years, or the even or odd calendar years."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from arshjul_cli.rules import (
    About,
    Anchored,
    Cycled,
    DatedRule,
    Deadline,
    EveryFew,
    EveryOther,
    Monthly,
    Months,
    PhraseError,
    Several,
    is_deadline,
    is_monthly,
    is_to_be_decided,
    is_whole_month,
    parse,
    rests,
    rests_in,
    sentence,
    slots,
)
from arshjul_cli.schoolyear import FIRST, LAST, NoSuchDay, SchoolYear
from arshjul_cli.workdays import Workdays
from phrases import months_of_a_year, rules

SWEDEN = Workdays()
FIFTY = SchoolYear(2026).through(SchoolYear(2075))
SINCE = SchoolYear(2026)


@st.composite
def lists(draw: st.DrawFn) -> Several:
    try:
        return Several(tuple(draw(st.lists(rules, min_size=2, max_size=4))))
    except PhraseError:
        reject()


plain = st.one_of(
    rules,
    lists(),
    st.builds(Monthly, st.just(Months(1, 1)), st.lists(months_of_a_year, max_size=4, unique=True).map(tuple)),
)
uncycled = st.one_of(
    plain,
    st.builds(About, plain),
    st.builds(Deadline, plain),
    st.builds(Deadline, st.builds(About, plain)),
)
few = st.builds(EveryFew, st.integers(2, 12), st.builds(SchoolYear, st.integers(FIRST, LAST)))
other = st.builds(EveryOther, st.sampled_from(["jämna", "udda"]))
cycled = st.builds(Cycled, uncycled, st.one_of(few, other))


@given(cycled)
@settings(max_examples=300, deadline=None)
def test_a_cycle_prints_itself_and_is_read_back(rule: Cycled) -> None:
    assert rule == parse(str(rule))
    assert rule == parse(str(rule).upper())


@given(cycled)
def test_a_cycle_changes_no_slot_and_nothing_that_is_said_of_its_days(rule: Cycled) -> None:
    assert slots(rule.by) == slots(rule)
    for tell in (is_deadline, is_monthly, is_to_be_decided, is_whole_month):
        assert tell(rule.by) == tell(rule)


@given(uncycled, st.integers(2, 12), st.integers(2026, 2040))
def test_every_so_many_school_years_in_fifty_have_all_of_it_and_the_others_nothing(
    by: Deadline, every: int, since: int
) -> None:
    rule = Cycled(by, EveryFew(every, SchoolYear(since)))

    assert [year for year in FIFTY if not rests_in(rule, year)] == [
        SchoolYear(first) for first in range(since, 2076, every)
    ]
    for year in FIFTY:
        assert {rests_in(rule, year)} == {rests(rule, year, month) for month, _ in slots(rule)}


@given(uncycled)
def test_even_and_odd_years_share_the_fifty_slot_by_slot_in_turn(by: Deadline) -> None:
    even, odd = (Cycled(by, EveryOther(parity)) for parity in ("jämna", "udda"))
    for month, _ in slots(by):
        here = [year for year in FIFTY if not rests(even, year, month)]
        assert here == [year for year in FIFTY if rests(odd, year, month)]
        assert 25 == len(here)
        assert {2} == {later.first - year.first for year, later in pairwise(here)}


@given(rules)
@settings(deadline=None)
def test_an_even_year_is_that_of_the_day_or_of_the_week_by_its_number(by: DatedRule) -> None:
    rule = Cycled(by, EveryOther("jämna"))
    for year in FIFTY:
        try:
            start = by.span(year, SWEDEN).start
        except NoSuchDay:
            continue
        of_week = start.isocalendar().year if "v. " in str(by) else start.year
        # What is counted from a named day is of the month that names its slot, whatever the calendar.
        number = year.calendar_year(by.slot) if isinstance(by, Anchored) else of_week
        assert (number % 2 == 1) == rests(rule, year, None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("före namnd vartannat år från 2026/27", "senast dagen före namnd vartannat år från 2026/27"),
        ("före namnd jämna år", "senast dagen före namnd jämna år"),
        ("före nyårsdagen jämna år", "senast dagen före nyårsdagen udda år"),
        ("före 1 januari jämna år", "senast 31 december udda år"),
    ],
)
def test_the_day_before_is_in_the_years_of_its_own(written: str, meant: str) -> None:
    assert meant == str(parse(written))


@given(uncycled, st.sampled_from(FIFTY))
def test_what_has_no_cycle_never_rests(by: Deadline, year: SchoolYear) -> None:
    assert not rests_in(by, year)
    assert not any(rests(by, year, month) for month, _ in slots(by))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("mars vartannat år från 2026/27", "mars vartannat år från 2026/27"),
        ("Vartannat år från 2026/27 i mars", "mars vartannat år från 2026/27"),
        ("mars, en gång vartannat läsår fr.o.m. läsåret 2026/2027", "mars vartannat år från 2026/27"),
        ("mars (vartannat år, med början 2026-27)", "mars vartannat år från 2026/27"),
        ("varannat år från hösten 2026: mars", "mars vartannat år från 2026/27"),
        ("mars vartannat år från våren 2027", "mars vartannat år från 2026/27"),
        ("15 mars vart 3:e år från och med 26/27", "15 mars vart tredje år från 2026/27"),
        ("15 mars var tredje år med start 2026/27", "15 mars vart tredje år från 2026/27"),
        ("v. 10 vart 4 år, nästa gång 2026/27", "v. 10 vart fjärde år från 2026/27"),
        ("30 juni senast vart tolfte år från 2026/27", "senast 30 juni vart tolfte år från 2026/27"),
        ("under mars vartannat år från 2027/28", "mars vartannat år från 2027/28"),
        ("mars jämna år", "mars jämna år"),
        ("hela mars jämna år", "mars jämna år"),
        ("jämna år i mars", "mars jämna år"),
        ("varje jämnt år, 1 mars", "1 mars jämna år"),
        ("oktober (ojämna år)", "oktober udda år"),
        ("bara udda år: oktober", "oktober udda år"),
        ("november (v. 45) udda år", "november (v. 45) udda år"),
        ("runt 1 mars jämna år", "runt 1 mars jämna år"),
        ("senast runt 1 mars jämna år", "senast runt 1 mars jämna år"),
        ("mars och oktober jämna år", "mars och oktober jämna år"),
        ("varje månad utom juli jämna år", "varje månad utom juli jämna år"),
        ("maj/juni jämna år", "maj eller juni jämna år"),
        ("veckan efter påsk jämna år", "veckan efter påsk jämna år"),
        ("före 1 mars jämna år", "senast sista dagen i februari jämna år"),
        ("före 1 januari jämna år", "senast 31 december udda år"),
        ("före 1 januari vartannat år från 2026/27", "senast 31 december vartannat år från 2026/27"),
        ("före 1 juli jämna år", "senast 30 juni jämna år"),
        ("före 1 juli vartannat år från 2027/28", "senast 30 juni vartannat år från 2026/27"),
        ("före v. 27 vartannat år från 2027/28", "senast v. 26 vartannat år från 2026/27"),
    ],
)
def test_the_ways_people_write_it(written: str, canonical: str) -> None:
    assert canonical == str(parse(written))


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("5 mars vartannat år från 2026/27", ["2027-03-05", "2029-03-05", "2031-03-05"]),
        ("5 oktober vart tredje år från 2027/28", ["2027-10-05", "2030-10-05"]),
        ("5 oktober jämna år", ["2026-10-05", "2028-10-05", "2030-10-05"]),
        ("5 mars jämna år", ["2028-03-05", "2030-03-05"]),
        ("5 mars udda år", ["2027-03-05", "2029-03-05", "2031-03-05"]),
        # Week 1 of 2030 begins on 31 December 2029, and is of 2030 all the same.
        ("v. 1 jämna år", ["2028-01-03", "2029-12-31"]),
        ("29 februari jämna år", ["2028-02-29"]),
    ],
)
def test_the_days_in_five_school_years(phrase: str, days: list[str]) -> None:
    rule = parse(phrase)
    ((_, dated),) = slots(rule)
    found = []
    for year in SINCE.through(SchoolYear(2030)):
        if not rests(rule, year, None):
            try:
                found.append(dated.span(year, SWEDEN).start)
            except NoSuchDay:
                assert "29 februari jämna år" == phrase
    assert list(map(dt.date.fromisoformat, days)) == found


@pytest.mark.parametrize(
    ("phrase", "offset", "text"),
    [
        (
            "mars vartannat år",
            5,
            'Det säger inte från när. Skriv "mars vartannat år från 2026/27", med det läsår då det görs första gången.',
        ),
        (
            "vartannat år från 2026/27",
            0,
            'Det säger inte när på året. Skriv tiden också, till exempel "mars vartannat år från 2026/27".',
        ),
        ("mars vartannat år från 2026", 5, 'Skriv läsåret: "mars vartannat år från 2025/26".'),
        (
            "mars vartannat år från 2026/28",
            18,
            '"2026/28" är inget läsår: det ska vara två år i följd. Skriv 2026/27.',
        ),
        (
            "löpande jämna år",
            8,
            '"löpande" har ingen dag, så åren kan inte anges. Skriv "mars jämna år".',
        ),
        (
            "före 1 januari och 1 maj jämna år",
            0,
            "Dagarna före ligger inte i samma år som tiderna. Gör två aktiviteter, en för varje tid.",
        ),
        ("mras jämna år", 0, '"mras" går inte att förstå. Menade du "mars"?'),
    ],
)
def test_what_is_missing_is_said_at_its_place(phrase: str, offset: int, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)
    assert (offset, text) == (caught.value.offset, caught.value.text)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("mars vartannat år från 2026/27", "Hela mars; vartannat läsår, första gången 2026/27."),
        (
            "senast 30 juni vart tredje år från 2026/27",
            "Ska vara klart senast den 30 juni; vart tredje läsår, första gången 2026/27.",
        ),
        ("5 oktober jämna år", "Den 5 oktober; bara jämna år."),
    ],
)
def test_a_cycle_in_words(phrase: str, said: str) -> None:
    assert said == sentence(parse(phrase))
