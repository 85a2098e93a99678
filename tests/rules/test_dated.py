"""The dated rules: the days of each phrase, and what holds for all of them."""

import calendar
import datetime as dt

import pytest
from dateutil.easter import easter
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.rules import (
    About,
    Anchored,
    Days,
    Deadline,
    Months,
    NthWeekday,
    NthWorkday,
    PartOfMonth,
    PhraseError,
    Span,
    WeekdayOfWeek,
    Weeks,
    parse,
    slots,
)
from arshjul_cli.rules.days import Nth
from arshjul_cli.rules.nameddays import EASTER
from arshjul_cli.rules.offsets import NearestWeekday, Side, WeeksAway
from arshjul_cli.schoolyear import FIRST, LAST, NoSuchDay, SchoolYear
from arshjul_cli.workdays import Workdays
from phrases import Dated, months_of_a_year, nths, rules, school_years, sides, weekdays

YEAR = SchoolYear(2025)
SWEDEN = Workdays()
ELEVEN_MONTHS = dt.date(2026, 1, 31) - dt.date(2025, 3, 1)
"""The longest there are: March to January."""


def _span(phrase: str, year: SchoolYear = YEAR) -> Span:
    [(month, rule)] = slots(parse(phrase))
    assert month is None
    return rule.span(year, SWEDEN)


