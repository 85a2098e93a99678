"""The only writer: a file is written beside its place, synced to the disk, and put in its place whole.

One run at a time writes into a folder; what a killed run left behind is cleared by the next.
"""

import filecmp
import itertools
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from arshjul_cli.errors import OutputError
from arshjul_cli.following import Follow, unseen
from arshjul_cli.swedish import enumerate_words, system_error

LOCK = ".arshjul.lock"
_WAIT = 60
"""Seconds that a run waits for another to end."""
_PATIENCE = 2
"""Seconds that a file is tried again which another program has open."""
_PAUSE = 0.1
_RANDOM = r"\.[0-9a-f]{16}\.tmp"
_TEMPORARY = re.compile(rf"\.[a-z0-9-]+\.ics{_RANDOM}")
_WAYS_OUT = {
    PermissionError: "Du får inte skriva här. Ändra behörigheten, eller välj en annan mapp{option}.",
    NotADirectoryError: "Det finns en fil där mappen ska ligga. Flytta den, eller välj en annan mapp{option}.",
    FileExistsError: "Det finns en fil där mappen ska ligga. Flytta den, eller välj en annan mapp{option}.",
    IsADirectoryError: "Det finns en mapp där filen ska ligga. Flytta den, eller välj en annan mapp{option}.",
}
_LINK_TO_NO_FOLDER = "Länken leder inte till någon mapp. Rätta länken, eller välj en annan mapp{option}."
_LOCKED = "Filen är öppen i ett annat program, eller skyddad mot ändringar"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if it is not there, for this run; another run waits until it ends.

    Raises:
        OutputError: if the folder cannot be made or written in, or another run does not end.
    """
    with ExitStack() as stack:
        with _told(folder):
            stack.callback(_remove, _make(folder))
            stack.enter_context(_held(folder))
            _clear(folder, _TEMPORARY)
        yield


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder that is there. Raises OutputError if another run does not end, else OSError."""
    from filelock import FileLock, Timeout

    _require_lock(folder / LOCK)
    lock = FileLock(folder / LOCK, timeout=_WAIT)
    try:
        lock.acquire()
    except Timeout as error:
        text = "En annan körning skriver i mappen och blir inte klar. Vänta, och kör igen."
        raise OutputError(f"{folder}: {text}") from error
    try:
        yield
    finally:
        # Removed while it is held: who waits for it sees that, and takes a new one. Windows removes it itself.
        with suppress(OSError):
            (folder / LOCK).unlink(missing_ok=True)
        lock.release()


