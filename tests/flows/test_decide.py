"""What `decide` makes of a calendar, and what is doubtful about it."""

import datetime as dt

import pytest

from arshjul_cli.editing.decision import Decided, Written, decided
from arshjul_cli.errors import EditError, InputError, PlanError
from arshjul_cli.flows.calendar import of_calendar
from arshjul_cli.flows.decide import doubts as doubts_of
from arshjul_cli.flows.decide import still_undecided, with_decisions
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from building import editable_from, plan_from

YEAR = SchoolYear(2026)
DAY = dt.date(2026, 8, 1)
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, decided_yearly: true}
  - {id: rad, summary: Råd, when: varje månad utom juli, decided_yearly: true}
"""
YEARS = "years:\n  2026/27:\n    "


def plan(text: str = PLAN) -> Plan:
    return plan_from(text)


def decision(activity: str, date: str, slot: str = "") -> Decided:
    return decided(plan(), Written(activity=activity, date=date, slot=slot), YEAR)


def doubts(text: str, *decisions: Decided) -> tuple[str, ...]:
    after = with_decisions(editable_from(text), decisions).plan
    return tuple(doubts_of(plan(text), after, decisions, DAY))


def problems(text: str, year: SchoolYear | None = None) -> list[str]:
    with pytest.raises(InputError) as error:
        of_calendar(plan(), text.encode(), "fil.csv", year)
    return str(error.value).splitlines()


def test_what_is_to_decide_is_listed_until_its_last_day_has_been() -> None:
    found = still_undecided(plan(), [YEAR], dt.date(2027, 5, 31))

    assert [("rad", 5), ("rad", 6)] == [(slot.activity.id, slot.month) for slot in found.soon]
    assert (2, 0, 10) == tuple(map(len, found))
    assert (4, 8, 0) == tuple(map(len, still_undecided(plan(), [YEAR], dt.date(2026, 8, 31))))


@pytest.mark.parametrize(("day", "soon"), [("2026-12-01", False), ("2026-12-02", True), ("2027-03-02", True)])
def test_what_begins_within_ninety_days_is_soon(day: str, *, soon: bool) -> None:
    found = still_undecided(plan(), [YEAR], dt.date.fromisoformat(day))

    assert soon == ("mote" in [slot.activity.id for slot in found.soon])
    assert soon != ("mote" in [slot.activity.id for slot in found.later])


def test_what_has_no_preliminary_date_is_listed_on_any_day() -> None:
    text = PLAN.replace("första tisdagen i mars", "v. 53")

    found = still_undecided(plan(text), [SchoolYear(2027)], dt.date(2029, 1, 1))

    assert ["mote"] == [slot.activity.id for slot in found.later]


def test_a_calendar_decides_in_the_school_year_of_each_date() -> None:
    text = "aktivitet;datum;månad\nmote;2027-03-09;\nmote;2026-03-10;\nrad;2026-09-02;\nrad;2026-08-31;oktober\n"

    assert [(YEAR, "mote", None), (SchoolYear(2025), "mote", None), (YEAR, "rad", 9), (YEAR, "rad", 10)] == [
        (item.year, item.activity, item.month) for item in of_calendar(plan(), text.encode(), "fil.csv", None).decided
    ]


def test_every_problem_of_every_row_is_told_and_nothing_decided() -> None:
    text = "aktivitet;datum;tid\nmte;2027-03-09;\nmote;2027-13-01;13\nmote;2027-03-09;\nm\x1bte;2027-03-09;\n"

    assert [
        'fil.csv:2: aktivitet: "mte" finns inte i planen. Menade du "mote"?',
        'fil.csv:3: tid: "13" är ingen tid. Skriv start och slut, till exempel 13:00–16:00, eller bara 13:00.',
        "fil.csv:3: datum: Datumet 2027-13-01 finns inte i kalendern. Rätta dagen eller månaden.",
        'fil.csv:5: aktivitet: "m\\u001bte" finns inte i planen. Menade du "mote"?',
        "Inget är skrivet.",
    ] == problems(text)


def test_a_second_date_of_a_slot_names_the_line_of_the_first() -> None:
    text = "aktivitet;datum;månad\nrad;2026-09-02;\nrad;2026-10-07;\nrad;2026-08-31;september\nrad;2026-09-30;\n"

    assert [
        f"fil.csv:{line}: datum: rad har redan ett datum på rad 2. Ta bort det ena, eller ange en annan månad."
        for line in (4, 5)
    ] == problems(text)[:-1]


def test_the_same_dates_twice_are_two_decisions_as_well() -> None:
    assert 2 == len(problems("aktivitet;datum\nmote;2027-03-09\nmote;2027-03-09\n"))


def test_a_year_that_is_given_holds_for_every_row() -> None:
    assert ["fil.csv:2: datum: Måndag 9 mars 2026 ligger utanför läsåret 2026/27."] == [
        problem.partition(" Rätta")[0] for problem in problems("aktivitet;datum\nmote;2026-03-09\n", YEAR)[:-1]
    ]


def test_a_calendar_without_rows_decides_nothing() -> None:
    assert ["fil.csv:1: Filen har rubriker men inga rader. Skriv en rad per möte."] == problems("aktivitet;datum\n;\n")


def test_a_decision_without_doubts_is_written() -> None:
    made = [decision("mote", "2027-03-09")]

    assert PLAN + YEARS + "dates:\n      mote: 2027-03-09\n" == with_decisions(editable_from(PLAN), made).text
    assert () == doubts(f"{PLAN}years: {{2026/27: {{}}}}\n", *made)


def test_the_first_decision_of_a_school_year_is_asked_about() -> None:
    assert ("Läsåret 2026/27 finns inte i planen än. Stämmer årtalet?",) == doubts(PLAN, decision("mote", "2027-03-09"))


def test_it_is_doubtful_what_check_warns_of_with_the_decisions_alone() -> None:
    before = PLAN + YEARS + "dates: {mote: 2027-03-13}\n"

    assert ("rad: Lör 13 mars 2027 är en ledig dag. Bestäm en annan dag.",) == doubts(
        before, decision("rad", "2027-03-13"), decision("rad", "2027-04-07")
    )


def test_a_decision_for_what_is_cancelled_is_doubtful() -> None:
    before = PLAN + YEARS + "cancelled: {mote: Utgår, rad: {december: Jul}}\n"

    assert (
        "mote: Aktiviteten är inställd (Utgår), så mötet tisdag 9 mars 2027 visas som inställt.",
        "rad: Aktiviteten är inställd (Jul), så mötet onsdag 9 december 2026 visas som inställt.",
    ) == doubts(before, decision("mote", "2027-03-09"), decision("rad", "2026-12-09"), decision("rad", "2026-11-04"))


def test_a_plan_that_could_not_be_used_is_an_error() -> None:
    broken = PLAN.replace("Möte,", "Möte, responsible: [ingen],")

    with pytest.raises(PlanError) as error:
        editable_from(broken)
    assert ("plan.yaml", 4) == (error.value.findings[0].file, error.value.findings[0].line)


def test_a_plan_that_cannot_be_changed_safely_is_an_error() -> None:
    text = PLAN + YEARS + "dates:\n      mote:\n        # varför\n        date: 2027-03-02\n        location: A\n"

    with pytest.raises(EditError, match='Kommentaren "# varför" skulle försvinna'):
        with_decisions(editable_from(text), [decision("mote", "2027-03-09")])
