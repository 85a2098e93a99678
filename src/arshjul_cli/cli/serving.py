"""A server on this computer alone, which shows a site anew when it has changed."""

import mimetypes
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from arshjul_cli.flows.preview import Shown

HOST = "127.0.0.1"
_INDEX = "index.html"
_VERSION, _SCRIPT = "forhandsvisning/version", "forhandsvisning/ladda-om.js"
_RELOAD = b"""\
// Laddar om sidan n\xc3\xa4r planen har sparats; tv\xc3\xa5 g\xc3\xa5nger i sekunden ser servern efter.
let version = null;
setInterval(async () => {
  try {
    const now = await (await fetch("/forhandsvisning/version", { cache: "no-store" })).text();
    if (version !== null && now !== version) location.reload();
    version = now;
  } catch {
    // Servern \xc3\xa4r avst\xc3\xa4ngd.
  }
}, 500);
"""
_TAG = f'<script src="/{_SCRIPT}" defer></script>\n</head>'.encode()


class Site:
    """The files of a site, made anew when what they are made of has another version."""

    def __init__(self, version: Callable[[], object], make: "Callable[[], Shown]") -> None:
        """Take what tells the version, and what makes the files."""
        self._version, self._make = version, make
        self._made: tuple[object, Shown] | None = None
        self._number = 0
        self._lock = Lock()

    def current(self) -> "tuple[int, Shown]":
        """Return how often the site has been made, and what it is."""
        with self._lock:
            version = self._version()
            if self._made is None or self._made[0] != version:
                self._made = (version, self._make())
                self._number += 1
            return self._number, self._made[1]


def server(site: Site, port: int) -> ThreadingHTTPServer:
    """Return a server of a site that answers this computer alone; port 0 is any that is free. Raises OSError."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            # Another name for this address would let a page elsewhere read the plan (DNS rebinding).
            if self.headers.get("Host") not in {f"{name}:{running.server_port}" for name in (HOST, "localhost")}:
                self._answer(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"")
                return
            number, shown = site.current()
            path = unquote(urlsplit(self.path).path).lstrip("/") or _INDEX
            own = {_VERSION: str(number).encode(), _SCRIPT: _RELOAD}
            data = own.get(path) or (shown.instead if path.endswith(".html") else None) or shown.files.get(path)
            if data is None:
                self._answer(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"Sidan finns inte.\n")
                return
            kind = _kind(path)
            self._answer(HTTPStatus.OK, kind, data.replace(b"</head>", _TAG) if kind.startswith("text/html") else data)

        def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives it
            """Say nothing of each request."""

    running = ThreadingHTTPServer((HOST, port), Handler)
    return running


def _kind(path: str) -> str:
    kind = "text/calendar" if path.endswith(".ics") else mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