def _require_lock(path: Path) -> None:
    """Raise OutputError if something is there that no run made: it would be followed, or removed when the run ends."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise OutputError(f"{path}: Här ligger programmets låsfil, men det här är något annat. Ta bort det.")


def places(folder: Path, names: Iterable[str]) -> Mapping[str, Path]:
    """Return by name where files of a folder are, or will be: a link is followed to the file that it leads to.

    Raises:
        OutputError: if something else than a plain file is there, or than a folder where the folder is, or two of the
            names lead to one file.
    """
    with _told(folder):
        _require_folder(folder)
    found: dict[str, Path] = {}
    names_at: dict[Path, str] = {}
    for name in names:
        path = folder / name
        with _told(folder):
            _require_folder(path.parent)
        # Unlike Path.resolve, realpath never raises, not even for links in a circle.
        place = Path(os.path.realpath(path))
        with _told(folder):
            _require_plain(path)
        if same := names_at.get(place):
            raise OutputError(f"{path}: Länken leder till samma fil som {same}. Ta bort länken.")
        found[name], names_at[place] = place, name
    return found


def _require_folder(folder: Path) -> None:
    """Raise FileExistsError if what is there, where a folder and those above it are to be, is none."""
    there = next((one for one in (folder, *folder.parents) if os.path.lexists(one)), folder)
    if os.path.lexists(there) and not there.is_dir():
        raise FileExistsError(None, None, str(there))


def _require_plain(path: Path) -> None:
    """Raise OutputError, or OSError, if something is there that is no plain file, nor a link to one."""
    if not os.path.lexists(path) or path.is_file():
        return
    if path.is_dir():
        raise IsADirectoryError(None, None, str(path))
    if not path.exists():
        raise OutputError(f"{path}: Länken leder till en fil som inte finns. Rätta länken, eller ta bort den.")
    text = "Det här är ingen vanlig fil, eller en länk till något annat än en vanlig fil, så det skrivs inte över."
    raise OutputError(f"{path}: {text} Flytta det, eller välj en annan plats.")


def write(
    folder: Path,
    files: Mapping[str, bytes],
    aside: Iterable[str] = (),
    removed: Iterable[str] = (),
    follow: Follow = unseen,
) -> Mapping[str, str]:
    """Write files into a folder that is held; one that already has its bytes is left alone, a link stays a link.

    A name may have folders in it, `roll/rektor.html`: they are made, and removed when their last file is.
    Nothing is put in place before everything is safely on the disk, and nothing removed before it is in place. What
    stands in the way of some is kept as `NAME.bak`, or a like name that is free; return these names by the old ones.
    A file that is open in another program is tried again for two seconds; the others are put in place meanwhile.

    Raises:
        OutputError: if it cannot be done. Each file is then whole, and as it was, but for those that the error names as
            written.
    """
    targets = places(folder, files)
    waiting: dict[str, Path] = {}
    copies: dict[str, Path] = {}
    made: list[Path] = []
    try:
        with _told(folder):
            kept = {name: _copy_of(folder, name) for name in sorted(aside)}
            for parent, names in _by_folder(targets).items():
                made += _make(parent)
                _clear(parent, re.compile(rf"\.(?:{'|'.join(map(re.escape, names))}){_RANDOM}"))
            for name, path in follow("Skriver", targets.items()):
                if not _has(path, files[name]):
                    waiting[name] = _temporary(path.with_name(Path(name).name))
                    with _new(waiting[name], like=path) as file:
                        file.write(files[name])
            for name, copy in kept.items():
                if not os.path.lexists(folder / copy):
                    copies[copy] = _temporary(folder / name)
                    with (folder / name).open("rb") as original, _new(copies[copy], like=folder / name) as file:
                        shutil.copyfileobj(original, file)
        _keep(folder, copies)
        _put_in_place(folder, waiting, targets)
        _remove_files(folder, removed)
        return kept
    finally:
        for temporary in (*waiting.values(), *copies.values()):
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        _remove(made)


def _by_folder(targets: Mapping[str, Path]) -> Mapping[Path, Iterable[str]]:
    """Return the names of the files that each folder is to have."""
    found: dict[Path, list[str]] = {}
    for name, path in targets.items():
        found.setdefault(path.parent, []).append(Path(name).name)
    return found


def _keep(folder: Path, copies: Mapping[str, Path]) -> None:
    """Put copies in their place. Raises OutputError, which tells which are not there."""
    if not copies:
        return
    locked = tried({copy: partial(os.replace, temporary, folder / copy) for copy, temporary in copies.items()})
    with _told(folder):
        _sync_folder(folder)
    if locked:
        lines = (f"{folder / copy}: {_why(error)}. Kopian är inte sparad." for copy, error in locked.items())
        raise OutputError("\n".join((*lines, f"Inget flöde är skrivet. {_cure(locked.values())}")))


def _put_in_place(folder: Path, waiting: Mapping[str, Path], targets: Mapping[str, Path]) -> None:
    """Put what waits in its place, as much as can be. Raises OutputError, which tells what is there and what is not."""
    locked = tried({name: partial(os.replace, temporary, targets[name]) for name, temporary in waiting.items()})
    with _told(folder):
        for parent in dict.fromkeys(targets[name].parent for name in waiting):
            _sync_folder(parent)
    if locked:
        written = [name for name in waiting if name not in locked]
        lines = (f"{folder / name}: {_why(error)}. Filen är inte skriven." for name, error in locked.items())
        state = f"Skrivet: {enumerate_words(written or ('inget',))}. Inte skrivet: {enumerate_words(locked)}."
        raise OutputError("\n".join((*lines, f"{state} {_cure(locked.values())}")))


def _remove_files(folder: Path, names: Iterable[str]) -> None:
    """Remove files. Raises OutputError, which tells what is still there."""
    if not (paths := {name: folder / name for name in sorted(names)}):
        return
    locked = tried({name: partial(path.unlink, missing_ok=True) for name, path in paths.items()})
    parents = tuple(dict.fromkeys((folder, *(path.parent for path in paths.values() if path.parent.is_dir()))))
    with _told(folder):
        for parent in parents:
            _sync_folder(parent)
    _remove(parents[1:])
    if locked:
        lines = (f"{folder / name}: {_why(error)}. Filen är inte borttagen." for name, error in locked.items())
        raise OutputError("\n".join((*lines, f"Flödena är skrivna. {_cure(locked.values())}")))


def tried(steps: Mapping[str, Callable[[], object]]) -> Mapping[str, OSError]:
    """Take steps, by what they are about, again for a while those that fail, and return why the rest cannot be taken.

    Windows neither replaces nor removes a file that another program has open, such as a scanner for viruses.
    """
    end = time.monotonic() + _PATIENCE
    left = dict(steps)
    while True:
        failed: dict[str, OSError] = {}
        for name, step in left.items():
            try:
                step()
            except OSError as error:
                failed[name] = error
        if not failed or time.monotonic() >= end:
            return failed
        left = {name: left[name] for name in failed}
        time.sleep(_PAUSE)


def _why(error: OSError) -> str:
    return _LOCKED if isinstance(error, PermissionError) else f"Det går inte att skriva här ({system_error(error)})"


def _cure(errors: Iterable[OSError]) -> str:
    locked = any(isinstance(error, PermissionError) for error in errors)
    return "Stäng filen i det andra programmet, och kör igen." if locked else "Rätta det, och kör igen."


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Put new bytes in the place of the old ones of a file, which keeps its owner, mode and extended attributes.

    A link stays a link.

    Raises:
        OutputError: if it cannot be done, or somebody else has changed the file; it is then as it was.
    """
    target = Path(os.path.realpath(path))
    temporary = _temporary(target)
    try:
        _require_plain(target)
        if not os.access(target, os.W_OK):
            raise OutputError(f"{path}: Filen är skrivskyddad. Ändra dess behörighet, och försök igen.")
        with _held(target.parent):
            _clear(target.parent, re.compile(rf"\.{re.escape(target.name)}{_RANDOM}"))
            with _new(temporary, like=target) as file:
                file.write(new)
            if _owner(temporary) != _owner(target):
                text = "Filen hör till någon annan, och skulle byta ägare. Inget är skrivet."
                raise OutputError(f"{path}: {text} Låt den som äger filen köra kommandot.")
            if target.read_bytes() != old:
                raise OutputError(f"{path}: Filen har ändrats av någon annan. Inget är skrivet. Kör kommandot igen.")
            for error in tried({target.name: partial(os.replace, temporary, target)}).values():
                raise OutputError(f"{path}: {_why(error)}. Inget är skrivet. {_cure([error])}") from error
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
        places(path.parent, (path.name,))
        rewrite(path, path.read_bytes(), data)
    else:
        create(path.parent, {path.name: data})


