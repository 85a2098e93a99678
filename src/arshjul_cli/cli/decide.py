"""`arshjul decide`: what is still to decide, and what has been."""

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, rewrite
from arshjul_cli.errors import InputError, UsageError
from arshjul_cli.swedish import system_error

if TYPE_CHECKING:
    import datetime as dt

    from arshjul_cli.editing.decision import Decided, Written
    from arshjul_cli.flows.editable import Editable
    from arshjul_cli.plan.model import Plan
    from arshjul_cli.schoolyear import SchoolYear

_MOST_BYTES = 5_000_000


def decide(
    year: Annotated[str | None, typer.Argument(metavar="LÄSÅR", help="Ett läsår, till exempel 2025/26.")] = None,
    activity: Annotated[str | None, typer.Argument(metavar="AKTIVITET", help="Aktivitetens id i planen.")] = None,
    date: Annotated[
        str | None,
        typer.Argument(metavar="DATUM", help='2026-03-05, "2026-03-05 13:00–16:00" eller 2026-03-05–2026-03-06.'),
    ] = None,
    slot: Annotated[
        str, typer.Option("--slot", metavar="MÅNAD", help="Månaden som datumet gäller, om det ligger i en annan.")
    ] = "",
    time: Annotated[
        str | None, typer.Option("--time", metavar="TID", help='Start och slut, till exempel 13:00–16:00. "" tar bort.')
    ] = None,
    location: Annotated[
        str | None, typer.Option("--location", metavar="PLATS", help='Var mötet är. "" tar bort platsen.')
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="LÄNK", help='En sida om mötet. "" tar bort den.')] = None,
    file: Annotated[
        str | None,
        typer.Option("--from", metavar="FIL.csv", help="Läs många beslut: aktivitet;datum;tid;plats."),
    ] = None,
    complete: Annotated[
        bool, typer.Option("--complete", help="Datumen i filen är alla som finns de halvår som den gäller.")
    ] = False,
    yes: rewrite.YesOption = False,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Lista datum som inte är bestämda än, eller skriv bestämda i planen.

    Bara LÄSÅR, eller ingenting: listan för läsåret, annars för detta och nästa. Först står de närmaste
    90 dagarna, och sist hur många datum som har passerat utan beslut. Med AKTIVITET och DATUM skrivs
    ett beslut, med --from alla i en fil. Ändringen visas först, och skrivs om du svarar ja.
    """
    from arshjul_cli.editing.decision import Written

    of_year = inputs.school_year(year) if year is not None else None
    options = {"time": time, "location": location, "url": url}
    _require_whole(activity, date, file, {**options, "slot": slot or None})
    if complete and file is None:
        raise UsageError("--complete hör till en hel kalender. Skriv --from FIL.csv också.")
    if activity is None and file is None:
        return _list(of_year, plan, today)
    draft = rewrite.open_draft(plan)
    inputs.require_begun(draft.plan, (of_year,) if of_year else ())
    if file is not None:
        decided = _of_file(draft.plan, file, of_year)
    else:
        decided = _of_line(draft.plan, Written(activity=activity or "", date=date or "", slot=slot, **options), of_year)
    return _write(draft, decided, clock.today(today, draft.plan), complete=complete if file else None, yes=yes)


def _require_whole(activity: str | None, date: str | None, file: str | None, options: Mapping[str, str | None]) -> None:
    """Refuse a command line in which something lacks or is too much."""
    if activity is not None and date is None:
        raise UsageError("Datumet saknas. Skriv LÄSÅR AKTIVITET DATUM.")
    if file is not None and activity is not None:
        raise UsageError("Skriv antingen AKTIVITET och DATUM eller --from, inte båda.")
    flags = {"time": "--time", "location": "--location", "url": "--url", "slot": "--slot"}
    if date is None and (given := [flags[name] for name, value in options.items() if value is not None]):
        raise UsageError(f"{given[0]} hör till ett datum. Skriv LÄSÅR AKTIVITET DATUM före flaggan.")


def _list(year: "SchoolYear | None", plan: str | None, today: str | None) -> int:
    from arshjul_cli.flows.decide import still_undecided
    from arshjul_cli.render.terminal.undecided import render
    from arshjul_cli.schoolyear import SchoolYear

    opened = inputs.open_plan(plan)
    inputs.require_begun(opened, (year,) if year else ())
    day = clock.today(today, opened)
    now = SchoolYear.containing(day)
    years = (year,) if year else opened.window(now, now.next())
    found = still_undecided(opened, years, day)
    if any(found):
        output.page_table(render(*found, output.width()))
        output.note("Bestäm ett datum: arshjul decide LÄSÅR AKTIVITET DATUM")
    else:
        output.tell(f"Alla datum är bestämda: {', '.join(map(str, years))}.")
    return 0


def _of_line(plan: "Plan", written: "Written", year: "SchoolYear | None") -> "tuple[Decided, ...]":
    from arshjul_cli.editing.decision import decided

    inputs.known("AKTIVITET", written.activity, (known.id for known in plan.activities))
    return (decided(plan, written, year),)


def _of_file(plan: "Plan", file: str, year: "SchoolYear | None") -> "tuple[Decided, ...]":
    from arshjul_cli.flows.decide import of_calendar

    return of_calendar(plan, _bytes(Path(file)), file, year)


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            raise InputError(f"{path}: Det här är ingen vanlig CSV-fil. Rätta sökvägen efter --from.")
        return path.read_bytes()
    except OSError as error:
        text = f"Filen går inte att läsa ({system_error(error)}). Rätta sökvägen efter --from."
        raise InputError(f"{path}: {text}") from error


def _write(
    draft: "Editable", decided: "tuple[Decided, ...]", day: "dt.date", *, complete: bool | None, yes: bool
) -> int:
    """Write decisions; those of a file may be all that there are, those of the command line are not asked about."""
    from arshjul_cli.flows.decide import doubts, left_open, with_calendar_complete, with_decisions

    with rewrite.nothing_written():
        after = with_decisions(draft, decided)
        if complete:
            after = with_calendar_complete(draft, after, decided)
    if complete is False:
        for left in left_open(draft.plan, after.plan, decided):
            output.tell(f"{left} Är filen hela kalendern: kör igen med --complete.")
    for doubt in doubts(draft.plan, after.plan, decided, day):
        output.tell(f"Obs! {doubt}")
    return rewrite.propose(draft, after.text, yes=yes, then=rewrite.NEXT)
