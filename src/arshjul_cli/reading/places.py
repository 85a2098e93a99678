"""Where everything in a plan file stands: from a path of keys and indices to a line and a column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from arshjul_cli.findings import Finding, Level, Loc, Problem, cut
from arshjul_cli.reading import tree as yamltree
from arshjul_cli.reading.syntax import Place, Slip
from arshjul_cli.reading.tree import Document
from arshjul_cli.reading.validate import Kept, restored

MOST = 100
"""So many findings are shown: more than anybody reads at once."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything in a plan file stands."""

    file: str
    document: Document
    kept: Kept = field(default_factory=dict)
    """Of a plan that is only a part of the file: what is kept of each list."""

    def finding(self, problem: Problem) -> Finding:
        """Return a problem with its place; a place that the file lacks gives way to the nearest above it."""
        [found] = self.findings([problem])
        return found

    def findings(self, problems: Iterable[Problem], slips: Iterable[Slip] = ()) -> tuple[Finding, ...]:
        """Return slips and problems at their places, in file order, each once; of many the first, and how many more."""
        placed = [(slip.place, Problem(loc=slip.loc, code=slip.code, text=slip.text)) for slip in slips]
        in_the_file = (replace(problem, loc=restored(problem.loc, self.kept)) for problem in problems)
        placed += ((self._place_of(problem), problem) for problem in in_the_file)
        once: dict[object, tuple[Place, Problem]] = {}
        for place, one in placed:
            once.setdefault((place, one.code, one.text, one.level), (place, one))
        told = sorted(once.values(), key=lambda one: (one[0], one[1].code))
        shown = tuple(self._finding(*one) for one in told[:MOST])
        return (*shown, self._more(told[MOST:])) if len(told) > MOST else shown

    def _more(self, rest: Sequence[tuple[Place, Problem]]) -> Finding:
        """Return what stands for those that are not shown, of as much weight as the worst of them."""
        text = f"… och {len(rest)} till, som inte visas. Rätta dem ovanför först, och kör igen."
        levels = {problem.level for _, problem in rest}
        worst = next(level for level in Level if level in levels)
        return replace(self._finding(rest[0][0], Problem(loc=(), code="AH106", text=text)), level=worst)

    def _place_of(self, problem: Problem) -> Place:
        loc = self._known(problem.loc)
        line, column = self._place(loc, wants_key=problem.code == "AH201" or "[key]" in problem.loc)
        if not problem.offset or loc in self.document.folded:
            return Place(line, column)
        return Place(line, column + problem.offset + (loc in self.document.quoted))

    def _finding(self, place: Place, problem: Problem) -> Finding:
        return Finding(
            file=self.file,
            line=place.line,
            column=place.column,
            code=problem.code,
            subject=cut(self._subject(self._known(problem.loc))),
            text=f"{problem.text}{problem.hint() if problem.hint else ''}",
            level=problem.level,
            source=self.document.line(place.line),
        )

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
