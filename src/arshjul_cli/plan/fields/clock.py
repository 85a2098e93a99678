"""Times of a day as people write them: 13:00–16:00, 9–12, kl. 9.30, 22:00–24:00; and how long a meeting is."""

import datetime as dt
import re

from arshjul_cli.findings import Code
from arshjul_cli.plan.fields.reading import wrong
from arshjul_cli.swedish import DASHES, MIDNIGHT, Times

TIME = r"(?:kl\.?\s*)?\d{1,2}(?:[:.]\d{2})?"
"""A time of a day; one that stands alone says its minutes, or `kl`."""
_DASH = f"[-{DASHES}]"
_TIMES = re.compile(rf"(?P<start>{TIME})(?:\s*{_DASH}\s*(?P<end>{TIME}))?", re.ASCII | re.IGNORECASE)
_LENGTH = re.compile(r"(?:(?P<hours>\d{1,2})\s*h)?\s*(?:(?P<minutes>\d{1,3})\s*min)?", re.ASCII)
_EXAMPLES = "Skriv start och slut, till exempel 13:00–16:00, eller bara 13:00."
_LONGEST = dt.timedelta(hours=24)


def times(text: str) -> Times:
    """Return the start and the end of a time; None for an end that is not given. Raises PydanticCustomError."""
    match = _TIMES.fullmatch(text.strip())
    if not match or not (match["end"] or is_whole(match["start"])):
        raise wrong(Code.DATE, f'"{text}" är ingen tid. {_EXAMPLES}')
    longer = "skriv till 24:00. Det som slutar nästa dag skrivs vid datumet under years, med dagen före båda tiderna"
    return start_and_end(match["start"], match["end"], over_midnight=False, longer=longer)


def start_and_end(
    start: str,
    end: str | None,
    *,
    over_midnight: bool,
    longer: str = "skriv dagen före båda om den slutar nästa dag",
) -> Times:
    """Return the ends of a time, of which the second may lie on another day, or what to write if it does is `longer`.

    Raises PydanticCustomError.
    """
    first = time(start)
    if end is None:
        return first, None
    last = MIDNIGHT if _plain(end) == "24:00" else time(end)
    if last <= first and last != MIDNIGHT and not over_midnight:
        raise wrong(Code.DATE, f"Sluttiden {end} är inte efter starttiden {start}. Rätta en av dem, eller {longer}.")
    if last == MIDNIGHT and _plain(end) != "24:00" and not over_midnight:
        raise wrong(Code.DATE, f"Sluttiden {end} är inte efter starttiden {start}. Skriv 24:00 för midnatt.")
    return first, last


def time(text: str) -> dt.time:
    """Return a time of a day. Raises PydanticCustomError if there is none such."""
    try:
        return dt.time.fromisoformat(_plain(text))
    except ValueError:
        raise wrong(Code.DATE, f"Klockslaget {text} finns inte. Skriv 00:00–23:59, eller 24:00 som slut.") from None


def is_whole(text: str) -> bool:
    """Tell whether a time says its minutes, or that it is one: a number alone may be anything."""
    return bool(re.search(r"[:.]\d{2}$|^kl", text, re.IGNORECASE))


def _plain(text: str) -> str:
    hours, _, minutes = re.sub(r"^kl\.?\s*", "", text.lower()).replace(".", ":").partition(":")
    return f"{hours:0>2}:{minutes or '00'}"


def length(text: str) -> dt.timedelta:
    """Return how long something is: `1h`, `45min`, `1h 30min`. Raises PydanticCustomError."""
    match = _LENGTH.fullmatch(text)
    found = dt.timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0)) if match else None
    if not found or found > _LONGEST:
        raise wrong(Code.VALUE, f'"{text}" är ingen längd. Skriv till exempel 1h, 45min eller 1h 30min (högst 24h).')
    return found
