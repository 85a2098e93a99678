"""The last look at what is written: a right feed passes, and each fault is found and named."""

import re
from collections.abc import Callable

import pytest

from arshjul_cli.errors import OutputError
from arshjul_cli.feeds.verify import verify
from arshjul_cli.wheel.model import Wheel
from building import HEADER, row, wheel_of, written

DECIDED = {"dates": {"tid": "2026-03-06 13:00–16:00"}}
ROWS = (row("dag", summary="Ett möte, " * 10 + "å" * 60), row("tid"), row("lang", "mars", notice="7d"))
RIGHT = written(wheel_of(*ROWS, decided=DECIDED))["alla.ics"]
PLAIN = written(wheel_of(row()))["alla.ics"]
EMPTY = written(wheel_of())["alla.ics"]


def _found(data: bytes, name: str = "alla.ics") -> list[str]:
    with pytest.raises(OutputError) as caught:
        verify({name: data})
    first, *rest = str(caught.value).splitlines()
    assert "Flödena blev felaktiga, så inget är skrivet. Det är ett fel i arshjul:" == first
    return rest


def test_what_the_program_writes_passes(wheel: Wheel) -> None:
    verify({})
    verify(written(wheel))
    verify(written(wheel_of(plan={**HEADER, "timezone": "Atlantic/Reykjavik"})))
    verify({"alla.ics": RIGHT, "tom.ics": EMPTY})


def _long(data: bytes) -> bytes:
    return data.replace(b"\r\n ", b"")


def _split(data: bytes) -> bytes:
    at = data.index("å".encode() * 5) + 1
    return data[:at] + b"\r\n " + data[at:]


def _twice(data: bytes) -> bytes:
    at = data.index(b"BEGIN:VEVENT")
    event = data[at : data.index(b"BEGIN:VEVENT", at + 1)]
    return data[:at] + event + data[at:]


