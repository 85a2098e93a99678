"""What all parts of a plan share."""

from collections.abc import Mapping
from functools import cached_property
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from arshjul_cli.source import MappingNode, Node, SequenceNode, Step, TextNode, at


def keys_of(part: type[BaseModel]) -> Mapping[str, str]:
    """Return the keys of a part as the file writes them, each with the name of its field."""
    return {field.alias or name: name for name, field in part.model_fields.items()}


class Model(BaseModel):
    """A part of the plan: nothing unknown in it, nothing changes, and it knows where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @cached_property
    def node(self) -> Node:
        """The node that it was read from; one that is nowhere if it was made by hand."""
        return MappingNode()

    @model_validator(mode="wrap")
    @classmethod
    def _remember_node(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        made = handler(value)
        if isinstance(value, TextNode | SequenceNode | MappingNode):
            # As cached properties do, so that parts which say the same are equal wherever they stand.
            made.__dict__["node"] = value
        return made

    def at(self, *steps: Step) -> Node:
        """Return the node at a path below its own, or the nearest above it that is there."""
        return at(self.node, *steps)
