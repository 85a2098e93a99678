"""Feeds over time: what is to come changes exactly when the plan does, and its SEQUENCE never falls."""

import datetime as dt
from collections.abc import Collection, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from arshjul_cli.feeds.generate import composition, generate
from arshjul_cli.feeds.verify import verify
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from building import STAMP, YEAR, Tree, earlier, event_bytes, plan_of, properties, put

pytestmark = pytest.mark.slow

ALLA = "alla.ics"
BEFORE_ALL = dt.date(2024, 1, 1)
"""The day of every run here: all is to come, and so follows the plan. What has been is in `test_past`."""
DAY = dt.timedelta(days=1)
REVISION = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
MONTHLY = "första tisdagen varje månad utom juli"
TWO_MONTHS = "varje månad utom januari, februari, april, maj, juni, juli, augusti, september, oktober och december"
PHRASES = ("5 mars", "mars", "december–januari", "v. 45", "senast 30 juni", "första tisdagen i oktober", MONTHLY)


def _content(body: bytes) -> dict[str, str]:
    return {name: value for name, value in properties(body).items() if name not in REVISION}


def _sequence(body: bytes) -> int:
    return int(properties(body)["SEQUENCE"])


class History:
    """A folder of feeds, and what is held of every run that writes to it."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty folder."""
        self._folder = folder
        self._stamp = STAMP
        self.events: dict[str, bytes] = {}

    @property
    def _minutes(self) -> int:
        return int((self._stamp - dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).total_seconds()) // 60

    def run(self, tree: Tree, years: Iterable[SchoolYear], touched: Collection[str]) -> None:
        """Generate, and hold the result against the last one; only UIDs that begin as `touched` may be other."""
        wheel = expand(plan_of(*tree["activities"], years=tree["years"]), years)
        self._stamp += DAY
        files = dict(generate(composition(wheel), earlier(self._folder, wheel), self._stamp, BEFORE_ALL).files)
        again = generate(composition(wheel), put(self._folder, files, wheel), self._stamp + 400 * DAY, BEFORE_ALL)

        verify(files)
        assert files == again.files
        assert not any(again.changes.values())
        before, after = self.events, event_bytes(files[ALLA])
        assert files[ALLA].count(b"BEGIN:VEVENT\r\n") == len(after)
        assert [event.uid for event in composition(wheel).feeds[0].events] == list(after)
        for data in files.values():
            assert event_bytes(data).items() <= after.items()
        self._hold(before, after, tuple(touched))
        self.events = after

    def _hold(self, before: dict[str, bytes], after: dict[str, bytes], touched: tuple[str, ...]) -> None:
        now = f"{self._stamp:%Y%m%dT%H%M%SZ}"
        for uid, body in before.items():
            if not uid.startswith(touched):
                assert body == after[uid]
        for uid, body in after.items():
            if uid not in before:
                assert uid.startswith(touched)
                assert (self._minutes, now) == (_sequence(body), properties(body)["DTSTAMP"])
            elif _content(body) == _content(before[uid]):
                assert before[uid] == body
            else:
                assert max(_sequence(before[uid]) + 1, self._minutes) == _sequence(body)
                assert now == properties(body)["DTSTAMP"] == properties(body)["LAST-MODIFIED"]


