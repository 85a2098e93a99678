"""`arshjul generate` over time: what it tells before it writes, what it refuses, and what it sets aside."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]

HEAD = "plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}\n"
ROLES = "roles: {rektor: {name: Rektor}, chef: {name: Chef}}\n"
DAYS = {"mote": "3 mars", "rad": "5 mars", "samrad": "9 mars", "dialog": "11 mars"}
FEEDS = {"alla.ics", "rektor.ics", "chef.ics"}
FIRST, SECOND, THIRD = "2025-08-01T12:00:00Z", "2025-09-15T12:30:00Z", "2026-02-03T04:05:06Z"
FOREIGN = b"BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//\r\nEND:VCALENDAR\r\n"


def _plan(*only: str, roles: str = ROLES, responsible: str = "rektor", **days: str) -> None:
    rows = (
        f"  - {{id: {one}, summary: {one.capitalize()}, when: {day}, responsible: [{responsible}]}}\n"
        for one, day in (DAYS | days).items()
        if one in (only or DAYS)
    )
    Path("arshjul.yaml").write_text(f"{HEAD}{roles}activities:\n{''.join(rows)}", encoding="utf-8")


def _state(folder: str = ".") -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}


@pytest.fixture
def run(arshjul: Run) -> Run:
    """Run the program where a plan of four days has been written to feeds once."""
    _plan()
    assert 0 == arshjul("generate", "2025/26", "--stamp", FIRST).exit_code
    return arshjul


def _generate(run: Run, *arguments: str) -> Result:
    return run("generate", "2025/26", "--stamp", SECOND, *arguments)


def test_it_tells_what_has_changed_in_a_table_and_in_words(run: Run) -> None:
    _plan(mote="4 mars")
    result = _generate(run)

    assert 0 == result.exit_code
    assert [
        ["Flöde", "Antal", "Flyttade"],
        ["alla.ics", "4", "1"],
        ["rektor.ics", "4", "1"],
        ["chef.ics", "0", "0"],
        [],
        [
            "Flyttad:",
            "Mote,",
            "från",
            "tisdag",
            "3",
            "mars",
            "2026",
            "till",
            "onsdag",
            "4",
            "mars",
            "2026",
            "(alla,",
            "rektor)",
        ],
    ] == [line.split() for line in result.stdout.splitlines()]


def test_dry_run_tells_the_same_and_writes_nothing(run: Run) -> None:
    before = _state("feeds")
    _plan(mote="4 mars")

    dry = _generate(run, "--dry-run")
    assert before == _state("feeds")
    real = _generate(run)

    assert (0, real.stdout) == (dry.exit_code, dry.stdout)
    assert real.stderr.replace("Mapp: feeds", "Mapp: feeds (inget är skrivet)") == dry.stderr


def test_dry_run_makes_no_folder(run: Run) -> None:
    before = sorted(Path().rglob("*"))

    assert 0 == _generate(run, "--dry-run", "--out", "x/y").exit_code
    assert before == sorted(Path().rglob("*"))


def test_dry_run_sets_nothing_aside_and_clears_nothing(run: Run) -> None:
    Path("feeds/alla.ics").write_bytes(b"junk")
    Path("feeds/.alla.ics.0123456789abcdef.tmp").write_bytes(b"x")
    before = _state()

    assert 0 == _generate(run, "--dry-run").exit_code
    assert before == _state()


def test_dry_run_stops_where_a_run_would(run: Run) -> None:
    before = _state("feeds")
    _plan("mote")

    dry, wet = _generate(run, "--dry-run"), _generate(run)

    assert (1, wet.stdout, wet.stderr) == (dry.exit_code, dry.stdout, dry.stderr)
    assert before == _state("feeds")
    assert 0 == _generate(run, "--dry-run", "--allow-shrink").exit_code


def test_previous_takes_the_earlier_state_from_elsewhere(run: Run) -> None:
    Path("feeds").rename("hamtat")
    before = _state("hamtat")
    _plan(mote="4 mars")

    result = _generate(run, "--previous", "hamtat")

    assert 0 == result.exit_code
    assert ["alla.ics", "4", "1"] == result.stdout.splitlines()[1].split()
    data = Path("feeds/alla.ics").read_bytes()
    assert (1, 3, 3) == (
        data.count(b"SEQUENCE:3001710"),
        data.count(b"SEQUENCE:2936880"),
        data.count(b"DTSTAMP:20250801T120000Z"),
    )
    assert before == _state("hamtat")


def test_with_previous_the_result_is_what_it_would_be_in_place(run: Run) -> None:
    _plan(mote="4 mars", rad="6 mars")
    elsewhere = _generate(run, "--previous", "feeds", "--out", "rent")
    in_place = _generate(run)

    assert elsewhere.stdout == in_place.stdout
    for name in FEEDS:
        assert Path("feeds", name).read_bytes() == Path("rent", name).read_bytes()


def test_a_previous_folder_that_is_not_there_is_refused(run: Run) -> None:
    before = _state()
    result = _generate(run, "--previous", "saknas", "--out", "rent")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "saknas: Mappen finns inte. Rätta sökvägen efter --previous." == result.stderr.splitlines()[-1]
    assert before == _state()
    assert not Path("rent").exists()


def test_an_unreadable_previous_file_is_refused_and_left_as_it_is(run: Run) -> None:
    Path("feeds/rektor.ics").write_bytes(b"<html>404</html>")
    before = _state()
    result = _generate(run, "--previous", "feeds", "--out", "rent")

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.splitlines()[-1].startswith(f"{Path('feeds', 'rektor.ics')}: Flödet går inte att läsa.")
    assert before == _state()


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[: len(data) // 2], lambda data: data.replace(b"SEQUENCE:2936880", b"SEQUENCE:x")],
    ids=["truncated", "sequence-x"],
)
def test_an_earlier_file_that_cannot_be_read_is_renamed_and_named(run: Run, spoil: Callable[[bytes], bytes]) -> None:
    path = Path("feeds/rektor.ics")
    whole, spoilt = path.read_bytes(), spoil(path.read_bytes())
    path.write_bytes(spoilt)

    result = _generate(run)

    assert 0 == result.exit_code
    assert f"{path} gick inte att läsa. Den finns kvar som rektor.ics.bak.\n" in result.stderr
    assert (spoilt, whole) == (Path("feeds/rektor.ics.bak").read_bytes(), path.read_bytes())
    assert ["rektor.ics", "4", "4"] == result.stdout.splitlines()[2].split()


def test_a_second_file_that_cannot_be_read_does_not_replace_the_first(run: Run) -> None:
    for junk in (b"one", b"two"):
        Path("feeds/rektor.ics").write_bytes(junk)
        result = _generate(run)

    assert "finns kvar som rektor.ics.bak1." in result.stderr
    assert (b"one", b"two") == (Path("feeds/rektor.ics.bak").read_bytes(), Path("feeds/rektor.ics.bak1").read_bytes())


def test_files_that_are_not_ours_are_never_touched(run: Run) -> None:
    mine = {
        "helg.ics": FOREIGN,
        "trasig.ics": b"junk",
        "index.html": b"<html>",
        ".htaccess": b"x",
        "rektor.ics.bak": b"",
    }
    for name, data in mine.items():
        Path("feeds", name).write_bytes(data)
    _plan(mote="4 mars")

    assert 0 == _generate(run).exit_code
    assert mine == {name: Path("feeds", name).read_bytes() for name in mine}
    assert FEEDS | mine.keys() == {path.name for path in Path("feeds").iterdir()}


def test_a_foreign_calendar_with_a_feeds_name_stops_the_run(run: Run) -> None:
    Path("feeds/chef.ics").write_bytes(FOREIGN)
    before = _state()
    _plan(mote="4 mars")

    result = _generate(run)

    assert (1, "") == (result.exit_code, result.stdout)
    assert "Filen är inte skriven av arshjul som chef.ics." in result.stderr.splitlines()[-1]
    assert before | {"arshjul.yaml": Path("arshjul.yaml").read_bytes()} == _state()


def test_a_great_loss_stops_before_anything_is_written_and_says_what_it_is(run: Run) -> None:
    Path("feeds/chef.ics").write_bytes(b"junk")
    before = _state("feeds")
    _plan("mote")

    result = _generate(run)

    assert 1 == result.exit_code
    assert [
        ["Flöde", "Antal", "Borttagna"],
        ["alla.ics", "1", "3"],
        ["rektor.ics", "1", "3"],
        ["chef.ics", "0", "0"],
    ] == [line.split() for line in result.stdout.splitlines()]
    lost = (
        "AH320 {}: 3 av 4 kommande läsåret 2025/26 skulle försvinna ur {}.ics: Rad, Samrad, Dialog. Skriv tillbaka det"
    )
    assert [
        f"arshjul.yaml:1:1: {lost.format('plan', 'alla')} som ska vara kvar.",
        f"arshjul.yaml:2:9: {lost.format('rektor', 'rektor')} som ska vara kvar.",
        "Ovanligt mycket skulle försvinna, så inget är skrivet. Är det meningen? Kör igen med --allow-shrink.",
    ] == result.stderr.splitlines()[1:]
    assert before == _state("feeds")


def test_allow_shrink_lets_a_great_loss_through(run: Run) -> None:
    _plan("mote")
    result = _generate(run, "--allow-shrink")

    assert 0 == result.exit_code
    assert ["alla.ics", "1", "3"] == result.stdout.splitlines()[1].split()
    assert 1 == Path("feeds/alla.ics").read_bytes().count(b"BEGIN:VEVENT")


def test_exactly_half_may_go_without_a_word(run: Run) -> None:
    _plan("mote", "rad")
    result = _generate(run)

    assert 0 == result.exit_code
    assert [
        "Borttagen: Samrad, måndag 9 mars 2026 (alla, rektor)",
        "Borttagen: Dialog, onsdag 11 mars 2026 (alla, rektor)",
    ] == result.stdout.splitlines()[-2:]


def test_a_year_that_is_no_longer_asked_for_leaves_and_is_told(run: Run) -> None:
    result = run("generate", "2026/27", "--stamp", SECOND)

    assert 0 == result.exit_code
    told = [line for line in result.stdout.splitlines() if "tas bort ur flödena" in line]
    assert ["Dessa läsår tas bort ur flödena: 2025/26."] == told
    assert "Inget är ändrat" not in result.stdout
    assert ["alla.ics", "4", "4", "4"] == result.stdout.splitlines()[1].split()
    again = run("generate", "2026/27", "--stamp", THIRD)
    assert "tas bort ur flödena" not in again.stdout


def test_a_role_that_has_left_is_told_once_and_its_feed_says_that_it_has_ended(run: Run) -> None:
    _plan(roles="roles: {chef: {name: Chef}}\n", responsible="chef")
    before = _state("feeds")
    stopped = _generate(run)
    assert (1, ["rektor.ics", "0", "0", "0", "4"]) == (stopped.exit_code, stopped.stdout.splitlines()[-1].split())
    what = "rektor.ics skulle upphöra, med 4 kommande: Mote, Rad, Samrad, Dialog."
    assert f"AH320 roles: {what} Har det bara bytt id: skriv formerly: [rektor] vid det nya.\n" in stopped.stderr
    assert before == _state("feeds")
    result = _generate(run, "--allow-shrink")

    assert 0 == result.exit_code
    told = "rektor.ics: Rollen eller flödet finns inte längre i planen. I flödet skrivs att det har upphört.\n"
    assert told in result.stdout
    assert "SUMMARY:Flödet har upphört\r\n".encode() in Path("feeds/rektor.ics").read_bytes()
    before = _state("feeds")
    again = run("generate", "2025/26", "--stamp", THIRD)
    assert told not in again.stdout
    assert before == _state("feeds")


def test_an_ended_feed_that_is_made_anew_is_told(run: Run) -> None:
    run("generate", "2025/26", "--today", "2026-06-01", "--stamp", FIRST)
    _plan(roles="roles: {chef: {name: Chef}}\n", responsible="chef")
    run("generate", "2025/26", "--today", "2026-06-02", "--stamp", SECOND)

    result = run("generate", "2025/26", "--rewrite-past", "--today", "2026-06-02", "--stamp", SECOND)

    assert 0 == result.exit_code
    assert 1 == Path("feeds/rektor.ics").read_bytes().count(b"BEGIN:VEVENT")
    assert "rektor.ics: Flödet har upphört och är nu gjort på nytt.\n" in result.stdout
    assert "Inget är ändrat" not in result.stdout


def test_a_role_that_has_left_is_not_ended_by_a_dry_run(run: Run) -> None:
    before = _state("feeds")
    _plan(roles="roles: {chef: {name: Chef}}\n", responsible="chef")

    result = _generate(run, "--dry-run", "--allow-shrink")

    assert "rektor.ics: Rollen eller flödet finns inte längre i planen." in result.stdout
    assert before == _state("feeds")


def test_a_former_id_of_a_role_keeps_the_old_address(run: Run) -> None:
    _plan(roles="roles: {rektorer: {name: Rektorer, formerly: [rektor]}, chef: {name: Chef}}\n", responsible="rektorer")
    result = _generate(run)

    assert 0 == result.exit_code
    assert FEEDS | {"rektorer.ics"} == {path.name for path in Path("feeds").iterdir()}
    old, new = Path("feeds/rektor.ics").read_bytes(), Path("feeds/rektorer.ics").read_bytes()
    assert old.partition(b"BEGIN:VEVENT")[2] == new.partition(b"BEGIN:VEVENT")[2]
    assert 4 == old.count(b"BEGIN:VEVENT")


def test_feeds_have_an_ordinary_files_mode_and_keep_the_one_they_are_given(run: Run) -> None:
    Path("ordinary").write_bytes(b"")
    ordinary = stat.S_IMODE(Path("ordinary").stat().st_mode)
    assert {ordinary} == {stat.S_IMODE(path.stat().st_mode) for path in Path("feeds").iterdir()}
    Path("feeds/alla.ics").chmod(0o640)
    _plan(mote="4 mars")

    _generate(run)

    assert 0o640 == stat.S_IMODE(Path("feeds/alla.ics").stat().st_mode)
    assert FEEDS == {path.name for path in Path("feeds").iterdir()}


def test_a_clock_that_gives_none_of_the_years_of_the_feeds_stops_the_run(run: Run) -> None:
    before = _state()
    result = run("generate", "--today", "2035-10-01", "--stamp", SECOND, "--allow-shrink")

    assert (1, before) == (result.exit_code, _state())
    assert result.stderr.splitlines()[-1] == (
        "Flödena har läsåren 2025/26, men enligt klockan gäller 2034/35, 2035/36, 2036/37. "
        "Rätta klockan, eller skriv vilka läsår du vill ha."
    )


def test_years_that_were_asked_for_by_name_may_be_quite_others(run: Run) -> None:
    assert 0 == run("generate", "2035/36", "--stamp", SECOND).exit_code


def test_a_copy_of_a_feed_under_a_name_that_a_feed_could_have_is_left_alone(run: Run) -> None:
    copy = Path("feeds/rektor-kopia.ics")
    copy.write_bytes(Path("feeds/rektor.ics").read_bytes())
    result = _generate(run)

    assert 0 == result.exit_code
    assert Path("feeds/rektor.ics").read_bytes() == copy.read_bytes()
    assert "kopia" not in result.output


def test_a_domain_that_is_only_an_example_is_told(arshjul: Run) -> None:
    told = "AH317 påpekande uid_domain: Domänen är bara ett exempel."
    for domain, expected in (("arshjul.kommunen.example", True), ("arshjul.kommunen.se", False)):
        _plan()
        plan = Path("arshjul.yaml").read_text(encoding="utf-8")
        Path("arshjul.yaml").write_text(plan.replace("arshjul.kommunen.se", domain), encoding="utf-8")
        assert expected == (told in arshjul("generate", "2025/26", "--dry-run").stderr)


def test_the_feed_of_one_role_is_renewed_at_its_former_address_too(arshjul: Run) -> None:
    _plan(roles="roles: {rektor: {name: Rektor, formerly: [skolchef]}, chef: {name: Chef}}\n")
    result = arshjul("generate", "2025/26", "--role", "rektor")

    assert 0 == result.exit_code
    assert {"rektor.ics", "skolchef.ics"} == {path.name for path in Path("feeds").iterdir()}


def test_the_plan_that_ships_undoes_nobodys_feeds(arshjul: Run) -> None:
    shipped = Path(__file__).parents[2] / "data" / "arshjul.yaml"
    own = re.sub(r"  - id: detaljbudget\n(?:    .*\n|\n)+", "", shipped.read_text(encoding="utf-8"))
    assert len(own) < len(shipped.read_text(encoding="utf-8"))
    Path("arshjul.yaml").write_text(own, encoding="utf-8")
    today = ("--today", "2025-09-01")
    assert 0 == arshjul("generate", "2025/26", *today).exit_code
    before = {path.name: path.read_bytes() for path in Path("feeds").iterdir()}
    Path("arshjul.yaml").rename("undan.yaml")

    for arguments in (["generate", "2025/26"], ["generate", "2025/26", "--dry-run"]):
        result = arshjul(*arguments, *today)
        assert 1 == result.exit_code
        said = f"{Path('feeds')}: Här finns ingen plan, och den som följer med programmet skulle ändra flödena."
        assert result.stderr.splitlines()[-1].startswith(said)
    assert before == {path.name: path.read_bytes() for path in Path("feeds").iterdir()}
    assert 0 == arshjul("generate", "2025/26", *today, "--plan", str(shipped)).exit_code
    assert 0 == arshjul("generate", "2026/27", *today).exit_code


def test_a_run_that_changes_nothing_says_so(arshjul: Run) -> None:
    _plan()
    assert "Inget är ändrat." not in arshjul("generate", "2025/26").stdout
    assert arshjul("generate", "2025/26").stdout.endswith("\nInget är ändrat.\n")


def test_the_day_is_that_of_today_else_of_the_stamp_in_the_time_zone_of_the_plan(arshjul: Run) -> None:
    _plan("mote")
    for number, (arguments, stays) in enumerate(
        (
            (("--stamp", "2026-03-03T22:59:59Z"), False),
            (("--stamp", "2026-03-03T23:00:00Z"), True),
            (("--stamp", "2026-03-03T22:59:59Z", "--today", "2026-03-04"), True),
        )
    ):
        folder = ("--out", f"feeds{number}")
        _plan("mote", "rad")
        assert 0 == arshjul("generate", "2025/26", "--stamp", FIRST, *folder).exit_code
        _plan("rad")
        assert 0 == arshjul("generate", "2025/26", *arguments, *folder).exit_code
        assert stays == (b"SUMMARY:Mote" in Path(f"feeds{number}/alla.ics").read_bytes())


def test_a_feed_that_ended_a_year_ago_is_removed_and_nothing_else(run: Run) -> None:
    _plan(roles="roles: {chef: {name: Chef}}\n", responsible="chef")
    _generate(run, "--allow-shrink")
    Path("feeds/min.ics").write_bytes(FOREIGN)
    years = ("generate", "2025/26", "2026/27", "--stamp")
    for stamp in ("2026-09-14T12:00:00Z", "2026-09-15T12:00:00Z"):
        assert Path("feeds/rektor.ics").exists()
        assert 0 == run(*years, stamp, "--dry-run").exit_code
        assert Path("feeds/rektor.ics").exists()
        assert 0 == run(*years, stamp).exit_code

    assert {"alla.ics", "chef.ics", "min.ics"} == {path.name for path in Path("feeds").iterdir()}


def test_with_previous_an_ended_feed_is_written_until_it_is_removed(run: Run) -> None:
    _plan(roles="roles: {chef: {name: Chef}}\n", responsible="chef")
    _generate(run, "--allow-shrink")
    for number, (stamp, written) in enumerate((("2026-09-14T12:00:00Z", True), ("2026-09-15T12:00:00Z", False))):
        folder = ("--previous", "feeds", "--out", f"ny{number}")
        assert 0 == run("generate", "2025/26", "--stamp", stamp, *folder).exit_code
        assert written == Path(f"ny{number}/rektor.ics").exists()


def test_to_rewrite_the_past_needs_all_feeds(run: Run) -> None:
    before = _state()
    result = _generate(run, "--rewrite-past", "--role", "rektor")

    assert (2, "", before) == (result.exit_code, result.stdout, _state())
    assert "--rewrite-past gäller alla flöden och kan inte användas tillsammans med --role.\n" == result.stderr


def test_to_rewrite_the_past_takes_away_what_has_been_without_allow_shrink(run: Run) -> None:
    _plan("mote")
    later = ("generate", "2025/26", "--stamp", "2026-06-01T12:00:00Z")
    assert 0 == run(*later).exit_code
    assert b"Samrad" in Path("feeds/alla.ics").read_bytes()
    assert 0 == run(*later, "--rewrite-past").exit_code
    assert b"Samrad" not in Path("feeds/alla.ics").read_bytes()


def test_an_earlier_feed_that_is_wrong_in_one_date_is_kept_aside(run: Run) -> None:
    path = Path("feeds/alla.ics")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"DTEND;VALUE=DATE:20260304", b"DTEND;VALUE=DATE:20260301"))
    result = _generate(run)

    assert (0, whole) == (result.exit_code, path.read_bytes())
    assert f"{path} gick inte att läsa. Den finns kvar som alla.ics.bak.\n" in result.stderr
