"""Dates that a year lacks, that nobody has decided, and on which people are away."""

import datetime as dt
from typing import Any

import pytest

from arshjul_cli.check.dates import impossible
from arshjul_cli.check.whole import check
from arshjul_cli.findings import Level, Problem
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Loc, loc_of
from building import HEADER, TODAY, YEAR, Tree, locs, row, wheel_of

LONG_BEFORE = dt.date(2025, 1, 1)
RULE: Loc = ("activities", 0, "when")


def _found(code: str, *activities: Tree, today: dt.date = LONG_BEFORE, **sections: Any) -> list[Problem]:
    return [problem for problem in check(wheel_of(*activities, **sections), today) if problem.code == code]


def _extra(one: str, date: str, **more: object) -> Tree:
    return {"id": one, "summary": "Extra", "date": date, **more}


# AH301: what a year lacks.


def test_an_impossible_date_is_an_error_at_the_rule_and_says_the_way_out() -> None:
    wheel = wheel_of(row("a"), row("b", "v. 53"))
    (problem,) = (one for one in check(wheel, TODAY) if one.code == "AH301")

    assert (("activities", 1, "when"), "AH301", Level.ERROR) == (problem.loc, problem.code, problem.level)
    assert (
        "Läsåret 2025/26 saknar tiden: 2025 har ingen vecka 53. Skriv ett datum under years "
        "(years: 2025/26: dates: {b: …}), eller ställ in den under cancelled."
    ) == problem.text
    assert [(problem.loc, problem.code, problem.text)] == [(one.loc, one.code, one.text) for one in impossible(wheel)]


def test_an_impossible_month_is_named() -> None:
    when = "femte måndagen varje månad utom juli, augusti, oktober, november och januari"
    problems = _found("AH301", row(when=when))

    assert ["februari", "april", "maj"] == [problem.text.split("datum för ")[1].split()[0] for problem in problems]


@pytest.mark.parametrize("decided", [{"dates": {"mote": "2026-01-02"}}, {"cancelled": {"mote": "Behövs inte"}}])
def test_what_a_year_decides_or_cancels_is_not_impossible(decided: Tree) -> None:
    assert [] == _found("AH301", row(when="v. 53"), decided=decided)


def test_each_year_of_the_wheel_is_looked_at() -> None:
    years = (YEAR, SchoolYear(2026), SchoolYear(2027))
    problems = _found("AH301", row(when="v. 53"), years=years)

    assert ["Läsåret 2025/26", "Läsåret 2027/28"] == [problem.text[:15] for problem in problems]


def test_a_break_that_the_year_lacks_is_an_error_at_its_when() -> None:
    breaks = [{"name": "Höstlov", "when": "v. 44"}, {"name": "Jullov", "when": "v. 53"}]
    (problem,) = _found("AH301", row(), decided={"breaks": breaks})

    assert (("years", "2025/26", "breaks", 1, "when"), Level.ERROR) == (problem.loc, problem.level)
    text = "Läsåret 2025/26 saknar tiden: 2025 har ingen vecka 53. Skriv dagarna i stället."
    assert text == problem.text


# AH303 and AH305: what nobody has decided.

FAR_OFF = "Datum att bestämma, om mer än 30 dagar: {}. arshjul decide visar dem."


def test_undecided_dates_far_off_are_one_hint_for_the_plan() -> None:
    rows = (row("a", decided_yearly="true"), row("b", "varje månad", decided_yearly="true"))
    decided = {"dates": {"b": ["2025-08-18"]}}
    (problem,) = _found("AH303", *rows, decided=decided)

    assert (("plan",), Level.HINT, FAR_OFF.format("12 för 2025/26")) == (problem.loc, problem.level, problem.text)
    aside = {**rows[1], "ignore": {"AH303": "Bestäms varje månad"}}
    (problem,) = _found("AH303", rows[0], aside, decided=decided)
    assert FAR_OFF.format("1 för 2025/26") == problem.text
    assert [] == _found("AH303", aside, decided=decided)


