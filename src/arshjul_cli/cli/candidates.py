"""What may stand in an argument or after an option, for completion: of the plan no more than its YAML is read."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS

Section = Mapping[str, object]


def of(parameter: str, plan: str | None) -> tuple[str, ...]:
    """Return what a parameter of a command may be, by its name; nothing where that cannot be told, silently."""
    if parameter in _WORDS:
        return _WORDS[parameter]
    if parameter not in _OF_PLAN:
        return ()
    try:
        return tuple(dict.fromkeys(map(str, _OF_PLAN[parameter](_tree(plan)))))
    except Exception:  # noqa: BLE001 - whoever presses Tab has not asked what is wrong with the plan
        return ()


def _tree(option: str | None) -> Section:
    from arshjul_cli.cli import inputs
    from arshjul_cli.reading import file, tree

    path = inputs.find_plan(option)
    text = file.text_of(file.bytes_of(path), str(path))
    return _section(tree.read(text, tree.file_of(text, str(path))).tree)


def _section(node: object) -> Section:
    return node if isinstance(node, dict) else {}


def _roles(plan: Section) -> Iterator[str]:
    """Yield what has a feed."""
    yield from _section(plan.get("roles"))
    yield from _section(plan.get("feeds"))


def _activities(plan: Section) -> Iterator[object]:
    """Yield the ids of activities, then of the extra ones of a year."""
    years = map(_section, _section(plan.get("years")).values())
    for item in chain(_items(plan.get("activities")), *(_items(year.get("extra")) for year in years)):
        yield _section(item)["id"]


def _items(node: object) -> list[object]:
    return node if isinstance(node, list) else []


def _years(plan: Section) -> Iterator[str]:
    """Yield the school years that have a block, and the one to come."""
    years = sorted(SchoolYear.parse(text) for text in _section(plan.get("years")))
    yield from map(str, years)
    yield from (str(year.next()) for year in years[-1:])


_OF_PLAN: Mapping[str, Callable[[Section], Iterator[object]]] = {
    "role": _roles,
    "activity": _activities,
    "year": _years,
    "years": _years,
    "category": lambda plan: iter(_section(plan.get("categories"))),
    "goal": lambda plan: iter(_section(plan.get("goals"))),
}
_WORDS = {
    "month": MONTHS,
    "slot": MONTHS,
    "shell": ("bash", "zsh", "fish", "powershell"),
}
