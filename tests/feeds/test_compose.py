"""Which feeds there are, and which events each has."""

import datetime as dt

import pytest

from arshjul_cli.feeds.compose import ended
from arshjul_cli.feeds.generate import composition
from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.wheel.model import Wheel
from building import Tree, alla, plan_of, row, wheel_of

ROLES = {
    "grupp": {"name": "Ledningsgruppen", "members": ["rektor", "skola"], "leader": "chef", "others": "två till"},
    "rektor": {"name": "Rektor", "short": "R", "formerly": ["skolchef", "studierektor"]},
    "skola": {"name": "Skola", "members": ["larare"]},
    "larare": {"name": "Lärare"},
    "chef": {"name": "Chef"},
}


def _by_id(wheel: Wheel) -> dict[str, Feed]:
    return {feed.id: feed for feed in composition(wheel).feeds}


def _event(activity: Tree, **decided: object) -> Event:
    (event,) = _by_id(wheel_of(activity, roles=ROLES, decided=decided))["alla"].events
    return event


def test_alla_roles_declared_and_former_ones_have_a_feed_each() -> None:
    wheel = wheel_of(roles=ROLES, feeds={"bada": {"name": "Båda", "roles": ["chef"]}})

    assert ["alla", "grupp", "rektor", "skola", "larare", "chef", "bada", "skolchef", "studierektor"] == [
        feed.id for feed in composition(wheel).feeds
    ]


def test_a_feed_is_named_by_its_role_and_its_file_by_its_id() -> None:
    made = _by_id(wheel_of(roles=ROLES, feeds={"bada": {"name": "Båda", "roles": ["chef"]}}))

    assert ("Årshjul – Rektor", "rektor.ics") == (made["rektor"].name, made["rektor"].file_name)
    assert ("Årshjul – Båda", "bada.ics") == (made["bada"].name, made["bada"].file_name)
    assert ("Årshjul – alla aktiviteter", "alla.ics") == (made["alla"].name, made["alla"].file_name)


def test_a_former_address_shows_the_same_as_the_new() -> None:
    made = _by_id(wheel_of(row(responsible=["rektor"]), roles=ROLES))

    assert 1 == len(made["rektor"].events)
    assert made["rektor"].events == made["skolchef"].events == made["studierektor"].events
    assert made["rektor"].name == made["skolchef"].name


def test_a_declared_feed_holds_each_event_of_its_roles_once() -> None:
    rows = (
        row("a", responsible=["rektor", "larare"]),
        row("b", responsible=["larare"]),
        row("c", responsible=["chef"]),
    )
    wheel = wheel_of(*rows, roles=ROLES, feeds={"bada": {"name": "Båda", "roles": ["larare", "rektor"]}})

    assert ["a.2025-26", "b.2025-26"] == [event.uid.partition("@")[0] for event in _by_id(wheel)["bada"].events]


@pytest.mark.parametrize(
    ("named", "carried"),
    [
        ("grupp", {"alla", "grupp", "rektor", "skola", "larare", "chef"}),
        ("skola", {"alla", "skola", "larare"}),
        ("rektor", {"alla", "rektor"}),
        ("chef", {"alla", "chef"}),
    ],
)
def test_a_feed_holds_what_names_its_role_or_a_body_that_it_belongs_to_or_leads(named: str, carried: set[str]) -> None:
    made = _by_id(wheel_of(row(participants=[named]), roles=ROLES))

    assert carried == {one for one, feed in made.items() if feed.events} - {"skolchef", "studierektor"}


def test_an_event_ends_the_day_after_its_last() -> None:
    event = _event(row(when="2–8 mars"))

    assert (dt.date(2026, 3, 2), dt.date(2026, 3, 9), None) == (event.start, event.end, event.time)


def test_the_category_gives_its_name_and_colour() -> None:
    categories = {"moten": {"name": "Möten", "color": "teal"}}
    (event,) = _by_id(wheel_of(row(category="moten"), categories=categories))["alla"].events

    assert ("Möten", "teal") == (event.category, event.color)
    assert (None, None) == (_event(row()).category, _event(row()).color)


def test_place_and_page_are_those_of_the_occurrence() -> None:
    decision = {"date": "2026-03-05 13:00–16:00", "location": "Skolan", "url": "https://exempel.se/2"}
    event = _event(row(location="Kommunhuset"), dates={"mote": decision})

    assert ("Skolan", "https://exempel.se/2") == (event.location, event.url)
    assert (dt.time(13), dt.time(16)) == event.time


@pytest.mark.parametrize(
    ("when", "ends"),
    [("mars", ["2026-03-31"]), ("varje månad utom mars", ["2025-07-31", "2025-08-31", "2025-09-30"])],
)
def test_an_event_that_stands_for_a_month_says_until_when(when: str, ends: list[str]) -> None:
    events = alla(wheel_of(row(when=when, decided_yearly="true")))

    assert ends == [str(event.open_until) for event in events[:3]]


@pytest.mark.parametrize(
    ("more", "decided"),
    [
        ({}, {}),
        ({"decided_yearly": "true"}, {"cancelled": {"mote": "Sjukdom"}}),
        ({"decided_yearly": "true"}, {"dates": {"mote": "2026-03-01–2026-03-31"}}),
        ({"decided_yearly": "true", "display": "end"}, {}),
        ({"decided_yearly": "true", "deadline": "true"}, {}),
        ({"decided_yearly": "true", "when": "5 mars"}, {}),
    ],
)
def test_no_other_event_does(more: Tree, decided: Tree) -> None:
    events = alla(wheel_of({**row(when="mars"), **more}, decided=decided))

    assert {None} == {event.open_until for event in events}


def test_events_are_in_the_order_of_their_own_days_not_of_their_occurrences() -> None:
    activities = (
        row("a", "mars"),
        row("b", "5 mars", notice="7d"),
        row("c", "2–8 mars"),
        row("d", "2 mars"),
        row("e", "31 mars"),
        row("f", "2 mars"),
    )

    uids = [event.uid.partition("@")[0].replace(".2025-26", "") for event in alla(wheel_of(*activities))]
    assert ["b.notice", "a.start", "d", "f", "c", "b", "a", "e"] == uids


def test_a_feed_that_has_ended_says_so_for_sixty_days() -> None:
    event = ended("gammal", dt.date(2026, 3, 5), plan_of().plan)

    assert ("gammal.upphort@arshjul.exempel.se", "Flödet har upphört", None) == (event.uid, event.summary, event.time)
    assert (dt.date(2026, 3, 5), dt.date(2026, 5, 4)) == (event.start, event.end)
    assert "Det här flödet finns inte längre i Plan. Du kan ta bort prenumerationen." == event.description
