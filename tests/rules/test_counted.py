"""Times counted from another activity: how they are written, how far they may be, and on which side they lie."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.rules import PhraseError, Relative, Span, parse, parse_alone, sentence
from arshjul_cli.rules.offsets import CalendarDays, NearestWeekday, Offset, SameDay, SameWeek, WeeksAway, WorkingDays
from arshjul_cli.workdays import Workdays
from phrases import sides, weekdays

WRITINGS = {
    "21 dagar före arsmotet": "21 dagar före arsmotet",
    "21 DAGAR innan Arsmotet": "21 dagar före arsmotet",
    "en dag före namnd": "dagen före namnd",
    "1 dag efter namnd": "dagen efter namnd",
    "dagen före namnd": "dagen före namnd",
    "dag före namnd": "dagen före namnd",
    "senast 14 dagar före namnd": "senast 14 dagar före namnd",
    "14 dagar före namnd senast": "senast 14 dagar före namnd",
    "Senast två veckor före namnd-2": "senast 2 veckor före namnd-2",
    "3 vardagar efter namnd": "3 vardagar efter namnd",
    "tre arbetsdagar efter namnd": "3 vardagar efter namnd",
    "vardagen före namnd": "vardagen före namnd",
    "i veckan efter namnd": "veckan efter namnd",
    "2 veckor före skolanalysgrupp-mars": "2 veckor före skolanalysgrupp-mars",
    "samma dag som namnd": "samma dag som namnd",
    "i samma vecka som namnd": "samma vecka som namnd",
    "den tisdagen före namnd": "tisdagen före namnd",
    "tis efter namnd": "tisdagen efter namnd",
    "runt 14 dagar före namnd": "runt 14 dagar före namnd",
    "före namnd": "senast dagen före namnd",
    "före ht-start": "senast dagen före ht-start",
    "inom 14 dagar efter namnd": None,
    "14 dagar efter årsmötet": "14 dagar efter årsmötet",
}
_WEEK = "samma vecka som namnd, måndag till söndag; flyttas den, så flyttas också det här."
offsets: st.SearchStrategy[Offset] = st.one_of(
    st.builds(CalendarDays, st.integers(1, 60), sides),
    st.builds(WorkingDays, st.integers(1, 40), sides),
    st.builds(WeeksAway, st.integers(1, 8), sides),
    st.builds(NearestWeekday, weekdays, sides),
    st.builds(SameDay),
    st.builds(SameWeek),
)
spans = st.builds(
    lambda first, length: Span(first, first + dt.timedelta(days=length)),
    st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)),
    st.integers(0, 60),
)


@pytest.mark.parametrize(("writing", "canonical"), WRITINGS.items())
def test_they_are_written_as_people_do_and_have_one_canonical_form(writing: str, canonical: str | None) -> None:
    if canonical is None:
        with pytest.raises(PhraseError):
            parse(writing)
        return
    assert canonical == str(parse(writing))
    assert parse(canonical) == parse(writing)


@given(
    offsets,
    st.from_regex(r"[a-z]{2,8}x(-[a-z0-9]{1,4}){0,3}", fullmatch=True),
    st.sampled_from(["", "senast ", "runt "]),
)
def test_each_prints_a_form_that_parses_back(offset: Offset, other: str, before: str) -> None:
    phrase = f"{before}{Relative(offset, other)}"

    assert phrase == str(parse(phrase))


@given(offsets, spans)
def test_before_is_before_the_first_day_and_after_is_after_the_last(offset: Offset, other: Span) -> None:
    days = offset.span(other, Workdays())

    if isinstance(offset, SameDay | SameWeek):
        assert days.start <= other.start
        assert other.last_day <= days.last_day
    elif offset.side == "före":
        assert days.last_day < other.start
    else:
        assert days.start > other.last_day


@given(offsets, spans)
def test_about_how_far_away_it_is_is_told_within_two_weeks(offset: Offset, other: Span) -> None:
    days = offset.span(other, Workdays())
    away = (days.start - (other.last_day if offset.days > 0 else other.start)).days

    assert abs(away - offset.days) <= 14


@given(st.integers(1, 40), sides, spans)
def test_working_days_are_counted_without_days_off(count: int, side: str, other: Span) -> None:
    workdays = Workdays()
    (day, _) = WorkingDays(count, side).span(other, workdays)  # type: ignore[arg-type]
    first, last = (day, other.start) if side == "före" else (other.last_day, day)
    between = (first + dt.timedelta(days=n) for n in range(1, (last - first).days))

    assert workdays.is_working_day(day)
    assert count - 1 == sum(map(workdays.is_working_day, between))


@pytest.mark.parametrize(
    ("phrase", "offset", "text"),
    [
        ("61 dagar före namnd", 0, "högst 60 dagar"),
        ("41 vardagar före namnd", 0, "högst 40 vardagar"),
        ("9 veckor efter namnd", 0, "högst 8 veckor"),
        ("14 dagar före", 13, "Skriv id:t på en aktivitet"),
        ("14 dagar före mars", 14, '"mars" betyder alltid sig självt'),
        ("före tisdagen", 5, '"tisdagen" betyder alltid sig självt'),
        ("dagen efter tisdag", 12, '"tisdag" betyder alltid sig självt'),
        ("14 dagar före nämndens möte", 14, 'i ett enda ord, till exempel "14 dagar före namnd"'),
        ("senast 14 dagar före Nämndens möte", 21, 'i ett enda ord, till exempel "14 dagar före namnd"'),
        ("inom 14 dagar efter namnd", 0, 'Skriv "senast 14 dagar efter namnd"'),
        ("i god tid före namnd", 0, "Det säger inte hur långt före"),
        ("61 dagar före nämndens möte", 0, "högst 60 dagar"),
        ("14 dagar före namnd och 7 dagar före namnd", 0, "Gör två aktiviteter"),
        ("mars och dagen efter namnd", 0, "Gör två aktiviteter"),
        ("senast dagen före namnd, dagen efter namnd", 7, "Gör två aktiviteter"),
        ("före ht", 5, "augusti–december"),
    ],
)
def test_what_cannot_be_counted_is_told_at_its_place(phrase: str, offset: int, text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase)

    assert text in caught.value.text
    assert offset == caught.value.offset


def test_without_other_activities_none_is_a_phrase() -> None:
    with pytest.raises(
        PhraseError, match=r'ingen tid\. Är det en aktivitet: skriv "senast veckan efter namnd", med dess id'
    ):
        parse_alone("Senast veckan efter Namnd")
    with pytest.raises(PhraseError, match=r"v\. 7"):
        parse_alone("veckan efter sportlovet")
    with pytest.raises(PhraseError, match="budget-beslut") as caught:
        parse_alone("veckan efter Budget–beslut")
    assert len("veckan efter ") == caught.value.offset
    assert parse("5 mars") == parse_alone("5 mars")


@pytest.mark.parametrize(
    ("phrase", "means"),
    [
        ("14 dagar före namnd", "14 dagar före namnd; flyttas den, så flyttas också det här."),
        ("veckan före namnd", "Veckan före namnd, måndag till söndag; flyttas den, så flyttas också det här."),
        ("tisdagen före namnd", "Tisdagen närmast före namnd; flyttas den, så flyttas också det här."),
        ("vardagen före namnd", "Närmaste vardag före namnd; flyttas den, så flyttas också det här."),
        ("senast samma vecka som namnd", f"Ska vara klart senast den sista av dagarna: {_WEEK}"),
    ],
)
def test_each_has_its_sentence(phrase: str, means: str) -> None:
    assert means == sentence(parse(phrase))
