"""Texts of cells as a plan can hold them: without what nobody sees, and with mangled letters mended."""

import re
import unicodedata

from arshjul_cli.plan.fields.characters import harm

_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_DROPPED = {"Cc", "Cf", "Cn", "Co", "Cs"}


def cleaned(text: str) -> str:
    """Return a text on as many lines as it has words on, each stripped and without what a plan refuses."""
    lines = (_line(line) for line in _BREAKS.split(unicodedata.normalize("NFC", text)))
    return "\n".join(line for line in lines if line)


def _line(text: str) -> str:
    plain = _SPACES.sub(" ", text).strip()
    if not harm(plain):
        return plain
    for attempt in (_seen(plain), _unquoted(_seen(plain)), _mended(plain)):
        if not harm(attempt):
            return attempt
    return _seen(plain).encode("ascii", "replace").decode()


def _seen(text: str) -> str:
    """Return a text without its characters that do not show; soft hyphens from Word are the usual ones."""
    kept = (sign for sign in text if unicodedata.category(sign) not in _DROPPED)
    return _SPACES.sub(" ", "".join(sign for sign in kept if not harm(f"x{sign}x"))).strip()


def _unquoted(text: str) -> str:
    return f'"{text[1:-1]}"'


def _mended(text: str) -> str:
    """Return a text in UTF-8 that somebody took for Windows-1252; if it is none, as it is."""
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text
