"""`arshjul init`: what it writes is whole, passes, and publishes; and the workflow goes on from what is published."""

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from arshjul_cli import write
from arshjul_cli.check.whole import check, failing
from arshjul_cli.cli import app
from arshjul_cli.errors import OutputError
from arshjul_cli.plan.schema import render
from arshjul_cli.reading.load import load, require_plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.starter import starter
from arshjul_cli.swedish import month_name
from arshjul_cli.wheel.expand import expand
from building import plan_from

ROOT = Path(__file__).parents[2]
OWN = (".github/workflows/ci.yml", ".github/workflows/release.yml", "src/arshjul_cli/starter/workflow.yml")
ALWAYS = {"arshjul.yaml", "arshjul.schema.json", "LÄSMIG.md"}
HOSTS = {
    "github": {*ALWAYS, ".gitignore", ".github/workflows/arshjul.yml"},
    "gitlab": {*ALWAYS, ".gitignore", ".gitlab-ci.yml"},
    "mapp": {*ALWAYS, "publicera.ps1", "publicera.sh"},
}
FILES = HOSTS["github"]
TODAY = ("--today", "2031-02-03")
DOMAIN = ("--domain", "arshjul.storkoping.se")

needs_bash = pytest.mark.skipif(
    os.name == "nt" or not all(map(shutil.which, ("bash", "curl", "sha256sum", "git"))),
    reason="the workflow runs on Linux",
)

Run = Callable[..., Result]
Step = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARSHJUL_PLAN", raising=False)
    return lambda *arguments: CliRunner().invoke(app, [*arguments], prog_name="arshjul")


def written(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("host", HOSTS)
def test_it_writes_the_plan_its_schema_what_publishes_it_and_what_to_do_first(
    run: Run, tmp_path: Path, host: str
) -> None:
    result = run("init", "arshjulet", "--host", host, *DOMAIN)

    assert 0 == result.exit_code
    assert HOSTS[host] == {*written(tmp_path / "arshjulet")}
    assert HOSTS[host] == {Path(line).relative_to("arshjulet").as_posix() for line in result.stdout.splitlines()}
    assert render() == Path("arshjulet", "arshjul.schema.json").read_bytes()
    readme = Path("arshjulet", "LÄSMIG.md").read_text(encoding="utf-8")
    assert HOSTS[host] - {"LÄSMIG.md"} == {*re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE)}
    assert ("på raden ARSHJUL" in result.stderr) == (host != "mapp")


def test_the_host_is_github_if_none_is_named_and_another_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert 0 == run("init", "ett", *DOMAIN).exit_code
    wrong = run("init", "annat", "--host", "azure", *DOMAIN)

    assert FILES == {*written(tmp_path / "ett")}
    told = '--host: "azure" går inte att välja. Skriv github, gitlab eller mapp.\n'
    assert (2, told) == (wrong.exit_code, wrong.stderr)
    assert not Path("annat").exists()


@pytest.mark.parametrize("today", ["2025-07-01", "2026-06-30", "2031-02-03", "2040-12-31"])
def test_the_plan_is_whole_whatever_the_year(run: Run, today: str) -> None:
    run("init", *DOMAIN, "--today", today)
    checked = run("check", "--strict", "--today", today)
    generated = run("generate", "--today", today)

    assert (0, 0) == (checked.exit_code, generated.exit_code)
    assert "0 fel, 0 varningar" in checked.stdout
    assert {"alla.ics", "rektor.ics", "ledningsgrupp.ics"} < {path.name for path in Path("feeds").iterdir()}


def test_the_plan_is_small_and_of_this_school_year(run: Run) -> None:
    run("init", *DOMAIN, *TODAY)
    plan = require_plan(load(Path("arshjul.yaml")))

    assert (5, 9, 1, 1) == tuple(map(len, (plan.roles, plan.activities, plan.goals, plan.promises)))
    assert ["2030/31"] == [str(year) for year in plan.years]
    assert "arshjul.storkoping.se" == plan.plan.uid_domain


def test_what_its_comments_offer_can_be_used(run: Run) -> None:
    run("init", *DOMAIN, *TODAY)
    plan = Path("arshjul.yaml")
    offered = re.sub(r"^( +)# ( *[\w-]+:(?: \S.*)?)$", r"\1\2", plan.read_text(encoding="utf-8"), flags=re.MULTILINE)
    plan.write_text(offered, encoding="utf-8")

    assert "\n  adopted: 2030-06-17\n" in offered
    assert "\n      kvalitetsdialog: 2031-03-11 13:00–16:00\n" in offered
    assert "\n      trygghetsenkat: Ingen enkät görs det här läsåret.\n" in offered
    assert 0 == run("check", *TODAY).exit_code


