"""Problems at their places in the file, as they are reported."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from arshjul_cli.findings import Code, Finding, Level, Problem, cut
from arshjul_cli.source import Absent, MappingNode, Node, Null, Place, TextNode, ancestry, loc_of

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
    """Return problems as they are reported: each once, the gravest first, in file order; of many how many more."""
    unlike: dict[object, Problem] = {}
    for problem in problems:
        unlike.setdefault((*_order(problem), problem.text, problem.level), problem)
    ordered = sorted(unlike.values(), key=lambda problem: (list(Level).index(problem.level), *_order(problem)))
    return (*map(finding, ordered[:MOST]), *_more(ordered[MOST:]))


def place_of(problem: Problem) -> Place:
    """Return where in the file a problem is: at the key of what has keys or is missing, else at the value."""
    if problem.place:
        return problem.place
    node, origin = problem.at, problem.at.origin
    if problem.of_key and origin.key is not None:
        return origin.key.origin.place
    return _after(node, problem.offset) if problem.offset and isinstance(node, TextNode) else _place_of_node(node)


def where(node: Node) -> str:
    """Return `arshjul.yaml:177`: the file, and the line on which a part of the plan begins."""
    return f"{node.origin.file.name}:{_place_of_node(node).line}"


def _place_of_node(node: Node) -> Place:
    """Return where a part of the plan begins: at its key if it has keys or is missing."""
    origin = node.origin
    if origin.key is not None and (isinstance(node, Null) or not isinstance(node, TextNode)):
        return origin.key.origin.place
    return origin.place


def _after(text: TextNode, offset: int) -> Place:
    """Return the place of a character of a text; that of the text if what is before it is written in another way."""
    line, column = text.origin.place
    first = column + (text.origin.style in {"'", '"'})
    as_it_reads = text.origin.file.line(line).startswith(text[:offset], first - 1)
    return Place(line, first + offset) if as_it_reads else text.origin.place


def _order(problem: Problem) -> tuple[str, Place, str]:
    return problem.at.origin.file.name, place_of(problem), problem.code


def _more(rest: Sequence[Problem]) -> Iterator[Finding]:
    """Yield what stands for those that are not shown; it weighs as much as the gravest of them, which is the first."""
    if rest:
        first = rest[0]
        *_, whole = ancestry(first.at)
        text = f"… och {len(rest)} till, som inte visas. Rätta felen ovanför först, och kör igen."
        more = Problem(at=whole, code=Code.MORE, text=text, weight=first.level, place=place_of(first))
        yield replace(finding(more), stands_for=tuple(problem.level for problem in rest))


def _subject(node: Node) -> str:
    """Return the id of the innermost part that has one, else the name of the entry, else the section as written."""
    if isinstance(node, Absent) and node.origin.parent is not None:
        node = node.origin.parent
    *parts, _whole = ancestry(node)
    section = [str(part.origin.key or part.origin.step) for part in parts[-1:]]
    entry = [part.origin.step for part in parts[-2:-1] if isinstance(part.origin.step, str)]
    return next(filter(None, (*map(_id_of, parts), *entry, *section)), "planen")


def _id_of(part: Node) -> str:
    """Return the id that a part has, or under which it stands in a school year; nothing if it has none."""
    own = part.get("id") if isinstance(part, MappingNode) else None
    if isinstance(own, TextNode) and own:
        return str(own)
    match loc_of(part):
        case ("years", _, _, str(item)):
            return item
        case _:
            return ""