@pytest.mark.parametrize(
    ("phrase", "start", "last_day"),
    [
        ("januari", "2026-01-01", "2026-01-31"),
        ("februari", "2026-02-01", "2026-02-28"),
        ("juni", "2026-06-01", "2026-06-30"),
        ("juli", "2025-07-01", "2025-07-31"),
        ("december", "2025-12-01", "2025-12-31"),
        ("januari–februari", "2026-01-01", "2026-02-28"),
        ("december–januari", "2025-12-01", "2026-01-31"),
        ("augusti–juni", "2025-08-01", "2026-06-30"),
        ("juni–augusti", "2026-06-01", "2026-08-31"),
        ("5 mars", "2026-03-05", "2026-03-05"),
        ("1 juli", "2025-07-01", "2025-07-01"),
        ("30 juni", "2026-06-30", "2026-06-30"),
        ("15–30 september", "2025-09-15", "2025-09-30"),
        ("28 mars–3 april", "2026-03-28", "2026-04-03"),
        ("20 december–7 januari", "2025-12-20", "2026-01-07"),
        ("28 juni–3 juli", "2026-06-28", "2026-07-03"),
        ("senast 30 juni", "2026-06-30", "2026-06-30"),
        ("senast v. 10", "2026-03-02", "2026-03-08"),
        ("början av mars", "2026-03-01", "2026-03-10"),
        ("mitten av mars", "2026-03-11", "2026-03-20"),
        ("slutet av mars", "2026-03-21", "2026-03-31"),
        ("slutet av februari", "2026-02-21", "2026-02-28"),
        ("slutet av september", "2025-09-21", "2025-09-30"),
        ("sista dagen i mars", "2026-03-31", "2026-03-31"),
        ("senast sista augusti", "2025-08-31", "2025-08-31"),
        ("senast utgången av februari", "2026-02-28", "2026-02-28"),
        ("före 1 maj", "2026-04-30", "2026-04-30"),
        ("före 1 mars", "2026-02-28", "2026-02-28"),
        ("före 1 juli", "2026-06-30", "2026-06-30"),
        ("före 2 juli", "2025-07-01", "2025-07-01"),
        ("före 1 januari", "2025-12-31", "2025-12-31"),
        ("per den 31 augusti", "2025-08-31", "2025-08-31"),
        ("15.1", "2026-01-15", "2026-01-15"),
        ("1.2–31.3", "2026-02-01", "2026-03-31"),
        ("maj eller juni", "2026-05-01", "2026-06-30"),
        ("december/januari", "2025-12-01", "2026-01-31"),
        ("runt 1 mars", "2026-03-01", "2026-03-01"),
        ("ca v. 46", "2025-11-10", "2025-11-16"),
        ("kvartal 4", "2025-10-01", "2025-12-31"),
        ("v. 45", "2025-11-03", "2025-11-09"),
        ("v. 45–47", "2025-11-03", "2025-11-23"),
        ("v. 52–1", "2025-12-22", "2026-01-04"),
        ("v. 1", "2025-12-29", "2026-01-04"),
        ("v. 26", "2026-06-22", "2026-06-28"),
        ("v. 27", "2025-06-30", "2025-07-06"),
        ("november (v. 45–47)", "2025-11-03", "2025-11-23"),
        ("november (v. 45)", "2025-11-03", "2025-11-09"),
        ("mars (v. 9)", "2026-02-23", "2026-03-01"),
        ("november–december (v. 48–49)", "2025-11-24", "2025-12-07"),
        ("tisdag v. 10", "2026-03-03", "2026-03-03"),
        ("söndag v. 52", "2025-12-28", "2025-12-28"),
        ("måndag v. 1", "2025-12-29", "2025-12-29"),
        ("måndag v. 27", "2025-06-30", "2025-06-30"),
        ("första tisdagen i mars", "2026-03-03", "2026-03-03"),
        ("andra tisdagen i mars", "2026-03-10", "2026-03-10"),
        ("tredje tisdagen i mars", "2026-03-17", "2026-03-17"),
        ("fjärde tisdagen i mars", "2026-03-24", "2026-03-24"),
        ("femte tisdagen i mars", "2026-03-31", "2026-03-31"),
        ("sista tisdagen i mars", "2026-03-31", "2026-03-31"),
        ("sista tisdagen i april", "2026-04-28", "2026-04-28"),
        ("sista fredagen i maj", "2026-05-29", "2026-05-29"),
        ("första söndagen i mars", "2026-03-01", "2026-03-01"),
        ("första vardagen i april", "2026-04-01", "2026-04-01"),
        ("andra vardagen i april", "2026-04-02", "2026-04-02"),
        ("tredje vardagen i april", "2026-04-07", "2026-04-07"),
        ("fjärde vardagen i april", "2026-04-08", "2026-04-08"),
        ("femte vardagen i april", "2026-04-09", "2026-04-09"),
        ("sista vardagen i april", "2026-04-30", "2026-04-30"),
        ("första vardagen i januari", "2026-01-02", "2026-01-02"),
        ("tredje vardagen i januari", "2026-01-07", "2026-01-07"),
        ("första vardagen i maj", "2026-05-04", "2026-05-04"),
        ("sista vardagen i december", "2025-12-30", "2025-12-30"),
        ("2 veckor före påsk", "2026-03-16", "2026-03-22"),
        ("veckan före påsk", "2026-03-23", "2026-03-29"),
        ("påskveckan", "2026-03-30", "2026-04-05"),
        ("veckan efter påsk", "2026-04-06", "2026-04-12"),
        ("tre veckor efter påsk", "2026-04-20", "2026-04-26"),
        ("tisdagen före påsk", "2026-03-31", "2026-03-31"),
        ("tisdagen efter påsk", "2026-04-07", "2026-04-07"),
        ("söndagen före påsk", "2026-03-29", "2026-03-29"),
        ("söndagen efter påsk", "2026-04-12", "2026-04-12"),
        ("lördagen före påsk", "2026-04-04", "2026-04-04"),
        ("måndagen efter påsk", "2026-04-06", "2026-04-06"),
    ],
)
def test_a_phrase_means_these_days_in_2025_26(phrase: str, start: str, last_day: str) -> None:
    assert (start, last_day) == tuple(day.isoformat() for day in _span(phrase))


