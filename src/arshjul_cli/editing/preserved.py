"""Whether a changed plan says all that it said, but for what was to change, and has every comment."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import reduce

from arshjul_cli.editing.layout import Keys, Layout, Part
from arshjul_cli.editing.proposals import without_proposals
from arshjul_cli.errors import EditError

_Said = dict[str, "_Said"] | list["_Said"] | str
"""What a part says, wherever it stands."""


def require_preserved(old: Layout, new: Layout | None, changed: Iterable[Keys]) -> None:
    """Do nothing if a new text differs from the old only where some keys lead, and has every comment.

    A text that is no YAML has no layout.

    Raises:
        EditError: otherwise.
    """
    entries = tuple(changed)
    named = ", ".join(": ".join(keys) for keys in entries)
    if new is None:
        raise EditError(f"Planen skulle inte gå att läsa med ändringen av {named}.")
    if reduce(_without, entries, _said(old.root)) != reduce(_without, entries, _said(new.root)):
        raise EditError(f"Mer än {named} skulle ändras i planen.")
    if lost := next(iter(_comments(old) - _comments(new)), None):
        raise EditError(f'Kommentaren "{lost.strip()}" skulle försvinna.')


def _said(part: Part) -> _Said:
    if part.keys:
        return {name: _said(value) for name, value in zip(part.names, part.values, strict=True)}
    if part.values:
        return [_said(item) for item in part.values]
    return {} if part.is_flow else f"{part.style}{part.text}"


def _without(said: _Said, keys: Keys) -> _Said:
    """Return what is said without the part that keys lead to, and without mappings that are empty then."""
    if not isinstance(said, dict) or keys[0] not in said:
        return said
    name, *deeper = keys
    rest = {key: part for key, part in said.items() if key != name}
    inner = _without(said[name], tuple(deeper)) if deeper else ""
    return {**rest, name: inner} if inner else rest


def _comments(layout: Layout) -> Counter[str]:
    """Return the comments of a plan, but for the entries that they propose."""
    return Counter(re.findall(r"#[^\r\n]*", without_proposals(layout.without_scalars())))
