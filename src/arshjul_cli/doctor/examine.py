"""From what a feed's address answers to what is wrong with it. Pure."""

import codecs
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from urllib.parse import urlsplit

from arshjul_cli.doctor.answer import Answer, Visit, origin
from arshjul_cli.doctor.kinds import Fault, Kind
from arshjul_cli.feeds import lines
from arshjul_cli.feeds.earlier import published

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_DENIED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A feed that ought to be out."""

    name: str
    """Its file name."""
    data: bytes | None
    """The file as it was written; None if only its name is known."""
    folder: str = ""
    """Where that file is, as messages name it."""


def faults(visit: Visit, expected: Expected) -> tuple[Fault, ...]:
    """Return all that is wrong with a feed that is published."""
    answer = visit.first
    where = (*_plain(answer), *_redirect(answer))
    if answer.status != HTTPStatus.OK:
        return (*where, _status(answer.status))
    if _type(answer)[0] in _PAGES:
        # What leads to a page of its own for logging in is no address to give out.
        return (*_plain(answer), Fault(Kind.LOGIN, origin(answer.address)))
    return (*where, *_type_faults(answer), *_content(answer.body, expected), *_validators(visit))


def _plain(answer: Answer) -> Iterator[Fault]:
    """Yield a fault for an address without https, but on the machine itself."""
    for address in dict.fromkeys((answer.asked, answer.address)):
        parts = urlsplit(address)
        if parts.scheme != "https" and not _is_loopback(parts.hostname or ""):
            yield Fault(Kind.PLAIN, _folder(address))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _redirect(answer: Answer) -> Iterator[Fault]:
    """Yield a fault for a redirect, but from http to the same address with https: that one is told as http."""
    if answer.address != answer.asked and answer.address != f"https:{answer.asked.partition(':')[2]}":
        yield Fault(Kind.REDIRECT, _folder(answer.address))


def _folder(address: str) -> str:
    """Return an address without the feed's name, so that a fault of all feeds is one fault."""
    start, slash, name = address.rpartition("/")
    return f"{start}{slash}" if name.endswith(".ics") else address


def _status(status: int) -> Fault:
    kind = Kind.MISSING if status in _GONE else Kind.DENIED if status in _DENIED else Kind.STATUS
    return Fault(kind, str(status))


def _type(answer: Answer) -> tuple[str, str]:
    """Return the media type and its charset, in lower case."""
    message = Message()
    message["Content-Type"] = answer.fields.get("content-type", "")
    # Without a value it would be text/plain, which is not what was sent.
    media = answer.fields.get("content-type", "").partition(";")[0].strip().lower()
    return media, str(message.get_param("charset", "")).lower()


def _type_faults(answer: Answer) -> Iterator[Fault]:
    media, charset = _type(answer)
    written = answer.fields.get("content-type", "") or "något utan typ"
    if media != "text/calendar":
        yield Fault(Kind.TYPE, written)
    elif charset != "utf-8":
        yield Fault(Kind.CHARSET, written)


def _content(body: bytes, expected: Expected) -> Iterator[Fault]:
    bare = body.removeprefix(codecs.BOM_UTF8)
    if bare != body:
        yield Fault(Kind.BOM)
    if expected.data is None:
        if expected.name not in published({expected.name: bare}).feeds:
            yield Fault(Kind.NOT_OURS)
    elif bare != expected.data:
        same = lines.crlf(bare) == lines.crlf(expected.data)
        yield Fault(Kind.LINE_ENDS if same else Kind.OTHER, expected.folder)


def _validators(visit: Visit) -> Iterator[Fault]:
    if visit.unchanged is None:
        yield Fault(Kind.NO_ETAG)
    elif visit.unchanged.status != HTTPStatus.NOT_MODIFIED:
        yield Fault(Kind.NO_304, str(visit.unchanged.status))
    asked = (("If-None-Match", visit.changed), ("If-Modified-Since", visit.old))
    wrong = [name for name, answer in asked if answer and answer.status == HTTPStatus.NOT_MODIFIED]
    if wrong:
        yield Fault(Kind.FALSE_304, ", ".join(wrong))
