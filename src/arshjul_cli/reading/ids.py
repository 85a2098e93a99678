"""Ids: each that one part of the file names must exist in another, and no two parts may share one.

Needs only the tree of the file, so that a part which is itself at fault is still held against the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from arshjul_cli import source
from arshjul_cli.findings import Code, Problem, cut
from arshjul_cli.plan.fields import as_id, missing
from arshjul_cli.plan.model import SECTIONS
from arshjul_cli.source import Loc, Node, Null, TextNode, has_gap_within, matching, parts, texts
from arshjul_cli.swedish import did_you_mean

_NAMED_IN: Mapping[Loc, str] = {
    ("plan", "owner"): "roles",
    ("roles", "*", "leader"): "roles",
    ("roles", "*", "members", "*"): "roles",
    ("feeds", "*", "roles", "*"): "roles",
    ("promises", "*", "activities", "*"): "activities",
    **{
        (*item, *field): section
        for item in (("activities", "*"), ("years", "*", "extra", "*"))
        for field, section in (
            (("responsible", "*"), "roles"),
            (("participants", "*"), "roles"),
            (("category",), "categories"),
            (("goals", "*"), "goals"),
        )
    },
}
"""Where ids of another section are named."""
_NOUNS = {"roles": "Rollen", "categories": "Kategorin", "goals": "Målet", "activities": "Aktiviteten"}
_IDS_WITHIN = frozenset({"activities", "years"})
"""Sections whose ids stand inside their items; those of the others are keys."""

_LACKING = {
    "dates": "Datumet saknas. Skriv det efter kolonet, till exempel 2026-03-05, eller ta bort {it}.",
    "cancelled": "Skälet saknas. Skriv efter kolonet varför den är inställd, eller ta bort {it}.",
}


def dangling(tree: Node) -> Iterator[Problem]:
    """Yield ids that name nothing, ids that stand twice in a list, ids that two parts share, and empty keys.

    Nothing is reported about an id that may be defined in a gap of the file.
    """
    for pattern, section in _NAMED_IN.items():
        yield from _named(tree, pattern, section)
    if is_whole(tree, "activities") and is_whole(tree, "years"):
        yield from _of_years(tree)
    yield from _shared_ids(tree)
    yield from _empty(tree)


def unfinished(tree: Node) -> Iterator[Problem]:
    """Yield what lacks a comma, a date or a reason, so that it is something else than it was meant to be."""
    for pattern, section in _NAMED_IN.items():
        valid = _ids(tree, section)
        for name in texts(tree, pattern):
            words = name.split()
            if pattern[-1] == "*" and len(words) > 1 and valid.issuperset(words):
                text = f'Kommatecken saknas. Skriv ett mellan id:na: "{cut(", ".join(words))}".'
                yield Problem(at=name, code=Code.ID, text=text)
    for section, text in _LACKING.items():
        for it, within in (("raden", ()), ("månaden", ("*",))):
            for entry in matching(tree, ("years", "*", section, "*", *within)):
                if isinstance(entry, Null) or entry in ({}, []):
                    yield Problem(at=entry, code=Code.VALUE, text=text.format(it=it))


def _named(tree: Node, pattern: Loc, section: str) -> Iterator[Problem]:
    valid = _ids(tree, section)
    ids = frozenset(filter(_is_id, valid))
    # A misspelt id is reported once, where it is defined, and not where it is named as it was meant.
    meant = frozenset(map(as_id, valid - ids))
    whole = is_whole(tree, section)
    seen: dict[tuple[int, str], TextNode] = {}
    for name in texts(tree, pattern):
        of_list = (id(name.origin.parent), str(name))
        if name not in valid and whole and name not in meant:
            text = f'{_NOUNS[section]} "{cut(name)}" finns inte.'
            yield Problem(at=name, code=Code.UNKNOWN_ID, text=text, hint=partial(_nearest, name, ids, section))
        elif of_list in seen:
            line = seen[of_list].origin.place.line
            where = "två gånger" if line == name.origin.place.line else f"redan på rad {line}"
            text = f'"{cut(name)}" står {where}. Ta bort den ena.'
            yield Problem(at=name, code=Code.TAKEN_ID, text=text)
        elif pattern[-1] == "*":
            seen[of_list] = name


def _empty(node: Node) -> Iterator[Problem]:
    """Yield the keys without a value; only the `dates` of a year may wait for theirs."""
    for _, part in parts(node):
        if not isinstance(part, Null):
            yield from _empty(part)
        elif not _may_wait(part):
            yield Problem(at=part, code=Code.VALUE, text=missing(part))


def _may_wait(node: Null) -> bool:
    match source.loc_of(node):
        case ("years", _, "dates"):
            return True
        case _:
            return False


def is_whole(tree: Node, section: str) -> bool:
    """Tell whether all ids of a section are known: none may stand in a gap, or in a section of an unknown name."""
    node = source.child(tree, section)
    if node is None:
        return not tree.has_gap and all(name in SECTIONS for name, _ in parts(tree))
    gap = has_gap_within(node) if section in _IDS_WITHIN else node.has_gap
    return not (tree.has_gap or gap)


def _nearest(name: str, valid: frozenset[str], section: str) -> str:
    return did_you_mean(name, valid) or f" Lägg till den under {section}."


def _is_id(text: str) -> bool:
    """Tell whether a text is an id; one that is written wrongly is reported where it is defined."""
    return as_id(text) == text


def _ids(tree: Node, section: str) -> frozenset[str]:
    if section == "activities":
        return frozenset(texts(tree, ("activities", "*", "id")))
    return frozenset(step for step, _ in parts(source.child(tree, section) or Null()) if isinstance(step, str))


def _of_years(tree: Node) -> Iterator[Problem]:
    ids, now = _ids(tree, "activities"), former(tree)
    # A misspelt id is reported once, where it is defined.
    activities = ids | frozenset(map(as_id, ids))
    for block in matching(tree, ("years", "*")):
        extras = frozenset(texts(block, ("extra", "*", "id")))
        for entry in matching(block, ("dates", "*")):
            if entry.origin.step in extras:
                text = "Ett extra tillfälle har sitt datum i date. Flytta datumet dit."
                yield Problem(at=entry, code=Code.UNKNOWN_ID, text=text)
            else:
                yield from _no_activity(entry, activities, now)
        for entry in matching(block, ("complete", "*")):
            yield from _no_activity(entry, activities, now)
        for entry in matching(block, ("cancelled", "*")):
            yield from _no_activity(entry, activities | extras, now)


def former(tree: Node) -> Mapping[str, str]:
    """Return the present id of each former one."""
    return {
        str(old): str(source.at(activity, "id"))
        for activity in matching(tree, ("activities", "*"))
        for old in texts(activity, ("formerly", "*"))
    }


def _no_activity(entry: Node, valid: frozenset[str], now: Mapping[str, str]) -> Iterator[Problem]:
    name = entry.origin.step
    if isinstance(name, str) and name not in valid:
        text = f'Aktiviteten "{cut(name)}" finns inte.'
        if name in now:
            text = f'{text} Den heter numera "{cut(now[name])}".'
            yield Problem(at=entry, code=Code.UNKNOWN_ID, text=text)
        else:
            yield Problem(at=entry, code=Code.UNKNOWN_ID, text=text, hint=partial(did_you_mean, name, valid))


def _shared_ids(tree: Node) -> Iterator[Problem]:
    """An id makes UIDs or a file name, so no two parts may share one, neither now nor formerly."""
    activities = [*texts(tree, ("activities", "*", "id")), *texts(tree, ("activities", "*", "formerly", "*"))]
    yield from _shared(activities, "en annan aktivitet")
    for block in matching(tree, ("years", "*")):
        extras = tuple(texts(block, ("extra", "*", "id")))
        yield from _shared(extras, "ett annat extra tillfälle")
        yield from _taken(((extra, extra) for extra in extras), _by_name(activities), "en aktivitet")
    yield from _shared(texts(tree, ("promises", "*", "id")), "ett annat löfte")
    yield from _shared_addresses(tree)


def _shared_addresses(tree: Node) -> Iterator[Problem]:
    """Yield ids that are the file name of two feeds."""
    roles, feeds = (
        {str(node.origin.step): node for node in matching(tree, (section, "*"))} for section in ("roles", "feeds")
    )
    of_roles, of_feeds = (tuple(texts(tree, (section, "*", "formerly", "*"))) for section in ("roles", "feeds"))
    yield from _taken(((former, former) for former in of_roles), roles, "en roll")
    yield from _shared(of_roles, "en annan roll")
    yield from _taken(feeds.items(), _by_name(of_roles) | roles, "en roll")
    yield from _taken(((former, former) for former in of_feeds), _by_name(of_roles) | roles, "en roll")
    yield from _taken(((former, former) for former in of_feeds), feeds, "ett flöde")
    yield from _shared(of_feeds, "ett annat flöde")


def _by_name(ids: Iterable[TextNode]) -> dict[str, Node]:
    """Return the first node of each id."""
    found: dict[str, Node] = {}
    for name in ids:
        found.setdefault(name, name)
    return found


def _shared(ids: Iterable[TextNode], other: str) -> Iterator[Problem]:
    seen: dict[str, Node] = {}
    for name in ids:
        yield from _taken([(name, name)], seen, other)
        seen.setdefault(name, name)


def _taken(ids: Iterable[tuple[str, Node]], others: Mapping[str, Node], other: str) -> Iterator[Problem]:
    for name, node in ids:
        if name in others:
            first = others[name].origin
            line = (first.key or others[name]).origin.place.line
            text = f'Id:t "{cut(name)}" tillhör redan {other} (rad {line}). Välj ett annat id.'
            yield Problem(at=node, code=Code.TAKEN_ID, text=text)
