"""`arshjul decide`: what is still to decide, and what has been."""

import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import asking, clock, inputs, output, results, rewrite
from arshjul_cli.errors import InputError, UsageError
from arshjul_cli.swedish import count, system_error

if TYPE_CHECKING:
    import datetime as dt

    from arshjul_cli.editing.decision import Decided, Written
    from arshjul_cli.flows.calendar import Calendar
    from arshjul_cli.flows.decide import Lists
    from arshjul_cli.flows.editable import Editable
    from arshjul_cli.plan.model import Plan
    from arshjul_cli.schoolyear import SchoolYear

_MOST_BYTES = 5_000_000
_FORMATS = ("csv", "xlsx", "markdown", "json")
_MOST_LATER = 12
_YEAR = re.compile(r"[\d/–-]+", re.ASCII)
"""What a school year looks like; an id has letters."""


def decide(
    year: Annotated[
        str | None, typer.Argument(metavar="LÄSÅR", help="Ett läsår, till exempel 2025/26. Behövs inte före AKTIVITET.")
    ] = None,
    activity: Annotated[
        str | None,
        typer.Argument(metavar="AKTIVITET", help="Aktivitetens id i planen, eller rubriken om bara en heter så."),
    ] = None,
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
    location: Annotated[str | None, typer.Option("--location", metavar="PLATS", help='Plats. "" tar bort den.')] = None,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="LÄNK", help='Länk till kallelsen, Teams eller liknande. "" tar bort den.'),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FIL", help="Läs många beslut ur en .csv eller .xlsx: aktivitet, datum, tid, plats."
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="Listan som table (förval), csv, xlsx, markdown eller json."),
    ] = None,
    out: results.OutOption = None,
    complete: Annotated[
        bool, typer.Option("--complete", help="Datumen i filen är alla som finns de halvår som den gäller.")
    ] = False,
    yes: rewrite.YesOption = False,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Lista datum som inte är bestämda än, eller skriv bestämda i planen.

    Bara LÄSÅR, eller ingenting: listan för läsåret, annars för detta och nästa. Först står de närmaste
    90 dagarna, och sist hur många datum som har passerat utan beslut. Listan som csv eller xlsx är ett
    formulär: fyll i datum, och läs in det med --from. I ett terminalfönster frågar programmet sedan vilket
    datum som är bestämt. Med AKTIVITET och DATUM skrivs ett beslut, med --from alla i en fil. Ändringen
    visas först, och skrivs om du svarar ja.
    """
    from arshjul_cli.editing.decision import Written

    if year is not None and date is None and not _YEAR.fullmatch(year):
        year, activity, date = None, year, activity
    of_year = inputs.school_year(year) if year is not None else None
    options = {"time": time, "location": location, "url": url}
    _require_whole(activity, date, file, {**options, "slot": slot or None})
    if complete and file is None:
        raise UsageError("--complete hör till en hel kalender. Skriv --from FIL.csv också.")
    wanted = results.wanted(format_, out, _FORMATS)
    if activity is None and file is None:
        return _list(of_year, plan, today, wanted, out)
    if format_ is not None or out is not None:
        raise UsageError("--format och --out hör till listan. Skriv dem utan AKTIVITET och --from.")
    draft = rewrite.open_draft(plan)
    inputs.require_begun(draft.plan, (of_year,) if of_year else ())
    if file is not None:
        decided, told = _of_file(draft.plan, file, of_year)
        for line in told:
            output.tell(line)
        if not decided:
            output.tell("Filen har inget nytt datum. Inget är skrivet.")
            return 0
    else:
        made = _of_line(draft.plan, Written(activity=activity or "", date=date or "", slot=slot, **options), of_year)
        if made is None:
            output.tell("Inget är skrivet.")
            return 1
        decided = (made,)
    return _write(draft, decided, clock.today(today, draft.plan), complete=complete if file else None, yes=yes)


def _require_whole(activity: str | None, date: str | None, file: str | None, options: Mapping[str, str | None]) -> None:
    """Refuse a command line in which something lacks or is too much."""
    if file is not None and activity is not None:
        raise UsageError("Skriv antingen AKTIVITET och DATUM eller --from, inte båda.")
    if activity is not None and date is None and not asking.is_possible():
        raise UsageError("Datumet saknas. Skriv LÄSÅR AKTIVITET DATUM.")
    flags = {"time": "--time", "location": "--location", "url": "--url", "slot": "--slot"}
    if activity is None and (given := [flags[name] for name, value in options.items() if value is not None]):
        raise UsageError(f"{given[0]} hör till ett datum. Skriv LÄSÅR AKTIVITET DATUM före växeln.")


def _list(year: "SchoolYear | None", plan: str | None, today: str | None, format_: str, out: str | None) -> int:
    """Show what is to be decided; on a terminal, ask for a date of it."""
    from arshjul_cli.flows.decide import still_undecided
    from arshjul_cli.flows.editable import editable
    from arshjul_cli.reading.load import require_plan
    from arshjul_cli.schoolyear import SchoolYear

    if format_ == "xlsx" and out is None and sys.stdout.isatty():
        raise UsageError("En Excelfil går inte att visa här. Skriv också --out, till exempel --out datum.xlsx.")
    path = inputs.plan_path(plan)
    reading = inputs.read_plan(path)
    opened = require_plan(reading)
    inputs.require_begun(opened, (year,) if year else ())
    day = clock.today(today, opened)
    now = SchoolYear.containing(day)
    years = (year,) if year else opened.window(now, now.next())
    found = still_undecided(opened, years, day)
    if not any(found):
        output.tell(f"Alla datum är bestämda: {', '.join(map(str, years))}.")
    if format_ != results.TABLE:
        results.write(_form(opened, found, years, format_), out)
        _tell_of_form(found)
    elif any(found):
        asks = out is None and asking.is_possible() and plan != "-" and not inputs.is_shipped(path, plan)
        decision = _shown(opened, found, out, asks=asks)
        if decision:
            return _write(editable(reading), (decision,), day, complete=None, yes=False)
    return 0


def _shown(plan: "Plan", found: "Lists", out: str | None, *, asks: bool) -> "Decided | None":
    """Write the list for people, and return the decision for one of its rows, if it is asked for and given."""
    from arshjul_cli.render.terminal.undecided import choices, render

    most = _MOST_LATER if out is None and asking.is_possible() else None
    results.write_table(render(*found, output.width(), most), out)
    if asks and (rows := choices(found.soon, found.later, most)):
        return asking.which(plan, rows)
    output.tell("Bestäm ett datum: arshjul decide AKTIVITET DATUM")
    return None


def _tell_of_form(found: "Lists") -> None:
    if found.soon or found.later:
        output.tell("Fyll i datum, och läs in filen: arshjul decide --from FIL")
    if found.passed:
        output.tell(f"{count(len(found.passed), 'datum', 'datum')} har passerat utan beslut och är inte med.")


def _form(plan: "Plan", found: "Lists", years: "tuple[SchoolYear, ...]", format_: str) -> bytes:
    """Return what is to be decided from now on, what is soon first, as the form that `--from` takes."""
    from arshjul_cli.editing.form import blanks
    from arshjul_cli.render import grid
    from arshjul_cli.render.form import form
    from arshjul_cli.render.xlsxlist import render

    made = form(blanks(plan, (*found.soon, *found.later)), f"Att bestämma {', '.join(map(str, years))}")
    return render(made) if format_ == "xlsx" else grid.FORMATS[format_](made)


def _of_line(plan: "Plan", written: "Written", year: "SchoolYear | None") -> "Decided | None":
    """Return what a command line decides; without a date it is asked for, and None is no answer."""
    from dataclasses import replace

    from arshjul_cli.editing.decision import activities_named, decided
    from arshjul_cli.importing.dates import in_iso

    if not activities_named(plan, written.activity):
        inputs.known("AKTIVITET", written.activity, (known.id for known in plan.activities))
    if not written.date:
        return asking.when(plan, written, year, written.activity)
    return decided(plan, replace(written, date=in_iso(written.date, year)), year)


def _of_file(plan: "Plan", file: str, year: "SchoolYear | None") -> "Calendar":
    from arshjul_cli.flows.calendar import of_calendar

    return of_calendar(plan, _bytes(Path(file)), file, year)


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            raise InputError(
                f"{path}: Det här är ingen vanlig fil, eller så är den större än 5 MB. Rätta sökvägen efter --from."
            )
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
        output.tell(f"Varning: {doubt}")
    return rewrite.propose(draft, after.text, yes=yes, then=rewrite.NEXT)
