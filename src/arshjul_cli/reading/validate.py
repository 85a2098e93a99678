"""From a tree of texts to a plan, or to the problems of every part of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from arshjul_cli import source
from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan import model as schema
from arshjul_cli.plan.fields import Year
from arshjul_cli.plan.fit import misfits
from arshjul_cli.plan.timezones import TIME_ZONES
from arshjul_cli.reading import ids, others
from arshjul_cli.reading.refusals import refusal
from arshjul_cli.reading.sections import as_meant
from arshjul_cli.reading.sound import rest_of, sound_part
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node


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
    read, misspelt = as_meant(tree)
    body, found = _validated(read)
    problems = (*misspelt, *found)
    whole = body if isinstance(body, schema.Plan) and not problems else None
    return Validated(whole, problems, sound_part(read, body, [problem.loc for problem in (*problems, *slips)]))


def _validated(tree: Node) -> tuple[schema.Body | None, list[Problem]]:
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
        body = rest_of(tree, [problem.loc for problem in problems])
    if body is not None:
        problems += misfits(body, _time_zone(tree), _first_year(tree))
    problems = _unless_reported(problems, list(ids.unfinished(tree)))
    problems = _unless_reported((*ids.dangling(tree), *others.misplaced(tree)), problems)
    return body, [problem for problem in problems if not _in_gap(problem)]


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
    keys = {problem.key for problem in reported}
    return [*reported, *(problem for problem in more if problem.key not in keys)]


def _time_zone(tree: Node) -> str:
    """Return the plan's time zone, or the usual one if the header is at fault."""
    written = next(source.texts(tree, ("plan", "timezone")), None)
    usual: str = schema.Header.model_fields["timezone"].default
    return str(written) if written in TIME_ZONES else usual


def _first_year(tree: Node) -> SchoolYear | None:
    """Return the school year in which the plan begins, if that is told; nothing else need be right in the header."""
    if (written := next(source.texts(tree, ("plan", "first_year")), None)) is None:
        return None
    try:
        return _year().validate_python(written)
    except ValidationError:
        return None


@cache
def _year() -> TypeAdapter[SchoolYear]:
    return TypeAdapter(Year)
