"""What has been stays: what makes an occurrence history, what corrects it, and where the past is laid out."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.verify import verify
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Wheel
from building import DOMAIN, HEADER, YEAR, Tree, earlier, event_bytes, plan_of, properties, put, row, run, wheel_of

ALLA, REKTOR, CHEF = "alla.ics", "rektor.ics", "chef.ics"
FIRST = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
LAST = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
"""After what happens in these tests, within the school year."""
MOTE = row(when="5 mars", responsible=["rektor"])


def _two_runs(folder: Path, before: Wheel, after: Wheel, day: dt.datetime = LAST, **more: Any) -> Generation:
    put(folder, run(before, stamp=FIRST).files)
    return _run(folder, after, day, **more)


def _run(folder: Path, wheel: Wheel, day: dt.datetime = LAST, **more: Any) -> Generation:
    """Run, write, and see that a second run that day changes nothing."""
    generation = run(wheel, earlier(folder, wheel), day, **more)
    verify(generation.files)
    before = put(folder, generation.files, wheel)
    again = run(wheel, before, day + dt.timedelta(hours=3), day=day.date(), only=more.get("only", ()))
    assert generation.files == again.files
    return generation


def _shown(generation: Generation, name: str = ALLA) -> dict[str, tuple[str, str]]:
    """Return the title and the first day of each event, by its UID without the domain."""
    events = {uid.partition("@")[0]: properties(body) for uid, body in event_bytes(generation.files[name]).items()}
    return {
        uid: (event["SUMMARY"], next(value[:8] for key, value in event.items() if key.startswith("DTSTART")))
        for uid, event in events.items()
    }


CHANGES: dict[str, Tree] = {
    "rule": {"when": "7 april"},
    "title": {"summary": "Annat"},
    "points": {"points": ["En punkt"]},
    "people": {"responsible": ["chef"]},
    "place": {"location": "Sal 1", "url": "https://exempel.se"},
    "display": {"display": "start"},
    "notice": {"notice": "14d"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_been_stays_whatever_the_plan_now_says(tmp_path: Path, change: str) -> None:
    generation = _two_runs(tmp_path, wheel_of(MOTE), wheel_of({**MOTE, **CHANGES[change]}))

    for name in (ALLA, REKTOR):
        assert {"mote.2025-26": ("Möte", "20260305")} == _shown(generation, name)
    assert {} == _shown(generation, CHEF)
    assert not any(generation.changes.values())


def test_what_has_been_stays_though_the_plan_no_longer_has_it(tmp_path: Path) -> None:
    generation = _two_runs(tmp_path, wheel_of(MOTE), wheel_of(row("annat", "9 juni")))

    assert ["mote.2025-26", "annat.2025-26"] == list(_shown(generation))


@pytest.mark.parametrize(("day", "stays"), [("2026-03-05", False), ("2026-03-06", True)])
@pytest.mark.parametrize("decided", [{}, {"dates": {"mote": "2026-03-05 13:00–16:00"}}], ids=["day", "meeting"])
def test_a_day_has_been_on_the_day_after(tmp_path: Path, day: str, decided: Tree, *, stays: bool) -> None:
    at = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    generation = _two_runs(tmp_path, wheel_of(MOTE, decided=decided), wheel_of(), at)

    assert stays == ("mote.2025-26" in _shown(generation))


def test_an_occurrence_has_been_only_when_all_its_events_have(tmp_path: Path) -> None:
    long = row(when="mars", responsible=["rektor"], notice="14d")
    for day in (15, 31):
        at = dt.datetime(2026, 3, day, tzinfo=dt.UTC)
        generation = _two_runs(tmp_path, wheel_of(long), wheel_of({**long, "summary": "Annat"}), at)
        assert 3 == len(_shown(generation))
        assert all(": Annat" in title for title, _ in _shown(generation).values())
    generation = _two_runs(
        tmp_path, wheel_of(long), wheel_of({**long, "summary": "Annat"}), dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    )
    assert all(": Möte" in title for title, _ in _shown(generation).values())


def test_an_undecided_month_never_has_been_and_is_gone_after_it(tmp_path: Path) -> None:
    undecided = row(when="varje månad utom juli", decided_yearly="true", responsible=["rektor"])
    for day, gone in (("2025-10-31", {"08", "09"}), ("2025-11-01", {"08", "09", "10"})):
        at = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
        generation = _two_runs(tmp_path, wheel_of(undecided), wheel_of(undecided), at)
        months = {uid.rpartition(".")[2] for uid in _shown(generation)}
        assert gone == {f"{month:02}" for month in range(1, 13) if month != 7} - months


CORRECTIONS: dict[str, tuple[Tree, Tree, tuple[str, str]]] = {
    "day": ({}, {"dates": {"mote": "2026-03-04"}}, ("Möte", "20260304")),
    "time": (
        {"dates": {"mote": "2026-03-05 13:00–16:00"}},
        {"dates": {"mote": "2026-03-05 13:00–15:00"}},
        ("Möte", "20260305"),
    ),
    "place": (
        {"dates": {"mote": {"date": "2026-03-05", "location": "Sal 1"}}},
        {"dates": {"mote": {"date": "2026-03-05", "location": "Sal 2"}}},
        ("Möte", "20260305"),
    ),
    "link": (
        {"dates": {"mote": "2026-03-05"}},
        {"dates": {"mote": {"date": "2026-03-05", "url": "https://exempel.se"}}},
        ("Möte", "20260305"),
    ),
    "cancellation": ({}, {"cancelled": {"mote": "Sjukdom"}}, ("INSTÄLLT: Möte", "20260305")),
    "reinstatement": (
        {"cancelled": {"mote": "Sjukdom"}},
        {"dates": {"mote": "2026-03-05"}},
        ("Möte", "20260305"),
    ),
    "to come": ({}, {"dates": {"mote": "2026-06-20"}}, ("Möte", "20260620")),
}


def test_a_decision_for_the_day_that_was_preliminary_confirms_it(tmp_path: Path) -> None:
    rows = (row("mote", "5 mars", decided_yearly=True), row("annat", "10 mars", decided_yearly=True))
    generation = _two_runs(tmp_path, wheel_of(*rows), wheel_of(*rows, decided={"dates": {"mote": "2026-03-05"}}))

    expected = {"mote.2025-26": ("Möte", "20260305"), "annat.2025-26": ("Prel.: Möte", "20260310")}
    assert expected == _shown(generation)


@pytest.mark.parametrize("correction", CORRECTIONS)
def test_what_years_gives_corrects_what_has_been(tmp_path: Path, correction: str) -> None:
    before, after, shown = CORRECTIONS[correction]
    rows = (MOTE, row("annat", "10 mars", responsible=["rektor"]))
    generation = _two_runs(tmp_path, wheel_of(*rows, decided=before), wheel_of(*rows, decided=after))

    expected = {"mote.2025-26": shown, "annat.2025-26": ("Möte", "20260310")}
    assert expected == _shown(generation) == _shown(generation, REKTOR)
    assert [1, 1, 0] == [len(changes) for changes in generation.changes.values()]


def test_a_correction_is_made_of_the_plan_and_put_where_it_says(tmp_path: Path) -> None:
    after = wheel_of({**MOTE, "summary": "Nytt", "responsible": ["chef"]}, decided={"dates": {"mote": "2026-03-04"}})
    generation = _two_runs(tmp_path, wheel_of(MOTE), after)

    assert {"mote.2025-26": ("Nytt", "20260304")} == _shown(generation) == _shown(generation, CHEF)
    assert {} == _shown(generation, REKTOR)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"dates": {"mote": "2026-03-05"}}, {"dates": {"mote": "2026-03-05"}}),
        ({"dates": {"mote": {"date": "2026-03-05", "location": "Sal 1"}}}, {"dates": {"mote": "2026-03-05"}}),
        ({"cancelled": {"mote": "Sjukdom"}}, {}),
        ({"cancelled": {"mote": "Sjukdom"}}, {"cancelled": {"mote": "Snö"}}),
        ({"dates": {"mote": "2026-03-05"}}, {}),
    ],
    ids=["same", "no-place-given", "cancellation-removed", "another-reason", "decision-removed"],
)
def test_what_years_does_not_give_corrects_nothing(tmp_path: Path, before: Tree, after: Tree) -> None:
    renamed = {**MOTE, "summary": "Annat", "location": "Sal 9"}
    first, second = wheel_of(MOTE, decided=before), wheel_of(renamed, decided=after)
    generation = _two_runs(tmp_path, first, second)

    assert not any(generation.changes.values())


@pytest.mark.parametrize("first", ["span", "start", "end", "both"])
@pytest.mark.parametrize("second", ["span", "start", "end", "both"])
def test_another_display_of_decided_days_corrects_nothing(tmp_path: Path, first: str, second: str) -> None:
    decided = {"dates": {"mote": "2026-03-02–2026-03-31"}}
    before, after = ({**MOTE, "display": display, "notice": "7d"} for display in (first, second))
    generation = _two_runs(
        tmp_path, wheel_of(before, decided=decided), wheel_of({**after, "notice": "9d"}, decided=decided)
    )

    assert not any(generation.changes.values())


def test_an_extra_one_is_what_years_gives(tmp_path: Path) -> None:
    extra = {"id": "fest", "summary": "Fest", "date": "2026-03-06", "responsible": ["rektor"]}
    renamed, moved = {**extra, "summary": "Avslutning"}, {**extra, "date": "2026-03-09"}
    for after, shown in ((renamed, ("Fest", "20260306")), (moved, ("Fest", "20260309"))):
        generation = _two_runs(tmp_path, wheel_of(decided={"extra": [extra]}), wheel_of(decided={"extra": [after]}))
        assert {"fest.2025-26": shown} == _shown(generation)
    generation = _two_runs(tmp_path, wheel_of(MOTE), wheel_of(MOTE, decided={"extra": [extra]}))
    assert {"mote.2025-26", "fest.2025-26"} == _shown(generation).keys()


def test_past_that_no_feed_shows_comes_only_from_years(tmp_path: Path) -> None:
    new = (row("regel", "9 mars"), row("beslutad", "9 mars"), row("kommande", "9 juni"))
    decided = {"dates": {"beslutad": "2026-03-10"}}
    generation = _two_runs(tmp_path, wheel_of(MOTE), wheel_of(MOTE, *new, decided=decided))

    assert ["mote.2025-26", "beslutad.2025-26", "kommande.2025-26"] == list(_shown(generation))


def test_what_was_to_come_and_a_rule_now_puts_in_the_past_is_gone(tmp_path: Path) -> None:
    late = row("sen", when="10 juni", responsible=["rektor"])
    generation = _two_runs(tmp_path, wheel_of(MOTE, late), wheel_of(MOTE, {**late, "when": "6 mars"}))

    assert ["mote.2025-26"] == list(_shown(generation)) == list(_shown(generation, REKTOR))


def test_a_school_year_of_which_nothing_would_be_left_is_laid_out_whole_at_once(tmp_path: Path) -> None:
    late = row(when="10 juni", responsible=["rektor"])
    generation = _two_runs(tmp_path, wheel_of(late), wheel_of({**late, "when": "6 mars"}))

    assert {"mote.2025-26": ("Möte", "20260306")} == _shown(generation)


def test_a_feed_gets_no_past_that_only_others_have(tmp_path: Path) -> None:
    later = row("sen", "10 juni", responsible=["rektor"])
    both = [{**activity, "responsible": ["rektor", "chef"]} for activity in (MOTE, later)]
    generation = _two_runs(tmp_path, wheel_of(MOTE, later), wheel_of(*both))

    assert ["mote.2025-26", "sen.2025-26"] == list(_shown(generation, REKTOR))
    assert ["sen.2025-26"] == list(_shown(generation, CHEF))


def test_a_new_feed_is_laid_out_whole_with_the_bytes_that_others_have(tmp_path: Path) -> None:
    roles = {"rektor": {"name": "Rektor"}, "chef": {"name": "Chef"}, "ny": {"name": "Ny"}}
    after = {**MOTE, "summary": "Annat", "responsible": ["rektor", "ny"]}
    never = row("aldrig", "9 mars", responsible=["ny"])
    generation = _two_runs(tmp_path, wheel_of(MOTE), wheel_of(after, never, roles=roles))

    assert {"mote.2025-26": ("Möte", "20260305"), "aldrig.2025-26": ("Möte", "20260309")} == (
        _shown(generation, "ny.ics")
    )
    assert ["mote.2025-26"] == list(_shown(generation))
    assert event_bytes(generation.files[ALLA]).items() <= event_bytes(generation.files["ny.ics"]).items()


def test_a_school_year_that_no_feed_has_is_laid_out_whole(tmp_path: Path) -> None:
    years = (YEAR.previous(), YEAR)
    generation = _two_runs(tmp_path, wheel_of(MOTE), wheel_of(MOTE, row("ny", "9 mars"), years=years))

    assert ["mote.2024-25", "ny.2024-25", "mote.2025-26"] == list(_shown(generation))


def test_a_former_address_shares_the_history_of_the_role(tmp_path: Path) -> None:
    roles = {"skolledare": {"name": "Skolledare", "formerly": ["rektor"]}, "chef": {"name": "Chef"}}
    after = (row("ny", "9 mars", responsible=["skolledare"]), {**MOTE, "responsible": ["chef"]})
    generation = _two_runs(tmp_path, wheel_of(MOTE), wheel_of(*after, roles=roles))

    assert ["mote.2025-26"] == list(_shown(generation, REKTOR)) == list(_shown(generation, "skolledare.ics"))


def test_a_school_year_that_is_not_asked_for_leaves(tmp_path: Path) -> None:
    generation = _two_runs(tmp_path, wheel_of(MOTE), wheel_of(MOTE, years=(YEAR.next(),)))

    assert ["mote.2026-27"] == list(_shown(generation))
    assert (YEAR,) == generation.left


def test_the_bytes_are_those_of_the_highest_sequence_in_any_feed(tmp_path: Path) -> None:
    before = put(tmp_path, run(wheel_of(MOTE), stamp=FIRST).files)
    renamed = wheel_of({**MOTE, "summary": "Annat"})
    put(tmp_path, run(renamed, before, dt.datetime(2025, 8, 1, tzinfo=dt.UTC), only={"rektor"}).files)

    generation = _run(tmp_path, wheel_of(MOTE))
    assert {"mote.2025-26": ("Annat", "20260305")} == _shown(generation) == _shown(generation, REKTOR)


def test_a_history_of_another_zone_keeps_it_and_the_feed_has_both(tmp_path: Path) -> None:
    decided = {"dates": {"mote": "2026-03-05 13:00–16:00", "sen": "2026-06-10 09:00–10:00"}}
    rows = (MOTE, row("sen", "9 juni", responsible=["rektor"]))
    there = {**HEADER, "timezone": "Europe/Helsinki"}
    generation = _two_runs(tmp_path, wheel_of(*rows, decided=decided), wheel_of(*rows, decided=decided, plan=there))

    data = generation.files[REKTOR]
    assert [b"Helsinki", b"Stockholm"] == [
        part.partition(b"\r\n")[0] for part in data.split(b"BEGIN:VTIMEZONE\r\nTZID:Europe/")[1:]
    ]
    assert b"DTSTART;TZID=Europe/Stockholm:20260305T130000" in data
    assert b"DTSTART;TZID=Europe/Helsinki:20260610T090000" in data


def test_to_rewrite_the_past_makes_all_anew_of_the_plan(tmp_path: Path) -> None:
    roles = {"gammal": {"name": "Gammal"}, "chef": {"name": "Chef"}, "rektor": {"name": "Rektor"}}
    secret = row("hemlig", "9 mars", summary="Hemligt", responsible=["gammal"])
    put(tmp_path, run(wheel_of(MOTE, secret, roles=roles), stamp=FIRST).files)
    ended = _run(tmp_path, wheel_of(MOTE), dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
    assert ["hemlig.2025-26", "gammal.upphort"] == list(_shown(ended, "gammal.ics"))

    after = wheel_of({**MOTE, "summary": "Rättat", "responsible": ["chef"]}, row("ny", "9 mars"))
    generation = _run(tmp_path, after, rewrite_past=True)
    assert {"mote.2025-26": ("Rättat", "20260305"), "ny.2025-26": ("Möte", "20260309")} == _shown(generation)
    assert ({}, ["mote.2025-26"]) == (_shown(generation, REKTOR), list(_shown(generation, CHEF)))
    assert {"gammal.upphort": ("Flödet har upphört", "20260401")} == _shown(generation, "gammal.ics")
    sequence = properties(event_bytes(generation.files[ALLA])[f"mote.2025-26@{DOMAIN}"])["SEQUENCE"]
    assert (LAST - dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(minutes=1) == int(sequence)


def test_the_feeds_of_another_domain_are_no_history(tmp_path: Path) -> None:
    put(tmp_path, run(wheel_of(MOTE, plan={**HEADER, "uid_domain": "annan.exempel.se"}), stamp=FIRST).files)

    assert [f"mote.2025-26@{DOMAIN}"] == list(event_bytes(_run(tmp_path, wheel_of(MOTE)).files[ALLA]))


def test_a_role_that_comes_back_alone_with_a_school_year_has_all_of_it_once(tmp_path: Path) -> None:
    put(tmp_path, run(wheel_of(MOTE), stamp=FIRST).files)
    april = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    _run(tmp_path, wheel_of(row("annat", "9 juni"), roles={"chef": {"name": "Chef"}}), april)
    (tmp_path / ALLA).unlink()
    generation = _run(tmp_path, wheel_of({**MOTE, "summary": "Annat"}, row("ny", "9 mars", responsible=["rektor"])))

    assert {"mote.2025-26": ("Möte", "20260305"), "ny.2025-26": ("Möte", "20260309")} == (_shown(generation, REKTOR))


def test_what_an_ended_feed_still_shows_of_an_occurrence_is_not_held_against_it(tmp_path: Path) -> None:
    roles = {"gammal": {"name": "Gammal"}, "chef": {"name": "Chef"}}
    long = row(when="mars", responsible=["gammal"])
    put(tmp_path, run(wheel_of(long, roles=roles), stamp=FIRST).files)
    decided = {"dates": {"mote": "2026-03-20"}}
    after = {**long, "responsible": ["chef"]}
    april, may = (dt.datetime(2026, month, 1, tzinfo=dt.UTC) for month in (4, 5))
    _run(tmp_path, wheel_of(after), april)
    _run(tmp_path, wheel_of(after, decided=decided), may)
    generation = _run(tmp_path, wheel_of({**after, "summary": "Annat"}, decided=decided))

    assert {"mote.2025-26": ("Möte", "20260320")} == _shown(generation)
    assert ["mote.2025-26.start", "mote.2025-26", "gammal.upphort"] == list(_shown(generation, "gammal.ics"))


UPGRADED = Path(__file__).parent / "version-0.1.0"


@pytest.mark.parametrize("day", ["2025-08-01", "2026-02-10", "2026-07-01"])
def test_feeds_of_the_first_version_are_gone_on_from_without_a_loss(tmp_path: Path, wheel: Wheel, day: str) -> None:
    before = put(tmp_path, {path.name: path.read_bytes() for path in UPGRADED.iterdir()})
    assert (5, frozenset(), frozenset()) == (len(before.feeds), before.foreign, before.unreadable)
    at = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)

    generation = _run(tmp_path, wheel, at)
    for name, feed in before.feeds.items():
        after = event_bytes(generation.files[name]).values()
        been = [
            event
            for event in feed.events.values()
            if event.event.end <= at.date() and "(datum ej satt)" not in event.event.summary
        ]
        whole = {uid for uid, event in feed.events.items() if event not in been}
        for event in been:
            if str(event.uid and event.uid.plain) not in whole:
                assert event.written.split(b"\r\n", 1)[1].removesuffix(b"\r\nEND:VEVENT\r\n") in after
    assert (UPGRADED / "gammal.ics").read_bytes() == generation.files["gammal.ics"]
    texts = b"".join(generation.files.values()).replace(b"\r\n ", b"").decode()
    months = {line.partition(".2025-26.")[2][:2] for line in texts.split("\r\n") if line.startswith("UID:manadsmote")}
    assert {"2025-08-01": {"01", "02"}, "2026-02-10": {"02"}, "2026-07-01": set()}[day] == months


class Years(RuleBasedStateMachine):
    """A plan that is edited over some years, and an oracle that knows nothing but what each feed held before."""

    def __init__(self) -> None:
        """Begin with nothing, in the summer of 2025."""
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.at = FIRST
        self.rows: dict[str, Tree] = {}
        self.dates: dict[str, dict[str, str]] = {}
        self.highest: dict[str, int] = {}
        self.copies: list[dict[str, bytes]] = []
        self.made = 0

    def teardown(self) -> None:
        """See `RuleBasedStateMachine`."""
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        """Write a first plan of one day in each season."""
        for when in ("9 september", "2 december", "5 mars", "8 juni"):
            self.add(when, "rektor")
        self.go_on(0)

    @rule(when=st.sampled_from(("1 oktober", "20 januari", "17 maj")), who=st.sampled_from(("rektor", "chef")))
    def add(self, when: str, who: str) -> None:
        """Add an activity."""
        self.made += 1
        self.rows[f"a{self.made}"] = row(f"a{self.made}", when, responsible=[who])

    @rule(data=st.data(), part=st.sampled_from(("when", "summary", "responsible", "remove")))
    def edit(self, data: st.DataObject, part: str) -> None:
        """Change a rule, a title or the people of an activity, or remove it."""
        if not self.rows:
            return
        activity = data.draw(st.sampled_from(sorted(self.rows)))
        if part == "remove":
            del self.rows[activity]
            for dates in self.dates.values():
                dates.pop(activity, None)
        else:
            values: dict[str, list[object]] = {
                "when": ["3 november", "11 februari", "21 april"],
                "summary": ["Möte", "Råd"],
                "responsible": [["chef"], ["rektor"], ["rektor", "chef"]],
            }
            self.rows[activity] = {**self.rows[activity], part: data.draw(st.sampled_from(values[part]))}

    @rule(data=st.data(), days=st.integers(-200, 200))
    def decide(self, data: st.DataObject, days: int) -> None:
        """Decide a date, which may have been or be to come."""
        if self.rows:
            day = self.at.date() + dt.timedelta(days=days)
            activity = data.draw(st.sampled_from(sorted(self.rows)))
            self.dates.setdefault(str(SchoolYear.containing(day)), {})[activity] = str(day)

    @rule(which=st.sampled_from(("all", "one", "copy")))
    def lose(self, which: str) -> None:
        """Lose the folder or a file, or put an old copy in its place."""
        files = {path.name: path.read_bytes() for path in self.path.iterdir()}
        for name in files if which in {"all", "copy"} else (REKTOR,):
            (self.path / name).unlink(missing_ok=True)
        if which == "copy" and self.copies:
            put(self.path, self.copies[len(self.copies) // 2])

    @rule(days=st.integers(1, 90))
    def go_on(self, days: int) -> None:
        """Run the program some days later, and hold every feed against what it was."""
        self.at += dt.timedelta(days=days)
        if self.at.year > 2028:
            return
        day = self.at.date()
        now = SchoolYear.containing(day)
        years = (now.previous(), now, now.next())
        plan = plan_of(*self.rows.values(), years={year: {"dates": dates} for year, dates in self.dates.items()})
        before = {path.name: event_bytes(path.read_bytes()) for path in self.path.iterdir()}
        held = {_year(uid) for feed in before.values() for uid in feed}
        best: dict[str, bytes] = {}
        for name in sorted(before):
            for uid, body in before[name].items():
                if uid not in best or _sequence(body) > _sequence(best[uid]):
                    best[uid] = body
        after = {name: event_bytes(data) for name, data in _run(self.path, expand(plan, years), self.at).files.items()}
        for name, feed in after.items():
            self._hold_what_has_been(before.get(name, {}), best, feed, {year.slug for year in years})
            self._hold_what_is_new(before.get(name), best, feed, held)
        for uid, body in (item for feed in after.values() for item in feed.items()):
            self.highest[uid] = max(self.highest.get(uid, 0), _sequence(body))
        self.copies.append({path.name: path.read_bytes() for path in self.path.iterdir()})

    def _given(self, uid: str) -> str | None:
        """Return the day that `years` gives."""
        activity, slug = uid.partition("@")[0].split(".")
        dates = {SchoolYear.parse(year).slug: dates for year, dates in self.dates.items()}
        return dates.get(slug, {}).get(activity, "").replace("-", "") or None

    def _hold_what_has_been(
        self, before: dict[str, bytes], best: dict[str, bytes], after: dict[str, bytes], years: set[str]
    ) -> None:
        for uid in before:
            day = _day(best[uid])
            if day < f"{self.at:%Y%m%d}" and _year(uid) in years and self._given(uid) in {None, day}:
                assert best[uid] == after[uid]

    def _hold_what_is_new(
        self, before: dict[str, bytes] | None, best: dict[str, bytes], after: dict[str, bytes], held: set[str]
    ) -> None:
        for uid, body in after.items():
            if before is not None and uid not in before and _day(body) < f"{self.at:%Y%m%d}" and _year(uid) in held:
                assert self._given(uid) == _day(body)
            if body != best.get(uid):
                assert self.highest.get(uid, 0) < _sequence(body)


def _sequence(body: bytes) -> int:
    return int(properties(body)["SEQUENCE"])


def _day(body: bytes) -> str:
    return properties(body)["DTSTART;VALUE=DATE"]


def _year(uid: str) -> str:
    return uid.partition("@")[0].rpartition(".")[2]


TestYears: Any = Years.TestCase
TestYears.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
