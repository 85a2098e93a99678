"""The ends of terms, and what is counted from them: days that a plan gives for each school year."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.rules import Anchored, PhraseError, Span, parse, sentence, slots
from arshjul_cli.rules.offsets import SameWeek
from arshjul_cli.rules.terms import TERM_EDGES
from arshjul_cli.schoolyear import NoSuchDay, NotKnownYet, SchoolYear
from arshjul_cli.workdays import Workdays
from phrases import anchored

YEAR = SchoolYear(2026)
AUTUMN = (dt.date(2026, 8, 17), dt.date(2026, 12, 18))
SPRING = (dt.date(2027, 1, 8), dt.date(2027, 6, 10))
EVERY_YEAR = "terminernas dagar bestäms för varje läsår"
GIVEN = Workdays(terms={2026: {"höstterminen": AUTUMN, "vårterminen": SPRING}})


def _days(phrase: str, workdays: Workdays = GIVEN) -> Span:
    [(_, rule)] = slots(parse(phrase))
    return rule.span(YEAR, workdays)


@pytest.mark.parametrize(
    ("phrase", "start", "last_day"),
    [
        ("höstterminens start", "2026-08-17", "2026-08-17"),
        ("höstterminens slut", "2026-12-18", "2026-12-18"),
        ("vårterminens start", "2027-01-08", "2027-01-08"),
        ("vårterminens slut", "2027-06-10", "2027-06-10"),
        ("läsårets start", "2026-08-17", "2026-08-17"),
        ("läsårets slut", "2027-06-10", "2027-06-10"),
        ("veckan före höstterminens start", "2026-08-10", "2026-08-16"),
        ("måndagen efter vårterminens slut", "2027-06-14", "2027-06-14"),
        ("14 dagar före läsårets slut", "2027-05-27", "2027-05-27"),
        ("3 vardagar före vårterminens start", "2027-01-04", "2027-01-04"),
        ("samma vecka som läsårets start", "2026-08-17", "2026-08-23"),
        ("före läsårets start", "2026-08-16", "2026-08-16"),
        ("senast höstterminens slut", "2026-12-18", "2026-12-18"),
        ("runt vårterminens start", "2027-01-08", "2027-01-08"),
        ("i samma vecka som vårterminens slut", "2027-06-07", "2027-06-13"),
    ],
)
def test_the_days_of_the_terms(phrase: str, start: str, last_day: str) -> None:
    assert [start, last_day] == list(map(str, _days(phrase)))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HÖSTTERMINENS START", "höstterminens start"),
        ("Höstterminens början", "höstterminens start"),
        ("vårterminens första dag", "vårterminens start"),
        ("skolårets sista dag", "läsårets slut"),
        ("senast läsårets slutet", "senast läsårets slut"),
        ("två veckor innan höstterminens  starten", "2 veckor före höstterminens start"),
        ("läsårets start och läsårets slut", "läsårets start och läsårets slut"),
    ],
)
def test_other_writings(written: str, canonical: str) -> None:
    assert canonical == str(parse(written))
    assert parse(written) == parse(canonical)


@pytest.mark.parametrize("terms", [{}, {2025: {"höstterminen": AUTUMN}}, {2026: {"vårterminen": SPRING}}])
@pytest.mark.parametrize("phrase", ["höstterminens start", "läsårets start", "veckan före höstterminens slut"])
def test_a_term_that_nobody_has_written_is_not_known_yet(
    phrase: str, terms: Mapping[int, Mapping[str, tuple[dt.date, dt.date]]]
) -> None:
    with pytest.raises(NotKnownYet, match="höstterminens dagar 2026/27 står inte i planen"):
        _days(phrase, Workdays(terms=terms))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (
            "7 veckor före höstterminens start",
            "7 veckor före höstterminens start hör till ett annat läsår. Skriv högst 6 veckor, eller en månad.",
        ),
        (
            "20 dagar efter läsårets slut",
            "20 dagar efter läsårets slut hör till ett annat läsår. Skriv högst 19 dagar, eller en månad.",
        ),
        (
            "61 dagar före läsårets slut",
            "Det är för långt bort att räkna från. Skriv högst 60 dagar, eller en tid på året.",
        ),
    ],
)
def test_what_is_too_far_away_is_refused(phrase: str, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)

    assert text == caught.value.text


def test_what_a_very_early_term_takes_out_of_the_year_does_not_exist_then() -> None:
    early = Workdays(terms={2026: {"höstterminen": (dt.date(2026, 8, 3), dt.date(2026, 12, 18))}})

    with pytest.raises(NoSuchDay, match="40 dagar före höstterminens start ligger inte i läsåret 2026/27"):
        _days("40 dagar före höstterminens start", early)


@pytest.mark.parametrize(
    ("phrase", "slot"),
    [
        ("höstterminens start", 8), ("höstterminens slut", 12), ("vårterminens start", 1), ("vårterminens slut", 6),
        ("läsårets start", 8), ("läsårets slut", 6), ("2 veckor före vårterminens start", 12),
        ("3 veckor före höstterminens start", 7),
    ],
)  # fmt: skip
def test_a_slot_has_the_same_month_whatever_the_terms_are(phrase: str, slot: int) -> None:
    [(_, rule)] = slots(parse(phrase))

    assert slot == rule.slot


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("läsårets start", f"Läsårets start; {EVERY_YEAR}."),
        (
            "senast måndagen efter vårterminens slut",
            f"Ska vara klart senast måndagen närmast efter vårterminens slut; {EVERY_YEAR}.",
        ),
    ],
)
def test_what_it_says(phrase: str, said: str) -> None:
    assert said == sentence(parse(phrase))


@st.composite
def terms(draw: st.DrawFn) -> tuple[SchoolYear, Workdays]:
    """Return a school year with terms that there could be."""
    first = draw(st.integers(2010, 2060))
    autumn = (dt.date(first, 8, draw(st.integers(8, 31))), dt.date(first, 12, draw(st.integers(15, 23))))
    spring = (dt.date(first + 1, 1, draw(st.integers(2, 15))), dt.date(first + 1, 6, draw(st.integers(1, 18))))
    return SchoolYear(first), Workdays(terms={first: {"höstterminen": autumn, "vårterminen": spring}})


@given(anchored(of=st.sampled_from(tuple(TERM_EDGES.values()))), terms())
@settings(max_examples=300, deadline=None)
def test_it_lies_on_the_right_side_of_the_end_of_the_term_in_the_school_year(
    rule: Anchored, given_terms: tuple[SchoolYear, Workdays]
) -> None:
    year, workdays = given_terms
    assert rule == parse(str(rule)) == parse(str(rule).upper())
    end = rule.anchor.span(year, workdays).start
    try:
        start, last_day = rule.span(year, workdays)
    except NoSuchDay:
        return
    assert year.admits(start)
    if isinstance(rule.offset, SameWeek):
        assert start <= end <= last_day
    elif rule.offset.side == "före":
        assert last_day < end
    else:
        assert end < start
