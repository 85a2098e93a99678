"""From a file to a plan, or to every problem in it at once; a file is opened, parsed and validated once."""

from dataclasses import dataclass
from pathlib import Path

from arshjul_cli.errors import PlanError
from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading import file, recovery
from arshjul_cli.reading.places import findings
from arshjul_cli.reading.validate import validate
from arshjul_cli.source import Node, TextNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a plan file: its bytes, its tree, the plan if all of it is right, and what is wrong with it."""

    name: str
    """The name that the user gave it."""
    data: bytes = b""
    clean_tree: Node | None = None
    """What stands in it; None if it is empty, or if anything in its YAML is wrong, though the rest could be read."""
    problems: tuple[Problem, ...] = ()
    plan: Plan | None = None
    """The plan; None if anything is wrong."""
    sound: Plan | None = None
    """The plan that the right parts of a faulty file are; None if too little is right."""


def require_plan(reading: Reading) -> Plan:
    """Return the plan that was read.

    Raises:
        PlanError: with every finding, in file order, when anything in the file is wrong.
    """
    if reading.plan is None:
        raise PlanError(findings(reading.problems))
    return reading.plan


def load(path: Path) -> Reading:
    """Read a plan file."""
    try:
        return load_bytes(file.bytes_of(path), str(path))
    except file.UnusableError as error:
        return Reading(name=str(path), problems=(error.problem,))


def load_bytes(data: bytes, name: str) -> Reading:
    """Read a plan from the bytes of a file that is known by a name."""
    try:
        document = recovery.read(file.text_of(data, name), name)
    except file.UnusableError as error:
        return Reading(name=name, data=data, problems=(error.problem,))
    if document.tree is None:
        return Reading(name=name, data=data, problems=document.problems or (file.empty(name),))
    validated = validate(document.tree, document.problems)
    slips = {slip.key: slip for slip in document.problems}
    more = (problem for problem in validated.problems if not _explains(slips.get(problem.key), problem))
    problems = (*document.problems, *more)
    return Reading(
        name=name,
        data=data,
        clean_tree=None if document.problems else document.tree,
        problems=problems,
        plan=None if problems else validated.plan,
        sound=validated.sound,
    )


def _explains(slip: Problem | None, problem: Problem) -> bool:
    """Tell whether a slip may be why there is a problem at the same place.

    Of a text with a slip it is not certain how it is meant. Of a collection, something may be missing; or its key is
    there only for what YAML would do with it.
    """
    return slip is not None and (isinstance(slip.at, TextNode) or slip.at.has_gap or problem.code is Code.UNKNOWN_KEY)
