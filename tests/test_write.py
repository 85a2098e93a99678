"""The writer: whole files or none, nothing rewritten for nothing, nobody else's file touched."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from arshjul_cli.errors import OutputError
from arshjul_cli.write import write

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX")
TOO_LONG = "x" * 300
"""No file system takes such a name: a failure that is real, for root too."""


def _state(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


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
    write(tmp_path / "x" / "y", {"a.ics": b"a"})

    assert {"a.ics": b"a"} == _state(tmp_path / "x" / "y")


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"<html>")
    (tmp_path / "old.ics").write_bytes(b"old")

    write(tmp_path, {"a.ics": b"a"})

    assert {"index.html": b"<html>", "old.ics": b"old", "a.ics": b"a"} == _state(tmp_path)


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
        write(tmp_path / "feeds", {"a.ics": b"a"})

    assert {"feeds": b"mine"} == _state(tmp_path)


def test_a_file_above_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_bytes(b"mine")

    with pytest.raises(OutputError, match="Det finns en fil där mappen ska ligga"):
        write(tmp_path / "feeds" / "x", {"a.ics": b"a"})


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
            write(folder, {"a.ics": b"a"})
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


def test_nothing_to_write_makes_only_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "feeds", {})

    assert {} == _state(tmp_path / "feeds")


def test_a_write_that_cannot_replace_one_file_leaves_all_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(b"old")
    (tmp_path / "b.ics").mkdir()
    with pytest.raises(OutputError, match=r"b\.ics: Det finns en mapp"):
        write(tmp_path, {"a.ics": b"new", "b.ics": b"new"})
    assert b"old" == (tmp_path / "a.ics").read_bytes()
