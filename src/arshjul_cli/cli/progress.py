"""How far a long run has come: a bar on stderr, where that is a screen, once the run has taken a second."""

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic
from typing import TypeVar

from arshjul_cli.cli import output
from arshjul_cli.following import Follow, unseen

_PATIENCE, _PAUSE = 1.0, 0.1
"""Seconds from the beginning of the run to the bar, and from one look at it to the next."""
_FAREWELL = 1.0
"""Seconds that a run waits at most for its bar to go."""
_FREE = 4
"""Columns that the bar leaves free."""
_BEGUN = monotonic()
_Step = TypeVar("_Step")


@contextmanager
def shown(what: str) -> Iterator[Follow]:
    """Show what a run does until the end of the block, and how much of it is done where its steps are followed.

    Nothing else may be told meanwhile: it would stand in the midst of the bar.
    """
    if output.manner.quiet or not sys.stderr.isatty():
        yield unseen
        return
    work = _Work(what)
    bar = Thread(target=_draw, args=(work,), daemon=True)
    try:
        bar.start()
        yield work.follow
    finally:
        work.ended.set()
        _wait_for(bar)


def _wait_for(bar: Thread) -> None:
    """Wait until a bar is gone, also if somebody interrupts that; not for ever for a screen that takes no more."""
    if not bar.is_alive():
        return
    try:
        bar.join(_FAREWELL)
    except KeyboardInterrupt:
        bar.join(_FAREWELL)
        raise


@dataclass(slots=True)
class _Work:
    """What is done now, and how much of it."""

    what: str
    total: int | None = None
    """None where there are no steps."""
    done: int = 0
    ended: Event = field(default_factory=Event)

    @property
    def count(self) -> str:
        """How much is done, in figures."""
        return f"{self.done} av {self.total}" if self.total else ""

    def follow(self, what: str, steps: Collection[_Step], /) -> Iterable[_Step]:
        self.what, self.done, self.total = what, 0, len(steps)
        for self.done, step in enumerate(steps):
            yield step


def _draw(work: _Work) -> None:
    """Draw the bar of some work until it ends; what ends before is not worth one."""
    if work.ended.wait(max(0.0, _PATIENCE - (monotonic() - _BEGUN))):
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    class Screen(Console):
        """A terminal that keeps its cursor: who is killed meanwhile is not left without it."""

        def show_cursor(self, show: bool = True) -> bool:  # noqa: ARG002, FBT001 - the form of rich
            return False

    console = Screen(stderr=True)
    if not console.is_terminal or console.is_dumb_terminal:
        return
    # A terminal that shows ^C after a full line goes on to the next one, and the bar would stay.
    console.width = max(console.width - _FREE, 1)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"))
    bar = Progress(
        *columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
    )
    with suppress(OSError), bar:
        task = bar.add_task(work.what, total=None, count="")
        while not work.ended.wait(_PAUSE):
            bar.update(
                task, description=work.what, total=work.total, completed=work.done, count=work.count, refresh=True
            )