def test_an_editor_accepts_the_plan(run: Run) -> None:
    run("init")
    command = (sys.executable, "-m", "check_jsonschema", "--schemafile", "arshjul.schema.json", "arshjul.yaml")

    assert 0 == subprocess.run(command, capture_output=True, check=False).returncode
    assert Path("arshjul.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=arshjul.schema")


def test_without_a_domain_it_says_that_one_is_needed(run: Run) -> None:
    result = run("init")

    assert "Skriv er egen uid_domain i planen innan du skriver flödena första gången.\n" in result.stderr
    assert "uid_domain" not in run("init", "annan", *DOMAIN).stderr


def test_a_domain_that_is_none_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    result = run("init", "--domain", "https://kommunen.se/")

    assert 2 == result.exit_code
    expected = '--domain: "https://kommunen.se/" är inget domännamn. Skriv till exempel arshjul.kommunen.se.\n'
    assert expected == result.stderr
    assert {} == written(tmp_path)


def test_a_plan_that_is_there_gets_what_publishes_it_and_stays_as_it_was(run: Run, tmp_path: Path) -> None:
    Path("tabell.csv").write_text("Tid;Aktivitet;Ansvarig\nMars;Enkät;Rektor\n", encoding="utf-8")
    assert 0 == run("import", "tabell.csv", *DOMAIN).exit_code
    imported = written(tmp_path)

    result = run("init", "--host", "gitlab")

    added = {".gitignore", ".gitlab-ci.yml", "LÄSMIG.md"}
    assert (0, added) == (result.exit_code, set(result.stdout.split()))
    assert imported == {name: data for name, data in written(tmp_path).items() if name not in added}
    assert "arshjul.yaml fanns redan, och är kvar som den var.\n" in result.stderr
    assert "uid_domain" not in result.stderr
    again = run("init", "--host", "gitlab")
    assert (1, "") == (again.exit_code, again.stdout)
    assert "LÄSMIG.md: Filen finns redan, så inget är skrivet.\n" in again.stderr


def test_a_plan_that_is_there_has_its_own_domain(run: Run, tmp_path: Path) -> None:
    Path("arshjul.yaml").write_bytes(b"egen")

    result = run("init", *DOMAIN)

    told = "arshjul.yaml finns redan. Skriv domänen i den, under plan, vid uid_domain, och utelämna --domain.\n"
    assert (2, told, {"arshjul.yaml": b"egen"}) == (result.exit_code, result.stderr, written(tmp_path))


@pytest.mark.parametrize("taken", sorted(FILES - {"arshjul.yaml"}))
def test_a_file_that_exists_is_named_and_nothing_is_written(run: Run, tmp_path: Path, taken: str) -> None:
    path = tmp_path / taken
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"egen")

    result = run("init")

    assert 1 == result.exit_code
    assert f"{Path(taken)}: Filen finns redan, så inget är skrivet.\n" == result.stderr
    assert {taken: b"egen"} == written(tmp_path)


def test_a_file_where_a_folder_should_be_leaves_nothing_half_written(run: Run, tmp_path: Path) -> None:
    Path(".github").write_bytes(b"egen")

    result = run("init")

    assert 1 == result.exit_code
    assert "Det finns en fil där mappen ska ligga. Flytta den, eller välj en annan mapp.\n" in result.stderr
    assert {".github": b"egen"} == written(tmp_path)


def test_a_failure_half_way_takes_back_what_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename
    done: list[Path] = []

    def full_after_one(self: Path, target: Path) -> Path:
        if done:
            raise OSError(28, "No space left on device")
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "rename", full_after_one)
    with pytest.raises(OutputError, match="disken är full"):
        write.create(tmp_path / "ny", {"a.txt": b"a", "b/c.txt": b"c"})

    assert [] == list(tmp_path.iterdir())


COMMIT = "0123456789012345678901234567890123456789"


