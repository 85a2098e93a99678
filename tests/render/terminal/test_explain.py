"""An explained activity as people read it."""

import pytest
from rich.cells import cell_len

from arshjul_cli.explain.activity import explain, ids, usual_years
from arshjul_cli.plan.model import Plan
from arshjul_cli.render.terminal.explain import render
from arshjul_cli.schoolyear import SchoolYear
from building import YEAR, Tree, plan_of, printed, row


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_every_activity_can_be_told_on_any_screen(plan: Plan, width: int) -> None:
    for one in ids(plan):
        years = usual_years(plan, one, YEAR)
        lines = printed(render(explain(plan, one, years, YEAR.start), width), width).splitlines()
        assert max(map(cell_len, lines)) <= width
        assert not any("…" in line for line in lines)


def test_the_years_that_have_it_are_told_and_the_others_do_not_have_it() -> None:
    plan = plan_of(row(when="varje månad", **{"from": "2026/27", "until": "2027/28"}))
    years = [SchoolYear(first) for first in range(2025, 2029)]
    explanation = explain(plan, "mote", years, YEAR.start)
    shown = printed(render(explanation, 80))

    assert [1, 12, 12, 1] == [sum(slot.school_year == year for slot in explanation.slots) for year in years]
    assert "Finns från läsåret 2026/27 till och med 2027/28." in shown
    assert 2 == shown.count("Finns inte det läsåret.")
    assert SchoolYear(2027) == explanation.event_year


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"from": "2026/27"}, "Finns från läsåret 2026/27.\n"),
        ({"until": "2025/26"}, "Finns till och med läsåret 2025/26.\n"),
    ],
)
def test_one_end_is_told_alone(more: Tree, said: str) -> None:
    plan = plan_of(row(when="vid behov", **more))
    shown = printed(render(explain(plan, "mote", (YEAR, YEAR.next()), YEAR.start), 80))

    assert said in shown
    assert (1, 1) == (
        shown.count("Finns inte det läsåret."),
        shown.count("Görs vid behov; inget datum finns i planen."),
    )


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("mars", "Enligt regeln.\nNågon dag i mars, inte bestämd än."),
        ("varje månad", "Någon dag i varje månad, inte bestämd än."),
        ("maj eller juni", "Enligt regeln.\nNågon dag i maj eller juni, inte bestämd än."),
        ("mars och oktober", "Någon dag i oktober, inte bestämd än."),
        ("mars och oktober", "Någon dag i mars, inte bestämd än."),
    ],
)
def test_a_month_whose_day_is_to_be_decided_is_no_preliminary_day(when: str, said: str) -> None:
    explanation = explain(plan_of(row(when=when, decided_yearly="true")), "mote", (YEAR,), YEAR.start)
    shown = "\n".join(" ".join(line.split()) for line in printed(render(explanation, 120), 120).splitlines())

    assert said in shown
    assert "Tills dagen är bestämd gäller regelns dag preliminärt." not in shown


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("löpande", "Pågår hela läsåret; inget datum finns i planen."),
        ("årligen", "Görs någon gång under läsåret; inget datum finns i planen."),
    ],
)
def test_what_has_no_date_says_why(when: str, said: str) -> None:
    shown = printed(render(explain(plan_of(row(when=when)), "mote", (YEAR,), YEAR.start), 120), 120)

    assert said in shown


@pytest.mark.parametrize(("when", "preliminary"), [("runt 5 mars", True), ("maj eller juni", False)])
def test_a_phrase_may_say_itself_that_its_day_is_decided_every_year(when: str, *, preliminary: bool) -> None:
    shown = printed(render(explain(plan_of(row(when=when)), "mote", (YEAR,), YEAR.start), 120), 120)

    assert "Dagen bestäms varje år." in shown
    assert preliminary == ("Tills dagen är bestämd gäller regelns dag preliminärt." in shown)


@pytest.mark.parametrize(
    ("when", "decided", "said"),
    [
        ("varje månad", ["2026-03-05"], {"Juli–februari.", "April–juni."}),
        ("varje månad utom juli", ["2025-09-02", "2026-05-05"], {"Oktober–april."}),
        ("varje månad utom januari, juli", [], {"Augusti–december och februari–juni."}),
        ("varje månad utom juli", ["2025-10-07", "2025-12-02", "2026-04-07"], {"Augusti och september.",
                                                                              "Januari–mars.", "Maj och juni."}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [40, 120])
def test_the_months_that_are_preliminary_are_named(when: str, decided: list[str], said: set[str], width: int) -> None:
    plan = plan_of(
        row(when=when, decided_yearly="true"), years={"2025/26": {"dates": {"mote": decided} if decided else {}}}
    )
    shown = printed(render(explain(plan, "mote", (YEAR,), YEAR.start), width), width)

    assert len(said) == shown.count(" månader")
    assert all(text in " ".join(shown.split()) for text in said)


def test_the_months_without_a_day_of_their_own_are_named_too() -> None:
    shown = printed(render(explain(plan_of(row(when="varje månad utom juli")), "mote", (YEAR,), YEAR.start), 120), 120)

    assert "Augusti–juni." in shown


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("30 juni", "Är dagen ledig flyttas den till närmaste vardag före."),
        ("15–30 september", "En period flyttas aldrig, inte heller när den börjar eller slutar på en ledig dag."),
    ],
)
def test_on_holiday_is_told_of_days_and_never_of_periods(when: str, said: str) -> None:
    plan = plan_of(row(when=when, on_holiday="before"))
    shown = printed(render(explain(plan, "mote", (YEAR,), YEAR.start), 200), 200)

    assert said in shown
    assert 1 == shown.count("flyttas")
