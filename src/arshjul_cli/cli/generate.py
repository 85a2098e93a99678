"""`arshjul generate`: the feeds."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arshjul_cli.generation import Generation
    from arshjul_cli.previous import Loss, Previous


def generate(
    years: inputs.YearsArgument = None,
    out: Annotated[
        str, typer.Option("--out", metavar="MAPP", show_default=False, help="Mappen för flödena, annars feeds.")
    ] = "feeds",
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar="ID", help="Skriv bara den rollens flöde. Kan upprepas.")
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option("--previous", metavar="MAPP", help="De tidigare flödena, om de inte ligger i --out."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Säg vad som skulle ändras, men skriv inget.")] = False,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Skriv även om mer än hälften av ett flödes läsår försvinner.")
    ] = False,
    plan: inputs.PlanOption = None,
    stamp: Annotated[
        str | None, typer.Option("--stamp", metavar="TID", help="Tid för ändringar, till exempel 2026-03-05T12:00:00Z.")
    ] = None,
    today: inputs.TodayOption = None,
) -> int:
    """Skriv kalenderflödena: ett per roll, alla.ics och planens egna.

    Utan LÄSÅR blir det förra, detta och nästa läsår. Flera läsår hamnar i samma flöde.
    """
    from arshjul_cli.check import impossible
    from arshjul_cli.errors import PlanError
    from arshjul_cli.expand import expand
    from arshjul_cli.generation import generate as generation_of
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.verify import verify
    from arshjul_cli.write import alone, set_aside, write

    chosen = inputs.school_years(years or ())
    at = inputs.stamp(stamp)
    loaded = inputs.open_plan(plan)
    only = {inputs.known("--role", one, loaded.plan.roles) for one in role or ()}
    now = SchoolYear.containing(inputs.today(today, loaded.plan))
    wheel = expand(loaded.plan, chosen or (now.previous(), now, now.next()))
    if problems := tuple(impossible(wheel)):
        raise PlanError(loaded.places.findings(problems))

    folder = Path(out)
    with nullcontext() if dry_run else alone(folder):
        here, before = _earlier(folder, previous)
        generation = generation_of(wheel, before, at, only)
        _require_safe(folder, here, before, generation, loaded.plan.plan.uid_domain)
        if generation.losses and not allow_shrink:
            raise _shrinks(generation.losses)
        aside = here.unreadable & generation.files.keys()
        if not dry_run:
            verify(generation.files)
            for name, new_name in set_aside(folder, aside).items():
                typer.echo(f"{folder / name} gick inte att läsa och heter nu {new_name}.", err=True)
            write(folder, generation.files)
    _tell(generation, [str(year) for year in wheel.years], folder, dry_run=dry_run)
    return 0


def _earlier(folder: Path, elsewhere: str | None) -> tuple["Previous", "Previous"]:
    """Return what the output folder holds, and the earlier feeds to go on from."""
    from arshjul_cli import previous
    from arshjul_cli.errors import PreviousError

    here = previous.read(folder)
    if elsewhere is None:
        return here, here
    if not Path(elsewhere).is_dir():
        raise PreviousError(f"{elsewhere}: Mappen finns inte. Rätta sökvägen efter --previous.")
    before = previous.read(Path(elsewhere))
    for name in sorted(before.unreadable):
        text = "Flödet går inte att läsa. Hämta det igen, eller ta bort det om det inte är ett flöde."
        raise PreviousError(f"{Path(elsewhere) / name}: {text}")
    return here, before


def _require_safe(
    folder: Path, here: "Previous", before: "Previous", generation: "Generation", uid_domain: str
) -> None:
    from arshjul_cli.previous import require_ours

    require_ours(here, folder, generation.files, uid_domain)
    require_ours(before, folder, (), uid_domain)


def _shrinks(losses: "Iterable[Loss]") -> Exception:
    from arshjul_cli.errors import PreviousError

    lines = (f"{loss.file_name}: {loss.lost} av {loss.of} händelser läsåret {loss.school_year}" for loss in losses)
    text = "Ovanligt mycket skulle försvinna ur kalendrarna, så inget är skrivet:"
    return PreviousError("\n".join((text, *lines, "Är det meningen? Kör igen med --allow-shrink.")))


def _tell(generation: "Generation", years: list[str], folder: Path, *, dry_run: bool) -> None:
    from arshjul_cli.render import changes

    output.write_table(changes.table(generation.feeds, generation.changes))
    if news := changes.news(generation.changes, generation.left):
        output.write_bytes("".join(f"{line}\n" for line in ("", *news)).encode())
    typer.echo(f"Läsår: {', '.join(years)}. Mapp: {folder}{' (inget är skrivet)' if dry_run else ''}", err=True)
    for name in generation.ended:
        typer.echo(f"{name} finns inte längre i planen. Flödet säger nu att det har upphört.", err=True)
    if generation.left:
        typer.echo(f"Läsår som inte längre ingår och lämnar flödena: {', '.join(map(str, generation.left))}.", err=True)
