"""`arshjul publish`: the feeds, and the pages beside them."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output
from arshjul_cli.cli.running import STOPPED, nothing_written, tell
from arshjul_cli.errors import OutputError, UsageError

if TYPE_CHECKING:
    from arshjul_cli.feeds.recent import Recent
    from arshjul_cli.flows.publish import Replaced
    from arshjul_cli.manifest import Manifest
    from arshjul_cli.plan.model import Plan

_MOST_NAMED = 5
_NO_PAPER = (
    "Sidorna har ingen PDF och ingen PNG: de görs av paketet typst, som inte är installerat. Installera programmet med "
    "tillägget [pdf], eller kör: pip install typst"
)


def publish(
    years: inputs.YearsArgument = None,
    out: Annotated[
        str,
        typer.Option("--out", metavar="MAPP", show_default=False, help="Mapp att skriva webbplatsen i (förval: site)."),
    ] = "site",
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="ADRESS", help="Mappens adress på webben, om den inte är planens site."),
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option("--previous", metavar="MAPP", help="De tidigare flödena, om de inte ligger i --out."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa vad som skulle ändras, utan att skriva något.")
    ] = False,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Skriv även om ovanligt mycket försvinner eller ställs in.")
    ] = False,
    rewrite_past: Annotated[
        bool, typer.Option("--rewrite-past", help="Gör även det som har varit på nytt efter planen.")
    ] = False,
    plan: inputs.PlanOption = None,
    stamp: Annotated[
        str | None,
        typer.Option("--stamp", metavar="TID", help="Ändringarnas tidsstämpel, som 2026-03-05T12:00:00Z."),
    ] = None,
    today: clock.TodayOption = None,
) -> int:
    """Skriv webbplatsen: kalenderflödena, och sidor att titta på och prenumerera från.

    Mappen läggs som den är på en webbserver. Utan LÄSÅR blir det förra, detta och nästa läsår.
    """
    from arshjul_cli import manifest
    from arshjul_cli.check import placeholder, waiting
    from arshjul_cli.errors import PlanError
    from arshjul_cli.feeds import guard, recent
    from arshjul_cli.feeds.earlier import read
    from arshjul_cli.feeds.verify import verify
    from arshjul_cli.flows import publish as flow
    from arshjul_cli.flows.generate import Request, Shelf, composed, outcome
    from arshjul_cli.reading.places import finding, findings
    from arshjul_cli.render.terminal import summary
    from arshjul_cli.write import alone, places, write

    if not out:
        raise UsageError("--out: Mappens namn saknas. Skriv till exempel --out site.")
    chosen = inputs.school_years(years or ())
    at = clock.stamp(stamp)
    asked = _address(base_url) if base_url is not None else None
    with nothing_written():
        opened = inputs.open_plan(plan)
    inputs.require_begun(opened, chosen)
    address = asked or _site(opened)
    request = Request(
        plan=opened,
        years=chosen,
        day=clock.today(today, opened, at),
        stamp=at,
        rewrite_past=rewrite_past,
        shipped=plan is None and inputs.is_shipped(Path(opened.node.origin.file.name), None),
    )
    folder = Path(out)
    with nothing_written():
        given = composed(request)
    with nullcontext() if dry_run else alone(folder), nothing_written():
        here = Shelf(folder=folder, option="--out", feeds=read(folder, given.known), replaced=True)
        run = outcome(request, given, here if previous is None else inputs.previous(previous, given.known))
        for problem in (*placeholder(opened), *waiting(given.wheel, request.day)):
            output.tell_finding(finding(problem))
        guard.require_ours(here.feeds, folder, run.made.files, opened.plan.uid_domain, here.option)
        if run.losses and not allow_shrink:
            output.write_table(summary.render(run.made.feeds, run.made.changes, run.taken))
            raise PlanError(findings(run.losses), STOPPED)
        told = _told(folder if previous is None else Path(previous))
        wish = flow.Wish(address=address, has_paper=find_spec("typst") is not None, known=told or ())
        made = flow.files(request, given.wheel, run, wish)
        files = made.files
        places(folder, files)
        listed, there, found = _standing(folder, files)
        removed = {*found.removed, *(here.feeds.feeds.keys() & run.made.removed)}
        unreadable = {*here.feeds.unreadable, *([recent.NAME] if told is None and previous is None else [])}
        aside = {*found.changed, *(unreadable & files.keys())}
        kept: Mapping[str, str] = {name: f"{name}.bak" for name in aside}
        if not dry_run:
            verify(run.made.changed, run.made.published)
            write(folder, {manifest.NAME: flow.begun(files, listed, there)})
            kept = write(folder, files, aside, removed)
        _tell_kept(folder, kept, unreadable, dry_run=dry_run)
    tell(request, run, folder, dry_run=dry_run)
    _tell_of_pages(address, made.lacking)
    return 0


def _tell_kept(folder: Path, kept: Mapping[str, str], unreadable: Collection[str], *, dry_run: bool) -> None:
    """Tell which files are kept under which other name, and why."""
    for name, copy in sorted(kept.items()):
        why = "går inte att läsa" if name in unreadable else "är ändrad av någon annan"
        output.tell(f"{folder / name} {why} och {'skulle sparas' if dry_run else 'är sparad'} som {copy}.")


def _tell_of_pages(address: str, lacking: str) -> None:
    """Tell where the pages are to be, and what is amiss with them; `lacking` are signs that the font of paper lacks."""
    from arshjul_cli.check.site import out_of_reach

    output.tell(f"Adress: {address}/")
    if find_spec("typst") is None:
        output.tell(_NO_PAPER)
    if lacking:
        output.tell(f"Varning: typsnittet saknar några tecken, som inte är med i PDF och PNG: {lacking}")
    if why := out_of_reach(address):
        output.tell(f"Varning: {why}")


def _address(option: str) -> str:
    """Return the address that `--base-url` gives. Raises UsageError if it is none."""
    from pydantic import TypeAdapter, ValidationError

    from arshjul_cli.plan.fields import Site

    if not option:
        raise UsageError("--base-url: Adressen saknas. Skriv till exempel --base-url https://arshjul.kommunen.se.")
    try:
        return TypeAdapter(Site).validate_python(option)
    except ValidationError as error:
        raise UsageError(f"--base-url: {error.errors()[0]['msg']}") from error


def _site(plan: "Plan") -> str:
    """Return the address that the plan gives. Raises UsageError if it gives none."""
    if plan.plan.site is None:
        text = "Webbplatsens adress saknas. Skriv den i planen, under plan, till exempel"
        raise UsageError(f"{text} site: https://arshjul.kommunen.se, eller med --base-url.")
    return plan.plan.site


def _told(folder: Path) -> "tuple[Recent, ...] | None":
    """Return the changes that were told before, none if there is no list of them; None if it cannot be read."""
    from arshjul_cli.feeds import recent

    try:
        return recent.from_bytes((folder / recent.NAME).read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError):
        output.tell(f"{folder / recent.NAME} går inte att läsa. Listan över ändringar börjar om.")
        return None


def _standing(folder: Path, files: Mapping[str, bytes]) -> "tuple[Manifest, Mapping[str, bytes], Replaced]":
    """Return the list of what is ours in a folder, the bytes that are there, and what becomes of them.

    Raises:
        OutputError: if they cannot be read, or files of others have names of ours.
    """
    from arshjul_cli import manifest
    from arshjul_cli.flows import publish as flow

    listed = manifest.read(folder)
    there = _there(folder, flow.wanted(files, listed))
    found = flow.replaced(files, listed, there)
    _require_ours(folder, found.foreign)
    return listed, there, found


def _there(folder: Path, names: Iterable[str]) -> Mapping[str, bytes]:
    """Return the bytes of those files that are there. Raises OutputError if one cannot be read."""
    from arshjul_cli.swedish import system_error

    found: dict[str, bytes] = {}
    for name in names:
        path = folder / name
        try:
            if path.is_file():
                found[name] = path.read_bytes()
        except OSError as error:
            text = f"Filen går inte att läsa ({system_error(error)}). Ändra dess behörighet, och kör igen."
            raise OutputError(f"{path}: {text}") from error
    return found


def _require_ours(folder: Path, foreign: tuple[str, ...]) -> None:
    """Raise OutputError if files of others have names of ours; tells of the first few."""
    if not foreign:
        return
    text = "Filen är inte skriven av arshjul. Flytta den, eller välj en annan mapp med --out."
    lines = [f"{folder / name}: {text}" for name in foreign[:_MOST_NAMED]]
    if more := len(foreign) - _MOST_NAMED:
        lines += [f"Och {more} filer till."] if more > 0 else []
    raise OutputError("\n".join((*lines, "Inget är skrivet.")))
