"""Typer in Swedish, and the one place where errors become a line on stderr and an exit code."""

import os
import re
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import typer
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup

from arshjul_cli import INTERRUPTED
from arshjul_cli.cli import output
from arshjul_cli.errors import ArshjulError, PlanError, UsageError
from arshjul_cli.findings import cut, visible
from arshjul_cli.swedish import did_you_mean, system_error

USAGE, UNEXPECTED = 2, 3
COMPLETE_VARIABLE = "_ARSHJUL_COMPLETE"
"""What a shell sets when it asks how a line may go on."""


class _SwedishHelp:
    """What a command and the group of them do alike."""

    def get_help_option_names(self, ctx: Any) -> list[str]:
        """Return `-h` and `--help`, in the order in which help shows them; Typer takes them from a set."""
        return list(ctx.help_option_names)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what it takes."""
        _format_parameters(self, ctx, formatter)


class Command(_SwedishHelp, TyperCommand):
    """A command whose help is Swedish."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what Typer gives; a value is the text that was written, which needs no library to become one.

        What may be written is known by the parameter's name, in every command.
        """
        super().__init__(*args, **more)
        parameters: list[Any] = list(self.params)
        for parameter in parameters:
            parameter.get_runtime_param = _AsWritten
            parameter.shell_complete = partial(_candidates, parameter.name)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows the help."""
        return _swedish_help_option(super().get_help_option(ctx))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[CompletionItem]:
        """Return the options that begin so."""
        return _without_help(super().shell_complete(ctx, incomplete))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the command is called."""
        parameters = (parameter for parameter in self.get_params(ctx) if parameter.param_type_name == "argument")
        arguments = (str(argument.metavar) if argument.required else f"[{argument.metavar}]" for argument in parameters)
        formatter.write_usage(ctx.command_path, " ".join(("[ALTERNATIV]", *arguments)), prefix="Användning: ")


class Group(_SwedishHelp, TyperGroup):
    """The commands together, with Swedish help; whatever a command raises ends here."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows the help."""
        return _swedish_help_option(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the program is called."""
        formatter.write_usage(ctx.command_path, "[KOMMANDO …]", prefix="Användning: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, self.summary(name)) for name in self.list_commands(ctx)])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin so, none of them imported, or the options."""
        if found := _items(self.names(), incomplete):
            return found
        return _without_help(super(TyperGroup, self).shell_complete(ctx, incomplete))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the form of Typer
        """Return the names of the commands."""
        return self.names()

    def names(self) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        raise NotImplementedError

    def summary(self, name: str) -> str:
        """Return in a line what a command does."""
        raise NotImplementedError

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the command line. Raises UsageError for what could not be shown as it is, such as a line break."""
        for argument in args:
            if found := next((character for character in argument if unicodedata.category(character) == "Cc"), None):
                text = f"innehåller ett tecken som inte syns (U+{ord(found):04X}). Ta bort det."
                raise UsageError(f'"{visible(cut(argument))}" {text}')
        try:
            return super().parse_args(ctx, args)
        except KeyboardInterrupt:
            # Typer would end here too, but without a word.
            output.tell("Avbrutet.")
            raise typer.Exit(INTERRUPTED) from None

    def invoke(self, ctx: Any) -> int:
        """Run a command and return its exit code."""
        return _guarded(lambda: super(Group, self).invoke(ctx))

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program and exit."""
        output.prepare()
        if os.environ.get(COMPLETE_VARIABLE):
            from typer._completion_classes import completion_init

            completion_init()
            output.silence()
        try:
            code = _guarded(lambda: super(Group, self).main(*args, **{**extra, "standalone_mode": False}))
        except typer.TyperException as error:
            output.tell(_wrong_usage(error, self.names()))
            code = USAGE
        output.finish()
        sys.exit(code)


class _AsWritten:
    """How a value becomes what a command is given: texts stay texts. Typer would import pydantic for that."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 - the form of Typer
        """Return the text, or a list of them where there may be several."""
        return value if value is None or isinstance(value, str) else list(value)


def _candidates(name: str, ctx: Any, incomplete: str) -> list[CompletionItem]:
    """Return what may be written for a parameter, of its name, that begins so."""
    from arshjul_cli.cli import candidates

    if name == "command":
        return _items(ctx.find_root().command.names(), incomplete)
    return _items(candidates.of(name, ctx.params.get("plan")), incomplete)


def _items(texts: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(text) for text in texts if text.startswith(incomplete)]


def _without_help(items: list[CompletionItem]) -> list[CompletionItem]:
    """Return completions without explanations, for which Typer would import rich."""
    return [CompletionItem(item.value) for item in items]


def _guarded(run: Callable[[], Any]) -> int:
    """Run and return the exit code, whatever happens; what Typer has to say of the command line passes through."""
    try:
        code = int(run() or 0)
        if code == 0:
            output.write_lines("")
    except PlanError as error:
        for finding in error.findings:
            output.tell_finding(finding)
        if error.outcome:
            output.tell(error.outcome)
        return error.exit_code
    except ArshjulError as error:
        output.tell(error)
        return error.exit_code
    except (typer.TyperException, typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        output.tell("Avbrutet.")
        return INTERRUPTED
    except OSError as error:
        output.tell(f"{error.filename or 'arshjul'}: Det går inte att läsa eller skriva här ({system_error(error)}).")
        return 1
    except Exception as error:  # noqa: BLE001 - the boundary: no traceback ever reaches a user
        return _unexpected(error)
    return code


def _unexpected(error: Exception) -> int:
    if os.environ.get("ARSHJUL_DEBUG") == "1":
        traceback.print_exception(error)
    kind = f"{type(error).__name__}: {error}".splitlines()[0]
    output.tell(
        f"Ett oväntat fel i arshjul: {kind}. Kör igen med ARSHJUL_DEBUG=1 och skicka utskriften till utvecklarna."
    )
    return UNEXPECTED


def _swedish_help_option(option: Any) -> Any:
    if option is not None:
        # Without a value Typer would import pydantic to make one.
        option.default = False
        option.help = "Visa den här hjälpen."
        option.callback = _show_help
    return option


def _show_help(ctx: Any, _option: Any, wanted: bool) -> None:  # noqa: FBT001 - the form of a callback
    if wanted and not ctx.resilient_parsing:
        output.write_lines(f"{ctx.get_help()}\n")
        ctx.exit()


def _format_parameters(command: Any, ctx: Any, formatter: Any) -> None:
    parameters = command.get_params(ctx)
    if arguments := [(part.metavar, part.help) for part in parameters if part.param_type_name == "argument"]:
        with formatter.section("Argument"):
            formatter.write_dl(arguments)
    options = (part.get_help_record(ctx) for part in parameters if part.param_type_name == "option")
    with formatter.section("Alternativ"):
        formatter.write_dl([option for option in options if option])


def _wrong_usage(error: typer.TyperException, commands: list[str]) -> str:
    """Return the Swedish for what Typer says of a command line."""
    message = error.format_message()
    context = getattr(error, "ctx", None)
    quoted = re.findall(r"'([^']*)'|\((\S[^()]*)\)", message.replace("argument(s)", "arguments"))
    written = getattr(error, "option_name", None) or ("".join(quoted[0]) if quoted else "")
    name = cut(written)
    if "No such command" in message:
        text = f'Kommandot "{name}" finns inte.{did_you_mean(written, commands)}'
    elif "No such option" in message:
        options = (
            [opt for parameter in context.command.get_params(context) for opt in parameter.opts if opt.startswith("-")]
            if context
            else []
        )
        text = f"Växeln {name} finns inte.{did_you_mean(written, options)}"
    elif "Missing argument" in message:
        text = f"{name} saknas."
    elif "requires" in message:
        text = f"Växeln {name} behöver ett värde."
    elif "does not take" in message:
        text = f"Växeln {name} ska inte ha något värde."
    elif "extra argument" in message:
        text = f'"{name}" hör inte till kommandot.'
    else:
        text = f"Kommandot går inte att förstå: {message}"
    path = context.command_path if context else "arshjul"
    return f"{text} Skriv {path} --help för hjälp."
