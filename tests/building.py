"""Plans and wheels made by hand, and what becomes of them; no file is read."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from icalendar import Calendar, Component
from rich.console import Console, RenderableType

from arshjul_cli.feeds.earlier import read
from arshjul_cli.feeds.generate import Generation, composition, generate
from arshjul_cli.feeds.history import Previous
from arshjul_cli.feeds.model import Event
from arshjul_cli.flows.editable import Editable, editable
from arshjul_cli.plan.fields import ALL
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load, load_bytes, require_plan
from arshjul_cli.render import Context, Render
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import NOWHERE, Loc, MappingNode, Node, Null, SequenceNode, Step, TextNode, loc_of
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Occurrence, Wheel

Tree = dict[str, Any]

HERE = Path(__file__).parent
SAMPLE = HERE / "plans" / "valid" / "sample.yaml"
YEAR = SchoolYear(2025)
STAMP = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2025, 9, 15, 12, 30, tzinfo=dt.UTC)
SEQUENCE, LATER_SEQUENCE = 2_891_520, 3_001_710
"""The minutes from 2020 to these."""
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
    tree = {"plan": HEADER, "roles": ROLES, "activities": list(activities), **sections}
    return Plan.model_validate(node_of(tree))


def plan_from(data: bytes | str, name: str = "plan.yaml") -> Plan:
    """Return the plan that a file holds. Raises PlanError if anything in it is wrong."""
    return require_plan(load_bytes(data.encode() if isinstance(data, str) else data, name))


def editable_from(text: str, name: str = "plan.yaml") -> Editable:
    """Return a plan file that holds a text. Raises PlanError if anything in it is wrong."""
    return editable(load_bytes(text.encode(), name))


def node_of(tree: object, parent: Node | None = None, step: Step = "") -> Node:
    """Return a tree as the reading of a file gives it; every node is on the first line."""
    origin = replace(NOWHERE, parent=parent, step=step, key=TextNode(step) if isinstance(step, str) else None)
    node: Node
    if isinstance(tree, Mapping):
        node = MappingNode()
        node.origin = origin
        node.update((str(key), node_of(part, node, str(key))) for key, part in tree.items())
    elif isinstance(tree, list | tuple):
        node = SequenceNode()
        node.origin = origin
        node.extend(node_of(part, node, index) for index, part in enumerate(tree))
    else:
        node = Null() if tree is None else TextNode(str(tree).lower() if isinstance(tree, bool) else str(tree))
        node.origin = origin
    return node


def locs(nodes: Iterable[Node]) -> tuple[Loc, ...]:
    """Return the paths to some nodes."""
    return tuple(map(loc_of, nodes))


def wheel_of(*activities: Tree, years: Iterable[SchoolYear] = (YEAR,), **sections: Any) -> Wheel:
    """Return the wheel of these activities, with what 2025/26 or others have decided under `decided`."""
    if decided := sections.pop("decided", None):
        sections["years"] = {"2025/26": decided}
    return expand(plan_of(*activities, **sections), years)


def only(wheel: Wheel) -> Occurrence:
    """Return the only occurrence of a wheel."""
    (occurrence,) = wheel.occurrences
    return occurrence


def written(
    wheel: Wheel, earlier: Previous = NOTHING, stamp: dt.datetime = STAMP, day: dt.date | None = None
) -> dict[str, bytes]:
    """Return the files that a wheel becomes, by name, on the day of the stamp unless another one is given."""
    return dict(run(wheel, earlier, stamp, day=day or stamp.date()).files)


def run(
    wheel: Wheel, earlier: Previous = NOTHING, stamp: dt.datetime = STAMP, only: Iterable[str] = (), **more: Any
) -> Generation:
    """Return what a run makes of a wheel, on the day of its stamp unless another one is given."""
    return generate(composition(wheel), earlier, stamp, more.pop("day", stamp.date()), frozenset(only), **more)


def alla(wheel: Wheel) -> tuple[Event, ...]:
    """Return all the events of a wheel."""
    return next(feed.events for feed in composition(wheel).feeds if feed.id == ALL)


def shown(*activities: Tree, **sections: Any) -> list[tuple[str, str, str, str]]:
    """Return the events of a wheel: what the UID adds to the id and the year, title, first day, last day."""
    return [
        (
            event.uid.partition("@")[0].partition(".2025-26")[2],
            event.summary,
            f"{event.start:%m-%d}",
            f"{event.end - dt.timedelta(days=1):%m-%d}",
        )
        for event in alla(wheel_of(*activities, **sections))
    ]


def put(folder: Path, files: Mapping[str, bytes], wheel: Wheel | None = None) -> Previous:
    """Put files into a folder, and read it as an earlier output, before a run of a wheel if there is one."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return earlier(folder, wheel) if wheel else read(folder)


def earlier(folder: Path, wheel: Wheel) -> Previous:
    """Read a folder as the commands do before a run of a wheel: what it would write again is known."""
    return read(folder, composition(wheel).known)


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


def rendered(render: Render, wheel: Wheel) -> bytes:
    """Return the only file that a render gives."""
    (data,) = render(wheel, Context(today=TODAY)).values()
    return data


def sample() -> Plan:
    """Return the sample plan."""
    return require_plan(load(SAMPLE))


def printed(thing: RenderableType, width: int = 80) -> str:
    """Return what a terminal without colour shows, without the spaces that pad the lines."""
    screen = io.StringIO()
    console = Console(width=width, color_system=None, highlight=False, emoji=False, markup=False, file=screen)
    console.print(thing)
    return "\n".join(line.rstrip() for line in screen.getvalue().splitlines()) + "\n"
