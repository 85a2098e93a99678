"""Office files are ZIP archives: what is in one, made anew with no more than it may hold."""

import io
import zipfile
import zlib

from arshjul_cli.errors import InputError

MAX_UNPACKED = 50_000_000
MAX_PARTS = 2_000
_CHUNK = 1 << 20
_DAMAGED = "Filen är skadad. Öppna den i programmet som den är gjord i, spara om den, och försök igen."
_TOO_LARGE = "Filen är för stor när den packas upp. Kopiera tabellen till en ny fil, och försök igen."


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive by name, pictures aside.

    Raises:
        InputError: if it is damaged, locked with a password, or holds more than a table may.
    """
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_PARTS:
                raise InputError(_TOO_LARGE)
            for entry in entries:
                if entry.flag_bits & 1:
                    raise InputError("Filen är låst med ett lösenord. Ta bort det, och försök igen.")
                if "/media/" not in entry.filename and not entry.is_dir():
                    parts[entry.filename] = _read(archive, entry, left)
                    left -= len(parts[entry.filename])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise InputError(_DAMAGED) from error
    return parts


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Return a part; what its head says of its size is not believed."""
    read = bytearray()
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            read += chunk
            if len(read) > most:
                raise InputError(_TOO_LARGE)
    return bytes(read)


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """Return an archive of exactly these parts, for a reader that believes what an archive says of itself."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    file.seek(0)
    return file