def _without_zone(data: bytes) -> bytes:
    return re.sub(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", data, flags=re.DOTALL)


def _without(name: str) -> bytes:
    return re.sub(rf"^{name}[;:].*\r\n(?: .*\r\n)*".encode(), b"", PLAIN, flags=re.MULTILINE)


FAULTS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "one-lf": (lambda data: data.replace(b"\r\n", b"\n", 1), "fel radslut"),
    "all-lf": (lambda data: data.replace(b"\r\n", b"\n"), "fel radslut"),
    "cut": (lambda data: data[:-10], "fel radslut"),
    "half": (lambda data: data[: len(data) // 2], "fel radslut"),
    "long-line": (_long, "för lång rad"),
    "split-letter": (_split, "ett tecken är delat mellan två rader"),
    "latin-1": (lambda data: data.replace("å".encode(), b"\xe5"), "ett tecken är delat mellan två rader"),
    "nul": (lambda data: data.replace(b"SUMMARY:", b"SUMMARY:\0", 1), "ett styrtecken"),
    "escape": (lambda data: data.replace(b"X-WR-CALNAME:", b"X-WR-CALNAME:\x1b", 1), "ett styrtecken"),
    "delete": (lambda data: data.replace(b"DESCRIPTION:", b"DESCRIPTION:\x7f", 1), "ett styrtecken"),
    "lone-cr": (lambda data: data.replace(b"SUMMARY:", b"SUMMARY:\r", 1), "ett styrtecken"),
    "transparency": (lambda data: data.replace(b"TRANSP:OPAQUE", b"TRANSP:opaque"), "TRANSP är 'opaque'"),
    "busy": (lambda data: data.replace(b"STATUS:FREE", b"STATUS:FRE"), "X-MICROSOFT-CDO-BUSYSTATUS är 'FRE'"),
    "status": (lambda data: data.replace(b"STATUS:CONFIRMED", b"STATUS:MAYBE"), "STATUS är 'MAYBE'"),
    "color": (lambda data: data.replace(b"TRANSP:OPAQUE", b"TRANSP:OPAQUE\r\nCOLOR:#fff"), "COLOR är '#fff'"),
    "property-twice": (lambda data: data.replace(b"TRANSP:OPAQUE", b"TRANSP:OPAQUE\r\nTRANSP:OPAQUE"), "egenskap två"),
    "no-property": (lambda data: data.replace(b"TRANSP:OPAQUE", b"TRANSP:OPAQUE\r\nOPAQUE"), "går inte att läsa"),
    "component": (
        lambda data: data.replace(b"TRANSP:OPAQUE", b"TRANSP:OPAQUE\r\nBEGIN:VALARM\r\nEND:VALARM"),
        "går inte att läsa",
    ),
    "uid-twice": (_twice, "samma UID två gånger"),
    "zone-lacks": (_without_zone, "tidszonen saknas"),
    "same-day": (
        lambda data: data.replace(b"DTEND;VALUE=DATE:20260306", b"DTEND;VALUE=DATE:20260305"),
        "dag.2025-26@arshjul.exempel.se: slutar inte efter att den börjar",
    ),
    "day-before": (
        lambda data: data.replace(b"DTEND;VALUE=DATE:20260306", b"DTEND;VALUE=DATE:20260304"),
        "dag.2025-26@arshjul.exempel.se: slutar inte efter att den börjar",
    ),
    "same-time": (
        lambda data: data.replace(b"20260306T160000", b"20260306T130000"),
        "tid.2025-26@arshjul.exempel.se: slutar inte efter att den börjar",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_named_with_its_file(fault: str) -> None:
    spoil, said = FAULTS[fault]
    data = spoil(RIGHT)

    assert RIGHT != data
    assert any(line.startswith("alla.ics: ") and said in line for line in _found(data))


@pytest.mark.parametrize(
    "name", ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "TRANSP"]
)
def test_an_event_that_lacks_a_property_is_found(name: str) -> None:
    data = _without(name)
    uid = None if name == "UID" else "mote.2025-26@arshjul.exempel.se"

    assert [f"alla.ics: {uid}: {name} saknas"] == _found(data)


@pytest.mark.parametrize(
    "name", ["VERSION", "PRODID", "METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"]
)
def test_a_calendar_that_lacks_a_property_is_found(name: str) -> None:
    data = _without(name)

    assert [f"alla.ics: {name} saknas"] == _found(data)


@pytest.mark.parametrize(
    ("title", "fits"), [("x" * 255, True), ("x" * 256, False), ("🎒" * 127, True), ("🎒" * 128, False)]
)
def test_a_title_that_outlook_would_cut_is_found(title: str, *, fits: bool) -> None:
    folded = "\r\n ".join(title[at : at + 15] for at in range(0, len(title), 15))
    data = PLAIN.replace("SUMMARY:Möte".encode(), f"SUMMARY:{folded}".encode())

    if fits:
        verify({"alla.ics": data})
    else:
        assert ["alla.ics: mote.2025-26@arshjul.exempel.se: titeln är för lång"] == _found(data)


def test_a_calendar_without_any_component_is_found() -> None:
    assert ["tom.ics: ingen komponent"] == _found(_without_zone(EMPTY), "tom.ics")
    verify({"tom.ics": EMPTY.replace(b"BEGIN:VTIMEZONE", b"begin:vtimezone")})


def test_all_that_is_wrong_is_told_file_by_file() -> None:
    with pytest.raises(OutputError) as caught:
        verify({"a.ics": _twice(RIGHT), "b.ics": RIGHT, "c.ics": _without_zone(EMPTY), "d.ics": RIGHT[:-10]})

    assert ["a.ics: samma UID två gånger", "c.ics: ingen komponent", "d.ics: fel radslut"] == (
        str(caught.value).splitlines()[1:]
    )


def test_an_event_that_is_wrong_in_many_feeds_is_told_for_each() -> None:
    data = RIGHT.replace(b"20260306T160000", b"20260306T130000")
    with pytest.raises(OutputError) as caught:
        verify({"a.ics": data, "b.ics": data})

    assert ["a.ics", "b.ics"] == [line.partition(":")[0] for line in str(caught.value).splitlines()[1:]]


@pytest.mark.parametrize(
    ("right", "broken"),
    [
        (b"DTSTART;VALUE=DATE:20260305", b"DTSTART;VALUE=DATE:20269905"),
        (b"DTEND;VALUE=DATE:20260306", b"DTEND;VALUE=DATE:20269906"),
        (b"DTSTAMP:20250701T000000Z", b"DTSTAMP:20259901T000000Z"),
    ],
)
def test_a_date_that_is_none_is_found(right: bytes, broken: bytes) -> None:
    assert right in PLAIN
    [fault] = _found(PLAIN.replace(right, broken))
    assert "går inte att läsa" in fault
