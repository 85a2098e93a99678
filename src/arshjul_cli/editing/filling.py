"""A school year that a plan has already: the comments that a new one would have and it lacks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from arshjul_cli.editing.adding import New, inserted, new_entries
from arshjul_cli.editing.layout import Keys, Layout
from arshjul_cli.editing.months import months_proposed
from arshjul_cli.editing.newyear import HOW_TO
from arshjul_cli.editing.proposals import proposal_of, proposals_of
from arshjul_cli.editing.splicing import Splice, below, comments_end, line_end, newline, spliced, whole_lines
from arshjul_cli.editing.writing import Entry, Lines
from arshjul_cli.errors import EditError
from arshjul_cli.plan.model import Plan
from arshjul_cli.rules import slot_of
from arshjul_cli.schoolyear import SchoolYear


def fill_year(layout: Layout, plan: Plan, year: SchoolYear, dates: Iterable[str], rest: Iterable[str]) -> str:
    """Return the text of a plan whose school year has the comments that it lacks: on its dates, and on the rest.

    Raises:
        EditError: if the school year is written so that it can have none.
    """
    keys: Keys = ("years", str(year))
    said = _named(layout, keys)
    rules = {activity.id: activity.when for activity in plan.activities}
    months: list[Splice] = []
    lines: list[str] = []
    for line in dates:
        entry = (*keys, "dates", _name(line))
        if layout.has(entry):
            if proposal := proposal_of(line):
                slot = partial(slot_of, rules[_name(line)], year)
                months += months_proposed(layout, entry, proposal.by_month(slot), slot)
        elif _name(line) not in said:
            lines.append(line)
    others = [line for line in rest if _name(line) not in said and not layout.has((*keys, _name(line)))]
    if (lines or others) and any(_is_in_braces(layout, keys[:length]) for length in range(len(keys) + 1)):
        raise EditError(f"Läsåret {year} står inom klamrar. Skriv dess nycklar på egna rader.")
    how_to = [] if _name(HOW_TO) in said or not lines else [HOW_TO]
    splices = (*months, *_of_dates(layout, keys, how_to, lines), *_at_the_end(layout, keys, others))
    return spliced(layout.text, splices)


def _name(line: str) -> str:
    """Return what a comment is about: what stands before its colon."""
    return line.partition(":")[0]


def _named(layout: Layout, keys: Keys) -> set[str]:
    """Return what the comments of a school year are about."""
    start, end = layout.key(keys).start, comments_end(layout.text, layout.value(keys).end)
    comments = re.finditer(r"^[ \t]*#[ \t]*([^\r\n]*)", layout.text[start:end], re.MULTILINE)
    return {_name(comment[1]) for comment in comments}


def _is_in_braces(layout: Layout, keys: Keys) -> bool:
    return layout.value(keys).is_flow and bool(layout.value(keys).values)


def _of_dates(layout: Layout, keys: Keys, how_to: Sequence[str], lines: Sequence[str]) -> Iterator[Splice]:
    """Yield the comments on dates, below those that stand there; `dates` is made if it is not there."""
    dates = (*keys, "dates")
    comments = [(0, f"# {line}") for line in lines]
    if not lines:
        return
    if not layout.has(dates):
        block = Lines((*((0, f"# {line}") for line in how_to), *Lines(comments).under("dates:")))
        yield from new_entries(layout, keys, {"dates": Entry("", block)})
        return
    key, parent = layout.key(dates), layout.value(dates)
    for line in how_to:
        start = layout.text.rfind("\n", 0, key.start) + 1
        yield whole_lines(layout.text, start, [f"{' ' * key.column}# {line}"])
    if _is_in_braces(layout, dates):
        yield from _on_lines(layout, dates, comments)
        return
    standing = [comment for comment in proposals_of(layout, dates) if comment.indent > key.column]
    after = max((*(part.end for part in parent.values), *(comment.end for comment in standing)), default=0)
    column = standing[0].indent if standing and not parent.values else None
    yield from inserted(layout, dates, [New(Entry("", Lines(comments)), after)], column)


def _on_lines(layout: Layout, keys: Keys, comments: Sequence[tuple[int, str]]) -> Iterator[Splice]:
    """Yield what puts entries within braces on lines of their own, where comments can stand below them."""
    text, key, parent = layout.text, layout.key(keys), layout.value(keys)
    column = key.column + layout.step
    pairs = zip(parent.keys, parent.values, strict=True)
    entries = (f"{' ' * column}{text[name.start : value.end]}" for name, value in pairs)
    yield Splice(key.end, parent.end, newline(text, key.start).join((":", *entries)))
    yield whole_lines(text, line_end(text, parent.end), Lines(comments).indented(column, layout.step))


def _at_the_end(layout: Layout, keys: Keys, lines: Sequence[str]) -> Iterator[Splice]:
    """Yield comments below all that a school year has."""
    key, parent = layout.key(keys), layout.value(keys)
    column = parent.column if parent.values else key.column + layout.step
    if lines:
        texts = [f"{' ' * column}# {line}" for line in lines]
        yield whole_lines(layout.text, below(layout.text, parent.end, column), texts)
