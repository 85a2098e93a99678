"""How large feeds may be, and what is said of those that are not."""

import pytest

from arshjul_cli.errors import OutputError
from arshjul_cli.feeds.generate import composition
from arshjul_cli.feeds.model import Feed
from arshjul_cli.feeds.size import MOST, require_room
from building import ROLES, alla, row, run, wheel_of


def _feeds(roles: int) -> tuple[Feed, ...]:
    more = {f"r{n}": {"name": f"Roll {n}"} for n in range(roles)}
    return composition(wheel_of(row(responsible=list(more)), roles={**ROLES, **more})).feeds


def _said(feeds: tuple[Feed, ...], size: int) -> list[str]:
    (event,) = alla(wheel_of(row()))
    with pytest.raises(OutputError) as caught:
        require_room(feeds, {event.uid: bytes(size)}, {})
    return str(caught.value).splitlines()


def test_a_feed_may_have_so_much_and_no_byte_more() -> None:
    (event,) = alla(wheel_of(row()))

    require_room(_feeds(0), {event.uid: bytes(MOST)}, {})
    assert [
        "alla.ics skulle bli 21 MB. Ett flöde får vara högst 20 MB.",
        "Ta med färre läsår, eller gör aktiviteterna färre eller deras texter kortare. Inget är skrivet.",
    ] == _said(_feeds(0), MOST + 1)


def test_all_together_may_have_so_much() -> None:
    (event,) = alla(wheel_of(row()))

    require_room(_feeds(9), {event.uid: bytes(MOST)}, {})
    assert "Flödena (13 stycken) skulle tillsammans bli 220 MB. De får vara högst 200 MB." == _said(_feeds(10), MOST)[0]


def test_the_files_of_feeds_that_have_ended_count_too() -> None:
    (event,) = alla(wheel_of(row()))
    ended = {f"gammal-{n}.ics": bytes(MOST) for n in range(10)}

    require_room((), {event.uid: b""}, ended)
    with pytest.raises(OutputError, match=r"Flödena \(13 stycken\) skulle tillsammans bli 201 MB\."):
        require_room(_feeds(0), {event.uid: b"x"}, ended)


def test_a_large_body_with_many_activities_is_told_before_its_files_are_made() -> None:
    """A body of 300 with 300 activities, whose texts name all of them."""
    roles = {f"larare-{n}": {"name": f"Lärare i arbetslaget nummer {n}"} for n in range(300)}
    body = {"laget": {"name": "Arbetslaget", "members": list(roles)}}
    rows = (row(f"mote-{n}", "5 mars", responsible=["laget"]) for n in range(300))

    with pytest.raises(OutputError, match=r"Flödena \(302 stycken\) skulle tillsammans bli \d+ MB\."):
        run(wheel_of(*rows, roles={**roles, **body}))
