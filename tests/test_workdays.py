"""Working days: no weekend, no public holiday, none of the three eves."""

import datetime as dt
import os
import subprocess
import sys
from typing import get_args

import pytest
from dateutil.easter import easter
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.workdays import Country, Workdays

SWEDEN = Workdays()


def _midsummer_eve(year: int) -> dt.date:
    nineteenth = dt.date(year, 6, 19)
    return nineteenth + dt.timedelta(days=(4 - nineteenth.weekday()) % 7)


def _days_off(year: int) -> set[dt.date]:
    """Return the days off that lag (1989:253) lists, and the three eves."""
    sunday = easter(year)
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    moving = [sunday + dt.timedelta(days=days) for days in (-2, 0, 1, 39, 49)]
    eve = _midsummer_eve(year)
    thirty_first = dt.date(year, 10, 31)
    all_saints = thirty_first + dt.timedelta(days=(5 - thirty_first.weekday()) % 7)
    return {*(dt.date(year, *day) for day in fixed), *moving, eve, eve + dt.timedelta(days=1), all_saints}


@given(st.dates(dt.date(2005, 1, 1), dt.date(2099, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_people_work_on_weekdays_that_are_no_day_off(day: dt.date) -> None:
    assert (day.weekday() < 5 and day not in _days_off(day.year)) == SWEDEN.is_working_day(day)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_whole_year_agrees_with_the_law(year: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    off = _days_off(year)
    assert [d for d in days if d.weekday() < 5 and d not in off] == [d for d in days if SWEDEN.is_working_day(d)]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2026, 1, 1), "nyårsdagen"),
        (dt.date(2026, 4, 3), "långfredagen"),
        (dt.date(2026, 6, 19), "midsommarafton"),
        (dt.date(2025, 12, 24), "julafton"),
        (dt.date(2025, 12, 31), "nyårsafton"),
        (dt.date(2026, 5, 14), "Kristi himmelsfärdsdag"),
        (dt.date(2008, 5, 1), "första maj och Kristi himmelsfärdsdag"),
        (dt.date(2026, 1, 5), None),
        (dt.date(2026, 4, 2), None),
        (dt.date(2026, 4, 5), "påskdagen"),
    ],
)
def test_holidays_and_eves_have_swedish_names(day: dt.date, name: str | None) -> None:
    assert name == SWEDEN.holiday(day)


def test_a_saturday_is_no_working_day_and_no_holiday() -> None:
    assert SWEDEN.holiday(dt.date(2026, 3, 7)) is None
    assert not SWEDEN.is_working_day(dt.date(2026, 3, 7))


@pytest.mark.parametrize("country", get_args(Country))
def test_every_country_has_its_own_holidays(country: Country) -> None:
    workdays = Workdays(country)
    assert not workdays.is_working_day(dt.date(2025, 12, 25))
    assert workdays.is_working_day(dt.date(2026, 3, 3))


def test_the_norwegian_national_day_is_no_swedish_one() -> None:
    day = dt.date(2028, 5, 17)
    assert (False, True) == (Workdays("NO").is_working_day(day), SWEDEN.is_working_day(day))


def test_the_names_of_holidays_do_not_hang_on_the_language_of_the_machine() -> None:
    code = "import datetime; from arshjul_cli.workdays import Workdays\n"
    code += "print(Workdays('NO').holiday(datetime.date(2025, 12, 25)))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "LANGUAGE": language}, capture_output=True, check=True
        ).stdout.decode()
        for language in ("en_US", "no", "sv")
    }

    assert {"første juledag\n"} == said
