"""The writer: whole files or none, nothing rewritten for nothing, nobody else's file touched."""

import errno
import math
import os
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest

from arshjul_cli.errors import OutputError
from arshjul_cli.write import LOCK, alone, rewrite, write
from devices import device

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX")
TOO_LONG = "x" * 300
"""No file system takes such a name: a failure that is real, for root too."""


def _state(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def _run(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write as a whole run does: alone in the folder."""
    with alone(folder):
        write(folder, files)


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def test_it_writes_the_bytes_that_it_is_given(tmp_path: Path) -> None:
    write(tmp_path, {"a.ics": b"\r\n\x00\xff", "b.ics": b""})

    assert {"a.ics": b"\r\n\x00\xff", "b.ics": b""} == _state(tmp_path)


def test_it_makes_the_folder_and_those_above(tmp_path: Path) -> None:
    _run(tmp_path / "x" / "y", {"a.ics": b"a"})

    assert {"a.ics": b"a"} == _state(tmp_path / "x" / "y")


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"<html>")
    (tmp_path / "old.ics").write_bytes(b"old")

    write(tmp_path, {"a.ics": b"a"})

    assert {"index.html": b"<html>", "old.ics": b"old", "a.ics": b"a"} == _state(tmp_path)


def test_what_is_removed_is_gone_only_after_all_is_written(tmp_path: Path) -> None:
    write(tmp_path, {"gammal.ics": b"x", "b.ics": b"b"})
    with pytest.raises(OutputError):
        write(tmp_path, {"a.ics": b"a", TOO_LONG: b""}, removed=("gammal.ics",))
    assert {"gammal.ics": b"x", "b.ics": b"b"} == _state(tmp_path)

    write(tmp_path, {"a.ics": b"a"}, removed=("gammal.ics", "saknas.ics"))
    assert {"a.ics": b"a", "b.ics": b"b"} == _state(tmp_path)


def test_a_file_that_has_its_bytes_is_not_rewritten(tmp_path: Path) -> None:
    write(tmp_path, {"a.ics": b"a", "b.ics": b"b"})
    for path in tmp_path.iterdir():
        os.utime(path, ns=(1_000_000_007, 1_000_000_007))
    before = (tmp_path / "a.ics").stat()

    write(tmp_path, {"a.ics": b"a", "b.ics": b"changed"})

    after = (tmp_path / "a.ics").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert 1_000_000_007 != (tmp_path / "b.ics").stat().st_mtime_ns


def test_a_file_is_replaced_whole_so_that_a_reader_keeps_the_old_one(tmp_path: Path) -> None:
    write(tmp_path, {"a.ics": b"old"})
    with (tmp_path / "a.ics").open("rb") as reader:
        write(tmp_path, {"a.ics": b"new"})
        assert b"old" == reader.read()
    assert {"a.ics": b"new"} == _state(tmp_path)


def test_a_name_that_cannot_be_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(b"old")

    with pytest.raises(OutputError):
        write(tmp_path, {"a.ics": b"new", TOO_LONG: b"x", "c.ics": b"new"})

    assert {"a.ics": b"old"} == _state(tmp_path)


@POSIX
def test_a_disk_that_takes_no_more_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    import resource

    (tmp_path / "a.ics").write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OutputError, match="Det går inte att skriva här"):
            write(tmp_path, {"a.ics": b"new", "b.ics": b"x" * 10_000, "c.ics": b"new"})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert {"a.ics": b"old"} == _state(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_refused_and_no_temporary_file_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.ics").mkdir()

    with pytest.raises(OutputError, match="Det finns en mapp där filen ska ligga"):
        write(tmp_path, {"a.ics": b"new", "b.ics": b"new"})

    assert {"a.ics": None} == _state(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_bytes(b"mine")

    with pytest.raises(OutputError, match="feeds: Det finns en fil där mappen ska ligga"):
        _run(tmp_path / "feeds", {"a.ics": b"a"})

    assert {"feeds": b"mine"} == _state(tmp_path)


def test_a_file_above_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_bytes(b"mine")

    with pytest.raises(OutputError, match="Det finns en fil där mappen ska ligga"):
        _run(tmp_path / "feeds" / "x", {"a.ics": b"a"})


@contextmanager
def _not_root() -> Iterator[None]:
    """Be nobody for a while, if root; root may write everywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@POSIX
def test_a_folder_that_is_read_only_is_refused() -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o555)
        with _not_root(), pytest.raises(OutputError, match="Du får inte skriva här"):
            _run(folder, {"a.ics": b"a"})
        assert {} == _state(folder)
        folder.chmod(0o755)


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_the_mode_follows_the_umask_like_that_of_any_file(tmp_path: Path, mask: int) -> None:
    with _umask(mask):
        write(tmp_path, {"a.ics": b"a"})
        (tmp_path / "ordinary").write_bytes(b"")

    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.ics", "ordinary")]
    assert [0o666 & ~mask] * 2 == modes


def test_nothing_to_write_leaves_no_folder_that_was_not_there(tmp_path: Path) -> None:
    _run(tmp_path / "x" / "feeds", {})
    (tmp_path / "tom").mkdir()
    _run(tmp_path / "tom", {})

    assert {"tom": None} == _state(tmp_path)


def test_a_write_that_cannot_replace_one_file_leaves_all_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(b"old")
    (tmp_path / "b.ics").mkdir()
    with pytest.raises(OutputError, match=r"b\.ics: Det finns en mapp"):
        write(tmp_path, {"a.ics": b"new", "b.ics": b"new"})
    assert b"old" == (tmp_path / "a.ics").read_bytes()


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(b"old")
    (tmp_path / "a.ics").chmod(0o640)

    _run(tmp_path, {"a.ics": b"new"})

    assert (b"new", 0o640) == ((tmp_path / "a.ics").read_bytes(), stat.S_IMODE((tmp_path / "a.ics").stat().st_mode))


def test_what_a_killed_run_left_is_cleared_and_nothing_else_that_is_hidden(tmp_path: Path) -> None:
    others = (
        ".htaccess", ".git", ".alla.ics.tmp", ".alla.ics.0123456789abcde.tmp", "alla.ics.0123456789abcdef.tmp",
        ".alla.ics.0123456789abcdeg.tmp", ".alla.ics.0123456789ABCDEF.tmp", ".0123456789abcdef.tmp.ics",
    )  # fmt: skip
    for name in (*others, ".alla.ics.0123456789abcdef.tmp", ".borta.ics.fedcba9876543210.tmp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".mapp.ics.0123456789abcdef.tmp").mkdir()

    _run(tmp_path, {"alla.ics": b"a"})

    assert sorted((*others, ".mapp.ics.0123456789abcdef.tmp", "alla.ics")) == sorted(_state(tmp_path))


def test_a_lock_file_that_a_killed_run_left_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_bytes(b"")

    _run(tmp_path, {"a.ics": b"a"})

    assert {"a.ics": b"a"} == _state(tmp_path)


def test_the_folder_is_held_while_a_run_goes_on_and_free_when_it_fails(tmp_path: Path) -> None:
    with alone(tmp_path / "feeds"):
        assert {LOCK: b""} == _state(tmp_path / "feeds")
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "x" / "feeds"):
        raise ZeroDivisionError

    assert {} == _state(tmp_path)


def test_a_second_run_waits_for_the_first_and_then_has_the_folder(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with alone(tmp_path):
            order.append("second")

    waiting = Thread(target=second)
    with alone(tmp_path):
        waiting.start()
        waiting.join(0.3)
        order.append("first")
    waiting.join(30)

    assert ["first", "second"] == order
    assert {} == _state(tmp_path)


def test_what_stands_in_the_way_is_kept_under_the_first_name_that_is_free(tmp_path: Path) -> None:
    names = ("a.ics", "b.ics", "b.ics.bak", "c.ics", "c.ics.bak", "c.ics.bak1", "d.ics")
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "d.ics.bak").mkdir()
    replaced = ("a.ics", "b.ics", "c.ics", "d.ics")

    kept = write(tmp_path, dict.fromkeys(replaced, b"new"), reversed(replaced))

    expected = {"a.ics": "a.ics.bak", "b.ics": "b.ics.bak1", "c.ics": "c.ics.bak2", "d.ics": "d.ics.bak1"}
    assert list(expected.items()) == list(kept.items())
    for name in names:
        now = (tmp_path / expected.get(name, name)).read_bytes()
        assert name.encode() == now
    assert {b"new"} == {(tmp_path / name).read_bytes() for name in replaced}


def test_nothing_is_kept_where_nothing_stands_in_the_way(tmp_path: Path) -> None:
    assert {} == write(tmp_path, {"a.ics": b"a"})
    assert {"a.ics": b"a"} == _state(tmp_path)


def test_what_cannot_be_kept_stops_the_write(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(b"old")

    with pytest.raises(OutputError):
        write(tmp_path, {"a.ics": b"new"}, ["saknas.ics"])

    assert {"a.ics": b"old"} == _state(tmp_path)


def test_a_copy_that_is_kept_already_is_not_kept_again(tmp_path: Path) -> None:
    for name, data in {"a.ics": b"junk", "a.ics.bak": b"other", "a.ics.bak1": b"junk"}.items():
        (tmp_path / name).write_bytes(data)

    assert {"a.ics": "a.ics.bak1"} == write(tmp_path, {"a.ics": b"new"}, ["a.ics"])
    assert {"a.ics": b"new", "a.ics.bak": b"other", "a.ics.bak1": b"junk"} == _state(tmp_path)


# Links and pipes.


@POSIX
@pytest.mark.parametrize("leads_to", ["other", "nowhere"])
def test_what_is_kept_follows_no_link(tmp_path: Path, leads_to: str) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (tmp_path / "other").write_bytes(b"junk")
    (folder / "a.ics").write_bytes(b"junk")
    (folder / "a.ics.bak").symlink_to(tmp_path / leads_to)

    assert {"a.ics": "a.ics.bak1"} == write(folder, {"a.ics": b"new"}, ["a.ics"])

    assert (tmp_path / leads_to) == (folder / "a.ics.bak").readlink()
    assert {"other": b"junk", "feeds": None} == _state(tmp_path)
    assert (b"new", b"junk") == ((folder / "a.ics").read_bytes(), (folder / "a.ics.bak1").read_bytes())


@POSIX
def test_a_link_to_a_plain_file_stays_and_the_file_is_replaced_whole(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "feeds", tmp_path / "annan"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "b.ics").write_bytes(b"old")
    (elsewhere / "b.ics").chmod(0o640)
    (folder / "a.ics").symlink_to(Path("..", "annan", "b.ics"))
    for left in (".a.ics.0123456789abcdef.tmp", ".b.ics.0123456789abcdef.tmp"):
        (elsewhere / left).write_bytes(b"left")

    _run(folder, {"a.ics": b"new"})

    assert Path("..", "annan", "b.ics") == (folder / "a.ics").readlink()
    # The other one may belong to a run in that folder.
    assert {"b.ics": b"new", ".b.ics.0123456789abcdef.tmp": b"left"} == _state(elsewhere)
    assert 0o640 == stat.S_IMODE((elsewhere / "b.ics").stat().st_mode)


def _device(folder: Path) -> None:
    (folder / "b.ics").symlink_to(device(folder, "null"))


def _chain_to_a_device(folder: Path) -> None:
    (folder / "lank").symlink_to(device(folder, "zero"))
    (folder / "b.ics").symlink_to("lank")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "b.ics")


def _link_to_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "ror")
    (folder / "b.ics").symlink_to("ror")


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)  # the name of a socket may not be long
        made.bind("b.ics")


