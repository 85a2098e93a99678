"""The words of phrases: how a text is split, the values that words stand for, and their other spellings."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from arshjul_cli.swedish import DASHES, MONTHS, NUMERALS, ORDINALS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS, month_name

MAX_LENGTH = 200
_FEASTS = {
    "påsk": ("påsk", "påsken"),
    "pingst": ("pingst", "pingsten"),
    "midsommar": ("midsommar", "midsommaren"),
    "jul": ("jul", "julen"),
    "nyår": ("nyår", "nyåret"),
}
_NAMED_DAYS = {
    "alla helgons dag": ("alla helgons dag", "alla helgons"),
    "första advent": ("första advent", "1:a advent", "första söndagen i advent"),
    "Lucia": ("lucia", "luciadagen"),
    "julafton": ("julafton", "julaftonen"),
    "juldagen": ("juldagen", "juldag"),
    "nyårsafton": ("nyårsafton", "nyårsaftonen"),
    "nyårsdagen": ("nyårsdagen", "nyårsdag"),
    "trettondag jul": (
        *("trettondag jul", "trettondedag jul", "trettondagen jul", "trettondedagen jul"),
        *("trettondagen", "trettondedagen", "trettondag", "trettondedag"),
    ),
    "påskdagen": ("påskdagen", "påskdag"),
    "valborg": ("valborg", "valborgsmässoafton", "valborgsmässoaftonen"),
    "Kristi himmelsfärdsdag": (
        *("kristi himmelsfärdsdag", "kristi himmelsfärdsdagen", "kristi himmelsfärd"),
        *("himmelsfärdsdagen", "himmelsfärdsdag"),
    ),
    "pingstafton": ("pingstafton", "pingstaftonen"),
    "pingstdagen": ("pingstdagen", "pingstdag"),
    "nationaldagen": ("nationaldagen", "sveriges nationaldag"),
    "midsommarafton": ("midsommarafton", "midsommaraftonen"),
    "midsommardagen": ("midsommardagen", "midsommardag"),
}


_STARTS = ("start", "starten", "början", "första dag")
_ENDS = ("slut", "slutet", "sista dag")
_TERMS = {
    f"{term} {edge}": tuple(f"{name} {word}" for name in names for word in words)
    for term, names in (
        ("höstterminens", ("höstterminens",)),
        ("vårterminens", ("vårterminens",)),
        ("läsårets", ("läsårets", "skolårets")),
    )
    for edge, words in (("start", _STARTS), ("slut", _ENDS))
}


def _read_as(names: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    return {spelling: name for name, spellings in names.items() for spelling in spellings}


_SEVERAL_WORDS = "|".join(
    r"\s+".join(spelling.split())
    for spelling in sorted(_read_as(_NAMED_DAYS | _TERMS), key=len, reverse=True)
    if " " in spelling
)
_TOGETHER = r"med undantag (?:för|av)|(?:från|till) och med|fr\.\s?o\.\s?m\.|t\.\s?o\.\s?m\.|c:a" + f"|{_SEVERAL_WORDS}"
"""Expressions of several words or signs that are one word here."""
_DATE = r"(?<![\d.:/])(?P<day>\d{1,2})[./](?P<month>0?[1-9]|1[0-2])(?:[./](?=\d{4})|\.(?![\d/])|(?![/:\d]))"
"""A day before its month: `15.1`, `15.1.`, `15/1`; a year may follow."""
_NUMBER = r"(?:den\s+)?(?P<number>\d+)(?::[ae](?!\w)|\.(?=\s*(?:–|[^\W\d_])))?"
"""A number, also as `15:e`, `15.` before a word or a dash, and `den 15`."""
_ORDINAL = (
    r"(?:den\s+)?(?P<nth>[1-9]):[ae](?=\s+(?:mån|tis|ons|tor|fre|lör|sön|vardag|arbetsdag|veck|kvartal|dag|halv|helg))"
)
"""An ordinal, `1:a` for `första`, before what it may count."""
_TOKEN = re.compile(rf"(?:den\s+)?{_DATE}|{_ORDINAL}|{_NUMBER}|(?:{_TOGETHER})(?!\w)|[^\W\d_]+\.?|\S")
_NO_DATE_AFTER = frozenset({"v.", "v", "vecka", "veckan", "veckorna", "veckor", "kl", "kl.", "klockan", "kvartal"})
"""After these, `10/11` and `9.10` are no date."""
_PIECE = re.compile(r"\d+|\S")
_DASHES = str.maketrans(dict.fromkeys(f"-{DASHES}", "–"))


class PhraseError(ValueError):
    """A phrase that cannot be understood. The Swedish text says why and what to write."""

    def __init__(self, text: str, offset: int = 0) -> None:
        """Take the text and how many characters into the phrase it concerns."""
        super().__init__(text)
        self.text = text
        self.offset = offset


class Token(NamedTuple):
    """A word, number or sign of a phrase, in lower case, and where it stands."""

    text: str
    offset: int
    spelled: str = ""
    """How it is written, where that is otherwise: `den 15:e` for `15`, `1` for `januari`."""

    @property
    def written(self) -> str:
        """How it is written, in lower case."""
        return self.spelled or self.text


@dataclass(frozen=True, slots=True)
class Word:
    """A kind of word: how an error names it, and what its spellings stand for."""

    names: tuple[str, ...]
    values: Mapping[str, object]


def _numbers(first: int, last: int) -> dict[str, object]:
    return {spelling: n for n in range(first, last + 1) for spelling in (str(n), f"{n:02}")}


def _with_dot(words: Mapping[str, int]) -> dict[str, object]:
    return {f"{word}{dot}": n for word, n in words.items() for dot in ("", ".")}


_TEENS = ("elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde")
_UNITS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde")
COUNTED = (
    *_UNITS, "tionde", *_TEENS, "tjugonde", *(f"tjugo{unit}" for unit in _UNITS), "trettionde", "trettioförsta",
)  # fmt: skip
_SHORTER_MONTHS = {"mar": 3, "apr": 4, "jun": 6, "sept": 9}
WORDS: Mapping[str, Word] = {
    "DAY": Word(("en dag (1–31)",), _numbers(0, 99)),
    "MONTH": Word(
        ("en månad",),
        _with_dot({name: n for names in (SHORT_MONTHS, MONTHS) for n, name in enumerate(names, 1)} | _SHORTER_MONTHS),
    ),
    "WEEK": Word(("ett veckonummer (1–53)",), _numbers(1, 53)),
    "WEEKDAY": Word(
        ("en veckodag",),
        {name + ending: n for n, name in enumerate(WEEKDAYS, 1) for ending in ("", "en")}
        | _with_dot({name: n for n, name in enumerate(SHORT_WEEKDAYS, 1)}),
    ),
    "NTH": Word(
        ("ett ordningstal (första–femte)", '"sista"'),
        {name: n for n, name in ORDINALS.items()},
    ),
    "COUNT": Word(("ett antal",), _numbers(1, 52) | {name: n for n, name in enumerate(NUMERALS, 1)}),
    "PART": Word(('"början"', '"mitten"', '"slutet"'), {part: part for part in ("början", "mitten", "slutet")}),
    "YEAR": Word(("ett årtal",), _numbers(1900, 2100)),
    "QUARTER": Word(("ett kvartal",), _numbers(1, 4) | {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}),
    "NUMBER": Word(("ett tal",), _numbers(1, 12)),
    "ORDINAL": Word(("ett ordningstal",), {name: n for n, name in enumerate(COUNTED, 1)}),
    "HALF": Word(("en halva",), {"första": 1, "andra": 2, "senare": 2}),
    "WEEKDAYS": Word(("veckodagar",), {f"{name}ar": n for n, name in enumerate(WEEKDAYS, 1)}),
    "SIDE": Word(('"före"', '"efter"'), {"före": "före", "innan": "före", "efter": "efter"}),
    "ANCHOR": Word(('"jul"', '"påsk"', "en namngiven dag"), _read_as(_FEASTS | _NAMED_DAYS | _TERMS)),
    "NAMED-DAY": Word(
        ("en namngiven dag",),
        {word: name for word, name in _read_as(_FEASTS | _NAMED_DAYS | _TERMS).items() if name != "påsk"},
    ),
    "MANY": Word(("ett antal",), _numbers(1, 400) | {name: n for n, name in enumerate(NUMERALS, 1)} | {"ett": 1}),
}
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "v.": ("v.", "v", "vecka", "veckan", "veckorna", "veckor"),
    "veckor": ("veckor", "vecka"),
    "dagar": ("dagar", "dag", "dygn"),
    "vardagar": ("vardagar", "vardag", "arbetsdagar", "arbetsdag"),
    "påsk": ("påsk", "påsken"),
    "vardagen": ("vardagen", "vardag", "arbetsdagen", "arbetsdag"),
    "TIMES": ("gånger", "gång", "ggr", "tillfällen", "möten", "styrelsemöten", "sammanträden", "träffar"),
    "PER": ("per", "om", "varje", "i", "/", "under"),
    "TERM": ("termin", "terminen"),
    "SCHOOL-YEAR": ("år", "året", "läsår", "läsåret", "skolår", "skolåret"),
    "senast": ("senast", "senaste"),
    "före": ("före", "innan"),
    "runt": ("runt", "omkring", "kring", "cirka", "ca", "ca.", "c:a", "ungefär"),
    "dagen": ("dagen", "dag"),
    "en": ("en", "1"),
    "från": ("från", "from", "fr.o.m.", "från och med"),
    "utom": (
        "utom",
        "förutom",
        "exklusive",
        "exkl.",
        "undantaget",
        "med undantag för",
        "med undantag av",
    ),
    "och": ("och", ",", "samt", "&", "+", "respektive", "resp."),
    "till": ("till", "tom", "t.o.m.", "till och med", "/"),
    "påskveckan": ("påskveckan", "påskvecka"),
}


def tokens(phrase: str) -> tuple[Token, ...]:
    """Split a phrase, in any letter case and with any dash, into tokens."""
    # Lowered before it is composed: both keep the length of every text that can be a phrase.
    plain = unicodedata.normalize("NFC", phrase).lower().translate(_DASHES)
    found: list[Token] = []
    for match in _TOKEN.finditer(plain):
        found += _tokens(match, found[-1].text if found else "")
    return tuple(found)


def _tokens(found: re.Match[str], before: str) -> Iterator[Token]:
    """Yield the tokens of what stands after a word: two of a date in figures, else one."""
    start, written = found.start(), found.group()
    if found["day"] and before in _NO_DATE_AFTER:
        yield from (Token(piece.group(), start + piece.start()) for piece in _PIECE.finditer(written))
    elif found["day"]:
        month = found.start("month")
        yield Token(found["day"], start, written[: month - start])
        yield Token(month_name(int(found["month"])), month, written[month - start :])
    elif found["nth"]:
        yield Token(COUNTED[int(found["nth"]) - 1], start, written)
    elif found["number"]:
        yield Token(found["number"], start, written if written != found["number"] else "")
    else:
        yield Token(" ".join(written.split()) if written[-1:] != "." else "".join(written.split()), start)
