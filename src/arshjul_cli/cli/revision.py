"""A plan as it was in a revision of git, read so that nothing in the repository can start a program."""

import os
import re
import shlex
import subprocess
from pathlib import Path

from arshjul_cli.errors import PlanError, UsageError
from arshjul_cli.findings import cut, visible

_SECONDS = 10
"""How long git may take for one answer."""
_ENVIRONMENT = {
    "LC_ALL": "C",  # what git says of a fault is told apart by its words
    "GIT_TERMINAL_PROMPT": "0",
    # What a partial clone lacks is fetched by programs that the repository's configuration names.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # the same, for git before 2.45
}
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_ICASE_PATHSPECS")
"""What a hook or a shell may set: the plan's folder tells which repository it is in, and which file it is there."""
_FILE_MODES = {"100644", "100755"}
_ONLY_A_VERSION = (
    "Efter git: står bara en version, till exempel git:HEAD. Vilken plan det gäller skriver du efter --plan."
)


class _GitError(Exception):
    """Git says no. Holds what it says."""


def plan_bytes(revision: str, path: Path, name: str) -> bytes:
    """Return the bytes of a plan file in a revision; of a link those of the file that it leads to now.

    Only plumbing is asked, which runs no pager, hook or filter.

    Raises:
        UsageError: if git does not have it; tells why.
        PlanError: if it is larger than a plan may be, under the name that it is known by.
    """
    from arshjul_cli.reading import file
    from arshjul_cli.reading.places import findings

    if not revision.strip():
        raise UsageError("Versionen saknas efter git:. Skriv till exempel git:HEAD.")
    real = Path(os.path.realpath(path))
    try:
        tree = _tree(revision, real.parent, path)
        entry = _git(real.parent, "ls-tree", "-z", tree, "--", f"./{real.name}").decode(errors="replace")
        if not entry:
            raise UsageError(_absent(revision, tree, real, path))
        mode, _, blob = entry.partition("\t")[0].split()
        if mode not in _FILE_MODES:
            text = "är ingen vanlig fil. Rätta versionen, eller jämför med en fil."
            raise UsageError(f'{path} i "{cut(revision)}" {text}')
        if int(_git(real.parent, "cat-file", "-s", blob)) > file.MAX_BYTES:
            raise PlanError(findings((file.too_large(name),)))
        return _git(real.parent, "cat-file", "blob", blob)
    except _GitError as error:
        if any(words in str(error) for words in ("promisor", "lazy fetching disabled")):
            text = f'Innehållet i "{cut(revision)}" är inte hämtat till datorn.'
            raise UsageError(f"{text} Hämta det först: git show {cut(revision)}:./{real.name}") from error
        raise UsageError(_told(error)) from error


def _tree(revision: str, folder: Path, path: Path) -> str:
    """Return the id of the tree of a revision. Raises UsageError, which tells why there is none, or _GitError."""
    written = cut(revision)
    try:
        found = _git(folder, "rev-parse", "--verify", "--end-of-options", revision).decode().strip()
        return _git(folder, "rev-parse", "--verify", f"{found}^{{tree}}").decode().strip()
    except _GitError as error:
        said = str(error)
        if "not a git repository" in said:
            text = f"{path} ligger inte i något git-repo. Jämför med en fil eller en mapp med flöden i stället."
        elif "cannot change to" in said:
            text = f"Mappen {folder} finns inte, eller går inte att öppna. Rätta --plan."
        elif "dubious ownership" in said or "unsafe repository" in said:
            command = re.search(r"git config --global .*", said)
            text = "Repot tillhör en annan användare, och då läser git det inte. Litar du på det kör du först: "
            text += visible(command[0].strip()) if command else "git config --global --add safe.directory MAPP"
        elif "is ambiguous" in said:
            text = f'Flera versioner i git börjar på "{written}". Skriv fler tecken.'
        elif "Needed a single revision" not in said:
            raise
        elif _names_a_path(revision):
            text = f'git har ingen version "{written}". {_ONLY_A_VERSION}'
        elif _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
            text = f'"{written}" finns inte i den del av historiken som är hämtad. Hämta resten först: '
            text += "git fetch --unshallow (i GitHub Actions: fetch-depth: 0)."
        else:
            text = f'git har ingen version "{written}". Rätta den, eller jämför med en fil.'
        raise UsageError(text) from error


def _names_a_path(revision: str) -> bool:
    """Tell whether a path stands after a version; a colon also stands in a text that is searched for, and in a time."""
    return not revision.startswith(":/") and ":" in re.sub(r"\{.*?\}", "", revision.lstrip(":"))


def _absent(revision: str, tree: str, real: Path, path: Path) -> str:
    """Return why a plan is not in a revision: it had another name, or was not there."""
    written = cut(revision)
    if _names_a_path(revision):
        return f'Planen {path} finns inte i "{written}". {_ONLY_A_VERSION}'
    if old := _old_name(tree, real):
        file = f"{written}:{visible(old)}"
        command = f"git show {shlex.quote(file) if ' ' in file else file} > fore.yaml"
        return f'Planen hette {visible(old)} i "{written}". Skriv {command} och jämför med fore.yaml i stället.'
    return f'Planen {path} finns inte i "{written}". Välj en annan version, eller jämför med en fil.'


def _old_name(tree: str, real: Path) -> str | None:
    """Return the path that a file had in the repository, if git finds that it was renamed since, committed or not."""
    options = ("--cached", "-M", "--name-status", "--diff-filter=R", "-z")
    try:
        name = _git(real.parent, "ls-files", "-z", "--full-name", "--", f"./{real.name}").rstrip(b"\0")
        fields = _git(real.parent, "diff-index", *options, tree).split(b"\0")
    except _GitError:
        # The index cannot be read.
        return None
    renamed = zip(fields[1::3], fields[2::3], strict=False)
    return next((old.decode(errors="replace") for old, new in renamed if new == name), None)


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what git answers. Raises _GitError if it says no, UsageError if there is none or it takes too long."""
    # Whatever reads the index would ask the program that the configuration names here.
    command = ["git", "--no-pager", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - git, with no shell
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            env={name: text for name, text in os.environ.items() if name not in _ELSEWHERE} | _ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"git svarade inte inom {_SECONDS} sekunder. Jämför med en fil i stället.") from error
    except OSError as error:
        raise UsageError("git finns inte på datorn. Jämför med en fil i stället.") from error
    if done.returncode:
        raise _GitError(done.stderr.decode(errors="replace"))
    return done.stdout


def _told(error: _GitError) -> str:
    """Return what git says, for which there are no Swedish words."""
    said = next((line for line in str(error).splitlines() if line.strip()), "ingen orsak")
    return f"git kan inte läsa versionen ({visible(said)}). Jämför med en fil i stället."
