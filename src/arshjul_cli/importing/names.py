"""Ids made of titles: short, and each once."""

import re
from collections.abc import Container

from arshjul_cli.plan.fields import as_id

_LONGEST = 40
"""Leaves room for a month and a number."""
_CLAUSE = re.compile(r"[.,:;(]\s|\s[-–(]")
_SHORTEST = 8
"""So many letters tell what a title is about."""
_LOOSE = {
    "och",
    "av",
    "for",
    "till",
    "i",
    "pa",
    "med",
    "som",
    "den",
    "det",
    "de",
    "om",
    "en",
    "ett",
    "fran",
    "under",
    "vid",
}

_NOTHING = "null"
"""YAML takes it for no value."""


def short_id(title: str) -> str:
    """Return the id that the first words of a title make; nothing if they make none."""
    first = _CLAUSE.split(title, maxsplit=1)[0]
    words = as_id(first if len(first) >= _SHORTEST else title).split("-")
    made = [words[0][:_LONGEST]]
    for word in words[1:]:
        if len("-".join((*made, word))) > _LONGEST:
            break
        made.append(word)
    while len(made) > 1 and made[-1] in _LOOSE:
        made.pop()
    return "" if made == [_NOTHING] else "-".join(made)


def unique(made: str, taken: Container[str]) -> str:
    """Return an id that none has yet: the one that was made, or with a number."""
    number, found = 1, made
    while found in taken:
        number += 1
        found = f"{made}-{number}"
    return found
