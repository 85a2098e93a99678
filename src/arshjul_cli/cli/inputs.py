"""What a command is given: its options, and what they stand for."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import output
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut, cut_within
from arshjul_cli.swedish import MONTHS, did_you_mean, enumerate_words

if TYPE_CHECKING:
    import datetime as dt

    from arshjul_cli.feeds.history import Known
    from arshjul_cli.flows.generate import Shelf
    from arshjul_cli.plan.model import Plan
    from arshjul_cli.reading.load import Reading
    from arshjul_cli.schoolyear import SchoolYear

FEEDS, SITE = Path("feeds"), Path("site")
"""Where `generate` and `publish` write, if nobody says otherwise."""
_STREAM = "-"
"""What stands for the plan that comes on stdin."""
_VARIABLE = "ARSHJUL_PLAN"
PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="FIL",
        envvar=_VARIABLE,
        show_envvar=False,
        help="Planen; - läser den från stdin. Utan växeln: ARSHJUL_PLAN, ./arshjul.yaml, ./data/arshjul.yaml "
        "eller Svenljungas exempelplan.",
    ),
]
RoleOption = Annotated[
    str | None, typer.Option("--role", metavar="ID", help="Bara det som rör rollen, eller som finns i flödet.")
]
YearsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="LÄSÅR …", help="Ett eller flera läsår, till exempel 2025/26.")
]


def open_plan(option: str | None) -> "Plan":
    """Return the plan to work with, and name it on stderr.

    Raises:
        PlanError: if it cannot be used.
    """
    from arshjul_cli.reading.load import require_plan

    return require_plan(read_plan(plan_path(option)))


def read_plan(path: Path) -> "Reading":
    """Return what is read of a plan file, or of stdin."""
    from arshjul_cli.reading.file import MAX_BYTES
    from arshjul_cli.reading.load import load, load_bytes

    if str(path) != _STREAM:
        return load(path)
    if sys.stdin is None:
        return load_bytes(b"", _STREAM)
    if sys.stdin.isatty():
        output.tell("Klistra in planen. Avsluta med Enter och Ctrl+D (i Windows Ctrl+Z och Enter).")
    # Of more than a plan may be, one byte is enough to tell.
    return load_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), _STREAM)


def require_file(option: str | None, what: str) -> None:
    """Do nothing if a plan is a file, which something can be done with, and not what comes on stdin.

    Raises:
        UsageError: otherwise.
    """
    if option == _STREAM:
        raise UsageError(f"--plan: Planen på stdin går inte att {what}. Skriv namnet på en fil efter --plan.")


def plan_path(option: str | None) -> Path:
    """Return where the plan is, and name it on stderr; of the one that ships, say first whose it is.

    Raises:
        UsageError: if the option names a path with a line break in it.
    """
    path, shipped = _plan_path(option)
    if shipped:
        text = "Här finns ingen plan, så nu används Svenljungas exempelplan."
        output.note(f"{text} Gå till mappen med din plan, eller ange den med --plan.")
    if str(path) == _STREAM:
        output.note("Plan: den på stdin")
        return path
    output.note(f"Plan: {path}{' (följer med programmet)' if shipped else ''}")
    return path


def find_plan(option: str | None) -> Path:
    """Return where the plan is, and say nothing.

    Raises:
        UsageError: if the option names a path with a line break in it.
    """
    return _plan_path(option)[0]


def _plan_path(option: str | None) -> tuple[Path, bool]:
    """Return where the plan is, and whether it is the one that ships with the program."""
    if option is not None:
        if "\n" in option:
            raise UsageError("Namnet på planen har en radbrytning. Rätta --plan, eller ARSHJUL_PLAN.")
        return Path(option), False
    for here in (Path("arshjul.yaml"), Path("data", "arshjul.yaml")):
        # A link that leads nowhere is a plan that is lost, and no reason to take another.
        if os.path.lexists(here):
            return here, False
    # An installed program has the plan inside the package, a checkout beside src.
    package = Path(__file__).parents[1]
    installed = package / "data" / "arshjul.yaml"
    return installed if installed.exists() else package.parents[1] / "data" / "arshjul.yaml", True


def plan_here() -> str | None:
    """Return the plan that the environment names, or that is in this folder; None if there is none."""
    path, shipped = _plan_path(os.environ.get(_VARIABLE) or None)
    return None if shipped else str(path)


def has_plan(option: str | None) -> bool:
    """Tell whether a plan is named, or lies here: another than the one that ships with the program."""
    return not _plan_path(option)[1]


def is_shipped(path: Path, option: str | None) -> bool:
    """Tell whether a plan is the one that ships with the program, found or named."""
    # Unlike Path.resolve, realpath never raises, not even for links in a circle.
    real, program = (Path(os.path.realpath(file)) for file in (path, __file__))
    return (option is None and _plan_path(None)[1]) or real.is_relative_to(program.parents[1])


def published() -> Path:
    """Return the folder that the feeds here are in: that of the site, if `publish` has written one, else `feeds`."""
    from arshjul_cli import manifest

    return SITE if (SITE / manifest.NAME).is_file() else FEEDS


def previous(folder: str, known: "Known | None" = None) -> "Shelf":
    """Return the earlier feeds that `--previous` names; what is known is not read back.

    Raises:
        PreviousError: if there is no such folder, or it cannot be read.
    """
    from arshjul_cli.feeds.earlier import read_named
    from arshjul_cli.flows.generate import Shelf

    feeds = read_named(folder, known) if known else read_named(folder)
    return Shelf(folder=Path(folder), option="--previous", feeds=feeds, replaced=False)


def school_years(texts: Iterable[str]) -> tuple["SchoolYear", ...]:
    """Return the school years that were asked for, each by itself or as a range.

    Raises:
        UsageError: if one of them is none.
    """
    from arshjul_cli.schoolyear import SchoolYear

    try:
        return tuple(year for text in texts for year in _range(text, SchoolYear.parse))
    except ValueError as error:
        raise UsageError(str(error)) from error


def school_year(text: str) -> "SchoolYear":
    """Return the one school year that was asked for.

    Raises:
        UsageError: if it is none, or several.
    """
    first, *more = school_years([text])
    if more:
        raise UsageError(f'"{cut(text)}" är flera läsår. Skriv ett, till exempel {first}.')
    return first


def year(text: str) -> "SchoolYear | int":
    """Return the school year that was asked for, or the calendar year.

    Raises:
        UsageError: if it is neither.
    """
    return int(text) if re.fullmatch(r"20\d\d", text, re.ASCII) else school_year(text)


def last_school_year(chosen: "SchoolYear | int | None") -> "tuple[SchoolYear, ...]":
    """Return the school year that was asked for, or the last that a calendar year has days of."""
    from arshjul_cli.schoolyear import SchoolYear

    if chosen is None:
        return ()
    return (SchoolYear(chosen) if isinstance(chosen, int) else chosen,)


def _range(text: str, parse: "Callable[[str], SchoolYear]") -> "tuple[SchoolYear, ...]":
    """Return the year, or all of `2025/26-2034/35`."""
    if not (both := re.fullmatch(r"([^/]+/[^/–-]+)[–-]([^/]+/[^/]+)", text)):
        return (parse(text),)
    first, last = parse(both[1]), parse(both[2])
    if last < first:
        raise ValueError(f'"{cut(text)}" slutar innan den börjar. Skriv {last}-{first}.')
    return first.through(last)


def year_and_neighbours(day: "dt.date", plan: "Plan | None") -> "tuple[SchoolYear, ...]":
    """Return the school year of a day, the one before it and the one after it, in order; those that a plan has."""
    from arshjul_cli.schoolyear import SchoolYear

    now = SchoolYear.containing(day)
    years = (now.previous(), now, now.next())
    return plan.window(*years) if plan else years


def require_begun(plan: "Plan | None", years: "Iterable[SchoolYear]") -> None:
    """Do nothing if no school year that was asked for comes before the one in which the plan begins.

    Raises:
        UsageError: otherwise.
    """
    if plan and (before := [year for year in years if not plan.has(year)]):
        first = plan.plan.first_year
        raise UsageError(f"{before[0]} är inte med: planen börjar läsåret {first}. Skriv det, eller ett senare.")


def role(text: str, plan: "Plan") -> str:
    """Return the id of a role or a declared feed, which `--role` was given.

    Raises:
        UsageError: if the plan does not have it; names the nearest.
    """
    return known("--role", text, (*plan.roles, *plan.feeds))


def known(option: str, text: str, valid: Iterable[str]) -> str:
    """Return an id that an option was given.

    Raises:
        UsageError: if the plan does not have it; names the nearest.
    """
    ids = tuple(valid)
    if text not in ids:
        raise UsageError(f'{option}: "{cut(text)}" finns inte i planen.{did_you_mean(text, ids)}')
    return text


def choice(option: str, text: str, valid: Iterable[str]) -> str:
    """Return one of a few words.

    Raises:
        UsageError: if it is another.
    """
    words = tuple(valid)
    if text not in words:
        raise UsageError(f'{option}: "{cut(text)}" går inte att välja. Skriv {enumerate_words(words, "eller")}.')
    return text


def date(option: str, text: str) -> "dt.date":
    """Return a day that an option was given.

    Raises:
        UsageError: if it is none.
    """
    import datetime as dt

    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        example = f"{option} 2027-01-13"
        raise UsageError(f'{option}: "{cut(text)}" är inget datum. Skriv till exempel {example}.') from error


def month(text: str, option: str = "--month") -> int:
    """Return a month, which an option was given by its name or number.

    Raises:
        UsageError: if it is none.
    """
    names = {name: number for number, name in enumerate(MONTHS, 1)}
    numbers = {str(number): number for number in names.values()}
    if found := (names | numbers).get(text.strip().lower().lstrip("0")):
        return found
    raise UsageError(f'{option}: "{cut(text)}" är ingen månad.{did_you_mean(text, MONTHS)}')


def hostname(text: str) -> str:
    """Return the domain that `--domain` was given.

    Raises:
        UsageError: if it is none.
    """
    from pydantic import TypeAdapter, ValidationError

    from arshjul_cli.plan.fields import Hostname

    try:
        return TypeAdapter(Hostname).validate_python(text)
    except ValidationError as error:
        raise UsageError(f"--domain: {cut_within(error.errors()[0]['ctx']['text'], text.strip())}") from error
