"""What a feed shows of a wheel: which feeds there are, and the words of their events."""

import datetime as dt
from typing import Any

import pytest

from arshjul_cli.feeds.compose import compose, ended
from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.plan.fields import DISPLAYS
from arshjul_cli.swedish import MONTHS
from arshjul_cli.wheel.model import Status, Wheel
from building import HEADER, Tree, alla, plan_of, row, wheel_of

DAY = dt.timedelta(days=1)
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
    event = _event(row(when="2–8 mars"))

    assert (dt.date(2026, 3, 2), dt.date(2026, 3, 9), None) == (event.start, event.end, event.time)


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


def _shown(*activities: Tree, **sections: Any) -> list[tuple[str, str, str, str]]:
    """Return the events of a wheel: what the UID adds to the id and the year, title, first day, last day."""
    return [
        (
            event.uid.partition("@")[0].partition(".2025-26")[2],
            event.summary,
            f"{event.start:%m-%d}",
            f"{event.end - DAY:%m-%d}",
        )
        for event in alla(wheel_of(*activities, **sections))
    ]


MARS = row(when="mars")
"""1 March 2026 is a Sunday, the 31st a Tuesday."""


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ("span", [("", "Möte", "03-01", "03-31")]),
        ("start", [(".start", "Börjar: Möte", "03-02", "03-02")]),
        ("end", [("", "Sista dag: Möte", "03-31", "03-31")]),
        ("both", [(".start", "Börjar: Möte", "03-02", "03-02"), ("", "Sista dag: Möte", "03-31", "03-31")]),
    ],
)
def test_display_says_how_a_period_is_shown(display: str, expected: list[tuple[str, ...]]) -> None:
    assert expected == _shown({**MARS, "display": display})
    assert expected == _shown(MARS, plan={**HEADER, "display": display})
    for other in DISPLAYS:
        assert expected == _shown({**MARS, "display": display}, plan={**HEADER, "display": other})


@pytest.mark.parametrize("display", [*DISPLAYS, None])
@pytest.mark.parametrize(
    ("decided_yearly", "decided", "title"),
    [
        ("true", {}, "{} (prel.)"),
        ("true", {"cancelled": {"mote": "Sjukdom"}}, "INSTÄLLT: {}"),
        ("false", {"cancelled": {"mote": "Sjukdom"}}, "INSTÄLLT: {}"),
        ("true", {"dates": {"mote": "2026-03-01–2026-03-31"}}, "{}"),
    ],
)
def test_what_is_said_around_a_title_of_a_period_in_every_display(
    display: str | None, decided_yearly: str, decided: Tree, title: str
) -> None:
    shown = {"display": display} if display else {}
    titles = [one[1] for one in _shown({**MARS, "decided_yearly": decided_yearly, **shown}, decided=decided)]

    expected = {
        "span": ["Möte"],
        "start": ["Börjar: Möte"],
        "end": ["Sista dag: Möte"],
        "both": ["Börjar: Möte", "Sista dag: Möte"],
    }
    assert [title.format(one) for one in expected[display or "both"]] == titles


@pytest.mark.parametrize("display", [*DISPLAYS, None])
@pytest.mark.parametrize("when", ["5 mars", "7 mars", "senast 5 mars"])
def test_one_day_is_shown_as_itself_however_periods_are(display: str | None, when: str) -> None:
    day = "03-07" if when == "7 mars" else "03-05"
    shown = {"display": display} if display else {}

    assert [("", "Möte", day, day)] == _shown(row(when=when, **shown))


@pytest.mark.parametrize("display", [*DISPLAYS, None])
def test_a_time_of_day_is_shown_as_itself_however_periods_are(display: str | None) -> None:
    shown = {"display": display} if display else {}
    for day in ("2026-03-05", "2026-03-07"):
        (event,) = alla(wheel_of({**MARS, **shown}, decided={"dates": {"mote": f"{day} 13:00–16:00"}}))

        assert ("Möte", day, (dt.time(13), dt.time(16))) == (event.summary, event.start.isoformat(), event.time)
        assert "mote.2025-26@arshjul.exempel.se" == event.uid


