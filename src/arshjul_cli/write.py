"""The only writer: a file is written beside its place, synced to the disk, and put in its place whole."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from arshjul_cli.errors import OutputError

_WAYS_OUT = {
    PermissionError: "Du får inte skriva här. Ändra behörigheten, eller välj en annan mapp med --out.",
    NotADirectoryError: "Det finns en fil där mappen ska ligga. Välj en annan mapp med --out.",
    FileExistsError: "Det finns en fil där mappen ska ligga. Välj en annan mapp med --out.",
    IsADirectoryError: "Det finns en mapp där filen ska ligga. Flytta den, eller välj en annan mapp med --out.",
}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a folder, which is made if it is not there; one that already has its bytes is left alone.

    Nothing is put in place before everything is safely on the disk.

    Raises:
        OutputError: if it cannot be done; the folder is then as it was.
    """
    waiting: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            path = folder / name
            if not (path.is_file() and path.read_bytes() == data):
                waiting[path] = folder / f".{name}.{secrets.token_hex(4)}.tmp"
                _write_synced(waiting[path], data)
        for path, temporary in waiting.items():
            temporary.replace(path)
        _sync_folder(folder)
    except OSError as error:
        where = error.filename or folder
        way_out = _WAYS_OUT.get(type(error), f"Det går inte att skriva här ({error.strerror}).")
        raise OutputError(f"{where}: {way_out}") from error
    finally:
        for temporary in waiting.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new names last; Windows cannot open a folder, and keeps them without it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
