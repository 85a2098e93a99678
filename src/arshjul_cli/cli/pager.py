"""A list that is taller than the screen, shown in the reader's pager, as git and man do."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_USUAL = "less"
_LESS = "FRX"
"""Ends by itself where all fits, keeps colours, and leaves what was read on the screen."""


def is_taller(text: str) -> bool:
    """Tell whether a text has more lines than the screen, with room for the next prompt."""
    return text.count("\n") >= shutil.get_terminal_size().lines


def show(text: str) -> bool:
    """Show a text in the pager that PAGER names, else in less; return False if there is none that can."""
    if os.name == "nt" or os.environ.get("TERM", "dumb") == "dumb":
        return False
    try:
        command = shlex.split(os.environ.get("PAGER", _USUAL))
        process = subprocess.Popen(  # noqa: S603 - what the reader has chosen, with no shell
            command, stdin=subprocess.PIPE, env={"LESS": _LESS, **os.environ}
        )
    except (ValueError, IndexError, OSError):
        return False
    with _uninterrupted(), suppress(BrokenPipeError):
        process.communicate(text.encode(errors="replace"))
    return True


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Leave Ctrl-C to the pager, which ends a search with it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