class PlanEdits(RuleBasedStateMachine):
    """A person who keeps a plan, one edit at a time, and runs the program after each."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.folder = TemporaryDirectory()
        self.history = History(Path(self.folder.name))
        self.tree: Tree = {"activities": [], "years": {}}
        self.years: tuple[SchoolYear, ...] = (YEAR, YEAR.next())
        self.made = 0

    def teardown(self) -> None:
        """See `RuleBasedStateMachine`."""
        self.folder.cleanup()

    def _run(self, *touched: str) -> None:
        self.history.run(self.tree, self.years, touched)

    def _pick(self, data: st.DataObject) -> Tree:
        picked: Tree = data.draw(st.sampled_from(self.tree["activities"]))
        return picked

    def _block(self, data: st.DataObject) -> tuple[SchoolYear, Tree]:
        year = data.draw(st.sampled_from(self.years))
        return year, self.tree["years"].setdefault(str(year), {"dates": {}, "cancelled": {}})

    @initialize(phrases=st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3))
    def begin(self, phrases: list[str]) -> None:
        """Write a first plan."""
        for phrase in phrases:
            self._add(phrase, {})
        self._run("a")

    @rule(
        phrase=st.sampled_from(PHRASES),
        more=st.fixed_dictionaries(
            {"decided_yearly": st.sampled_from(("true", "false"))},
            optional={"notice": st.just("14d"), "display": st.sampled_from(("span", "both"))},
        ),
    )
    def add(self, phrase: str, more: Tree) -> None:
        """Add an activity."""
        self._run(f"{self._add(phrase, more)}.")

    def _add(self, phrase: str, more: Tree) -> str:
        self.made += 1
        one = f"a{self.made}"
        activity = {
            "id": one,
            "summary": f"Möte {self.made}",
            "when": phrase,
            "responsible": ["rektor"],
            "formerly": [],
            **more,
        }
        self.tree["activities"].append(activity)
        return one

    @precondition(lambda self: self.tree["activities"])
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Remove an activity with all that was decided for it."""
        activity = self._pick(data)
        self.tree["activities"].remove(activity)
        for block in self.tree["years"].values():
            for section in block.values():
                section.pop(activity["id"], None)
        self._run(f"{_first(activity)}.")

    @precondition(lambda self: self.tree["activities"])
    @rule(data=st.data(), day=st.integers(0, 300), time=st.sampled_from(("", " 13:00–16:00")))
    def decide(self, data: st.DataObject, day: int, time: str) -> None:
        """Decide a date, or move it."""
        activity = self._pick(data)
        year, block = self._block(data)
        date = f"{year.start + day * DAY}{time}"
        is_monthly = activity["when"] == MONTHLY
        block["dates"][activity["id"]] = {"mars": date} if is_monthly else date
        self._run(f"{_first(activity)}.{year.slug}")

    @precondition(lambda self: self.tree["activities"])
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """Cancel what an activity has in a year."""
        activity = self._pick(data)
        year, block = self._block(data)
        block["cancelled"][activity["id"]] = "Sjukdom"
        self._run(f"{_first(activity)}.{year.slug}")

    @precondition(lambda self: any(block["cancelled"] for block in self.tree["years"].values()))
    @rule(data=st.data())
    def reinstate(self, data: st.DataObject) -> None:
        """Take a cancellation back."""
        cancelled = [(year, one) for year, block in self.tree["years"].items() for one in block["cancelled"]]
        year, one = data.draw(st.sampled_from(cancelled))
        del self.tree["years"][year]["cancelled"][one]
        activity = next(activity for activity in self.tree["activities"] if activity["id"] == one)
        self._run(f"{_first(activity)}.{SchoolYear.parse(year).slug}")

    @precondition(lambda self: self.tree["activities"])
    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        """Give an activity another id."""
        activity = self._pick(data)
        self.made += 1
        old, new = activity["id"], f"b{self.made}"
        activity |= {"id": new, "formerly": [*activity["formerly"], old]}
        for block in self.tree["years"].values():
            for section in block.values():
                if old in section:
                    section[new] = section.pop(old)
        self._run()

    @precondition(lambda self: self.tree["activities"])
    @rule(data=st.data(), title=st.sampled_from(("Råd", "Möte", "Samråd, åäö; 🎒")))
    def change_title(self, data: st.DataObject, title: str) -> None:
        """Give an activity another title."""
        activity = self._pick(data)
        activity["summary"] = title
        self._run(f"{_first(activity)}.")

    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        """Change the order of the file."""
        self.tree["activities"] = list(data.draw(st.permutations(self.tree["activities"])))
        self.tree["years"] = dict(reversed(self.tree["years"].items()))
        self._run()

    @precondition(lambda self: self.years[-1].first < 2035)
    @rule()
    def next_school_year(self) -> None:
        """Leave a school year for the next."""
        leaving, staying = self.years
        self.years = (staying, staying.next())
        slugs = (leaving.slug, staying.next().slug)
        self._run(*(f"{_first(activity)}.{slug}" for activity in self.tree["activities"] for slug in slugs))

    @rule()
    def run_again_later(self) -> None:
        """Change nothing."""
        self._run()


