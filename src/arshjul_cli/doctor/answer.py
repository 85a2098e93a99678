"""What a server answers, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from arshjul_cli.doctor.kinds import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last answer to a question, after every redirect."""

    asked: str
    """The address that was asked for."""
    address: str
    """The one that gave the answer: another, if the first led on."""
    status: int
    fields: Mapping[str, str]
    """The header fields by their name in lower case."""
    body: bytes
    """Without its compression."""


def origin(address: str) -> str:
    """Return the server of an address, so that what is wrong with each feed there is one fault."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


class NoAnswerError(Exception):
    """There is no whole answer. Raised by `fetch`."""

    def __init__(self, fault: Fault) -> None:
        """Take why."""
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a feed's address answers to a calendar program, first and when it comes again."""

    first: Answer
    unchanged: Answer | None
    """To one that has the very file. None if the first answer gave no tag to tell it by, or was no feed."""
    changed: Answer | None
    """To one that has another file, by its tag."""
    old: Answer | None
    """To one that has a file from the year 2000, by its date."""
