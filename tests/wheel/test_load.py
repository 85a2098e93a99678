"""How much each month asks of each role."""

import datetime as dt

from arshjul_cli.rules import Span
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.load import Load, loads, months_of
from building import YEAR, Tree, plan_of, row, wheel_of

ASKED = Span(YEAR.start, YEAR.last_day)


def _months(*rows: Tree, role: str = "rektor", **sections: object) -> dict[int, tuple[int, int, int]]:
    """Return the events, deadlines and days of each month that has any."""
    found = loads(expand(plan_of(*rows, **sections), [YEAR]), [role], ASKED)[role]
    return {
        month.month: (load.events, load.deadlines, load.days)
        for month, load in found.items()
        if load != Load(events=0, deadlines=0, days=0)
    }


def _of_rektor(one: str, when: str, **more: object) -> Tree:
    return row(one, when, responsible=["rektor"], **more)


def test_the_months_are_those_of_the_days_that_are_asked_for() -> None:
    assert [*range(7, 13), *range(1, 7)] == [month.month for month in months_of(ASKED)]
    assert [dt.date(2026, 1, 1)] == list(months_of(Span(dt.date(2026, 1, 5), dt.date(2026, 1, 31))))


def test_a_day_is_an_event_and_takes_its_day_and_a_day_of_two_takes_one() -> None:
    assert {3: (2, 0, 1)} == _months(_of_rektor("a", "5 mars"), _of_rektor("b", "5 mars"))


def test_a_deadline_is_none_and_takes_no_day() -> None:
    assert {3: (0, 1, 0)} == _months(_of_rektor("a", "senast 31 mars"))


def test_a_period_counts_where_it_begins_and_takes_days_only_if_it_is_short() -> None:
    assert {3: (1, 0, 0)} == _months(_of_rektor("a", "mars–april"))
    assert {3: (1, 0, 2), 4: (0, 0, 1)} == _months(_of_rektor("a", "30 mars–1 april"))


def test_of_several_days_the_working_days_count_unless_there_are_none() -> None:
    assert {3: (1, 0, 5)} == _months(_of_rektor("a", "v. 10"))
    # A weekend, and Good Friday.
    assert {3: (1, 0, 2), 4: (0, 0, 2)} == _months(_of_rektor("a", "28 mars–3 april"))
    assert {3: (1, 0, 2)} == _months(_of_rektor("a", "7–8 mars"))
    assert {3: (1, 0, 1)} == _months(_of_rektor("a", "7 mars"))


def test_a_day_that_is_not_decided_takes_one() -> None:
    assert {3: (1, 0, 1)} == _months(_of_rektor("a", "mars", decided_yearly="true"))
    assert {10: (1, 0, 1), 5: (1, 0, 1)} == _months(_of_rektor("a", "oktober och maj"))


def test_what_is_cancelled_or_concerns_others_is_not_counted() -> None:
    assert {} == _months(
        _of_rektor("a", "5 mars"), row("b", "5 mars"), years={"2025/26": {"cancelled": {"a": "Utgår"}}}
    )
    assert {} == _months(_of_rektor("a", "5 mars"), role="chef")


def test_a_declared_feed_has_what_any_of_its_roles_has() -> None:
    feeds = {"alla-chefer": {"name": "Alla", "roles": ["rektor", "chef"]}}
    rows = (_of_rektor("a", "5 mars"), row("b", "5 maj", responsible=["chef"]))

    assert {3: (1, 0, 1), 5: (1, 0, 1)} == _months(*rows, role="alla-chefer", feeds=feeds)


def test_all_events_of_a_role_are_in_some_month() -> None:
    wheel = wheel_of(_of_rektor("a", "varje månad"), _of_rektor("b", "v. 27"), _of_rektor("c", "juni"))
    found = loads(wheel, ["rektor"], ASKED)["rektor"]

    assert len(wheel.occurrences) == sum(load.events for load in found.values())
