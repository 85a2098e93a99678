"""Swedish words and dates, as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.swedish import (
    count,
    day,
    did_you_mean,
    enumerate_words,
    long_day,
    long_span,
    month_name,
    month_names,
    months,
    short_day,
    span,
    spans,
    weekday_name,
    weeks,
)


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_months_and_weekdays_have_their_names() -> None:
    assert ("januari", "maj", "december") == tuple(month_name(month) for month in (1, 5, 12))
    assert ("måndag", "onsdag", "söndag") == tuple(weekday_name(weekday) for weekday in (1, 3, 7))


@pytest.mark.parametrize(
    ("date", "short", "middle", "long"),
    [
        ("2026-03-03", "3 mars", "tis 3 mars", "tisdag 3 mars 2026"),
        ("2025-09-15", "15 sep", "mån 15 sep", "måndag 15 september 2025"),
        ("2026-01-01", "1 jan", "tors 1 jan", "torsdag 1 januari 2026"),
        ("2026-06-06", "6 juni", "lör 6 juni", "lördag 6 juni 2026"),
        ("2025-12-31", "31 dec", "ons 31 dec", "onsdag 31 december 2025"),
    ],
)
def test_a_day_is_written_short_and_long(date: str, short: str, middle: str, long: str) -> None:
    that = _date(date)
    assert (short, middle, long) == (short_day(that), day(that), long_day(that))


@pytest.mark.parametrize(
    ("start", "last_day", "short", "long"),
    [
        ("2026-03-03", "2026-03-03", "tis 3 mars", "tisdag 3 mars 2026"),
        ("2026-03-02", "2026-03-08", "2–8 mars", "2–8 mars 2026"),
        ("2026-03-28", "2026-04-03", "28 mars–3 april", "28 mars – 3 april 2026"),
        ("2025-12-22", "2026-01-04", "22 dec–4 jan", "22 december 2025 – 4 januari 2026"),
        ("2026-03-01", "2026-03-31", "mars", "1–31 mars 2026"),
        ("2026-02-01", "2026-02-28", "februari", "1–28 februari 2026"),
        ("2028-02-01", "2028-02-28", "1–28 feb", "1–28 februari 2028"),
        ("2026-03-01", "2026-04-30", "mars–april", "1 mars – 30 april 2026"),
        ("2025-12-01", "2026-01-31", "dec–jan", "1 december 2025 – 31 januari 2026"),
        ("2026-03-01", "2026-03-30", "1–30 mars", "1–30 mars 2026"),
        ("2026-03-02", "2026-03-31", "2–31 mars", "2–31 mars 2026"),
        ("2025-03-02", "2026-03-31", "2 mars–31 mars", "2 mars 2025 – 31 mars 2026"),
    ],
)
def test_a_span_is_written_as_days_or_whole_months(start: str, last_day: str, short: str, long: str) -> None:
    assert short == span(_date(start), _date(last_day))
    assert long == long_span(_date(start), _date(last_day))


@pytest.mark.parametrize(
    ("start", "last_day", "expected"),
    [
        ("2026-03-03", "2026-03-03", "v. 10"),
        ("2026-03-02", "2026-03-08", "v. 10"),
        ("2026-03-01", "2026-03-31", "v. 9–14"),
        ("2025-12-22", "2026-01-04", "v. 52–1"),
        ("2025-12-29", "2026-01-04", "v. 1"),
        ("2026-03-05", "2026-03-11", "v. 10–11"),
    ],
)
def test_days_have_their_iso_weeks(start: str, last_day: str, expected: str) -> None:
    assert expected == weeks(_date(start), _date(last_day))


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 aktiviteter"), (1, "1 aktivitet"), (2, "2 aktiviteter"), (21, "21 aktiviteter")]
)
def test_a_count_agrees_with_its_number(number: int, text: str) -> None:
    assert text == count(number, "aktivitet", "aktiviteter")


@pytest.mark.parametrize(("words", "text"), [(["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")])
def test_words_are_enumerated(words: list[str], text: str) -> None:
    assert text == enumerate_words(words)
    assert text.replace("och", "eller") == enumerate_words(iter(words), "eller")


def test_the_nearest_word_is_named() -> None:
    assert ' Menade du "rektor"?' == did_you_mean("Rektro", ["rektor", "kurator"])


def test_all_words_are_named_when_none_is_near() -> None:
    assert " Välj bland a, b och c." == did_you_mean("zzz", frozenset("cab"))


def test_too_many_words_or_none_at_all_are_not_listed() -> None:
    assert not did_you_mean("zzz", [f"ord{n}" for n in range(26)])
    assert not did_you_mean("zzz", [])


@given(st.text(max_size=20), st.lists(st.text(max_size=10), max_size=5))
def test_any_word_may_be_asked_about(word: str, valid: list[str]) -> None:
    hint = did_you_mean(word, valid)
    assert bool(valid) == bool(hint)


def test_days_are_told_with_their_year_after_the_last_of_it() -> None:
    day = dt.date
    months = [(day(2025, 8, 1), day(2025, 8, 31)), (day(2025, 10, 1), day(2025, 10, 31))]

    assert "augusti och oktober 2025" == spans(months)
    assert "augusti, oktober 2025 och tis 3 mars 2026" == spans([*months, (day(2026, 3, 3), day(2026, 3, 3))])
    assert "20 dec–3 jan 2026" == spans([(day(2025, 12, 20), day(2026, 1, 3))])


@pytest.mark.parametrize(
    ("start", "last_day", "expected"),
    [
        ("2026-03-02", "2026-03-20", "mars"),
        ("2026-10-01", "2026-11-30", "okt–nov"),
        ("2025-12-08", "2026-01-09", "dec–jan"),
    ],
)
def test_days_have_their_months(start: str, last_day: str, expected: str) -> None:
    assert expected == months(_date(start), _date(last_day))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([3], "mars"),
        ([8, 9], "augusti och september"),
        ([8, 9, 10], "augusti–oktober"),
        ([11, 12, 1], "november–januari"),
        ([8, 9, 10, 12, 2], "augusti–oktober, december och februari"),
        ([12, 2, 3, 4, 6], "december, februari–april och juni"),
        ([7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6], "juli–juni"),
    ],
)
def test_months_in_a_row_are_told_as_one(numbers: list[int], said: str) -> None:
    assert said == month_names(numbers)
