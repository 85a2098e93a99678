"""From a file to a plan, or to every problem in it at once; a file is opened, parsed and validated once."""

from dataclasses import dataclass
from pathlib import Path

from arshjul_cli.errors import PlanError
from arshjul_cli.findings import Problem
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading import file, recovery
from arshjul_cli.reading.places import findings
from arshjul_cli.reading.validate import validate
from arshjul_cli.source import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a plan file: its bytes, its tree, the plan if all of it is right, and what is wrong with it."""

    name: str
    """The name that the user gave it."""
    data: bytes = b""
    tree: Node | None = None
    """What stands in it; None if it is empty, or anything in its YAML is wrong."""
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
    reported = {id(problem.at) for problem in document.problems}
    more = (problem for problem in validated.problems if id(problem.at) not in reported)
    problems = (*document.problems, *more)
    return Reading(
        name=name,
        data=data,
        tree=None if document.problems else document.tree,
        problems=problems,
        plan=None if problems else validated.plan,
        sound=validated.sound,
    )
