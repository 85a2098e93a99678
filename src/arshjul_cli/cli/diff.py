"""`arshjul diff`: what has changed between two plans, or between a plan and its feeds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, results

if TYPE_CHECKING:
    from arshjul_cli.feeds.history import Previous
    from arshjul_cli.plan.model import Plan

_GIT = "git:"


def diff(
    old: Annotated[str, typer.Argument(metavar="FÖRE", help="En plan, git:REVISION eller en mapp med flöden.")],
    new: Annotated[
        str | None,
        typer.Argument(metavar="EFTER", help="Som FÖRE. Utelämnas EFTER gäller planen som den är nu."),
    ] = None,
    year: Annotated[
        list[str] | None, typer.Option("--year", metavar="LÄSÅR", help="Bara det läsåret. Kan upprepas.")
    ] = None,
    format_: results.FormatOption = None,
    out: results.OutOption = None,
    ids: results.IdsOption = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Avsluta med slutkod 1 om något skiljer sig.")] = False,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Visa vad som skiljer, flöde för flöde.

    Utan --year gäller det förra, detta och nästa läsår.
    """
    from arshjul_cli.flows.diff import differences, outcome, planned
    from arshjul_cli.render.changes.formats import FORMATS
    from arshjul_cli.render.changes.rows import with_ids

    wanted = results.wanted(format_, out)
    chosen = inputs.school_years(year or ())
    needs_plan = new is None or any(side.startswith(_GIT) for side in (old, new))
    if any(side.startswith(_GIT) for side in (old, new or "")):
        inputs.require_file(plan, "leta upp i git")
    path = inputs.plan_path(plan) if needs_plan else Path()
    with _errors_in(wanted, out):
        # What is wrong in the new plan is what can be mended.
        after = _source(new or str(path), path)
        before = _source(old, path)
        zone = next((source for source in (after, before) if not isinstance(source, Path)), None)
        day = clock.today(today, zone)
        inputs.require_begun(zone, chosen)
        years = chosen or inputs.year_and_neighbours(day, zone)
        published = _feeds(before) if isinstance(before, Path) else planned(before, years, day)
        if isinstance(after, Path):
            found = differences(published, _feeds(after), years, day)
        else:
            found = outcome(published, after, years, day)
    text = FORMATS[wanted](with_ids(found) if ids and wanted in results.FOR_PEOPLE else found)
    if wanted == results.TABLE and out is None:
        output.page_text(text)
    else:
        results.write(text.encode(), out)
    return int(exit_code and any(found.changes.values()))


@contextmanager
def _errors_in(format_: str, out: str | None) -> Iterator[None]:
    """Write in Markdown, too, what is wrong in a plan: whoever reads a pull request sees no stderr."""
    from arshjul_cli.errors import PlanError
    from arshjul_cli.render.changes.markdown import errors

    try:
        yield
    except PlanError as error:
        if format_ == "markdown":
            results.write(errors(error.findings).encode(), out)
        raise


def _source(side: str, path: Path) -> "Plan | Path":
    """Return the plan of a side, or its folder of feeds."""
    from arshjul_cli.cli.revision import plan_bytes
    from arshjul_cli.reading.load import load_bytes, require_plan

    if side.startswith(_GIT):
        name = f"{side}:{path.name}"
        return require_plan(load_bytes(plan_bytes(side.removeprefix(_GIT), path, name), name))
    # Unlike Path.is_dir, this never raises.
    return Path(side) if os.path.isdir(side) else require_plan(inputs.read_plan(Path(side)))  # noqa: PTH112


def _feeds(folder: Path) -> "Previous":
    """Return the feeds of a folder, and name those that cannot be read. Raises PreviousError without any."""
    from arshjul_cli.feeds import guard
    from arshjul_cli.feeds.earlier import read

    earlier = read(folder)
    for name in sorted(earlier.unreadable):
        output.tell(f"{folder / name} går inte att läsa och är inte med.")
    guard.require_feeds(earlier, folder)
    return earlier
