"""The command line: one module per command. Only here are Typer, the console, the clock and the environment known."""

from importlib import import_module
from typing import Annotated, Any

import typer

from arshjul_cli import VERSION
from arshjul_cli.cli import output
from arshjul_cli.cli.boundary import Command, Group

_MODULES = (
    "generate", "publish", "preview", "show", "wheel", "print_", "next_", "load", "explain", "check", "decide",
    "cancel", "new_year", "diff", "roles", "schema", "init", "import_", "doctor", "completion", "help_",
)  # fmt: skip
"""The commands, in the order of the help: each is the function of its module's name."""
NAMES = {module.rstrip("_").replace("_", "-"): module for module in _MODULES}


_EVERYWHERE = {"_quiet", "_no_pager"}
"""The options that may stand before a command or after it."""


class Program(Group):
    """The commands, each imported when it is asked for."""

    def names(self) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        return list(NAMES)

    def get_command(self, ctx: Any, name: str) -> Any:  # noqa: ARG002 - the form of Typer
        """Return a command, or None if there is none of that name."""
        if name not in NAMES:
            return None
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name, cls=Command)(_function(name))
        command: Any = typer.main.get_command(alone)
        command.params += (parameter for parameter in self.params if parameter.name in _EVERYWHERE)
        return command

    def summary(self, name: str) -> str:
        """Return in a line what a command does."""
        return str(_function(name).__doc__).partition("\n")[0]


def _function(name: str) -> Any:
    return getattr(import_module(f"{__name__}.{NAMES[name]}"), NAMES[name])


app = typer.Typer(
    name="arshjul",
    cls=Program,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "show_default": False},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - the form of a Typer callback
    if wanted:
        output.write_lines(f"arshjul {VERSION}\n")
        raise typer.Exit


def _quiet(wanted: bool) -> None:  # noqa: FBT001 - the same
    output.manner.quiet |= wanted


def _no_pager(wanted: bool) -> None:  # noqa: FBT001 - the same
    output.manner.paged &= not wanted


@app.callback()
def main(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("-V", "--version", callback=_version, is_eager=True, help="Visa programmets version.")
    ] = False,
    _quiet: Annotated[
        bool,
        typer.Option(
            "-q", "--quiet", callback=_quiet, expose_value=False, help="Säg bara resultatet och det som är fel."
        ),
    ] = False,
    _no_pager: Annotated[
        bool,
        typer.Option(
            "--no-pager", callback=_no_pager, expose_value=False, help="Skriv ut långa listor utan att stanna."
        ),
    ] = False,
) -> int:
    """Årshjulet som kalender: läser planen, granskar den och skriver ett kalenderflöde per roll.

    Utan KOMMANDO: hur det står till med planen här, och vad som är nästa steg.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from arshjul_cli.cli.status import status

    return status()
