"""`arshjul doctor`: a right server passes; of each wrong one the fault is told, with its cures. All are real."""
# ruff: noqa: D101, D102 - the name of a server says what is wrong with it

import gzip
import hashlib
import re
import shutil
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme
from typer.testing import CliRunner, Result

from arshjul_cli.cli import app
from arshjul_cli.doctor import fetch

CHANGED = "Wed, 25 Nov 2026 12:00:00 GMT"
ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


class Right(BaseHTTPRequestHandler):
    """A server that does all as it should; the wrong ones differ from it in one thing."""

    folder: Path
    media: str | None = "text/calendar; charset=utf-8"
    packed = False

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].removeprefix("/kalender/")
        path = self.folder / name
        if not re.fullmatch(r"[a-z0-9-]+\.ics", name) or not path.is_file():
            self.answer(404, {"Content-Type": "text/html"}, b"<h1>404</h1>")
            return
        body = self.body(path.read_bytes())
        fields = {"ETag": self.tag(body), "Last-Modified": CHANGED}
        if self.is_unchanged(fields["ETag"]):
            self.answer(304, fields, b"")
            return
        if self.media:
            fields["Content-Type"] = self.media
        if self.packed and "gzip" in self.headers["Accept-Encoding"]:
            fields["Content-Encoding"] = "gzip"
            body = gzip.compress(body)
        self.answer(200, fields, body)

    def body(self, data: bytes) -> bytes:
        """Return what is sent of a file."""
        return data

    def tag(self, body: bytes) -> str | None:
        """Return the ETag."""
        return f'{"W/" if self.packed else ""}"{hashlib.sha256(body).hexdigest()[:16]}"'

    def is_unchanged(self, tag: str | None) -> bool:
        """Tell whether to answer 304."""
        if "If-None-Match" in self.headers:
            return bool(tag) and self.headers["If-None-Match"] == tag
        return bool(self.headers["If-Modified-Since"] == CHANGED)

    def answer(self, status: int, fields: dict[str, str | None] | dict[str, str], body: bytes) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in fields.items():
            if value is not None:
                self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Packing(Right):
    packed = True


class PlainText(Right):
    media = "text/plain"


class NoType(Right):
    media = None


class NoCharset(Right):
    media = "text/calendar"


class WrongCharset(Right):
    media = 'text/calendar; charset="utf8"'


class NoTag(Right):
    def tag(self, body: bytes) -> str | None:
        """Return none."""
        return None if body else ""


class NewTagEachTime(Right):
    def tag(self, body: bytes) -> str | None:
        """Return another one each time."""
        return f'"{len(body)}-{time.perf_counter_ns()}"'


class TagLostWithCompression(Packing):
    def is_unchanged(self, tag: str | None) -> bool:
        """Compare with what no client has, as Apache does."""
        return self.headers["If-None-Match"] == f"{tag}-gzip"


class NothingEverChanges(Right):
    def is_unchanged(self, tag: str | None) -> bool:
        """Answer 304 to whoever has anything."""
        return bool(tag) and "If-None-Match" in self.headers


class NoDateIsOld(Right):
    def is_unchanged(self, tag: str | None) -> bool:
        """Answer 304 to any date."""
        return super().is_unchanged(tag) or "If-Modified-Since" in self.headers


class Marked(Right):
    def body(self, data: bytes) -> bytes:
        """Begin as Notepad does."""
        return b"\xef\xbb\xbf" + data


class Unix(Right):
    def body(self, data: bytes) -> bytes:
        """End lines as git does."""
        return data.replace(b"\r\n", b"\n")


class Stale(Right):
    def body(self, data: bytes) -> bytes:
        """Send what was there before."""
        return data.replace(b"SUMMARY:", b"SUMMARY:Gammal ")


class Denied(Right):
    def do_GET(self) -> None:
        self.answer(401, {"WWW-Authenticate": "Basic"}, b"")


class Forbidden(Right):
    def do_GET(self) -> None:
        self.answer(403, {}, b"")


class Broken(Right):
    def do_GET(self) -> None:
        self.answer(500, {}, b"")


class LoginPage(Right):
    def do_GET(self) -> None:
        self.answer(200, {"Content-Type": "text/html; charset=utf-8"}, b"<form>Logga in</form>")


class LoginElsewhere(Right):
    def do_GET(self) -> None:
        if self.path.startswith("/logga-in"):
            self.answer(200, {"Content-Type": "text/html"}, b"<form>Logga in</form>")
        else:
            self.answer(302, {"Location": f"/logga-in?till={self.path}"}, b"")


