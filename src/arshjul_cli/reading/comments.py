"""Comments that swallow the end of a list, or of braces, where the `#` was to be a part of a text."""

import re

from arshjul_cli.reading import quoting

_BEGINS = re.compile(r"(?:\"[^\"]*\"|'[^']*'|(?<=[\s,\[{])(?P<sign>#))")
_TEXT_BEGINS = re.compile(r".*(?:: |, |[\[{])")
_TEXT_ENDS = re.compile(r"[,\]}]")
_PAIRS = (("[", "]"), ("{", "}"))


def slip(line: str) -> tuple[int, str] | None:
    """Return the column of a `#` after which a list or braces were to end, and what to write instead."""
    at = next((found.start() for found in _BEGINS.finditer(line) if found["sign"]), len(line))
    before, comment = line[:at], line[at:]
    closing = [close for sign, close in _PAIRS if comment.count(close) > comment.count(sign)]
    if not closing:
        return None
    begins, ends = _TEXT_BEGINS.match(before), _TEXT_ENDS.search(comment)
    start, end = begins.end() if begins else 0, ends.start() if ends else len(comment)
    text = f"{before[start:]}{comment[:end]}".strip()
    why = f"Det som står efter # är en kommentar, så {min(closing, key=comment.index)} saknas."
    advice = f"Hör det till texten: sätt hela inom citattecken, {quoting.in_place(line, start, text)}."
    return at + 1, f"{why} {advice}"