@pytest.mark.parametrize("display", DISPLAYS)
def test_a_deadline_over_several_days_is_shown_as_any_period_and_says_the_last_of_them(display: str) -> None:
    deadline = {**MARS, "deadline": "true"}

    assert _shown({**MARS, "display": display}) == _shown({**deadline, "display": display})
    for event in alla(wheel_of({**deadline, "display": display})):
        assert "Klart senast: tisdag 31 mars 2026" in event.description.split("\n")
        assert "Hela perioden:" not in event.description


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2–22 mars", [("", "Möte", "03-02", "03-22")]),
        ("2–23 mars", [(".start", "Börjar: Möte", "03-02", "03-02"), ("", "Sista dag: Möte", "03-23", "03-23")]),
        ("v. 10–12", [("", "Möte", "03-02", "03-22")]),
        ("november", [(".start", "Börjar: Möte", "11-03", "11-03"), ("", "Sista dag: Möte", "11-28", "11-28")]),
        ("december", [(".start", "Börjar: Möte", "12-01", "12-01"), ("", "Sista dag: Möte", "12-30", "12-30")]),
    ],
)
def test_a_period_is_one_bar_up_to_21_days_and_else_its_first_and_last_working_day(
    when: str, expected: list[tuple[str, ...]]
) -> None:
    assert expected == _shown(row(when=when))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("7–8 mars", [(".start", "Börjar: Möte", "03-07", "03-07"), ("", "Sista dag: Möte", "03-08", "03-08")]),
        ("3–6 april", [(".start", "Börjar: Möte", "04-03", "04-03"), ("", "Sista dag: Möte", "04-06", "04-06")]),
    ],
)
def test_a_period_without_working_days_begins_and_ends_on_its_own_days(
    when: str, expected: list[tuple[str, ...]]
) -> None:
    both = row(when=when, display="both")

    assert expected == _shown(both)
    assert expected[:1] == _shown({**both, "display": "start"})
    assert expected[1:] == _shown({**both, "display": "end"})


@pytest.mark.parametrize("display", ["start", "end", "both"])
@pytest.mark.parametrize(("when", "day"), [("6–8 mars", "03-06"), ("28 februari–2 mars", "03-02")])
def test_a_period_with_one_working_day_is_shown_on_that_day_alone(display: str, when: str, day: str) -> None:
    assert [("", "Möte", day, day)] == _shown(row(when=when, display=display))
    assert [("", "Möte", "03-06", "03-08")] == _shown(row(when="6–8 mars", display="span"))


MONTHLY = row(when=f"varje månad utom {', '.join(MONTHS[3:11])} och december")
"""January, February, March."""
LAST = [(".01", "01-30"), (".02", "02-27"), (".03", "03-31")]


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ({}, "Möte"),
        ({"decided_yearly": "true"}, "Möte (datum ej satt)"),
        ({"deadline": "true"}, "Möte"),
        ({"deadline": "true", "decided_yearly": "true"}, "Möte (datum ej satt)"),
    ],
)
def test_a_month_without_a_day_is_shown_on_its_last_working_day(more: Tree, title: str) -> None:
    expected = [(slot, title, day, day) for slot, day in LAST]

    assert expected == _shown({**MONTHLY, **more})
    for display in DISPLAYS:
        assert expected == _shown({**MONTHLY, **more}, plan={**HEADER, "display": display})


def test_a_month_that_is_cancelled_says_so_and_nothing_of_a_date() -> None:
    activity = {**MONTHLY, "decided_yearly": "true"}
    shown = _shown(activity, decided={"cancelled": {"mote": {"februari": "Sportlov"}}})

    assert ("INSTÄLLT: Möte", "02-27") == (shown[1][1], shown[1][2])
    assert "Möte (datum ej satt)" == shown[0][1]


def test_a_month_that_has_got_its_day_is_shown_on_it() -> None:
    activity = {**MONTHLY, "decided_yearly": "true"}
    shown = _shown(activity, decided={"dates": {"mote": {"februari": "2026-02-10"}}})

    assert (".02", "Möte", "02-10", "02-10") == shown[1]


def test_the_display_of_a_monthly_activity_itself_counts_for_its_months_too() -> None:
    assert [
        (".01", "Möte", "01-01", "01-31"),
        (".02", "Möte", "02-01", "02-28"),
        (".03", "Möte", "03-01", "03-31"),
    ] == (_shown({**MONTHLY, "display": "span"}))
    assert ".01.start" == _shown({**MONTHLY, "display": "both"})[0][0]


