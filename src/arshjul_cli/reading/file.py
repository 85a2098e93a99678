"""The bytes of a file, and the text that they are, or why they cannot be used."""

import stat
from pathlib import Path

from arshjul_cli.findings import Code, Problem
from arshjul_cli.source import Place, SourceFile, unread
from arshjul_cli.swedish import system_error

MAX_BYTES = 1_000_000


class UnusableError(Exception):
    """The file cannot be used. Holds the problem. Raised by `bytes_of` and `text_of`."""

    def __init__(self, problem: Problem) -> None:
        """Take the problem."""
        super().__init__(problem.text)
        self.problem = problem


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a plan file.

    Raises:
        UnusableError: if it cannot be read, or is none that a plan may be.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _unusable(path, "Det här är ingen vanlig fil. Ange en plan i YAML.")
        if status.st_size > MAX_BYTES:
            raise UnusableError(too_large(str(path)))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unusable(path, "Filen finns inte. Rätta sökvägen.") from error
    except OSError as error:
        text = f"Filen går inte att läsa ({system_error(error)}). Ange en annan fil, eller ändra dess behörighet."
        raise _unusable(path, text) from error
    except ValueError as error:
        raise _unusable(path, "Filnamnet är ogiltigt. Rätta sökvägen.") from error


def text_of(data: bytes, name: str) -> str:
    """Return the text of a file that is known by a name, without its byte order mark.

    Raises:
        UnusableError: if it is not UTF-8, or larger than a plan may be.
    """
    if len(data) > MAX_BYTES:
        raise UnusableError(too_large(name))
    # In UTF-16 and UTF-32 every letter has a NUL; a single one is reported at its place.
    if data.count(b"\0") > len(data) // 10:
        text = "Filen är inte ren text i UTF-8. Spara om den som UTF-8 i textredigeraren, eller ange en annan fil."
        raise _no_text(name, text)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].rpartition(b"\n")
        line, column = data[: error.start].count(b"\n") + 1, len(before[2].decode("utf-8", "replace")) + 1
        text = "Filen är inte sparad som UTF-8. Spara om den som UTF-8 i textredigeraren."
        raise _no_text(name, text, Place(line, column)) from error


def too_large(name: str) -> Problem:
    """Return what is wrong with a file that is larger than a plan may be."""
    text = f"Filen är större än {MAX_BYTES // 1_000_000} MB, och det får en plan inte vara. Ange en annan fil."
    return _unusable(name, text).problem


def empty(name: str) -> Problem:
    """Return what is wrong with a file in which nothing stands."""
    return _no_text(name, "Filen är tom. Skriv en plan i den.").problem


def _unusable(path: Path | str, text: str) -> UnusableError:
    return UnusableError(Problem(at=unread(SourceFile(str(path))), code=Code.FILE, text=text))


def _no_text(name: str, text: str, place: Place | None = None) -> UnusableError:
    return UnusableError(Problem(at=unread(SourceFile(name)), code=Code.ENCODING, text=text, place=place))
