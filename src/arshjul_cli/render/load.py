"""How much each month asks of each role, as tables for other programs."""

import datetime as dt
from collections.abc import Callable, Mapping

from arshjul_cli.plan.model import Plan
from arshjul_cli.render import grid
from arshjul_cli.render.grid import Grid
from arshjul_cli.swedish import SHORT_MONTHS
from arshjul_cli.wheel.load import Load, Loads

_COLUMNS = {
    "role": "Id",
    "name": "Roll",
    "month": "Månad",
    "events": "Händelser",
    "deadlines": "Senast",
    "days": "Dagar",
}


def names(plan: Plan) -> Mapping[str, str]:
    """Return what each role and declared feed is called."""
    return {feed_id: part.name for section in (plan.roles, plan.feeds) for feed_id, part in section.items()}


def by_month(plan: Plan, loads: Loads, title: str) -> Grid:
    """Return a row for each month of each role, the month as `2027-01`."""
    called = names(plan)
    rows = tuple(
        (feed_id, called[feed_id], f"{month:%Y-%m}", load.events, load.deadlines, load.days)
        for feed_id, months in loads.items()
        for month, load in months.items()
    )
    return Grid(title=title, columns=_COLUMNS, rows=rows)


def by_role(plan: Plan, loads: Loads, title: str) -> Grid:
    """Return a row for each role with its months beside each other, each `händelser/senast/dagar`."""
    called = names(plan)
    months = next(iter(loads.values()), {})
    columns = {"name": "Roll", **{f"{month:%Y-%m}": heading(month) for month in months}}
    rows = tuple((called[feed_id], *map(_cell, of_feed.values())) for feed_id, of_feed in loads.items())
    return Grid(title=f"{title}: händelser/senast/dagar", columns=columns, rows=rows)


def heading(month: dt.date) -> str:
    """Return `aug`, `mars`."""
    return SHORT_MONTHS[month.month - 1]


def _cell(load: Load) -> str | None:
    return f"{load.events}/{load.deadlines}/{load.days}" if load.events or load.deadlines or load.days else None


FORMATS: Mapping[str, Callable[[Plan, Loads, str], bytes]] = {
    "csv": lambda plan, loads, title: grid.csv(by_month(plan, loads, title)),
    "markdown": lambda plan, loads, title: grid.markdown(by_role(plan, loads, title)),
    "json": lambda plan, loads, title: grid.json(by_month(plan, loads, title)),
}
