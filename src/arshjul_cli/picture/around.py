"""Narrow rings: an activity that comes back has a lane all around, named about four times. Pure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arshjul_cli.picture.dial import degrees_of
from arshjul_cli.picture.places import DIGITS, figure
from arshjul_cli.picture.rings import Entry, Mark, Ring, Shape
from arshjul_cli.picture.seats import AIR, ArcText, Cell, Figure, Lane, Seat, Setting, fits, lines
from arshjul_cli.wheel.model import Status

_NAMED, _LONGEST = 4, 80
"""How often a lane is named, and how much of the wheel a name may take, in degrees."""
_Window = tuple[float, float]
"""The angles between which a text may stand."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks that follow on each other with the same status, and where they meet."""

    figure: Figure
    ticks: tuple[float, ...]


def seat(entry: Entry, lane: Lane, setting: Setting) -> Seat:
    """Return an activity that comes back on its lane, with its name or the place of its number in each quarter."""
    runs = tuple(_runs(entry.marks, lane, setting))
    arcs = [run.figure for run in runs if run.figure.shape is Shape.ARC]
    # A name within one that is cancelled would say that all are.
    standing = [arc for arc in arcs if arc.status is not Status.CANCELLED] or arcs
    windows = [*((arc.first, arc.last) for arc in standing), *_gaps(runs, setting)]
    named = _texts(entry.label, windows, lane, setting)
    texts = named or _texts(DIGITS, windows, lane, setting, bold=True)
    covered = [text.span for text in texts]
    ticks = (tick for run in runs for tick in run.ticks if not any(first <= tick <= last for first, last in covered))
    return Seat(entry, lane, tuple(run.figure for run in runs), texts, numbered=not named, ticks=tuple(ticks))


def counts(ring: Ring, lane: Lane, setting: Setting) -> Iterator[Cell]:
    """Yield for each month how many of a ring's marks have a day in it; nothing for a month without any."""
    for first, last in setting.dial.months():
        number = sum(mark.first <= last and first <= mark.last for mark in ring.marks)
        if number:
            angles = setting.dial.at(first), setting.dial.after(last)
            (text,) = lines((str(number),), lane, sum(angles) / 2, setting.style.size, bold=True)
            yield Cell(lane, *angles, text)


def _runs(marks: tuple[Mark, ...], lane: Lane, setting: Setting) -> Iterator[_Run]:
    """Yield the figures of some marks, those that follow on each other day by day as one."""
    waiting: _Run | None = None
    until: dt.date | None = None
    for mark in marks:
        drawn = figure(mark, lane, setting)
        follows = until is not None and mark.first == until + dt.timedelta(days=1)
        if waiting and follows and _is_alike(waiting.figure, drawn):
            together = Figure(Shape.ARC, waiting.figure.first, drawn.last, drawn.status)
            waiting = _Run(together, (*waiting.ticks, drawn.first))
        else:
            if waiting:
                yield waiting
            waiting = _Run(drawn, ())
        until = mark.last
    if waiting:
        yield waiting


def _is_alike(one: Figure, other: Figure) -> bool:
    return one.shape is other.shape is Shape.ARC and one.status is other.status


def _gaps(runs: tuple[_Run, ...], setting: Setting) -> Iterator[_Window]:
    """Yield the free parts of a lane that has single days."""
    if all(run.figure.shape is Shape.ARC for run in runs):
        return
    ends = (end for run in runs for end in (run.figure.first, run.figure.last))
    edges = [setting.dial.start, *ends, setting.dial.end]
    yield from zip(edges[::2], edges[1::2], strict=True)


def _texts(
    text: str, windows: Sequence[_Window], lane: Lane, setting: Setting, *, bold: bool = False
) -> tuple[ArcText, ...]:
    """Return a text about once a quarter, where it fits in a window and keeps its distance from the others."""
    dial, size = setting.dial, setting.style.size
    quarter = (dial.end - dial.start) / _NAMED
    found: list[ArcText] = []
    for number in range(_NAMED):
        (there,) = lines((text,), lane, dial.start + quarter * (number + 0.5), size, bold=bold)
        near = [placed for window in windows if (placed := _moved(there, window, lane))]
        nearest = min(near, key=lambda placed: (abs(placed.middle - there.middle), placed.middle), default=None)
        if nearest and abs(nearest.middle - there.middle) <= quarter / 2 and not _meets(nearest, found):
            found.append(nearest)
    return tuple(found)


def _moved(text: ArcText, window: _Window, lane: Lane) -> ArcText | None:
    """Return a text as near where it stands as a window lets it."""
    first, last = window
    half = degrees_of(text.length / 2 + AIR, lane.inner)
    if last - first < 2 * half or 2 * half > _LONGEST:
        return None
    middle = min(max(text.middle, first + half), last - half)
    (placed,) = lines((text.text,), lane, middle, text.size, bold=text.bold)
    return placed if fits((placed,), first, last) else None


def _meets(text: ArcText, others: Sequence[ArcText]) -> bool:
    first, last = text.span
    return any(first < other.span[1] + 2 and other.span[0] < last + 2 for other in others)
