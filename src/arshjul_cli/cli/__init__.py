"""The command line: one module per command. Only here are Typer, the console, the clock and the environment known."""

from typing import Annotated

import typer

from arshjul_cli.cli import output
from arshjul_cli.cli.boundary import Command, Group
from arshjul_cli.cli.cancel import cancel
from arshjul_cli.cli.check import check
from arshjul_cli.cli.decide import decide
from arshjul_cli.cli.diff import diff
from arshjul_cli.cli.explain import explain
from arshjul_cli.cli.generate import generate
from arshjul_cli.cli.import_ import import_
from arshjul_cli.cli.init import init
from arshjul_cli.cli.new_year import new_year
from arshjul_cli.cli.next import next_
from arshjul_cli.cli.print import print_
from arshjul_cli.cli.publish import publish
from arshjul_cli.cli.roles import roles
from arshjul_cli.cli.schema import schema
from arshjul_cli.cli.show import show
from arshjul_cli.cli.wheel import wheel

app = typer.Typer(
    name="arshjul",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "show_default": False},
)
for command in (
    generate, publish, show, wheel, print_, next_, explain, check, decide, cancel, new_year, diff, roles, schema, init,
    import_,
):  # fmt: skip
    app.command(command.__name__.rstrip("_").replace("_", "-"), cls=Command)(command)


def _version(wanted: bool) -> None:  # noqa: FBT001 - the form of a Typer callback
    if wanted:
        from importlib.metadata import version

        output.write_lines(f"arshjul {version('arshjul')}\n")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Visa programmets version.")
    ] = False,
) -> None:
    """Årshjulet som kalender: läser planen, granskar den och skriver ett kalenderflöde per roll."""