@pytest.mark.parametrize(
    "rows",
    [
        [row()],
        [row(decided_yearly="true"), {"dates": {"mote": "2026-03-05"}}],
        [row(decided_yearly="true"), {"cancelled": {"mote": "Sjukdom"}}],
        [row(when="vid behov", decided_yearly="true")],
    ],
    ids=["by-its-rule", "decided", "cancelled", "when-needed"],
)
@pytest.mark.parametrize("code", ["AH303", "AH305"])
def test_what_is_decided_cancelled_or_follows_its_rule_is_not_undecided(rows: list[Tree], code: str) -> None:
    activity, *decided = rows

    assert [] == _found(code, activity, today=dt.date(2026, 3, 3), decided=decided[0] if decided else None)


@pytest.mark.parametrize(
    ("years", "many"),
    [([2026, 2025], "11 för 2025/26, 12 för 2026/27"), ([2027, 2025, 2026], "35 för 2025/26–2027/28")],
)
def test_the_hint_counts_what_each_of_two_years_lacks_and_all_of_more(years: list[int], many: str) -> None:
    chosen = [SchoolYear(year) for year in years]
    decided = {"dates": {"a": ["2025-08-18"]}}
    (problem,) = _found("AH303", row("a", "varje månad", decided_yearly="true"), years=chosen, decided=decided)

    assert FAR_OFF.format(many) == problem.text


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        ("2026-02-02", ["AH303"]),
        ("2026-02-03", ["AH305"]),
        ("2026-03-05", ["AH305"]),
        ("2026-03-06", ["AH305"]),
    ],
)
def test_what_is_not_decided_thirty_days_before_is_late(today: str, codes: list[str]) -> None:
    wheel = wheel_of(row(when="5 mars", decided_yearly="true", responsible=["rektor", "chef"]))

    assert codes == [problem.code for problem in check(wheel, dt.date.fromisoformat(today))]


def test_a_late_decision_is_a_warning_at_the_rule() -> None:
    (problem,) = _found("AH305", row("a", "första tisdagen i mars", decided_yearly="true"), today=TODAY)

    text = "Tis 3 mars är preliminär, och det är snart. Skriv datumet under years: 2025/26: dates."
    assert (RULE, Level.WARNING, text, (RULE[:2],)) == (problem.loc, problem.level, problem.text, locs(problem.about))


def test_a_late_decision_within_a_period_names_its_month_until_its_last_day() -> None:
    activity = row(when="mars", decided_yearly="true")
    (problem,) = _found("AH305", activity, today=dt.date(2026, 3, 31))

    text = "Dagen (mars) är inte bestämd, och det är snart. Skriv datumet under years: 2025/26: dates."
    assert text == problem.text


def test_of_a_monthly_activity_the_near_months_are_late_and_the_others_are_not() -> None:
    activity = row(when="första måndagen varje månad utom juli", decided_yearly="true")

    (far,) = _found("AH303", activity, today=dt.date(2026, 3, 3))
    near = _found("AH305", activity, today=dt.date(2026, 3, 3))
    assert FAR_OFF.format("3 för 2025/26") == far.text
    assert ["Dagen har passerat"] == [problem.text[:18] for problem in near]
    (far,) = _found("AH303", activity, today=dt.date(2026, 3, 7))
    april, _passed = _found("AH305", activity, today=dt.date(2026, 3, 7))
    assert (FAR_OFF.format("2 för 2025/26"), "Mån 6 april") == (far.text, april.text[:11])


def test_what_passed_undecided_is_one_warning_per_activity_that_names_its_days() -> None:
    rows = (
        row("a", "varje månad utom juli", decided_yearly="true"),
        row("b", "första tisdagen i september", decided_yearly="true"),
        row("c", "15–30 september", decided_yearly="true"),
        row("d", "augusti", decided_yearly="true"),
        row("e", "augusti"),
    )
    decided = {"dates": {"a": ["2025-09-09"]}, "cancelled": {"d": "Sjukdom"}}
    problems = _found("AH305", *rows, today=dt.date(2026, 1, 1), decided=decided)

    way_out = "Skriv den dag det blev under years, eller ställ in."
    assert [
        f"Dagen har passerat utan att bli bestämd: {days}. {way_out}"
        for days in ("augusti, oktober, november och december 2025", "tis 2 sep 2025", "15–30 sep 2025")
    ] == [problem.text for problem in problems if problem.text.startswith("Dagen har")]
    passed = problems[-3:]
    assert [("activities", number, "when") for number in (0, 1, 2)] == [problem.loc for problem in passed]
    assert [(("activities", number),) for number in (0, 1, 2)] == [locs(problem.about) for problem in passed]
    assert {Level.WARNING} == {problem.level for problem in passed}


