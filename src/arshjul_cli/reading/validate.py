"""From a tree of texts to a plan, or to the problems of every part of it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from arshjul_cli import source
from arshjul_cli.findings import Code, Problem, cut
from arshjul_cli.plan import model as schema
from arshjul_cli.plan.fields.reading import MISSING
from arshjul_cli.plan.fit import misfits
from arshjul_cli.plan.timezones import TIME_ZONES
from arshjul_cli.reading import ids
from arshjul_cli.source import Loc, Node, Null, Sequence, absent, loc_of, parts
from arshjul_cli.swedish import did_you_mean, nearest

_NO_LIST = 'Här ska det stå en lista: [a, b], eller rader som börjar med "- ".'
_NO_MAPPING = "Här ska det stå nycklar med värden, en på varje rad."
_TYPES = {
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "dict_type": _NO_MAPPING,
    "model_type": _NO_MAPPING,
    "model_attributes_type": _NO_MAPPING,
    "too_short": "Listan är tom. Skriv minst ett id.",
}
_MODELS: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): schema.Plan,
    ("plan",): schema.Header,
    ("roles", "*"): schema.Role,
    ("categories", "*"): schema.Category,
    ("activities", "*"): schema.Activity,
    ("activities", "*", "links", "*"): schema.Link,
    ("promises", "*"): schema.Promise,
    ("feeds", "*"): schema.DeclaredFeed,
    ("years", "*"): schema.YearBlock,
    ("years", "*", "breaks", "*"): schema.Break,
    ("years", "*", "extra", "*"): schema.Extra,
    ("years", "*", "extra", "*", "links", "*"): schema.Link,
    ("years", "*", "dates", "*"): schema.Decision,
    ("years", "*", "dates", "*", "*"): schema.Decision,
}


_DECISIVE = frozenset({"plan", "roles", "years"})
"""Sections without a part of which the rest has other dates, or reaches other people."""


@dataclass(frozen=True, slots=True)
class Validated:
    """A plan, if all of it is right; the problems of every part; and the plan that its right parts are."""

    plan: schema.Plan | None
    problems: tuple[Problem, ...]
    sound: schema.Plan | None
    """None if so much is wrong that it would be another plan."""


def validate(tree: Node, slips: Iterable[Problem] = ()) -> Validated:
    """Return what a tree says, in which some slips have been found; one broken part hides no other's problems.

    A section whose name is misspelt is read as what it is meant to be. Nothing is reported about what may stand in a
    gap: a key that seems to be missing, an id that seems to name nothing.
    """
    meant = _meant(tree)
    read = _renamed(tree, meant)
    body, problems = _validated(read)
    problems = [*(_unknown_key(tree, (section,)) for section in meant), *problems]
    bad = [problem.loc for problem in (*problems, *slips)]
    whole = body if isinstance(body, schema.Plan) and not problems else None
    return Validated(whole, tuple(problems), _sound(read, body, bad))


def _meant(tree: Node) -> Mapping[str, str]:
    """Return the sections that are certainly misspelt, and the absent ones that are meant."""
    near = {section: nearest(section, schema.SECTIONS) for section in _unknown_sections(tree)}
    present = [*(section for section, _ in parts(tree)), *near.values()]
    return {wrong: right for wrong, right in near.items() if right and present.count(right) == 1}


def _unknown_sections(tree: Node) -> Iterator[str]:
    yield from (str(section) for section, _ in parts(tree) if section not in schema.SECTIONS)


def _renamed(tree: Node, meant: Mapping[str, str]) -> Node:
    """Return a tree with the sections under the names that are meant; where they stand does not change."""
    if not meant or not isinstance(tree, source.Mapping):
        return tree
    renamed = source.Mapping({meant.get(section, section): part for section, part in tree.items()})
    renamed.origin, renamed.has_gap = tree.origin, tree.has_gap
    return renamed


def _validated(tree: Node) -> tuple[schema.Body | None, list[Problem]]:
    try:
        body: schema.Body | None = schema.Plan.model_validate(tree)
        problems: list[Problem] = []
    except ValidationError as error:
        # A list of nothing but what is wrong counts as an empty one.
        wrong = (one for one in error.errors(include_url=False) if one["type"] != "too_short" or not one["input"])
        problems = [_problem(tree, details) for details in wrong]
        body = _rest(tree, [problem.loc for problem in problems])
    if body is not None:
        problems += misfits(body, _time_zone(tree))
    problems = _unless_reported(problems, list(ids.unfinished(tree)))
    problems = _unless_reported(ids.dangling(tree), problems)
    return body, [problem for problem in problems if not _in_gap(problem)]


def _rest(tree: Node, bad: Iterable[Loc]) -> schema.Body | None:
    """Return the parts that are right by themselves, without the header if that is wrong."""
    if not isinstance(tree, source.Mapping):
        return None
    entries = {_entry(loc) for loc in bad if loc}
    rest = source.Mapping({"roles": source.Mapping(), "activities": Sequence()})
    rest.update((str(section), part) for section, part in parts(_without(tree, entries)))
    rest.origin = tree.origin
    try:
        return schema.Plan.model_validate(rest) if "plan" in rest else schema.Body.model_validate(rest)
    except ValidationError:
        return None


def _sound(tree: Node, body: schema.Body | None, bad: Iterable[Loc]) -> schema.Plan | None:
    """Return the plan without the entries in which something is bad."""
    entries = {_entry(loc) for loc in bad if loc}
    if not isinstance(body, schema.Plan) or any(len(loc) == 1 or loc[0] in _DECISIVE for loc in entries):
        return None
    if tree.has_gap or any(has_gap(source.at(tree, section)) for section in _DECISIVE):
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


def has_gap(node: Node) -> bool:
    """Tell whether anything is missing from a node, or from a part of it, that the file has."""
    return node.has_gap or any(has_gap(part) for _, part in parts(node))


def _in_gap(problem: Problem) -> bool:
    """Tell whether a problem is that something is missing which a gap may hold."""
    match problem.code:
        case Code.MISSING_KEY:
            parent = problem.at.origin.parent
            return parent is not None and parent.has_gap
        case Code.VALUE:
            return problem.at.has_gap
        case _:
            return False


def _unless_reported(more: Iterable[Problem], reported: list[Problem]) -> list[Problem]:
    """Return what was reported, and more where nothing was."""
    nodes = {id(problem.at) for problem in reported}
    return [*reported, *(problem for problem in more if id(problem.at) not in nodes)]


def _time_zone(tree: Node) -> str:
    """Return the plan's time zone, or the usual one if the header is at fault."""
    written = next(source.texts(tree, ("plan", "timezone")), None)
    usual: str = schema.Header.model_fields["timezone"].default
    return str(written) if written in TIME_ZONES else usual


