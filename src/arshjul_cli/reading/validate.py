"""From a tree of texts to a plan, or to the problems of every part of it. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from arshjul_cli import source
from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan import model as schema
from arshjul_cli.plan.fields import Year
from arshjul_cli.plan.fit import misfits
from arshjul_cli.plan.timezones import TIME_ZONES
from arshjul_cli.reading import ids
from arshjul_cli.reading.refusals import refusal, unknown_key
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Loc, Node, Sequence, loc_of, parts
from arshjul_cli.swedish import nearest

_YEAR: TypeAdapter[SchoolYear] = TypeAdapter(Year)
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
    body, problems = _validated(read, meant)
    problems = [*(unknown_key(tree, (section,)) for section in meant), *problems]
    bad = [_read_loc(problem, meant) for problem in (*problems, *slips)]
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


def _read_loc(problem: Problem, meant: Mapping[str, str]) -> Loc:
    """Return the path to a problem in the tree in which sections have the names that are meant."""
    loc = problem.loc
    return (meant.get(str(loc[0]), loc[0]), *loc[1:]) if loc else ()


def _validated(tree: Node, meant: Mapping[str, str]) -> tuple[schema.Body | None, list[Problem]]:
    try:
        body: schema.Body | None = schema.Plan.model_validate(tree)
        problems: list[Problem] = []
    except ValidationError as error:
        # A list of nothing but what is wrong counts as an empty one.
        wrong = (
            details
            for details in error.errors(include_url=False)
            if details["type"] != "too_short" or not details["input"]
        )
        problems = [refusal(tree, details) for details in wrong]
        body = _rest(tree, [_read_loc(problem, meant) for problem in problems])
    if body is not None:
        problems += misfits(body, _time_zone(tree), _first_year(tree))
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
    decisive = (part for section, part in parts(tree) if section in _DECISIVE)
    if tree.has_gap or any(map(has_gap, decisive)):
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


def _first_year(tree: Node) -> SchoolYear | None:
    """Return the school year in which the plan begins, if that is told; nothing else need be right in the header."""
    try:
        return _YEAR.validate_python(next(source.texts(tree, ("plan", "first_year"))))
    except (StopIteration, ValidationError):
        return None


def _entry(loc: Loc) -> Loc:
    """Return the path of the smallest part that can be left out whole."""
    if loc[0] == "plan":
        return loc[:1]
    return loc[:4] if loc[0] == "years" and len(loc) > 3 else loc[:2]


def _without(node: Node, entries: Collection[Loc]) -> Node:
    """Return a node without some parts of it; the others, and where they stand, do not change."""
    touched = {loc[:end] for loc in entries for end in range(len(loc))}

    def rest(part: Node, loc: Loc) -> Node:
        if loc not in touched or isinstance(part, source.Text):
            return part
        kept = [(step, rest(inner, (*loc, step))) for step, inner in parts(part) if (*loc, step) not in entries]
        made: Node
        if isinstance(part, source.Mapping):
            made = source.Mapping((str(step), inner) for step, inner in kept)
        else:
            made = Sequence(inner for _, inner in kept)
        made.origin = part.origin
        return made

    return rest(node, ())
