"""A wheel as Markdown tables, one per month."""

import re
from collections.abc import Iterator
from itertools import groupby

from arshjul_cli.plan.model import Activity, Extra
from arshjul_cli.render.wording import STATUS, responsible, when
from arshjul_cli.swedish import month_name, weeks
from arshjul_cli.wheel.model import Occurrence, Wheel

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_NAMED = re.compile(r"@|:(?=//)|www(?=\.)", re.IGNORECASE)
"""After these GitHub looks for a person or a page, and finds none where a comment begins."""


def render(wheel: Wheel) -> bytes:
    """Return UTF-8 Markdown (GitHub's tables)."""
    return ("\n".join(_lines(wheel)) + "\n").encode()


def _lines(wheel: Wheel) -> Iterator[str]:
    years = ", ".join(map(str, wheel.years))
    yield f"# {escaped(wheel.plan.plan.title)} {years}"
    for (year, month), occurrences in groupby(wheel.occurrences, key=lambda o: (o.start.year, o.start.month)):
        yield from ("", f"## {month_name(month).capitalize()} {year}", "")
        yield from ("| Vecka | Datum | Aktivitet | Ansvarig | Status |", "| --- | --- | --- | --- | --- |")
        yield from (_row(wheel, occurrence) for occurrence in occurrences)
    if wheel.undated:
        yield from ("", "## Vid behov", "", "| Aktivitet | Ansvarig |", "| --- | --- |")
        yield from (
            f"| {_activity(activity)} | {escaped(responsible(wheel.plan, activity))} |" for activity in wheel.undated
        )


def _row(wheel: Wheel, occurrence: Occurrence) -> str:
    status = STATUS[occurrence.status]
    cells = (
        weeks(occurrence.start, occurrence.last_day),
        when(occurrence),
        _activity(occurrence.activity),
        escaped(responsible(wheel.plan, occurrence.activity)),
        f"{status}: {escaped(occurrence.reason)}" if occurrence.reason else status,
    )
    return f"| {' | '.join(cells)} |"


def _activity(item: Activity | Extra) -> str:
    return "<br>".join(map(escaped, (item.summary, *item.points)))


def escaped(text: str) -> str:
    """Return a text in which nothing is Markdown."""
    return _NAMED.sub(r"\g<0><!-- -->", _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")))
