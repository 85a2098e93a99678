"""The writer: whole files or none, nothing rewritten for nothing, nobody else's file touched."""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest

from arshjul_cli.errors import OutputError
from arshjul_cli.write import LOCK, alone, write

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
