"""Days that have names, and what is counted from them: real days, and what holds in every year."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.rules import Anchored, PhraseError, Rule, Span, parse, sentence, slots
from arshjul_cli.rules.nameddays import FEASTS, NAMED_DAYS, Feast, NamedDay
from arshjul_cli.rules.offsets import SameWeek
from arshjul_cli.schoolyear import OVERHANG, SchoolYear
from arshjul_cli.workdays import Workdays
from phrases import anchored, anchors

SWEDEN = Workdays()
FIFTY_YEARS = st.builds(SchoolYear, st.integers(2010, 2060))
COUNTRIES = st.sampled_from(("SE", "FI", "AX", "NO", "DK", "FO", "IS"))


def _days(phrase: str, first: int, workdays: Workdays = SWEDEN) -> Span:
    [(_, rule)] = slots(parse(phrase))
    return rule.span(SchoolYear(first), workdays)


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("alla helgons dag", "2026-10-31"), ("första advent", "2026-11-29"), ("Lucia", "2026-12-13"),
        ("julafton", "2026-12-24"), ("juldagen", "2026-12-25"), ("jul", "2026-12-25"), ("nyårsafton", "2026-12-31"),
        ("nyårsdagen", "2027-01-01"), ("nyår", "2027-01-01"), ("trettondag jul", "2027-01-06"),
        ("påskdagen", "2027-03-28"), ("valborg", "2027-04-30"), ("Kristi himmelsfärdsdag", "2027-05-06"),
        ("pingstafton", "2027-05-15"), ("pingstdagen", "2027-05-16"), ("pingst", "2027-05-16"),
        ("nationaldagen", "2027-06-06"), ("midsommarafton", "2027-06-25"), ("midsommardagen", "2027-06-26"),
        ("midsommar", "2027-06-26"), ("fredagen efter Kristi himmelsfärdsdag", "2027-05-07"),
        ("dagen före jul", "2026-12-23"), ("dagen efter jul", "2026-12-26"), ("dagen före nyår", "2026-12-30"),
        ("dagen efter nyår", "2027-01-02"), ("dagen före midsommar", "2027-06-24"),
        ("dagen efter midsommar", "2027-06-27"), ("dagen före pingst", "2027-05-15"),
        ("dagen efter pingst", "2027-05-17"), ("dagen före påsk", "2027-03-27"), ("14 dagar före jul", "2026-12-10"),
        ("3 vardagar före jul", "2026-12-21"), ("vardagen efter nyår", "2027-01-04"),
        ("2 vardagar efter midsommar", "2027-06-29"), ("fredagen före midsommar", "2027-06-18"),
        ("torsdagen före jul", "2026-12-17"), ("måndagen efter midsommar", "2027-06-28"),
    ],
)  # fmt: skip
def test_the_days_of_2026_27(phrase: str, days: str) -> None:
    assert [days, days] == list(map(str, _days(phrase, 2026)))


@pytest.mark.parametrize(
    ("phrase", "start", "last_day"),
    [
        ("veckan före midsommar", "2027-06-14", "2027-06-20"),
        ("veckan efter midsommar", "2027-06-28", "2027-07-04"),
        ("2 veckor före jul", "2026-12-07", "2026-12-13"),
        ("veckan efter trettondagen", "2027-01-11", "2027-01-17"),
        ("samma vecka som pingst", "2027-05-10", "2027-05-16"),
    ],
)
def test_the_weeks_of_2026_27(phrase: str, start: str, last_day: str) -> None:
    assert [start, last_day] == list(map(str, _days(phrase, 2026)))


def test_the_week_before_christmas_is_counted_from_christmas_eve() -> None:
    # Christmas Eve 2028 is a Sunday, Christmas Day a Monday of the week after.
    assert "2028-12-11" == str(_days("veckan före jul", 2028).start)
    assert "2029-01-01" == str(_days("veckan efter jul", 2028).start)


@given(anchors, FIFTY_YEARS, COUNTRIES)
def test_a_named_day_is_one_day_of_its_year_and_the_same_in_every_country(
    anchor: NamedDay | Feast, year: SchoolYear, country: str
) -> None:
    span = anchor.span(year, Workdays(country))  # type: ignore[arg-type]

    assert span.start == span.last_day
    assert span == anchor.span(year, SWEDEN)
    assert SchoolYear.containing(span.start) == year


@given(FIFTY_YEARS)
def test_midsummer_is_a_saturday_and_so_is_all_saints(year: SchoolYear) -> None:
    eve, day = (_days(name, year.first).start for name in ("midsommarafton", "midsommar"))

    assert (6, 5) == (day.isoweekday(), eve.isoweekday())
    assert dt.timedelta(days=1) == day - eve
    assert dt.date(year.first + 1, 6, 20) <= day <= dt.date(year.first + 1, 6, 26)
    saints = _days("alla helgons dag", year.first).start
    assert saints.isoweekday() == 6
    assert dt.date(year.first, 10, 31) <= saints <= dt.date(year.first, 11, 6)


@given(FIFTY_YEARS)
@settings(deadline=None)
def test_the_public_holidays_are_those_of_the_holidays_package(year: SchoolYear) -> None:
    public = (
        *("alla helgons dag", "julafton", "juldagen", "nyårsafton", "nyårsdagen", "trettondedag jul", "påskdagen"),
        *("Kristi himmelsfärdsdag", "pingstdagen", "midsommarafton", "midsommardagen"),
    )
    for name in public:
        assert name in (SWEDEN.holiday(_days(name, year.first).start) or "")


@given(anchored(), FIFTY_YEARS, COUNTRIES)
@settings(max_examples=300, deadline=None)
def test_what_is_counted_from_a_named_day_lies_on_the_right_side_of_it_in_its_school_year(
    rule: Anchored, year: SchoolYear, country: str
) -> None:
    workdays = Workdays(country)  # type: ignore[arg-type]
    start, last_day = rule.span(year, workdays)
    eve, day = (rule.anchor.counted_from(side).span(year, workdays).start for side in ("före", "efter"))

    if isinstance(rule.offset, SameWeek):
        assert start <= day <= last_day
    elif rule.offset.side == "före":
        assert last_day < eve
    else:
        assert day < start
    assert year.start <= start <= year.last_day + OVERHANG
    assert last_day <= year.last_day + 2 * OVERHANG


@given(st.one_of(anchors.filter(lambda anchor: anchor.name != "påsk"), anchored()))
@settings(deadline=None)
def test_it_prints_itself_and_is_read_back_in_any_letter_case(rule: Rule) -> None:
    for written in (str(rule), str(rule).upper(), str(rule).lower()):
        assert rule == parse(written)
    assert f"senast {rule}" == str(parse(f"SENAST {rule}"))


@pytest.mark.parametrize(
    ("phrase", "slot"),
    [
        ("alla helgons dag", 11), ("Lucia", 12), ("jul", 12), ("nyår", 1), ("nyårsafton", 12), ("trettondagen", 1),
        ("veckan före nyår", 12), ("måndagen efter valborg", 5), ("Kristi himmelsfärdsdag", 5), ("pingst", 5),
        ("midsommar", 6), ("veckan efter midsommar", 6), ("14 dagar före jul", 12), ("8 veckor före jul", 10),
        ("måndagen efter påsk", 4), ("2 veckor före påsk", 3), ("första advent", 11), ("dagen före nationaldagen", 6),
    ],
)  # fmt: skip
def test_a_slot_has_the_same_month_whatever_the_year(phrase: str, slot: int) -> None:
    [(_, rule)] = slots(parse(phrase))

    assert slot == rule.slot


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("61 dagar före jul", "Det är för långt bort att räkna från. Skriv högst 60 dagar, eller en tid på året."),
        ("9 veckor före jul", "Det är för långt bort att räkna från. Skriv högst 8 veckor, eller en tid på året."),
        (
            "41 vardagar före jul",
            "Det är för långt bort att räkna från. Skriv högst 40 vardagar, eller en tid på året.",
        ),
        (
            "2 veckor efter midsommar",
            "2 veckor efter midsommar hör till ett annat läsår. Skriv högst 1 vecka, eller en månad.",
        ),
        (
            "5 dagar efter midsommar",
            "5 dagar efter midsommar hör till ett annat läsår. Skriv högst 4 dagar, eller en månad.",
        ),
        (
            "4 vardagar efter midsommar",
            "4 vardagar efter midsommar hör till ett annat läsår. Skriv högst 3 vardagar, eller en månad.",
        ),
        (
            "6 veckor efter nationaldagen",
            "6 veckor efter nationaldagen hör till ett annat läsår. Skriv högst 3 veckor, eller en månad.",
        ),
    ],
)
def test_what_is_too_far_away_is_refused(phrase: str, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)

    assert (text, 0) == (caught.value.text, caught.value.offset)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("Lucia", "Lucia, den 13 december."),
        ("midsommar", "Midsommardagen, den första lördagen från och med den 20 juni."),
        ("Kristi himmelsfärdsdag", "Kristi himmelsfärdsdag, 39 dagar efter påskdagen."),
        ("veckan före midsommar", "Veckan före den vecka som midsommarafton ligger i, måndag till söndag."),
        ("2 veckor efter jul", "Andra veckan efter den vecka som juldagen ligger i, måndag till söndag."),
        ("samma vecka som pingst", "Veckan som pingstdagen ligger i, måndag till söndag."),
        ("senast dagen före jul", "Ska vara klart senast dagen före julafton."),
        (
            "senast midsommarafton",
            "Ska vara klart senast midsommarafton, den första fredagen från och med den 19 juni.",
        ),
        ("tisdagen efter valborg", "Tisdagen närmast efter valborg."),
    ],
)
def test_what_it_says(phrase: str, said: str) -> None:
    assert said == sentence(parse(phrase))


def test_every_name_is_read() -> None:
    for name in (*FEASTS, *NAMED_DAYS):
        if name != "påsk":
            assert name == str(parse(name))
        assert f"veckan före {name}" == str(parse(f"veckan före {name}"))