def test_a_monthly_activity_with_a_day_is_shown_on_its_days() -> None:
    activity = row(when=f"första tisdagen {MONTHLY['when']}", decided_yearly="true")

    assert [(".01", "Möte (prel.)", "01-06", "01-06")] == _shown(activity)[:1]


def test_every_event_of_a_period_tells_all_its_days() -> None:
    events = alla(wheel_of(row(when="december–januari", display="both", notice="7d")))

    assert 3 == len(events)
    for event in events:
        assert "Hela perioden: 1 december 2025 – 31 januari 2026" in event.description.split("\n")


@pytest.mark.parametrize(
    ("notice", "title", "day"),
    [
        ("1d", "I morgon: Möte", "03-04"),
        ("2d", "Om två dagar: Möte", "03-03"),
        ("7d", "Om en vecka: Möte", "02-26"),
        ("10d", "Om tio dagar: Möte", "02-23"),
        ("13d", "Om 13 dagar: Möte", "02-20"),
        ("14d", "Om två veckor: Möte", "02-19"),
        ("28d", "Om fyra veckor: Möte", "02-05"),
        ("60d", "Om 60 dagar: Möte", "01-04"),
    ],
)
def test_a_notice_is_a_day_of_its_own_before(notice: str, title: str, day: str) -> None:
    assert [(".notice", title, day, day), ("", "Möte", "03-05", "03-05")] == _shown(row(notice=notice))


def test_the_notice_of_a_meeting_is_a_whole_day() -> None:
    before, meeting = alla(wheel_of(row(notice="7d"), decided={"dates": {"mote": "2026-03-05 13:00–16:00"}}))

    assert (None, dt.date(2026, 2, 26), dt.date(2026, 2, 27)) == (before.time, before.start, before.end)
    assert (dt.time(13), dt.time(16)) == meeting.time


def test_the_notice_of_a_period_is_before_its_first_day_and_that_of_a_deadline_before_its_last() -> None:
    assert (".notice", "Om en vecka: Möte", "02-22", "02-22") == _shown({**MARS, "notice": "7d"})[0]
    assert (".notice", "Om en vecka: Möte", "03-24", "03-24") in _shown({**MARS, "notice": "7d", "deadline": "true"})


@pytest.mark.parametrize("display", DISPLAYS)
def test_a_notice_stands_beside_every_display(display: str) -> None:
    without = _shown({**MARS, "display": display})

    assert [(".notice", "I morgon: Möte", "02-28", "02-28"), *without] == (
        _shown({**MARS, "display": display, "notice": "1d"})
    )


def test_the_notice_of_a_tentative_one_says_that_it_is() -> None:
    assert "Om en vecka: Möte (prel.)" == _shown(row(notice="7d", decided_yearly="true"))[0][1]


def test_nothing_is_told_ahead_of_what_is_cancelled() -> None:
    assert [("", "INSTÄLLT: Möte", "03-05", "03-05")] == _shown(
        row(notice="7d"), decided={"cancelled": {"mote": "Sjukdom"}}
    )


def test_an_extra_one_has_display_and_notice_too() -> None:
    extra = {"id": "x", "summary": "X", "date": "2026-03-02–2026-03-06", "display": "both", "notice": "7d"}

    assert [
        (".notice", "Om en vecka: X", "02-23", "02-23"),
        (".start", "Börjar: X", "03-02", "03-02"),
        ("", "Sista dag: X", "03-06", "03-06"),
    ] == _shown(decided={"extra": [extra]})


def test_nothing_is_told_ahead_of_a_month_without_a_day() -> None:
    assert _shown(MONTHLY) == _shown({**MONTHLY, "notice": "7d"})


def test_each_day_of_a_monthly_activity_has_its_own_notice() -> None:
    activity = row(when=f"första tisdagen {MONTHLY['when']}", notice="7d")
    uids = [event.uid for event in alla(wheel_of(activity))]

    assert len(set(uids)) == len(uids) == 6
    assert "mote.2025-26.01.notice@arshjul.exempel.se" in uids


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
