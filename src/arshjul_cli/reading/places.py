"""Problems at their places in the file, as they are reported."""

from collections.abc import Iterable

from arshjul_cli.findings import Code, Finding, Level, Problem, cut
from arshjul_cli.source import Absent, Mapping, Node, Null, Place, Text, ancestry, loc_of

MOST = 100
"""So many findings are shown: more than anybody reads at once."""


def finding(problem: Problem) -> Finding:
    """Return a problem as it is reported: at its place, with its subject."""
    place, file = place_of(problem), problem.at.origin.file
    return Finding(
        file=file.name,
        line=place.line,
        column=place.column,
        code=problem.code,
        subject=cut(_subject(problem.at)),
        text=f"{problem.text}{problem.hint() if problem.hint else ''}",
        level=problem.level,
        source=file.line(place.line),
    )


def findings(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Return problems as they are reported: each once, in file order; of many the gravest, and how many more."""
    unlike: dict[object, Problem] = {}
    for problem in problems:
        unlike.setdefault((place_of(problem), problem.code, problem.text, problem.level), problem)
    by_weight = sorted(unlike.values(), key=lambda problem: (list(Level).index(problem.level), *_order(problem)))
    shown, rest = (sorted(some, key=_order) for some in (by_weight[:MOST], by_weight[MOST:]))
    return tuple(map(finding, [*shown, *_more(rest)]))


def place_of(problem: Problem) -> Place:
    """Return where in the file a problem is: at the key of what has keys or is missing, else at the value."""
    if problem.place:
        return problem.place
    node, origin = problem.at, problem.at.origin
    if origin.key is not None and (problem.of_key or isinstance(node, Null) or not isinstance(node, Text)):
        return origin.key.origin.place
    if not problem.offset or origin.place.line < origin.last_line:
        return origin.place
    return Place(origin.place.line, origin.place.column + problem.offset + (origin.style in {"'", '"'}))


def where(node: Node) -> str:
    """Return `arshjul.yaml:177`: the file, and the line on which a part of the plan begins."""
    begins = place_of(Problem(at=node, code=Code.MORE, text=""))
    return f"{node.origin.file.name}:{begins.line}"


def _order(problem: Problem) -> tuple[Place, str]:
    return place_of(problem), problem.code


def _more(rest: list[Problem]) -> tuple[Problem, ...]:
    """Return what stands for those that are not shown; it weighs as much as the gravest of them."""
    if not rest:
        return ()
    first, *_ = rest
    *_, whole = ancestry(first.at)
    gravest = min((problem.level for problem in rest), key=list(Level).index)
    text = f"… och {len(rest)} till, som inte visas. Rätta dem ovanför först, och kör igen."
    return (Problem(at=whole, code=Code.MORE, text=text, weight=gravest, place=place_of(first)),)


def _subject(node: Node) -> str:
    """Return the id of the innermost part that has one, else the section."""
    if isinstance(node, Absent) and node.origin.parent is not None:
        node = node.origin.parent
    for part in ancestry(node):
        if part.origin.parent is None:
            break
        if isinstance(part, Mapping) and isinstance(part.get("id"), Text) and not isinstance(part["id"], Null):
            return str(part["id"])
        match loc_of(part):
            case ("years", _, _, str(item)):
                return item
    match loc_of(node):
        case (_, str(name), *_):
            return name
        case (section, *_):
            return str(section)
        case _:
            return "planen"
