"""Swedish words: months, weekdays, numerals, and dates as people write them."""

import datetime as dt
import errno
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise, zip_longest

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
SHORT_WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
ORDINALS = {1: "första", 2: "andra", 3: "tredje", 4: "fjärde", 5: "femte", -1: "sista"}
NUMERALS = ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
DASHES = "‐‑‒–—−﹣－"
"""What stands for a hyphen-minus in text that was copied, or came through a word processor."""
_HYPHENS = str.maketrans(dict.fromkeys(DASHES, "-"))
_ROW = 3
_FEW, _LONGEST = 25, 100
"""So many words are named, or compared in earnest; so long a word can be a slip of the pen for another."""

_SYSTEM_ERRORS = {
    errno.EACCES: "du har inte behörighet",
    errno.EPERM: "du har inte behörighet",
    errno.ENOSPC: "disken är full",
    getattr(errno, "EDQUOT", -1): "din plats på disken är slut",
    errno.EFBIG: "filen blir för stor",
    errno.EROFS: "disken är skrivskyddad",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ENOENT: "finns inte",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.EISDIR: "det är en mapp",
    errno.EEXIST: "det finns redan",
    errno.ENOTEMPTY: "mappen är inte tom",
    errno.EBUSY: "det används av något annat",
    errno.EINVAL: "det går inte här",
    errno.EMFILE: "för många filer är öppna",
    errno.ENFILE: "för många filer är öppna",
    errno.ENOMEM: "minnet är slut",
    errno.ETIMEDOUT: "det svarar inte",
    errno.EPIPE: "mottagaren har slutat läsa",
    errno.ELOOP: "länken leder runt i en cirkel",
    errno.EIO: "disken svarar inte som den ska",
}


def system_error(error: OSError) -> str:
    """Return what the system refused, `disken är full`; its own words when there are no Swedish ones."""
    return _SYSTEM_ERRORS.get(error.errno or 0, error.strerror or type(error).__name__)


def month_name(month: int) -> str:
    """Return the name of month 1–12."""
    return MONTHS[month - 1]


def weekday_name(weekday: int) -> str:
    """Return the name of ISO weekday 1–7."""
    return WEEKDAYS[weekday - 1]


def short_day(date: dt.date) -> str:
    """Return `3 mars`."""
    return f"{date.day} {SHORT_MONTHS[date.month - 1]}"


def day(date: dt.date) -> str:
    """Return `tis 3 mars`."""
    return f"{SHORT_WEEKDAYS[date.weekday()]} {short_day(date)}"


def full_day(date: dt.date) -> str:
    """Return `3 mars 2026`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def long_day(date: dt.date) -> str:
    """Return `tisdag 3 mars 2026`."""
    return f"{WEEKDAYS[date.weekday()]} {full_day(date)}"


def span(start: dt.date, last_day: dt.date) -> str:
    """Return `tis 3 mars`, `2–8 mars`, `28 mars–3 april`, or `mars` and `mars–april` for whole months."""
    if start == last_day:
        return day(start)
    first, last = SHORT_MONTHS[start.month - 1], SHORT_MONTHS[last_day.month - 1]
    same_month = (start.year, start.month) == (last_day.year, last_day.month)
    if start.day == 1 and (last_day + dt.timedelta(days=1)).day == 1:
        return MONTHS[start.month - 1] if same_month else f"{first}–{last}"
    return f"{start.day}–{short_day(last_day)}" if same_month else f"{short_day(start)}–{short_day(last_day)}"


def months(start: dt.date, last_day: dt.date) -> str:
    """Return the months of the days, `mars` or `okt–nov`."""
    return "–".join(dict.fromkeys(SHORT_MONTHS[date.month - 1] for date in (start, last_day)))


def either_month(start: dt.date, last_day: dt.date) -> str:
    """Return the month or the two that the ends of some days lie in, `maj` or `maj eller juni`."""
    return enumerate_words(dict.fromkeys(month_name(date.month) for date in (start, last_day)), "eller")


def either_month_of_year(start: dt.date, last_day: dt.date) -> str:
    """Return the same with its year: `maj 2026`, `maj eller juni 2026`, `december 2025 eller januari 2026`."""
    if start.year == last_day.year:
        return f"{either_month(start, last_day)} {start.year}"
    return f"{month_name(start.month)} {start.year} eller {month_name(last_day.month)} {last_day.year}"


def month_names(numbers: Iterable[int]) -> str:
    """Return `augusti–oktober, december och februari`: months 1–12 in their order, three or more in a row as one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] % len(MONTHS) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return enumerate_words(word for run in runs for word in _run(run))