class Moved(Right):
    def do_GET(self) -> None:
        if self.path.startswith("/ny/"):
            self.path = self.path.replace("/ny/", "/kalender/")
            super().do_GET()
        else:
            self.answer(301, {"Location": self.path.replace("/kalender/", "/ny/")}, b"")


class Circle(Right):
    def do_GET(self) -> None:
        self.answer(302, {"Location": self.path}, b"")


class ToAFile(Right):
    def do_GET(self) -> None:
        self.answer(302, {"Location": "file:///etc/passwd"}, b"")


class CutShort(Right):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"BEGIN:VCALENDAR\r\n")


class Brotli(Right):
    def do_GET(self) -> None:
        self.answer(200, {"Content-Type": self.media, "Content-Encoding": "br"}, b"\x0b\x02\x80")


class NoGzip(Right):
    def do_GET(self) -> None:
        self.answer(200, {"Content-Type": self.media, "Content-Encoding": "gzip"}, b"BEGIN:VCALENDAR")


class HalfGzip(Right):
    def do_GET(self) -> None:
        self.answer(200, {"Content-Encoding": "gzip"}, gzip.compress(b"BEGIN:VCALENDAR" * 99)[:-9])


class Bomb(Right):
    def do_GET(self) -> None:
        self.answer(200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(30_000_000), 1))


class Huge(Right):
    def do_GET(self) -> None:
        self.answer(200, {}, bytes(22_000_000))


