"""A wheel as Markdown tables, one per month."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from arshjul_cli.render.context import Context
from arshjul_cli.render.rows import MONTH_HEADINGS, UNDATED_HEADINGS, Line, line, month_title, months, undated
from arshjul_cli.render.wording import responsible
from arshjul_cli.wheel.model import Wheel

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_NAMED = re.compile(r"@|:(?=//)|www(?=\.)", re.IGNORECASE)
"""After these GitHub looks for a person or a page, and finds none where a comment begins."""


def render(wheel: Wheel, _context: Context) -> Mapping[str, bytes]:
    """Return one file of UTF-8 Markdown (GitHub's tables)."""
    return {"arshjul.md": ("\n".join(_lines(wheel)) + "\n").encode()}


def _lines(wheel: Wheel) -> Iterator[str]:
    years = ", ".join(map(str, wheel.years))
    yield f"# {escaped(wheel.plan.plan.title)} {years}"
    for first, occurrences in months(wheel):
        yield from ("", f"## {month_title(first)}", "", *_head(MONTH_HEADINGS))
        yield from (_row(*_cells(line(wheel.plan, occurrence))) for occurrence in occurrences)
    for title, activities in undated(wheel):
        yield from ("", f"## {title}", "", *_head(UNDATED_HEADINGS))
        for activity in activities:
            yield _row(_activity(activity.summary, activity.points), escaped(responsible(wheel.plan, activity)))


def _head(headings: Sequence[str]) -> tuple[str, str]:
    return _row(*headings), _row(*("---" for _ in headings))


def _cells(shown: Line) -> tuple[str, ...]:
    return (
        shown.week,
        shown.date,
        _activity(shown.summary, shown.points),
        escaped(shown.responsible),
        f"{shown.status}: {escaped(shown.reason)}" if shown.reason else shown.status,
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _activity(summary: str, points: Iterable[str]) -> str:
    return "<br>".join(map(escaped, (summary, *points)))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; the cells are Markdown."""
    yield from _head(headings)
    yield from (_row(*row) for row in rows)


def escaped(text: str) -> str:
    """Return a text in which nothing is Markdown."""
    return _NAMED.sub(r"\g<0><!-- -->", _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")))
