"""What people write about a time: the plan's phrase, a decided day, or word for word with a cure."""

import datetime as dt
import re
from typing import Any

import pytest

from arshjul_cli.importing.times import ON_DEMAND, Timing, Written, named_time, timing
from arshjul_cli.rules import PhraseError, parse, slots
from arshjul_cli.schoolyear import SchoolYear


def of(when: str = "", year: SchoolYear | int | None = None, *, time: str = "") -> Timing:
    return timing(Written(when=when, time=time), year)


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("Januari- Februari", "januari–februari"),
        ("November (v. 45-47)", "november (v. 45–47)"),
        ("SENAST 30 JUNI", "senast 30 juni"),
        ("15.1 senast", "senast 15 januari"),
        ("1.2–31.3", "1 februari–31 mars"),
        ("12/10-14/10 2027", "12–14 oktober"),
        ("10–14 mars 2027", "10–14 mars"),
        ("2027-03-10–2027-03-14", "10–14 mars"),
        ("mars 2027", "mars"),
        ("v 43 2027", "v. 43"),
        ("30/4", "30 april"),
    ],
)
def test_what_is_no_single_day_of_a_year_is_the_phrase(written: str, when: str) -> None:
    assert (when, None, True, ()) == (of(written).when, of(written).day, of(written).is_understood, of(written).needs)


@pytest.mark.parametrize(
    "written",
    [
        "26 januari 2027", "26/1 2027", "26/1-27", "26.1.2027", "26/01/2027", "2027-01-26", "2027-01-26 00:00:00",
        "20270126",
        "2027/01/26", "tisdag 26 januari 2027", "Tis 26 jan -27", "ti 26.1.2027", "tisdagen den 26 januari, 2027",
        "26 jan. 2027", "tisdag v. 4 2027", "26 januari '27",
    ],
)  # fmt: skip
def test_a_day_of_a_year_is_decided_and_its_rule_the_nth_weekday(written: str) -> None:
    found = of(written)

    assert (dt.date(2027, 1, 26), "2027-01-26") == (found.day, found.decided)
    assert ("fjärde tisdagen i januari", True) == (found.when, found.is_yearly)


@pytest.mark.parametrize(
    ("written", "decided"),
    [
        ("26 januari 2027 kl. 13–15", "2027-01-26 13:00–15:00"),
        ("26 januari 2027, kl 13.30-15", "2027-01-26 13:30–15:00"),
        ("26/1 2027 13.00–15.30", "2027-01-26 13:00–15:30"),
        ("2027-01-26 13:00–15:00", "2027-01-26 13:00–15:00"),
        ("26.1.2027 (kl. 9.10–11.12)", "2027-01-26 09:10–11:12"),
        ("klockan 8 till 16 den 26 januari 2027", "2027-01-26 08:00–16:00"),
    ],
)
def test_a_time_of_day_goes_with_it(written: str, decided: str) -> None:
    assert (decided, ()) == (of(written).decided, of(written).needs)


@pytest.mark.parametrize("time", ["13-15", "13.00–15.00", "kl. 13–15", "13:00 - 15:00", "13 till 15"])
def test_a_column_of_its_own_gives_the_time(time: str) -> None:
    assert "2027-01-26 13:00–15:00" == of("26 januari 2027", time=time).decided


def test_a_start_without_an_end_is_never_lost() -> None:
    found = of("26 januari 2027 kl 13")

    assert found.day == dt.date(2027, 1, 26)
    assert "13:00" in found.decided or "13:00" in found.needs[0]


def test_a_time_of_day_without_a_year_needs_a_person() -> None:
    assert "5 oktober" == of("5.10 13.00").when
    assert "13:00" in of("5.10 13.00").needs[0]


@pytest.mark.parametrize(
    ("written", "year", "decided", "when"),
    [
        ("5 mars", 2027, "2027-03-05", "första fredagen i mars"),
        ("5 mars", SchoolYear(2026), "2027-03-05", "första fredagen i mars"),
        ("5 oktober", SchoolYear(2026), "2026-10-05", "första måndagen i oktober"),
        ("5/3", 2027, "2027-03-05", "första fredagen i mars"),
        ("fredag 5 mars", 2027, "2027-03-05", "första fredagen i mars"),
        ("5 mars 2028", 2027, "2028-03-05", "första söndagen i mars"),
        ("30 mars", 2027, "2027-03-30", "sista tisdagen i mars"),
    ],
)
def test_a_day_without_a_year_is_of_the_year_that_is_asked_for(
    written: str, year: SchoolYear | int, decided: str, when: str
) -> None:
    assert (decided, when, True) == (of(written, year).decided, of(written, year).when, of(written, year).is_yearly)


@pytest.mark.parametrize("written", ["30 juni", "senast 5 mars", "5–9 mars", "mars", "v. 10", "första tisdagen i mars"])
def test_deadlines_the_last_of_a_month_and_spans_keep_their_dates(written: str) -> None:
    for text in (written, f"{written} 2027"):
        if not written.startswith("första"):
            assert (written, None, False) == (of(text, 2027).when, of(text, 2027).day, of(text, 2027).is_yearly)
    assert (written, None) == (of(written, 2027).when, of(written, 2027).day)


