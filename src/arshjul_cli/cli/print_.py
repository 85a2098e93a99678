"""`arshjul print`: the plan of a year as a document or a workbook."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, progress
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut

if TYPE_CHECKING:
    from arshjul_cli.picture.compose import Picture
    from arshjul_cli.render.document.model import Document

_ENDINGS = (".pdf", ".docx", ".xlsx")


def print_(
    year: Annotated[
        str | None, typer.Argument(metavar="LÄSÅR", help="Ett läsår (2025/26) eller kalenderår (2019).")
    ] = None,
    role: inputs.RoleOption = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FIL", help="Filen, som slutar på .pdf, .docx eller .xlsx.")
    ] = None,
    stamp: Annotated[
        str | None,
        typer.Option(
            "--stamp", metavar="TID", help="Dagen i filen (förval: när planen senast följdes upp eller antogs)."
        ),
    ] = None,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Skriv läsårets plan som en fil: ett dokument (.pdf, .docx) eller en arbetsbok för Excel (.xlsx).

    Utan LÄSÅR blir det läsåret som pågår. PDF behöver paketet typst, och .docx paketet python-docx.
    """
    from arshjul_cli.check.dates import impossible
    from arshjul_cli.flows.selection import Selection, laid_out, names, select
    from arshjul_cli.picture.compose import Wish, compose
    from arshjul_cli.picture.sheet import A4
    from arshjul_cli.reading.places import finding
    from arshjul_cli.render.document.contents import document

    path = _path(out)
    chosen = inputs.year(year) if year is not None else None
    opened = inputs.open_plan(plan)
    inputs.require_begun(opened, inputs.last_school_year(chosen))
    day = clock.today(today, opened)
    dated = clock.given(stamp)
    selection = Selection(role=inputs.role(role, opened) if role is not None else None)
    shown = select(laid_out(opened, chosen, day), selection)
    named, first = names(opened, selection), chosen or shown.years[0]
    made = document(shown, first, dated.date() if dated else opened.plan.reviewed or opened.plan.adopted, *named)
    with progress.shown("Ritar hjulet"):
        picture = compose(shown, Wish(year=first, sheet=A4, narrowed=named))
    _write(path, made, picture)
    if not shown.occurrences and not shown.undated:
        output.tell("Inget i planen passar.")
    problems = tuple(impossible(shown))
    for problem in problems:
        output.tell_finding(finding(problem))
    return 1 if problems else 0


def _path(out: str | None) -> Path:
    """Return the file to write. Raises UsageError if there is none, or its name does not tell in which format."""
    if out is None:
        raise UsageError("Ange filen som ska skrivas, till exempel --out arshjul.pdf.")
    path = Path(out)
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(
            f'--out: "{cut(out)}" går inte att skriva. Skriv ett filnamn som slutar på .pdf, .docx eller .xlsx.'
        )
    return path


def _write(path: Path, document: "Document", picture: "Picture") -> None:
    from arshjul_cli.render.document.pdf import pdf
    from arshjul_cli.render.document.word import docx
    from arshjul_cli.render.xlsx import xlsx
    from arshjul_cli.write import save

    lacking = ""
    with progress.shown("Gör dokumentet"):
        match path.suffix.lower():
            case ".pdf":
                data, lacking = pdf(document, picture)
            case ".docx":
                data = docx(document)
            case _:
                data = xlsx(document)
    save(path, data)
    output.tell(f"Skrivet i {path}.")
    if lacking:
        output.tell(f"Varning: typsnittet saknar några tecken, som inte är med i filen: {lacking}")
