"""The school year: its spellings, its borders, and what days and weeks belong to it."""

import calendar
import datetime as dt

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.schoolyear import (
    FIRST,
    LAST,
    OVERHANG,
    NoSuchDay,
    SchoolYear,
    date_in,
    days_between,
    month_days,
    weekday_in,
)

YEARS = [SchoolYear(first) for first in range(FIRST, LAST + 1)]


@pytest.mark.parametrize(
    "text",
    ["2025/26", "2025/2026", "2025-26", "2025–26", "2025\u201126", "2025−26", "25/26", "25-26", "25/2026", " 2025/26 "],
)
def test_a_school_year_is_read_in_every_spelling(text: str) -> None:
    assert SchoolYear(2025) == SchoolYear.parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025/27", '"2025/27" är inget läsår: det ska vara två år i följd. Skriv 2025/26.'),
        ("2025/25", '"2025/25" är inget läsår: det ska vara två år i följd. Skriv 2025/26.'),
        ("2025/2126", '"2025/2126" är inget läsår: det ska vara två år i följd. Skriv 2025/26.'),
        ("2026/25", '"2026/25" är inget läsår: det ska vara två år i följd. Skriv 2026/27.'),
        ("2025", '"2025" är inget läsår. Skriv till exempel 2025/26.'),
        ("", '"" är inget läsår. Skriv till exempel 2025/26.'),
        ("nästa", '"nästa" är inget läsår. Skriv till exempel 2025/26.'),
        ("2025/ab", '"2025/ab" är inget läsår. Skriv till exempel 2025/26.'),
        ("2025/6", '"2025/6" är inget läsår. Skriv till exempel 2025/26.'),
        ("025/26", '"025/26" är inget läsår. Skriv till exempel 2025/26.'),
        ("2025 / 26", '"2025 / 26" är inget läsår. Skriv till exempel 2025/26.'),
        ("2025/26/27", '"2025/26/27" är inget läsår. Skriv till exempel 2025/26.'),
        ("٢٠٢٥/٢٦", '"٢٠٢٥/٢٦" är inget läsår. Skriv till exempel 2025/26.'),
        ("1999/00", '"1999/00" ligger för långt bort. Läsår går från 2000/01 till 2098/99.'),
        ("2099/00", '"2099/00" ligger för långt bort. Läsår går från 2000/01 till 2098/99.'),
        ("99/00", '"99/00" ligger för långt bort. Läsår går från 2000/01 till 2098/99.'),
    ],
)
def test_what_is_no_school_year_is_refused_with_the_right_form(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"[lL]äsår") as caught:
        SchoolYear.parse(text)
    assert message == str(caught.value)


@pytest.mark.parametrize("year", YEARS, ids=str)
def test_a_school_year_reads_back_what_it_writes(year: SchoolYear) -> None:
    assert year == SchoolYear.parse(str(year))
    assert year == SchoolYear.parse(year.slug)


def test_a_school_year_has_a_name_a_slug_and_neighbours() -> None:
    year = SchoolYear(2025)
    assert ("2025/26", "2025-26") == (str(year), year.slug)
    assert ("2009/10", "2008/09") == (str(SchoolYear(2009)), str(SchoolYear(2008)))
    assert (SchoolYear(2024), SchoolYear(2026)) == (year.previous(), year.next())
    assert sorted([SchoolYear(2026), year]) == [year, SchoolYear(2026)]


def test_a_school_year_goes_from_the_first_of_july_to_the_last_of_june() -> None:
    year = SchoolYear(2025)
    assert (dt.date(2025, 7, 1), dt.date(2026, 6, 30)) == (year.start, year.last_day)


@given(st.dates(dt.date(FIRST, 7, 1), dt.date(LAST + 1, 6, 30)))
def test_every_day_lies_in_the_school_year_that_contains_it(day: dt.date) -> None:
    year = SchoolYear.containing(day)
    assert year.start <= day <= year.last_day
    assert year.admits(day)
    assert day.year == year.calendar_year(day.month)


@pytest.mark.parametrize(
    ("day", "admitted"),
    [
        (dt.date(2025, 6, 26), False),
        (dt.date(2025, 6, 27), True),
        (dt.date(2025, 7, 1), True),
        (dt.date(2026, 6, 30), True),
        (dt.date(2026, 7, 4), True),
        (dt.date(2026, 7, 5), False),
    ],
)
def test_a_decided_day_may_overhang_by_four_days(day: dt.date, *, admitted: bool) -> None:
    assert admitted == SchoolYear(2025).admits(day)


def test_every_day_and_month_but_29_february_is_one_day_of_each_school_year() -> None:
    days = [(month, day) for month in range(1, 13) for day in range(1, calendar.monthrange(2025, month)[1] + 1)]
    for year in YEARS:
        dates = {date_in(year.calendar_year(month), month, day) for month, day in days}
        assert 365 == len(dates)
        assert all(year.start <= date <= year.last_day for date in dates)


def test_every_day_of_weeks_1_to_52_is_one_day_of_each_school_year_and_hardly_overhangs() -> None:
    seen: set[dt.date] = set()
    for year in YEARS:
        for week in range(1, 53):
            for weekday in range(1, 8):
                day = weekday_in(year.iso_year(week), week, weekday)
                assert (week, weekday) == day.isocalendar()[1:]
                assert year.start - dt.timedelta(days=4) <= day <= year.last_day + dt.timedelta(days=4)
                assert day not in seen
                seen.add(day)


def test_the_overhang_is_as_small_as_it_can_be() -> None:
    before = max(year.start - weekday_in(year.iso_year(27), 27, 1) for year in YEARS)
    after = max(weekday_in(year.iso_year(26), 26, 7) - year.last_day for year in YEARS)
    assert max(before, after) == OVERHANG


def test_week_53_is_in_the_years_that_calendars_say() -> None:
    with_week_53 = {2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048}
    for first in range(2000, 2050):
        if first in with_week_53:
            assert 53 == weekday_in(first, 53, 1).isocalendar().week
        else:
            with pytest.raises(NoSuchDay, match=rf"^{first} har ingen vecka 53$"):
                weekday_in(first, 53, 1)


def test_29_february_is_in_leap_years_only() -> None:
    assert dt.date(2028, 2, 29) == date_in(2028, 2, 29)
    with pytest.raises(NoSuchDay, match=r"^2026 har ingen 29 februari$"):
        date_in(2026, 2, 29)


@given(st.integers(FIRST, LAST), st.integers(1, 12))
def test_a_month_has_the_days_that_calendar_says(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    assert (dt.date(year, month, 1), dt.date(year, month, last)) == month_days(year, month)


def test_easter_is_in_the_second_calendar_year() -> None:
    assert dt.date(2026, 4, 5) == SchoolYear(2025).easter
    assert [easter(year.first + 1) for year in YEARS] == [year.easter for year in YEARS]
    assert all(year.start <= year.easter <= year.last_day for year in YEARS)


def test_years_through_another_are_all_of_them_in_order() -> None:
    first = SchoolYear(2025)

    assert (first, SchoolYear(2026), SchoolYear(2027)) == first.through(SchoolYear(2027))
    assert (first,) == first.through(first)
    assert () == first.through(first.previous())


def test_the_days_of_a_span_are_all_of_them_with_both_ends() -> None:
    last, first = dt.date(2026, 3, 1), dt.date(2026, 2, 27)

    assert [first, dt.date(2026, 2, 28), last] == list(days_between(first, last))
    assert [first] == list(days_between(first, first))
    assert [] == list(days_between(last, first))
