"""An earlier feed that is garbled in each of its properties: the run ends in right feeds, and so does the next."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from arshjul_cli.feeds.earlier import published
from arshjul_cli.feeds.history import Previous
from arshjul_cli.feeds.verify import verify
from building import row, run, wheel_of, written

WHEEL = wheel_of(
    row("tid", category="mote", location="Sal A, B", url="https://exempel.se/x", responsible=["rektor"]),
    row("lang", "mars", notice="7d", responsible=["rektor"]),
    row("bort", "9 mars", responsible=["rektor"]),
    categories={"mote": {"name": "Möten", "color": "navy"}},
    decided={"dates": {"tid": "2026-03-05 09:00–10:30"}, "cancelled": {"bort": "Sjukdom"}},
)
RIGHT = written(WHEEL)
REVISION = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r\n", re.MULTILINE)


def _lines(data: bytes) -> list[bytes]:
    """Return the properties of a feed, each on one line."""
    return data.replace(b"\r\n ", b"").split(b"\r\n")[:-1]


def _first_of_each() -> Iterator[int]:
    """Yield the number of the first line of each property, of the calendar, its time zone and an event."""
    seen: set[tuple[bytes, ...]] = set()
    within = b""
    for number, line in enumerate(_lines(RIGHT["alla.ics"])):
        within = line if line.startswith(b"BEGIN:") else within
        kind = (within, line if line.startswith((b"BEGIN:", b"END:")) else line.partition(b":")[0])
        if kind not in seen:
            seen.add(kind)
            yield number


EACH_PROPERTY = pytest.mark.parametrize(
    "number", [*_first_of_each()], ids=lambda number: _lines(RIGHT["alla.ics"])[number].decode()[:30]
)
GARBLINGS: Mapping[str, Callable[[bytes, bytes], bytes]] = {
    "gone": lambda _name, _value: b"",
    "empty": lambda name, _value: name + b":",
    "junk": lambda name, value: name + b":junk" + value,
    "half": lambda name, value: name + b":" + value[: len(value) // 2],
    "twice": lambda name, value: b"\r\n".join([name + b":" + value] * 2),
    "another": lambda name, _value: name + b":20260230",
    "latin-1": lambda name, value: name + b":" + value + b"\xe5",
    "nul": lambda name, value: name + b":" + value + b"\0",
    "escape": lambda name, value: name + b":\x1b[31m" + value,
    "no-colon": lambda name, value: name + value,
    "name": lambda name, value: b"X" + name + b":" + value,
    "parameter": lambda name, value: name + b";TZID=Mars/Phobos:" + value,
    "backwards": lambda name, value: (name + b":" + value)[::-1],
    "cut-here": lambda name, value: name + b":" + value[:1] + b"\r\n" + value[1:],
}


def _garbled(number: int, garbling: str) -> Previous:
    lines = _lines(RIGHT["alla.ics"])
    name, _, value = lines[number].partition(b":")
    lines[number] = GARBLINGS[garbling](name, value)
    folded = b"\r\n".join(re.sub(rb"(.{60}[\x80-\xbf]*)(?=.)", rb"\1\r\n ", line) for line in filter(None, lines))
    return published({**RIGHT, "alla.ics": folded + b"\r\n"})


def _published(number: int, garbling: str, day: dt.date) -> dict[str, bytes]:
    """Return the feeds after a run on a garbled one, which the run after it leaves as they are."""
    before = _garbled(number, garbling)
    if before.foreign:
        # What names the feed, or the program, is gone, so nobody may write over it.
        assert {"alla.ics"} == before.foreign
        return RIGHT
    stamp = dt.datetime.combine(day, dt.time(), dt.UTC)
    files = dict(run(WHEEL, before, stamp).files)
    verify(files)
    assert files == run(WHEEL, published(files), stamp + dt.timedelta(days=1)).files
    return files


@EACH_PROPERTY
def test_the_next_run_makes_the_set_whole(number: int) -> None:
    is_uid = _lines(RIGHT["alla.ics"])[number].startswith(b"UID:")
    for garbling in GARBLINGS:
        files = _published(number, garbling, dt.date(2025, 9, 15))

        # Of another UID it is another event, which nobody has taken away.
        if not is_uid:
            assert {name: REVISION.sub(b"", data) for name, data in RIGHT.items()} == {
                name: REVISION.sub(b"", data) for name, data in files.items()
            }, garbling


@EACH_PROPERTY
def test_of_what_has_been_nothing_stays_that_is_no_calendar(number: int) -> None:
    for garbling in GARBLINGS:
        files = _published(number, garbling, dt.date(2026, 4, 20))

        assert not any(set(data) & {0, 0x1B, 0xE5} for data in files.values()), garbling
