"""Terms of a school year: what counts from them has a day where they are written, and waits for them where not."""

import datetime as dt
from pathlib import Path

import pytest

from arshjul_cli.check.dates import impossible, waiting
from arshjul_cli.check.whole import check
from arshjul_cli.editing.newyear import breaks, proposals
from arshjul_cli.editing.newyear import terms as proposed_terms
from arshjul_cli.explain.activity import explain
from arshjul_cli.feeds.generate import composition
from arshjul_cli.findings import Code, Level
from arshjul_cli.flows.newyear import with_year
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.undecided import undecided
from building import editable_from, plan_from

HERE = Path(__file__).parent
Y2026, Y2027 = SchoolYear(2026), SchoolYear(2027)
TERMS = "terms: {host: 2026-08-17–2026-12-18, var: 2027-01-08–2027-06-10}"
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se, reviewed: 2026-08-01}
roles: {rektor: {name: Rektor}}
activities:
  - {id: uppstart, summary: Uppstart, when: läsårets start, responsible: [rektor]}
  - {id: planering, summary: Planering, when: veckan före vårterminens start, responsible: [rektor]}
  - {id: kallelse, summary: Kallelse, when: 7 dagar före uppstart, responsible: [rektor]}
promises: [{id: ett, text: En planering, activities: [planering], per_school_year: 1}]
years:
  2026/27:
    terms: {host: 2026-08-17–2026-12-18, var: 2027-01-08–2027-06-10}
  2027/28:
    breaks: [{name: Sportlov, when: v. 7}]
"""
FAR, NEAR = dt.date(2026, 9, 1), dt.date(2027, 6, 20)


def _days(text: str, year: SchoolYear) -> dict[str, str]:
    return {each.activity.id: str(each.start) for each in expand(plan_from(text), [year]).occurrences}


def test_a_year_with_terms_has_the_days() -> None:
    assert {"kallelse": "2026-08-10", "uppstart": "2026-08-17", "planering": "2026-12-28"} == _days(PLAN, Y2026)


def test_a_year_without_them_has_no_day_and_no_error_and_says_what_it_lacks() -> None:
    wheel = expand(plan_from(PLAN), [Y2026, Y2027])

    assert {} == _days(PLAN, Y2027)
    assert [] == list(impossible(wheel))
    (found,) = (each for each in check(wheel, FAR) if each.code is Code.UNDECIDED)
    assert (Level.HINT, ("years", "2027/28")) == (found.level, found.loc)
    assert found.text == (
        "Läsåret 2027/28 saknar terminerna, så 2 aktiviteter har ingen dag än: planering och uppstart. "
        "Skriv terms: {host: …, var: …} under years: 2027/28."
    )
    assert [found.text] == [each.text for each in waiting(wheel, FAR)]


def test_it_is_a_warning_when_the_year_is_near() -> None:
    (found,) = (each for each in check(expand(plan_from(PLAN), [Y2027]), NEAR) if each.code is Code.NEAR)

    assert (Level.WARNING, "Läsåret 2027/28 saknar terminerna") == (found.level, found.text[:33])


def test_one_term_is_enough_for_what_counts_from_it() -> None:
    text = PLAN.replace("    breaks", "    terms: {host: 2027-08-16–2027-12-17}\n    breaks")

    assert {"kallelse": "2027-08-09", "uppstart": "2027-08-16"} == _days(text, Y2027)
    (found,) = waiting(expand(plan_from(text), [Y2027]), FAR)
    assert "saknar vårterminen, så 1 aktivitet har ingen dag än: planering." in found.text


def test_a_date_or_a_cancellation_does_without_the_terms() -> None:
    text = PLAN.replace(
        "    breaks", "    dates: {uppstart: 2027-08-18}\n    cancelled: {planering: Ombyggnad}\n    breaks"
    )

    assert {"kallelse": "2027-08-11", "uppstart": "2027-08-18"} == _days(text, Y2027)
    assert [] == list(waiting(expand(plan_from(text), [Y2027]), FAR))


def test_what_is_to_decide_says_what_is_lacking() -> None:
    slots = undecided(expand(plan_from(PLAN), [Y2027]))

    assert {
        "planering": ("vårterminens dagar 2027/28 står inte i planen",),
        "uppstart": ("höstterminens dagar 2027/28 står inte i planen",),
    } == {slot.activity.id: slot.clashes for slot in slots}


def test_a_promise_waits_with_its_activities() -> None:
    assert Code.PROMISE not in {each.code for each in check(expand(plan_from(PLAN), [Y2026, Y2027]), FAR)}


@pytest.mark.parametrize("code", ["AH303", "AH305"])
def test_an_activity_may_set_it_aside_and_the_others_stay(code: str) -> None:
    ignored = "when: läsårets start, ignore: {" + code + ": Väntar}"
    wheel = expand(plan_from(PLAN.replace("when: läsårets start", ignored)), [Y2026, Y2027])
    day = FAR if code == "AH303" else NEAR
    found = [each for each in check(wheel, day) if "saknar terminerna" in each.text]

    assert ["1 aktivitet har ingen dag än: planering"] == [each.text.partition(", så ")[2][:39] for each in found]
    assert Code.NOTHING_TO_IGNORE not in {each.code for each in check(wheel, day)}
    assert Code.NOTHING_TO_IGNORE not in {each.code for each in check(wheel, dt.date(2026, 10, 1))}


def test_explain_says_what_is_lacking() -> None:
    told = explain(plan_from(PLAN), "planering", [Y2026, Y2027], FAR)

    assert [("vårterminens start", dt.date(2027, 1, 8)), None] == [slot.anchor for slot in told.slots]
    assert [None, "vårterminens dagar 2027/28 står inte i planen"] == [slot.lacks for slot in told.slots]


def test_the_feeds_have_what_has_a_day() -> None:
    feeds = composition(expand(plan_from(PLAN), [Y2026, Y2027])).feeds

    assert {"Uppstart", "Planering", "Kallelse"} == {
        event.summary.partition(":")[2].strip() or event.summary for event in feeds[0].events
    }


def test_a_new_year_proposes_the_terms_of_the_year_before() -> None:
    plan = plan_from(PLAN)
    old = editable_from(PLAN)
    lines = (*proposed_terms(plan, Y2027), *breaks(plan, Y2027))
    text = with_year(old, Y2027, proposals(expand(plan, [Y2027])), lines).text

    assert "    # terms: {host: 2027-08-16–2027-12-17, var: 2028-01-07–2028-06-08}\n" in text
    assert {"kallelse": "2027-08-09", "uppstart": "2027-08-16", "planering": "2027-12-27"} == _days(
        text.replace("# terms", "terms"), Y2027
    )
    # Once is enough.
    again = editable_from(text)
    assert text == with_year(again, Y2027, (), proposed_terms(again.plan, Y2027)).text


def test_a_new_year_without_terms_to_go_on_from_asks_for_them() -> None:
    assert ["terms: {host: , var: }"] == list(proposed_terms(plan_from(PLAN), Y2026.previous()))
    without = PLAN.replace("läsårets start", "mars").replace("veckan före vårterminens start", "mars")
    assert [] == list(proposed_terms(plan_from(without), Y2026.previous()))
