"""From a file to a plan, or to every problem in it at once, each with its place."""

import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from arshjul_cli import plan as schema
from arshjul_cli import references, yamltree
from arshjul_cli.errors import Finding, Loc, PlanError, Problem
from arshjul_cli.swedish import did_you_mean, system_error
from arshjul_cli.timezones import TIME_ZONES
from arshjul_cli.yamltree import Document, Place, Tree

MAX_BYTES = 5_000_000

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


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything in a plan file stands."""

    file: str
    document: Document

    def finding(self, problem: Problem) -> Finding:
        """Return a problem with its place; a place that the file lacks gives way to the nearest above it."""
        loc = self._known(problem.loc)
        line, column = self._place(loc, wants_key=problem.code == "AH201" or "[key]" in problem.loc)
        return Finding(
            file=self.file,
            line=line,
            column=column + (problem.offset + (loc in self.document.quoted) if problem.offset else 0),
            code=problem.code,
            subject=self._subject(loc),
            text=problem.text,
            level=problem.level,
            source=self.document.line(line),
        )

    def findings(self, problems: Iterable[Problem]) -> tuple[Finding, ...]:
        """Return problems with their places, in file order."""
        return in_file_order(map(self.finding, problems))

    def where(self, loc: Loc) -> str:
        """Return `arshjul.yaml:177`: the file, and the line on which a part of the plan begins."""
        return f"{self.file}:{self._place(self._known(loc), wants_key=False).line}"

    def _known(self, loc: Loc) -> Loc:
        """Leave out the steps that are pydantic's own, such as the name of a union's branch."""
        known: Loc = ()
        for step in loc:
            if (*known, step) in self.document.values:
                known = (*known, step)
        return known

    def _place(self, loc: Loc, *, wants_key: bool) -> Place:
        is_scalar = isinstance(yamltree.at(self.document.tree, loc), str)
        if loc in self.document.keys and (wants_key or not is_scalar):
            return self.document.keys[loc]
        return self.document.values.get(loc, Place(1, 1))

    def _subject(self, loc: Loc) -> str:
        """Return the id of the innermost part that has one, else the section."""
        for end in range(len(loc), 0, -1):
            part = yamltree.at(self.document.tree, loc[:end])
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                return str(part["id"])
            if loc[0] == "years" and end == 4 and isinstance(loc[3], str):
                return loc[3]
        named = len(loc) > 1 and isinstance(loc[1], str)
        return (str(loc[1]) if named else str(loc[0]) if loc else "") or "planen"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan, and where its parts stand in the file."""

    plan: schema.Plan
    places: Places


def in_file_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in the order of their places, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.line, f.column, f.code)))


def load(path: Path) -> Loaded:
    """Read a plan file.

    Raises:
        PlanError: with every finding, in file order, when anything in it is wrong.
    """
    return load_text(read(path), str(path))


def load_text(data: bytes, file: str) -> Loaded:
    """Read a plan from the bytes of a file that is known by a name.

    Raises:
        PlanError: as `load`.
    """
    document = yamltree.read(_decoded(data, file))
    places = Places(file, document)
    findings = [
        Finding(file=file, line=slip.place.line, column=slip.place.column, code=slip.code,
                subject=places.finding(Problem(loc=slip.loc, code="", text="")).subject, text=slip.text,
                source=document.line(slip.place.line))
        for slip in document.slips
    ]  # fmt: skip
    if document.tree is None and not findings:
        raise PlanError((_about_file(file, "AH102", "Filen är tom. Skriv en plan i den."),))
    plan = None
    if document.tree is not None:
        plan, problems = _validate(document.tree)
        told = {slip.loc for slip in document.slips}
        findings += [places.finding(problem) for problem in problems if problem.loc not in told]
    if findings or plan is None:
        raise PlanError(in_file_order(findings))
    return Loaded(plan, places)


def read(path: Path) -> bytes:
    """Return the bytes of a plan file.

    Raises:
        PlanError: if it cannot be read.
    """
    file = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PlanError((_about_file(file, "AH101", "Det här är ingen vanlig fil. Ange en plan i YAML."),))
        if status.st_size > MAX_BYTES:
            text = f"Filen är större än {MAX_BYTES // 1_000_000} MB, så stor är ingen plan. Ange en annan fil."
            raise PlanError((_about_file(file, "AH101", text),))
        return path.read_bytes()
    except FileNotFoundError as error:
        text = "Filen finns inte. Rätta sökvägen."
        raise PlanError((_about_file(file, "AH101", text),)) from error
    except OSError as error:
        text = f"Filen går inte att läsa ({system_error(error)}). Ange en annan fil, eller ändra dess behörighet."
        raise PlanError((_about_file(file, "AH101", text),)) from error
    except ValueError as error:
        text = "Så kan ingen fil heta. Rätta sökvägen."
        raise PlanError((_about_file(file, "AH101", text),)) from error


