"""Items of a list whose dash is none: without its space, or the dash or bullet of a word processor."""

import re

from arshjul_cli.findings import cut
from arshjul_cli.swedish import DASHES

_ITEM = re.compile(
    rf"(?P<indent> *)(?:(?P<close>-)(?=[^\s-])|(?P<sign>[{DASHES}•·‣▪●◦*])[ \t\u00a0]*(?=\S))(?P<text>.*)"
)


def slip(line: str) -> tuple[int, str] | None:
    """Return the column of a dash that is none, at the beginning of a line, and what to write instead."""
    if not (item := _ITEM.fullmatch(line)):
        return None
    begins = f"En rad i en lista börjar med bindestreck och mellanslag, inte med {item['sign']}."
    what = "Mellanslaget efter bindestrecket saknas." if item["close"] else begins
    return len(item["indent"]) + 1, f'{what} Skriv "- {cut(item["text"].rstrip())}".'


def mended(line: str) -> str | None:
    """Return a line with a dash in the place of one that is none; None if there is no such."""
    item = _ITEM.fullmatch(line)
    return f"{item['indent']}- {item['text']}" if item else None
