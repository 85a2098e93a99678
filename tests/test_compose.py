"""What a feed shows of a wheel: which feeds there are, and the words of their events."""

import datetime as dt

import pytest

from arshjul_cli.feed import Event, Feed
from arshjul_cli.wheel import Status, Wheel
from building import Tree, row, wheel_of

ROLES = {
    "grupp": {"name": "Ledningsgruppen", "members": ["rektor", "skola"], "leader": "chef", "others": "två till"},
    "rektor": {"name": "Rektor", "short": "R", "formerly": ["skolchef", "studierektor"]},
    "skola": {"name": "Skola", "members": ["larare"]},
    "larare": {"name": "Lärare"},
    "chef": {"name": "Chef"},
}


def _by_id(wheel: Wheel) -> dict[str, Feed]:
    return {feed.id: feed for feed in compose(wheel)}


def _event(activity: Tree, **decided: object) -> Event:
    (event,) = _by_id(wheel_of(activity, roles=ROLES, decided=decided))["alla"].events
    return event


def test_alla_roles_declared_and_former_ones_have_a_feed_each() -> None:
    wheel = wheel_of(roles=ROLES, feeds={"bada": {"name": "Båda", "roles": ["chef"]}})

    assert ["alla", "grupp", "rektor", "skola", "larare", "chef", "bada", "skolchef", "studierektor"] == [
        feed.id for feed in compose(wheel)
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
    event = _event(row(when="mars"))

    assert (dt.date(2026, 3, 1), dt.date(2026, 4, 1), None) == (event.start, event.end, event.time)


def test_the_title_of_a_confirmed_one_is_its_summary() -> None:
    assert "Möte" == _event(row()).summary


def test_the_title_of_a_tentative_one_says_so_after() -> None:
    event = _event(row(decided_yearly="true"))

    assert ("Möte (prel.)", Status.TENTATIVE) == (event.summary, event.status)


def test_the_title_of_a_cancelled_one_says_so_before() -> None:
    event = _event(row(decided_yearly="true"), cancelled={"mote": "Sjukdom"})

    assert ("INSTÄLLT: Möte", Status.CANCELLED) == (event.summary, event.status)


def test_the_description_of_all_that_there_is_to_say() -> None:
    activity = row(
        when="senast första tisdagen i mars",
        points=["Första punkten", "Andra punkten"],
        decided_yearly="true",
        responsible=["grupp", "rektor"],
        participants=["skola"],
        source="Tidsplan",
        links=[{"title": "Mall", "url": "https://exempel.se/mall"}],
    )

    assert [
        "• Första punkten",
        "• Andra punkten",
        "",
        "Klart senast: tisdag 3 mars 2026",
        "Preliminärt: dagen är inte bestämd än.",
        "Ansvarig: Ledningsgruppen, Rektor",
        "Deltar: Skola",
        "Genom Ledningsgruppen: Chef, Lärare, Rektor, Skola, två till",
        "Genom Skola: Lärare",
        "Tid enligt planen: senast första tisdagen i mars",
        "Källa: Plan, Tidsplan",
        "Läsår: 2025/26",
        "Mall: https://exempel.se/mall",
    ] == _event(activity).description.split("\n")


def test_the_description_of_next_to_nothing() -> None:
    assert [
        "Ansvarig: ingen angiven i planen",
        "Tid enligt planen: 5 mars",
        "Källa: Plan",
        "Läsår: 2025/26",
    ] == _event(row()).description.split("\n")


def test_the_description_of_a_cancelled_one_begins_with_the_reason() -> None:
    assert ["Inställt: Sjukdom", ""] == _event(row(), cancelled={"mote": "Sjukdom"}).description.split("\n")[:2]


def test_the_description_of_an_extra_one_says_that_it_is() -> None:
    (event,) = _by_id(wheel_of(decided={"extra": [{"id": "x", "summary": "X", "date": "2026-03-05"}]}))["alla"].events

    assert [
        "Ansvarig: ingen angiven i planen",
        "Extra tillfälle, utöver planens tidsplan.",
        "Källa: Plan",
        "Läsår: 2025/26",
    ] == event.description.split("\n")


def test_people_who_have_no_role_are_named_through_their_body() -> None:
    roles = {"grupp": {"name": "Gruppen", "others": "två föräldrar"}}
    (event,) = _by_id(wheel_of(row(responsible=["grupp"]), roles=roles))["alla"].events

    assert "Genom Gruppen: två föräldrar" in event.description.split("\n")


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
