"""Where results go: bytes and tables to stdout, all else to stderr."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Literal, TextIO

from arshjul_cli.errors import ResultError
from arshjul_cli.findings import visible
from arshjul_cli.swedish import system_error

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from arshjul_cli.findings import Finding

_NARROWEST, _WIDEST = 20, 120
_INDENT = "  "
_USUAL_WIDTH = 80


@dataclass(slots=True)
class Manner:
    """How a run speaks."""

    quiet: bool = False
    """Whether what is neither a result nor wrong is left unsaid."""
    paged: bool = True
    """Whether a list that is taller than the screen is shown in a pager."""


manner = Manner()


def prepare() -> None:
    """Let any text through: UTF-8 to files and pipes, and what a screen cannot show as question marks."""
    manner.quiet, manner.paged = False, True
    sys.stdout, sys.stderr = (stream or _nowhere() for stream in (sys.stdout, sys.stderr))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def silence() -> None:
    """Leave unsaid all but the result: a shell that asks how a line may go on shows what is said in the midst of it."""
    sys.stderr = _nowhere()


def write_bytes(data: bytes) -> None:
    """Write a result for another program, byte for byte.

    Raises:
        ResultError: if it cannot be written.
    """
    with _heard():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_text(text: str) -> None:
    """Write a result for people; on a terminal its lines are broken between words.

    Raises:
        ResultError: if it cannot be written.
    """
    write_lines(_broken(text) if sys.stdout.isatty() else text)


def write_lines(text: str) -> None:
    """Write a result for people, line by line as it is.

    Raises:
        ResultError: if it cannot be written.
    """
    with _heard():
        sys.stdout.write(text)
        sys.stdout.flush()


def page_text(text: str) -> None:
    """Write a text for people that may be long: in a pager if it is taller than the screen.

    Raises:
        ResultError: if it cannot be written.
    """
    _page(_broken(text) if sys.stdout.isatty() else text)


def page_table(table: "RenderableType") -> None:
    """Write a table that may be long: in a pager if it is taller than the screen.

    Raises:
        ResultError: if it cannot be written.
    """
    _page(_drawn(table))


def width() -> int:
    """Return how many columns a table may have: those of the screen, as many as are easy to read."""
    return max(_NARROWEST, min(_columns(), _WIDEST))


def write_table(table: "RenderableType") -> None:
    """Write a table: in colour on a terminal, and no wider than is easy to read.

    Raises:
        ResultError: if it cannot be written.
    """
    write_lines(_drawn(table))


def note(text: object) -> None:
    """Tell what is good to know, unless only results and what is wrong are asked for."""
    if not manner.quiet:
        tell(text)


def tell_finding(finding: "Finding") -> None:
    """Tell what is wrong in the plan, on a terminal with the line of the file below it."""
    from arshjul_cli.render.findings import on_screen

    tell(on_screen(finding, width()) if sys.stderr.isatty() else finding)


def tell(text: object, *, end: str = "\n") -> None:
    """Write a text to stderr, on a terminal broken between words; a stderr that takes no more is no error."""
    shown = "\n".join(map(visible, str(text).split("\n")))
    with suppress(OSError):
        sys.stderr.write(f"{_broken(shown) if sys.stderr.isatty() else shown}{end}")
        sys.stderr.flush()


def finish() -> None:
    """Let go of a stream that takes no more: Python flushes both at exit, and would end with 120."""
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except OSError:
            setattr(sys, name, _nowhere())


def plain(table: "RenderableType") -> str:
    """Return a table as the text of a file: without colours, and as wide as on the screen."""
    from rich.console import Console

    written = io.StringIO()
    console = Console(
        file=written, width=width(), force_terminal=False, no_color=True, highlight=False, emoji=False, markup=False
    )
    console.print(table)
    return _without_padding(written.getvalue())


def _page(text: str) -> None:
    from arshjul_cli.cli import pager

    if not (manner.paged and sys.stdout.isatty() and pager.is_taller(text) and pager.show(text)):
        write_lines(text)


def _columns() -> int:
    """Return how wide the screen is, wherever it is seen; COLUMNS goes before it."""
    if (given := os.environ.get("COLUMNS", "")).isdecimal() and int(given):
        return int(given)
    for descriptor in (0, 1, 2):
        with suppress(OSError):
            # An old screen of Windows breaks the line after its last column.
            if columns := os.get_terminal_size(descriptor).columns:
                return columns - (os.name == "nt")
    return _USUAL_WIDTH


def _drawn(table: "RenderableType") -> str:
    """Return the lines of a table, with codes of colour on a terminal."""
    from rich.console import Console

    screen = Console()
    written = io.StringIO()
    # Written here first: a console that knows no escape codes (an old one of Windows) gets none, and lines no padding.
    console = Console(
        file=written,
        width=width(),
        force_terminal=screen.is_terminal,
        color_system=None if screen.legacy_windows else _color_system(screen),
        no_color=screen.no_color,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    console.print(table)
    return _without_padding(written.getvalue())


def _without_padding(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n") + "\n"


def _broken(text: str) -> str:
    """Return a text whose lines fit the screen, broken between words and indented from there."""
    columns = width()
    return "\n".join(
        fill(line, columns, subsequent_indent=_INDENT, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def _color_system(screen: "Console") -> 'Literal["standard", "256", "truecolor"] | None':
    match screen.color_system:
        case "standard" | "256" | "truecolor" as known:
            return known
        case _:
            return None


@contextmanager
def _heard() -> Iterator[None]:
    """Write to stdout; a reader that has closed the pipe is no error, and what is written after it goes nowhere."""
    try:
        yield
    except OSError as error:
        sys.stdout = _nowhere()
        if not (isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)):
            raise ResultError(f"Det gick inte att skriva ut resultatet ({system_error(error)}).") from error


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - lives as long as the process
