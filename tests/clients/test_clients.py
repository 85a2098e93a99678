"""Feeds in the hands of real calendar programs: what they show is what the plan says, also after it has changed."""

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # tests are no package
from clients import HOME_ZONE, TIMEOUT, Event, Khal, Listed, ical_js, libical, needed, serve

pytestmark = pytest.mark.slow

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.exempel.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: dag, summary: "Öppet hus; kaffe, bullar", when: 5 mars, responsible: [rektor]}
  - {id: period, summary: Enkät, when: 15–20 september, responsible: [rektor]}
  - {id: mote, summary: Analysgrupp, when: sista tisdagen i mars, responsible: [rektor]}
  - {id: borta, summary: Avslutning, when: 10 juni, responsible: [rektor]}
years:
  2025/26:
    dates: {mote: "2026-03-31 13:00–15:00"}
    cancelled: {borta: flyttad till nästa år}
"""
Shown = tuple[str, dt.date, dt.date, str | None]

FIRST, LAST = dt.date(2025, 7, 1), dt.date(2027, 6, 30)
STAMP = dt.datetime(2025, 8, 1, tzinfo=dt.UTC)
AT_FIRST, THEN, AT_LAST = 2_936_160, 2_937_600, 2_939_040
"""The SEQUENCE of what a run makes: the minutes from 2020 to STAMP, to a day and to two days after it."""


def at(day: str, hour: int) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), HOME_ZONE)


def uid(activity: str, year: str = "2025-26") -> str:
    return f"{activity}.{year}@arshjul.exempel.se"


DAY = Event(uid("dag"), "Öppet hus; kaffe, bullar", dt.date(2026, 3, 5), dt.date(2026, 3, 6), AT_FIRST, "CONFIRMED")
PERIOD = Event(uid("period"), "Enkät", dt.date(2025, 9, 15), dt.date(2025, 9, 21), AT_FIRST, "CONFIRMED")
MEETING = Event(uid("mote"), "Analysgrupp", at("2026-03-31", 13), at("2026-03-31", 15), AT_FIRST, "CONFIRMED")
CANCELLED = Event(
    uid("borta"), "INSTÄLLT: Avslutning", dt.date(2026, 6, 10), dt.date(2026, 6, 11), AT_FIRST, "CANCELLED"
)
SHOWN = (DAY, PERIOD, MEETING, CANCELLED)


@dataclass(frozen=True)
class Step:
    """An edit of the plan, and what it makes of the feed: all that it does not name is as it was."""

    edit: tuple[str, str] | None = None
    shows: tuple[Event, ...] = ()
    removes: tuple[str, ...] = ()
    years: tuple[str, ...] = ("2025/26",)


MOVED = MEETING._replace(start=at("2026-03-24", 9), end=at("2026-03-24", 11), sequence=THEN)
CALLED_OFF = DAY._replace(summary=f"INSTÄLLT: {DAY.summary}", status="CANCELLED", sequence=THEN)
ADDED = Event(uid("ny"), "Uppföljning", dt.date(2026, 5, 12), dt.date(2026, 5, 13), THEN, "CONFIRMED")
LONG_END = PERIOD._replace(
    summary="Slutar: Enkät", start=dt.date(2025, 10, 31), end=dt.date(2025, 11, 1), sequence=THEN
)
LONG_START = Event(
    uid("period", "2025-26.start"), "Börjar: Enkät", dt.date(2025, 9, 1), dt.date(2025, 9, 2), THEN, "CONFIRMED"
)
NOTICE = DAY._replace(
    uid=uid("dag", "2025-26.notice"),
    summary=f"Påminnelse: {DAY.summary} tors 5 mars",
    start=dt.date(2026, 2, 19),
    end=dt.date(2026, 2, 20),
    sequence=THEN,
)
NEXT_YEAR = (
    PERIOD._replace(uid=uid("period", "2026-27"), start=dt.date(2026, 9, 15), end=dt.date(2026, 9, 21), sequence=THEN),
    DAY._replace(uid=uid("dag", "2026-27"), start=dt.date(2027, 3, 5), end=dt.date(2027, 3, 6), sequence=THEN),
    MEETING._replace(uid=uid("mote", "2026-27"), start=dt.date(2027, 3, 30), end=dt.date(2027, 3, 31), sequence=THEN),
    Event(uid("borta", "2026-27"), "Avslutning", dt.date(2027, 6, 10), dt.date(2027, 6, 11), THEN, "CONFIRMED"),
)

# Each story begins with PLAN, and its steps follow upon one another.
STORIES: Mapping[str, tuple[Step, ...]] = {
    "nothing changes": (Step(),),
    "a meeting moves": (Step(("2026-03-31 13:00–15:00", "2026-03-24 09:00–11:00"), (MOVED,)),),
    "a day is called off and reinstated": (
        Step(("nästa år}", "nästa år, dag: sjukdom}"), (CALLED_OFF,)),
        Step((", dag: sjukdom}", "}"), (DAY._replace(sequence=AT_LAST),)),
    ),
    "an activity comes and goes": (
        Step(("years:", "  - {id: ny, summary: Uppföljning, when: 12 maj, responsible: [rektor]}\nyears:"), (ADDED,)),
        Step(("  - {id: ny, summary: Uppföljning, when: 12 maj, responsible: [rektor]}\n", ""), removes=(ADDED.uid,)),
    ),
    "an activity is renamed": (
        Step(("Enkät", "Stora enkäten"), (PERIOD._replace(summary="Stora enkäten", sequence=THEN),)),
    ),
    "an activity gets another id": (Step(("{id: period,", "{id: enkat, formerly: [period],")),),
    "a period becomes long": (Step(("15–20 september", "september–oktober"), (LONG_END, LONG_START)),),
    "a day is told of in advance": (Step(("when: 5 mars,", "when: 5 mars, notice: 14d,"), (NOTICE,)),),
    "the next school year comes": (Step(shows=NEXT_YEAR, years=("2025/26", "2026/27")),),
}


@dataclass(frozen=True)
class Office:
    """Where the plan is kept and the feeds are made; the web server shows the feeds."""

    folder: Path

    @property
    def plan(self) -> Path:
        """Return the plan file."""
        return self.folder / "plan.yaml"

    @property
    def feed(self) -> Path:
        """Return the feed of everything."""
        return self.folder / "feeds" / "alla.ics"

    def edit(self, old: str, new: str) -> None:
        """Replace what stands once in the plan."""
        text = self.plan.read_text(encoding="utf-8")
        assert 1 == text.count(old), f"not once in the plan: {old}"
        self.plan.write_text(text.replace(old, new), encoding="utf-8")

    def generate(self, day: int, years: Iterable[str]) -> None:
        """Run the program, so many days after STAMP."""
        arguments = ("generate", *years, "--plan", self.plan, "--out", self.feed.parent)
        stamp = (STAMP + dt.timedelta(days=day)).isoformat()
        subprocess.run(
            [sys.executable, "-m", "arshjul_cli", *map(str, arguments), "--stamp", stamp],
            capture_output=True,
            check=True,
            env={name: value for name, value in os.environ.items() if not name.startswith(("ARSHJUL_", "SOURCE_"))},
            timeout=TIMEOUT,
        )


@pytest.fixture(autouse=True)
def clients() -> None:
    needed()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office that has made its first feeds."""
    made = Office(tmp_path / "office")
    made.feed.parent.mkdir(parents=True)
    made.plan.write_text(PLAN, encoding="utf-8")
    made.generate(0, ("2025/26",))
    return made