@pytest.mark.parametrize(
    ("origin", "requirement"),
    [
        (None, ""),
        ({"url": "ssh://git@exempel.se/arshjul.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, ""),
        ({"url": "https://exempel.se/arshjul.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
         f"arshjul @ git+https://exempel.se/arshjul.git@{COMMIT}"),
        ({"url": "https://exempel.se/arshjul.whl", "archive_info": {}}, "arshjul @ https://exempel.se/arshjul.whl"),
        ({"url": "file:///home/x/arshjul", "dir_info": {"editable": True}}, ""),
        ({"url": "file:///home/x/arshjul.whl", "archive_info": {}}, ""),
        ({"url": "file:///home/x/arshjul", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, ""),
    ],
)  # fmt: skip
def test_the_workflow_installs_the_program_from_where_this_one_came(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, requirement: str
) -> None:
    installed = tmp_path / "installed" / "arshjul-9.8.7.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: arshjul\nVersion: 9.8.7\n", encoding="utf-8")
    if origin:
        (installed / "direct_url.json").write_text(json.dumps(origin), encoding="utf-8")
    monkeypatch.syspath_prepend(installed.parent)

    result = run("init", "ny")

    workflow = yaml.safe_load(Path("ny/.github/workflows/arshjul.yml").read_text(encoding="utf-8"))
    assert requirement == workflow["env"]["ARSHJUL"]
    assert ("på raden ARSHJUL" in result.stderr) == (not requirement)


@pytest.mark.parametrize("months", range(12))
def test_the_plan_passes_on_every_day(months: int) -> None:
    for day in (dt.date(2026 + months, months + 1, 1) + dt.timedelta(days=n) for n in range(31)):
        year = SchoolYear.containing(day)
        loaded = plan_from(starter("github", "arshjul.kommunen.se", year, "")["arshjul.yaml"], "arshjul.yaml")
        found = check(expand(loaded, (year, year.next())), day)
        assert not failing((one.level for one in found), strict=True), (day, found)


@pytest.mark.parametrize("path", OWN)
def test_workflows_have_no_more_rights_than_each_job_needs_and_pin_what_they_use(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    used = re.findall(r"uses: (.*)", text)

    assert {} == workflow["permissions"]
    assert workflow["jobs"]
    assert used
    assert all("permissions" in job for job in workflow["jobs"].values())
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used)
    assert "${{" not in "".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])


def test_the_workflows_use_the_same_versions() -> None:
    pins: dict[str, set[str]] = {}
    for path in OWN:
        for action, version in re.findall(r"uses: (\S+)@(.*)", (ROOT / path).read_text(encoding="utf-8")):
            pins.setdefault(action, set()).add(version)

    assert {"actions/checkout", "actions/setup-python"} < pins.keys()
    assert all(len(versions) == 1 for versions in pins.values())


@needs_bash
@pytest.mark.parametrize(
    ("tag", "heading", "told"),
    [
        ("v1.2.3", "## [1.2.3] - 2026-01-01", ""),
        ("v1.2.4", "## [1.2.4] - 2026-01-01", "The tag is v1.2.4, but the version is 1.2.3."),
        ("1.2.3", "## [1.2.3] - 2026-01-01", "The tag is 1.2.3, but the version is 1.2.3."),
        ("v1.2.3", "## [Unreleased]", "There is no heading for 1.2.3."),
    ],
)
def test_a_release_has_the_version_of_its_tag(tmp_path: Path, tag: str, heading: str, told: str) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n", encoding="utf-8")
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    [script] = [
        one["run"]
        for one in workflow["jobs"]["build"]["steps"]
        if one.get("name") == "Fail unless the tag is the version"
    ]
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_REF_NAME": tag,
    }
    command = (shutil.which("bash") or "bash", "-e", "-c", script)

    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)

    assert (int(bool(told)), True) == (ended.returncode, told in ended.stdout), ended


def test_only_the_job_that_publishes_a_release_may_speak_for_the_project() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    jobs = workflow["jobs"]

    assert {"build": {"contents": "read"}, "test": {"contents": "read"}, "publish": {"id-token": "write"}} == {
        name: job["permissions"] for name, job in jobs.items()
    }
    # No code of the project runs where the right to publish is.
    assert all("run" not in step for step in jobs["publish"]["steps"])
    assert ["build", "test"] == jobs["publish"]["needs"]


# What follows runs the steps of the workflow as GitHub does: bash -e, with the variables it sets.


