"""Sections whose names are misspelt, read as what they are meant to be."""

from collections.abc import Iterator
from dataclasses import replace

from arshjul_cli.findings import Problem
from arshjul_cli.plan.model import SECTIONS
from arshjul_cli.reading.refusals import unknown_key
from arshjul_cli.source import MappingNode, Node, parts
from arshjul_cli.swedish import nearest


def as_meant(tree: Node) -> tuple[Node, tuple[Problem, ...]]:
    """Return a tree with its sections under the names that are certainly meant, and the misspelt names.

    From here on the path to what stands in such a section begins with the name that is meant; its key stays as it is
    written.
    """
    meant = _meant(tree)
    if not meant or not isinstance(tree, MappingNode):
        return tree, ()
    problems = tuple(unknown_key(tree, (section,)) for section in meant)
    renamed = MappingNode()
    renamed.origin, renamed.has_gap = tree.origin, tree.has_gap
    for name, section in tree.items():
        step = meant.get(name, name)
        # The section itself, not a copy: its parts know it as what they stand in.
        section.origin = replace(section.origin, step=step)
        renamed[step] = section
    return renamed, problems


def _meant(tree: Node) -> dict[str, str]:
    """Return the sections that are certainly misspelt, and the absent ones that are meant."""
    near = {section: nearest(section, SECTIONS) for section in _unknown(tree)}
    present = [*(section for section, _ in parts(tree)), *near.values()]
    return {wrong: right for wrong, right in near.items() if right and present.count(right) == 1}


def _unknown(tree: Node) -> Iterator[str]:
    yield from (str(section) for section, _ in parts(tree) if section not in SECTIONS)
