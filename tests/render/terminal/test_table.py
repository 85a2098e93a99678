"""The tables of the terminal."""

import datetime as dt

import pytest
from rich.cells import cell_len

from arshjul_cli.flows.selection import days_of
from arshjul_cli.render.terminal import table
from arshjul_cli.wheel.model import Wheel
from building import TODAY, YEAR, printed, row, wheel_of


def _shown(wheel: Wheel, today: dt.date = TODAY, width: int = 80) -> list[str]:
    return printed(table.render(wheel, days_of(YEAR, None), today, width), width).splitlines()


def _words(wheel: Wheel, today: dt.date = TODAY) -> list[list[str]]:
    return [line.split() for line in _shown(wheel, today)]


def test_headings_then_the_months_then_what_has_no_date() -> None:
    rows = (row("a", "mars", responsible=["chef"]), row("b", "5 maj"), row("c", "vid behov", responsible=["rektor"]))
    more = (row("d", "löpande", responsible=["chef"]), row("e", "årligen"))

    assert [
        ["Vecka", "Datum", "Aktivitet", "Ansvarig", "Status"],
        [],
        ["i", "dag", "fre", "1", "aug"],
        [],
        ["Mars", "2026"],
        ["9–14", "mars", "Möte", "Chefen"],
        [],
        ["Maj", "2026"],
        ["19", "tis", "5", "maj", "Möte"],
        [],
        ["Vid", "behov"],
        ["Möte", "Rektor"],
        [],
        ["Löpande"],
        ["Möte", "Chefen"],
        [],
        ["Årligen"],
        ["Möte"],
    ] == _words(wheel_of(*rows, *more), dt.date(2025, 8, 1))


def test_the_month_of_today_and_what_goes_on_are_marked() -> None:
    words = _words(wheel_of(row("a", "mars"), row("b", "4 mars"), row("c", "april")))

    assert ["Mars", "2026", "i", "dag", "tis", "3", "mars"] in words
    assert ["9–14", "mars", "Möte", "pågår"] in words
    assert ["10", "ons", "4", "mars", "Möte"] in words
    assert ["April", "2026"] in words


@pytest.mark.parametrize(("today", "marked"), [((2026, 2, 28), False), ((2026, 3, 1), True), ((2026, 3, 31), True),
                                                ((2026, 4, 1), False)])  # fmt: skip
def test_a_period_goes_on_from_its_first_day_to_its_last(today: tuple[int, int, int], *, marked: bool) -> None:
    assert marked == any("pågår" in line for line in _shown(wheel_of(row(when="mars")), dt.date(*today)))


def test_nothing_that_is_cancelled_goes_on() -> None:
    shown = _shown(wheel_of(row(when="mars"), decided={"cancelled": {"mote": "Sjukdom"}}))

    assert any("inställt" in line for line in shown)
    assert not any("pågår" in line for line in shown)


def test_status_and_time_of_day() -> None:
    words = _words(
        wheel_of(row("a", decided_yearly="true"), row("b"), decided={"dates": {"b": "2026-05-20 09:00–12:00"}})
    )

    assert ["10", "tors", "5", "mars", "Möte", "prel."] in words
    assert words[words.index(["21", "ons", "20", "maj", "Möte"]) + 1] == ["09:00–12:00"]


def test_points_stand_under_the_title() -> None:
    words = _words(wheel_of(row(points=["Första punkten", "Andra"])))

    assert [["10", "tors", "5", "mars", "Möte"], ["•", "Första", "punkten"], ["•", "Andra"]] == words[3:6]


def test_texts_are_shown_as_they_are() -> None:
    assert any("[bold]x[/bold] :smile:" in line for line in _shown(wheel_of(row(summary="[bold]x[/bold] :smile:"))))


@pytest.mark.parametrize("width", [80, 120])
def test_it_is_no_wider_than_the_terminal_and_cuts_nothing(wheel: Wheel, width: int) -> None:
    shown = _shown(wheel, width=width)

    assert max(map(cell_len, shown)) <= width
    assert not any("…" in line for line in shown)


@pytest.mark.parametrize("name", ["Kvalitetsutvecklingsledare", "Chef för Barnomsorgsverksamheterna"])
def test_no_name_is_broken_and_a_screen_without_room_for_it_gets_a_list(name: str) -> None:
    roles = {"rektor": {"name": "Rektor"}, "lang": {"name": name}}
    wheel = wheel_of(row(responsible=["lang", "rektor"]), row("b", "vid behov", responsible=["lang"]), roles=roles)

    *_, last = name.split()
    for width in (40, 60, 80, 120):
        words = {word for line in _shown(wheel, width=width) for word in line.split()}
        assert {last, f"{last},"} <= words, width
    assert _words(wheel)[0] == ["Vecka", "Datum", "Aktivitet", "Ansvarig", "Status"]
    assert "Vecka" not in "".join(_shown(wheel, width=60))


def test_an_empty_wheel_shows_its_headings() -> None:
    assert [["Vecka", "Datum", "Aktivitet", "Ansvarig", "Status"]] == _words(wheel_of())


def test_a_list_on_a_narrow_screen_has_the_short_names() -> None:
    wheel = wheel_of(row(summary="Uppföljning av skolfrånvaro", short="Skolfrånvaro"))

    assert "  Skolfrånvaro" in _shown(wheel, width=30)
    assert any("Uppföljning av skolfrånvaro" in line for line in _shown(wheel, width=120))
