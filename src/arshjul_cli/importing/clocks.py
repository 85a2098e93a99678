"""Times of day as people write them: `kl. 13`, `13.00–15.00`, `13:30:00`."""

import datetime as dt
import re
from dataclasses import dataclass

_TIME = r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?![\d:]|[./]\d)"
_TO = r"\s*(?:[-–—]|till)\s*(?:kl\.?\s*)?"
_FROM = r"(?<![\d.:/–-])"
_SAID = re.compile(rf"[\s,(]*\bkl(?:ockan|\.)?\s*{_TIME}(?:{_TO}{_TIME})?\)?", re.IGNORECASE)
_COLON = re.compile(rf"[\s,(]*{_FROM}(?=\d{{1,2}}:){_TIME}(?:{_TO}{_TIME})?\)?", re.IGNORECASE)
_DOTTED = re.compile(rf"[\s,(]*{_FROM}(?=\d{{1,2}}\.\d\d){_TIME}(?:{_TO}(?=\d{{1,2}}\.\d\d){_TIME})?\)?", re.IGNORECASE)
_ALONE = re.compile(rf"\s*(?:kl(?:ockan|\.)?)?\s*{_TIME}(?:{_TO}{_TIME})?\s*(?:h|tim)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """When something begins and, if it is said, ends."""

    start: dt.time
    end: dt.time | None = None

    def __str__(self) -> str:
        return f"{self.start:%H:%M}" + (f"–{self.end:%H:%M}" if self.end else "")


def clock_of(text: str) -> Clock | None:
    """Return the time of day that a whole text is, if it is one."""
    found = _ALONE.fullmatch(text)
    return _clock(found) if found else None


def without_clock(text: str, *, dotted: bool) -> tuple[str, Clock | None]:
    """Return a text without the time of day in it, and that time; with dots only if no date is written so."""
    for pattern in (_SAID, _COLON, *((_DOTTED,) if dotted else ())):
        for found in pattern.finditer(text):
            if clock := _clock(found):
                return f"{text[: found.start()]} {text[found.end() :]}".strip(), clock
    return text, None


def _clock(found: re.Match[str]) -> Clock | None:
    hour, minute, last_hour, last_minute = found.groups()
    try:
        start = dt.time(int(hour), int(minute or 0))
        end = dt.time(int(last_hour), int(last_minute or 0)) if last_hour else None
    except ValueError:
        return None
    return Clock(start, end) if end is None or start < end else None
