"""What `preview` shows of a plan: its site, or what is wrong with it. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from arshjul_cli.errors import PlanError
from arshjul_cli.feeds.history import Previous
from arshjul_cli.flows.generate import Request, Shelf, composed, outcome
from arshjul_cli.flows.publish import Wish, files
from arshjul_cli.reading.load import Reading, require_plan
from arshjul_cli.render.page.mistakes import mistakes
from arshjul_cli.render.page.resources import resources

_NOTHING = Previous(feeds={}, foreign=frozenset(), unreadable=frozenset())


@dataclass(frozen=True, slots=True)
class Shown:
    """The files of a site by path, and the page that stands for every page while the plan has mistakes."""

    files: Mapping[str, bytes]
    instead: bytes | None = None


def preview(reading: Reading, day: dt.date, stamp: dt.datetime, address: str) -> Shown:
    """Return the site at an address on a day, as if nothing had been published; or what is wrong with the plan."""
    try:
        request = Request(plan=require_plan(reading), years=(), day=day, stamp=stamp)
        given = composed(request)
        run = outcome(request, given, Shelf(folder=Path(), option="--out", feeds=_NOTHING, replaced=True))
        return Shown(files(request, given.wheel, run, Wish(address=address, has_paper=False)).files)
    except PlanError as error:
        return Shown(resources(), mistakes(error.findings))
