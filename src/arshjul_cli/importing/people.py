"""The roles that cells name: split, and spelling variants and likely misprints of one joined."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from arshjul_cli.errors import InputError
from arshjul_cli.importing.cleaning import cleaned
from arshjul_cli.importing.names import short_id, unique
from arshjul_cli.plan.fields import FeedId

_SPLIT = re.compile(r"[\n;,+/] ?(?:(?:och|samt|&) )?|(?<![-–]) (?:och|samt|&) ", re.IGNORECASE)
_AND_MORE = re.compile(r",? ?\(?\b(?:m\.? ?fl|etc|osv)\.?\)?$", re.IGNORECASE)
_WITHIN = re.compile(r"\([^()]*\)")
_HIDDEN = {ord(sign): 0xE000 + at for at, sign in enumerate(" \n;,+/")}
"""What stands within parentheses is not split. Cells hold no such characters."""
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}
_MOST, _LONGEST = 1_000, 200
"""So many roles may a plan have; so long a text is no name, and the cell is quoted beside what is cut."""
_MARKS = " .,;:•·*–-"
_ENDINGS = {
    "", "a", "e", "n", "en", "et", "t", "s", "ns", "ens", "ets", "er", "ar", "or", "r", "na", "ne", "erna",
    "arna", "orna",
}  # fmt: skip
_STEM, _LONG = 4, 8
"""So many letters of two forms of a word are the same; so long is a word of which one letter may be a misprint."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a plan: their names by id, their other spellings, and the ids by spelling."""

    names: Mapping[str, str]
    variants: Mapping[str, tuple[str, ...]]
    ids: Mapping[str, str]

    def of(self, cell: str) -> tuple[str, ...]:
        """Return the ids of the roles that a cell names, each once."""
        return tuple(dict.fromkeys(self.ids[_key(name)] for name in named(cell)))

    def are_as_written(self, cell: str) -> bool:
        """Tell whether the names of the roles of a cell say all that the cell says."""
        if not self.of(cell):
            return not cell
        written = re.findall(r"\w+", _SPLIT.sub(" ", cell).casefold())
        return written == re.findall(r"\w+", " ".join(self.names[role] for role in self.of(cell)).casefold())


@lru_cache(maxsize=4096)
def named(cell: str) -> tuple[str, ...]:
    """Return the names in a cell, as they are written; a part without any letter names nobody."""
    parts: list[str] = []
    for part in filter(None, _SPLIT.split(_WITHIN.sub(lambda found: found[0].translate(_HIDDEN), cell))):
        name = " ".join(cleaned(_AND_MORE.sub("", part.translate(_SHOWN)).strip(_MARKS)[:_LONGEST]).split())
        if any(sign.isalpha() for sign in name):
            parts.append(name)
        elif any(sign.isdecimal() for sign in name) and parts:
            parts[-1] = f"{parts[-1]}, {name}"
    return tuple(parts)


def roles(cells: Iterable[str]) -> Roles:
    """Return the roles that cells name, in order; the spelling that stands most often is the name.

    Raises:
        InputError: if there are more than a plan may have.
    """
    spellings = [name for cell in cells for name in named(cell)]
    counted = Counter(map(_key, spellings))
    if len(counted) > _MOST:
        text = f"Kolumnen för ansvariga har fler än {_MOST} olika namn. Är det rätt kolumn? Ange den med --columns."
        raise InputError(text)
    first = {key: at for at, key in reversed(list(enumerate(map(_key, spellings))))}
    heads: list[str] = []
    head_of: dict[str, str] = {}
    for key in sorted(counted, key=lambda key: (-counted[key], first[key])):
        head = next((head for head in heads if _is_same(head, key)), None)
        head_of[key] = head or key
        heads += [] if head else [key]
    names = {head: _name(head, spellings) for head in sorted(heads, key=lambda head: first[head])}
    ids: dict[str, str] = {}
    for head, name in names.items():
        made = short_id(name)
        ids[head] = unique(made if _is_free(made) else f"roll-{made}".rstrip("-"), set(ids.values()))
    return Roles(
        names={ids[head]: name for head, name in names.items()},
        variants={ids[head]: _variants(names[head], head, head_of, spellings) for head in names},
        ids={key: ids[head] for key, head in head_of.items()},
    )


def _name(key: str, spellings: Sequence[str]) -> str:
    """Return the spelling of a name that stands most often, or first, with a capital."""
    (name, _), *_ = Counter(name for name in spellings if _key(name) == key).most_common()
    return cleaned(f"{name[0].upper()}{name[1:]}")


def _variants(name: str, head: str, head_of: Mapping[str, str], spellings: Sequence[str]) -> tuple[str, ...]:
    """Return the other spellings of a name, but for capitals."""
    others = dict.fromkeys(one for one in spellings if head_of[_key(one)] == head and _key(one) != _key(name))
    return tuple(others)


def _key(name: str) -> str:
    return " ".join(re.findall(r"[\w.()]+", name.casefold()))


def _is_same(one: str, other: str) -> bool:
    """Tell whether two names are one: word by word the same, a form of it or a likely misprint."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    same_length = len(one.split()) == len(other.split())
    return same_length and all(a == b or _is_form(a, b) or _is_misprint(a, b) for a, b in pairs)


def _is_form(one: str, other: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _STEM and {one[shared:], other[shared:]} <= _ENDINGS


def _is_misprint(one: str, other: str) -> bool:
    """Tell whether one letter of a long word is lacking, too many, another, or in the place of the next."""
    short, long = sorted((one, other), key=len)
    if len(long) < _LONG or len(long) - len(short) > 1 or one[0] != other[0] or not (one + other).isalpha():
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    )


def _is_free(role_id: str) -> bool:
    from pydantic import TypeAdapter, ValidationError

    try:
        TypeAdapter(FeedId).validate_python(role_id)
    except ValidationError:
        return False
    return True
