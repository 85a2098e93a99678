"""The JSON Schema (2020-12) of the plan file, made of its models: what editors complete and mark by.

It sees what a single value may be. What needs two parts of the file, a calendar or the grammar of the
phrases, only `arshjul check` sees.
"""

import json

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from arshjul_cli.plan.fields import Id
from arshjul_cli.plan.keys import entry_description, key_description, part_description
from arshjul_cli.plan.model import Plan, Promise
from arshjul_cli.plan.years import Decision

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = TypeAdapter(Id).json_schema()["pattern"]
_ONE_OF_TWO = [{"required": ["per_school_year"]}, {"required": ["months"], "properties": {"months": {"minItems": 1}}}]


def render() -> bytes:
    """Return the schema as UTF-8 JSON."""
    schema = Plan.model_json_schema(schema_generator=_Generator)
    whole = {"$schema": _DIALECT, "title": "Årshjul", **schema}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with Swedish descriptions, closed mappings, and no null: an empty key is a slip."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the form of the method
        """Leave out the titles, which would be the keys once more."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Describe the value that stands there if the key does."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Name the defaults that somebody could have written."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**inner, "default": default} if isinstance(default, str | bool) else inner

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        """Tell that no id stands twice in a list."""
        several = super().tuple_schema(schema)
        return {**several, "uniqueItems": True} if several["items"].get("pattern") == _ID else several

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Name the keys where they are few, else say how they are written."""
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        closed: JsonSchemaValue = {"type": "object", "additionalProperties": False}
        if "enum" in keys:
            described = {key: {**values, "description": entry_description(key)} for key in keys["enum"]}
            return {**closed, "properties": described}
        return {**closed, "propertyNames": {**keys, "type": "string"}, "patternProperties": {keys["pattern"]: values}}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Describe a part of the file and its keys."""
        model = schema["cls"]
        part = super().model_schema(schema)
        part.pop("title", None)
        part["description"] = part_description(model)
        for key, value in part["properties"].items():
            value["description"] = key_description(model, key)
        if model is Promise:
            part["oneOf"] = _ONE_OF_TWO
        return {"anyOf": [part["properties"]["date"], part]} if model is Decision else part