def _link_to_a_folder(folder: Path) -> None:
    (folder / "mapp").mkdir()
    (folder / "b.ics").symlink_to("mapp")


def _link_to_nothing(folder: Path) -> None:
    (folder / "b.ics").symlink_to("borta.ics")


def _circle(folder: Path) -> None:
    (folder / "b.ics").symlink_to("b.ics")


def _link_to_another_feed(folder: Path) -> None:
    (folder / "b.ics").symlink_to("a.ics")


NO_PLAIN_FILES: Mapping[Callable[[Path], None], str] = {
    _device: "ingen vanlig fil",
    _chain_to_a_device: "ingen vanlig fil",
    _pipe: "ingen vanlig fil",
    _link_to_a_pipe: "ingen vanlig fil",
    _socket: "ingen vanlig fil",
    _link_to_a_folder: "Det finns en mapp där filen ska ligga",
    _link_to_nothing: "Länken leder till en fil som inte finns",
    _circle: "Länken leder till en fil som inte finns",
    _link_to_another_feed: "Länken leder till samma fil som a.ics",
}


def _names(folder: Path) -> dict[str, tuple[int, bytes | str | None]]:
    """Return what is in a folder, whatever it is, without opening what may never end."""
    return {
        path.name: (
            path.lstat().st_ino,
            str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else None,
        )
        for path in folder.iterdir()
    }