@pytest.mark.parametrize(("today", "found"), [("2026-03-31", False), ("2026-04-01", True)])
def test_a_month_has_passed_after_its_last_day(today: str, found: bool) -> None:  # noqa: FBT001 - a parameter
    problems = _found("AH305", row(when="mars", decided_yearly="true"), today=dt.date.fromisoformat(today))

    assert found == any("passerat" in problem.text for problem in problems)


def test_days_of_several_years_that_passed_are_one_warning() -> None:
    activity = row(when="mars", decided_yearly="true")
    (problem,) = _found("AH305", activity, today=dt.date(2027, 5, 1), years=(YEAR, SchoolYear(2026)))

    assert "Dagen har passerat utan att bli bestämd: mars 2026 och mars 2027" == problem.text.split(".")[0]


def test_what_passed_is_set_aside_as_what_is_near() -> None:
    activity = row(when="mars", decided_yearly="true", ignore={"AH305": "Bestäms aldrig"})

    assert [] == _found("AH305", activity, today=dt.date(2026, 4, 1))


# AH304: cancelled, and nothing shows it.


def test_a_cancellation_without_a_date_is_a_hint_at_the_cancellation() -> None:
    decided = {"cancelled": {"b": "Finns inte", "c": "Nej"}}
    problems = _found("AH304", row("b", "v. 53"), row("c", "vid behov"), decided=decided)

    assert [("years", "2025/26", "cancelled", one) for one in ("b", "c")] == [problem.loc for problem in problems]
    text = "Den är inställd och har inget datum, så inget flöde visar den. Skriv datumet under dates också."
    assert {(Level.HINT, text)} == {(problem.level, problem.text) for problem in problems}


def test_a_date_of_another_year_does_not_show_a_cancellation() -> None:
    (problem,) = _found(
        "AH304", row(when="v. 53"), years=[YEAR, SchoolYear(2026)], decided={"cancelled": {"mote": "Nej"}}
    )

    assert ("years", "2025/26", "cancelled", "mote") == problem.loc


def test_a_cancellation_with_a_date_is_no_matter() -> None:
    decided = {"cancelled": {"a": "Sjukdom", "x": "Regn"}, "extra": [_extra("x", "2026-03-05")]}

    assert [] == _found("AH304", row("a"), decided=decided)


def test_a_cancelled_month_without_a_date_is_a_hint_and_one_with_a_date_is_not() -> None:
    activity = row(when="femte måndagen varje månad utom juli, augusti, oktober, november och januari")

    (problem,) = _found("AH304", activity, decided={"cancelled": {"mote": {"mars": "Nej", "maj": "Nej"}}})
    assert ("years", "2025/26", "cancelled", "mote") == problem.loc
    assert [] == _found("AH304", activity, decided={"cancelled": {"mote": {"mars": "Nej"}}})


# AH306: a day on which nobody works.


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("30 maj", "Lör 30 maj 2026 är en ledig dag."),
        ("31 maj", "Sön 31 maj 2026 är en ledig dag."),
        ("6 januari", "Tis 6 jan 2026 är trettondedag jul."),
        ("24 december", "Ons 24 dec 2025 är julafton."),
        ("19 juni", "Fre 19 juni 2026 är midsommarafton."),
        ("senast 31 maj", "Sön 31 maj 2026 är en ledig dag."),
    ],
)
def test_a_day_off_is_a_warning_that_says_why(when: str, text: str) -> None:
    (problem,) = _found("AH306", row(when=when))

    assert (RULE, Level.WARNING) == (problem.loc, problem.level)
    assert f"{text} Bestäm en annan dag, eller skriv on_holiday." == problem.text


