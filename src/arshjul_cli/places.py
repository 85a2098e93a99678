"""Where everything in a plan file stands: from a path of keys and indices to a line and a column."""

from collections.abc import Iterable
from dataclasses import dataclass

from arshjul_cli import yamltree
from arshjul_cli.errors import Finding, Loc, Problem
from arshjul_cli.yamltree import Document, Place


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


def in_file_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in the order of their places, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.line, f.column, f.code)))