@POSIX
@pytest.mark.parametrize("fault", NO_PLAIN_FILES, ids=lambda fault: fault.__name__.strip("_"))
def test_what_is_no_plain_file_is_refused_and_stays(tmp_path: Path, fault: Callable[[Path], None]) -> None:
    (tmp_path / "a.ics").write_bytes(b"old")
    fault(tmp_path)
    before = _names(tmp_path)

    with pytest.raises(
        OutputError, match=rf"b\.ics: {NO_PLAIN_FILES[fault]}|b\.ics: Det här är {NO_PLAIN_FILES[fault]}"
    ):
        _run(tmp_path, {"a.ics": b"new", "b.ics": b"new"})

    assert before == _names(tmp_path)


@POSIX
def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (tmp_path / "mine").write_bytes(b"mine")
    (folder / LOCK).symlink_to(tmp_path / "mine")

    with suppress(OutputError):
        _run(folder, {"a.ics": b"a"})

    assert b"mine" == (tmp_path / "mine").read_bytes()


# Files that another program has open.


class Locked:
    """Stands for `os.replace` where other programs have files open, as on Windows: some fail so many times."""

    def __init__(self, **times: float) -> None:
        """Take how many times each file fails, by its name without the suffix."""
        self.left = {f"{name}.ics": number for name, number in times.items()}
        self.replace = os.replace

    def __call__(self, source: Path, target: Path) -> None:
        """Replace, or fail."""
        name = Path(target).name
        if self.left.get(name, 0) > 0:
            self.left[name] -= 1
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(source), None, str(target))
        self.replace(source, target)