def test_a_day_off_that_is_to_be_decided_is_a_hint() -> None:
    (problem,) = _found("AH306", row(when="30 maj", decided_yearly="true"))

    assert Level.HINT == problem.level


@pytest.mark.parametrize("when", ["29 maj", "29–31 maj", "senast v. 10", "maj", "vid behov"])
def test_a_working_day_a_period_and_what_is_never_dated_are_not_days_off(when: str) -> None:
    assert [] == _found("AH306", row(when=when))


@pytest.mark.parametrize("decided", [{"dates": {"mote": "2026-05-29"}}, {"cancelled": {"mote": "Lördag"}}])
def test_a_day_off_that_is_decided_away_or_cancelled_is_none(decided: Tree) -> None:
    assert [] == _found("AH306", row(when="30 maj"), decided=decided)


def test_a_day_off_that_cannot_be_moved_past_what_it_counts_from_is_to_be_decided() -> None:
    rows = (row("kyrka", "torsdagen före påsk"), row("a", "dagen efter kyrka", on_holiday="before"))
    (problem,) = _found("AH306", *rows)

    assert "Fre 3 april 2026 är långfredagen. Bestäm en annan dag." == problem.text


def test_a_day_off_that_is_moved_is_none() -> None:
    assert [] == _found("AH306", row(when="30 maj", on_holiday="before"))


@pytest.mark.parametrize(
    ("when", "entry", "loc"),
    [
        ("5 mars", "2026-03-07", ()),
        ("5 mars", {"date": "2026-03-07", "location": "Sal 1"}, ()),
        ("varje månad", ["2026-02-02", "2026-03-07"], (1,)),
        ("varje månad", {"februari": "2026-02-02", "mars": "2026-03-07"}, ("mars",)),
    ],
)
def test_a_decided_day_off_is_a_warning_at_the_decision(when: str, entry: object, loc: Loc) -> None:
    (problem,) = _found("AH306", row(when=when, decided_yearly="true"), decided={"dates": {"mote": entry}})

    assert ("years", "2025/26", "dates", "mote", *loc) == problem.loc
    assert (Level.WARNING, "Lör 7 mars 2026 är en ledig dag. Bestäm en annan dag.") == (problem.level, problem.text)


def test_an_extra_one_on_a_day_off_is_a_warning_at_its_date() -> None:
    extra = [_extra("x", "2026-03-06"), _extra("y", "2026-03-07")]
    (problem,) = _found("AH306", row(), decided={"extra": extra})

    assert (("years", "2025/26", "extra", 1, "date"), Level.WARNING) == (problem.loc, problem.level)


@pytest.mark.parametrize(("country", "many"), [("SE", 0), ("FI", 0), ("NO", 1)])
def test_the_days_off_are_those_of_the_country(country: str, many: int) -> None:
    sections: Tree = {"plan": HEADER | {"country": country}, "years": [SchoolYear(2027)]}

    assert many == len(_found("AH306", row(when="17 maj"), **sections))


# AH307: a day within a school break.

SPORTLOV: Tree = {"breaks": [{"name": "Sportlov", "when": "v. 7"}]}


def test_a_day_within_a_break_is_a_warning_at_what_gives_the_day() -> None:
    (problem,) = _found("AH307", row(), decided={**SPORTLOV, "dates": {"mote": "2026-02-10"}})

    assert (("years", "2025/26", "dates", "mote"), Level.WARNING) == (problem.loc, problem.level)
    assert "Tis 10 feb 2026 ligger på ett lov (Sportlov). Bestäm en annan dag." == problem.text


@pytest.mark.parametrize(
    ("when", "many"),
    [("8 februari", 0), ("9 februari", 1), ("15 februari", 1), ("16 februari", 0), ("v. 7", 0), ("10–11 februari", 0)],
)
def test_a_break_holds_its_first_and_its_last_day_and_periods_do_not_count(when: str, many: int) -> None:
    assert many == len(_found("AH307", row(when=when), decided=SPORTLOV))