def _run(months_in_a_row: Sequence[int]) -> tuple[str, ...]:
    names = tuple(map(month_name, months_in_a_row))
    return names if len(names) < _ROW else (f"{names[0]}–{names[-1]}",)


def long_span(start: dt.date, last_day: dt.date) -> str:
    """Return `tisdag 3 mars 2026`, or `1–31 mars 2026`, with as many years as it takes."""
    if start == last_day:
        return long_day(start)
    last = f"{last_day.day} {MONTHS[last_day.month - 1]} {last_day.year}"
    if (start.year, start.month) == (last_day.year, last_day.month):
        return f"{start.day}–{last}"
    year = "" if start.year == last_day.year else f" {start.year}"
    return f"{start.day} {MONTHS[start.month - 1]}{year} – {last}"


def spans(days: Iterable[tuple[dt.date, dt.date]]) -> str:
    """Return `augusti, oktober 2025 och tis 3 mars 2026`: in the order of time, the year after the last of its days."""
    pairs = list(days)
    following = (last_day.year for _, last_day in pairs[1:])
    return enumerate_words(
        span(start, last_day) + ("" if last_day.year == year else f" {last_day.year}")
        for (start, last_day), year in zip_longest(pairs, following)
    )


def weeks(start: dt.date, last_day: dt.date) -> str:
    """Return the ISO weeks of the days, `v. 10` or `v. 9–14`."""
    first, last = start.isocalendar().week, last_day.isocalendar().week
    return f"v. {first}" if last_day - start < dt.timedelta(days=7) and first == last else f"v. {first}–{last}"


Times = tuple[dt.time, dt.time | None]
"""The start and the end of a time: an end at midnight is that after the day, None one that is not given."""
MIDNIGHT = dt.time()


def clock(times: Times) -> str:
    """Return `13:00–16:00`, `22:00–24:00`, or `13:00` of one without an end."""
    start, end = times
    return f"{start:%H:%M}" if end is None else f"{start:%H:%M}–{_end(end)}"


def clock_span(start: dt.date, last_day: dt.date, times: Times, name: Callable[[dt.date], str] = day) -> str:
    """Return when something with a time is: `tis 3 mars 13:00–16:00`, `tis 3 mars 09:00 – ons 4 mars 16:00`."""
    first, end = times
    if start == last_day or end is None or is_over_midnight(start, last_day, times):
        return f"{name(start)} {clock(times)}"
    return f"{name(start)} {first:%H:%M} – {name(last_day)} {_end(end)}"


def is_over_midnight(start: dt.date, last_day: dt.date, times: Times) -> bool:
    """Tell whether a time ends the day after it begins, within twenty-four hours."""
    first, end = times
    return end is not None and (last_day - start).days == 1 and end <= first


def _end(time: dt.time) -> str:
    return "24:00" if time == MIDNIGHT else f"{time:%H:%M}"


def days_left(days: int) -> str:
    """Return `i dag`, `i morgon`, `om 5 dagar`."""
    return ("i dag", "i morgon")[days] if days in {0, 1} else f"om {days} dagar"


def count(number: int, singular: str, plural: str) -> str:
    """Return `1 aktivitet`, `3 aktiviteter`."""
    return f"{number} {singular if number == 1 else plural}"


def with_hyphens(text: str) -> str:
    """Return a text in which what stands for a hyphen is one."""
    return text.translate(_HYPHENS)


def enumerate_words(words: Iterable[str], conjunction: str = "och") -> str:
    """Return `a, b och c`."""
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def did_you_mean(word: str, valid: Iterable[str]) -> str:
    """Return ` Menade du "x"?` for the nearest valid word, or all the valid ones when none is near."""
    words = list(dict.fromkeys(valid)) if isinstance(valid, Sequence) else sorted(valid)
    if near := nearest(word, words):
        return f' Menade du "{near}"?'
    if not words:
        return ""
    if len(words) == 1:
        return f' Det enda som finns är "{words[0]}".'
    return f" Välj bland {enumerate_words(words)}." if len(words) <= _FEW else ""


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """Return the valid word that is most like another, if one is like it."""
    if len(word) > _LONGEST:
        return None
    # To compare words in earnest takes long. Those that share most of their letters, and pairs of them, are enough.
    parts = _parts(word.casefold())
    likely = nlargest(
        _FEW, valid, key=lambda candidate: len(parts & _parts(candidate)) / len(parts | _parts(candidate))
    )
    return next(iter(get_close_matches(word.casefold(), likely, n=1, cutoff=0.6)), None)


@lru_cache(maxsize=2000)
def _parts(word: str) -> frozenset[str]:
    return frozenset(("", *word, *map("".join, pairwise(word))))