@pytest.fixture
def step(run: Run, tmp_path: Path) -> Step:
    """Run a step of the starter's workflow in a folder that `init` has filled."""
    home = tmp_path / "repo"
    run("init", str(home), *DOMAIN)
    workflow = yaml.safe_load((home / ".github" / "workflows" / "arshjul.yml").read_text(encoding="utf-8"))
    scripts = {one["name"]: one["run"] for job in workflow["jobs"].values() for one in job["steps"] if "run" in one}

    def execute(name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "ARSHJUL_PLAN": "arshjul.yaml",
            "GITHUB_RUN_ID": "1",
            "GITHUB_RUN_ATTEMPT": "1",
            "GITHUB_WORKSPACE": str(home),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "NO_PROXY": "*",
            "CURL_CA_BUNDLE": str(tmp_path / "ca.pem"),
            "ADDRESS": "https://arshjul.exempel.se/",
            **variables,
        }
        command = (shutil.which("bash") or "bash", "-e", "-c", scripts[name])
        return subprocess.run(command, cwd=home, env=environment, capture_output=True, encoding="utf-8", check=False)

    return execute


FETCH = "Hämta flödena som ligger ute"
WRITE = "Skriv flödena"


def publish(tmp_path: Path, site: Path) -> None:
    """Put what the workflow wrote where it is fetched from."""
    shutil.rmtree(site)
    shutil.move(tmp_path / "repo" / "site", site)
    shutil.rmtree(tmp_path / "repo" / "previous")


@needs_bash
def test_the_first_time_is_allowed_by_the_variable_alone(step: Step, site: tuple[Path, str]) -> None:
    _, address = site

    refused = step(FETCH, ADDRESS=address, FIRST_TIME="")
    allowed = step(FETCH, ADDRESS=address, FIRST_TIME="true")

    assert (1, 0) == (refused.returncode, allowed.returncode)
    assert "gick inte att hämta (404)" in refused.stdout


@needs_bash
def test_it_goes_on_from_what_is_published_and_keeps_feeds_that_have_ended(
    step: Step, site: tuple[Path, str], tmp_path: Path
) -> None:
    folder, address = site
    plan = tmp_path / "repo" / "arshjul.yaml"
    step(FETCH, ADDRESS=address, FIRST_TIME="true")
    assert 0 == step(WRITE).returncode
    publish(tmp_path, folder)
    first = written(folder)

    assert 0 == step(FETCH, ADDRESS=address, FIRST_TIME="").returncode
    assert 0 == step(WRITE).returncode
    publish(tmp_path, folder)
    assert first == written(folder)

    plan.write_text(plan.read_text(encoding="utf-8").replace("utvecklingsledare", "utvecklare"), encoding="utf-8")
    assert 0 == step(FETCH, ADDRESS=address, FIRST_TIME="").returncode
    stopped = step(WRITE)
    assert (1, True) == (stopped.returncode, "skriv formerly: [utvecklingsledare] där" in stopped.stderr)
    assert 0 == step(WRITE, ALLOW_SHRINK="ja").returncode
    publish(tmp_path, folder)
    assert 0 == step(FETCH, ADDRESS=address, FIRST_TIME="").returncode
    assert 0 == step(WRITE).returncode
    publish(tmp_path, folder)
    assert "upphört" in (folder / "utvecklingsledare.ics").read_text(encoding="utf-8")
    listed = (folder / "floden.sha256").read_text(encoding="utf-8")
    there = {"utvecklare.ics", "utvecklingsledare.ics", "andringar.json"}
    assert there < {line.split()[1] for line in listed.splitlines()}


