"""`arshjul wheel`: the year as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, progress
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut

if TYPE_CHECKING:
    import datetime as dt

    from arshjul_cli.picture.compose import Picture

_ENDINGS = (".svg", ".pdf", ".png")


def wheel(
    year: Annotated[
        str | None, typer.Argument(metavar="LÄSÅR", help="Ett läsår (2025/26) eller kalenderår (2019).")
    ] = None,
    role: inputs.RoleOption = None,
    category: Annotated[str | None, typer.Option("--category", metavar="ID", help="Bara en kategori.")] = None,
    goal: Annotated[str | None, typer.Option("--goal", metavar="ID", help="Bara det som följer upp ett mål.")] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="MÅNAD", help="Månaden överst (förval: augusti, för ett kalenderår januari)."),
    ] = None,
    size: Annotated[
        str, typer.Option("--size", metavar="FORMAT", show_default=False, help="a4 (förval), a3 eller liggande.")
    ] = "a4",
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FIL", help="Skriv till en fil som slutar på .svg, .pdf eller .png."),
    ] = None,
    stamp: Annotated[
        str | None,
        typer.Option(
            "--stamp", metavar="TID", help="Dagen i en PDF (förval: när planen senast följdes upp eller antogs)."
        ),
    ] = None,
    plan: inputs.PlanOption = None,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATUM", help="Sätt en visare på dagen, till exempel 2026-03-05.")
    ] = None,
) -> int:
    """Rita årshjulet som en bild: ett läsår, eller ett kalenderår (2019).

    Utan --out skrivs bilden ut som SVG. PDF och PNG behöver paketet typst.
    """
    from arshjul_cli.check.dates import impossible, waiting
    from arshjul_cli.flows.selection import Selection, laid_out, names, select
    from arshjul_cli.picture.compose import Wish, compose
    from arshjul_cli.picture.sheet import SHEETS
    from arshjul_cli.picture.svg import svg
    from arshjul_cli.reading.places import finding

    sheet = SHEETS[inputs.choice("--size", size, SHEETS)]
    month = inputs.month(start, "--start") if start is not None else None
    path = _path(out) if out is not None else None
    chosen = inputs.year(year) if year is not None else None
    opened = inputs.open_plan(plan)
    inputs.require_begun(opened, inputs.last_school_year(chosen))
    day = clock.today(today, opened)
    dated = clock.given(stamp)
    selection = Selection(
        role=inputs.role(role, opened) if role is not None else None,
        category=inputs.known("--category", category, opened.categories) if category is not None else None,
        goal=inputs.known("--goal", goal, opened.goals) if goal is not None else None,
    )
    shown = select(laid_out(opened, chosen, day), selection)
    wish = Wish(
        year=chosen or shown.years[0],
        sheet=sheet,
        month=month,
        today=day if today is not None else None,
        narrowed=names(opened, selection),
    )
    with progress.shown("Ritar hjulet"):
        picture = compose(shown, wish)
    if path is None:
        output.write_bytes(svg(picture))
    else:
        _write(picture, path, dated.date() if dated else opened.plan.reviewed or opened.plan.adopted)
    if not shown.occurrences and not shown.undated:
        output.tell("Inget i planen passar.")
    problems = tuple(impossible(shown))
    for problem in (*problems, *waiting(shown, day)):
        output.tell_finding(finding(problem))
    return 1 if problems else 0


def _path(out: str) -> Path:
    """Return the file to write. Raises UsageError if its name does not tell in which format."""
    path = Path(out)
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(f'--out: "{cut(out)}" är ingen bild. Skriv ett filnamn som slutar på .svg, .pdf eller .png.')
    return path


def _write(picture: "Picture", path: Path, day: "dt.date | None") -> None:
    from arshjul_cli.picture.paper import paper
    from arshjul_cli.picture.svg import svg
    from arshjul_cli.write import save

    lacking = ""
    with progress.shown("Gör bilden"):
        match path.suffix.lower():
            case ".pdf":
                data, lacking = paper(picture, "pdf", day)
            case ".png":
                data, lacking = paper(picture, "png", day)
            case _:
                data = svg(picture)
    save(path, data)
    output.note(f"Skrivet i {path}.")
    if lacking:
        output.tell(f"Varning: typsnittet saknar några tecken, som inte är med i bilden: {lacking}")
