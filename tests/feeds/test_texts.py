"""What events tell."""

import pytest

from arshjul_cli.feeds.texts import ended
from building import HEADER, Tree, alla, plan_of, row, wheel_of

ROLES = {
    "grupp": {"name": "Ledningsgruppen", "members": ["rektor", "skola"], "leader": "chef", "others": "två till"},
    "rektor": {"name": "Rektor"},
    "skola": {"name": "Skola", "members": ["larare"]},
    "larare": {"name": "Lärare"},
    "chef": {"name": "Chef"},
}
OPEN = {"when": "mars", "decided_yearly": "true"}
CANCELLED = {"cancelled": {"mote": "Sjukdom"}}
STANDS_FIRST = "Händelsen står här på månadens första vardag tills dagen är bestämd."


def _text(*activities: Tree, header: Tree = HEADER, **decided: object) -> list[str]:
    """Return the lines of the text that all the events have."""
    (text,) = {event.description for event in alla(wheel_of(*activities, roles=ROLES, plan=header, decided=decided))}
    return text.split("\n")


def _group(number: int, activity: Tree, **decided: object) -> list[str]:
    """Return a group of lines, between blank ones."""
    return "\n".join(_text(activity, header=HEADER, **decided)).split("\n\n")[number].split("\n")


def test_all_that_there_is_to_tell() -> None:
    activity = row(
        when="senast första tisdagen i mars",
        points=["Första punkten", "Andra punkten"],
        decided_yearly="true",
        responsible=["grupp", "rektor"],
        participants=["skola"],
        source="Tidsplan",
        location="Kommunhuset",
        url="https://exempel.se/mote",
        links=[{"title": "Mall", "url": "https://exempel.se/mall"}],
    )
    header = {**HEADER, "owner": "chef", "contact": "arshjul@exempel.se"}

    assert [
        "Länk: https://exempel.se/mote",
        "",
        "• Första punkten",
        "• Andra punkten",
        "",
        "Plats: Kommunhuset",
        "Klart senast: tisdag 3 mars 2026",
        "Dagen är preliminär tills den är bestämd.",
        "",
        "Ansvarig: Ledningsgruppen, Rektor",
        "Deltar: Skola",
        "I Ledningsgruppen ingår: Chef, Lärare, Rektor, Skola, två till",
        "I Skola ingår: Lärare",
        "",
        "Regel i årshjulet: senast första tisdagen i mars",
        "Mall: https://exempel.se/mall",
        "Källa: Plan, Tidsplan",
        "Frågor: Chef, arshjul@exempel.se",
    ] == _text(activity, header=header)


def test_next_to_nothing_to_tell() -> None:
    assert ["Ansvarig: inte angiven i planen", "", "Regel i årshjulet: 5 mars", "Källa: Plan"] == _text(row())


def test_a_cancelled_one_begins_with_the_reason() -> None:
    activity = row(url="https://exempel.se/mote")

    assert ["Inställt: Sjukdom", "Länk: https://exempel.se/mote", ""] == _text(activity, **CANCELLED)[:3]


def test_an_extra_one_says_that_it_is() -> None:
    assert [
        "Ansvarig: inte angiven i planen",
        "",
        "Extra tillfälle som inte finns i tidsplanen.",
        "Källa: Plan",
    ] == _text(extra=[{"id": "x", "summary": "X", "date": "2026-03-05"}])


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({"owner": "chef"}, "Frågor: Chef"),
        ({"contact": "https://exempel.se/arshjul"}, "Frågor: https://exempel.se/arshjul"),
        ({"owner": "chef", "contact": "https://exempel.se/arshjul"}, "Frågor: Chef, https://exempel.se/arshjul"),
        ({}, "Källa: Plan"),
    ],
)
def test_the_last_line_says_whom_to_ask(asked: Tree, line: str) -> None:
    assert line == _text(row(), header={**HEADER, **asked})[-1]


def test_people_who_have_no_role_are_named_with_their_body() -> None:
    roles = {"grupp": {"name": "Gruppen", "others": "två föräldrar"}}
    (event,) = alla(wheel_of(row(responsible=["grupp"]), roles=roles))

    assert "I Gruppen ingår: två föräldrar" in event.description.split("\n")


