"""What the plan promises of its wheel, and the goals that it sets."""

from typing import Any

import pytest

from arshjul_cli.check.whole import check
from arshjul_cli.findings import Level, Problem
from arshjul_cli.wheel.expand import expand
from building import TODAY, YEAR, Tree, plan_of, row, wheel_of


def _found(code: str, *activities: Tree, **sections: Any) -> list[Problem]:
    return [problem for problem in check(wheel_of(*activities, **sections), TODAY) if problem.code == code]


def _broken(*activities: Tree, promised: Tree, **sections: Any) -> list[Problem]:
    promise = {"id": "lofte", "text": "Det lovade", "activities": ["a", "b"], **promised}
    return _found("AH302", *activities, promises=[promise], **sections)


@pytest.mark.parametrize(
    ("promised", "text"),
    [
        ("2", None),
        ("1–2", None),
        ("2–3", None),
        ("3", "planen har 2 tillfällen, men löftet är 3"),
        ("1", "planen har 2 tillfällen, men löftet är 1"),
        ("3–4", "planen har 2 tillfällen, men löftet är 3–4"),
        ("minst 1", None),
        ("minst 2", None),
        ("minst 3", "planen har 2 tillfällen, men löftet är minst 3"),
        ("högst 2", None),
        ("högst 1", "planen har 2 tillfällen, men löftet är högst 1"),
    ],
)
def test_how_often_a_year_is_counted_over_all_the_activities(promised: str, text: str | None) -> None:
    problems = _broken(row("a"), row("b"), row("c"), promised={"per_school_year": promised})

    expected = f'"Det lovade" hålls inte läsåret 2025/26: {text}. Ändra datumen eller löftet.'
    assert ([expected] if text else []) == [problem.text for problem in problems]
    assert all((("promises", 0), "AH302", Level.WARNING) == (p.loc, p.code, p.level) for p in problems)


def test_the_cancelled_do_not_count() -> None:
    decided = {"cancelled": {"b": "Sjukdom"}}
    (problem,) = _broken(row("a"), row("b"), promised={"per_school_year": "2"}, decided=decided)

    assert "planen har 1 tillfälle, men löftet är 2" in problem.text


def test_a_promise_of_what_has_no_date_at_all_is_broken() -> None:
    (problem,) = _broken(row("a", "vid behov"), row("b", "vid behov"), promised={"per_school_year": "1–2"})

    assert "planen har 0 tillfällen, men löftet är 1–2" in problem.text


def test_the_tentative_count() -> None:
    assert [] == _broken(row("a"), row("b", decided_yearly="true"), promised={"per_school_year": "2"})


def test_each_month_of_a_monthly_activity_counts() -> None:
    monthly = row("b", "varje månad utom juli")

    assert [] == _broken(row("a"), monthly, promised={"per_school_year": "12"})
    decided = {"cancelled": {"b": {"mars": "Sjukdom"}}}
    (problem,) = _broken(row("a"), monthly, promised={"per_school_year": "12"}, decided=decided)
    assert "planen har 11 tillfällen" in problem.text


def test_each_of_several_times_counts_for_the_month_that_names_it() -> None:
    rows = (row("a", "v. 36 och v. 5"), row("b", "vid behov"))

    assert [] == _broken(*rows, promised={"per_school_year": "2"})
    assert [] == _broken(*rows, promised={"months": ["september", "februari"]})
    (problem,) = _broken(*rows, promised={"months": ["januari"]})
    assert "inget tillfälle i januari" in problem.text


def test_each_year_is_counted_by_itself() -> None:
    promise = {"id": "lofte", "text": "Det lovade", "activities": ["a", "b"], "per_school_year": "2"}
    years = {"2026/27": {"cancelled": {"b": "Sjukdom"}}}
    plan = plan_of(row("a"), row("b"), promises=[promise], years=years)

    (problem,) = (one for one in check(expand(plan, (YEAR, YEAR.next())), TODAY) if one.code == "AH302")
    assert "hålls inte läsåret 2026/27" in problem.text


