"""The site on this computer: made again when the plan is saved, and shown to nobody else."""

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from arshjul_cli.cli import app

PLAN = """\
plan: {title: Årshjulet, organisation: Storköping, uid_domain: arshjul.storkoping.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Rektorsmöte, when: 5 mars, responsible: [rektor]}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "arshjul.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def port(plan: Path) -> Iterator[int]:
    """Return the port of a preview that runs as its own process, and end that as a person does."""
    command = (sys.executable, "-m", "arshjul_cli", "preview", "--port", "0", "--today", "2026-03-03")
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=plan.parent, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stderr
        said = running.stderr.readline().decode()
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", said)):
            said = running.stderr.readline().decode()
        yield int(found[1])
        running.terminate()


def ask(port: int, path: str, host: str | None = None) -> tuple[int, str, str]:
    """Return the status, the type and the text that the server answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{port}"})
    answer = connection.getresponse()
    return answer.status, answer.headers["Content-Type"], answer.read().decode()


def test_it_shows_the_site_and_makes_it_again_when_the_plan_is_saved(port: int, plan: Path) -> None:
    status, kind, page = ask(port, "/")
    assert (200, "text/html; charset=utf-8") == (status, kind)
    assert "Rektorsmöte" in page
    assert '<script src="/forhandsvisning/ladda-om.js" defer></script>' in page
    assert "text/calendar; charset=utf-8" == ask(port, "/rektor.ics")[1]
    version = ask(port, "/forhandsvisning/version")[2]
    assert version == ask(port, "/forhandsvisning/version")[2]

    plan.write_text(PLAN.replace("Rektorsmöte", "Skolledarmöte"), encoding="utf-8")

    assert version != ask(port, "/forhandsvisning/version")[2]
    assert "Skolledarmöte" in ask(port, "/aktivitet/mote.html")[2]


def test_mistakes_stand_on_every_page_with_line_and_cure_until_they_are_mended(port: int, plan: Path) -> None:
    plan.write_text(PLAN.replace("5 mars", "5 mrs<b>"), encoding="utf-8")

    for path in ("/", "/roll/rektor.html"):
        status, _, page = ask(port, path)
        assert (200, True, True) == (status, "Rad 4, tecken" in page, "AH207" in page)
        assert "<b>" not in page
    assert 200 == ask(port, "/resurser/stil.css")[0]

    plan.write_text(PLAN, encoding="utf-8")
    assert "Rektorsmöte" in ask(port, "/roll/rektor.html")[2]


def test_a_page_elsewhere_cannot_read_it_by_another_name(port: int) -> None:
    assert (403, "") == ask(port, "/", host="ond.exempel.se")[::2]
    assert 200 == ask(port, "/", host=f"localhost:{port}")[0]


def test_what_is_not_there_is_not_found_and_no_file_of_the_computer_is_shown(port: int) -> None:
    assert 404 == ask(port, "/../arshjul.yaml")[0]
    assert 404 == ask(port, "/%2e%2e/arshjul.yaml")[0]


@pytest.mark.parametrize("port", ["x", "-1", "65536"])
def test_a_port_is_a_number(port: str) -> None:
    result = CliRunner().invoke(app, ["preview", "--port", port], prog_name="arshjul")

    assert (2, True) == (result.exit_code, result.stderr.startswith(f'--port: "{port}" är ingen port.'))