@pytest.mark.parametrize(
    ("activity", "decided", "lines"),
    [
        (row(when="mars–april"), {}, ["Hela perioden: 1 mars – 30 april 2026"]),
        (row(when="december–januari"), {}, ["Hela perioden: 1 december 2025 – 31 januari 2026"]),
        (row(when="mars", deadline="true"), {}, ["Klart senast: tisdag 31 mars 2026"]),
        (row(**OPEN), {}, [f"Hålls någon dag i mars 2026. {STANDS_FIRST}"]),
        (
            row(when="maj/juni"),
            {},
            [
                f"Hålls någon dag i maj eller juni 2026. {STANDS_FIRST.replace('månadens', 'den första månadens')}",
            ],
        ),
        (
            row(when="december/januari", display="end"),
            {},
            ["Hålls någon dag i december 2025 eller januari 2026. Dagen är inte bestämd än."],
        ),
        (row(**OPEN, display="both"), {}, ["Hålls någon dag i mars 2026. Dagen är inte bestämd än."]),
        (
            row(**OPEN, deadline="true"),
            {},
            ["Klart senast: tisdag 31 mars 2026", "Dagen är preliminär tills den är bestämd."],
        ),
        (row(decided_yearly="true"), {}, ["Dagen är preliminär tills den är bestämd."]),
        (
            row(when="v. 10", decided_yearly="true"),
            {},
            ["Hela perioden: 2–8 mars 2026", "Dagen är inte bestämd än."],
        ),
        (
            row(when="14 juni", on_holiday="after"),
            {},
            ["Flyttad hit från söndag 14 juni 2026, som är en ledig dag."],
        ),
        (row(when="1 maj", on_holiday="before"), {}, ["Flyttad hit från fredag 1 maj 2026, som är första maj."]),
    ],
)
def test_when_it_is_in_words(activity: Tree, decided: Tree, lines: list[str]) -> None:
    assert lines == _group(0, activity, **decided)


def test_an_open_month_that_is_cancelled_says_which_it_was() -> None:
    assert ["Skulle ha hållits någon dag i mars 2026."] == _group(1, row(**OPEN), **CANCELLED)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "Sker någon gång i mars 2026. Händelsen står här på månadens sista vardag."),
        ({"display": "span"}, "Sker någon gång i mars 2026."),
        ({"decided_yearly": "true"}, f"Hålls någon dag i mars 2026. {STANDS_FIRST}"),
        ({"deadline": "true"}, "Klart senast: tisdag 31 mars 2026"),
    ],
)
def test_a_month_of_what_is_done_every_month(more: Tree, line: str) -> None:
    events = alla(wheel_of(row(when="varje månad", **more)))
    (event,) = (event for event in events if ".03" in event.uid)

    assert line == event.description.split("\n")[0]


def test_a_month_of_what_is_done_every_month_that_is_cancelled() -> None:
    events = alla(wheel_of(row(when="varje månad"), decided={"cancelled": {"mote": {"mars": "Sjukdom"}}}))
    (event,) = (event for event in events if ".03" in event.uid)

    assert ["Inställt: Sjukdom", "", "Skulle ha skett någon gång i mars 2026."] == event.description.split("\n")[:3]


def test_every_event_of_a_period_tells_all_its_days() -> None:
    events = alla(wheel_of(row(when="december–januari", display="both", notice="7d")))

    assert 3 == len(events)
    for event in events:
        assert "Hela perioden: 1 december 2025 – 31 januari 2026" in event.description.split("\n")


def test_the_page_of_the_activity_stands_last_by_itself() -> None:
    header = {**HEADER, "contact": "arshjul@exempel.se", "site": "https://exempel.se/arshjul/"}
    line = "Mer om aktiviteten: https://exempel.se/arshjul/aktivitet/{}.html"

    assert ["Frågor: arshjul@exempel.se", "", line.format("mote")] == _text(row(), header=header)[-3:]
    renamed = row("ny", formerly=["mote"])
    assert line.format("ny") == _text(renamed, header=header)[-1]
    assert line.format("x") == _text(header=header, extra=[{"id": "x", "summary": "X", "date": "2026-03-05"}])[-1]


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ({}, []),
        ({"contact": "a@exempel.se"}, ["", "Frågor: a@exempel.se"]),
        ({"site": "https://exempel.se"}, ["", "Andra flöden: https://exempel.se/"]),
        (
            {"site": "https://exempel.se", "contact": "a@exempel.se"},
            ["", "Andra flöden: https://exempel.se/", "Frågor: a@exempel.se"],
        ),
    ],
)
def test_a_feed_that_has_ended_says_where_there_are_others(more: Tree, lines: list[str]) -> None:
    told, *rest = ended(plan_of(plan={**HEADER, **more}).plan).split("\n")

    assert "Det här flödet finns inte längre i Plan. Du kan ta bort prenumerationen." == told
    assert lines == rest
