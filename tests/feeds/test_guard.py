"""What stops a run before anything is written, and what it says."""

from pathlib import Path

import pytest

from arshjul_cli.errors import PreviousError
from arshjul_cli.feeds.earlier import read_named
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.guard import (
    require_clock,
    require_feeds,
    require_nothing_changed,
    require_ours,
    require_readable,
)
from arshjul_cli.feeds.history import Previous
from arshjul_cli.schoolyear import SchoolYear
from building import (
    DOMAIN,
    HEADER,
    LATER,
    NOTHING,
    ROLES,
    YEAR,
    Tree,
    put,
    row,
    run,
    wheel_of,
    written,
)

ALLA = "alla.ics"
ROWS = tuple(row(activity, f"{day} mars", responsible=["rektor"]) for day, activity in enumerate("abcd", 2))
BOTH = tuple({**activity, "responsible": ["rektor", "chef"]} for activity in ROWS)
NEXT = YEAR.next()
FOREIGN = b"BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//\r\nEND:VCALENDAR\r\n"


def test_a_foreign_file_is_refused_only_if_a_feed_has_its_name(tmp_path: Path) -> None:
    names = written(wheel_of(*BOTH)).keys()

    require_ours(put(tmp_path, {"helg.ics": FOREIGN}), tmp_path, names, DOMAIN, "--out")
    foreign = put(tmp_path, {"rektor.ics": FOREIGN})
    with pytest.raises(PreviousError, match=r"rektor\.ics: Filen är inte skriven av arshjul som rektor\.ics\."):
        require_ours(foreign, tmp_path, names, DOMAIN, "--out")


def test_the_feeds_of_another_domain_are_refused(tmp_path: Path) -> None:
    other = written(wheel_of(*BOTH, plan={**HEADER, "uid_domain": "arshjul.annan.se"}))
    before = put(tmp_path, other)

    require_ours(before, tmp_path, other.keys(), "arshjul.annan.se", "--out")
    with pytest.raises(PreviousError, match=r"uid_domain arshjul\.annan\.se, inte arshjul\.exempel\.se"):
        require_ours(before, tmp_path, written(wheel_of(*BOTH)).keys(), DOMAIN, "--out")


def test_a_domain_that_ends_like_ours_is_another(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*BOTH, plan={**HEADER, "uid_domain": "x.arshjul.exempel.se"})))

    with pytest.raises(PreviousError, match=r"x\.arshjul\.exempel\.se"):
        require_ours(before, tmp_path, (), DOMAIN, "--out")


def test_a_uid_that_is_not_the_programs_has_a_domain_that_may_be_anothers(tmp_path: Path) -> None:
    data = written(wheel_of(*BOTH))["alla.ics"].replace(b"UID:a.2025-26@arshjul.exempel.se", b"UID:0b5a@google.com")
    before = put(tmp_path, {"alla.ics": data})

    with pytest.raises(PreviousError, match=r"uid_domain google\.com, inte"):
        require_ours(before, tmp_path, (), DOMAIN, "--out")


def test_earlier_feeds_without_events_belong_to_anybody(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of()))

    require_ours(before, tmp_path, written(wheel_of(*BOTH)).keys(), DOMAIN, "--out")


def test_the_clock_must_give_one_of_the_years_of_the_feeds_if_there_are_any(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, years=(YEAR, NEXT))))
    later = NEXT.next()

    require_clock(NOTHING, (later,))
    require_clock(before, (NEXT, later))
    with pytest.raises(PreviousError) as caught:
        require_clock(before, (later, later.next()))
    assert str(caught.value) == (
        "Flödena har läsåren 2025/26, 2026/27, men enligt klockan gäller 2027/28, 2028/29. "
        "Rätta klockan, eller skriv vilka läsår du vill ha."
    )


def _shipped(before: Previous, folder: Path, *rows: Tree, years: tuple[SchoolYear, ...] = (YEAR,)) -> Generation:
    generation = run(wheel_of(*rows, years=years), before, LATER)
    require_nothing_changed(generation, before, folder, LATER.date())
    return generation


def test_the_plan_that_ships_may_go_on_from_feeds_that_it_leaves_as_they_are(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    assert not any(_shipped(before, tmp_path, *ROWS).changes.values())
    assert any(_shipped(NOTHING, tmp_path, *ROWS).changes.values())
    assert (YEAR,) == _shipped(before, tmp_path, *ROWS, years=(NEXT,)).left


def test_the_plan_that_ships_may_change_no_event_of_a_year_that_stays(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    for rows in (ROWS[1:], (row("a", "9 mars", responsible=["rektor"]), *ROWS[1:]), (*ROWS, row("e"))):
        with pytest.raises(PreviousError) as caught:
            _shipped(before, tmp_path, *rows)
        assert str(caught.value) == (
            f"{tmp_path}: Här finns ingen plan, och den som följer med programmet skulle ändra flödena. "
            "Inget är skrivet. Gå till planens mapp, eller ange planen med --plan."
        )


def test_the_plan_that_ships_may_end_no_feed(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, roles={"gammal": {"name": "Gammal"}, **ROLES})))

    with pytest.raises(PreviousError, match="Här finns ingen plan"):
        _shipped(before, tmp_path, *ROWS)


def test_a_folder_must_hold_a_feed_that_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(PreviousError, match="Här finns inga flöden från arshjul"):
        require_feeds(put(tmp_path, {"helg.ics": FOREIGN, "chef.ics": b"junk"}), tmp_path)
    require_feeds(put(tmp_path, written(wheel_of())), tmp_path)


def test_earlier_feeds_from_elsewhere_are_those_of_the_folder_that_is_named(tmp_path: Path) -> None:
    before = put(tmp_path, {**written(wheel_of(*ROWS)), "helg.ics": FOREIGN})

    assert before == read_named(str(tmp_path))
    require_readable(before, tmp_path)


@pytest.mark.parametrize("name", ["saknas", "fil", "", "a" * 300, "a\0b"])
def test_a_folder_of_earlier_feeds_that_is_not_there_is_refused_as_it_was_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "fil").touch()
    folder = f"{tmp_path}/./{name}" if name else ""

    with pytest.raises(PreviousError) as caught:
        read_named(folder)
    assert f"{folder}: Mappen finns inte. Rätta sökvägen efter --previous." == str(caught.value)


def test_earlier_feeds_of_another_plan_are_refused_and_the_option_is_named(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    with pytest.raises(PreviousError, match="Välj en annan mapp med --previous"):
        require_ours(before, tmp_path, (), "arshjul.annan.se", "--previous")


def test_an_earlier_feed_from_elsewhere_that_cannot_be_read_is_refused_the_first_by_name(tmp_path: Path) -> None:
    before = put(tmp_path, {f"{letter}.ics": b"junk" for letter in "hgfedcbaijklmnop"})

    with pytest.raises(PreviousError) as caught:
        require_readable(before, tmp_path)
    text = "Flödet går inte att läsa. Hämta det igen, eller ta bort det om det inte är ett flöde."
    assert f"{tmp_path / 'a.ics'}: {text}" == str(caught.value)
