"""Occurrences and the wheel: kinds, UIDs, months, and which feeds carry what."""

import datetime as dt

import pytest

from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Kind, Wheel
from building import DOMAIN, Tree, only, plan_of, row, wheel_of


@pytest.mark.parametrize(
    ("activity", "kind"),
    [
        (row(when="5 mars"), Kind.DAY),
        (row(when="första tisdagen i mars"), Kind.DAY),
        (row(when="mars"), Kind.PERIOD),
        (row(when="5–6 mars"), Kind.PERIOD),
        (row(when="senast 5 mars"), Kind.DEADLINE),
        (row(when="senast mars"), Kind.DEADLINE),
        (row(when="mars", deadline="true"), Kind.DEADLINE),
    ],
)
def test_kind(activity: Tree, kind: Kind) -> None:
    assert kind is only(wheel_of(activity)).kind


def test_a_period_that_is_decided_to_a_day_is_a_day() -> None:
    assert Kind.DAY is only(wheel_of(row(when="mars"), decided={"dates": {"mote": "2026-03-05"}})).kind


def test_an_extra_one_may_be_a_deadline() -> None:
    extra = {"id": "x", "summary": "X", "date": "2026-03-05", "deadline": "true"}

    assert Kind.DEADLINE is only(wheel_of(decided={"extra": [extra]})).kind


def test_a_uid_is_the_id_the_school_year_and_the_domain() -> None:
    wheel = wheel_of(row("skolanalysgrupp-mars"))

    assert "skolanalysgrupp-mars.2025-26@arshjul.exempel.se" == wheel.uid(only(wheel))


def test_the_uid_of_a_monthly_one_has_the_month_in_two_digits() -> None:
    wheel = wheel_of(row(when="varje månad utom juli, augusti, september, oktober och november"))

    assert [f"mote.2025-26.{month}@{DOMAIN}" for month in ("12", "01", "02", "03", "04", "05", "06")] == (
        list(map(wheel.uid, wheel.occurrences))
    )


def test_the_uid_keeps_the_month_of_the_slot_when_the_date_moves_to_another() -> None:
    wheel = wheel_of(row(when="varje månad"), decided={"dates": {"mote": {"augusti": "2025-09-01"}}})

    assert [f"mote.2025-26.08@{DOMAIN}"] == [
        wheel.uid(o) for o in wheel.occurrences if o.start == dt.date(2025, 9, 1) == o.last_day
    ]


def test_a_new_id_keeps_the_uid_of_the_former() -> None:
    wheel = wheel_of(row("ny", formerly=["gammal"]))

    assert f"gammal.2025-26@{DOMAIN}" == wheel.uid(only(wheel))


def test_neither_the_date_the_title_nor_the_place_in_the_file_is_in_the_uid() -> None:
    decided = {"dates": {"b": "2026-05-05"}}
    wheel = wheel_of(row("a"), row("b", summary="Annat", when="maj"), decided=decided)

    assert {f"a.2025-26@{DOMAIN}", f"b.2025-26@{DOMAIN}"} == set(map(wheel.uid, wheel.occurrences))


def test_the_last_school_year_of_the_century_has_a_uid_of_its_own() -> None:
    wheel = wheel_of(row(), years=[SchoolYear(2098)])

    assert f"mote.2098-99@{DOMAIN}" == wheel.uid(only(wheel))


def test_an_occurrence_tells_its_rule_in_canonical_form() -> None:
    assert "november (v. 45–47)" == only(wheel_of(row(when="November (v. 45-47)"))).rule


def test_an_extra_one_has_no_rule() -> None:
    assert None is only(wheel_of(decided={"extra": [{"id": "x", "summary": "X", "date": "2026-03-05"}]})).rule


@pytest.mark.parametrize(
    ("more", "decided", "is_open"),
    [
        ({"decided_yearly": "true"}, {}, True),
        ({"decided_yearly": "true"}, {"cancelled": {"mote": "Sjukdom"}}, True),
        ({"decided_yearly": "true", "display": "span"}, {}, True),
        ({}, {}, False),
        ({"decided_yearly": "true"}, {"dates": {"mote": "2026-03-01–2026-03-31"}}, False),
        ({"decided_yearly": "true", "deadline": "true"}, {}, False),
        ({"decided_yearly": "true", "when": "senast mars"}, {}, False),
        ({"decided_yearly": "true", "when": "mars–april"}, {}, False),
        ({"decided_yearly": "true", "when": "5 mars"}, {}, False),
    ],
)
def test_a_month_is_open_while_its_day_is_to_be_decided(more: Tree, decided: Tree, *, is_open: bool) -> None:
    occurrence = only(wheel_of({**row(when="mars"), **more}, decided=decided))

    assert (is_open, False) == (occurrence.is_open_month, occurrence.is_any_day)


