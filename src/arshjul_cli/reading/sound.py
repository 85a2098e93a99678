"""What of a plan is right by itself, when some of it is not. Pure."""

from collections.abc import Collection, Iterable

from pydantic import ValidationError

from arshjul_cli.plan import model as schema
from arshjul_cli.source import Loc, MappingNode, Node, SequenceNode, TextNode, has_gap_within, loc_of, parts

_DECISIVE = frozenset({"plan", "roles", "years"})
"""Sections without a part of which the rest has other dates, or reaches other people."""


def rest_of(tree: Node, bad: Iterable[Loc]) -> schema.Body | None:
    """Return the parts that are right by themselves, without the header if that is wrong."""
    if not isinstance(tree, MappingNode):
        return None
    entries = {_entry(loc) for loc in bad if loc}
    rest = MappingNode({"roles": MappingNode(), "activities": SequenceNode()})
    rest.update((str(section), part) for section, part in parts(_without(tree, entries)))
    rest.origin = tree.origin
    try:
        return schema.Plan.model_validate(rest) if "plan" in rest else schema.Body.model_validate(rest)
    except ValidationError:
        return None


def sound_part(tree: Node, body: schema.Body | None, bad: Iterable[Loc]) -> schema.Plan | None:
    """Return the plan without the entries in which something is bad."""
    entries = {_entry(loc) for loc in bad if loc}
    if not isinstance(body, schema.Plan) or any(len(loc) == 1 or loc[0] in _DECISIVE for loc in entries):
        return None
    decisive = (part for section, part in parts(tree) if section in _DECISIVE)
    if tree.has_gap or any(map(has_gap_within, decisive)):
        return None
    whole: dict[str, object] = {
        section: {key: part for key, part in getattr(body, section).items() if (section, key) not in entries}
        for section in ("categories", "goals", "feeds")
    }
    listed: dict[str, object] = {
        section: tuple(item for item in getattr(body, section) if loc_of(item.node) not in entries)
        for section in ("activities", "promises")
    }
    return body.model_copy(update=whole | listed)


def _entry(loc: Loc) -> Loc:
    """Return the path of the smallest part that can be left out whole."""
    if loc[0] == "plan":
        return loc[:1]
    return loc[:4] if loc[0] == "years" and len(loc) > 3 else loc[:2]


def _without(node: Node, entries: Collection[Loc]) -> Node:
    """Return a node without some parts of it; the others, and where they stand, do not change."""
    touched = {loc[:end] for loc in entries for end in range(len(loc))}

    def rest(part: Node, loc: Loc) -> Node:
        if loc not in touched or isinstance(part, TextNode):
            return part
        kept = [(step, rest(inner, (*loc, step))) for step, inner in parts(part) if (*loc, step) not in entries]
        made: Node
        if isinstance(part, MappingNode):
            made = MappingNode((str(step), inner) for step, inner in kept)
        else:
            made = SequenceNode(inner for _, inner in kept)
        made.origin = part.origin
        return made

    return rest(node, ())
