"""The sense of a plan: what `check` finds, and where."""

import pytest

from arshjul_cli.check import check, failing, impossible
from arshjul_cli.errors import Level, Problem
from arshjul_cli.expand import expand
from arshjul_cli.plan import Plan
from arshjul_cli.schoolyear import SchoolYear
from building import YEAR, Tree, plan_of, row


def _found(plan: Plan, *years: SchoolYear) -> tuple[Problem, ...]:
    return check(plan, expand(plan, years or (YEAR,)))


def _promise(**more: object) -> Tree:
    return {"id": "lofte", "text": "Det lovade", "activities": ["a", "b"], **more}


def test_nothing_is_found_in_a_plan_that_makes_sense() -> None:
    assert () == _found(plan_of(row("a"), row("b"), promises=[_promise(per_school_year="2")]))


def test_an_impossible_date_is_an_error_at_the_rule_and_says_the_way_out() -> None:
    plan = plan_of(row("a"), row("b", "v. 53"))
    (problem,) = _found(plan)

    assert (("activities", 1, "when"), "AH301", Level.ERROR) == (problem.loc, problem.code, problem.level)
    assert (
        "Läsåret 2025/26 saknar tiden: 2025 har ingen vecka 53. Skriv ett datum under years "
        "(years: 2025/26: dates: {b: …}), eller ställ in den under cancelled."
    ) == problem.text
    assert (problem,) == impossible(plan, expand(plan, (YEAR,)))


def test_an_impossible_month_is_named() -> None:
    problems = _found(plan_of(row(when="femte måndagen varje månad utom juli, augusti, oktober, november och januari")))

    assert ["februari", "april", "maj"] == [problem.text.split("datum för ")[1].split()[0] for problem in problems]


@pytest.mark.parametrize(
    ("promised", "text"),
    [
        ("2", None),
        ("1–2", None),
        ("2–3", None),
        ("3", "planen ger 2 tillfällen, löftet är 3"),
        ("1", "planen ger 2 tillfällen, löftet är 1"),
        ("3–4", "planen ger 2 tillfällen, löftet är 3–4"),
    ],
)
def test_how_often_a_year_is_counted_over_all_the_activities(promised: str, text: str | None) -> None:
    problems = _found(plan_of(row("a"), row("b"), row("c"), promises=[_promise(per_school_year=promised)]))

    expected = f'"Det lovade" hålls inte läsåret 2025/26: {text}. Ändra datumen eller löftet.'
    assert ([expected] if text else []) == [problem.text for problem in problems]
    assert all((("promises", 0), "AH302", Level.WARNING) == (p.loc, p.code, p.level) for p in problems)


def test_the_cancelled_do_not_count() -> None:
    years = {"2025/26": {"cancelled": {"b": "Sjukdom"}}}
    (problem,) = _found(plan_of(row("a"), row("b"), promises=[_promise(per_school_year="2")], years=years))

    assert "planen ger 1 tillfälle, löftet är 2" in problem.text


def test_the_tentative_count() -> None:
    plan = plan_of(row("a"), row("b", decided_yearly="true"), promises=[_promise(per_school_year="2")])

    assert ["AH303"] == [problem.code for problem in _found(plan)]


def test_each_year_is_counted_by_itself() -> None:
    years = {"2026/27": {"cancelled": {"b": "Sjukdom"}}}
    plan = plan_of(row("a"), row("b"), promises=[_promise(per_school_year="2")], years=years)

    (problem,) = _found(plan, YEAR, YEAR.next())
    assert "hålls inte läsåret 2026/27" in problem.text


def test_months_are_promised_by_the_month_of_the_start() -> None:
    rows = (row("a", "mars–april"), row("b", "5 maj"))
    (problem,) = _found(plan_of(*rows, promises=[_promise(months=["mars", "april", "maj", "juni"])]))

    assert "inget tillfälle i april och juni" in problem.text


def test_undecided_dates_are_one_hint_per_activity_and_year() -> None:
    years = {"2025/26": {"dates": {"b": ["2025-08-18"]}}}
    rows = (row("a", decided_yearly="true"), row("b", "varje månad", decided_yearly="true"))
    problems = _found(plan_of(*rows, years=years))

    assert [
        "1 datum för 2025/26 är inte bestämt än. Skriv det under years: 2025/26: dates.",
        "11 datum för 2025/26 är inte bestämda än. Skriv dem under years: 2025/26: dates.",
    ] == [problem.text for problem in problems]
    assert all((Level.HINT, "AH303") == (problem.level, problem.code) for problem in problems)


def test_a_cancellation_without_a_date_is_a_hint_at_the_cancellation() -> None:
    years = {"2025/26": {"cancelled": {"b": "Finns inte", "c": "Nej"}}}
    problems = _found(plan_of(row("b", "v. 53"), row("c", "vid behov"), years=years))

    assert [("years", "2025/26", "cancelled", one) for one in ("b", "c")] == [problem.loc for problem in problems]
    assert all((Level.HINT, "AH304") == (problem.level, problem.code) for problem in problems)


def test_a_cancellation_with_a_date_is_no_matter() -> None:
    extra = [{"id": "x", "summary": "X", "date": "2026-03-05"}]
    years = {"2025/26": {"cancelled": {"a": "Sjukdom", "x": "Regn"}, "extra": extra}}

    assert () == _found(plan_of(row("a"), years=years))


@pytest.mark.parametrize(
    ("levels", "strict", "fails"),
    [
        ([], True, False),
        ([Level.HINT], True, False),
        ([Level.WARNING], False, False),
        ([Level.WARNING, Level.HINT], True, True),
        ([Level.HINT, Level.ERROR], False, True),
    ],
)
def test_errors_fail_and_warnings_only_when_strict(levels: list[Level], *, strict: bool, fails: bool) -> None:
    assert fails == failing(levels, strict=strict)