@pytest.mark.parametrize(
    ("phrase", "first", "text"),
    [
        ("v. 53", 2025, "2025 har ingen vecka 53"),
        ("tisdag v. 53", 2025, "2025 har ingen vecka 53"),
        ("v. 50–53", 2025, "2025 har ingen vecka 53"),
        ("29 februari", 2025, "2026 har ingen 29 februari"),
        ("20–29 februari", 2025, "2026 har ingen 29 februari"),
        ("femte tisdagen i april", 2025, "april 2026 har ingen femte tisdag"),
        ("femte måndagen i februari", 2025, "februari 2026 har ingen femte måndag"),
        ("december (v. 1)", 2026, "v. 1 ligger inte i december läsåret 2026/27"),
        ("mars (v. 9)", 2031, "v. 9 ligger inte i mars läsåret 2031/32"),
    ],
)
def test_what_a_year_lacks_is_named(phrase: str, first: int, text: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        _span(phrase, SchoolYear(first))
    assert text == str(caught.value)


@pytest.mark.parametrize(
    ("phrase", "first", "start", "last_day"),
    [
        ("v. 53", 2026, "2026-12-28", "2027-01-03"),
        ("v. 52–1", 2026, "2026-12-21", "2027-01-10"),
        ("29 februari", 2027, "2028-02-29", "2028-02-29"),
        ("slutet av februari", 2027, "2028-02-21", "2028-02-29"),
        ("före 1 mars", 2027, "2028-02-29", "2028-02-29"),
        ("februari", 2027, "2028-02-01", "2028-02-29"),
        ("femte tisdagen i februari", 2027, "2028-02-29", "2028-02-29"),
        ("december (v. 1)", 2025, "2025-12-29", "2026-01-04"),
    ],
)
def test_what_only_some_years_have_is_found_there(phrase: str, first: int, start: str, last_day: str) -> None:
    assert (start, last_day) == tuple(day.isoformat() for day in _span(phrase, SchoolYear(first)))


@given(rules)
def test_a_rule_prints_itself_and_is_read_back(rule: Dated) -> None:
    assert rule == parse(str(rule))
    assert str(rule) == str(parse(str(rule)))
    for around in (Deadline(rule), About(rule), Deadline(About(rule))):
        assert around == parse(str(around))


@given(rules, school_years)
@settings(max_examples=300, deadline=None)
def test_a_span_starts_in_its_year_and_lasts_at_most_eleven_months(rule: Dated, year: SchoolYear) -> None:
    try:
        start, last_day = rule.span(year, SWEDEN)
    except NoSuchDay:
        return
    assert year.admits(start)
    assert start <= last_day <= start + ELEVEN_MONTHS


@given(rules, school_years)
@settings(max_examples=300, deadline=None)
def test_the_month_that_names_a_slot_is_near_its_first_day_and_the_same_every_year(
    rule: Dated, year: SchoolYear
) -> None:
    try:
        start = rule.span(year, SWEDEN).start
    except NoSuchDay:
        return
    # A week is named by its usual month, and Easter moves by five weeks.
    near = {(start + dt.timedelta(days=days)).month for days in (-26, -10, 0, 10, 26)}
    assert rule.slot in near


@pytest.mark.parametrize(
    ("phrase", "slot"),
    [
        ("v. 1", 1), ("v. 5", 2), ("v. 9", 3), ("v. 13", 3), ("v. 14", 4), ("v. 18", 5), ("v. 22", 5), ("v. 26", 6),
        ("v. 27", 7), ("v. 31", 8), ("v. 35", 8), ("v. 36", 9), ("v. 40", 10), ("v. 44", 11), ("v. 48", 11),
        ("v. 52", 12), ("v. 53", 12), ("v. 34–38", 8), ("v. 52–1", 12), ("söndag v. 5", 2), ("januari (v. 5)", 2),
        ("december–januari", 12), ("28 mars–3 april", 3), ("maj eller juni", 5), ("påskveckan", 4),
        ("2 veckor före påsk", 3), ("torsdagen före påsk", 4), ("veckan efter påsk", 4), ("sista dagen i mars", 3),
    ],
)  # fmt: skip
def test_a_slot_is_named_by_a_month_that_the_calendar_does_not_change(phrase: str, slot: int) -> None:
    [(_, rule)] = slots(parse(phrase))

    assert slot == rule.slot


@pytest.mark.parametrize(
    "rule",
    [
        Months(7, 5),
        Days(29, 2, 1, 3),
        Days(1, 3, 31, 1),
        Weeks(53, 1),
        Weeks(27, 26 - 6),
        PartOfMonth("slutet", 2),
        WeekdayOfWeek(7, 53),
        NthWeekday(5, 1, 2),
        NthWorkday(5, 12),
        NthWorkday(-1, 6),
        Anchored(WeeksAway(36, "före"), EASTER),
        Anchored(WeeksAway(9, "efter"), EASTER),
        Anchored(NearestWeekday(7, "före"), EASTER),
    ],
    ids=str,
)
def test_a_rule_gives_days_or_no_such_day_in_every_year(rule: Dated) -> None:
    found = 0
    for first in range(FIRST, LAST + 1):
        year = SchoolYear(first)
        try:
            span = rule.span(year, SWEDEN)
        except NoSuchDay:
            continue
        found += 1
        assert year.admits(span.start)
    assert found


@given(nths, weekdays, months_of_a_year, school_years)
def test_the_nth_weekday_is_the_one_in_the_calendar(nth: Nth, weekday: int, month: int, year: SchoolYear) -> None:
    calendar_year = year.first if month >= 7 else year.first + 1
    weeks_of_month = calendar.monthcalendar(calendar_year, month)
    those = [week[weekday - 1] for week in weeks_of_month if week[weekday - 1]]
    rule = NthWeekday(nth, weekday, month)
    if nth > len(those):
        with pytest.raises(NoSuchDay):
            rule.span(year, SWEDEN)
    else:
        day = dt.date(calendar_year, month, those[nth - 1 if nth > 0 else -1])
        assert Span(day, day) == rule.span(year, SWEDEN)


@given(nths, months_of_a_year, st.builds(SchoolYear, st.integers(2005, LAST)))
@settings(max_examples=60, deadline=None)
def test_the_nth_working_day_has_as_many_working_days_before_it(nth: Nth, month: int, year: SchoolYear) -> None:
    day, last_day = NthWorkday(nth, month).span(year, SWEDEN)
    assert (day, month) == (last_day, day.month)
    assert SWEDEN.is_working_day(day)
    length = calendar.monthrange(day.year, day.month)[1]
    others = range(1, day.day) if nth > 0 else range(day.day + 1, length + 1)
    working = [other for other in others if SWEDEN.is_working_day(day.replace(day=other))]
    assert (nth - 1 if nth > 0 else 0) == len(working)


@given(st.integers(1, 9), sides, school_years)
def test_an_easter_week_is_counted_from_the_iso_week_of_easter_sunday(n: int, side: Side, year: SchoolYear) -> None:
    monday = easter(year.first + 1) - dt.timedelta(days=6)
    start = monday + dt.timedelta(weeks=n if side == "efter" else -n)
    assert Span(start, start + dt.timedelta(days=6)) == Anchored(WeeksAway(n, side), EASTER).span(year, SWEDEN)


@given(weekdays, sides, school_years)
def test_a_weekday_by_easter_is_the_nearest_strictly_before_or_after(
    weekday: int, side: Side, year: SchoolYear
) -> None:
    sunday = easter(year.first + 1)
    step = 1 if side == "efter" else -1
    near = [sunday + dt.timedelta(days=step * n) for n in range(1, 8)]
    [day] = [day for day in near if day.isoweekday() == weekday]
    assert Span(day, day) == Anchored(NearestWeekday(weekday, side), EASTER).span(year, SWEDEN)


def test_easter_weeks_never_leave_the_school_year() -> None:
    for first in range(FIRST, LAST + 1):
        year = SchoolYear(first)
        for rule in (Anchored(WeeksAway(36, "före"), EASTER), Anchored(WeeksAway(9, "efter"), EASTER)):
            start, last_day = rule.span(year, SWEDEN)
            assert year.start <= start
            assert last_day <= year.last_day


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("31 april", "April har ingen dag 31. Skriv 1–30."),
        ("30 februari", "Februari har ingen dag 30. Skriv 1–29."),
        ("28 februari–31 juni", "Juni har ingen dag 31. Skriv 1–30."),
        ("30–15 september", "Perioden slutar innan den börjar. Byt plats på dagarna."),
        ("mars–februari", "Perioden är längre än elva månader. Dela den i två aktiviteter."),
        ("juli–juni", "Perioden är längre än elva månader. Dela den i två aktiviteter."),
        ("1 mars–1 februari", "Perioden är längre än elva månader. Dela den i två aktiviteter."),
        ("mars (v. 45)", "V. 45 ligger aldrig i mars samma läsår. Rätta veckan eller månaden."),
        ("mars–april (v. 45–46)", "V. 45–46 ligger aldrig i mars–april samma läsår. Rätta veckan eller månaden."),
        ("augusti (v. 29)", "V. 29 ligger aldrig i augusti samma läsår. Rätta veckan eller månaden."),
        ("maj eller maj", 'Samma månad står två gånger. Skriv "maj".'),
        ("juni eller juli", 'Juni och juli hör till olika läsår. Skriv "juni" eller "juli".'),
        ("juni/maj", 'Skriv månaderna i följd: "maj eller juni".'),
        (
            "maj eller oktober",
            'Bara två månader i följd går att välja mellan. Skriv den ena, till exempel "maj".',
        ),
        ("mars/oktober", 'Skriv "mars och oktober" om det är båda, annars bara den ena månaden.'),
        ("före v. 1", 'Veckan före v. 1 har olika nummer olika år. Skriv "senast v. 52".'),
        (
            "före första tisdagen i maj",
            'Dagen före "första tisdagen i maj" går inte att räkna ut. Skriv dagen, till exempel "senast 30 april".',
        ),
        ("37 veckor före påsk", "37 veckor före påsk hör till ett annat läsår. Skriv högst 36 veckor, eller en månad."),
        (
            "10 veckor efter påsk",
            "10 veckor efter påsk hör till ett annat läsår. Skriv högst 9 veckor, eller en månad.",
        ),
        ("v. 1–48", "Perioden är längre än elva månader. Dela den i två aktiviteter."),
        (
            "v. 30–24",
            "Perioden slutar innan den börjar, eller är längre än elva månader. Byt plats på veckorna.",
        ),
    ],
)
def test_what_no_year_has_is_refused(phrase: str, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)
    assert (text, 0) == (caught.value.text, caught.value.offset)


