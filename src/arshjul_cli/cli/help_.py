"""`arshjul help`: the help, as `--help` shows it."""

from typing import Annotated, Any

import typer

from arshjul_cli.cli import output
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut
from arshjul_cli.swedish import did_you_mean


def help_(
    ctx: typer.Context,
    command: Annotated[
        str | None, typer.Argument(metavar="KOMMANDO", help="Kommandot, till exempel decide. Utan det: alla.")
    ] = None,
) -> int:
    """Visa hjälpen, för hela programmet eller för ett kommando."""
    program = ctx.find_root()
    if command is None:
        output.page_text(f"{program.get_help()}\n")
        return 0
    group: Any = program.command
    found = group.get_command(program, command)
    if found is None:
        suggestion = did_you_mean(command, group.names())
        raise UsageError(f'Kommandot "{cut(command)}" finns inte.{suggestion}')
    with found.make_context(command, [], parent=program, resilient_parsing=True) as context:
        output.page_text(f"{context.get_help()}\n")
    return 0
