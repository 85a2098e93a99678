"""What goes on, and what comes, as two short tables; a narrow screen gets a list."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from arshjul_cli.plan.model import Plan
from arshjul_cli.render.soon import going_on, stands, upcoming
from arshjul_cli.render.terminal import columns
from arshjul_cli.render.terminal.columns import BETWEEN, longest_word, shares
from arshjul_cli.render.wording import STATUS, responsible, when
from arshjul_cli.swedish import day, days_left
from arshjul_cli.wheel.model import Kind, Occurrence, Wheel

_LONGEST_LEFT = len("slutar om 300 dagar")
_STATUSES = max(map(len, STATUS.values()))


def render(wheel: Wheel, today: dt.date, days: int, width: int) -> Group:
    """Return what goes on in a wheel and what comes within so many days, for a screen of so many columns."""
    now, coming = going_on(wheel, today), upcoming(wheel, today, days)
    if not now and not coming:
        return Group(Text(f"Inget pågår {day(today)}, och inget kommer {_within(days)}."))
    page = _Page(wheel.plan, today, width)
    return Group(
        Text(f"Pågår {day(today)}", "bold"),
        *(page.rows(now) if now else [Text("Inget pågår.", "dim")]),
        Text(),
        Text(f"Kommer {_within(days)}", "bold"),
        *(page.rows(coming) if coming else [Text("Inget kommer.", "dim")]),
    )


def left(occurrence: Occurrence, today: dt.date) -> str:
    """Return `i dag`, `om 5 dagar`, `slutar om 12 dagar`; of a deadline the days until it, of a month `någon dag`."""
    if (occurrence.is_open_month or occurrence.is_any_day) and stands(occurrence):
        return "någon dag" if occurrence.is_open_month else "någon gång"
    if occurrence.kind is Kind.DEADLINE:
        return days_left((occurrence.last_day - today).days)
    if occurrence.start > today or occurrence.start == occurrence.last_day or not stands(occurrence):
        return days_left((occurrence.start - today).days)
    return f"slutar {days_left((occurrence.last_day - today).days)}"


def _within(days: int) -> str:
    return "inom en dag" if days == 1 else f"inom {days} dagar"


@dataclass(frozen=True, slots=True)
class _Page:
    """How occurrences are laid out on a screen of so many columns."""

    plan: Plan
    today: dt.date
    width: int

    def rows(self, occurrences: Sequence[Occurrence]) -> Iterator[RenderableType]:
        """Yield a table, or a list where there is little room."""
        lines = (line for occurrence in occurrences for line in when(occurrence, between="\n").split("\n"))
        dates = max(_LONGEST_LEFT, *map(len, lines))
        name = longest_word(responsible(self.plan, occurrence.activity) for occurrence in occurrences)
        shared = shares(self.width - dates - _STATUSES - 3 * BETWEEN, name)
        if shared is None:
            yield from self._list(occurrences)
        else:
            yield self._table(occurrences, (dates, *shared, _STATUSES))

    def _table(self, occurrences: Iterable[Occurrence], widths: tuple[int, ...]) -> Table:
        table = columns.table(*widths)
        for occurrence in occurrences:
            table.add_row(
                Text.assemble(when(occurrence, between="\n"), (f"\n{left(occurrence, self.today)}", "green")),
                _activity(occurrence, occurrence.activity.summary),
                Text(responsible(self.plan, occurrence.activity)),
                Text(STATUS[occurrence.status]),
            )
        return table

    def _list(self, occurrences: Iterable[Occurrence]) -> Iterator[RenderableType]:
        for occurrence in occurrences:
            parts = (when(occurrence), left(occurrence, self.today), STATUS[occurrence.status])
            yield Text(", ".join(filter(None, parts)))
            text = _activity(occurrence, occurrence.activity.label)
            if names := responsible(self.plan, occurrence.activity):
                text.append(f"\n{names}", "dim")
            yield Padding(text, (0, 0, 0, BETWEEN))


def _activity(occurrence: Occurrence, name: str) -> Text:
    return Text(name, "" if stands(occurrence) else "strike")