class Dripping(Right):
    """Sends a byte now and then, so that no single wait is long."""

    def do_GET(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass


class DrippingBody(Right):
    """The same, in a body without a length, whose end looks like the end of the body."""

    def do_GET(self) -> None:
        try:
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass


class Silent(Right):
    def do_GET(self) -> None:
        time.sleep(5)


class HangsUp(Right):
    def do_GET(self) -> None:
        """Answer nothing."""


class NoHttp(Right):
    def do_GET(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the feeds of the example plan."""
    folder = tmp_path_factory.mktemp("written")
    arguments = ["generate", "2025/26", "--plan", str(ROOT / "data" / "arshjul.yaml"), "--out", str(folder)]
    assert 0 == CliRunner().invoke(app, arguments, prog_name="arshjul").exit_code
    return folder


@pytest.fixture
def run(feeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program where those feeds are."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(feeds, tmp_path / "feeds")
    for name in ("ARSHJUL_PLAN", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: CliRunner().invoke(app, ["doctor", *arguments], prog_name="arshjul")


@contextmanager
def served(kind: type[Right], folder: Path, certificate: trustme.LeafCert | None = None) -> Iterator[str]:
    """Serve a folder, and return the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(type("Here", (kind,), {"folder": folder}))) as server:
        server.daemon_threads, server.block_on_close = True, False
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"{'https' if certificate else 'http'}://localhost:{server.server_port}/kalender/"
        server.shutdown()


@pytest.mark.parametrize("kind", [Right, Packing])
def test_a_right_server_passes(run: Run, kind: type[Right]) -> None:
    number = len(list(Path("feeds").glob("*.ics")))
    with served(kind, Path("feeds").absolute()) as address:
        results = [run(address), run(address.rstrip("/"), "--out", "feeds")]

    for result in results:
        assert (0, f"{number} flöden på {address}: allt är som det ska.\n") == (result.exit_code, result.stdout)
        assert "Jämför med flödena i feeds.\n" == result.stderr


WRONG = [
    (PlainText, "Flödet skickas som text/plain, men ska skickas som text/calendar; charset=utf-8."),
    (NoType, "Flödet skickas som något utan typ, men ska skickas som text/calendar; charset=utf-8."),
    (NoCharset, "Flödet skickas som text/calendar, men ska skickas som text/calendar; charset=utf-8. Annars kan"),
    (WrongCharset, 'Flödet skickas som text/calendar; charset="utf8", men ska'),
    (NoTag, "Svaret saknar ETag"),
    (NewTagEachTime, "Servern svarar 200 när inget har ändrats, men ska svara 304"),
    (TagLostWithCompression, "Servern svarar 200 när inget har ändrats, men ska svara 304"),
    (NothingEverChanges, "Servern svarar 304 fast den som frågar har en annan fil (If-None-Match)."),
    (NoDateIsOld, "Servern svarar 304 fast den som frågar har en annan fil (If-Modified-Since)."),
    (Marked, "Flödet börjar med ett BOM"),
    (Unix, "Flödet har andra radslut än filen i feeds"),
    (Stale, "Flödet är inte filen i feeds."),
    (Denied, "Servern svarar 401: flödet går inte att hämta utan inloggning."),
    (Forbidden, "Servern svarar 403: flödet går inte att hämta utan inloggning."),
    (Broken, "Servern svarar 500, men ska svara 200."),
    (LoginPage, "Svaret är en webbsida, troligen en inloggning (http://localhost:"),
    (LoginElsewhere, "Svaret är en webbsida, troligen en inloggning (http://localhost:"),
    (Moved, "Adressen leder vidare till http://localhost:"),
    (Circle, "Adressen leder vidare mer än fem gånger, senast till http://localhost:"),
    (ToAFile, "Adressen leder vidare till file:///etc/passwd."),
    (CutShort, "Svaret går inte att läsa till slut (IncompleteRead)."),
    (Brotli, "Svaret är packat som br, fast bara gzip godtas."),
    (NoGzip, "Svaret går inte att läsa till slut (error)."),
    (HalfGzip, "Svaret går inte att läsa till slut (EOFError)."),
    (Bomb, "Svaret är större än 21 MB"),
    (Huge, "Svaret är större än 21 MB"),
    (HangsUp, "Svaret går inte att läsa till slut (RemoteDisconnected)."),
    (NoHttp, "Svaret går inte att läsa till slut (BadStatusLine)."),
]


@pytest.mark.parametrize(("kind", "told"), WRONG, ids=[kind.__name__ for kind, _ in WRONG])
def test_a_wrong_server_is_told_in_one_line_with_its_cures(
    run: Run, tmp_path: Path, kind: type[Right], told: str
) -> None:
    folder = tmp_path / "feeds"
    for name in folder.glob("*.ics"):
        if name.stem not in {"alla", "rektor"}:
            name.unlink()

    with served(kind, folder) as address:
        result = run(address)

    lines = result.stdout.splitlines()
    assert 1 == result.exit_code
    assert f"Av 2 flöden på {address} är 2 inte som de ska." == lines.pop()
    named = [line for line in lines if not line.startswith("  ")]
    assert all(line.partition(": ")[2].startswith(told) for line in named), result.stdout
    assert ["Alla 2 flöden"] == [line.partition(": ")[0] for line in named]
    assert ["nginx", "IIS", "GitHub Pages"] == [
        line.strip().partition(": ")[0] for line in lines if line.startswith("  ")
    ]


@pytest.mark.parametrize("kind", [Dripping, DrippingBody, Silent])
def test_a_server_that_takes_its_time_is_asked_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, kind: type[Right]
) -> None:
    monkeypatch.setattr(fetch.visit, "__defaults__", (0.5,))
    with served(kind, Path("feeds").absolute()) as address:
        begun = time.monotonic()
        result = run(address)
        assert time.monotonic() - begun < 3

    assert (1, True) == (result.exit_code, result.stdout.startswith("alla.ics: Servern gav inget helt svar inom 0.5 "))
    assert re.search(r"^Av 1 flöde på \S+ är 1 inte som de ska\. \d+ till är inte prövade", result.stdout, re.MULTILINE)