@pytest.mark.parametrize(("more", "is_open"), [({}, False), ({"decided_yearly": "true"}, True)])
def test_a_month_of_what_is_done_every_month_may_be_any_day_of_it(more: Tree, *, is_open: bool) -> None:
    dates = {"dates": {"mote": {"mars": "2026-03-05"}}}
    occurrences = wheel_of(row(when="varje månad", **more), decided=dates).occurrences

    assert {3: (False, False)} | {month: (True, is_open) for month in range(1, 13) if month != 3} == (
        {one.month: (one.is_any_day, one.is_open_month) for one in occurrences}
    )


def test_an_extra_one_is_no_open_month() -> None:
    extra = {"id": "x", "summary": "X", "date": "2026-03-01–2026-03-31"}
    occurrence = only(wheel_of(decided={"extra": [extra]}))

    assert (False, False) == (occurrence.is_open_month, occurrence.is_any_day)


@pytest.mark.parametrize(
    ("when", "months"),
    [("5 mars", {3}), ("december–januari", {12, 1}), ("v. 14", {3, 4}), ("augusti–juni", set(range(1, 13)) - {7})],
)
def test_the_months_in_which_it_has_a_day(when: str, months: set[int]) -> None:
    assert months == only(wheel_of(row(when=when))).months


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [("03-04", "03-04", False), ("03-04", "03-05", True), ("03-06", "03-06", True), ("03-08", "03-09", False),
     ("03-07", "03-30", True), ("03-01", "03-31", True)],
)  # fmt: skip
def test_overlap_counts_both_ends(first: str, last: str, *, overlaps: bool) -> None:
    occurrence = only(wheel_of(row(when="5–7 mars")))

    days = (dt.date.fromisoformat(f"2026-{day}") for day in (first, last))
    assert overlaps == occurrence.overlaps(*days)


def _feeds(wheel: Wheel) -> tuple[str, ...]:
    return wheel.feeds(only(wheel).activity)


def test_every_feed_that_carries_it_in_plan_order_declared_ones_last() -> None:
    roles = {
        "z": {"name": "Z"},
        "grupp": {"name": "Grupp", "members": ["z", "a"], "leader": "chef"},
        "a": {"name": "A"},
        "chef": {"name": "Chef"},
        "utanfor": {"name": "U"},
    }
    feeds = {"bada": {"name": "Båda", "roles": ["utanfor", "a"]}, "ingen": {"name": "I", "roles": ["utanfor"]}}

    wheel = wheel_of(row(responsible=["grupp"]), roles=roles, feeds=feeds)

    assert ("alla", "z", "grupp", "a", "chef", "bada") == _feeds(wheel)


def test_a_body_does_not_get_what_names_its_member() -> None:
    roles = {"a": {"name": "A"}, "grupp": {"name": "G", "members": ["a"], "leader": "a"}}

    assert ("alla", "a") == _feeds(wheel_of(row(participants=["a"]), roles=roles))


def test_what_names_nobody_is_only_in_alla() -> None:
    assert ("alla",) == _feeds(wheel_of(row()))


def test_a_part_of_a_wheel_keeps_its_years_and_order() -> None:
    wheel = wheel_of(row("a", "maj"), row("b", "mars"), row("c", "april"), row("d", "vid behov"))

    part = wheel.only(lambda one: one.activity.id != "c", lambda activity: activity.id != "d")

    assert (["b", "a"], (), wheel.years) == ([o.activity.id for o in part.occurrences], part.undated, part.years)


def test_the_order_is_start_last_day_id() -> None:
    rows = (row("c", "mars"), row("b", "1 mars"), row("a", "mars–april"), row("aa", "februari"), row("bb", "mars"))

    wheel = expand(plan_of(*rows), [SchoolYear(2025)])

    assert ["aa", "b", "bb", "c", "a"] == [occurrence.activity.id for occurrence in wheel.occurrences]
