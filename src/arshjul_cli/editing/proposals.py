"""The comments in a plan that propose an entry: what `new-year` writes, and `decide` makes entries of."""

import re
from typing import NamedTuple

from arshjul_cli.editing.layout import Keys, Layout
from arshjul_cli.editing.splicing import line_end

_DATE = r"\d{4}-\d\d-\d\d(?:–\d{4}-\d\d-\d\d)?"
_COMMENT = re.compile(
    r"^(?P<indent> +)# (?:(?P<name>[^\s#]+):|-) "
    rf"(?P<dates>{_DATE}|\[{_DATE}(?:, {_DATE})*\])"
    r"(?P<remark> *(?:#[^\r\n]*)?)(?=\r?$)",
    re.MULTILINE,
)


class Proposal(NamedTuple):
    """An entry that is proposed: of an activity, or of a month of one."""

    name: str
    """The id of the activity, or the month; nothing for an item of a list."""
    dates: str
    """A date, or dates in brackets."""
    remark: str = ""
    """What a comment beside it says, with the `#` and the spaces before."""

    def __str__(self) -> str:
        return f"{f'{self.name}:' if self.name else '-'} {self.dates}{self.remark}"

    @property
    def comment(self) -> str:
        """The comment that proposes it: itself, after a `# `."""
        return f"# {self}"

    @property
    def each(self) -> tuple[str, ...]:
        """Each of its dates."""
        return tuple(re.findall(_DATE, self.dates))


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
            Proposal(match["name"] or "", match["dates"], match["remark"]),
        )
        for match in matches
    ]


def proposals_of(layout: Layout, keys: Keys) -> list[ProposalLine]:
    """Return the proposals of a key: in the lines of its value, and in those that follow."""
    value = layout.value(keys)
    if value.is_flow and value.values:
        return []
    following = re.compile(r"^[ \t]*[^#\s]", re.MULTILINE).search(layout.text, line_end(layout.text, value.end))
    end = following.start() if following else len(layout.text)
    return proposals_in(layout.text, line_end(layout.text, layout.key(keys).end), end)


def without_proposals(text: str) -> str:
    """Return a text without the proposals of its comments, but with what is remarked beside them."""
    return _COMMENT.sub(r"\g<remark>", text)
