"""The day and the time of a run. Here, and only here, the clock is read."""

import datetime as dt
import os
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut

if TYPE_CHECKING:
    from arshjul_cli.plan.model import Plan

_FIRST_YEAR, _LAST_YEAR = 2001, 2097
"""Between these every school year around a day is one that the program knows."""
TodayOption = Annotated[
    str | None,
    typer.Option("--today", metavar="DATUM", help="Räkna som om dagens datum vore detta, till exempel 2026-03-05."),
]


def today(option: str | None, plan: "Plan | None", at: dt.datetime | None = None) -> dt.date:
    """Return the day: `--today`, else that of the run's stamp, SOURCE_DATE_EPOCH or the clock, in the plan's time zone.

    Raises:
        UsageError: if it is no date.
    """
    if option is None:
        day = (at or _now()).astimezone(ZoneInfo(plan.plan.timezone) if plan else dt.UTC).date()
    else:
        try:
            day = dt.date.fromisoformat(option)
        except ValueError as error:
            raise UsageError(f'"{cut(option)}" är inget datum. Skriv till exempel --today 2026-03-05.') from error
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(f"Dagen {day} ligger för långt bort. Rätta klockan, eller skriv --today 2026-03-05.")
    return day


def stamp(option: str | None) -> dt.datetime:
    """Return the time of this run in UTC, whole seconds: `--stamp`, else SOURCE_DATE_EPOCH, else the clock.

    Raises:
        UsageError: if it is no time.
    """
    if option is None:
        return _now()
    try:
        given = dt.datetime.fromisoformat(option)
    except ValueError as error:
        raise UsageError(f'"{cut(option)}" är ingen tid. Skriv till exempel --stamp 2026-03-05T12:00:00Z.') from error
    return _utc(given, "--stamp")


def given(option: str | None) -> dt.datetime | None:
    """Return the time that this run was given, by `--stamp` or SOURCE_DATE_EPOCH, in UTC; None if by neither.

    Raises:
        UsageError: if it is no time.
    """
    return stamp(option) if option is not None or os.environ.get("SOURCE_DATE_EPOCH") else None


def _now() -> dt.datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        given = dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f'SOURCE_DATE_EPOCH är "{cut(epoch)}". Det ska vara sekunder sedan 1970, ett heltal.'
        ) from error
    return _utc(given, "SOURCE_DATE_EPOCH")


def _utc(given: dt.datetime, option: str) -> dt.datetime:
    """Return a time in UTC, whole seconds; one without a zone is in UTC already."""
    if not 1970 <= given.year <= _LAST_YEAR:
        raise UsageError(f"{option}: {given} ligger för långt bort. Skriv ett år från 1970 till {_LAST_YEAR}.")
    return (given if given.tzinfo else given.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).replace(microsecond=0)
