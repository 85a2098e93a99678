"""Each day has its angle."""

import datetime as dt

import pytest

from arshjul_cli.picture.dial import GAP, degrees_of, dial, is_lower
from arshjul_cli.schoolyear import SchoolYear, days_between

YEARS = [SchoolYear(2023), SchoolYear(2026), 2024, 2026]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("month", [None, 1, 4, 7, 12])
def test_the_days_go_once_around_each_as_wide_as_the_others_and_leave_a_gap(
    year: SchoolYear | int, month: int | None
) -> None:
    turned = dial(year, month)
    days = list(days_between(turned.first, turned.last))
    steps = [turned.after(day) - turned.at(day) for day in days]
    assert steps == pytest.approx([(360 - GAP) / len(days)] * len(days))
    assert 360 - GAP == pytest.approx(turned.end - turned.start)
    assert 12 == len(list(turned.months()))


def test_august_stands_at_twelve_of_a_school_year_and_january_of_a_calendar_year() -> None:
    assert 0 == dial(SchoolYear(2026)).at(dt.date(2026, 8, 1))
    assert 0 == dial(2026).at(dt.date(2026, 1, 1))


def test_another_start_only_turns_it() -> None:
    usual, turned = dial(SchoolYear(2026)), dial(SchoolYear(2026), 3)
    assert 0 == turned.at(dt.date(2027, 3, 1))
    moved = {round(usual.at(day) - turned.at(day), 6) for day in days_between(usual.first, usual.last)}
    assert 1 == len(moved)


def test_the_seam_lies_between_june_and_july() -> None:
    turned = dial(SchoolYear(2026))
    assert (dt.date(2026, 7, 1), dt.date(2027, 6, 30)) == (turned.first, turned.last)
    assert turned.at(dt.date(2026, 7, 1)) + 360 - turned.after(dt.date(2027, 6, 30)) == pytest.approx(GAP)


def test_days_are_cut_where_the_year_ends() -> None:
    turned = dial(SchoolYear(2026))
    assert (dt.date(2027, 6, 28), dt.date(2027, 6, 30)) == turned.clipped(dt.date(2027, 6, 28), dt.date(2027, 7, 4))
    assert turned.clipped(dt.date(2027, 7, 1), dt.date(2027, 7, 4)) is None


def test_texts_turn_in_the_lower_half() -> None:
    assert [False, True, True, False] == [is_lower(angle) for angle in (45, 135, -135, -45)]
    assert 360 == pytest.approx(degrees_of(2 * 3.14159265358979 * 50, 50))
