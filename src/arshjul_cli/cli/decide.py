"""`arshjul decide`: what is still to decide, and what has been."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import inputs, output, rewrite
from arshjul_cli.errors import DecisionError, InputError, UsageError
from arshjul_cli.findings import visible
from arshjul_cli.swedish import long_day, system_error

if TYPE_CHECKING:
    import datetime as dt

    from arshjul_cli.editing.csvfile import Row
    from arshjul_cli.editing.decision import Decided, Written
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
    time: Annotated[str, typer.Option("--time", metavar="TID", help="Start och slut, till exempel 13:00–16:00.")] = "",
    location: Annotated[str, typer.Option("--location", metavar="PLATS", help="Var mötet är.")] = "",
    url: Annotated[str, typer.Option("--url", metavar="LÄNK", help="En sida om mötet.")] = "",
    file: Annotated[
        str | None,
        typer.Option("--from", metavar="FIL.csv", help="Läs många beslut: aktivitet;datum;tid;plats."),
    ] = None,
    yes: rewrite.YesOption = False,
    plan: inputs.PlanOption = None,
    today: inputs.TodayOption = None,
) -> int:
    """Lista datum som inte är bestämda än, eller skriv bestämda i planen.

    Bara LÄSÅR, eller ingenting: listan för läsåret, annars för detta och nästa, utan dagar som har
    varit. Med AKTIVITET och DATUM skrivs ett beslut, med --from alla i en fil. Ändringen visas först,
    och skrivs om du svarar ja.
    """
    from arshjul_cli.editing.decision import Written

    years = (inputs.school_year(year),) if year is not None else ()
    options = {"time": time, "location": location, "url": url, "slot": slot}
    _require_whole(activity, date, file, options)
    if activity is None and file is None:
        return _list(years, plan, today)
    draft = rewrite.open_draft(plan)
    if file is not None:
        decided = _of_file(draft.plan, file, *years)
    else:
        inputs.known("AKTIVITET", activity or "", (one.id for one in draft.plan.activities))
        decided = [_of_line(draft.plan, Written(activity=activity or "", date=date or "", **options), *years)]
    return _write(draft, decided, inputs.today(today, draft.plan), yes=yes)


def _require_whole(activity: str | None, date: str | None, file: str | None, options: Mapping[str, str]) -> None:
    """Refuse a command line in which something lacks or is too much."""
    if activity is not None and date is None:
        raise UsageError("Datumet saknas. Skriv LÄSÅR AKTIVITET DATUM.")
    if file is not None and activity is not None:
        raise UsageError("Skriv antingen AKTIVITET och DATUM eller --from, inte båda.")
    flags = {"time": "--time", "location": "--location", "url": "--url", "slot": "--slot"}
    if date is None and (given := [flags[name] for name, value in options.items() if value]):
        raise UsageError(f"{given[0]} hör till ett datum. Skriv LÄSÅR AKTIVITET DATUM före flaggan.")


def _list(years: "tuple[SchoolYear, ...]", plan: str | None, today: str | None) -> int:
    from arshjul_cli.render.terminal.undecided import render
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.wheel.expand import expand
    from arshjul_cli.wheel.undecided import undecided

    opened = inputs.open_plan(plan)
    day = inputs.today(today, opened)
    now = SchoolYear.containing(day)
    chosen = years or (now, now.next())
    if found := [one for one in undecided(expand(opened, chosen)) if one.days is None or day <= one.days.last_day]:
        output.write_table(render(found))
        output.tell("Bestäm ett datum: arshjul decide LÄSÅR AKTIVITET DATUM")
    else:
        output.tell(f"Alla datum är bestämda: {', '.join(map(str, chosen))}.")
    return 0


def _of_line(plan: "Plan", written: "Written", year: "SchoolYear") -> "Decided":
    from arshjul_cli.editing.decision import decided

    try:
        return decided(plan, written, year)
    except DecisionError as error:
        raise UsageError(str(error)) from error


def _of_file(plan: "Plan", file: str, year: "SchoolYear | None" = None) -> "list[Decided]":
    """Return the decisions of a file.

    Raises:
        InputError: with every problem of every row.
    """
    from arshjul_cli.editing.csvfile import rows

    data = _bytes(Path(file))
    found: dict[tuple[SchoolYear, str, int | None], tuple[int, Decided]] = {}
    problems: list[str] = []
    for row in rows(data, file):
        problems += (f"{file}:{row.line}: {visible(text)}" for text in _of_row(plan, row, year, found))
    if problems:
        raise InputError("\n".join((*problems, "Inget är skrivet.")))
    if not found:
        raise InputError(f"{file}:1: Filen har rubriker men inga rader. Skriv en rad per möte.")
    return [decided for _, decided in found.values()]


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            raise InputError(f"{path}: Det här är ingen vanlig CSV-fil. Rätta sökvägen efter --from.")
        return path.read_bytes()
    except OSError as error:
        text = f"Filen går inte att läsa ({system_error(error)}). Rätta sökvägen efter --from."
        raise InputError(f"{path}: {text}") from error


def _of_row(
    plan: "Plan",
    row: "Row",
    year: "SchoolYear | None",
    found: "dict[tuple[SchoolYear, str, int | None], tuple[int, Decided]]",
) -> Iterator[str]:
    """Take what a row decides, or yield what is wrong with it."""
    from arshjul_cli.editing.decision import decided

    try:
        one = decided(plan, row.written, year)
    except DecisionError as error:
        yield from error.problems
        return
    line, _ = found.setdefault((one.year, one.activity, one.month), (row.line, one))
    if line != row.line:
        yield f"datum: {one.activity} har redan ett datum på rad {line}. Ta bort det ena, eller ange en annan månad."


def _write(draft: rewrite.Draft, decided: "list[Decided]", day: "dt.date", *, yes: bool) -> int:
    from arshjul_cli.editing import decide as edited
    from arshjul_cli.editing import require_decided

    text = edited(draft.text, decided)
    after = rewrite.checked(draft, text)
    require_decided(after, decided)
    for doubt in _doubts(draft.plan, after, decided, day):
        output.tell(f"Obs! {doubt}")
    return rewrite.propose(draft, text, yes=yes)


def _doubts(before: "Plan", after: "Plan", decided: "list[Decided]", day: "dt.date") -> Iterator[str]:
    """Yield what `check` warns of with the decisions and not without them, and which of them are cancelled."""
    from arshjul_cli.check import check
    from arshjul_cli.findings import Level
    from arshjul_cli.reading.places import findings
    from arshjul_cli.source import loc_of
    from arshjul_cli.wheel.expand import expand

    years = {one.year for one in decided}
    old, new = (
        {
            (one.code, one.loc, *map(loc_of, one.about)): one
            for one in check(expand(plan, years), day)
            if one.level is Level.WARNING
        }
        for plan in (before, after)
    )
    for finding in findings(problem for key, problem in new.items() if key not in old):
        yield f"{finding.subject}: {finding.text}"
    for one in decided:
        if reason := after.year(one.year).reason(one.activity, one.month):
            when = long_day(one.decision.date.start)
            yield f"{one.activity}: Inställt ({reason}), så mötet {when} visas som inställt."
