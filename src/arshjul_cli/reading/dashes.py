"""Items of a list whose dash is none: without its space, or the dash, bullet or number of a word processor."""

import re

from arshjul_cli.findings import cut
from arshjul_cli.swedish import DASHES

_BULLETS = "•·‣⁃▪■□●○◦►➢➤✓✔→*\uf0a7\uf0b7\uf0d8\uf0fc"
"""The last four are of Wingdings and Symbol, the fonts of Word's bullets, as they are copied."""
_ITEM = re.compile(
    r"(?P<indent> *)(?:(?P<close>-)(?=[^\s-])|(?P<hard>-)[\u00a0\u2000-\u200b\u202f\u205f\u3000]+"
    rf"|(?P<sign>[{DASHES}{_BULLETS}]|\+(?=[ \t])|\d{{1,2}}[.)](?=[ \t])|[o§](?=\t)))[ \t\u00a0]*(?=\S)(?P<text>.*)"
)


def slip(line: str) -> tuple[int, str] | None:
    """Return the column of a dash that is none, at the beginning of a line, and what to write instead."""
    if not (item := _ITEM.fullmatch(line)):
        return None
    what = f"En rad i en lista ska inte börja med {item['sign']} utan med bindestreck och mellanslag."
    if item["close"]:
        what = "Mellanslaget efter bindestrecket saknas."
    elif item["hard"]:
        what = "Efter bindestrecket står ett hårt mellanslag."
    return len(item["indent"]) + 1, f'{what} Skriv "- {cut(item["text"].rstrip())}".'


def mended(line: str) -> str | None:
    """Return a line with a dash in the place of one that is none; None if there is no such."""
    item = _ITEM.fullmatch(line)
    return f"{item['indent']}- {item['text']}" if item else None
