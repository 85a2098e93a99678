"""How a value is read from text, what is said of a wrong one, and what an editor may know of it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic_core import PydanticCustomError, core_schema

from arshjul_cli.findings import Code, cut, in_quotes
from arshjul_cli.plan.fields.characters import harm
from arshjul_cli.source import Null

_NO_TEXT = (
    "Här ska det stå en text på en rad. Har den ett kolon, eller börjar med [, { eller -, ska den stå inom citattecken."
)
_MISSING = "Värdet saknas. Skriv det efter kolonet, eller ta bort nyckeln."
_MISSING_ITEM = "Värdet saknas. Skriv ett efter bindestrecket, eller ta bort raden."
_COMMENTED = re.compile(r":?\s+(#.*)")


def missing(node: Null) -> str:
    """Return what is said of a value that is missing; after `#` on its line stands nothing but a comment."""
    key = node.origin.key
    begin, length = (node.origin, 0) if key is None else (key.origin, key.origin.end - key.origin.start)
    line = begin.file.line(begin.place.line)
    comment = _COMMENTED.match(line, begin.place.column - 1 + length)
    if not comment:
        return _MISSING_ITEM if key is None else _MISSING
    text = "Värdet saknas: det som står efter # är en kommentar. Skriv ett värde före #, eller sätt hela texten inom"
    written = in_quotes(cut(comment[1].strip()))
    return f"{text} citattecken, {written if key is None else f'{cut(key)}: {written}'}."


def wrong(code: Code, text: str, offset: int = 0) -> PydanticCustomError:
    """Return the error of a value; `offset` is how many characters into it the fault is."""
    return PydanticCustomError(code, "{text}", {"text": text, "offset": offset})


def _text(value: object) -> str:
    if isinstance(value, Null):
        raise wrong(Code.VALUE, missing(value))
    if not isinstance(value, str):
        raise wrong(Code.VALUE, _NO_TEXT)
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
