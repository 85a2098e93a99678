"""What was published before and what became of it, as values: revisions, changes, losses."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from arshjul_cli.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """How often an event has changed (SEQUENCE), and when (UTC, whole seconds)."""

    sequence: int
    dtstamp: str
    last_modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What of a feed's school year a run would take away: how many occurrences of how many, and their titles."""

    file_name: str
    school_year: SchoolYear
    titles: tuple[str, ...]
    of: int


class ChangeKind(StrEnum):
    """What became of an event since the earlier feeds, in the word a user reads."""

    NEW = "ny"
    MOVED = "flyttad"
    CHANGED = "ändrad"
    CANCELLED = "inställd"
    REINSTATED = "åter"
    GONE = "borta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a calendar shows of an event; `end` is exclusive."""

    summary: str
    start: dt.date
    end: dt.date
    time: tuple[dt.time, dt.time] | None
    cancelled: bool
    tentative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an event: what was shown, and what is; one of them is None if it is new or gone."""

    uid: str
    kind: ChangeKind
    before: Shown | None
    after: Shown | None
