"""What has changed, in JSON for programs."""

import json

from arshjul_cli.feeds.history import ChangeKind, Part
from arshjul_cli.render.changes.json import json_text
from changing import (
    ELSE,
    GONE,
    LAPSED,
    MOVED,
    ONE,
    PRELIMINARY,
    TOLD,
    change_of,
    differences_of,
    new_of,
    shown_on,
)


def test_json_has_what_was_and_what_is_with_dates_in_iso_and_exclusive_ends() -> None:
    cancelled = change_of(
        ChangeKind.CANCELLED,
        shown_on(3, time=ONE),
        shown_on(3, "INSTÄLLT: Möte", "cancelled"),
        what=(Part.PEOPLE, *ELSE),
    )
    data = json_text(differences_of(alla=[MOVED, new_of("a"), GONE], chef=[], rektor=[cancelled]))
    alla, rektor = json.loads(data)["feeds"]

    assert ("alla", "Årshjul – alla", ["moved", "new", "gone"]) == (
        alla["feed"],
        alla["name"],
        [change["kind"] for change in alla["changes"]],
    )
    shown = {"summary": "Möte", "time": None, "cancelled": False, "tentative": False, "open": False}
    assert {
        "uid": "mote.2025-26@arshjul.exempel.se",
        "kind": "moved",
        "settled": False,
        "what": [],
        "before": {**shown, "start": "2026-03-03", "end": "2026-03-04"},
        "after": {**shown, "start": "2026-03-05", "end": "2026-03-06"},
    } == alla["changes"][0]
    assert (None, None) == (alla["changes"][1]["before"], alla["changes"][2]["after"])
    assert ("13:00–16:00", True, ["people", "description"]) == (
        rektor["changes"][0]["before"]["time"],
        rektor["changes"][0]["after"]["cancelled"],
        rektor["changes"][0]["what"],
    )
    assert data.endswith("}\n")
    assert "Möte" in data


def test_the_kinds_and_parts_of_json_are_a_contract() -> None:
    every = [
        *(change_of(kind, shown_on(3), shown_on(4), kind, what=tuple(Part)) for kind in TOLD),
        change_of(ChangeKind.SETTLED, PRELIMINARY, shown_on(3)),
        LAPSED,
        change_of(ChangeKind.RELINKED, shown_on(3), shown_on(3)),
    ]
    (feed,) = json.loads(json_text(differences_of(alla=every)))["feeds"]

    assert [
        ("new", False),
        ("moved", False),
        ("moved", True),
        ("changed", False),
        ("cancelled", False),
        ("reinstated", False),
        ("gone", False),
        ("changed", True),
        ("gone", False),
        ("changed", False),
    ] == [(one["kind"], one["settled"]) for one in feed["changes"]]
    assert ["summary", "location", "url", "people", "category", "description"] == feed["changes"][0]["what"]
    assert [False, True] == [one["before"]["open"] for one in feed["changes"][-3:-1]]
    assert ["description"] == feed["changes"][-1]["what"]
