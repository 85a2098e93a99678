"""`arshjul schema`: what editors complete and mark the plan by."""

from pathlib import Path
from typing import Annotated

import typer

from arshjul_cli.cli import output


def schema(
    out: Annotated[
        str | None, typer.Option("--out", metavar="FIL", help="Skriv till filen i stället för till skärmen.")
    ] = None,
) -> int:
    """Skriv ut planfilens JSON Schema, som textredigerare förstår.

    Spara det bredvid planen: arshjul schema --out arshjul.schema.json
    """
    from arshjul_cli.plan.schema import render
    from arshjul_cli.write import save

    if out is None:
        output.write_bytes(render())
        return 0
    path = Path(out)
    save(path, render())
    output.note(f"Skrivet i {path}.")
    return 0