@pytest.mark.parametrize("phrase", ["v. 10–5", "v. 47–45", "v. 1–52", "v. 30–30–31", "40 veckor före påsk"])
def test_a_range_of_weeks_that_cannot_be_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse(phrase)


def test_no_number_of_weeks_is_none() -> None:
    with pytest.raises(PhraseError, match='Skriv "veckan före påsk" eller till exempel "2 veckor före påsk"'):
        parse("0 veckor före påsk")


@pytest.mark.parametrize(
    "phrase",
    [
        "1 mars–31 januari",
        "augusti–juni",
        "v. 34–26",
        "v. 1–47",
        "v. 30–23",
        "36 veckor före påsk",
        "9 veckor efter påsk",
    ],
)
def test_eleven_months_are_accepted(phrase: str) -> None:
    assert phrase == str(parse(phrase))


def test_a_week_may_lie_in_a_month_in_some_years_only() -> None:
    rule = Weeks(30, 30, Months(8, 8))

    assert rule == parse("augusti (v. 30)")
    assert Span(dt.date(2027, 7, 26), dt.date(2027, 8, 1)) == rule.span(SchoolYear(2027), SWEDEN)
    with pytest.raises(NoSuchDay, match=r"v\. 30 ligger inte i augusti läsåret 2026/27"):
        rule.span(SchoolYear(2026), SWEDEN)
