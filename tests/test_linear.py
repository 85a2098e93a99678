"""Twice the activities are twice the work, counted in calls and never timed, from a plan to what is shown of it.

What a single call does within itself, such as to look for something in a list, is not seen here.
"""

import datetime as dt
from collections.abc import Mapping

from arshjul_cli.check.whole import check
from arshjul_cli.flows.selection import days_of
from arshjul_cli.reading.load import load_bytes, require_plan
from arshjul_cli.render import WHEEL_FORMATS, Context
from arshjul_cli.render.terminal import table
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from counting import calls

YEAR, DAY = SchoolYear(2026), dt.date(2026, 8, 1)
HEAD = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, chef: {name: Chef}, bada: {name: Båda, members: [rektor, chef]}}
activities:
"""


def _work(rows: int) -> Mapping[str, int]:
    """Return how many functions each stage calls for a plan of so many activities."""
    months = ("mars", "april", "maj")
    every = (
        f"  - {{id: a{rows}-{n}, summary: Möte {n}, when: {n % 28 + 1} {months[n % 3]}, responsible: [bada]}}\n"
        for n in range(rows)
    )
    text = "".join((HEAD, *every)).encode()
    plan = require_plan(load_bytes(text, "plan.yaml"))
    wheel = expand(plan, (YEAR,))
    return {
        "load": calls(lambda: load_bytes(text, "plan.yaml")),
        "expand": calls(lambda: expand(plan, (YEAR,))),
        "check": calls(lambda: tuple(check(wheel, DAY))),
        "table": calls(lambda: table.render(wheel, days_of(YEAR, None), DAY, 100)),
        **{
            name: calls(lambda render=render: render(wheel, Context(today=DAY)))  # type: ignore[misc]
            for name, render in WHEEL_FORMATS.items()
        },
    }


def test_twice_the_activities_are_twice_the_work() -> None:
    # The first one imports, and reads all phrases.
    _, small, middle, large = (_work(rows) for rows in (84, 84, 168, 336))

    grows = {stage: (large[stage] - middle[stage]) / (middle[stage] - small[stage]) for stage in small}
    assert {} == {stage: more for stage, more in grows.items() if more > 2.05}
