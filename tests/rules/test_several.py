"""Several occasions a school year: lists of times, and what each of their slots is called."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from arshjul_cli.rules import (
    About,
    DatedRule,
    Days,
    Deadline,
    Monthly,
    Months,
    PhraseError,
    Several,
    parse,
    slot_holding,
    slot_of,
    slots,
)
from arshjul_cli.schoolyear import SCHOOL_YEAR_MONTHS, NoSuchDay, SchoolYear, days_between
from arshjul_cli.swedish import MONTHS, enumerate_words
from arshjul_cli.workdays import Workdays
from phrases import rules, school_years

YEAR = SchoolYear(2026)
SWEDEN = Workdays()
UNCLEAR = 'Det är oklart om "{}" är en egen tid. '


@st.composite
def several(draw: st.DrawFn) -> Several:
    """Return a list of times of any kinds, or of one kind, in different months."""
    occasions: dict[int, DatedRule] = {}
    for rule in draw(st.lists(rules, min_size=2, max_size=5)):
        occasions.setdefault(rule.slot, rule)
    if len(occasions) < 2:
        reject()
    try:
        return Several(tuple(occasions.values()))
    except PhraseError:
        reject()


@st.composite
def alike(draw: st.DrawFn) -> Several:
    """Return a list of what is said alike of different months."""
    chosen = draw(st.lists(st.integers(1, 12), min_size=2, max_size=12, unique=True))
    head = draw(st.sampled_from(["", "första tisdagen i", "sista vardagen i", "början av", "sista dagen i"]))
    rule = parse(f"{head} {enumerate_words(MONTHS[month - 1] for month in chosen)}")
    assert isinstance(rule, Several)
    return rule


lists = st.one_of(several(), alike())


@given(lists)
@settings(max_examples=300, deadline=None)
def test_a_list_prints_itself_and_is_read_back(rule: Several) -> None:
    assert rule == parse(str(rule))
    assert Deadline(rule) == parse(str(Deadline(rule)))
    assert About(rule) == parse(str(About(rule)))
    assert Deadline(About(rule)) == parse(str(Deadline(About(rule))))


@given(lists)
def test_there_is_a_slot_for_each_time_in_the_order_of_the_school_year(rule: Several) -> None:
    months = [month for month, _ in slots(rule)]

    assert sorted(months, key=lambda month: SCHOOL_YEAR_MONTHS.index(month or 0)) == months
    assert {(occasion.slot, occasion) for occasion in rule.occasions} == set(slots(rule))


@given(lists, school_years)
@settings(max_examples=200, deadline=None)
def test_every_occasion_starts_in_its_own_school_year_alone(rule: Several, year: SchoolYear) -> None:
    for _, dated in slots(rule):
        try:
            start = dated.span(year, SWEDEN).start
        except NoSuchDay:
            continue
        assert year.admits(start)
        for other in (year.previous(), year.next()):
            try:
                assert start != dated.span(other, SWEDEN).start
            except NoSuchDay:
                continue


def test_the_order_of_the_times_changes_no_slot() -> None:
    orders = {slots(parse(" och ".join(order))) for order in permutations(["mars", "v. 40", "maj eller juni"])}

    assert 1 == len(orders)


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("mars och oktober", {10: "2026-10-01–2026-10-31", 3: "2027-03-01–2027-03-31"}),
        ("15 september och 15 mars", {9: "2026-09-15", 3: "2027-03-15"}),
        ("v. 36 och v. 6", {9: "2026-08-31–2026-09-06", 2: "2027-02-08–2027-02-14"}),
        ("v. 34–38 och v. 17–20", {8: "2026-08-17–2026-09-20", 4: "2027-04-26–2027-05-23"}),
        (
            "första tisdagen i september, november, mars och maj",
            {9: "2026-09-01", 11: "2026-11-03", 3: "2027-03-02", 5: "2027-05-04"},
        ),
        ("senast 15 januari och 15 augusti", {8: "2026-08-15", 1: "2027-01-15"}),
        ("okt/nov och mars/april", {10: "2026-10-01–2026-11-30", 3: "2027-03-01–2027-04-30"}),
        ("före 1 november och 1 maj", {10: "2026-10-31", 4: "2027-04-30"}),
    ],
)
def test_the_days_of_each_slot(phrase: str, days: dict[int, str]) -> None:
    found = {month: dated.span(YEAR, SWEDEN) for month, dated in slots(parse(phrase))}

    assert days == {month: str(first) if first == last else f"{first}–{last}" for month, (first, last) in found.items()}


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("Augusti, November, Februari och April", "augusti, november, februari och april"),
        ("i mars och i oktober", "mars och oktober"),
        ("mars samt oktober", "mars och oktober"),
        ("mars, och oktober", "mars och oktober"),
        ("mars & oktober", "mars och oktober"),
        ("den 15 september och den 15 mars", "15 september och 15 mars"),
        ("15/9 och 15/3", "15 september och 15 mars"),
        ("v 36, 42 och 6", "v. 36, v. 42 och v. 6"),
        ("veckorna 34-38 och 17-20", "v. 34–38 och v. 17–20"),
        ("tisdag v. 36 och 6", "tisdag v. 36 och tisdag v. 6"),
        ("första tisdagen i mars, första tisdagen i maj", "första tisdagen i mars och maj"),
        ("första tisdagen i mars och maj och sista fredagen i juni",
         "första tisdagen i mars, första tisdagen i maj och sista fredagen i juni"),
        ("senast den 15 januari och senast den 15 augusti", "senast 15 januari och 15 augusti"),
        ("början av mars och oktober", "början av mars och oktober"),
        ("sista mars och oktober", "sista dagen i mars och oktober"),
        ("Q1 och Q3", "januari–mars och juli–september"),
    ],
)  # fmt: skip
def test_other_spellings_have_the_same_canonical_form(spelling: str, canonical: str) -> None:
    assert canonical == str(parse(spelling))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("mars och mars", '"mars" står två gånger. Skriv varje tid en gång.'),
        (
            "v. 36 och v. 37",
            '"v. 36" och "v. 37" hör till samma månad (september). Skriv "v. 36–37", eller gör två aktiviteter.',
        ),
        (
            "v. 36 och v. 38",
            '"v. 36" och "v. 38" hör till samma månad (september). Gör två aktiviteter, en för varje tid.',
        ),
        (
            "15 och 30 september",
            '"15 september" och "30 september" hör till samma månad (september). Gör två aktiviteter, en för varje tid.',  # noqa: E501
        ),
        (
            "15 september och mars",
            UNCLEAR.format("mars")
            + 'Skriv "15 september och 15 mars", eller "mars och 15 september" om det är hela månaden.',
        ),
        (
            "31 oktober och april",
            'Det är oklart om "april" är en egen tid. Skriv "april och 31 oktober" om det är hela månaden.',
        ),
        (
            "tisdag v. 10 och v. 40",
            UNCLEAR.format("v. 40")
            + 'Skriv "tisdag v. 10 och tisdag v. 40", eller "v. 40 och tisdag v. 10" om det är hela veckan.',
        ),
        (
            "april, maj eller juni",
            'Bara två månader i följd går att välja mellan. Skriv till exempel "maj eller juni".',
        ),
    ],
)
def test_a_list_that_is_none_says_what_to_write(phrase: str, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)

    assert (0, text) == (caught.value.offset, caught.value.text)


@pytest.mark.parametrize(
    ("phrase", "offset", "text"),
    [
        ("mars och", 5, "Tiden är inte färdig. Här kan det stå en tid till."),
        ("mars och 5", 10, 'Tiden är inte färdig. Här kan det stå en månad, "dagar", "vardagar", "veckor" eller "–".'),
        ("mars och mjsksd", 9, '"mjsksd" går inte att förstå.'),
    ],
)
def test_a_time_of_a_list_is_refused_at_its_place(phrase: str, offset: int, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)

    assert (offset, text) == (caught.value.offset, caught.value.text[: len(text)])


@given(lists, school_years)
@settings(max_examples=200, deadline=None)
def test_a_day_without_a_name_is_of_the_slot_in_whose_days_it_lies_else_of_its_month(
    rule: Several, year: SchoolYear
) -> None:
    spans = {}
    for month, dated in slots(rule):
        try:
            spans[month] = dated.span(year, SWEDEN)
        except NoSuchDay:
            continue
    for day in days_between(year.start, year.last_day):
        holding = [month for month, span in spans.items() if span.start <= day <= span.last_day]
        expected = day.month if day.month in holding or not holding else holding[0]
        assert expected == slot_of(rule, year, day)
        assert bool(holding) == (slot_holding(rule, year, day) is not None)


@given(st.sampled_from(["varje månad", "första tisdagen varje månad utom juli", "den 25 varje månad"]), st.dates())
def test_a_day_of_a_monthly_activity_is_of_its_own_month(phrase: str, day: dt.date) -> None:
    year = SchoolYear(2026)
    day = day.replace(year=year.calendar_year(day.month), day=min(day.day, 28))

    assert day.month == slot_of(parse(phrase), year, day)


def test_a_day_before_the_month_of_its_week_is_of_the_week() -> None:
    assert 2 == slot_of(parse("v. 36 och v. 5"), SchoolYear(2025), dt.date(2026, 1, 27))


def test_one_time_has_no_slot_to_name() -> None:
    assert slot_holding(Months(3, 3), YEAR, dt.date(2027, 3, 1)) is None
    assert slot_holding(Days(1, 3, 1, 3), YEAR, dt.date(2027, 3, 1)) is None


@pytest.mark.parametrize(
    ("phrase", "canonical", "months"),
    [
        ("varje månad september–maj", "varje månad september–maj", [9, 10, 11, 12, 1, 2, 3, 4, 5]),
        ("varje månad från september till maj", "varje månad september–maj", [9, 10, 11, 12, 1, 2, 3, 4, 5]),
        ("varje månad (september–maj)", "varje månad september–maj", [9, 10, 11, 12, 1, 2, 3, 4, 5]),
        ("varje månad under maj–augusti", "varje månad maj–augusti", [7, 8, 5, 6]),
        (
            "varje månad september–maj utom december",
            "varje månad september–maj utom december",
            [9, 10, 11, 1, 2, 3, 4, 5],
        ),
        ("en gång i månaden", "varje månad", list(SCHOOL_YEAR_MONTHS)),
        ("1 gång per månad", "varje månad", list(SCHOOL_YEAR_MONTHS)),
        ("en gång i månaden september–november", "varje månad september–november", [9, 10, 11]),
        ("den 25 varje månad (utom juli)", "den 25 varje månad utom juli", list(SCHOOL_YEAR_MONTHS[1:])),
        ("den 25:e i varje månad", "den 25 varje månad", list(SCHOOL_YEAR_MONTHS)),
        ("sista dagen i månaden", "sista dagen varje månad", list(SCHOOL_YEAR_MONTHS)),
        ("i slutet av varje månad", "slutet av varje månad", list(SCHOOL_YEAR_MONTHS)),
        ("första tisdagen i månaden", "första tisdagen varje månad", list(SCHOOL_YEAR_MONTHS)),
        (
            "varje månad, exklusive juli och januari",
            "varje månad utom januari och juli",
            [8, 9, 10, 11, 12, *range(2, 7)],
        ),
        ("varje månad med undantag för juli", "varje månad utom juli", list(SCHOOL_YEAR_MONTHS[1:])),
        ("varje månad med undantag av juli", "varje månad utom juli", list(SCHOOL_YEAR_MONTHS[1:])),
    ],
)
def test_every_month_in_other_words(phrase: str, canonical: str, months: list[int]) -> None:
    rule = parse(phrase)

    assert canonical == str(rule)
    assert rule == parse(canonical)
    assert months == [month for month, _ in slots(rule)]


def test_the_25th_and_the_last_day_of_every_month() -> None:
    on_25th = [dated.span(YEAR, SWEDEN).start for _, dated in slots(parse("den 25 varje månad utom juli"))]
    last = [dated.span(YEAR, SWEDEN).start for _, dated in slots(parse("sista dagen varje månad"))]

    assert {25} == {day.day for day in on_25th}
    assert 11 == len(on_25th)
    assert {1} == {(day + dt.timedelta(days=1)).day for day in last}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("den 29 varje månad", 'Alla månader har inte en dag 29. Skriv "sista dagen varje månad".'),
        ("den 31 varje månad", 'Alla månader har inte en dag 31. Skriv "sista dagen varje månad".'),
        ("varje månad mars–mars", 'Det är bara en månad. Skriv "mars".'),
        ("varje månad september–maj utom juli", 'Juli ingår inte i september–maj. Skriv "varje månad september–maj".'),
        ("varje månad mars–april utom mars och april", 'Ingen månad är kvar. Skriv "vid behov" om inget datum finns.'),
    ],
)
def test_what_is_not_in_every_month_is_refused(phrase: str, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)

    assert (0, text) == (caught.value.offset, caught.value.text)


@given(st.integers(1, 12), st.integers(1, 10), st.sets(st.integers(0, 10), max_size=3))
def test_the_months_within_print_themselves_and_are_read_back(first: int, length: int, gaps: set[int]) -> None:
    within = Months(first, (first - 1 + length) % 12 + 1)
    without = tuple(within.months()[gap] for gap in gaps if gap < length)
    rule = Monthly(Months(1, 1), without, within)

    assert rule == parse(str(rule))
    assert set(within.months()) - set(without) == {month for month, _ in slots(rule)}
