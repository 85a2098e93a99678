"""`arshjul diff`: what has changed between two plans, or between a plan and its feeds."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output

if TYPE_CHECKING:
    from arshjul_cli.reading.load import Loaded
    from arshjul_cli.schoolyear import SchoolYear

_GIT = "git:"

Side = tuple[Mapping[str, str], Mapping[str, Mapping[str, bytes]]]
"""The names of the feeds, and the contents of their events by UID."""


def diff(
    old: Annotated[str, typer.Argument(metavar="FÖRE", help="En plan, git:REVISION eller en mapp med flöden.")],
    new: Annotated[
        str | None, typer.Argument(metavar="EFTER", help="Detsamma. Utan EFTER: planen som den är nu.")
    ] = None,
    year: Annotated[
        list[str] | None, typer.Option("--year", metavar="LÄSÅR", help="Bara det läsåret. Kan upprepas.")
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", show_default=False, help="text (annars), markdown eller json."),
    ] = "text",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Sluta med 1 om något skiljer.")] = False,
    plan: inputs.PlanOption = None,
    today: inputs.TodayOption = None,
) -> int:
    """Säg i ord vad som skiljer, roll för roll.

    Utan --year gäller det förra, detta och nästa läsår.
    """
    from arshjul_cli.feeds.changes import changes
    from arshjul_cli.render.changes import FORMATS
    from arshjul_cli.schoolyear import SchoolYear

    render = FORMATS[inputs.choice("--format", format_, FORMATS)]
    chosen = inputs.school_years(year or ())
    needs_plan = new is None or any(side.startswith(_GIT) for side in (old, new))
    path = inputs.plan_path(plan) if needs_plan else Path()
    sides = (old, new or str(path))
    loaded = tuple(_loaded(side, path) for side in sides)
    zone = next((one.plan for one in loaded if one), None)
    now = SchoolYear.containing(inputs.today(today, zone))
    years = chosen or (now.previous(), now, now.next())
    (old_names, before), (new_names, after) = (
        _planned(one, years) if one else _published(Path(side), years) for side, one in zip(sides, loaded, strict=True)
    )
    names = {**old_names, **new_names}
    found = {feed_id: changes(before.get(feed_id, {}), after.get(feed_id, {})) for feed_id in names}
    if format_ == "text":
        output.write_text(render(found, names))
    else:
        output.write_bytes(render(found, names).encode())
    return int(exit_code and any(found.values()))


def _loaded(side: str, path: Path) -> "Loaded | None":
    """Return the plan of a side, None for a folder of feeds."""
    from arshjul_cli.reading.load import load, load_text

    if side.startswith(_GIT):
        return load_text(_from_git(side.removeprefix(_GIT), path), f"{side}:{path.name}")
    # Unlike Path.is_dir, this never raises.
    return None if os.path.isdir(side) else load(Path(side))  # noqa: PTH112


def _from_git(revision: str, path: Path) -> bytes:
    from arshjul_cli.errors import UsageError

    command = ["git", "-C", str(path.parent), "show", "--end-of-options", f"{revision}:./{path.name}"]
    try:
        return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - git, with no shell
    except OSError as error:
        raise UsageError("git finns inte på datorn. Jämför med en fil i stället.") from error
    except subprocess.CalledProcessError as error:
        raise UsageError(
            f'git har ingen plan {path} i "{revision}". Rätta revisionen, eller jämför med en fil.'
        ) from error


def _planned(loaded: "Loaded", years: tuple["SchoolYear", ...]) -> Side:
    """Return what the feeds of a plan would be. Raises PlanError for dates that do not exist."""
    from arshjul_cli.check import impossible
    from arshjul_cli.errors import PlanError
    from arshjul_cli.feeds.generate import feed_contents
    from arshjul_cli.wheel.expand import expand

    wheel = expand(loaded.plan, years)
    if problems := tuple(impossible(wheel)):
        raise PlanError(loaded.places.findings(problems))
    return feed_contents(wheel)


def _published(folder: Path, years: tuple["SchoolYear", ...]) -> Side:
    """Return what the feeds of a folder are, but for those that have ended. Raises PreviousError without any."""
    from arshjul_cli.feeds import guard
    from arshjul_cli.feeds.earlier import read
    from arshjul_cli.feeds.model import SUFFIX
    from arshjul_cli.wheel.uid import school_year_of

    earlier = read(folder)
    for name in sorted(earlier.unreadable):
        output.tell(f"{folder / name} går inte att läsa och är inte med.")
    guard.require_feeds(earlier, folder)
    feeds = {name.removesuffix(SUFFIX): feed for name, feed in earlier.feeds.items() if not feed.has_ended}
    return {feed_id: feed.name for feed_id, feed in feeds.items()}, {
        feed_id: {uid: content for uid, content in feed.contents().items() if school_year_of(uid) in years}
        for feed_id, feed in feeds.items()
    }
