"""How a value is read from text, what is said of a wrong one, and what an editor may know of it."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic_core import PydanticCustomError, core_schema

from arshjul_cli.findings import Code
from arshjul_cli.plan.fields.characters import harm
from arshjul_cli.source import Null

MISSING = "Värdet saknas. Skriv det efter kolonet, eller ta bort nyckeln."


def wrong(code: Code, text: str, offset: int = 0) -> PydanticCustomError:
    """Return the error of a value; `offset` is how many characters into it the fault is."""
    return PydanticCustomError(code, "{text}", {"text": text, "offset": offset})


def _text(value: object) -> str:
    if isinstance(value, Null):
        raise wrong(Code.VALUE, MISSING)
    if not isinstance(value, str):
        raise wrong(Code.VALUE, "Här ska det stå en text på en rad.")
    text = unicodedata.normalize("NFC", value).strip()
    if what := harm(text):
        raise wrong(Code.CHARACTER, what)
    return text


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Makes pydantic read a value with a function from its text, and describe it with a JSON Schema."""

    read: Callable[[str], object]
    schema: Mapping[str, object]
    """What an editor can see of it. Never stricter than `read`, but for texts such as `true`, which are slips."""

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(lambda value: self.read(_text(value)))

    def __get_pydantic_json_schema__(self, _core: object, _handler: object) -> dict[str, object]:
        return dict(self.schema)


# YAML gives an editor 3 as a number, true as a truth value, and 2019-03-06 as a text (YAML 1.2, core schema). A pattern
# concerns texts alone; what VS Code says of one that does not fit is its patternErrorMessage.
TEXT = ["string", "number"]


def pattern(regex: str, message: str, **more: object) -> Mapping[str, object]:
    """Return the schema of a text that a whole regular expression fits, but for the spaces at its ends."""
    return {"type": "string", "pattern": rf"^\s*{regex}\s*$", "patternErrorMessage": message, **more}
