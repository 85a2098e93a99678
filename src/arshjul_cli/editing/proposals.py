"""The comments in a plan that propose an entry: what `new-year` writes, and `decide` makes entries of."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from typing import NamedTuple

from arshjul_cli.editing.layout import Keys, Layout
from arshjul_cli.editing.splicing import comments_end, line_end
from arshjul_cli.swedish import MONTHS

SlotOf = Callable[[dt.date], int]
"""Gives the slot 1–12 that a day is of where none is named."""
_DAY, _TIME = r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])-\d\d", r"\d\d:\d\d"
_DATE = rf"{_DAY}(?: {_TIME}(?:–(?:{_DAY} )?{_TIME})?|–{_DAY})?"
_PLACE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"',\[\]{}][^,\[\]{}\r\n]*)"""
_DATED = rf"(?:{_DATE}|\{{date: {_DATE}, location: {_PLACE}\}})"
_OF_MONTH = rf"(?:{'|'.join(MONTHS)}): (?:{_DATED})?"
_LIST, _BY_MONTH = rf"\[{_DATED}(?:, {_DATED})*\]", rf"\{{{_OF_MONTH}(?:, {_OF_MONTH})*\}}"
# What is still to be filled in has the rule beside it: another comment may well end with a colon.
_TO_FILL_IN = r"(?<=: )(?= +#)"
_COMMENT = re.compile(
    r"^(?P<indent> +)# (?:(?P<name>[^\s#]+):|-) "
    rf"(?P<value>{_DATED}|{_LIST}|{_BY_MONTH}|{_TO_FILL_IN})"
    r"(?P<remark> *(?:#[^\r\n]*)?)(?=\r?$)",
    re.MULTILINE,
)


class Proposal(NamedTuple):
    """An entry that is proposed: of an activity, or of a month of one."""

    name: str
    """The id of the activity, or the month; nothing for an item of a list."""
    value: str
    """A date with its time or place, several in brackets, months in braces; nothing where one is to be filled in."""
    remark: str = ""
    """What a comment beside it says, with the `#` and the spaces before."""

    def __str__(self) -> str:
        return f"{f'{self.name}:' if self.name else '-'} {self.value}{self.remark}"

    @property
    def comment(self) -> str:
        """The comment that proposes it: itself, after a `# `."""
        return f"# {self}"

    def by_month(self, slot_of: SlotOf) -> dict[int, str]:
        """Return the date of each slot, of several; a slot without one is left out."""
        if re.fullmatch(_LIST, self.value):
            return {slot_of(first_day(date)): date for date in re.findall(_DATED, self.value)}
        if re.fullmatch(_BY_MONTH, self.value):
            entries = (entry.split(": ", 1) for entry in re.findall(_OF_MONTH, self.value))
            return {MONTHS.index(name) + 1: date for name, date in entries if date}
        return {}


def first_day(date: str) -> dt.date:
    """Return the first day of a date as a plan or a proposal writes it; if there is no such day, the nearest."""
    year, month, day = map(int, date.removeprefix("{date: ")[:10].split("-"))
    return dt.date(year, month, min(max(day, 1), monthrange(year, month)[1]))


class ProposalLine(NamedTuple):
    """A proposal, and where the line of its comment stands."""

    start: int
    end: int
    indent: int
    proposal: Proposal


def proposals_in(text: str, start: int = 0, end: int | None = None) -> list[ProposalLine]:
    """Return the proposals that begin between two characters of a text."""
    matches = _COMMENT.finditer(text, start, len(text) if end is None else end)
    return [
        ProposalLine(
            match.start(),
            match.end(),
            len(match["indent"]),
            Proposal(match["name"] or "", match["value"], match["remark"]),
        )
        for match in matches
    ]


def proposal_of(line: str) -> Proposal | None:
    """Return what a comment proposes, given without its `# `; None if it proposes nothing."""
    return next((comment.proposal for comment in proposals_in(f" # {line}")), None)


def proposals_of(layout: Layout, keys: Keys) -> list[ProposalLine]:
    """Return the proposals of a key: in the lines of its value, and in those that follow."""
    value = layout.value(keys)
    if value.is_flow and value.values:
        return []
    text = layout.text
    return proposals_in(text, line_end(text, layout.key(keys).end), comments_end(text, value.end))


def without_proposals(text: str) -> str:
    """Return a text without the proposals of its comments, but with what is remarked beside them."""
    return _COMMENT.sub(r"\g<remark>", text)
