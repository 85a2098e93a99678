"""The settings of docs/hosting.md: nginx and Caddy serve the feeds by them, and `doctor` finds no fault."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import trustme
from typer.testing import CliRunner

from arshjul_cli.cli import app

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
HOST = "arshjul.kommunen.se"
WITH_SBIN = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"


def settings(language: str) -> str:
    """Return the one block of a language in the guide."""
    [block] = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return str(block)


def exchanged(text: str, **values: object) -> str:
    """Return settings with values of this machine instead of the guide's; each must stand there."""
    for old, new in values.items():
        assert old in text
        text = text.replace(old, str(new))
    return text


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with feeds, in which a certificate authority that the program trusts has issued a certificate."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARSHJUL_PLAN", raising=False)
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path("ca.pem")
    certificate.private_key_pem.write_to_path("privkey.pem")
    for part in certificate.cert_chain_pems:
        part.write_to_path("fullchain.pem", append=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    result = CliRunner().invoke(app, ["generate", "2025/26"], prog_name="arshjul")
    assert 0 == result.exit_code
    return tmp_path


@contextmanager
def running(command: Sequence[str], port: int, folder: Path) -> Iterator[str]:
    """Run a server until the block ends, and return its address."""
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env={"PATH": WITH_SBIN, "HOME": str(folder)}) as server,
    ):
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, (folder / "log").read_text(encoding="utf-8")
                time.sleep(0.05)
            yield f"https://localhost:{port}/"
        finally:
            server.terminate()


def require_whole(address: str, folder: Path) -> None:
    """Make sure that `doctor` finds no fault, and that the server packs what it sends."""
    result = CliRunner().invoke(app, ["doctor", address], prog_name="arshjul")
    assert (0, True) == (result.exit_code, result.stdout.endswith("allt är som det ska.\n")), result.output

    context = ssl.create_default_context(cafile=folder / "ca.pem")
    connection = http.client.HTTPSConnection(address.split("/")[2], context=context, timeout=10)
    connection.request("GET", "/alla.ics", headers={"Accept-Encoding": "gzip"})
    with connection.getresponse() as answer:
        packed = answer.read()
        fields = answer.headers
    connection.close()
    assert ("gzip", "no-cache") == (fields["Content-Encoding"], fields["Cache-Control"])
    assert len(packed) * 4 < (folder / "feeds" / "alla.ics").stat().st_size


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("nginx", path=WITH_SBIN), reason="nginx is not installed (.ci/servers)")
def test_nginx_serves_the_feeds_as_the_guide_sets_it(folder: Path) -> None:
    port, plain = free_port(), free_port()
    servers = exchanged(
        settings("nginx"),
        **{
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
            f"server_name {HOST};": "server_name localhost;",
            "/etc/ssl/arshjul": folder,
            "/srv/arshjul": folder / "feeds",
        },
    )
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # As root it would read the files as a user that may not look into the folder.
    user = "user root;\n" if getattr(os, "geteuid", lambda: 1)() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\ninclude /etc/nginx/mime.types;\n{places}{servers}}}\n",
        encoding="utf-8",
    )

    with running(("nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")), port, folder) as address:
        require_whole(address, folder)
        redirect = http.client.HTTPConnection("localhost", plain, timeout=10)
        redirect.request("GET", "/alla.ics")
        with redirect.getresponse() as answer:
            assert (301, "https://localhost/alla.ics") == (answer.status, answer.headers["Location"])
        redirect.close()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("caddy", path=WITH_SBIN), reason="Caddy is not installed (.ci/servers)")
def test_caddy_serves_the_feeds_as_the_guide_sets_it(folder: Path) -> None:
    port = free_port()
    site = exchanged(
        settings("caddyfile"),
        **{
            # A certificate of the test instead of one that Caddy gets from the internet.
            f"{HOST} {{": f"localhost:{port} {{\n\ttls {folder}/fullchain.pem {folder}/privkey.pem",
            "/srv/arshjul": folder / "feeds",
        },
    )
    options = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
    (folder / "Caddyfile").write_text(options + site, encoding="utf-8")

    with running(("caddy", "run", "--config", str(folder / "Caddyfile")), port, folder) as address:
        require_whole(address, folder)


def test_the_settings_of_iis_are_whole_and_say_what_doctor_says() -> None:
    root = ET.fromstring(settings("xml").encode())  # noqa: S314 - a text of this repository
    maps = root.findall("system.webServer/staticContent/mimeMap")

    assert [{"fileExtension": ".ics", "mimeType": "text/calendar; charset=utf-8"}] == [one.attrib for one in maps]
