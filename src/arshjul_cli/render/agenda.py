"""What goes on, and what comes, as two short tables; a narrow screen gets a list."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.plan import Plan
from arshjul_cli.render.wording import STATUS, responsible, when
from arshjul_cli.swedish import day, days_left
from arshjul_cli.wheel import Kind, Occurrence, Status, Wheel

_BETWEEN = 2
_LONGEST_LEFT = len("slutar om 300 dagar")
_STATUSES = max(map(len, STATUS.values()))
_LONGEST_NAME = len("Utvecklingsledare,")
_LEAST_ACTIVITY = 20


def render(wheel: Wheel, today: dt.date, days: int, width: int) -> Group:
    """Return what goes on in a wheel and what comes within so many days, for a screen of so many columns."""
    now, coming = going_on(wheel, today), upcoming(wheel, today, days)
    if not now and not coming:
        return Group(Text(f"Inget pågår {day(today)}, och inget kommer {_within(days)}."))
    return Group(
        *_part(f"Pågår {day(today)}", "Inget pågår.", now, wheel.plan, today, width),
        Text(),
        *_part(f"Kommer {_within(days)}", "Inget kommer.", coming, wheel.plan, today, width),
    )


def going_on(wheel: Wheel, today: dt.date) -> tuple[Occurrence, ...]:
    """Return what has a day today, what ends soonest first; what is cancelled only on its first day."""
    now = (o for o in wheel.occurrences if o.overlaps(today, today) and (_stands(o) or o.start == today))
    return tuple(sorted(now, key=lambda o: o.last_day))


def upcoming(wheel: Wheel, today: dt.date, days: int) -> tuple[Occurrence, ...]:
    """Return what begins within so many days after today, in the order of the wheel."""
    return tuple(o for o in wheel.occurrences if 0 < (o.start - today).days <= days)


def left(occurrence: Occurrence, today: dt.date) -> str:
    """Return `i dag`, `om 5 dagar`, `slutar om 12 dagar`; of a deadline the days until it."""
    if occurrence.kind is Kind.DEADLINE:
        return days_left((occurrence.last_day - today).days)
    if occurrence.start > today or occurrence.start == occurrence.last_day or not _stands(occurrence):
        return days_left((occurrence.start - today).days)
    return f"slutar {days_left((occurrence.last_day - today).days)}"


def _stands(occurrence: Occurrence) -> bool:
    return occurrence.status is not Status.CANCELLED


def _within(days: int) -> str:
    return "inom en dag" if days == 1 else f"inom {days} dagar"


def _part(
    heading: str, nothing: str, occurrences: Iterable[Occurrence], plan: Plan, today: dt.date, width: int
) -> Iterator[RenderableType]:
    shown = tuple(occurrences)
    yield Text(heading, "bold")
    if not shown:
        yield Text(nothing, "dim")
        return
    dates = max(_LONGEST_LEFT, *(len(line) for o in shown for line in when(o, between="\n").split("\n")))
    rest = width - dates - _STATUSES - 3 * _BETWEEN
    names = max(_LONGEST_NAME, rest * 3 // 8)
    if rest - names < _LEAST_ACTIVITY:
        yield from _list(shown, plan, today)
    else:
        yield _table(shown, plan, today, (dates, rest - names, names, _STATUSES))


def _table(occurrences: Iterable[Occurrence], plan: Plan, today: dt.date, widths: tuple[int, ...]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _BETWEEN, 0, 0))
    for width in widths:
        table.add_column(width=width, overflow="fold")
    for one in occurrences:
        table.add_row(
            Text.assemble(when(one, between="\n"), (f"\n{left(one, today)}", "green")),
            _activity(one),
            Text(responsible(plan, one.activity)),
            Text(STATUS[one.status]),
        )
    return table


def _list(occurrences: Iterable[Occurrence], plan: Plan, today: dt.date) -> Iterator[RenderableType]:
    for one in occurrences:
        yield Text(", ".join(filter(None, (when(one), left(one, today), STATUS[one.status]))))
        text = _activity(one)
        if names := responsible(plan, one.activity):
            text.append(f"\n{names}", "dim")
        yield Padding(text, (0, 0, 0, _BETWEEN))


def _activity(occurrence: Occurrence) -> Text:
    return Text(occurrence.activity.summary, "" if _stands(occurrence) else "strike")
