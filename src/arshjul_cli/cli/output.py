"""Where results go: bytes and tables to stdout, all else to stderr."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

_NARROWEST, _WIDEST = 20, 120


def prepare() -> None:
    """Let any text through: UTF-8 to files and pipes, and what a screen cannot show as question marks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def write_bytes(data: bytes) -> None:
    """Write a result for another program, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def width() -> int:
    """Return how many columns a table may have: those of the screen, as many as are easy to read."""
    from rich.console import Console

    return max(_NARROWEST, min(Console().width, _WIDEST))


def write_table(table: "RenderableType") -> None:
    """Write a table: in colour on a terminal, and no wider than is easy to read."""
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False)
    console.width = width()
    with console.capture() as written:
        console.print(table)
    # Rich pads every line to the full width.
    lines = (line.rstrip() for line in written.get().splitlines())
    sys.stdout.write("\n".join(lines).rstrip("\n") + "\n")
