"""The list of what a folder holds of ours, `arshjul-filer.json`: each file with its SHA-256.

Nothing else in a folder is ever written over or removed, nor what somebody has changed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from arshjul_cli.errors import OutputError
from arshjul_cli.swedish import system_error

NAME = "arshjul-filer.json"
_SCHEMA = 1
_OURS = re.compile(r"[a-z0-9-]+\.[a-z]+|(?:roll|aktivitet|lasar|resurser)/[a-z0-9-]+\.[a-z]+")
"""The names that the program may write: none leads out of the folder."""
_CODE = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The SHA-256 of each file of ours, by its path in the folder."""

    files: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, str] = field(default_factory=dict)
    """Those that a run was about to write when it was killed."""

    def holds(self, name: str) -> bool:
        """Tell whether a file is ours, changed or not."""
        return name in self.files or name in self.begun

    def wrote(self, name: str, data: bytes) -> bool:
        """Tell whether a file is ours as we wrote it."""
        return sha256(data).hexdigest() in {self.files.get(name), self.begun.get(name)}

    def names(self) -> Iterator[str]:
        """Yield the names of all that is ours, each once."""
        yield from dict.fromkeys((*self.files, *self.begun))


def listing(files: Mapping[str, bytes]) -> Manifest:
    """Return the list of some files."""
    return Manifest(files={name: sha256(files[name]).hexdigest() for name in sorted(files)})


def written(manifest: Manifest) -> bytes:
    """Return the bytes of a list."""
    document = {"schema": _SCHEMA, "files": dict(manifest.files)}
    if manifest.begun:
        document["begun"] = dict(manifest.begun)
    return (json.dumps(document, indent=2) + "\n").encode()


def read(folder: Path) -> Manifest:
    """Return the list of a folder; of one without it, an empty one.

    Raises:
        OutputError: if it cannot be read.
    """
    path = folder / NAME
    try:
        return _parsed(json.loads(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except OSError as error:
        text = f"Listan över sidorna går inte att läsa ({system_error(error)}). Ändra dess behörighet, och kör igen."
        raise OutputError(f"{path}: {text}") from error
    except (ValueError, RecursionError) as error:
        text = "Listan över sidorna är skadad. Hämta tillbaka den, eller välj en annan mapp med --out."
        raise OutputError(f"{path}: {text}") from error


def _parsed(document: object) -> Manifest:
    """Return the list that a document is. Raises ValueError if it is none."""
    if not isinstance(document, dict) or document.get("schema") != _SCHEMA:
        raise ValueError(NAME)
    parts = [document.get("files", {}), document.get("begun", {})]
    for part in parts:
        if not isinstance(part, dict):
            raise ValueError(NAME)  # noqa: TRY004 - as for the rest
        for name, code in part.items():
            if not (_OURS.fullmatch(name) and isinstance(code, str) and _CODE.fullmatch(code)):
                raise ValueError(name)
    files, begun = parts
    return Manifest(files=files, begun=begun)
