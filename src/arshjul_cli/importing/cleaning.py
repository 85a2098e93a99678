"""Texts of cells as a plan can hold them: without what nobody sees, and with mangled letters mended."""

import re
import unicodedata

from arshjul_cli.plan.fields.characters import harm

_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_MANGLED = re.compile("[Â-ß].|[à-ï]..")
"""How the letters of UTF-8 begin in Windows-1252."""
_QUOTES = {"Pi", "Pf", "Ps"}
_DROPPED = {"Cc", "Cf", "Cn", "Co", "Cs"}


def cleaned(text: str) -> str:
    """Return a text on as many lines as it has words on, each stripped and without what a plan refuses."""
    lines = (_line(line) for line in _BREAKS.split(unicodedata.normalize("NFC", text)))
    return "\n".join(line for line in lines if line)


def _line(text: str) -> str:
    plain = _SPACES.sub(" ", text).strip()
    if not harm(plain):
        return plain
    seen = _seen(plain)
    for attempt in (seen, _straight(seen), _MANGLED.sub(_mended, seen).replace("\ufffd", "?")):
        if not harm(attempt):
            return attempt
    return seen.encode("ascii", "replace").decode()


def _seen(text: str) -> str:
    """Return a text without its characters that do not show; soft hyphens from Word are the usual ones."""
    kept = (sign for sign in text if unicodedata.category(sign) not in _DROPPED)
    return _SPACES.sub(" ", "".join(sign for sign in kept if sign == "\ufffd" or not harm(f"x{sign}x"))).strip()


def _straight(text: str) -> str:
    """Return a text within curly quotes with straight ones."""
    is_quoted = all(unicodedata.category(sign) in _QUOTES for sign in (text[:1], text[-1:]) if sign)
    return f'"{text[1:-1]}"' if is_quoted and text else text


def _mended(found: re.Match[str]) -> str:
    """Return the letter in UTF-8 that somebody took for several in Windows-1252; if it is none, what stands there."""
    try:
        return found[0].encode("cp1252").decode()
    except UnicodeError:
        return found[0]
