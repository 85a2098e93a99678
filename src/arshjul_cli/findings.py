"""What can be wrong, as values: the kinds of problems, a problem at a node, and a finding at its place in a file.

Nothing here prints. Texts are Swedish, full sentences: they are what a user reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from typing import Self

from arshjul_cli.source import Loc, Node, Place, loc_of


class Level(StrEnum):
    """How much a finding weighs, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Trait(Flag):
    """What is true of some codes and not of others."""

    NONE = 0
    IGNORABLE = auto()
    """A plan may set it aside with `ignore`."""
    OF_SOME_YEARS = auto()
    """Some school years have it and others do not, so an `ignore` of it stays although a year needs none."""
    OF_THE_WHOLE_PLAN = auto()
    """It tells that something is lacking, which a part of the plan that cannot be read may have."""


_YEARLY = Trait.IGNORABLE | Trait.OF_SOME_YEARS


class Code(StrEnum):
    """A kind of problem: AH1xx is about the file, AH2xx about what stands in it, AH3xx about its sense.

    A code that has been released never changes its meaning. docs/check.md has a section for each, under its heading.
    """

    heading: str
    level: Level
    """How much it usually weighs."""
    traits: Trait

    def __new__(cls, code: str, heading: str, level: Level = Level.ERROR, traits: Trait = Trait.NONE) -> Self:
        """Take the code as it is written, and what is true of it."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.heading, made.level, made.traits = heading, level, traits
        return made

    @classmethod
    def named(cls, code: str) -> Self:
        """Return the code that is written so.

        Raises:
            KeyError: if there is none.
        """
        return {str(member): member for member in cls}[code]

    FILE = "AH101", "Filen går inte att läsa"
    ENCODING = "AH102", "Filen är ingen text i UTF-8"
    SYNTAX = "AH103", "Raden går inte att läsa"
    DUPLICATE_KEY = "AH104", "Nyckeln står två gånger"
    UNUSED_YAML = "AH105", "Något i YAML som planen inte använder"
    MORE = "AH106", "Fler än hundra rader"
    UNKNOWN_KEY = "AH201", "Nyckeln finns inte"
    MISSING_KEY = "AH202", "En nyckel saknas"
    VALUE = "AH203", "Värdet passar inte"
    ID = "AH204", "Id:t är fel skrivet"
    TAKEN_ID = "AH205", "Id:t är upptaget"
    UNKNOWN_ID = "AH206", "Det finns inget med det id:t"
    PHRASE = "AH207", "Tiden går inte att förstå"
    CHARACTER = "AH208", "Tecken som inte ska vara där"
    DATE = "AH209", "Datumet eller läsåret är fel skrivet"
    DECISION = "AH210", "Beslutet passar inte aktiviteten"
    NO_SUCH_DAY = "AH301", "Dagen finns inte det läsåret"
    PROMISE = "AH302", "Ett löfte hålls inte", Level.WARNING, _YEARLY | Trait.OF_THE_WHOLE_PLAN
    UNDECIDED = "AH303", "Datum som inte är bestämda", Level.HINT, _YEARLY
    CANCELLED_UNDATED = "AH304", "Inställd, men utan dag att visa den på", Level.HINT, _YEARLY | Trait.OF_THE_WHOLE_PLAN
    NEAR = "AH305", "Snart eller passerat, men inte bestämt", Level.WARNING, _YEARLY
    DAY_OFF = "AH306", "En ledig dag", Level.WARNING, _YEARLY
    SCHOOL_BREAK = "AH307", "En dag på ett lov", Level.WARNING, _YEARLY
    NEW_YEAR = "AH308", "Kring jul och nyår", Level.HINT, _YEARLY
    CLASH = "AH309", "Två möten samma dag", Level.WARNING, _YEARLY
    IDLE_ROLE = "AH310", "En roll utan aktiviteter", Level.HINT, Trait.IGNORABLE | Trait.OF_THE_WHOLE_PLAN
    NOBODY = "AH311", "Ingen är ansvarig", Level.WARNING, Trait.IGNORABLE
    CIRCLE = "AH312", "Grupper i en cirkel", Level.ERROR, Trait.IGNORABLE
    IDLE_GOAL = "AH313", "Ett mål som ingen följer upp", Level.WARNING, Trait.IGNORABLE | Trait.OF_THE_WHOLE_PLAN
    PERSONAL = "AH314", "En personlig uppgift", Level.WARNING, Trait.IGNORABLE
    NOT_REVIEWED = "AH315", "Planen är inte uppföljd på ett år", Level.HINT, Trait.IGNORABLE
    NOTHING_TO_IGNORE = "AH316", "Inget att bortse från", Level.HINT, Trait.OF_THE_WHOLE_PLAN
    EXAMPLE_DOMAIN = "AH317", "Domänen är bara ett exempel", Level.HINT
    CATEGORY_NAME = "AH318", "Kategorins namn har ett tecken som Outlook tar bort", Level.WARNING
    CUT_SHORT = "AH319", "En text som slutar vid #", Level.WARNING
    LOSS = "AH320", "Mycket skulle försvinna ur kalendrarna"
    SAME_NAME = "AH321", "Två roller eller flöden har samma namn", Level.WARNING
    WHOLE_MONTHS = "AH322", "Hela månader", Level.HINT, Trait.IGNORABLE | Trait.OF_THE_WHOLE_PLAN
    OUT_OF_REACH = "AH323", "Outlook kan inte hämta flödena därifrån", Level.WARNING, Trait.IGNORABLE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """Something wrong at a node of the plan."""

    at: Node
    code: Code
    text: str
    weight: Level | None = None
    """How much it weighs, if not as much as its code usually does."""
    of_key: bool = False
    """Whether it is the key of the node that is wrong, rather than its value."""
    within: Loc = ()
    """The path below the node to what it is about, where that has no node: the date that is a whole decision."""
    offset: int = 0
    """Characters into the value."""
    place: Place | None = None
    """Where in the file, if not where the node begins."""
    about: tuple[Node, ...] = ()
    """The activities that it concerns, each of which may set it aside."""
    hint: Callable[[], str] | None = None
    """Gives the end of the text where it takes time to find, so that it is found only for what is shown."""

    @property
    def level(self) -> Level:
        """How much it weighs."""
        return self.weight or self.code.level

    @property
    def loc(self) -> Loc:
        """The path of keys and indices to the node."""
        return loc_of(self.at)

    @property
    def key(self) -> Loc:
        """The path to what it is about; of two problems with the same one, the first may be the cause of the other."""
        return (*self.loc, *self.within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem at its place in a file; line and column count from 1."""

    file: str
    line: int
    column: int
    code: Code
    subject: str
    """The id (or section) that it concerns."""
    text: str
    level: Level = Level.ERROR
    stands_for: tuple[Level, ...] = ()
    """Of what stands for others that are not shown: how much each of them weighs."""
    source: str = ""
    """The line of the file as it is, which may be a long one; whoever shows a part of it makes that visible."""

    def __post_init__(self) -> None:
        # What a plan holds must not reach a terminal, or GitHub, as anything but text.
        for name in ("file", "subject", "text"):
            object.__setattr__(self, name, visible(getattr(self, name)))

    def __str__(self) -> str:
        level = "" if self.level is Level.ERROR else f"{LEVEL_NAMES[self.level]} "
        return f"{self.file}:{self.line}:{self.column}: {self.code} {level}{self.subject}: {self.text}"


LEVEL_NAMES = {Level.ERROR: "fel", Level.WARNING: "varning", Level.HINT: "påpekande"}


def visible(text: str) -> str:
    """Return a text in which nothing is hidden and nothing can steer a terminal."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\xa0" else f"\\u{ord(sign):04x}" for sign in text)


def cut(text: str, most: int = 60) -> str:
    """Return a text of the plan as a message quotes it: of a long one only the beginning."""
    return text if len(text) <= most else f"{text[:most]}…"


def in_quotes(text: str) -> str:
    """Return a text as YAML writes it within quotation marks."""
    return f'"{text}"' if not {'"', "\\"} & set(text) else "'{}'".format(text.replace("'", "''"))


def cut_within(message: str, value: str) -> str:
    """Return a message that quotes a whole value, with the value cut."""
    return message.replace(value, cut(value)) if value else message