@pytest.fixture
def khal(office: Office, tmp_path: Path) -> Iterator[Khal]:
    """Return a reader that has subscribed and fetched."""
    reader = Khal(tmp_path / "reader")
    with serve(office.feed.parent) as address:
        reader.subscribe(f"{address}/{office.feed.name}")
        reader.sync()
        yield reader


def by_uid(event: Event) -> str:
    return event.uid


def said(events: Iterable[Event]) -> Counter[Shown]:
    """Return what khal ought to show of some events."""
    return Counter((event.summary, event.start, event.end, event.status) for event in events)


def shown(listed: Iterable[Listed]) -> Counter[Shown]:
    return Counter((one.title, one.start, one.end, one.status) for one in listed)


def test_khal_shows_what_the_plan_says(khal: Khal) -> None:
    assert said(SHOWN) == shown(khal.events(FIRST, LAST))


@pytest.mark.parametrize("read", [ical_js, libical])
def test_a_library_reads_what_the_plan_says(read: Callable[[Path], list[Event]], office: Office) -> None:
    assert sorted(SHOWN, key=by_uid) == sorted(read(office.feed), key=by_uid)


@pytest.mark.parametrize("story", STORIES)
def test_a_change_of_the_plan_is_the_only_change_that_the_programs_see(story: str, office: Office, khal: Khal) -> None:
    expected = {event.uid: event for event in SHOWN}
    listed = khal.events(FIRST, LAST)
    for day, step in enumerate(STORIES[story], start=1):
        earlier = {**expected}
        expected |= {event.uid: event for event in step.shows}
        for gone in step.removes:
            del expected[gone]
        before = listed

        if step.edit:
            office.edit(*step.edit)
        office.generate(day, step.years)
        khal.sync()
        listed = khal.events(FIRST, LAST)

        assert said(expected.values()) == shown(listed)
        # Even what khal does not show has changed nowhere else: its UIDs are hashes of the contents.
        assert said(set(expected.values()) - set(earlier.values())) == shown(set(listed) - set(before))
        assert said(set(earlier.values()) - set(expected.values())) == shown(set(before) - set(listed))
        for read in (ical_js, libical):
            assert sorted(expected.values(), key=by_uid) == sorted(read(office.feed), key=by_uid)