def test_a_server_that_is_not_there_is_asked_once(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result = run(f"http://127.0.0.1:{taken.getsockname()[1]}/")

    assert 1 == result.exit_code
    assert result.stdout.startswith("alla.ics: Servern går inte att nå: ingen server tar emot där.")


def test_a_name_that_is_not_there(run: Run) -> None:
    result = run("https://arshjul.invalid/")

    assert (1, True) == (result.exit_code, "Servern går inte att nå: namnet finns inte i DNS." in result.stdout)


def test_a_certificate_that_nobody_vouches_for_is_told_and_one_that_is_passes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    with served(Right, tmp_path / "feeds", authority.issue_cert("localhost")) as address:
        refused = run(address)
        authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        passed = run(address)
        plain = run(address.replace("https", "http"))
    with served(Right, tmp_path / "feeds", authority.issue_cert("annat.exempel.se")) as address:
        named = run(address)

    assert (1, True) == (refused.exit_code, "Certifikatet godtas inte: " in refused.stdout)
    assert (0, True) == (passed.exit_code, passed.stdout.endswith("allt är som det ska.\n"))
    assert (1, True) == (plain.exit_code, "Svaret går inte att läsa till slut (" in plain.stdout)
    assert (1, True) == (named.exit_code, "Certifikatet godtas inte: " in named.stdout)


def test_feeds_that_are_missing_are_named(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ute"
    shutil.copytree("feeds", out)
    names = sorted(path.name for path in out.glob("*.ics"))
    for name in names[1:6]:
        (out / name).unlink()

    with served(Right, out) as address:
        result = run(address)

    assert f"{', '.join(names[1:4])} och 2 till: Servern svarar 404: flödet finns inte på adressen.\n" in result.stdout
    assert f"Av {len(names)} flöden på {address} är 5 inte som de ska.\n" in result.stdout


def test_no_proxy_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with served(Right, Path("feeds").absolute()) as address:
        assert 0 == run(address).exit_code


def test_without_feeds_here_the_names_are_those_of_the_plan(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ute"
    assert 0 == CliRunner().invoke(app, ["init", "--domain", "arshjul.storkoping.se"], prog_name="arshjul").exit_code
    assert 0 == CliRunner().invoke(app, ["generate", "--out", str(out)], prog_name="arshjul").exit_code
    (tmp_path / "feeds").rename(tmp_path / "undan")

    with served(Right, out) as address:
        right = run(address)
        (out / "rektor.ics").write_bytes((out / "alla.ics").read_bytes())
        (out / "ledningsgrupp.ics").unlink()
        wrong = run(address)

    assert (0, True) == (right.exit_code, right.stdout.endswith("allt är som det ska.\n"))
    assert "Här finns inga flöden att jämföra med. Bara namnen är planens.\n" in right.stderr
    assert "rektor.ics: Svaret är inte det flöde från arshjul som ska ligga på adressen.\n" in wrong.stdout
    assert "ledningsgrupp.ics: Servern svarar 404" in wrong.stdout


def test_of_a_site_the_feeds_are_those_that_publish_wrote(run: Run, tmp_path: Path) -> None:
    arguments = ["publish", "2025/26", "--base-url", "https://arshjul.kommunen.se", "--today", "2025-08-01"]
    assert 0 == CliRunner().invoke(app, arguments, prog_name="arshjul").exit_code
    assert Path("site/rektor.ics").read_bytes() != Path("feeds/rektor.ics").read_bytes()

    with served(Right, tmp_path / "site") as address:
        result = run(address)

    assert (0, "Jämför med flödena i site.\n") == (result.exit_code, result.stderr)


def test_with_neither_feeds_nor_plan_nothing_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feeds").rename(tmp_path / "undan")

    nothing, empty = run("https://arshjul.invalid/"), run("https://arshjul.invalid/", "--out", "feeds")

    told = "Här finns varken flöden eller plan. Gå till planens mapp, eller ange flödenas med --out.\n"
    assert (2, told) == (nothing.exit_code, nothing.stderr)
    assert (1, "feeds: Här finns inga flöden från arshjul. Rätta sökvägen.\n") == (empty.exit_code, empty.stderr)


def test_a_feed_here_that_cannot_be_read_is_no_measure(run: Run) -> None:
    Path("feeds/rektor.ics").write_bytes(b"<html>")

    result = run("https://arshjul.invalid/")

    assert (1, True) == (result.exit_code, f"{Path('feeds/rektor.ics')}: Flödet går inte att läsa." in result.stderr)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("arshjul.kommunen.se", "är ingen adress till flöden. Skriv till exempel https://"),
        ("webcal://arshjul.kommunen.se/", "är ingen adress till flöden."),
        ("https:///feeds/", "är ingen adress till flöden."),
        ("https://a:b@arshjul.kommunen.se/", "är ingen adress till flöden."),
        ("https://arshjul.kommunen.se:åtta/", "är ingen adress till flöden."),
        ("https://[::1/", "är ingen adress till flöden."),
        ("https://arshjul.kommunen.se/?a=1", "har ett ? eller #."),
        ("https://arshjul.kommunen.se/k/rektor.ics", "Skriv mappens adress: https://arshjul.kommunen.se/k/\n"),
    ],
)
def test_what_is_no_address_is_wrong_usage(run: Run, address: str, told: str) -> None:
    result = run(address)

    assert (2, True) == (result.exit_code, result.stderr.startswith(f'"{address}" '))
    assert told in result.stderr


def test_a_path_with_other_letters_is_asked_for_as_it_should_be(run: Run, tmp_path: Path) -> None:
    with served(Right, tmp_path / "feeds") as address:
        result = run(address.replace("kalender", "årshjul"))

    assert (1, True) == (result.exit_code, "/%C3%A5rshjul/ är " in result.stdout)
