"""What several tests of commands use."""

import ssl
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Send a file; lead what is asked for below /http/ to an address without https."""
        if not self.path.startswith("/http/"):
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("Location", f"http://{self.headers['Host']}/floden.sha256")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve a folder over https, as a host of pages would, and return it with its address.

    Who fetches from it must trust `ca.pem`.
    """
    folder = tmp_path / "served"
    folder.mkdir()
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        # GitHub names a site so as long as https is not enforced.
        yield folder, f"http://localhost:{server.server_port}/"
        server.shutdown()
