"""The table of `generate`."""

from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from arshjul_cli.feeds.generate import composition
from arshjul_cli.feeds.history import Change, ChangeKind
from arshjul_cli.render.changes.words import PLURAL
from arshjul_cli.render.terminal import summary
from building import ROLES, printed, row, wheel_of
from changing import GONE, LAPSED, MOVED, TOLD, change_of, shown_on


def _rows(by_file: dict[str, Sequence[Change]], taken: dict[str, int] | None = None) -> list[list[str]]:
    feeds = [feed for feed in composition(wheel_of(row(responsible=["chef"]))).feeds if feed.file_name in by_file]
    return [line.split() for line in printed(summary.render(feeds, by_file, taken or {})).splitlines()]


def test_the_table_has_a_row_for_each_feed_and_a_column_for_each_kind_that_is_there() -> None:
    assert [
        ["Flöde", "Antal", "Flyttade", "Borttagna"],
        ["alla.ics", "1", "1", "1"],
        ["rektor.ics", "0", "2", "0"],
        ["chef.ics", "1", "0", "0"],
    ] == _rows({"alla.ics": [MOVED, GONE], "rektor.ics": [MOVED, MOVED, LAPSED], "chef.ics": []})


def test_a_feed_that_ends_has_a_row_with_what_it_had_to_come() -> None:
    assert [
        ["Flöde", "Antal", "Flyttade", "Borttagna"],
        ["alla.ics", "1", "1", "0"],
        ["gammal.ics", "0", "0", "7"],
    ] == _rows({"alla.ics": [MOVED]}, {"gammal.ics": 7})


def test_the_headings_of_all_kinds_are_broken() -> None:
    one_of_each = [change_of(kind, shown_on(3), shown_on(4), kind) for kind in ChangeKind]

    assert [
        ["Flyt-", "Be-", "Änd-", "In-", "Åter-", "Bort-"],
        ["Flöde", "Antal", "Nya", "tade", "stämda", "rade", "ställda", "upptagna", "tagna"],
        ["alla.ics", "1", "1", "1", "1", "1", "1", "1", "1"],
        ["rektor.ics", "0", "0", "2", "0", "0", "0", "0", "0"],
    ] == _rows({"alla.ics": one_of_each, "rektor.ics": [MOVED, MOVED]})


def test_the_headings_in_one_line_are_the_kinds_in_their_order() -> None:
    for first in range(4):
        kinds = TOLD[first : first + 4]
        (headings, _) = _rows({"alla.ics": [change_of(kind, shown_on(3), shown_on(4), kind) for kind in kinds]})
        assert ["Flöde", "Antal", *(PLURAL[kind] for kind in kinds)] == headings


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("kinds", [TOLD, TOLD[-4:]])
def test_the_table_fits_the_terminal_with_the_longest_id_and_large_numbers(
    width: int, kinds: Sequence[ChangeKind]
) -> None:
    long = "forskolans-" * 5 + "rekto"
    made = composition(wheel_of(roles={**ROLES, long: {"name": "Lång"}, "utvecklingsledare": {"name": "Ul"}})).feeds
    many = [change_of(kind, shown_on(3), shown_on(4), str(number)) for number in range(999) for kind in kinds]

    lines = printed(
        summary.render(made, dict.fromkeys((feed.file_name for feed in made), many), {}), width
    ).splitlines()

    assert 60 == len(long)
    assert max(map(cell_len, lines)) <= width
    assert not any("…" in line for line in lines)
    assert ["utvecklingsledare.ics", "0", *("999" for _ in kinds)] in [line.split() for line in lines]
