"""The list of our files in a folder: what it says of each."""

from pathlib import Path

import pytest

from arshjul_cli.errors import OutputError
from arshjul_cli.manifest import NAME, Manifest, listing, read, written

FILES = {"index.html": b"x", "roll/rektor.html": b"y", "rektor.ics": b"z"}


def test_a_list_is_written_and_read_back(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(written(listing(FILES)))
    found = read(tmp_path)
    assert listing(FILES) == found
    assert ["index.html", "rektor.ics", "roll/rektor.html"] == list(found.names())


def test_it_knows_what_we_wrote_and_what_somebody_has_changed() -> None:
    found = Manifest(files=listing(FILES).files, begun=listing({"index.html": b"ny"}).files)
    assert found.wrote("index.html", b"x")
    assert found.wrote("index.html", b"ny")
    assert found.holds("index.html")
    assert not found.wrote("index.html", b"annat")
    assert not found.wrote("annan.html", b"x")
    assert not found.holds("annan.html")


def test_a_folder_without_one_holds_nothing_of_ours(tmp_path: Path) -> None:
    assert Manifest() == read(tmp_path)
    assert Manifest() == read(tmp_path / "saknas")


@pytest.mark.parametrize("name", ["../x.html", "/etc/passwd", "roll/../x.html", "annan/x.html", "C:/x.html", ".x.html"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / NAME).write_bytes(written(listing({name: b""})))
    with pytest.raises(OutputError, match="skadad"):
        read(tmp_path)


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(OutputError, match="går inte att läsa"):
        read(tmp_path)