def _decoded(data: bytes, file: str) -> str:
    if b"\0" in data:
        text = "Filen är inte ren text i UTF-8. Spara om den som UTF-8 i textredigeraren, eller ange en annan fil."
        raise PlanError((_about_file(file, "AH102", text),))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].rpartition(b"\n")
        column = len(before[2].decode("utf-8", "replace")) + 1
        text = "Filen är inte sparad som UTF-8. Spara om den som UTF-8 i textredigeraren."
        finding = _about_file(file, "AH102", text)
        raise PlanError((replace(finding, line=data[: error.start].count(b"\n") + 1, column=column),)) from error


def _about_file(file: str, code: str, text: str) -> Finding:
    return Finding(file=file, line=1, column=1, code=code, subject="planen", text=text)


def _validate(tree: Tree) -> tuple[schema.Plan | None, list[Problem]]:
    """Return the plan if it is whole, and the problems of every part; one broken part hides no other's."""
    problems: list[Problem] = []
    try:
        plan = schema.Plan.model_validate(tree)
        problems += references.of_body(plan, plan.plan.timezone)
    except ValidationError as error:
        plan = None
        problems += (_problem(one) for one in error.errors(include_url=False))
        problems += _problems_of_the_rest(tree, [problem.loc for problem in problems])
    bad = {problem.loc for problem in problems}
    problems += (problem for problem in references.of_tree(tree) if problem.loc not in bad)
    return plan, problems


def _problems_of_the_rest(tree: Tree, bad: list[Loc]) -> list[Problem]:
    """Return what is wrong between the parts that are right by themselves."""
    kept: dict[Loc, list[int]] = {}
    rest = _without(tree, (), {_entry(loc) for loc in bad if loc}, kept)
    if not isinstance(rest, dict):
        return []
    try:
        body = schema.Body.model_validate({"roles": {}, "activities": [], **rest})
    except ValidationError:
        return []
    problems = references.of_body(body, _time_zone(tree))
    return [replace(problem, loc=_restored(problem.loc, kept)) for problem in problems]


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


def _without(tree: Tree, loc: Loc, entries: set[Loc], kept: dict[Loc, list[int]]) -> Tree:
    if isinstance(tree, dict):
        left = {key: part for key, part in tree.items() if (*loc, key) not in entries and (loc or key != "plan")}
        return {key: _without(part, (*loc, key), entries, kept) for key, part in left.items()}
    if isinstance(tree, list):
        kept[loc] = [index for index in range(len(tree)) if (*loc, index) not in entries]
        return [_without(tree[index], (*loc, index), entries, kept) for index in kept[loc]]
    return tree


def _restored(loc: Loc, kept: Mapping[Loc, list[int]]) -> Loc:
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
        return Problem(loc=loc, code="AH201", text=_unknown_key(loc))
    if kind.startswith("AH"):
        return Problem(loc=loc, code=kind, text=error["ctx"]["text"], offset=error["ctx"]["offset"])
    if error["input"] is None:
        return Problem(loc=loc, code="AH203", text="Värdet saknas. Skriv det efter kolonet, eller ta bort nyckeln.")
    return Problem(loc=loc, code="AH203", text=_TYPES.get(kind, "Värdet går inte att använda här."))


def _unknown_key(loc: Loc) -> str:
    key = str(loc[-1])
    parent = tuple(step for step in loc[:-1] if step not in {"one", "list", "months"})
    if parent[:1] == ("activities",) and key == "date":
        return 'Nyckeln "date" finns bara på extra tillfällen. Skriv datumet under years.'
    pattern = tuple(str(step) if n % 2 == 0 else "*" for n, step in enumerate(parent))
    model = _MODELS.get(pattern) or _MODELS.get((*pattern[:-1], "*"), schema.Plan)
    return f'Nyckeln "{key}" finns inte här.{did_you_mean(key, model.model_fields)}'