def test_a_day_within_a_break_that_is_to_be_decided_is_a_hint() -> None:
    (problem,) = _found("AH307", row(when="10 februari", decided_yearly="true"), decided=SPORTLOV)

    assert (RULE, Level.HINT) == (problem.loc, problem.level)


@pytest.mark.parametrize("decided", [{"dates": {"mote": "2026-02-17"}}, {"cancelled": {"mote": "Lov"}}])
def test_a_day_that_is_decided_away_from_a_break_or_cancelled_is_none(decided: Tree) -> None:
    assert [] == _found("AH307", row(when="10 februari"), decided={**SPORTLOV, **decided})


def test_a_break_of_one_year_is_none_of_another() -> None:
    years = (YEAR, SchoolYear(2026))

    assert ["Tis 10 feb"] == [
        problem.text[:10] for problem in _found("AH307", row(when="tisdag v. 7"), years=years, decided=SPORTLOV)
    ]


def test_a_break_that_goes_on_into_the_next_year_is_one_there_too() -> None:
    decided = {"breaks": [{"name": "Sommarlov", "when": "15 juni–10 augusti"}]}
    for years in ([SchoolYear(2026)], [YEAR, SchoolYear(2026)]):
        found = [one.text for one in _found("AH307", row(when="5 augusti"), years=years, decided=decided)]
        assert ["Ons 5 aug 2026 ligger på ett lov (Sommarlov). Bestäm en annan dag."] == found


def test_a_break_that_the_year_lacks_hides_no_other() -> None:
    decided = {"breaks": [{"name": "Jullov", "when": "v. 53"}, {"name": "Sportlov", "when": "v. 7"}]}

    assert ["Tis 10 feb"] == [one.text[:10] for one in _found("AH307", row(when="tisdag v. 7"), decided=decided)]


# AH308: around Christmas.


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("22 december", "Måndag 22 december 2025 ligger kring jul och nyår (vecka 52)."),
        ("v. 52", "22–28 december 2025 ligger kring jul och nyår (vecka 52)."),
        ("v. 52–1", "22 december 2025 – 4 januari 2026 ligger kring jul och nyår (vecka 1)."),
        ("v. 51–52", "15–28 december 2025 ligger kring jul och nyår (vecka 52)."),
        ("28 december", "Söndag 28 december 2025 ligger kring jul och nyår (vecka 52)."),
        ("29 december", "Måndag 29 december 2025 ligger kring jul och nyår (vecka 1)."),
        ("31 december", "Onsdag 31 december 2025 ligger kring jul och nyår (vecka 1)."),
        ("2 januari", None), ("v. 2", None), ("21 december", None), ("v. 51", None),
        ("15–29 december", None), ("december", None), ("december–januari", None),
    ],
)  # fmt: skip
def test_a_day_or_two_weeks_at_most_around_christmas_is_a_hint(when: str, said: str | None) -> None:
    problems = _found("AH308", row(when=when))

    text = f"{said} Kontrollera att folk är på plats."
    assert ([(RULE, Level.HINT, text)] if said else []) == [(one.loc, one.level, one.text) for one in problems]


def test_week_53_is_around_christmas_in_a_year_that_has_it() -> None:
    (problem,) = _found("AH308", row(when="v. 53"), years=[SchoolYear(2026)])

    assert "vecka 53" in problem.text


def test_what_is_cancelled_or_decided_away_from_christmas_is_no_matter() -> None:
    assert [] == _found("AH308", row(when="v. 52"), decided={"cancelled": {"mote": "Jul"}})
    assert [] == _found("AH308", row(when="v. 52"), decided={"dates": {"mote": "2025-12-18"}})


def test_a_month_that_is_not_decided_stands_at_its_rule_beside_those_that_are() -> None:
    wheel = wheel_of(row(when="första tisdagen varje månad"), decided={"dates": {"mote": {"mars": "2026-03-10"}}})
    places = {one.month: loc_of(one.dated_by) for one in wheel.occurrences}

    assert ("years", "2025/26", "dates", "mote", "mars") == places[3]
    assert ("activities", 0, "when") == places[4]