@needs_bash
def test_to_rewrite_the_past_is_passed_on(step: Step, site: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = site
    plan = tmp_path / "repo" / "arshjul.yaml"
    step(FETCH, ADDRESS=address, FIRST_TIME="true")
    assert 0 == step(WRITE, REWRITE_PAST="").returncode
    publish(tmp_path, folder)
    title, *_ = re.findall(r"summary: (.+)", plan.read_text(encoding="utf-8"))
    plan.write_text(plan.read_text(encoding="utf-8").replace(title, "Rättad titel"), encoding="utf-8")

    for rewrite, stays in (("", True), ("ja", False)):
        assert 0 == step(FETCH, ADDRESS=address, FIRST_TIME="").returncode
        assert 0 == step(WRITE, REWRITE_PAST=rewrite).returncode
        assert stays == (title in (tmp_path / "repo" / "site" / "alla.ics").read_text(encoding="utf-8"))
        publish(tmp_path, folder)


@needs_bash
@pytest.mark.parametrize("fault", ["gone", "changed", "strange", "empty"])
def test_feeds_that_should_be_there_and_cannot_be_read_stop_it(step: Step, site: tuple[Path, str], fault: str) -> None:
    folder, address = site
    feed = b"BEGIN:VCALENDAR\r\n"
    (folder / "rektor.ics").write_bytes(feed)
    listed = f"{hashlib.sha256(feed).hexdigest()}  rektor.ics\n"
    (folder / "floden.sha256").write_text(
        {"strange": listed.replace("rektor", "../rektor"), "empty": ""}.get(fault, listed), encoding="utf-8"
    )
    if fault == "gone":
        (folder / "rektor.ics").unlink()
    if fault == "changed":
        (folder / "rektor.ics").write_bytes(b"<html>")

    assert 0 != step(FETCH, ADDRESS=address, FIRST_TIME="true").returncode


@needs_bash
def test_a_server_that_does_not_answer_stops_it_even_the_first_time(step: Step) -> None:
    assert 0 != step(FETCH, ADDRESS="http://127.0.0.1:9/", FIRST_TIME="true").returncode


@needs_bash
def test_feeds_are_never_fetched_without_https(step: Step, site: tuple[Path, str]) -> None:
    _, address = site

    refused = step(FETCH, ADDRESS=f"{address}http/", FIRST_TIME="true")

    assert (1, True) == (refused.returncode, "gick inte att hämta (inget helt svar)" in refused.stdout)


@needs_bash
def test_the_run_tells_in_its_summary_what_changed_and_what_stopped_it(
    step: Step, site: tuple[Path, str], tmp_path: Path
) -> None:
    _, address = site
    plan, summary = tmp_path / "repo" / "arshjul.yaml", tmp_path / "summary.md"
    step(FETCH, ADDRESS=address, FIRST_TIME="true")

    written_first = step(WRITE)
    told = summary.read_text(encoding="utf-8")
    assert told.startswith("## Det här ändrades i kalendrarna\n\n````text\n")
    assert told.endswith("\n````\n")
    assert written_first.stdout in told

    summary.unlink()
    plan.write_text(plan.read_text(encoding="utf-8").replace("when: oktober", "when: novembre"), encoding="utf-8")
    assert 1 == step(WRITE).returncode
    assert "AH207" in summary.read_text(encoding="utf-8")


@needs_bash
@pytest.mark.parametrize("days", [0, 52, 53, 59])
def test_it_is_said_a_week_before_the_nightly_run_is_switched_off(
    step: Step, commit: Callable[..., None], days: int
) -> None:
    commit(dt.datetime.now(dt.UTC) - dt.timedelta(days=days, minutes=1))

    said = step("Säg till innan GitHub slutar köra på natten")

    told = f"på {days} dagar. Efter 60 slutar GitHub" in said.stdout
    assert (int(days >= 53), days >= 53) == (said.returncode, told)


@needs_bash
def test_a_domain_that_is_only_an_example_is_not_published(step: Step, tmp_path: Path) -> None:
    script = "Granska planen"
    plan = tmp_path / "repo" / "arshjul.yaml"
    assert 0 == step(script).returncode

    plan.write_text(plan.read_text(encoding="utf-8").replace("storkoping.se", "kommunen.example"), encoding="utf-8")

    refused = step(script)
    assert 1 == refused.returncode
    assert "Skriv er egen uid_domain" in refused.stdout


@needs_bash
def test_warnings_stop_neither_a_pull_request_nor_the_publishing(step: Step, tmp_path: Path) -> None:
    plan = tmp_path / "repo" / "arshjul.yaml"
    soon = (dt.datetime.now(dt.UTC) + dt.timedelta(days=7)).date()
    text = plan.read_text(encoding="utf-8").replace("when: v. 46–47", f"when: {soon.day} {month_name(soon.month)}")
    plan.write_text(text.replace("    goals: [trygghet]\n", "    decided_yearly: true\n", 1), encoding="utf-8")

    checked = step("Granska planen")

    assert (0, True) == (checked.returncode, "AH305" in checked.stdout)


@needs_bash
def test_a_program_of_nowhere_is_not_installed(step: Step) -> None:
    refused = step("Installera arshjul", ARSHJUL="")

    assert (1, True) == (refused.returncode, "Skriv på raden ARSHJUL varifrån" in refused.stdout)


@pytest.fixture
def commit(step: Step, tmp_path: Path) -> Callable[..., None]:  # noqa: ARG001 - makes the folder
    """Return what commits all that is in the folder of the workflow."""

    def git(*arguments: str, at: dt.datetime | None = None) -> None:
        command = (shutil.which("git") or "git", "-c", "user.name=x", "-c", "user.email=x@exempel.se", *arguments)
        when = {"GIT_COMMITTER_DATE": at.isoformat()} if at else {}
        subprocess.run(command, cwd=tmp_path / "repo", check=True, capture_output=True, env={**os.environ, **when})

    def all_of_it(at: dt.datetime | None = None) -> None:
        git("add", ".")
        git("commit", "-qm", "x", at=at)

    git("init", "-q")
    return all_of_it


@needs_bash
def test_a_pull_request_shows_what_it_would_take_away(step: Step, commit: Callable[[], None], tmp_path: Path) -> None:
    plan, summary = tmp_path / "repo" / "arshjul.yaml", tmp_path / "summary.md"
    name = "Visa om för mycket skulle försvinna"
    commit()
    assert "Det finns inget att jämföra med." in step(name).stdout

    whole = plan.read_text(encoding="utf-8")
    plan.write_text(f"{whole}\n# En kommentar.\n", encoding="utf-8")
    commit()
    assert (0, "", "") == (step(name).returncode, step(name).stdout, step(name).stderr)

    plan.write_text(whole.replace("utvecklingsledare", "utvecklare"), encoding="utf-8")
    commit()
    shown = step(name)
    assert (0, True) == (shown.returncode, "::warning file=arshjul.yaml::Ovanligt mycket" in shown.stdout)
    assert "skriv formerly: [utvecklingsledare] där" in summary.read_text(encoding="utf-8")

    marked = whole.replace("summary: ", "summary: '```<img src=x>[a](https://exempel.se): AH320 x' #")
    plan.write_text(marked, encoding="utf-8")
    commit()
    plan.write_text(marked.replace("utvecklingsledare", "utvecklare"), encoding="utf-8")
    commit()
    summary.unlink()
    assert 0 == step(name).returncode
    before, fence, told = summary.read_text(encoding="utf-8").partition("```text\n")
    lines = told.splitlines()
    assert ("\n## Ovanligt mycket skulle försvinna\n\n", "```text\n", "```") == (before, fence, lines.pop())
    assert any("```<img src=x>[a](https://exempel.se): AH320 x" in line for line in lines)
    assert all(line.startswith("utvecklare: utvecklingsledare.ics skulle upphöra") for line in lines)

    plan.write_text(whole.replace("uid_domain: ", "uid_domain: annan."), encoding="utf-8")
    commit()
    assert 0 != step(name).returncode


@needs_bash
def test_a_pull_request_is_told_what_it_changes(step: Step, commit: Callable[[], None], tmp_path: Path) -> None:
    home, summary = tmp_path / "repo", tmp_path / "summary.md"
    plan = home / "arshjul.yaml"
    name = "Sammanfatta vad som ändras i kalendrarna"

    plan.rename(home / "undan")
    commit()
    (home / "undan").rename(plan)
    commit()
    assert 0 == step(name).returncode
    assert "Planen är ny." in summary.read_text(encoding="utf-8")

    plan.write_text(plan.read_text(encoding="utf-8").replace("when: oktober", "when: november"), encoding="utf-8")
    commit()
    assert 0 == step(name).returncode
    assert re.search("Flyttad: .*Förslag till budget", summary.read_text(encoding="utf-8"))

    sound = plan.read_text(encoding="utf-8")
    plan.write_text(sound.replace("when: november", "when: novembre"), encoding="utf-8")
    commit()
    assert 0 == step(name).returncode
    told = summary.read_text(encoding="utf-8").rpartition("### Planen har fel\n\n- arshjul.yaml:")[2]
    assert "AH207" in told
    not_compared = "\n\nMed fel i planen, före eller efter ändringen, går det inte att jämföra.\n"
    assert told.endswith(not_compared)
    plan.write_text(sound, encoding="utf-8")
    commit()
    assert 0 == step(name).returncode
    told = summary.read_text(encoding="utf-8").rpartition("### Planen har fel\n\n- git:HEAD^1:arshjul.yaml:")[2]
    assert "AH207" in told
    assert told.endswith(not_compared)


def test_the_plan_begins_with_the_school_year_of_the_day(run: Run) -> None:
    run("init", "ny", *DOMAIN, *TODAY)

    assert SchoolYear(2030) == require_plan(load(Path("ny/arshjul.yaml"))).plan.first_year
