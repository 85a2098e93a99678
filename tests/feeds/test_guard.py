"""What stops a run before anything is written, and what it says."""

from pathlib import Path

import pytest

from arshjul_cli.errors import PreviousError
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.guard import (
    losses,
    read_elsewhere,
    require_clock,
    require_feeds,
    require_no_loss,
    require_nothing_changed,
    require_ours,
)
from arshjul_cli.feeds.history import Loss, Previous
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Wheel
from building import (
    DOMAIN,
    HEADER,
    LATER,
    NOTHING,
    ROLES,
    YEAR,
    Tree,
    plan_of,
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


def _with(*kept: str) -> Wheel:
    return wheel_of(*(activity for activity in ROWS if activity["id"] in kept))


def _losses(wheel: Wheel, before: Previous) -> tuple[Loss, ...]:
    return tuple(losses(run(wheel, before, LATER).changes, before, wheel.years, LATER.date()))


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


def test_what_an_ended_feed_loses_is_no_loss(tmp_path: Path) -> None:
    rows = ({**activity, "responsible": ["gammal", "chef"]} for activity in ROWS)
    before = put(tmp_path, written(wheel_of(*rows, roles={"gammal": {"name": "Gammal"}, **ROLES})))
    without = wheel_of(*({**activity, "responsible": ["chef"]} for activity in ROWS))

    assert ("gammal.ics",) == run(without, before, LATER).ended
    assert () == _losses(without, before)


@pytest.mark.parametrize(("kept", "lost"), [("abcd", 0), ("abc", 0), ("ab", 0), ("a", 3), ("", 4)])
def test_more_than_half_of_a_year_of_a_feed_is_a_loss_and_exactly_half_is_none(
    tmp_path: Path, kept: str, lost: int
) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    expected = tuple(
        Loss(file_name=name, school_year=YEAR, titles=("Möte",) * lost, of=4) for name in (ALLA, "rektor.ics") if lost
    )
    assert expected == _losses(_with(*kept), before)


def test_all_of_a_feed_with_a_single_event_is_a_loss(tmp_path: Path) -> None:
    rows = (row("a", responsible=["chef"]), row("b"), row("c"))
    before = put(tmp_path, written(wheel_of(*rows)))

    assert (Loss(file_name="chef.ics", school_year=YEAR, titles=("Möte",), of=1),) == (
        _losses(wheel_of(*rows[1:]), before)
    )


def test_what_takes_the_place_of_the_lost_makes_it_no_smaller_a_loss(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    others = wheel_of(*({**one, "id": f"ny-{one['id']}"} for one in ROWS))

    assert {(ALLA, 4, 4), ("rektor.ics", 4, 4)} == {
        (loss.file_name, len(loss.titles), loss.of) for loss in _losses(others, before)
    }


def test_what_is_cancelled_or_moved_is_not_lost(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    decided = {"cancelled": {"a": "X", "b": "X", "c": "X"}, "dates": {"d": "2026-05-20"}}

    assert () == _losses(wheel_of(*ROWS, decided=decided), before)


def test_losses_are_counted_year_by_year(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, years=(YEAR, NEXT))))
    cancelled = {"2026/27": {"cancelled": dict.fromkeys("abc", "X")}}
    gone = [{**one, "when": "vid behov"} for one in ROWS]
    dates = {"2025/26": {"dates": dict.fromkeys("abcd", "2026-03-05")}}

    assert () == _losses(wheel_of(*ROWS, years=(YEAR, NEXT)), before)
    assert {NEXT} == {loss.school_year for loss in _losses(_wheel(gone, dates), before)}
    assert () == _losses(_wheel(list(ROWS), cancelled), before)


def _wheel(rows: list[Tree], blocks: Tree) -> Wheel:
    return expand(plan_of(*rows, years=blocks), (YEAR, NEXT))


def test_a_first_day_or_a_notice_that_goes_is_no_loss(tmp_path: Path) -> None:
    shown = tuple(row(activity, "mars", notice="14d", display="both") for activity in "abc")
    before = put(tmp_path, written(wheel_of(*shown)))
    plain = wheel_of(*(row(activity, "mars", display="end") for activity in "abc"))

    assert 6 == sum(change.after is None for change in run(plain, before, LATER).changes[ALLA])
    assert () == _losses(plain, before)


def test_markers_make_no_loss_smaller(tmp_path: Path) -> None:
    shown = tuple(row(activity, "mars", notice="14d", display="both") for activity in "abc")
    before = put(tmp_path, written(wheel_of(*shown)))

    assert [(("Slutar (mars): Möte",) * 2, 3)] == [
        (loss.titles, loss.of) for loss in _losses(wheel_of(shown[0]), before)
    ]


def test_a_loss_is_said_with_its_first_titles_and_how_many_there_are_besides(tmp_path: Path) -> None:
    rows = tuple(row(f"a{n}", f"{n} mars", summary=f"Möte {n}") for n in range(1, 9))
    before = put(tmp_path, written(wheel_of(*rows)))
    five, seven = wheel_of(*rows[5:]), wheel_of(*rows[7:])

    require_no_loss(run(wheel_of(*rows), before, LATER), before, (YEAR,), LATER.date())
    for wheel, said in (
        (five, "5 av 8 läsåret 2025/26: Möte 1, Möte 2, Möte 3, Möte 4, Möte 5"),
        (seven, "7 av 8 läsåret 2025/26: Möte 1, Möte 2, Möte 3, Möte 4, Möte 5, och 2 till"),
    ):
        with pytest.raises(PreviousError) as caught:
            require_no_loss(run(wheel, before, LATER), before, (YEAR,), LATER.date())
        assert [
            "Ovanligt mycket skulle försvinna ur kalendrarna, så inget är skrivet:",
            f"alla.ics: {said}",
            "Är det meningen? Kör igen med --allow-shrink.",
        ] == str(caught.value).splitlines()


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

    assert before == read_elsewhere(str(tmp_path), DOMAIN)


@pytest.mark.parametrize("name", ["saknas", "fil", "", "a" * 300, "a\0b"])
def test_a_folder_of_earlier_feeds_that_is_not_there_is_refused_as_it_was_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "fil").touch()
    folder = f"{tmp_path}/./{name}" if name else ""

    with pytest.raises(PreviousError) as caught:
        read_elsewhere(folder, DOMAIN)
    assert f"{folder}: Mappen finns inte. Rätta sökvägen efter --previous." == str(caught.value)


def test_earlier_feeds_of_another_plan_are_refused_and_the_option_is_named(tmp_path: Path) -> None:
    put(tmp_path, written(wheel_of(*ROWS)))

    with pytest.raises(PreviousError, match="Välj en annan mapp med --previous"):
        read_elsewhere(str(tmp_path), "arshjul.annan.se")


def test_an_earlier_feed_from_elsewhere_that_cannot_be_read_is_refused_the_first_by_name(tmp_path: Path) -> None:
    put(tmp_path, {f"{letter}.ics": b"junk" for letter in "hgfedcbaijklmnop"})

    with pytest.raises(PreviousError) as caught:
        read_elsewhere(str(tmp_path), DOMAIN)
    text = "Flödet går inte att läsa. Hämta det igen, eller ta bort det om det inte är ett flöde."
    assert f"{tmp_path / 'a.ics'}: {text}" == str(caught.value)