FOUR = ("a.ics", "b.ics", "c.ics", "d.ics")


def test_a_file_that_is_locked_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, dict.fromkeys(FOUR, b"old"))
    locked = Locked(a=1, c=3)
    monkeypatch.setattr(os, "replace", locked)

    write(tmp_path, dict.fromkeys(FOUR, b"new"))

    assert dict.fromkeys(FOUR, b"new") == _state(tmp_path)
    assert {"a.ics": 0, "c.ics": 0} == locked.left


def test_a_file_that_stays_locked_is_named_with_what_is_written_and_what_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {**dict.fromkeys(FOUR, b"old"), "bort.ics": b"old"})
    began = time.monotonic()
    monkeypatch.setattr(os, "replace", Locked(b=math.inf, d=math.inf))
    with pytest.raises(OutputError) as caught:
        write(tmp_path, dict.fromkeys(FOUR, b"new"), removed=("bort.ics",))

    assert 2 <= time.monotonic() - began < 4
    reason = "Filen är öppen i ett annat program, eller skyddad mot ändringar. Filen är inte skriven."
    assert [
        f"{tmp_path / 'b.ics'}: {reason}",
        f"{tmp_path / 'd.ics'}: {reason}",
        "Skrivet: a.ics och c.ics. Inte skrivet: b.ics och d.ics. Stäng filen i det andra programmet, och kör igen.",
    ] == str(caught.value).splitlines()
    old, new = dict.fromkeys(("b.ics", "bort.ics", "d.ics"), b"old"), dict.fromkeys(("a.ics", "c.ics"), b"new")
    assert old | new == _state(tmp_path)

    monkeypatch.undo()
    _run(tmp_path, dict.fromkeys(FOUR, b"new"))
    assert dict.fromkeys(FOUR, b"new") | {"bort.ics": b"old"} == _state(tmp_path)


