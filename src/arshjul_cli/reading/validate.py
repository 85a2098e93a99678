"""From a tree of texts to a plan, or to the problems of every part of it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from arshjul_cli.findings import Loc, Problem, cut
from arshjul_cli.plan import model as schema
from arshjul_cli.plan.timezones import TIME_ZONES
from arshjul_cli.reading import references
from arshjul_cli.reading import tree as yamltree
from arshjul_cli.reading.tree import Tree
from arshjul_cli.swedish import did_you_mean, nearest

Kept = dict[Loc, list[int]]
"""Of each list, by its path, the places in the file of the items that were kept."""

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


def validate(tree: Tree, gaps: frozenset[Loc] = frozenset()) -> tuple[schema.Plan | None, list[Problem]]:
    """Return the plan if it is whole, and the problems of every part; one broken part hides no other's.

    A section whose name is misspelled is read as what it is meant to be. Nothing is told of what may stand in a gap:
    a key that seems to be missing, an id that seems to name nothing.
    """
    if not isinstance(tree, dict) or tree.keys() <= schema.Plan.model_fields.keys():
        return _validated(tree, gaps)
    meant = _meant(tree)
    read: dict[str, Tree] = {meant.get(section, section): part for section, part in tree.items()}
    gaps = frozenset((meant.get(str(gap[0]), gap[0]), *gap[1:]) if gap else gap for gap in gaps)
    if not read.keys() <= schema.Plan.model_fields.keys():
        # What is absent may be what stands there.
        gaps |= {(section,) for section in schema.Plan.model_fields.keys() - read.keys()}
    _plan, problems = _validated(read, gaps)
    written = {right: wrong for wrong, right in meant.items()}
    problems = [replace(one, loc=(written.get(str(one.loc[0]), one.loc[0]), *one.loc[1:])) for one in problems]
    return None, [*(_unknown_key((section,)) for section in meant), *problems]


def _meant(tree: dict[str, Tree]) -> dict[str, str]:
    """Return the sections that are certainly misspelled, and the absent ones that are meant."""
    fields = schema.Plan.model_fields
    near = {section: nearest(section, fields) for section in tree if section not in fields}
    return {wrong: right for wrong, right in near.items() if right and [*tree, *near.values()].count(right) == 1}


def _validated(tree: Tree, gaps: frozenset[Loc]) -> tuple[schema.Plan | None, list[Problem]]:
    problems: list[Problem] = []
    try:
        plan = schema.Plan.model_validate(tree)
        problems += references.of_body(plan, plan.plan.timezone)
    except ValidationError as error:
        plan = None
        # A list of nothing but what is wrong counts as an empty one.
        wrong = (one for one in error.errors(include_url=False) if one["type"] != "too_short" or not one["input"])
        problems += map(_problem, wrong)
        problems += _problems_of_the_rest(tree, [problem.loc for problem in problems])
    problems = _unless_told(problems, list(references.unfinished(tree)))
    problems = _unless_told(references.of_tree(tree, gaps), problems)
    return plan, [problem for problem in problems if not _in_gap(problem, gaps)]


def _in_gap(problem: Problem, gaps: frozenset[Loc]) -> bool:
    """Tell whether a problem is that something is missing which a gap may hold."""
    loc = _written(problem.loc)
    return (problem.code == "AH202" and loc[:-1] in gaps) or (problem.code == "AH203" and loc in gaps)


def _unless_told(more: Iterable[Problem], told: list[Problem]) -> list[Problem]:
    """Return what was told, and more where nothing was."""
    places = {_written(problem.loc) for problem in told}
    return [*told, *(problem for problem in more if _written(problem.loc) not in places)]


def _written(loc: Loc) -> Loc:
    """Leave out the names that the branches of a union have."""
    return tuple(step for step in loc if step not in {"one", "list", "months"})


def part(tree: Tree, bad: Iterable[Loc]) -> tuple[schema.Plan, Kept] | None:
    """Return the plan that a tree is without the entries in which something is bad, and what is kept of its lists.

    None where that would be another plan: when its header, its roles or a whole section are bad.
    """
    entries = {_entry(loc) for loc in bad if loc}
    if any(len(entry) == 1 or entry[0] == "roles" for entry in entries):
        return None
    kept: Kept = {}
    try:
        return schema.Plan.model_validate(_without(tree, (), entries, kept)), kept
    except ValidationError:
        return None


def _problems_of_the_rest(tree: Tree, bad: list[Loc]) -> list[Problem]:
    """Return what is wrong between the parts that are right by themselves."""
    kept: Kept = {}
    rest = _without(tree, (), {("plan",), *(_entry(loc) for loc in bad if loc)}, kept)
    if not isinstance(rest, dict):
        return []
    try:
        body = schema.Body.model_validate({"roles": {}, "activities": [], **rest})
    except ValidationError:
        return []
    problems = references.of_body(body, _time_zone(tree))
    return [replace(problem, loc=restored(problem.loc, kept)) for problem in problems]


def _time_zone(tree: Tree) -> str:
    """Return the plan's time zone, or the usual one if the header is at fault."""
    written = next((zone for _, zone in yamltree.strings(tree, ("plan", "timezone"))), None)
    usual: str = schema.Header.model_fields["timezone"].default
    return written if written is not None and written in TIME_ZONES else usual