def test_a_day_with_a_year_is_never_one_without() -> None:
    assert [True, False, False, False] == [
        of(day).is_bare_day for day in ("30 juni", "30 juni 2027", "5 mars 2027", "v. 10")
    ]


def test_the_last_of_a_month_with_a_time_has_both() -> None:
    found = of("30/6 2027 13:00–15:00")

    assert ("30 juni", "2027-06-30 13:00–15:00", False) == (found.when, found.decided, found.is_yearly)


def test_a_phrase_with_a_year_is_decided_on_its_day() -> None:
    found = of("första tisdagen i mars 2027")

    assert ("första tisdagen i mars", "2027-03-02", True) == (found.when, found.decided, found.is_yearly)


@pytest.mark.parametrize("year", [2024, 2028])
def test_a_leap_day_of_a_year_becomes_a_rule_of_all_years(year: int) -> None:
    assert f"{year}-02-29" == of(f"29 februari {year}").decided
    assert of(f"29 februari {year}").when.endswith("i februari")


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("onsdag 26 januari 2027", "26 januari 2027 är en tisdag"),
        ("31/2 2027", "Februari har ingen dag 31"),
        ("29 februari 2027", "finns inte 2027"),
        ("29 februari", "finns inte alla år"),
        ("v. 53", "finns inte alla år"),
        ("femte tisdagen i mars", "finns inte alla år"),
        ("5 mars 1850", "1850"),
        ("2 mars 1950", "ligger för långt bort"),
        ("tisdag 26 januari", "--year"),
        ("x" * 300, "för lång"),
        ("", "Tiden saknas"),
    ],
)
def test_what_cannot_be_is_not_dated_and_says_why(written: str, cure: str) -> None:
    assert (ON_DEMAND, None, False) == (of(written).when, of(written).day, of(written).is_understood)
    assert cure in of(written).needs[0]


@pytest.mark.parametrize("written", ["i god tid", "qwerty", "31 april", "mars och"])
def test_what_is_not_understood_has_the_cure_that_check_gives(written: str) -> None:
    with pytest.raises(PhraseError) as error:
        parse(written)

    assert (ON_DEMAND, (error.value.text,)) == (of(written).when, of(written).needs)


@pytest.mark.parametrize(
    ("cells", "when"),
    [
        ({"week": "10"}, "v. 10"),
        ({"week": "10–12", "month": "mars"}, "v. 10–12"),
        ({"week": "v. 10", "month": "mars"}, "v. 10"),
        ({"month": "mars"}, "mars"),
        ({"when": "5", "month": "mars"}, "5 mars"),
        ({"when": "5–9", "month": "mars"}, "5–9 mars"),
        ({"when": "senast 15", "month": "mars"}, "senast 15 mars"),
        ({"when": "början", "month": "mars"}, "början av mars"),
        ({"when": "första tisdagen", "month": "mars"}, "första tisdagen i mars"),
        ({"when": "5 maj", "month": "mars"}, "5 maj"),
        ({"when": "tisdag", "week": "10"}, "tisdag v. 10"),
        ({"month": "mars", "time": "v. 10"}, "v. 10"),
        ({"when": "mars (v. 14)"}, "v. 14"),
    ],
)
def test_cells_are_put_together(cells: dict[str, Any], when: str) -> None:
    assert when == timing(Written(**cells), None).when


def test_the_text_of_a_time_has_all_that_its_own_cells_say() -> None:
    written = Written(when="tis", month="mars", week="10", time="kl 9", section="april")

    assert "tis mars v. 10 kl 9" == written.text


def test_the_year_of_a_section_is_that_of_its_days() -> None:
    assert dt.date(2027, 3, 5) == timing(Written(when="5", month="mars", year=2027), None).day
    assert dt.date(2028, 3, 5) == timing(Written(when="5 mars 2028", month="mars", year=2027), None).day


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Januari", ("januari", None)),
        ("JANUARI 2027:", ("januari", 2027)),
        ("november–december", ("november–december", None)),
        ("v. 10", ("v. 10", None)),
        ("Barn- och utbildningsnämnden", None),
        ("vid behov", None),
        ("januari 2027 2028", None),
        ("", None),
    ],
)
def test_a_section_names_a_time_or_none(text: str, named: tuple[str, int | None] | None) -> None:
    assert named == named_time(text)


@pytest.mark.parametrize(
    "written", ["26 januari 2027", "31 mars 2027", "29 februari 2028", "31/12 2027", "v. 1", "1 jan"]
)
def test_every_rule_is_one_that_all_school_years_have(written: str) -> None:
    from arshjul_cli.workdays import Workdays

    for first in range(2000, 2099):
        for _, rule in slots(parse(of(written).when)):
            rule.span(SchoolYear(first), Workdays())


def test_two_years_in_one_cell_are_no_single_day() -> None:
    assert not of("26 januari 2027 eller 2028").is_understood
    assert re.search("eller", of("26 januari 2027 eller 2028").needs[0])
