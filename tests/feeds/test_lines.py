"""The framing of iCalendar: what is put together comes apart again, and what is not whole is refused."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline

from arshjul_cli.feeds import lines
from arshjul_cli.wheel.model import Wheel
from building import HEADER, row, wheel_of, written

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
END = b"END:VCALENDAR\r\n"
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"))
VALUES = st.lists(st.tuples(st.from_regex(r"X-[A-Z]{1,5}", fullmatch=True), TEXTS), max_size=4)


def _folded(name: str, value: str) -> bytes:
    line: Any = Contentline
    folded: bytes = line(f"{name}:{value}").to_ical()
    return folded + b"\r\n"


BODIES = VALUES.map(lambda values: b"".join(_folded(name, value) for name, value in values))


@given(BODIES, st.lists(BODIES))
def test_what_is_joined_is_split_into_the_same(head: bytes, bodies: list[bytes]) -> None:
    events = tuple(map(lines.event, bodies))
    data = lines.join(HEAD + head, events)

    assert (HEAD + head, events) == lines.split(data)
    assert bodies == list(map(lines.body, events))
    assert data == lines.crlf(data) == lines.crlf(data.replace(b"\r\n", b"\n"))


def test_what_is_split_is_joined_to_the_same(wheel: Wheel) -> None:
    for data in (*written(wheel).values(), *written(wheel_of()).values()):
        assert data == lines.join(*lines.split(data))


def test_a_file_without_events_is_all_head() -> None:
    assert (HEAD, ()) == lines.split(HEAD + END)


EVENT = b"BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        END,
        HEAD,
        HEAD + EVENT,
        HEAD + EVENT + END + b"\r\n",
        HEAD + EVENT + END[:-1],
        EVENT + END,
        b"\xef\xbb\xbf" + HEAD + EVENT + END,
        (HEAD + EVENT + END).replace(b"\r\n", b"\n"),
        HEAD + EVENT.removesuffix(b"END:VEVENT\r\n") + END,
        HEAD + EVENT + b"END:VEVENT\r\n" + END,
        HEAD + b"BEGIN:VEVENT\r\n" + EVENT + END,
        HEAD + b"BEGIN:VEVENT\r\nBEGIN:VEVENT\r\n" + END,
        HEAD + b"END:VEVENT\r\n" + EVENT + EVENT + b"END:VEVENT\r\n" + END,
        HEAD + EVENT.removesuffix(b"END:VEVENT\r\n") + EVENT + END,
        HEAD + b"BEGIN:VEVENT\r\nUID:b\r\n" + EVENT + b"END:VEVENT\r\n" + END,
        HEAD + EVENT + b"X-A:b\r\n" + END,
        HEAD + EVENT + b"X-A:b\r\n" + EVENT + END,
        HEAD + EVENT + b"X-A:b\r\nEND:VEVENT\r\n" + END,
        HEAD + EVENT + b"\r\n" + END,
        HEAD + b"X-A:" + END,
    ],
)
def test_what_is_no_calendar_of_whole_events_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no whole"):
        lines.split(data)


def test_a_line_that_is_folded_begins_and_ends_nothing() -> None:
    event = b"BEGIN:VEVENT\r\nX-A:\r\n BEGIN:VEVENT\r\n END:VEVENT\r\nEND:VEVENT\r\n"

    assert (HEAD, (event, EVENT)) == lines.split(HEAD + event + EVENT + END)


@given(TEXTS)
def test_a_folded_property_is_unfolded_to_one_line(value: str) -> None:
    folded = _folded("X-A", value)
    line = b"X-A:" + value.encode() + b"\n"

    assert line == lines.unfold(folded) == lines.unfold(folded.replace(b"\r\n", b"\n"))
    assert line == lines.unfold(folded.replace(b"\r\n ", b"\r\n\t"))
    assert {"X-A": line[4:-1].decode()} == lines.properties(line)


def test_a_property_has_its_name_with_parameters_and_its_value_as_written() -> None:
    text = "DTSTART;TZID=Europe/Stockholm:20260305T130000\nSUMMARY:A: b\\, c; d\nX-EMPTY:\n"

    assert {"DTSTART;TZID=Europe/Stockholm": "20260305T130000", "SUMMARY": "A: b\\, c; d", "X-EMPTY": ""} == (
        lines.properties(text.encode())
    )


@pytest.mark.parametrize("line", ["SUMMARY", "summary:a", "A=b:c", ":a", "A;B:c", "A;B=:c", "A:b\rC:d", " A:b"])
def test_a_line_that_is_no_content_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(line)):
        lines.properties(f"X-A:b\n{line}\n".encode())


def test_a_text_that_is_not_utf_8_has_no_properties() -> None:
    with pytest.raises(ValueError, match="utf-8"):
        lines.properties("SUMMARY:Möte\n".encode("latin-1"))


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\r\n\r\n", b"\n\n\n"])
def test_the_last_line_ends_once(end: bytes) -> None:
    assert b"A:b\r\nC:d\r\n" == lines.crlf(b"A:b\nC:d" + end)


def test_empty_lines_within_a_file_stay() -> None:
    assert b"A:b\r\n\r\nC:d\r\n" == lines.crlf(b"A:b\n\nC:d\n")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n")))
def test_a_text_is_read_as_it_was_meant(meant: str) -> None:
    escaped = meant.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")

    assert meant == lines.text(escaped)


def test_the_time_zones_of_events_are_each_told_once_by_name() -> None:
    decided = {"dates": {"mote": "2026-03-05 13:00–16:00"}}
    events = [
        event
        for zone in ("Europe/Stockholm", "Europe/Helsinki", "Europe/Stockholm")
        for event in lines.split(
            written(wheel_of(row(), decided=decided, plan={**HEADER, "timezone": zone}))["alla.ics"]
        )[1]
    ]

    assert ("Europe/Helsinki", "Europe/Stockholm") == lines.time_zones(events)
    assert () == lines.time_zones(lines.split(written(wheel_of(row()))["alla.ics"])[1])


def test_a_head_is_its_properties_and_its_time_zones() -> None:
    head, _ = lines.split(written(wheel_of())["alla.ics"])
    before, begin, rest = head.partition(b"BEGIN:VTIMEZONE\r\n")

    assert rest.endswith(b"END:VTIMEZONE\r\n")
    assert (before, (begin + rest,)) == lines.divide(head)
    assert (before, (begin + rest, begin + rest)) == lines.divide(head + begin + rest)
    assert (before, ()) == lines.divide(before)
