"""`arshjul publish`: the feeds, and the pages beside them."""

from collections.abc import Collection, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, progress, running
from arshjul_cli.errors import OutputError, UsageError

if TYPE_CHECKING:
    from arshjul_cli.feeds.recent import Recent
    from arshjul_cli.flows.publish import Replaced
    from arshjul_cli.following import Follow
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
    ] = str(inputs.SITE),
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
    from arshjul_cli.feeds import recent
    from arshjul_cli.feeds.verify import verify
    from arshjul_cli.flows import publish as flow
    from arshjul_cli.flows.generate import Request
    from arshjul_cli.write import places

    if not out:
        raise UsageError("--out: Mappens namn saknas. Skriv till exempel --out site.")
    chosen = inputs.school_years(years or ())
    asked = _address(base_url) if base_url is not None else None
    opened = running.opened(plan, chosen)
    address = asked or _site(opened)
    day, at = running.day_and_time(stamp, today, opened)
    shipped = running.is_shipped(opened, plan)
    request = Request(plan=opened, years=chosen, day=day, stamp=at, rewrite_past=rewrite_past, shipped=shipped)
    folder = Path(out)
    has_paper = find_spec("typst") is not None
    with running.begun(request, folder, previous, allow_shrink=allow_shrink, dry_run=dry_run) as run:
        feeds, made = run.here.feeds, run.outcome.made
        told = _told(folder if previous is None else Path(previous))
        wish = flow.Wish(address=address, has_paper=has_paper, known=told)
        with progress.shown("Gör sidorna") as follow:
            pages = flow.files(request, run.given.wheel, run.outcome, wish, follow)
        places(folder, pages.files)
        listed, there, found = _standing(folder, pages.files)
        aside = {*found.changed, *(feeds.unreadable & pages.files.keys())}
        kept: Mapping[str, str] = {name: f"{name}.bak" for name in aside}
        if not dry_run:
            removed = {*found.removed, *(feeds.feeds.keys() & made.removed)}
            with progress.shown("Granskar flödena") as follow:
                verify(made.changed, made.published, follow)
                kept = _write(folder, pages.files, aside, removed, flow.begun(pages.files, listed, there), follow)
        _tell_kept(folder, kept, {*feeds.unreadable, recent.NAME}, dry_run=dry_run)
    running.tell(request, run.outcome, folder, dry_run=dry_run)
    _tell_of_pages(address, pages.lacking, has_paper=has_paper)
    return 0


def _write(
    folder: Path,
    files: Mapping[str, bytes],
    aside: Collection[str],
    removed: Collection[str],
    begun: bytes,
    follow: "Follow",
) -> Mapping[str, str]:
    """Write and remove files between two lists of them: the one that is begun, and the whole one when all is done."""
    from arshjul_cli import manifest
    from arshjul_cli.write import write

    write(folder, {manifest.NAME: begun})
    kept = write(folder, {name: data for name, data in files.items() if name != manifest.NAME}, aside, removed, follow)
    write(folder, {manifest.NAME: files[manifest.NAME]})
    return kept


def _tell_kept(folder: Path, kept: Mapping[str, str], unreadable: Collection[str], *, dry_run: bool) -> None:
    """Tell which files are kept under which other name, and why."""
    for name, copy in sorted(kept.items()):
        why = "går inte att läsa" if name in unreadable else "är ändrad av någon annan"
        output.tell(f"{folder / name} {why} och {'skulle sparas' if dry_run else 'är sparad'} som {copy}.")


def _tell_of_pages(address: str, lacking: str, *, has_paper: bool) -> None:
    """Tell where the pages are to be, and what is amiss with them; `lacking` are signs that the font of paper lacks."""
    from arshjul_cli.check.site import out_of_reach

    output.tell(f"Adress: {address}/")
    if not has_paper:
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


def _told(folder: Path) -> "tuple[Recent, ...]":
    """Return the changes that were told before; none if there is no list of them, or one that cannot be read."""
    from arshjul_cli.feeds import recent

    try:
        return recent.from_bytes((folder / recent.NAME).read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError):
        output.tell(f"{folder / recent.NAME} går inte att läsa. Listan över ändringar börjar om.")
        return ()


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
    if (more := len(foreign) - _MOST_NAMED) > 0:
        lines.append(f"Och {more} filer till.")
    raise OutputError("\n".join((*lines, "Inget är skrivet.")))