def test_when_all_are_locked_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.ics": b"old"})
    monkeypatch.setattr(os, "replace", Locked(a=math.inf))

    with pytest.raises(OutputError, match=r"Skrivet: inget\. Inte skrivet: a\.ics\."):
        write(tmp_path, {"a.ics": b"new"})

    assert {"a.ics": b"old"} == _state(tmp_path)


def test_a_copy_that_is_locked_for_a_moment_is_kept_and_one_that_stays_so_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict.fromkeys(("a.ics", "b.ics"), b"junk")
    write(tmp_path, before)
    new = dict.fromkeys(before, b"new")
    locked = Locked()
    monkeypatch.setattr(os, "replace", locked)
    locked.left["b.ics.bak"] = math.inf
    with pytest.raises(OutputError) as caught:
        write(tmp_path, new, before)

    reason = "Filen är öppen i ett annat program, eller skyddad mot ändringar"
    assert [
        f"{tmp_path / 'b.ics.bak'}: {reason}. Kopian är inte sparad.",
        "Inget flöde är skrivet. Stäng filen i det andra programmet, och kör igen.",
    ] == str(caught.value).splitlines()
    assert before | {"a.ics.bak": b"junk"} == _state(tmp_path)

    locked.left["b.ics.bak"] = 2
    assert {"a.ics": "a.ics.bak", "b.ics": "b.ics.bak"} == write(tmp_path, new, before)
    assert new | dict.fromkeys(("a.ics.bak", "b.ics.bak"), b"junk") == _state(tmp_path)


def test_what_no_lock_refuses_is_told_without_the_cure_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def used(source: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(source), None, str(target))

    (tmp_path / "a.ics").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", used)
    reason = r"a\.ics: Det går inte att skriva här \(det används av något annat\)\."

    with pytest.raises(OutputError, match=rf"(?s){reason} Filen är inte skriven\..* Rätta det, och kör igen\.$"):
        write(tmp_path, {"a.ics": b"new"})
    with pytest.raises(OutputError, match=rf"{reason} Inget är skrivet\. Rätta det, och kör igen\.$"):
        rewrite(tmp_path / "a.ics", b"old", b"new")

    assert {"a.ics": b"old"} == _state(tmp_path)


def test_what_cannot_be_removed_is_named_when_all_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.ics": b"old", "bort.ics": b"old"})

    def locked(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "bort.ics":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        remove(path, missing_ok=missing_ok)

    remove = Path.unlink
    monkeypatch.setattr(Path, "unlink", locked)

    with pytest.raises(OutputError, match=r"bort\.ics: .*Filen är inte borttagen\.\nFlödena är skrivna\."):
        write(tmp_path, {"a.ics": b"new"}, removed=("bort.ics",))

    assert {"a.ics": b"new", "bort.ics": b"old"} == _state(tmp_path)


def test_everything_is_on_the_disk_before_the_first_is_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, dict.fromkeys(FOUR, b"old"))
    steps: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        steps.append("sync")
        sync(handle)

    def replaced(source: Path, target: Path) -> None:
        steps.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)

    write(tmp_path, dict.fromkeys(FOUR, b"new"), aside=("b.ics",))

    in_place = steps.index("a.ics")
    assert [*["sync"] * 5, "b.ics.bak"] == steps[:6]
    assert [*FOUR] == steps[in_place : in_place + 4]


# A plan.


def test_a_plan_that_is_locked_for_a_moment_is_written_and_one_that_stays_so_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "plan.ics"
    plan.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", Locked(plan=2))
        rewrite(plan, b"old", b"new")
    assert {"plan.ics": b"new"} == _state(tmp_path)

    monkeypatch.setattr(os, "replace", Locked(plan=math.inf))
    with pytest.raises(OutputError, match=r"plan\.ics: Filen är öppen i ett annat program.* Inget är skrivet\."):
        rewrite(plan, b"new", b"newer")
    assert {"plan.ics": b"new"} == _state(tmp_path)


def test_what_a_killed_decision_left_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    plan = tmp_path / "årshjul (1).yaml"
    plan.write_bytes(b"old")
    others = (f".{plan.name}.0123456789abcde.tmp", ".annan.yaml.0123456789abcdef.tmp", f"{plan.name}.tmp")
    for name in (*others, f".{plan.name}.0123456789abcdef.tmp", LOCK):
        (tmp_path / name).write_bytes(b"left")

    rewrite(plan, b"old", b"new")

    assert {plan.name: b"new", **dict.fromkeys(others, b"left")} == _state(tmp_path)


