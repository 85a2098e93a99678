"""Expansion: what a rule gives, what a year decides instead, and what is lacking."""

import datetime as dt

import pytest

from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand, expand_calendar_year
from arshjul_cli.wheel.model import Occurrence, Status, Wheel
from building import HEADER, YEAR, Tree, only, plan_of, row, wheel_of


def _days(one: Occurrence) -> str:
    return str(one.start) if one.start == one.last_day else f"{one.start}–{one.last_day}"


def _all_days(wheel: Wheel) -> list[str]:
    return [_days(one) for one in wheel.occurrences]


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("januari", "2026-01-01–2026-01-31"),
        ("februari", "2026-02-01–2026-02-28"),
        ("december–januari", "2025-12-01–2026-01-31"),
        ("augusti–juni", "2025-08-01–2026-06-30"),
        ("1 juli", "2025-07-01"),
        ("30 juni", "2026-06-30"),
        ("28 mars–3 april", "2026-03-28–2026-04-03"),
        ("senast v. 10", "2026-03-02–2026-03-08"),
        ("slutet av februari", "2026-02-21–2026-02-28"),
        ("v. 27", "2025-06-30–2025-07-06"),
        ("v. 26", "2026-06-22–2026-06-28"),
        ("v. 52–1", "2025-12-22–2026-01-04"),
        ("november (v. 45–47)", "2025-11-03–2025-11-23"),
        ("tisdag v. 10", "2026-03-03"),
        ("första tisdagen i mars", "2026-03-03"),
        ("sista fredagen i maj", "2026-05-29"),
        ("andra vardagen i april", "2026-04-02"),
        ("sista vardagen i december", "2025-12-30"),
        ("2 veckor före påsk", "2026-03-16–2026-03-22"),
        ("veckan efter påsk", "2026-04-06–2026-04-12"),
        ("torsdagen före påsk", "2026-04-02"),
        ("tisdagen efter påsk", "2026-04-07"),
    ],
)
def test_the_days_of_a_rule_in_2025_26(when: str, days: str) -> None:
    assert [days] == _all_days(wheel_of(row(when=when)))


def test_a_monthly_one_gives_an_occurrence_a_month_from_july_to_june() -> None:
    wheel = wheel_of(row(when="första måndagen varje månad utom juli och december"))

    assert [
        "2025-08-04", "2025-09-01", "2025-10-06", "2025-11-03", "2026-01-05",
        "2026-02-02", "2026-03-02", "2026-04-06", "2026-05-04", "2026-06-01",
    ] == _all_days(wheel)  # fmt: skip


def test_working_days_follow_the_country_of_the_plan() -> None:
    rows = (row(when="första vardagen i maj"), row("b", "sista vardagen i december"))
    danish = {"title": "P", "organisation": "O", "uid_domain": "a.dk", "country": "DK", "timezone": "Europe/Copenhagen"}

    assert ["2025-12-30", "2026-05-04"] == _all_days(wheel_of(*rows))
    assert ["2025-12-31", "2026-05-01"] == _all_days(wheel_of(*rows, plan=danish))


def test_on_demand_is_listed_and_never_dated() -> None:
    wheel = wheel_of(row("b", "vid behov"), row("a", "vid behov"))

    assert ([], ["a", "b"], ()) == (_all_days(wheel), [activity.id for activity in wheel.undated], wheel.missing)


def test_on_demand_with_a_date_is_an_occurrence_and_listed_no_more() -> None:
    wheel = wheel_of(row(when="vid behov"), decided={"dates": {"mote": "2026-01-15 08:30–09:45"}})

    assert (["2026-01-15"], ()) == (_all_days(wheel), wheel.undated)
    assert (dt.time(8, 30), dt.time(9, 45)) == only(wheel).time


def test_a_decided_date_replaces_the_rules() -> None:
    wheel = wheel_of(row(when="mars"), decided={"dates": {"mote": "2026-02-27–2026-03-02"}})

    assert ["2026-02-27–2026-03-02"] == _all_days(wheel)


def test_a_decision_holds_for_its_year_only() -> None:
    wheel = wheel_of(row(), decided={"dates": {"mote": "2026-03-09"}}, years=[YEAR.previous(), YEAR, YEAR.next()])

    assert ["2025-03-05", "2026-03-09", "2027-03-05"] == _all_days(wheel)


def test_each_date_of_a_list_names_its_own_month() -> None:
    decided = {"dates": {"mote": ["2026-01-20", "2025-08-18"]}}
    wheel = wheel_of(row(when="första måndagen varje månad utom juli", decided_yearly="true"), decided=decided)

    confirmed = {o.month: _days(o) for o in wheel.occurrences if o.status is Status.CONFIRMED}
    assert {8: "2025-08-18", 1: "2026-01-20"} == confirmed
    assert 11 == len(wheel.occurrences)


