"""Plans and wheels made by hand, and what becomes of them; no file is read."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from icalendar import Calendar, Component
from rich.console import Console, RenderableType

from arshjul_cli.feeds.compose import compose
from arshjul_cli.feeds.earlier import read
from arshjul_cli.feeds.generate import generate
from arshjul_cli.feeds.history import Previous
from arshjul_cli.feeds.model import Event
from arshjul_cli.plan.fields import ALL
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import Loaded, load
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Occurrence, Wheel

Tree = dict[str, Any]

HERE = Path(__file__).parent
SAMPLE = HERE / "plans" / "valid" / "sample.yaml"
YEAR = SchoolYear(2025)
STAMP = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 9, 15, 12, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 3)
NOTHING = Previous(feeds={}, foreign=frozenset(), unreadable=frozenset())
DOMAIN = "arshjul.exempel.se"
HEADER = {"title": "Plan", "organisation": "Exempelkommun", "uid_domain": DOMAIN}
ROLES = {"rektor": {"name": "Rektor"}, "chef": {"name": "Förvaltningschef", "short": "Chefen"}}


def row(one: str = "mote", when: str = "5 mars", **more: object) -> Tree:
    """Return an activity as the file writes it."""
    return {"id": one, "summary": "Möte", "when": when, **more}


def plan_of(*activities: Tree, **sections: object) -> Plan:
    """Return a plan of these activities; any section may be given whole."""
    return Plan.model_validate({"plan": HEADER, "roles": ROLES, "activities": list(activities), **sections})


def wheel_of(*activities: Tree, years: Iterable[SchoolYear] = (YEAR,), **sections: Any) -> Wheel:
    """Return the wheel of these activities, with what 2025/26 or others have decided under `decided`."""
    if decided := sections.pop("decided", None):
        sections["years"] = {"2025/26": decided}
    return expand(plan_of(*activities, **sections), years)


def only(wheel: Wheel) -> Occurrence:
    """Return the only occurrence of a wheel."""
    (occurrence,) = wheel.occurrences
    return occurrence


def written(wheel: Wheel, earlier: Previous = NOTHING, stamp: dt.datetime = STAMP) -> dict[str, bytes]:
    """Return the files that a wheel becomes, by name."""
    return dict(generate(wheel, earlier, stamp).files)


def alla(wheel: Wheel) -> tuple[Event, ...]:
    """Return all the events of a wheel."""
    return next(feed.events for feed in compose(wheel) if feed.id == ALL)


def put(folder: Path, files: Mapping[str, bytes]) -> Previous:
    """Put files into a folder, and read it as an earlier output."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return read(folder)


def calendar_of(data: bytes) -> Component:
    """Return a file as icalendar reads it."""
    return Calendar.from_ical(data)


def events_of(data: bytes) -> list[Component]:
    """Return the events of a file as icalendar reads them."""
    return calendar_of(data).walk("VEVENT")


def event_bytes(data: bytes) -> dict[str, bytes]:
    """Return the bytes of each event of a file, by its unfolded UID."""
    found = {}
    for part in data.split(b"\r\nBEGIN:VEVENT\r\n")[1:]:
        body = part.partition(b"\r\nEND:VEVENT")[0]
        found[properties(body)["UID"]] = body
    return found


def properties(body: bytes) -> dict[str, str]:
    """Return the unfolded properties of some lines, as they are written, by name with parameters."""
    lines = body.replace(b"\r\n ", b"").decode().split("\r\n")
    return dict(line.split(":", 1) for line in lines if line)


def event_of(*activities: Tree, feed: str = "alla", **sections: Any) -> dict[str, str]:
    """Return the properties of the only event of a wheel."""
    (body,) = event_bytes(written(wheel_of(*activities, **sections))[f"{feed}.ics"]).values()
    return properties(body)


def sample() -> Loaded:
    """Return the sample plan."""
    return load(SAMPLE)


def printed(thing: RenderableType, width: int = 80) -> str:
    """Return what a terminal without colour shows, without the spaces that pad the lines."""
    screen = io.StringIO()
    console = Console(width=width, color_system=None, highlight=False, emoji=False, markup=False, file=screen)
    console.print(thing)
    return "\n".join(line.rstrip() for line in screen.getvalue().splitlines()) + "\n"
