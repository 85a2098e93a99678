"""A plan in a revision of git: read without a program of the repository, in time, and with the true cause when not."""

import os
import shutil
import stat
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from arshjul_cli.cli import revision
from arshjul_cli.reading.file import MAX_BYTES

Run = Callable[..., Result]

POSIX = pytest.mark.skipif(os.name != "posix", reason="scripts and pipes of POSIX")
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities: [{id: mote, summary: Möte, when: 5 mars, responsible: [rektor]}]
"""
ONLY_A_VERSION = (
    "Efter git: står bara en version, till exempel git:HEAD. Vilken plan det gäller skriver du efter --plan."
)


def _git(*arguments: str) -> str:
    identity = ("-c", "user.name=x", "-c", "user.email=x@exempel.se", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, text=True)  # noqa: S607 - wherever git is
    return done.stdout.strip()


def _commit(*names: str) -> None:
    _git("add", "--", *names)
    _git("commit", "-qm", "a")


@pytest.fixture
def run(arshjul: Run, tmp_path: Path) -> Run:
    """Run the program in a repository with a plan, of which HEAD~1 has the meeting a week later."""
    _git("init", "-q", "-b", "main")
    for when in ("12 mars", "5 mars"):
        Path("arshjul.yaml").write_text(PLAN.replace("5 mars", when), encoding="utf-8")
        _commit("arshjul.yaml")
    # Nothing above decides whose repository it is.
    assert str(tmp_path.resolve()) == str(Path(_git("rev-parse", "--show-toplevel")).resolve())
    return arshjul


def _diff(run: Run, side: str, *arguments: str) -> Result:
    return run("diff", side, *arguments, "--year", "2025/26", "--today", "2025-09-01")


def _said(result: Result) -> str:
    """Return what wrong usage is told with."""
    assert (2, "") == (result.exit_code, result.stdout), result.output
    plan, line = result.stderr.splitlines()
    assert plan.startswith("Plan: ")
    return line


@pytest.mark.parametrize("side", ["HEAD~1", "main~1", "main@{1}", ":/a", "HEAD~1^{tree}", "HEAD~1:"])
def test_a_revision_however_it_is_written(run: Run, side: str) -> None:
    Path("arshjul.yaml").write_text(PLAN.replace("5 mars", "19 mars"), encoding="utf-8")

    assert _diff(run, f"git:{side}").stdout.endswith("till torsdag 19 mars 2026 (alla, rektor)\n")


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("", "Versionen saknas efter git:. Skriv till exempel git:HEAD."),
        ("  ", "Versionen saknas efter git:. Skriv till exempel git:HEAD."),
        ("saknas", 'git har ingen version "saknas". Rätta den, eller jämför med en fil.'),
        ("HEAD~7", 'git har ingen version "HEAD~7". Rätta den, eller jämför med en fil.'),
        ("x" * 61, f'git har ingen version "{"x" * 60}…". Rätta den, eller jämför med en fil.'),
        ("--version", 'git har ingen version "--version". Rätta den, eller jämför med en fil.'),
        ("-p", 'git har ingen version "-p". Rätta den, eller jämför med en fil.'),
        (":", 'git har ingen version ":". Rätta den, eller jämför med en fil.'),
        ("HEAD:arshjul.yaml", f'git har ingen version "HEAD:arshjul.yaml". {ONLY_A_VERSION}'),
        ("saknas:data/plan.yaml", f'git har ingen version "saknas:data/plan.yaml". {ONLY_A_VERSION}'),
    ],
)
def test_a_revision_that_git_does_not_have_is_wrong_usage(run: Run, side: str, said: str) -> None:
    assert said == _said(_diff(run, f"git:{side}", "arshjul.yaml"))
    assert said == _said(_diff(run, "arshjul.yaml", f"git:{side}"))


def test_a_beginning_that_several_versions_share_is_told(run: Run) -> None:
    commits = "".join(
        f"commit refs/heads/manga\ncommitter x <x@exempel.se> {number} +0000\ndata 1\na\n" for number in range(1, 1500)
    )
    subprocess.run(["git", "fast-import", "--quiet"], check=True, input=commits.encode())  # noqa: S607 - wherever git is
    # Git wants four characters at least.
    begins = Counter(one[:4] for one in _git("rev-list", "manga").splitlines())
    shared, _ = begins.most_common(1)[0]

    assert f'Flera versioner i git börjar på "{shared}". Skriv fler tecken.' == _said(_diff(run, f"git:{shared}"))


def test_a_folder_that_is_no_repository_is_told(run: Run) -> None:
    shutil.rmtree(".git")

    said = "arshjul.yaml ligger inte i något git-repo. Jämför med en fil eller en mapp med flöden i stället."
    assert said == _said(_diff(run, "git:HEAD"))


def test_a_folder_that_is_not_there_is_told(run: Run) -> None:
    said = _said(run("diff", "git:HEAD~1", "git:HEAD", "--plan", "borta/arshjul.yaml"))

    assert said.startswith("Mappen ")
    assert said.endswith("borta finns inte, eller går inte att öppna. Rätta --plan.")


def test_a_repository_without_a_commit_has_no_version(arshjul: Run) -> None:
    _git("init", "-q")
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8")

    assert 'git har ingen version "HEAD". Rätta den, eller jämför med en fil.' == _said(_diff(arshjul, "git:HEAD"))


def test_what_a_shallow_clone_lacks_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _git("clone", "-q", "--depth", "1", Path.cwd().as_uri(), "grund")
    monkeypatch.chdir("grund")

    said = '"HEAD~1" finns inte i den del av historiken som är hämtad. Hämta resten först: git fetch --unshallow'
    assert _said(_diff(run, "git:HEAD~1")).startswith(said)
    assert 0 == _diff(run, "git:HEAD").exit_code


def test_a_repository_of_somebody_else_is_told_with_the_command_that_trusts_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Git's own way to try this.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = _said(_diff(run, "git:HEAD"))

    assert said.startswith(
        "Repot tillhör en annan användare, och då läser git det inte. Litar du på det kör du först: "
    )
    assert said.endswith(f"git config --global --add safe.directory {Path.cwd()}")


@pytest.mark.parametrize("new", ["ny.yaml", "data/arshjul.yaml"])
def test_a_plan_that_had_another_name_is_told_with_it(run: Run, new: str) -> None:
    Path(new).parent.mkdir(exist_ok=True)
    _git("mv", "arshjul.yaml", new)
    with Path(new).open("a", encoding="utf-8") as file:
        file.write("# En rad till.\n")
    _commit(new)

    said = _said(_diff(run, "git:HEAD~1", "--plan", new))

    assert said == (
        'Planen hette arshjul.yaml i "HEAD~1". Skriv git show HEAD~1:arshjul.yaml > fore.yaml '
        "och jämför med fore.yaml i stället."
    )
    Path("fore.yaml").write_text(_git("show", "HEAD~1:arshjul.yaml"), encoding="utf-8")
    assert 0 == _diff(run, "fore.yaml", "--plan", new).exit_code


def test_a_rename_that_is_not_committed_is_told_with_a_command_that_can_be_pasted(run: Run) -> None:
    Path("data").mkdir()
    _git("mv", "arshjul.yaml", "data/vår plan.yaml")
    said = _said(_diff(run, "git:HEAD", "--plan", "data/vår plan.yaml"))
    command = "git show HEAD:arshjul.yaml > fore.yaml"
    assert said == f'Planen hette arshjul.yaml i "HEAD". Skriv {command} och jämför med fore.yaml i stället.'

    _git("commit", "-qm", "a")
    _git("mv", "data/vår plan.yaml", "ny.yaml")
    said = _said(_diff(run, "git:HEAD", "--plan", "ny.yaml"))
    command = "git show 'HEAD:data/vår plan.yaml' > fore.yaml"
    assert said == f'Planen hette data/vår plan.yaml i "HEAD". Skriv {command} och jämför med fore.yaml i stället.'


def test_a_path_to_a_folder_after_the_version_is_told(run: Run) -> None:
    Path("data").mkdir()
    _git("mv", "arshjul.yaml", "data/arshjul.yaml")
    _git("commit", "-qm", "a")

    said = f'Planen data/arshjul.yaml finns inte i "HEAD:data". {ONLY_A_VERSION}'
    assert said == _said(_diff(run, "git:HEAD:data"))


@pytest.mark.parametrize("side", ["HEAD^{/rättat: saknas}", ":/rättat: saknas", "saknas@{2026-01-01 12:00}"])
def test_a_colon_in_a_text_that_is_searched_for_or_in_a_time_is_no_path(run: Run, side: str) -> None:
    assert f'git har ingen version "{side}". Rätta den, eller jämför med en fil.' == _said(_diff(run, f"git:{side}"))


@pytest.mark.parametrize("setting", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"])
@pytest.mark.parametrize("relative", [True, False])
def test_the_folder_of_the_plan_tells_the_repository_whatever_a_hook_is_told(
    run: Run, setting: str, monkeypatch: pytest.MonkeyPatch, *, relative: bool
) -> None:
    Path("data").mkdir()
    Path("data/arshjul.yaml").write_text(PLAN.replace("5 mars", "26 mars"), encoding="utf-8")
    _commit("data/arshjul.yaml")
    Path("data/arshjul.yaml").write_text(PLAN.replace("5 mars", "19 mars"), encoding="utf-8")
    here = Path() if relative else Path.cwd()
    monkeypatch.setenv(setting, str(here / {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}.get(setting, ".")))

    said = _diff(run, "git:HEAD", "--plan", "data/arshjul.yaml").stdout
    assert "från torsdag 26 mars 2026 till torsdag 19 mars 2026" in said
    assert _said(_diff(run, "git:HEAD~1", "--plan", "data/arshjul.yaml"))


def test_a_plan_that_a_version_does_not_have_is_told(run: Run) -> None:
    Path("ny.yaml").write_text(PLAN, encoding="utf-8")
    said = 'Planen ny.yaml finns inte i "HEAD". Välj en annan version, eller jämför med en fil.'
    assert said == _said(_diff(run, "git:HEAD", "--plan", "ny.yaml"))

    _commit("ny.yaml")
    assert said.replace("HEAD", "HEAD~1") == _said(_diff(run, "git:HEAD~1", "--plan", "ny.yaml"))


def test_a_plan_that_was_a_folder_in_a_version_is_told(run: Run) -> None:
    Path("ny.yaml").mkdir()
    Path("ny.yaml/a").write_bytes(b"")
    _commit("ny.yaml")
    shutil.rmtree("ny.yaml")
    Path("ny.yaml").write_text(PLAN, encoding="utf-8")

    said = 'ny.yaml i "HEAD" är ingen vanlig fil. Rätta versionen, eller jämför med en fil.'
    assert said == _said(_diff(run, "git:HEAD", "--plan", "ny.yaml"))


@POSIX
def test_a_plan_that_is_a_link_is_the_file_that_it_leads_to(run: Run) -> None:
    Path("data").mkdir()
    _git("mv", "arshjul.yaml", "data/plan.yaml")
    Path("arshjul.yaml").symlink_to("data/plan.yaml")
    _commit("arshjul.yaml", "data")

    assert "Inget är ändrat.\n" == _diff(run, "git:HEAD").stdout


def test_a_plan_of_a_version_has_the_size_limit_of_any(run: Run) -> None:
    Path("arshjul.yaml").write_bytes(PLAN.encode() + b"#" * MAX_BYTES + b"\n")
    _commit("arshjul.yaml")
    Path("arshjul.yaml").write_text(PLAN, encoding="utf-8")

    result = _diff(run, "git:HEAD")

    assert (1, "") == (result.exit_code, result.stdout)
    said = "git:HEAD:arshjul.yaml:1:1: AH101 planen: Filen är större än 1 MB, och det får en plan inte vara."
    assert result.stderr.splitlines()[-1].startswith(said)


def test_without_git_it_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "borta"))

    assert "git finns inte på datorn. Jämför med en fil i stället." == _said(_diff(run, "git:HEAD"))


def test_what_git_says_otherwise_is_told_in_its_words(run: Run) -> None:
    Path(".git/config").write_bytes(b"[core\n")

    said = _said(_diff(run, "git:HEAD"))
    assert said.startswith("git kan inte läsa versionen (fatal: bad config line 1 in file .git/config).")


# Programs of the repository, and those that never end.


@POSIX
def test_git_that_does_not_answer_is_given_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(".git/refs/heads/hanger")
    monkeypatch.setattr(revision, "_SECONDS", 0.5)
    began = time.monotonic()

    said = _said(_diff(run, "git:hanger"))

    assert said == "git svarade inte inom 0.5 sekunder. Jämför med en fil i stället."
    assert time.monotonic() - began < 5


HOOKS = (
    "post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman", "post-rewrite",
)  # fmt: skip


@pytest.fixture
def trap(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a program, and the file that it leaves if anybody starts it."""
    folder = tmp_path_factory.mktemp("trap")
    program, sprung = folder / "program", folder / "sprung"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{sprung}"\nexit 1\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program, sprung