def test_a_date_by_month_may_lie_in_another_month() -> None:
    wheel = wheel_of(row(when="varje månad"), decided={"dates": {"mote": {"augusti": "2025-09-01"}}})

    assert {8: "2025-09-01"} == {o.month: _days(o) for o in wheel.occurrences if o.start == o.last_day}
    assert 12 == len(wheel.occurrences)


def test_what_is_decided_yearly_is_tentative_until_its_date_is_decided() -> None:
    mote = row(decided_yearly="true")

    assert Status.TENTATIVE is only(wheel_of(mote)).status
    assert Status.CONFIRMED is only(wheel_of(mote, decided={"dates": {"mote": "2026-03-05"}})).status
    assert Status.CONFIRMED is only(wheel_of(row())).status


@pytest.mark.parametrize("dates", [{}, {"mote": "2026-03-10"}])
@pytest.mark.parametrize("decided_yearly", ["true", "false"])
def test_what_is_cancelled_is_so_whatever_else_it_is(dates: Tree, decided_yearly: str) -> None:
    decided = {"dates": dates, "cancelled": {"mote": "Sjukdom"}}
    one = only(wheel_of(row(decided_yearly=decided_yearly), decided=decided))

    assert (Status.CANCELLED, "Sjukdom") == (one.status, one.reason)
    assert dates.get("mote", "2026-03-05") == _days(one)


def test_one_month_may_be_cancelled() -> None:
    wheel = wheel_of(row(when="varje månad"), decided={"cancelled": {"mote": {"april": "Påsk"}}})

    assert {4: "Påsk"} == {o.month: o.reason for o in wheel.occurrences if o.status is Status.CANCELLED}


def test_a_reason_for_the_year_cancels_every_month() -> None:
    wheel = wheel_of(row(when="varje månad"), decided={"cancelled": {"mote": "Vakant"}})

    assert ["Vakant"] * 12 == [occurrence.reason for occurrence in wheel.occurrences]


def test_an_extra_one_is_confirmed_unless_cancelled() -> None:
    extra = [{"id": one, "summary": one, "date": "2025-11-05"} for one in ("a", "b")]
    wheel = wheel_of(decided={"extra": extra, "cancelled": {"b": "Regn"}})

    assert [("a", Status.CONFIRMED, None), ("b", Status.CANCELLED, "Regn")] == [
        (one.activity.id, one.status, one.reason) for one in wheel.occurrences
    ]


@pytest.mark.parametrize(
    ("decision", "place"),
    [
        ("2026-03-05", ("Kommunhuset", "https://exempel.se")),
        ({"date": "2026-03-05", "location": "Skolan"}, ("Skolan", "https://exempel.se")),
        ({"date": "2026-03-05", "url": "https://exempel.se/2"}, ("Kommunhuset", "https://exempel.se/2")),
    ],
)
def test_a_decision_may_have_a_place_and_page_of_its_own(decision: object, place: tuple[str, str]) -> None:
    mote = row(location="Kommunhuset", url="https://exempel.se")
    one = only(wheel_of(mote, decided={"dates": {"mote": decision}}))

    assert place == (one.location, one.url)


@pytest.mark.parametrize(
    ("when", "month", "why"),
    [
        ("v. 53", None, "2025 har ingen vecka 53"),
        ("29 februari", None, "2026 har ingen 29 februari"),
        ("femte tisdagen i april", None, "april 2026 har ingen femte tisdag"),
        ("senast 29 februari", None, "2026 har ingen 29 februari"),
    ],
)
def test_what_a_year_lacks_is_missing_and_never_dropped(when: str, month: int | None, why: str) -> None:
    wheel = wheel_of(row(when=when))

    assert ((), [(month, why)]) == (wheel.occurrences, [(one.month, one.why) for one in wheel.missing])


def test_each_month_that_is_lacking_is_missing() -> None:
    wheel = wheel_of(row(when="femte måndagen varje månad"))

    assert [9, 12, 3, 6] == [occurrence.month for occurrence in wheel.occurrences]
    assert [1, 2, 4, 5, 7, 8, 10, 11] == [missing.month for missing in wheel.missing]


@pytest.mark.parametrize("decided", [{"dates": {"mote": "2026-01-02"}}, {"cancelled": {"mote": "Finns inte i år"}}])
def test_a_date_or_a_cancellation_settles_what_is_missing(decided: Tree) -> None:
    assert () == wheel_of(row(when="v. 53"), decided=decided).missing


def test_week_53_is_there_when_the_year_has_it() -> None:
    assert ["2026-12-28–2027-01-03"] == _all_days(wheel_of(row(when="v. 53"), years=[SchoolYear(2026)]))


