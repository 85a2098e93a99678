"""What the commands that write feeds share: how they are stopped, and what they tell of a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from arshjul_cli.cli import output

if TYPE_CHECKING:
    from arshjul_cli.flows.generate import Outcome, Request

STOPPED = "Ovanligt mycket skulle försvinna, så inget är skrivet. Är det meningen? Kör igen med --allow-shrink."


@contextmanager
def nothing_written() -> "Iterator[None]":
    """Say after what is wrong with a plan that it stopped the run."""
    from arshjul_cli.errors import PlanError

    try:
        yield
    except PlanError as error:
        raise PlanError(error.findings, error.outcome or "Inget är skrivet.") from error


def tell(request: "Request", run: "Outcome", folder: Path, *, dry_run: bool) -> None:
    """Tell what a run has made of the feeds, and what is new in them."""
    from arshjul_cli.render.changes.news import of_run, text
    from arshjul_cli.render.changes.standing import endings
    from arshjul_cli.render.terminal import summary

    output.write_table(summary.render(run.made.feeds, run.made.changes, run.taken))
    output.write_text(f"\n{text(of_run(run.made), endings(run.made))}")
    years = ", ".join(map(str, request.given))
    output.note(f"Läsår: {years}. Mapp: {folder}{' (inget är skrivet)' if dry_run else ''}")