@POSIX
def test_nothing_of_the_repository_is_started(run: Run, trap: tuple[Path, Path]) -> None:
    program, sprung = trap
    keys = (
        "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.fsmonitor", "core.gitProxy",
        "core.alternateRefsCommand", "diff.external", "diff.plan.textconv", "diff.plan.command", "gpg.program",
        "filter.plan.clean", "filter.plan.smudge", "filter.plan.process", "credential.helper", "interactive.diffFilter",
        "pager.show", "pager.ls-tree", "pager.cat-file", "pager.rev-parse", "pager.diff-tree", "merge.plan.driver",
        "uploadpack.packObjectsHook",
    )  # fmt: skip
    for key in keys:
        _git("config", key, str(program))
    for command in ("show", "ls-tree", "cat-file", "rev-parse", "diff-tree"):
        _git("config", f"alias.{command}", f"!{program}")
    _git("config", "log.showSignature", "true")
    _git("config", "core.hooksPath", str(program.parent))
    for name in HOOKS:
        shutil.copy(program, program.parent / name)
    Path(".git/info/attributes").write_text("*.yaml diff=plan filter=plan merge=plan\n", encoding="utf-8")
    sprung.unlink(missing_ok=True)

    assert "till torsdag 5 mars 2026" in _diff(run, "git:HEAD~1").stdout
    assert _said(_diff(run, "git:HEAD~7"))
    Path("ny.yaml").write_text(PLAN, encoding="utf-8")
    assert _said(_diff(run, "git:HEAD", "--plan", "ny.yaml"))

    assert not sprung.exists()


@POSIX
@pytest.mark.parametrize("key", ["remote.origin.uploadpack", "core.sshCommand", "remote.origin.vcs"])
def test_what_a_partial_clone_lacks_is_not_fetched_but_told(
    run: Run, trap: tuple[Path, Path], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, sprung = trap
    _git("config", "uploadpack.allowFilter", "true")
    _git("clone", "-q", "--filter=blob:none", Path.cwd().as_uri(), "del")
    monkeypatch.chdir("del")
    _git("config", key, "arshjul-trap" if key.endswith("vcs") else str(program))
    shutil.copy(program, program.parent / "git-remote-arshjul-trap")
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    if key == "core.sshCommand":
        _git("config", "remote.origin.url", "ssh://kommunen.exempel/plan")

    said = _said(_diff(run, "git:HEAD~1"))

    assert said == 'Innehållet i "HEAD~1" är inte hämtat till datorn. Hämta det först: git show HEAD~1:./arshjul.yaml'
    assert not sprung.exists()
    # The trap is one: git by itself springs it.
    subprocess.run(["git", "cat-file", "-s", "HEAD~1:./arshjul.yaml"], check=False, capture_output=True)  # noqa: S607 - wherever git is
    assert sprung.exists()
