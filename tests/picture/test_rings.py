"""What stands on which ring, and how it is drawn."""

import datetime as dt

from arshjul_cli.picture.dial import dial
from arshjul_cli.picture.rings import NAMELESS, UNCATEGORISED, Rings, Shape, rings
from arshjul_cli.wheel.expand import expand_calendar_year
from arshjul_cli.wheel.model import Status, Wheel
from building import YEAR, row, wheel_of

CATEGORIES = {name: {"name": name.upper(), "color": "teal"} for name in ("a", "b", "c")}


def _rings(wheel: Wheel) -> Rings:
    return rings(wheel, dial(YEAR))


def test_rings_are_the_categories_in_order_then_those_of_days_then_what_comes_back() -> None:
    wheel = wheel_of(
        row("1", "varje månad utom juli", category="a"),
        row("2", "5 mars", category="a"),
        row("3", "senast 3 maj", category="b"),
        row("4", "oktober", category="c"),
        row("5", "januari"),
        categories=CATEGORIES,
    )
    found = [(ring.name, ring.narrow) for ring in _rings(wheel).rings]
    assert [("C", False), (UNCATEGORISED, False), ("A", False), ("B", False), ("A", True)] == found


def test_a_plan_without_categories_has_one_ring() -> None:
    assert [NAMELESS] == [ring.name for ring in _rings(wheel_of(row("1", "mars"), row("2", "5 maj"))).rings]


def test_periods_are_arcs_days_dots_and_deadlines_bars_at_their_last_day() -> None:
    wheel = wheel_of(row("1", "mars"), row("2", "5 maj"), row("3", "senast v. 10"), row("4", "april", deadline=True))
    ((_, *_, ring),) = [(found, found) for found in _rings(wheel).rings]
    shapes = {entry.item.id: entry.marks[0] for entry in ring.entries}
    assert {"1": Shape.ARC, "2": Shape.DOT, "3": Shape.BAR, "4": Shape.BAR} == {
        name: mark.shape for name, mark in shapes.items()
    }
    assert dt.date(2026, 4, 30) == shapes["4"].first == shapes["4"].last


def test_what_comes_back_is_one_entry_and_so_is_what_goes_on_all_year() -> None:
    wheel = wheel_of(
        row("1", "första tisdagen varje månad utom juli"),
        row("2", "vid behov"),
        decided={"dates": {"2": "2025-08-01–2026-06-30"}},
    )
    (ring,) = _rings(wheel).rings
    assert ring.narrow
    assert {"1": 11, "2": 1} == {entry.item.id: len(entry.marks) for entry in ring.entries}


def test_a_period_over_the_edge_is_cut_and_one_beyond_it_named() -> None:
    wheel = wheel_of(row("1", "v. 26"), row("2", "5 mars"), decided={"dates": {"2": "2026-07-02"}})
    found = _rings(wheel)
    (mark,) = found.rings[0].marks
    assert (dt.date(2026, 6, 22), dt.date(2026, 6, 28)) == (mark.first, mark.last)
    assert ["2"] == [occurrence.activity.id for occurrence in found.outside]


def test_status_comes_along() -> None:
    wheel = wheel_of(row("1", "mars", decided_yearly=True), row("2", "april"), decided={"cancelled": {"2": "snö"}})
    states = {mark.occurrence.activity.id: mark.status for ring in _rings(wheel).rings for mark in ring.marks}
    assert {"1": Status.TENTATIVE, "2": Status.CANCELLED} == states


def test_a_calendar_year_has_what_began_in_the_school_year_before() -> None:
    plan = wheel_of(row("1", "december–januari")).plan
    found = rings(expand_calendar_year(plan, 2026), dial(2026))
    spans = [(mark.first, mark.last) for ring in found.rings for mark in ring.marks]
    assert [(dt.date(2026, 1, 1), dt.date(2026, 1, 31)), (dt.date(2026, 12, 1), dt.date(2026, 12, 31))] == spans