def test_a_month_is_kept_by_what_has_a_day_in_it() -> None:
    rows = (row("a", "mars–april"), row("b", "5 maj"))
    (problem,) = _broken(*rows, promised={"months": ["mars", "april", "maj", "juni", "juli"]})

    text = '"Det lovade" hålls inte läsåret 2025/26: inget tillfälle i juni och juli. Ändra datumen eller löftet.'
    assert (("promises", 0), text) == (problem.loc, problem.text)


@pytest.mark.parametrize("decided", [{"dates": {"b": "2026-06-05"}}, {"cancelled": {"b": "Nej"}}])
def test_a_month_is_broken_by_what_is_decided_away_or_cancelled(decided: Tree) -> None:
    (problem,) = _broken(row("a"), row("b", "5 maj"), promised={"months": ["mars", "maj"]}, decided=decided)

    assert "inget tillfälle i maj" in problem.text


def test_a_meeting_of_a_month_counts_for_it_though_its_day_was_moved_or_decided_into_another() -> None:
    monthly = row(when="sista lördagen varje månad", on_holiday="after")
    decided = {"dates": {"mote": {"november": "2025-12-01"}}}

    assert [] == _broken(monthly, promised={"activities": ["mote"], "months": ["januari", "november"]}, decided=decided)
    moved = row("a", when="31 januari", on_holiday="after")
    assert [] == _broken(moved, promised={"activities": ["a"], "months": ["januari"]})


def test_a_goal_that_nothing_follows_up_is_a_warning_at_the_goal() -> None:
    (problem,) = _found("AH313", row(goals=["trygghet"]), goals={"trygghet": "Trygga", "kunskap": "Kunskap"})

    text = "Ingen aktivitet följer upp målet. Skriv det under goals på en aktivitet, eller ta bort målet."
    assert (("goals", "kunskap"), Level.WARNING, text) == (problem.loc, problem.level, problem.text)


def test_a_goal_may_be_followed_up_by_an_extra_one_or_when_needed() -> None:
    extra = [{"id": "x", "summary": "X", "date": "2026-03-05", "goals": ["kunskap"]}]
    goals = {"trygghet": "Trygga", "kunskap": "Kunskap"}

    assert [] == _found("AH313", row(when="vid behov", goals=["trygghet"]), goals=goals, decided={"extra": extra})


def test_what_a_year_does_not_have_does_not_count_and_without_any_the_promise_is_not_checked() -> None:
    years = (YEAR, YEAR.next(), YEAR.next().next())
    rows = (row("a", **{"from": "2026/27"}), row("b", **{"from": "2027/28"}))
    problems = _broken(*rows, promised={"per_school_year": "2"}, years=years)

    assert ["läsåret 2026/27: planen har 1 tillfälle, men löftet är 2"] == [
        problem.text.split("hålls inte ")[1].split(".")[0] for problem in problems
    ]


@pytest.mark.parametrize("other", ["5 mars udda år", "höstterminens start", "mars", "maj eller juni"])
def test_a_promise_of_what_counts_from_something_without_a_day_is_not_checked(other: str) -> None:
    rows = (row("namnd", other), row("a", "dagen efter namnd"), row("b", "senast dagen efter a"))

    assert [] == _broken(*rows, promised={"per_school_year": "2"})
    decided = {"dates": {"namnd": "2026-03-05"}}
    assert [] == _broken(*rows, promised={"per_school_year": "2"}, decided=decided)
    late = {"from": "2027/28"}
    assert [] == _broken(row("namnd", **late), *rows[1:], promised={"per_school_year": "2"})


def test_a_promise_of_what_counts_from_something_cancelled_is_broken() -> None:
    rows = (row("namnd"), row("a", "dagen efter namnd"), row("b", "dagen efter a"))
    (problem,) = _broken(*rows, promised={"per_school_year": "2"}, decided={"cancelled": {"namnd": "Sjukdom"}})

    assert "planen har 0 tillfällen, men löftet är 2" in problem.text
