"""What goes on and what comes, on any screen."""

import datetime as dt
from collections.abc import Iterable

import pytest
from rich.cells import cell_len

from arshjul_cli.render.soon import going_on, upcoming
from arshjul_cli.render.terminal.agenda import left, render
from arshjul_cli.wheel.model import Occurrence, Wheel
from building import TODAY, only, printed, row, wheel_of


def _ids(occurrences: Iterable[Occurrence]) -> list[str]:
    return [one.activity.id for one in occurrences]


@pytest.mark.parametrize(
    ("when", "today", "said"),
    [
        ("5 mars", "2026-03-03", "om 2 dagar"),
        ("5 mars", "2026-03-04", "i morgon"),
        ("5 mars", "2026-03-05", "i dag"),
        ("5–20 mars", "2026-03-03", "om 2 dagar"),
        ("5–20 mars", "2026-03-08", "slutar om 12 dagar"),
        ("5–20 mars", "2026-03-19", "slutar i morgon"),
        ("5–20 mars", "2026-03-20", "slutar i dag"),
        ("senast 5–20 mars", "2026-03-03", "om 17 dagar"),
        ("senast 5–20 mars", "2026-03-20", "i dag"),
    ],
)
def test_the_days_that_are_left(when: str, today: str, said: str) -> None:
    assert said == left(only(wheel_of(row(when=when))), dt.date.fromisoformat(today))


def test_what_goes_on_has_a_day_today_and_what_comes_begins_within_the_days() -> None:
    wheel = wheel_of(
        row("slut", "2 mars"), row("sist", "mars"), row("forst", "1–4 mars"), row("dag", "3 mars"),
        row("morgon", "4 mars"), row("grans", "8 mars"), row("over", "9 mars"),
    )  # fmt: skip

    assert ["dag", "forst", "sist"] == _ids(going_on(wheel, TODAY))
    assert ["morgon", "grans"] == _ids(upcoming(wheel, TODAY, 5))
    assert [] == _ids(upcoming(wheel, TODAY, 0))


def test_what_is_cancelled_does_not_go_on_but_is_told_on_its_day_and_before() -> None:
    cancelled = {"cancelled": {"period": "Nej", "dag": "Nej", "kommer": "Nej"}}
    wheel = wheel_of(row("period", "mars"), row("dag", "3 mars"), row("kommer", "5 mars"), decided=cancelled)

    assert ["dag"] == _ids(going_on(wheel, TODAY))
    assert ["kommer"] == _ids(upcoming(wheel, TODAY, 5))
    assert "inställt" in printed(render(wheel, TODAY, 5, 80))


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "inom en dag"), (30, "inom 30 dagar")],
)
def test_nothing_at_all_is_a_plain_sentence(days: int, said: str) -> None:
    assert f"Inget pågår tis 3 mars, och inget kommer {said}.\n" == printed(render(wheel_of(), TODAY, days, 80))


def test_an_empty_part_says_so() -> None:
    wheel = wheel_of(row(when="3 mars"))

    assert printed(render(wheel, TODAY, 5, 80)).endswith("\nKommer inom 5 dagar\nInget kommer.\n")
    assert "Pågår mån 2 mars\nInget pågår.\n" in printed(render(wheel, TODAY - dt.timedelta(days=1), 5, 80))


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_it_fits_any_screen(wheel: Wheel, width: int) -> None:
    lines = printed(render(wheel, TODAY, 30, width), width).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert not any("…" in line for line in lines)


def test_responsible_and_status_are_told_in_a_table_and_in_a_list() -> None:
    wheel = wheel_of(row(when="första torsdagen i mars", decided_yearly="true", responsible=["rektor", "chef"]))

    assert [
        "tors 5 mars          Möte                           Rektor, Chefen      prel.",
        "om 2 dagar",
    ] == printed(render(wheel, TODAY, 5, 80)).splitlines()[4:]
    assert ["tors 5 mars, om 2 dagar, prel.", "  Möte", "  Rektor, Chefen"] == (
        printed(render(wheel, TODAY, 5, 40), 40).splitlines()[4:]
    )


@pytest.mark.parametrize(
    ("when", "decided_yearly", "said"),
    [("mars", "true", "någon dag"), ("varje månad", "true", "någon dag"), ("varje månad", "false", "någon gång")],
)
def test_of_a_month_without_a_day_no_days_are_counted(when: str, decided_yearly: str, said: str) -> None:
    months = wheel_of(row(when=when, decided_yearly=decided_yearly)).occurrences
    (march,) = (month for month in months if month.start == dt.date(2026, 3, 1))

    assert said == left(march, TODAY)


def test_a_list_on_a_narrow_screen_has_the_short_names() -> None:
    wheel = wheel_of(row(when="3 mars", summary="Uppföljning av skolfrånvaro", short="Skolfrånvaro"))

    assert "  Skolfrånvaro\n" in printed(render(wheel, TODAY, 5, 30), 30)
    assert "Uppföljning av skolfrånvaro" in printed(render(wheel, TODAY, 5, 120), 120)


def test_no_name_is_broken() -> None:
    roles = {"lang": {"name": "Kvalitetsutvecklingsledare"}, "chef": {"name": "Chefen"}}
    wheel = wheel_of(row(responsible=["lang", "chef"]), roles=roles)

    for width in (40, 60, 80, 120):
        lines = printed(render(wheel, TODAY, 5, width), width)
        assert "Kvalitetsutvecklingsledare," in lines.split(), width
        assert max(map(cell_len, lines.splitlines())) <= width