def _entry(loc: Loc) -> Loc:
    """Return the path of the smallest part that can be left out whole."""
    if loc[0] == "plan":
        return loc[:1]
    return loc[:4] if loc[0] == "years" and len(loc) > 3 and loc[3] != "[key]" else loc[:2]


def _without(tree: Tree, loc: Loc, entries: set[Loc], kept: Kept) -> Tree:
    if isinstance(tree, dict):
        left = {key: part for key, part in tree.items() if (*loc, key) not in entries}
        return {key: _without(part, (*loc, key), entries, kept) for key, part in left.items()}
    if isinstance(tree, list):
        kept[loc] = [index for index in range(len(tree)) if (*loc, index) not in entries]
        return [_without(tree[index], (*loc, index), entries, kept) for index in kept[loc]]
    return tree


def restored(loc: Loc, kept: Kept) -> Loc:
    """Return the path in the whole file of a path in what was left of it."""
    whole: Loc = ()
    for step in loc:
        whole = (*whole, kept[whole][step] if isinstance(step, int) and whole in kept else step)
    return whole


def _problem(error: ErrorDetails) -> Problem:
    loc, kind = tuple(error["loc"]), str(error["type"])
    if kind == "missing":
        return Problem(loc=loc, code="AH202", text=f'Nyckeln "{loc[-1]}" saknas. Lägg till den.')
    if kind == "extra_forbidden":
        return _unknown_key(loc)
    value = error["input"]
    if kind.startswith("AH"):
        text = str(error["ctx"]["text"])
        # A message quotes the whole value.
        short = text.replace(value, cut(value)) if isinstance(value, str) and value else text
        return Problem(loc=loc, code=kind, text=short, offset=error["ctx"]["offset"])
    if value is None:
        return Problem(loc=loc, code="AH203", text="Värdet saknas. Skriv det efter kolonet, eller ta bort nyckeln.")
    return Problem(loc=loc, code="AH203", text=_TYPES.get(kind, "Värdet går inte att använda här."))


def _unknown_key(loc: Loc) -> Problem:
    key = str(loc[-1])
    parent = _written(loc[:-1])
    if parent[:1] == ("activities",) and key == "date":
        text = 'Nyckeln "date" finns bara på extra tillfällen. Skriv datumet under years.'
        return Problem(loc=loc, code="AH201", text=text)
    pattern = tuple(str(step) if n % 2 == 0 else "*" for n, step in enumerate(parent))
    model = _MODELS.get(pattern) or _MODELS.get((*pattern[:-1], "*"), schema.Plan)
    text = f'Nyckeln "{cut(key)}" finns inte här.'
    return Problem(loc=loc, code="AH201", text=text, hint=partial(did_you_mean, key, model.model_fields))
