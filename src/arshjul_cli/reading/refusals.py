"""What pydantic refuses of a plan, as problems at nodes."""

from collections.abc import Mapping
from functools import partial

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from arshjul_cli import source
from arshjul_cli.findings import Code, Problem, cut, cut_within
from arshjul_cli.plan.fields import missing
from arshjul_cli.plan.items import Activity, Extra, Link
from arshjul_cli.plan.model import Category, DeclaredFeed, Header, Plan, Promise, Role
from arshjul_cli.plan.part import keys_of
from arshjul_cli.plan.years import Break, Decision, Terms, YearBlock
from arshjul_cli.reading import dashes
from arshjul_cli.source import Loc, Node, Null, TextNode, absent, loc_of
from arshjul_cli.swedish import did_you_mean

_OF_KEY = "[key]"
"""Ends pydantic's path to a key."""
_NO_LIST = 'Här ska det stå en lista: [a, b], eller rader som börjar med "- ".'
_NO_MAPPING = "Här ska det stå nycklar med värden, en på varje rad."
_TYPES = {
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "dict_type": _NO_MAPPING,
    "model_type": _NO_MAPPING,
    "model_attributes_type": _NO_MAPPING,
    "too_short": "Listan är tom. Skriv minst ett id.",
}
_MODELS: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): Plan,
    ("plan",): Header,
    ("roles", "*"): Role,
    ("categories", "*"): Category,
    ("activities", "*"): Activity,
    ("activities", "*", "links", "*"): Link,
    ("promises", "*"): Promise,
    ("feeds", "*"): DeclaredFeed,
    ("years", "*"): YearBlock,
    ("years", "*", "terms"): Terms,
    ("years", "*", "breaks", "*"): Break,
    ("years", "*", "extra", "*"): Extra,
    ("years", "*", "extra", "*", "links", "*"): Link,
    ("years", "*", "dates", "*"): Decision,
    ("years", "*", "dates", "*", "*"): Decision,
}


def refusal(tree: Node, error: ErrorDetails) -> Problem:
    """Return what pydantic says of a part of a tree."""
    loc, kind = _untagged(error["loc"]), str(error["type"])
    if kind == "missing":
        parent, key = source.at(tree, *loc[:-1]), str(loc[-1])
        return Problem(at=absent(parent, key), code=Code.MISSING_KEY, text=f'Nyckeln "{key}" saknas. Lägg till den.')
    if kind == "extra_forbidden":
        return unknown_key(tree, loc)
    if loc[-1:] == (_OF_KEY,):
        node = source.at(tree, *loc[:-1])
        at, within = node if node.origin.key is None else node.origin.key, loc[-1:]
    else:
        at = source.at(tree, *loc)
        within = loc[len(loc_of(at)) :] if isinstance(at, TextNode) else ()
    code, text, offset = _said(kind, error)
    return Problem(at=at, within=within, code=code, text=text, offset=offset)


def _said(kind: str, error: ErrorDetails) -> tuple[Code, str, int]:
    """Return the code of a value that is refused, what is said of it, and how many characters into it that is."""
    value = error["input"]
    if kind.startswith("AH"):
        text = str(error["ctx"]["text"])
        return Code.named(kind), cut_within(text, value) if isinstance(value, str) else text, error["ctx"]["offset"]
    if isinstance(value, Null):
        return Code.VALUE, missing(value), 0
    text = _TYPES.get(kind, "Värdet går inte att använda här.")
    return Code.VALUE, (_dashes(value) or text) if text == _NO_LIST else text, 0


def _dashes(value: object) -> str:
    """Return what is wrong with the dashes of a list that is read as a text; nothing if it was to be none."""
    if not isinstance(value, TextNode) or value.origin.style:
        return ""
    line, column = value.origin.place
    dash = dashes.slip(value.origin.file.line(line))
    return dash[1] if dash and dash[0] == column else ""


def _untagged(loc: Loc) -> Loc:
    """Return a path of pydantic's as one of the file: without the names of a union's branches.

    Only what stands under an id in `dates` or `cancelled` is a union. That its branches are called as ids may be is
    why they are told apart by position.
    """
    match loc:
        case ("years", _, "dates" | "cancelled", _, branch, *rest) if rest or branch != _OF_KEY:
            return (*loc[:4], *rest)
        case _:
            return tuple(loc)


def unknown_key(tree: Node, loc: Loc) -> Problem:
    """Return that a key is none of the part it stands in, with the nearest that is."""
    *parent, key = loc
    at, key = source.at(tree, *loc), str(key)
    if parent[:1] == ["activities"] and key == "date":
        text = 'Nyckeln "date" finns bara på extra tillfällen. Skriv datumet under years.'
        return Problem(at=at, code=Code.UNKNOWN_KEY, text=text, of_key=True)
    pattern = tuple(str(step) if n % 2 == 0 else "*" for n, step in enumerate(parent))
    model = _MODELS.get(pattern) or _MODELS.get((*pattern[:-1], "*"), Plan)
    hint = partial(did_you_mean, key, keys_of(model).keys())
    text = f'Nyckeln "{cut(key)}" finns inte här.'
    if " " in key and source.at(tree, *parent).origin.style:
        # Nobody writes such a key; a text before it had a comma.
        more = "Hör det till texten före kommatecknet: sätt hela texten inom citattecken."
        return Problem(at=at, code=Code.UNKNOWN_KEY, text=f"{text} {more}", of_key=True)
    return Problem(at=at, code=Code.UNKNOWN_KEY, text=text, of_key=True, hint=hint)