def test_what_a_rule_gives_year_after_year_is_one_finding_with_every_day() -> None:
    years = [SchoolYear(year) for year in range(2025, 2030)]
    (problem,) = _found("AH306", row(when="6 juni"), years=years)

    assert (
        "Lör 6 juni 2026 är nationaldagen. Bestäm en annan dag, eller skriv on_holiday. "
        "Likadant sön 6 juni 2027, tis 6 juni 2028, ons 6 juni 2029 och tors 6 juni 2030."
    ) == problem.text


def _whole_months(*rows: Tree) -> list[Problem]:
    return [problem for problem in check(wheel_of(*rows), TODAY) if problem.code == "AH322"]


def test_whole_months_are_remarked_on_once_with_what_decided_yearly_would_make_of_them() -> None:
    [problem] = _whole_months(row("a", "mars"), row("b", "maj"), row("c", "juni", decided_yearly="true"))

    assert (("activities",), Level.HINT) == (problem.loc, problem.level)
    assert (
        "2 aktiviteter står som hela månader, till exempel a (mars). Sker något av det en enda dag: "
        "skriv decided_yearly: true. Då står det en gång, på månadens första vardag, tills du har bestämt dagen."
    ) == problem.text


def test_the_example_is_the_same_in_any_order() -> None:
    rows = row("b", "maj"), row("a", "mars"), row("c", "april")

    assert {"a (mars)"} == {
        problem.text.partition("till exempel ")[2].partition(".")[0]
        for order in (rows, rows[::-1])
        for problem in _whole_months(*order)
    }


@pytest.mark.parametrize(
    "more",
    [
        {"decided_yearly": "true"},
        {"when": "senast mars"},
        {"deadline": "true"},
        {"display": "both"},
        {"when": "mars–april"},
        {"when": "mars och oktober"},
        {"when": "varje månad"},
        {"when": "maj eller juni"},
        {"when": "runt mars"},
        {"until": "2024/25"},
    ],
)
def test_what_is_no_month_long_period_or_is_meant_as_one_is_not_remarked_on(more: Tree) -> None:
    assert [] == _whole_months({**row("a", "mars"), **more})


# A period is never moved, so it is told with both its ends where nobody works in it.


@pytest.mark.parametrize(
    ("decided", "many"),
    [
        ("2026-05-30–2026-05-31", 1),
        ("2025-12-24–2025-12-28", 1),
        ("2026-05-29–2026-05-31", 0),
        ("2026-05-30–2026-06-01", 0),
    ],
)
def test_a_period_whose_every_day_is_off_is_a_warning(decided: str, many: int) -> None:
    for mode in ("keep", "before", "after"):
        problems = _found("AH306", row("a", "maj", on_holiday=mode), decided={"dates": {"a": decided}})
        assert [Level.WARNING] * many == [problem.level for problem in problems]
    if many and decided.startswith("2026"):
        text = "Alla dagar mellan lör 30 maj 2026 och sön 31 maj 2026 är lediga, och en period flyttas aldrig."
        assert [f"{text} Bestäm andra dagar."] == [problem.text for problem in problems]


def test_a_period_of_days_off_that_a_rule_gives_to_be_decided_is_a_hint() -> None:
    (problem,) = _found("AH306", row("a", "30–31 maj", decided_yearly="true"), today=dt.date(2025, 8, 1))

    assert Level.HINT is problem.level
    assert [] == _found("AH306", row("a", "30–31 maj"), decided={"cancelled": {"a": "Sjukdom"}})


# A school break by its dates.


@pytest.mark.parametrize(("when", "many"), [("2026-03-05", 1), ("2026-03-02–2026-03-06", 1), ("2026-03-06", 0)])
def test_a_break_may_be_given_by_its_dates(when: str, many: int) -> None:
    decided = {"breaks": [{"name": "Klämdag", "when": when}], "dates": {"a": "2026-03-05"}}

    problems = _found("AH307", row("a", "mars"), decided=decided)
    assert ["Tors 5 mars 2026 ligger på ett lov (Klämdag). Bestäm en annan dag."] * many == [
        one.text for one in problems
    ]
