"""The JSON of `show`: its keys are a contract."""

import json
from typing import Any

from arshjul_cli.render.json import render
from arshjul_cli.wheel.model import Wheel
from building import HEADER, rendered, row, wheel_of

DECIDED = {"dates": {"mote": {"date": "2026-03-05 13:00–16:00", "location": "Skolan", "url": "https://exempel.se"}}}


def _document(wheel: Wheel) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(rendered(render, wheel))
    return document


def test_all_that_is_said_of_an_occurrence() -> None:
    activity = row(
        when="senast Första tisdagen i mars",
        points=["Punkt"],
        responsible=["rektor"],
        participants=["chef"],
        category="m",
        goals=["g"],
        source="Tidsplan",
        links=[{"title": "Mall", "url": "https://exempel.se/mall"}],
    )
    wheel = wheel_of(
        activity, categories={"m": {"name": "Möten", "color": "teal"}}, goals={"g": "Mål"}, decided=DECIDED
    )

    assert [
        {
            "uid": "mote.2025-26@arshjul.exempel.se",
            "activity": "mote",
            "summary": "Möte",
            "points": ["Punkt"],
            "start": "2026-03-05",
            "last_day": "2026-03-05",
            "time": "13:00–16:00",
            "kind": "deadline",
            "status": "confirmed",
            "reason": None,
            "moved_from": None,
            "school_year": "2025/26",
            "responsible": ["rektor"],
            "participants": ["chef"],
            "feeds": ["alla", "rektor", "chef"],
            "category": "m",
            "goals": ["g"],
            "location": "Skolan",
            "url": "https://exempel.se",
            "links": [{"title": "Mall", "url": "https://exempel.se/mall"}],
            "source": "Tidsplan",
            "rule": "senast första tisdagen i mars",
        }
    ] == _document(wheel)["occurrences"]


def test_what_is_said_of_the_plan() -> None:
    document = _document(wheel_of(plan={**HEADER, "adopted": "2025-06-17", "paragraph": "§ 42"}))

    assert {
        "schema": 1,
        "plan": {"title": "Plan", "organisation": "Exempelkommun", "adopted": "2025-06-17", "paragraph": "§ 42"},
        "school_years": ["2025/26"],
        "occurrences": [],
        "undated": [],
        "ongoing": [],
        "yearly": [],
    } == document
    assert None is _document(wheel_of())["plan"]["adopted"]


def test_what_has_no_date_stands_under_what_it_is() -> None:
    document = _document(
        wheel_of(row("a", "vid behov"), row("b", "löpande"), row("c", "hela året"), row("d", "årligen"))
    )

    assert {"undated": ["a"], "ongoing": ["b", "c"], "yearly": ["d"]} == {
        key: [one["activity"] for one in document[key]] for key in ("undated", "ongoing", "yearly")
    }
    assert ["löpande", "löpande"] == [one["rule"] for one in document["ongoing"]]


def test_the_last_day_is_included_and_whole_days_have_no_time() -> None:
    (occurrence,) = _document(wheel_of(row(when="mars")))["occurrences"]

    assert ("2026-03-01", "2026-03-31", None) == (occurrence["start"], occurrence["last_day"], occurrence["time"])


def test_a_cancelled_one_tells_why() -> None:
    (occurrence,) = _document(wheel_of(row(), decided={"cancelled": {"mote": "Sjukdom"}}))["occurrences"]

    assert ("cancelled", "Sjukdom") == (occurrence["status"], occurrence["reason"])


def test_an_extra_one_has_no_rule() -> None:
    extra = {"id": "x", "summary": "X", "date": "2026-03-05"}
    (occurrence,) = _document(wheel_of(decided={"extra": [extra]}))["occurrences"]

    assert ("x", None) == (occurrence["activity"], occurrence["rule"])


def test_what_has_no_date_is_listed_without_what_belongs_to_dates() -> None:
    (undated,) = _document(wheel_of(row(when="vid behov", responsible=["rektor"])))["undated"]

    assert ("mote", "vid behov", ["alla", "rektor"]) == (undated["activity"], undated["rule"], undated["feeds"])
    assert {"uid", "start", "last_day", "time", "kind", "status", "reason", "school_year"}.isdisjoint(undated)


def test_it_is_utf_8_without_escapes_and_ends_in_a_line_feed() -> None:
    data = rendered(render, wheel_of(row(summary="Möte 🎒")))

    assert '"summary": "Möte 🎒"'.encode() in data
    assert data.endswith(b"}\n")