@POSIX
def test_a_rewritten_plan_keeps_its_mode_whatever_the_umask(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(b"old")
    plan.chmod(0o664)

    with _umask(0o077):
        rewrite(plan, b"old", b"new")

    assert (b"new", 0o664) == (plan.read_bytes(), stat.S_IMODE(plan.stat().st_mode))


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="a matter of Linux")
def test_a_rewritten_plan_keeps_its_extended_attributes(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(b"old")
    try:
        os.setxattr(plan, "user.agare", b"skolan")
    except OSError:
        pytest.skip("this file system has no extended attributes")

    rewrite(plan, b"old", b"new")

    assert (b"new", b"skolan") == (plan.read_bytes(), os.getxattr(plan, "user.agare"))


ROOT = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away")


@ROOT
def test_a_rewritten_plan_and_a_feed_keep_their_owner(tmp_path: Path) -> None:
    for name in ("plan.yaml", "a.ics"):
        (tmp_path / name).write_bytes(b"old")
        os.chown(tmp_path / name, 65534, 65533)

    rewrite(tmp_path / "plan.yaml", b"old", b"new")
    _run(tmp_path, {"a.ics": b"new"})

    for name in ("plan.yaml", "a.ics"):
        status = (tmp_path / name).stat()
        assert (65534, 65533, b"new") == (status.st_uid, status.st_gid, (tmp_path / name).read_bytes())


@ROOT
def test_a_plan_that_would_change_its_owner_is_left_as_it_is() -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o777)
        (folder / "plan.yaml").write_bytes(b"old")
        (folder / "plan.yaml").chmod(0o666)
        before = (folder / "plan.yaml").stat()

        with _not_root(), pytest.raises(OutputError, match=r"plan\.yaml: Filen hör till någon annan"):
            rewrite(folder / "plan.yaml", b"old", b"new")

        assert {"plan.yaml": b"old"} == _state(folder)
        assert before.st_ino == (folder / "plan.yaml").stat().st_ino


def test_names_with_folders_make_these_and_leave_none_empty(tmp_path: Path) -> None:
    write(tmp_path, {"roll/rektor.html": b"a", "index.html": b"b"})
    assert b"a" == (tmp_path / "roll" / "rektor.html").read_bytes()
    write(tmp_path, {"index.html": b"b"}, removed=("roll/rektor.html",))
    assert {"index.html": b"b"} == _state(tmp_path)


def test_what_fails_leaves_no_folder_that_it_made(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write(tmp_path, {"roll/rektor.html": b"a", f"roll/{TOO_LONG}": b""})
    assert {} == _state(tmp_path)


def test_a_file_where_a_folder_is_to_be_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "roll").write_bytes(b"x")
    with pytest.raises(OutputError, match="Det finns en fil där mappen ska ligga"):
        write(tmp_path, {"a.ics": b"a", "roll/rektor.html": b"a"})
    assert {"roll": b"x"} == _state(tmp_path)


def test_what_a_killed_run_left_in_a_folder_is_cleared(tmp_path: Path) -> None:
    write(tmp_path, {"roll/rektor.html": b"a"})
    (tmp_path / "roll" / f".rektor.html.{'0' * 16}.tmp").write_bytes(b"halv")
    (tmp_path / "roll" / ".nagot-annat.tmp").write_bytes(b"x")
    write(tmp_path, {"roll/rektor.html": b"b"})
    assert {"rektor.html": b"b", ".nagot-annat.tmp": b"x"} == _state(tmp_path / "roll")


def test_of_a_file_in_a_folder_a_copy_is_kept_beside_it(tmp_path: Path) -> None:
    write(tmp_path, {"roll/rektor.html": b"a"})
    kept = write(tmp_path, {"roll/rektor.html": b"b"}, aside=("roll/rektor.html",))
    assert {"roll/rektor.html": "roll/rektor.html.bak"} == kept
    assert {"rektor.html": b"b", "rektor.html.bak": b"a"} == _state(tmp_path / "roll")
