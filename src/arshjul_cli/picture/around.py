"""Narrow rings: an activity that comes back has a lane all around, named about four times. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from arshjul_cli.picture.dial import Dial, degrees_of
from arshjul_cli.picture.lanes import DIGITS, figure
from arshjul_cli.picture.rings import Entry, Mark, Ring, Shape
from arshjul_cli.picture.seats import AIR, ArcText, Cell, Figure, Lane, Seat, Style, fits, lines

_NAMED, _LONGEST = 4, 80
"""How often a lane is named, and how much of the wheel a name may take, in degrees."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks that follow on each other with the same status, and where they meet."""

    figure: Figure
    ticks: tuple[float, ...]


def seat(entry: Entry, dial: Dial, lane: Lane, style: Style) -> Seat:
    """Return an activity that comes back on its lane: in each quarter of the year its name, or the place of its number."""
    runs = tuple(_runs(entry.marks, dial, lane, style))
    windows = [(run.figure.first, run.figure.last) for run in runs if run.figure.shape is Shape.ARC]
    windows += _gaps(runs, dial)
    named = tuple(_texts(entry.label, windows, dial, lane, style, bold=False))
    texts = named or tuple(_texts(DIGITS, windows, dial, lane, style, bold=True))
    covered = [text.span for text in texts]
    ticks = tuple(
        tick for run in runs for tick in run.ticks if not any(first <= tick <= last for first, last in covered)
    )
    return Seat(
        entry=entry,
        lane=lane,
        figures=tuple(run.figure for run in runs),
        texts=texts,
        numbered=not named,
        ticks=ticks,
    )


def counts(ring: Ring, dial: Dial, lane: Lane, style: Style) -> Iterator[Cell]:
    """Yield for each month how many of a ring's marks have a day in it; nothing for a month without any."""
    for first, last in dial.months():
        number = sum(mark.first <= last and first <= mark.last for mark in ring.marks)
        if number:
            angles = dial.at(first), dial.after(last)
            (text,) = lines((str(number),), lane, sum(angles) / 2, style.size, bold=True)
            yield Cell(lane, *angles, text)


def _runs(marks: tuple[Mark, ...], dial: Dial, lane: Lane, style: Style) -> Iterator[_Run]:
    """Yield the figures of some marks, those that follow on each other day by day as one."""
    waiting: _Run | None = None
    until: dt.date | None = None
    for mark in marks:
        drawn = figure(mark, dial, lane, style)
        follows = until is not None and mark.first == until + dt.timedelta(days=1)
        if waiting and follows and waiting.figure.shape is drawn.shape is Shape.ARC and _alike(waiting.figure, drawn):
            together = Figure(Shape.ARC, waiting.figure.first, drawn.last, drawn.status)
            waiting = _Run(together, (*waiting.ticks, drawn.first))
        else:
            if waiting:
                yield waiting
            waiting = _Run(drawn, ())
        until = mark.last
    if waiting:
        yield waiting


def _alike(one: Figure, other: Figure) -> bool:
    return one.status is other.status


def _gaps(runs: tuple[_Run, ...], dial: Dial) -> Iterator[tuple[float, float]]:
    """Yield the free parts of a lane that has single days."""
    if all(run.figure.shape is Shape.ARC for run in runs):
        return
    ends = [dial.start, *(end for run in runs for end in (run.figure.first, run.figure.last)), dial.end]
    yield from zip(ends[::2], ends[1::2], strict=True)


def _texts(
    text: str, windows: list[tuple[float, float]], dial: Dial, lane: Lane, style: Style, *, bold: bool
) -> Iterator[ArcText]:
    """Yield a text about once a quarter, where it fits in a window and keeps its distance from the one before."""
    quarter = (dial.end - dial.start) / _NAMED
    taken: list[tuple[float, float]] = []
    for number in range(_NAMED):
        wanted = dial.start + quarter * (number + 0.5)
        found = min(
            (placed for window in windows if (placed := _nearest(text, window, wanted, lane, style, bold=bold))),
            key=lambda placed: (abs(placed.middle - wanted), placed.middle),
            default=None,
        )
        if found is None or abs(found.middle - wanted) > quarter / 2 + 1e-9:
            continue
        first, last = found.span
        if all(last < other[0] - 2 or first > other[1] + 2 for other in taken):
            taken.append(found.span)
            yield found


def _nearest(
    text: str, window: tuple[float, float], wanted: float, lane: Lane, style: Style, *, bold: bool
) -> ArcText | None:
    """Return a text as near an angle as a window lets it."""
    first, last = window
    (there,) = lines((text,), lane, wanted, style.size, bold=bold)
    half = degrees_of(there.length / 2 + AIR, lane.inner)
    if last - first < 2 * half or 2 * half > _LONGEST:
        return None
    (placed,) = lines((text,), lane, min(max(wanted, first + half), last - half), style.size, bold=bold)
    return placed if fits((placed,), first, last) else None
