"""Work that can be followed: stages hand out their steps one by one, and know nothing of who looks on."""

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

_Step = TypeVar("_Step")


class Follow(Protocol):
    """Follows the steps of some work as they are taken; what is done is said in words, as a heading."""

    def __call__(self, what: str, steps: Collection[_Step], /) -> Iterable[_Step]:
        """Return the steps, in order."""


def unseen(_what: str, steps: Collection[_Step], /) -> Iterable[_Step]:
    """Return the steps of work that nobody follows."""
    return steps