def test_years_are_sorted_and_counted_once() -> None:
    plan = plan_of(row())

    assert expand(plan, [YEAR, YEAR.next()]) == expand(plan, [YEAR.next(), YEAR, YEAR])


def test_no_years_give_an_empty_wheel() -> None:
    assert ((), ()) == (wheel_of(row(), years=[]).occurrences, wheel_of(row(), years=[]).years)


def test_a_calendar_year_holds_all_that_has_a_day_in_it() -> None:
    rows = (row("vinter", "december–januari"), row("host", "september"), row("var", "mars"))
    wheel = expand_calendar_year(plan_of(*rows), 2026)

    assert [
        ("vinter", "2025-12-01–2026-01-31"),
        ("var", "2026-03-01–2026-03-31"),
        ("host", "2026-09-01–2026-09-30"),
        ("vinter", "2026-12-01–2027-01-31"),
    ] == [(one.activity.id, _days(one)) for one in wheel.occurrences]
    assert (SchoolYear(2025), SchoolYear(2026)) == wheel.years


def test_a_calendar_year_holds_the_end_of_a_long_period_of_the_school_year_before_its_two() -> None:
    years = {"2024/25": {"dates": {"mote": "2025-06-20–2026-01-10"}}}

    assert ["2025-06-20–2026-01-10"] == [
        _days(one)
        for one in expand_calendar_year(plan_of(row(), years=years), 2026).occurrences
        if one.start.year < 2026
    ]


def test_a_calendar_year_is_only_told_of_what_its_own_school_years_lack() -> None:
    missing = expand_calendar_year(plan_of(row(when="29 februari")), 2026).missing

    assert [SchoolYear(2025), SchoolYear(2026)] == [one.school_year for one in missing]


def test_on_demand_that_was_dated_outside_the_calendar_year_is_still_listed() -> None:
    years = {"2018/19": {"dates": {"mote": "2018-10-01"}}}
    wheel = expand_calendar_year(plan_of(row(when="vid behov"), years=years), 2019)

    assert ((), ["mote"]) == (wheel.occurrences, [one.id for one in wheel.undated])


@pytest.mark.parametrize(
    ("more", "years"),
    [
        ({}, [2025, 2026, 2027, 2028]),
        ({"from": "2026/27"}, [2026, 2027, 2028]),
        ({"until": "2026/27"}, [2025, 2026]),
        ({"from": "2026/27", "until": "2027/28"}, [2026, 2027]),
        ({"from": "2027/28", "until": "2027/28"}, [2027]),
    ],
)
def test_an_activity_has_dates_only_in_the_years_that_have_it(more: Tree, years: list[int]) -> None:
    asked = [SchoolYear(first) for first in range(2025, 2029)]
    wheel = wheel_of(row(**more), years=asked)

    assert years == [occurrence.school_year.first for occurrence in wheel.occurrences]
    assert years == [year.first for year in asked if wheel.plan.activities[0].stands_in(year)]


def test_what_a_year_does_not_have_misses_no_date_and_is_not_done_when_needed() -> None:
    gone = (row("a", "v. 53", until="2024/25"), row("b", "vid behov", until="2024/25"))

    assert ((), (), ()) == (wheel_of(*gone).occurrences, wheel_of(*gone).missing, wheel_of(*gone).undated)
    assert ["b"] == [activity.id for activity in wheel_of(*gone, years=(YEAR.previous(), YEAR)).undated]


def test_no_year_before_the_first_of_the_plan_is_laid_out() -> None:
    header = HEADER | {"first_year": "2025/26"}
    wheel = wheel_of(row(), row("a", "v. 53"), years=(YEAR.previous(), YEAR), plan=header)

    assert ((YEAR,), [YEAR]) == (wheel.years, [occurrence.school_year for occurrence in wheel.occurrences])
    assert [YEAR] == [missing.school_year for missing in wheel.missing]
    calendar = expand_calendar_year(wheel.plan, 2025)
    assert ((YEAR,), ()) == (calendar.years, calendar.occurrences)


@pytest.mark.parametrize(
    ("first_year", "asked", "window"),
    [
        (None, [2024, 2025], [2024, 2025]),
        ("2025/26", [2024, 2025, 2026], [2025, 2026]),
        ("2026/27", [2024, 2025], [2026]),
    ],
)
def test_a_window_leaves_out_the_years_before_the_first(
    first_year: str | None, asked: list[int], window: list[int]
) -> None:
    plan = plan_of(row(), plan=HEADER | ({"first_year": first_year} if first_year else {}))

    assert window == [year.first for year in plan.window(*map(SchoolYear, asked))]
