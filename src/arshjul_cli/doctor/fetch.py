"""From an address to what a server answers: no proxy, no cookies, no login, within bounds of time and size."""

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

from arshjul_cli.doctor.answer import Answer, NoAnswerError, Visit, origin
from arshjul_cli.doctor.kinds import Fault, Kind
from arshjul_cli.feeds.size import MOST
from arshjul_cli.swedish import system_error

SECONDS = 30
"""For each connection, and for the answer on it."""
_MOST_BYTES = MOST + 1_000_000
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CALENDAR = {"Accept": "text/calendar, */*;q=0.5", "Accept-Encoding": "gzip"}
"""What calendar programs ask for: with compression, as that is where servers lose their tags."""
_OTHER_TAG = '"arshjul-doctor"'
_LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT"


def visit(address: str, seconds: float = SECONDS) -> Visit:
    """Return what an address answers to a calendar program.

    Raises:
        NoAnswerError: if it does not, or not whole.
    """
    first = fetch(address, {}, seconds)
    tag = first.fields.get("etag")
    if first.status != http.HTTPStatus.OK:
        return Visit(first=first, unchanged=None, changed=None, old=None)
    return Visit(
        first=first,
        unchanged=fetch(first.address, {"If-None-Match": tag}, seconds) if tag else None,
        changed=fetch(first.address, {"If-None-Match": _OTHER_TAG}, seconds),
        old=fetch(first.address, {"If-Modified-Since": _LONG_AGO}, seconds),
    )


def fetch(address: str, condition: Mapping[str, str], seconds: float) -> Answer:
    """Return what an address answers, after at most five redirects.

    Raises:
        NoAnswerError: if it does not, or not whole.
    """
    at = address
    for _ in range(_MOST_REDIRECTS + 1):
        status, fields, body = _exchange(at, {**_CALENDAR, **condition}, seconds)
        target = fields.get("location")
        if status not in _REDIRECTS or not target:
            return Answer(asked=address, address=at, status=status, fields=fields, body=body)
        try:
            led = urljoin(at, target)
            leads = urlsplit(led).scheme in {"http", "https"}
        except ValueError:
            led, leads = target, False
        if not leads:
            raise NoAnswerError(Fault(Kind.REDIRECT, led))
        at = led
    raise NoAnswerError(Fault(Kind.CIRCLE, origin(at)))


def _exchange(address: str, fields: Mapping[str, str], seconds: float) -> tuple[int, dict[str, str], bytes]:
    """Return one answer: its status, its fields and its body. Raises NoAnswerError."""
    parts = urlsplit(address)
    with _told(seconds) as late:
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=seconds)
        connection.connect()
        # The connection lets go of its socket when an answer has no length.
        alarm = threading.Timer(seconds, _hang_up, (connection.sock, late))
        alarm.daemon = True
        alarm.start()
        try:
            target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            connection.request("GET", target, headers={"User-Agent": f"arshjul/{version('arshjul')}", **fields})
            with connection.getresponse() as response:
                found = {name.lower(): value for name, value in response.getheaders()}
                body = _whole(response)
            if late.is_set():
                # A body without a length seems whole when the conversation ends.
                raise TimeoutError
            return response.status, found, _unpacked(body, found.get("content-encoding", "identity"))
        finally:
            alarm.cancel()
            connection.close()


def _hang_up(line: socket.socket, late: threading.Event) -> None:
    """End a conversation: a server that sends a byte now and then never reaches the bound of a single wait."""
    late.set()
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


@contextmanager
def _told(seconds: float) -> Iterator[threading.Event]:
    """Tell what went wrong as a fault; what is yielded is set when the time is out."""
    late = threading.Event()
    slow = NoAnswerError(Fault(Kind.SLOW, f"{seconds:g}"))
    try:
        yield late
    except ssl.SSLCertVerificationError as error:
        raise NoAnswerError(Fault(Kind.CERTIFICATE, error.verify_message)) from error
    except TimeoutError as error:
        raise slow from error
    except socket.gaierror as error:
        raise NoAnswerError(Fault(Kind.UNREACHABLE, "namnet finns inte i DNS")) from error
    except (http.client.HTTPException, zlib.error, ValueError, EOFError) as error:
        raise (slow if late.is_set() else NoAnswerError(Fault(Kind.BROKEN, type(error).__name__))) from error
    except OSError as error:
        kind = Kind.BROKEN if isinstance(error, (ConnectionResetError, ssl.SSLError)) else Kind.UNREACHABLE
        raise (slow if late.is_set() else NoAnswerError(Fault(kind, system_error(error)))) from error


def _whole(response: http.client.HTTPResponse) -> bytes:
    body = response.read(_MOST_BYTES + 1)
    if len(body) > _MOST_BYTES:
        raise NoAnswerError(Fault(Kind.LARGE, str(_MOST_BYTES // 1_000_000)))
    if response.length:
        # Only a read without a bound tells by itself of a body that ends too soon.
        raise http.client.IncompleteRead(body, response.length)
    return body


def _unpacked(body: bytes, encoding: str) -> bytes:
    """Return a body without its compression, no larger than a body may be."""
    if encoding.lower() == "identity" or not body:
        return body
    if encoding.lower() not in {"gzip", "x-gzip"}:
        raise NoAnswerError(Fault(Kind.ENCODING, encoding))
    packed = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    whole = packed.decompress(body, _MOST_BYTES + 1)
    if len(whole) > _MOST_BYTES:
        raise NoAnswerError(Fault(Kind.LARGE, str(_MOST_BYTES // 1_000_000)))
    if not packed.eof:
        raise EOFError
    return whole
