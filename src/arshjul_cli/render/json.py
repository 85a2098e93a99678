"""A wheel as JSON for other programs. The keys are a contract (docs/design.md): add, never change."""

import json
from collections.abc import Mapping
from typing import Any

from arshjul_cli.plan.items import Item
from arshjul_cli.render.context import Context
from arshjul_cli.rules import OnDemand, Ongoing, Undated, Yearly
from arshjul_cli.swedish import clock
from arshjul_cli.wheel.model import Occurrence, Wheel

SCHEMA = 1
_UNDATED: Mapping[str, type[Undated]] = {"undated": OnDemand, "ongoing": Ongoing, "yearly": Yearly}


def render(wheel: Wheel, _context: Context) -> Mapping[str, bytes]:
    """Return one file of UTF-8 JSON: dates ISO 8601, `last_day` included, roles as ids."""
    header = wheel.plan.plan
    document = {
        "schema": SCHEMA,
        "plan": {
            "title": header.title,
            "organisation": header.organisation,
            "adopted": header.adopted.isoformat() if header.adopted else None,
            "paragraph": header.paragraph,
        },
        "school_years": [str(year) for year in wheel.years],
        "occurrences": [_occurrence(wheel, occurrence) for occurrence in wheel.occurrences],
        **{
            key: [_item(wheel, activity) for activity in wheel.undated if isinstance(activity.when, kind)]
            for key, kind in _UNDATED.items()
        },
    }
    return {"arshjul.json": (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()}


def _occurrence(wheel: Wheel, occurrence: Occurrence) -> dict[str, Any]:
    return {
        "uid": wheel.uid(occurrence),
        "start": occurrence.start.isoformat(),
        "last_day": occurrence.last_day.isoformat(),
        "time": clock(occurrence.given_time) if occurrence.given_time else None,
        "kind": occurrence.kind,
        "status": occurrence.status,
        "reason": occurrence.reason,
        "moved_from": occurrence.moved_from.isoformat() if occurrence.moved_from else None,
        "school_year": str(occurrence.school_year),
        **_item(wheel, occurrence.activity),
        "location": occurrence.location,
        "url": occurrence.url,
    }


def _item(wheel: Wheel, item: Item) -> dict[str, Any]:
    return {
        "activity": item.id,
        "summary": item.summary,
        "points": list(item.points),
        "responsible": list(item.responsible),
        "participants": list(item.participants),
        "feeds": list(wheel.feeds(item)),
        "category": item.category,
        "goals": list(item.goals),
        "location": item.location,
        "url": item.url,
        "links": [link.model_dump() for link in item.links],
        "source": item.source,
        "rule": str(item.rule) if item.rule else None,
    }
