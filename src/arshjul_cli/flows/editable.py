"""A plan file that a command may change: its plan, its text laid out, and what it is with another text."""

from collections.abc import Iterable
from dataclasses import dataclass

from arshjul_cli.editing.layout import Keys, Layout, layout_of
from arshjul_cli.editing.preserved import require_preserved
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import Reading, load_bytes, require_plan


@dataclass(frozen=True, slots=True)
class Editable:
    """A plan file in which everything is right."""

    name: str
    """The name that the user gave it."""
    plan: Plan
    layout: Layout

    @property
    def text(self) -> str:
        """The text of the file, with its line ends and its byte order mark."""
        return self.layout.text


def editable(reading: Reading) -> Editable:
    """Return a plan file that was read.

    Raises:
        PlanError: if anything in it is wrong.
    """
    plan = require_plan(reading)
    return Editable(reading.name, plan, layout_of(reading.data.decode(), plan.node))


def edited(old: Editable, text: str, changed: Iterable[Keys]) -> Editable:
    """Return a plan file with another text, which differs only where some keys lead.

    Raises:
        EditError: if it differs elsewhere too, or lacks a comment.
        PlanError: if the plan could not be used.
    """
    reading = load_bytes(text.encode(), old.name)
    new = None if reading.clean_tree is None else layout_of(text, reading.clean_tree)
    require_preserved(old.layout, new, changed)
    return editable(reading)
