"""The only writer: a file is written beside its place, synced to the disk, and put in its place whole.

One run at a time writes into a folder; what a killed run left behind is cleared by the next.
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from arshjul_cli.errors import OutputError
from arshjul_cli.swedish import system_error

LOCK = ".arshjul.lock"
_WAIT = 60
"""Seconds that a run waits for another to end."""
_TEMPORARY = re.compile(r"\.[a-z0-9-]+\.ics\.[0-9a-f]{16}\.tmp")
_WAYS_OUT = {
    PermissionError: "Du får inte skriva här. Ändra behörigheten, eller välj en annan mapp{option}.",
    NotADirectoryError: "Det finns en fil där mappen ska ligga. Flytta den, eller välj en annan mapp{option}.",
    FileExistsError: "Det finns en fil där mappen ska ligga. Flytta den, eller välj en annan mapp{option}.",
    IsADirectoryError: "Det finns en mapp där filen ska ligga. Flytta den, eller välj en annan mapp{option}.",
}


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if it is not there, for this run; another run waits until it ends.

    Raises:
        OutputError: if the folder cannot be made or written in, or another run does not end.
    """
    from filelock import FileLock, Timeout

    with _told(folder):
        made = _make(folder)
        lock = FileLock(folder / LOCK, timeout=_WAIT)
        try:
            lock.acquire()
        except Timeout as error:
            text = "En annan körning skriver i mappen och blir inte klar. Vänta, och kör igen."
            raise OutputError(f"{folder}: {text}") from error
    try:
        with _told(folder):
            _clear(folder)
        yield
    finally:
        # Removed while it is held: who waits for it sees that, and takes a new one. Windows removes it itself.
        with suppress(OSError):
            (folder / LOCK).unlink(missing_ok=True)
        lock.release()
        for one in made:
            with suppress(OSError):
                one.rmdir()


def write(
    folder: Path, files: Mapping[str, bytes], aside: Iterable[str] = (), removed: Iterable[str] = ()
) -> Mapping[str, str]:
    """Write files into a folder that is held; one that already has its bytes is left alone, a link stays a link.

    Nothing is put in place before everything is safely on the disk, and nothing removed before it is in place. What
    stands in the way of some is kept as `NAME.bak`, or a like name that is free; return these names by the old ones.

    Raises:
        OutputError: if it cannot be done; each file is then whole, and as it was unless only the last step failed.
    """
    waiting: dict[Path, Path] = {}
    try:
        with _told(folder):
            for name, data in files.items():
                # Never raises: a link that leads nowhere, or in a circle, is told of when it is opened.
                path = Path(os.path.realpath(folder / name))
                if not (path.is_file() and path.read_bytes() == data):
                    waiting[path] = path.with_name(f".{name}.{secrets.token_hex(8)}.tmp")
                    _write_synced(waiting[path], data, like=path)
            for path in waiting:
                if path.is_dir():
                    raise IsADirectoryError(None, None, str(path))
            kept = {name: _free(folder, name) for name in sorted(aside)}
            for name, free in kept.items():
                shutil.copy2(folder / name, folder / free)
            for path, temporary in waiting.items():
                temporary.replace(path)
            for name in sorted(removed):
                (folder / name).unlink(missing_ok=True)
            _sync_folder(folder)
        return kept
    finally:
        for temporary in waiting.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Put new bytes in the place of the old ones of a file, which keeps its mode; a link stays a link.

    Raises:
        OutputError: if it cannot be done, or somebody else has changed the file; it is then as it was.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}.tmp")
    try:
        if not os.access(target, os.W_OK):
            raise OutputError(f"{path}: Filen är skrivskyddad. Ändra dess behörighet, och försök igen.")
        _write_synced(temporary, new, like=target)
        if target.read_bytes() != old:
            raise OutputError(f"{path}: Filen har ändrats av någon annan. Inget är skrivet. Kör kommandot igen.")
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise OutputError(f"{path}: Det går inte att skriva här ({system_error(error)}). Inget är skrivet.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def save(path: Path, data: bytes) -> None:
    """Write one file, over the one that is there or as a new one.

    Raises:
        OutputError: if it cannot be done.
        OSError: if what is there cannot be read.
    """
    if path.exists():
        rewrite(path, path.read_bytes(), data)
    else:
        create(path.parent, {path.name: data})


def _free(folder: Path, name: str) -> str:
    number = 0
    while (folder / (free := f"{name}.bak{number or ''}")).exists():
        number += 1
    return free


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet, with the folders they need: all of them or none.

    Raises:
        OutputError: if one is there already, or cannot be written.
    """
    if taken := [str(folder / name) for name in files if os.path.lexists(folder / name)]:
        raise OutputError("\n".join(f"{path}: Filen finns redan, så inget är skrivet." for path in taken))
    made: list[Path] = []
    waiting: dict[Path, Path] = {}
    try:
        with _told(folder, option=""):
            for name, data in files.items():
                path = folder / name
                made += reversed(_make(path.parent))
                waiting[path] = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
                _write_synced(waiting[path], data, like=path)
            for path, temporary in waiting.items():
                temporary.rename(path)
                made.append(path)
    except BaseException:
        for path in (*waiting.values(), *reversed(made)):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        raise


@contextmanager
def _told(folder: Path, option: str = " med --out") -> Iterator[None]:
    """Turn what the system refuses into one line; `option` is how another folder is chosen."""
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        way_out = _WAYS_OUT.get(type(error), "").format(option=option)
        raise OutputError(f"{where}: {way_out or f'Det går inte att skriva här ({system_error(error)}).'}") from error


def _make(folder: Path) -> tuple[Path, ...]:
    """Make a folder with those above it, all or none, and return the ones that were made, innermost first."""
    made: list[Path] = []
    try:
        for one in reversed((folder, *folder.parents)):
            if not one.exists():
                with suppress(FileExistsError):  # another run may make it meanwhile
                    one.mkdir()
                    made.insert(0, one)
    except OSError:
        for one in made:
            one.rmdir()
        raise
    folder.mkdir(exist_ok=True)
    return tuple(made)


def _clear(folder: Path) -> None:
    """Remove what a killed run left; nobody else writes here now."""
    for path in folder.iterdir():
        if _TEMPORARY.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def _write_synced(path: Path, data: bytes, like: Path) -> None:
    """Write a new file with an ordinary file's mode, or that of the one it will replace."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if like.is_file():
        shutil.copymode(like, path)


def _sync_folder(folder: Path) -> None:
    """Make the new names last; Windows cannot open a folder, and keeps them without it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