def _entry(loc: Loc) -> Loc:
    """Return the path of the smallest part that can be left out whole."""
    if loc[0] == "plan":
        return loc[:1]
    return loc[:4] if loc[0] == "years" and len(loc) > 3 else loc[:2]


def _without(node: Node, entries: set[Loc], loc: Loc = ()) -> Node:
    """Return a node without some parts of it; the others, and where they stand, do not change."""
    if not any(entry[: len(loc)] == loc for entry in entries):
        return node
    kept = [(step, _without(part, entries, (*loc, step))) for step, part in parts(node) if (*loc, step) not in entries]
    made: Node
    if isinstance(node, source.Mapping):
        made = source.Mapping((str(step), part) for step, part in kept)
    else:
        made = Sequence(part for _, part in kept)
    made.origin = node.origin
    return made


def _problem(tree: Node, error: ErrorDetails) -> Problem:
    loc, kind, value = _untagged(error["loc"]), str(error["type"]), error["input"]
    if kind == "missing":
        parent, key = source.at(tree, *loc[:-1]), str(loc[-1])
        return Problem(at=absent(parent, key), code=Code.MISSING_KEY, text=f'Nyckeln "{key}" saknas. Lägg till den.')
    if kind == "extra_forbidden":
        return _unknown_key(tree, loc)
    at = _key(source.at(tree, *loc[:-1])) if loc[-1:] == ("[key]",) else source.at(tree, *loc)
    if kind.startswith("AH"):
        text = str(error["ctx"]["text"])
        # A message quotes the whole value.
        short = text.replace(value, cut(value)) if isinstance(value, str) and value else text
        return Problem(at=at, code=Code.named(kind), text=short, offset=error["ctx"]["offset"])
    if isinstance(value, Null):
        return Problem(at=at, code=Code.VALUE, text=MISSING)
    return Problem(at=at, code=Code.VALUE, text=_TYPES.get(kind, "Värdet går inte att använda här."))


def _key(node: Node) -> Node:
    return node if node.origin.key is None else node.origin.key


def _untagged(loc: Loc) -> Loc:
    """Return a path of pydantic's as one of the file: without the names of a union's branches.

    Only what stands under an id in `dates` or `cancelled` is a union. That its branches are called as ids may be is
    why they are told apart by position.
    """
    match loc:
        case ("years", _, "dates" | "cancelled", _, branch, *rest) if rest or branch != "[key]":
            return (*loc[:4], *rest)
        case _:
            return tuple(loc)


def _unknown_key(tree: Node, loc: Loc) -> Problem:
    *parent, key = loc
    at, key = source.at(tree, *loc), str(key)
    if parent[:1] == ["activities"] and key == "date":
        text = 'Nyckeln "date" finns bara på extra tillfällen. Skriv datumet under years.'
        return Problem(at=at, code=Code.UNKNOWN_KEY, text=text, of_key=True)
    pattern = tuple(str(step) if n % 2 == 0 else "*" for n, step in enumerate(parent))
    model = _MODELS.get(pattern) or _MODELS.get((*pattern[:-1], "*"), schema.Plan)
    hint = partial(did_you_mean, key, model.model_fields.keys())
    text = f'Nyckeln "{cut(key)}" finns inte här.'
    return Problem(at=at, code=Code.UNKNOWN_KEY, text=text, of_key=True, hint=hint)
