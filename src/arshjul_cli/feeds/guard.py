"""What stops a run before anything is written: feeds not its to change, a wrong clock, another plan. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from arshjul_cli.errors import PreviousError
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.history import Previous
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.uid import domain_of, school_year_of


def require_readable(previous: Previous, folder: Path) -> None:
    """Make sure that each feed of the folder that `--previous` names can be read: nobody may rename it to `.bak`.

    Raises:
        PreviousError: with the first one by name that cannot.
    """
    for name in sorted(previous.unreadable):
        text = "Flödet går inte att läsa. Hämta det igen, eller ta bort det om det inte är ett flöde."
        raise PreviousError(f"{folder / name}: {text}")


def require_feeds(previous: Previous, folder: Path) -> None:
    """Make sure that a folder holds any feeds.

    Raises:
        PreviousError: if it holds none that can be read.
    """
    if not previous.feeds:
        raise PreviousError(f"{folder}: Här finns inga flöden från arshjul. Rätta sökvägen.")


def require_ours(previous: Previous, folder: Path, names: Iterable[str], uid_domain: str, option: str) -> None:
    """Make sure that a folder, which an option of the command names, holds this plan's feeds and nobody else's.

    Raises:
        PreviousError: if a feed's name is taken by a foreign file, or the feeds belong to another plan.
    """
    for name in names:
        if name in previous.foreign:
            text = f"Filen är inte skriven av arshjul som {name}. Flytta den, eller välj en annan mapp med {option}."
            raise PreviousError(f"{folder / name}: {text}")
    others = {domain_of(uid) for feed in previous.feeds.values() for uid in feed.events} - {uid_domain}
    if others:
        text = f"Flödena här hör till en plan med uid_domain {min(others)}, inte {uid_domain}."
        raise PreviousError(
            f"{folder}: {text} Välj en annan mapp med {option}, så dubbleras inget i "
            "kalendrarna. Är flödena inte publicerade än kan du i stället ta bort dem ur mappen."
        )


def require_clock(previous: Previous, years: Sequence[SchoolYear]) -> None:
    """Make sure that the years which the clock gives have anything to do with the feeds that are there.

    Raises:
        PreviousError: if the feeds hold school years, and none of these.
    """
    if previous.school_years and previous.school_years.isdisjoint(years):
        text = f"Flödena har läsåren {_listed(sorted(previous.school_years))}, men enligt klockan gäller"
        raise PreviousError(f"{text} {_listed(years)}. Rätta klockan, eller skriv vilka läsår du vill ha.")


def require_nothing_changed(generation: Generation, previous: Previous, folder: Path, day: dt.date) -> None:
    """Make sure that the plan which ships with the program, read because none is here, undoes nobody's feeds on a day.

    Raises:
        PreviousError: if a feed would end, or an event change in a school year that is there and stays.
    """
    staying = previous.school_years.difference(generation.left)
    changed = {
        school_year_of(change.uid)
        for of_feed in generation.changes.values()
        for change in of_feed
        if change.after or previous.state[change.uid].over > day
    }
    if generation.ended or not staying.isdisjoint(changed):
        text = "Här finns ingen plan, och den som följer med programmet skulle ändra flödena. Inget är skrivet."
        raise PreviousError(f"{folder}: {text} Gå till planens mapp, eller ange planen med --plan.")


def _listed(years: Iterable[SchoolYear]) -> str:
    return ", ".join(map(str, years))
