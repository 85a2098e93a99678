"""`arshjul init`: a plan to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from arshjul_cli.cli import inputs

_SCHEMA = "arshjul.schema.json"


def init(
    folder: Annotated[str, typer.Argument(metavar="MAPP", help="Var filerna ska ligga, annars här.")] = ".",
    domain: Annotated[
        str | None,
        typer.Option("--domain", metavar="DOMÄN", help="Planens uid_domain, till exempel arshjul.kommunen.se."),
    ] = None,
    today: inputs.TodayOption = None,
) -> int:
    """Börja på en egen plan: ett litet exempel att skriva om, och hur flödena läggs ut.

    Ingen fil som redan finns ändras.
    """
    from importlib.metadata import version

    from arshjul_cli.render import schema
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.starter import DOMAIN, starter
    from arshjul_cli.write import create

    own = DOMAIN if domain is None else _hostname(domain)
    year = SchoolYear.containing(inputs.today(today, None))
    files = {**starter(own, year, version("arshjul")), _SCHEMA: schema.render()}
    create(Path(folder), files)
    for name in files:
        typer.echo(Path(folder, name))
    if domain is None:
        typer.echo("Skriv er egen uid_domain i planen innan du skriver flödena första gången.", err=True)
    typer.echo(f"Läs {Path(folder, 'LÄSMIG.md')} först.", err=True)
    return 0


def _hostname(text: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from arshjul_cli.errors import UsageError
    from arshjul_cli.fields import Hostname

    try:
        return TypeAdapter(Hostname).validate_python(text)
    except ValidationError as error:
        raise UsageError(f"--domain: {error.errors()[0]['ctx']['text']}") from error
