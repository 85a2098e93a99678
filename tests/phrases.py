"""The rules that give one span of days a school year, for hypothesis."""

import datetime as dt
from typing import TypeAlias

from hypothesis import reject
from hypothesis import strategies as st

from arshjul_cli.rules import (
    Anchored,
    Days,
    Either,
    Feast,
    LastDay,
    Months,
    NamedDay,
    NthWeekday,
    NthWorkday,
    PartOfMonth,
    PhraseError,
    WeekdayOfWeek,
    Weeks,
)
from arshjul_cli.rules.anchors import Anchor
from arshjul_cli.rules.days import Nth
from arshjul_cli.rules.months import PartName
from arshjul_cli.rules.nameddays import EASTER, FEASTS, NAMED_DAYS
from arshjul_cli.rules.offsets import CalendarDays, NearestWeekday, SameWeek, Side, WeeksAway, WorkingDays
from arshjul_cli.schoolyear import FIRST, LAST, SchoolYear

NTHS: tuple[Nth, ...] = (1, 2, 3, 4, 5, -1)
PARTS: tuple[PartName, ...] = ("början", "mitten", "slutet")
SIDES: tuple[Side, ...] = ("före", "efter")

Dated: TypeAlias = (
    Days
    | Either
    | LastDay
    | Months
    | NthWeekday
    | NthWorkday
    | PartOfMonth
    | WeekdayOfWeek
    | NamedDay
    | Feast
    | Anchored
    | Weeks
)

months_of_a_year = st.integers(1, 12)
weekdays = st.integers(1, 7)
nths = st.sampled_from(NTHS)
sides = st.sampled_from(SIDES)
anchors: st.SearchStrategy[NamedDay | Feast] = st.sampled_from((*FEASTS.values(), *NAMED_DAYS.values()))
school_years = st.builds(SchoolYear, st.integers(FIRST, LAST))


@st.composite
def months(draw: st.DrawFn) -> Months:
    first = draw(months_of_a_year)
    return Months(first, (first + draw(st.integers(0, 10)) - 1) % 12 + 1)


@st.composite
def days(draw: st.DrawFn) -> Days:
    first, last = draw(months_of_a_year), draw(months_of_a_year)
    try:
        return Days(draw(st.integers(1, 31)), first, draw(st.integers(1, 31)), last)
    except PhraseError:
        reject()


@st.composite
def weeks(draw: st.DrawFn) -> Weeks:
    first = draw(st.integers(1, 53))
    length = draw(st.integers(0, 45))
    last = first + length if first + length <= 52 else max(1, first + length - 52)
    month = dt.date.fromisocalendar(SchoolYear(2025).iso_year(first), min(first, 52), 4).month
    try:
        return Weeks(first, last, draw(st.sampled_from([None, Months(month, month)])))
    except PhraseError:
        reject()


@st.composite
def anchored(draw: st.DrawFn, of: st.SearchStrategy[Anchor] = anchors) -> Anchored:
    side = draw(sides)
    offset = draw(
        st.one_of(
            st.builds(CalendarDays, st.integers(1, 60), st.just(side)),
            st.builds(WorkingDays, st.integers(1, 40), st.just(side)),
            st.builds(WeeksAway, st.integers(1, 8), st.just(side)),
            st.builds(NearestWeekday, weekdays, st.just(side)),
            st.builds(SameWeek),
        )
    )
    try:
        return Anchored(offset, draw(of))
    except PhraseError:
        reject()


rules: st.SearchStrategy[Dated] = st.one_of(
    months(),
    days(),
    weeks(),
    st.builds(PartOfMonth, st.sampled_from(PARTS), months_of_a_year),
    st.builds(LastDay, months_of_a_year),
    months_of_a_year.filter(lambda month: month != 6).map(lambda month: Either(month, month % 12 + 1)),
    st.builds(WeekdayOfWeek, weekdays, st.integers(1, 53)),
    st.builds(NthWeekday, nths, weekdays, months_of_a_year),
    st.builds(NthWorkday, nths, months_of_a_year),
    anchors.filter(lambda anchor: anchor != EASTER),
    anchored(),
    st.builds(Anchored, st.builds(WeeksAway, st.integers(1, 36), st.just(SIDES[0])), st.just(EASTER)),
    st.builds(Anchored, st.builds(WeeksAway, st.integers(1, 9), st.just(SIDES[1])), st.just(EASTER)),
)