def _copy_of(folder: Path, name: str) -> str:
    """Return the name under which a file is kept: one that is free, or has a copy of it already."""
    for number in itertools.count():
        copy = f"{name}.bak{number or ''}"
        if not os.path.lexists(folder / copy) or _is_copy(folder / copy, folder / name):
            break
    return copy


def _is_copy(path: Path, original: Path) -> bool:
    return not path.is_symlink() and path.is_file() and filecmp.cmp(path, original, shallow=False)


def _has(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


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
                waiting[path] = _temporary(path)
                with _new(waiting[path], like=path) as file:
                    file.write(data)
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
        leads_nowhere = isinstance(error, FileExistsError) and Path(where).is_symlink()
        way_out = (_LINK_TO_NO_FOLDER if leads_nowhere else _WAYS_OUT.get(type(error), "")).format(option=option)
        raise OutputError(f"{where}: {way_out or f'Det går inte att skriva här ({system_error(error)}).'}") from error


def _make(folder: Path) -> tuple[Path, ...]:
    """Make a folder with those above it, all or none, and return the ones that were made, innermost first."""
    _require_folder(folder)
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


def _remove(made: Iterable[Path]) -> None:
    """Remove the folders that were made and are still empty."""
    for one in made:
        with suppress(OSError):
            one.rmdir()


def _clear(folder: Path, left: re.Pattern[str]) -> None:
    """Remove what a killed run left; nobody else writes here now."""
    for path in folder.iterdir():
        if left.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def _temporary(path: Path) -> Path:
    """Return a name beside a file that no other file has."""
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")


@contextmanager
def _new(path: Path, like: Path) -> Iterator[BinaryIO]:
    """Open a new file with an ordinary file's mode, or all that is kept of the one it will replace; sync it at the end.

    What replaces a file is at no time open to more people than that.
    """
    replaces = like.is_file()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600 if replaces else 0o666), "wb") as file:  # noqa: PTH123 - has a descriptor
        if replaces:
            with suppress(PermissionError):
                _keep_owner(path, like)
            shutil.copystat(like, path)
        yield file
        file.flush()
        os.fsync(file.fileno())


def _keep_owner(path: Path, like: Path) -> None:
    """Give a file the owner of another; Windows has none of this kind."""
    if os.name == "posix" and (wanted := _owner(like)) != _owner(path):
        os.chown(path, *wanted)


def _owner(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_uid, status.st_gid


def _sync_folder(folder: Path) -> None:
    """Make the new names last; Windows cannot open a folder, and keeps them without it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
