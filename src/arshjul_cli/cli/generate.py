"""`arshjul generate`: the feeds."""

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arshjul_cli.feeds.earlier import Previous
    from arshjul_cli.feeds.generate import Generation
    from arshjul_cli.feeds.history import Loss
    from arshjul_cli.schoolyear import SchoolYear

_TITLES = 5


def generate(
    years: inputs.YearsArgument = None,
    out: Annotated[
        str, typer.Option("--out", metavar="MAPP", show_default=False, help="Mappen för flödena, annars feeds.")
    ] = "feeds",
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ID", help="Skriv bara den rollens, eller det flödets, fil. Kan upprepas."),
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
    from arshjul_cli.check import impossible, placeholder
    from arshjul_cli.errors import PlanError
    from arshjul_cli.feeds.earlier import require_ours
    from arshjul_cli.feeds.generate import generate as generation_of
    from arshjul_cli.feeds.verify import verify
    from arshjul_cli.reading.places import finding, findings
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.wheel.expand import expand
    from arshjul_cli.write import alone, write

    chosen = inputs.school_years(years or ())
    at = inputs.stamp(stamp)
    opened = inputs.open_plan(plan)
    only = {inputs.role(text, opened) for text in role or ()}
    now = SchoolYear.containing(inputs.today(today, opened))
    wheel = expand(opened, chosen or (now.previous(), now, now.next()))
    if problems := tuple(impossible(wheel)):
        raise PlanError(findings(problems))

    for problem in placeholder(opened):
        output.tell_finding(finding(problem))
    folder = _folder(out)
    with nullcontext() if dry_run else alone(folder):
        here, before = _earlier(folder, previous, opened.plan.uid_domain)
        if not chosen:
            _require_clock(before, wheel.years)
        generation = generation_of(wheel, before, at, only)
        require_ours(here, folder, generation.files, opened.plan.uid_domain, "--out")
        if plan is None and inputs.is_shipped(Path(opened.node.origin.file.name), None):
            _require_nothing_changed(generation, before, folder)
        if generation.losses and not allow_shrink:
            raise _shrinks(generation.losses)
        aside = here.unreadable & generation.files.keys()
        if dry_run:
            for name in sorted(aside):
                output.tell(f"{folder / name} går inte att läsa och skulle sparas som {name}.bak.")
        else:
            verify(generation.changed)
            for name, kept in write(folder, generation.files, aside).items():
                output.tell(f"{folder / name} gick inte att läsa. Den finns kvar som {kept}.")
    _tell(generation, wheel.years, folder, dry_run=dry_run)
    return 0


def _folder(out: str) -> Path:
    from arshjul_cli.errors import UsageError

    if not out:
        raise UsageError("--out: Mappens namn saknas. Skriv till exempel --out feeds.")
    return Path(out)


def _earlier(folder: Path, elsewhere: str | None, uid_domain: str) -> tuple["Previous", "Previous"]:
    """Return what the output folder holds, and the earlier feeds to go on from."""
    from arshjul_cli.errors import PreviousError
    from arshjul_cli.feeds.earlier import read, require_ours

    here = read(folder)
    if elsewhere is None:
        return here, here
    if not os.path.isdir(elsewhere):  # noqa: PTH112 - unlike Path.is_dir, never raises
        raise PreviousError(f"{elsewhere}: Mappen finns inte. Rätta sökvägen efter --previous.")
    before = read(Path(elsewhere))
    require_ours(before, Path(elsewhere), (), uid_domain, "--previous")
    for name in sorted(before.unreadable):
        text = "Flödet går inte att läsa. Hämta det igen, eller ta bort det om det inte är ett flöde."
        raise PreviousError(f"{Path(elsewhere) / name}: {text}")
    return here, before


def _require_clock(before: "Previous", years: "Iterable[SchoolYear]") -> None:
    """Make sure that the years which the clock gives have anything to do with the feeds that are there."""
    from arshjul_cli.errors import PreviousError

    if before.school_years and before.school_years.isdisjoint(years):
        there = ", ".join(map(str, sorted(before.school_years)))
        text = f"Flödena har läsåren {there}, men enligt klockan gäller {', '.join(map(str, years))}."
        raise PreviousError(f"{text} Rätta klockan, eller skriv vilka läsår du vill ha.")


def _require_nothing_changed(generation: "Generation", before: "Previous", folder: Path) -> None:
    """Make sure that the plan which ships with the program, read because none is here, undoes nobody's feeds."""
    from arshjul_cli.errors import PreviousError
    from arshjul_cli.wheel.uid import school_year_of

    found = (school_year_of(change.uid) for of_feed in generation.changes.values() for change in of_feed)
    if generation.ended or any(year in before.school_years and year not in generation.left for year in found):
        text = "Här finns ingen plan, och den som följer med programmet skulle ändra flödena. Inget är skrivet."
        raise PreviousError(f"{folder}: {text} Gå till planens mapp, eller ange planen med --plan.")


def _shrinks(losses: "Iterable[Loss]") -> Exception:
    from arshjul_cli.errors import PreviousError

    lines = (
        f"{loss.file_name}: {len(loss.titles)} av {loss.of} läsåret {loss.school_year}: {_some(loss.titles)}"
        for loss in losses
    )
    text = "Ovanligt mycket skulle försvinna ur kalendrarna, så inget är skrivet:"
    return PreviousError("\n".join((text, *lines, "Är det meningen? Kör igen med --allow-shrink.")))


def _some(titles: tuple[str, ...]) -> str:
    """Return the first few titles, and how many there are besides."""
    more = len(titles) - _TITLES
    return ", ".join((*titles[:_TITLES], *([f"och {more} till"] if more > 0 else [])))


def _tell(
    generation: "Generation",
    years: "Iterable[SchoolYear]",
    folder: Path,
    *,
    dry_run: bool,
) -> None:
    from arshjul_cli.render import changes
    from arshjul_cli.render.terminal import summary

    output.write_table(summary.render(generation.feeds, generation.changes))
    if news := changes.news(generation.changes, generation.left):
        output.write_text("".join(f"{line}\n" for line in ("", *news)))
    elif not generation.changed:
        output.write_text("\nInget är ändrat.\n")
    output.tell(f"Läsår: {', '.join(map(str, years))}. Mapp: {folder}{' (inget är skrivet)' if dry_run else ''}")
    told = "skulle säga" if dry_run else "säger nu"
    for name in generation.ended:
        output.tell(f"{name} finns inte längre i planen. Flödet {told} att det har upphört.")
    if generation.left:
        output.tell(f"Läsår som inte längre ingår och lämnar flödena: {', '.join(map(str, generation.left))}.")