def _first(activity: Tree) -> str:
    former: list[str] = activity["formerly"]
    return former[0] if former else str(activity["id"])


TestPlanEdits: Any = PlanEdits.TestCase
TestPlanEdits.settings = settings(max_examples=10, stateful_step_count=15, deadline=None)


def test_ten_school_years_with_decisions_moves_and_cancellations(tmp_path: Path) -> None:
    activities = [
        {"id": one, "summary": one.capitalize(), "when": when, "responsible": ["rektor"], "formerly": [], **more}
        for one, when, more in (
            ("mote", "första tisdagen i mars", {"decided_yearly": "true", "notice": "14d"}),
            ("rad", "första tisdagen i oktober", {"decided_yearly": "true"}),
            ("budget", "mars", {}),
            ("enkat", "v. 45–47", {}),
            ("over-nyar", "december–januari", {"display": "both"}),
            ("rapport", "senast 30 juni", {"notice": "7d"}),
            ("ekonomi", TWO_MONTHS, {"decided_yearly": "true"}),
            ("ledning", f"första tisdagen {TWO_MONTHS}", {"decided_yearly": "true"}),
        )
    ]
    tree: Tree = {"activities": activities, "years": {}}
    history = History(tmp_path)
    sequences: dict[str, list[int]] = {}

    def run(years: tuple[SchoolYear, ...], *touched: str) -> None:
        history.run(tree, years, touched)
        for uid, body in history.events.items():
            had = sequences.setdefault(uid, [])
            if had[-1:] != [_sequence(body)]:
                had.append(_sequence(body))
            assert had == sorted(had)

    for n in range(10):
        year = SchoolYear(2025 + n)
        years = (year.previous(), year, year.next())
        entering, leaving = years[-1].slug, years[0].previous().slug
        slugs = [one.slug for one in years] if n == 0 else [entering, leaving]
        run(years, *(f"{one['id']}.{slug}" for one in activities for slug in slugs))
        planned = {f"{one['id']}.{slug.slug}" for one in activities for slug in years}
        second = year.first + 1
        block = tree["years"].setdefault(str(year), {"dates": {}, "cancelled": {}})

        block["dates"] |= {
            "mote": f"{second}-03-{10 + n} 13:00–16:00",
            "rad": f"{year.first}-10-{10 + n}",
            "ekonomi": {"mars": f"{second}-03-{5 + n:02}"},
        }
        run(years, *(f"{one}.{year.slug}" for one in ("mote", "rad", "ekonomi")))
        block["dates"] |= {"mote": f"{second}-03-{11 + n} 13:00–16:00", "enkat": f"{year.first}-11-{3 + n:02}"}
        run(years, f"mote.{year.slug}", f"enkat.{year.slug}")
        block["cancelled"] |= {"rad": "Sjukdom", "ledning": {"november": "Lov"}}
        run(years, f"rad.{year.slug}", f"ledning.{year.slug}.11")
        del block["cancelled"]["rad"]
        run(years, f"rad.{year.slug}")
        run(years)

        uids = [uid.partition("@")[0] for uid in history.events]
        assert len(set(uids)) == len(uids)
        for one in planned:
            assert any(uid == one or uid.startswith(f"{one}.") for uid in uids)
        assert 4 == len(sequences[f"rad.{year.slug}@arshjul.exempel.se"])
