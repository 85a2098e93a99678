"""Ten years of a plan that people edit, lose and copy, against an oracle of what every calendar must show.

The oracle knows dates and titles by itself: it asks the program for nothing but the feeds. Its activities show as one
event each, and none falls on a day off.
"""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from arshjul_cli.feeds.verify import verify
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from building import DOMAIN, Tree, earlier, event_bytes, plan_of, properties, put, run

pytestmark = pytest.mark.slow

MONTHS = ("februari", "mars", "oktober", "november")
NUMBERS = {"februari": 2, "mars": 3, "oktober": 10, "november": 11}
OTHER_MONTHS = "januari, april, maj, juni, juli, augusti, september och december"
DAY = dt.timedelta(days=1)
Calendar = dict[str, tuple[str, dt.date]]
"""What a calendar shows: the title and the first day of each event, by the UID without the domain."""


@dataclass
class Activity:
    """An activity of one day a year by a rule, or, without one, of a day in each of four months that people decide."""

    title: str
    rule: tuple[int, str] | None
    roles: list[str]
    is_decided_yearly: bool = False

    def row(self, name: str) -> Tree:
        """Return it as the file writes it."""
        when = f"{self.rule[0]} {self.rule[1]}" if self.rule else f"varje månad utom {OTHER_MONTHS}"
        yearly = self.is_decided_yearly or not self.rule
        return {
            "id": name, "summary": self.title, "when": when, "responsible": self.roles,
            "decided_yearly": str(yearly).lower(),
        }  # fmt: skip


@dataclass
class Office:
    """The plan as people have it."""

    activities: dict[str, Activity] = field(default_factory=dict)
    decided: dict[tuple[str, str], dt.date] = field(default_factory=dict)
    """By the UID's own part and the slot: `mote.2025-26`, or `rad.2025-26.10`."""
    cancelled: set[tuple[str, str]] = field(default_factory=set)
    roles: dict[str, list[str]] = field(default_factory=lambda: {"rektor": [], "chef": []})
    """The former ids of each."""

    def tree(self) -> Tree:
        """Return the years of the plan, as the file writes them."""
        years: dict[str, dict[str, Tree]] = {}
        for (name, slug), day in self.decided.items():
            if name in self.activities:
                dates = years.setdefault(_year(slug), {}).setdefault("dates", {})
                if self.activities[name].rule:
                    dates[name] = str(day)
                else:
                    dates.setdefault(name, {})[_month(slug)] = str(day)
        for name, slug in self.cancelled:
            if name in self.activities:
                years.setdefault(_year(slug), {}).setdefault("cancelled", {})[name] = "Sjukdom"
        return years

    def given(self, years: tuple[SchoolYear, ...], role: str | None) -> dict[str, "Given"]:
        """Return what the plan gives a role, or everybody."""
        found: dict[str, Given] = {}
        for name, activity in self.activities.items():
            if role is None or role in activity.roles:
                for year in years:
                    found |= self._of_year(name, activity, year)
        return found

    def _of_year(self, name: str, activity: Activity, year: SchoolYear) -> "dict[str, Given]":
        if activity.rule:
            slug = year.slug
            day = self.decided.get((name, slug))
            ruled = dt.date(_in(year, NUMBERS[activity.rule[1]]), NUMBERS[activity.rule[1]], activity.rule[0])
            is_cancelled = (name, slug) in self.cancelled
            mark = "INSTÄLLT: " if is_cancelled else "Prel.: " if activity.is_decided_yearly and not day else ""
            return {f"{name}.{slug}": Given(f"{mark}{activity.title}", day or ruled, day is not None, is_cancelled)}
        found = {}
        for month in MONTHS:
            slug = f"{year.slug}.{NUMBERS[month]:02}"
            first = dt.date(_in(year, NUMBERS[month]), NUMBERS[month], 1)
            day = self.decided.get((name, slug))
            opened = next(first + n * DAY for n in range(3) if (first + n * DAY).weekday() < 5)
            title = activity.title if day else f"I {month}: {activity.title} (dag ej bestämd)"
            last = (first + 31 * DAY).replace(day=1) - DAY
            found[f"{name}.{slug}"] = Given(title, day or opened, day is not None, open_until=None if day else last)
        return found


@dataclass(frozen=True)
class Given:
    """What the plan gives a slot."""

    title: str
    day: dt.date
    is_decided: bool
    is_cancelled: bool = False
    open_until: dt.date | None = None


def _in(year: SchoolYear, month: int) -> int:
    return year.first if month >= 7 else year.first + 1


def _year(slug: str) -> str:
    return slug[:7].replace("-", "/")


def _month(slug: str) -> str:
    return next(name for name, number in NUMBERS.items() if number == int(slug[8:]))


def _is_open(title: str) -> bool:
    return title.endswith("(dag ej bestämd)")


def _has_been(event: tuple[str, dt.date], day: dt.date) -> bool:
    return event[1] < day and not _is_open(event[0])


def expected(
    office: Office, years: tuple[SchoolYear, ...], folder: Mapping[str, Calendar], role: str | None, day: dt.date
) -> Calendar:
    """Return what the calendar of a role, or of everybody, must show after a run on a day."""
    slugs = {year.slug for year in years}
    current, ended = (
        {name: events for name, events in folder.items() if (f"{name}.upphort" in events) == has_ended}
        for has_ended in (False, True)
    )
    held = {_slug(uid) for events in current.values() for uid in events}
    # What a feed that has ended shows counts where no other has it.
    everywhere = {uid: event for events in (*ended.values(), *current.values()) for uid, event in events.items()}
    names = ["alla"] if role is None else [role, *office.roles[role]]
    own = {uid: event for name in names for uid, event in current.get(name, {}).items()}
    is_new = not any(name in current for name in names)
    everything, given = office.given(years, None), office.given(years, role)
    stays = {
        uid
        for uid, event in everywhere.items()
        if _has_been(event, day) and not (uid in everything and _is_corrected(everything[uid], event))
    }
    shown = {uid: everywhere[uid] for uid in own if uid in stays and _slug(uid) in slugs}
    for uid, slot in given.items():
        whole = is_new or _slug(uid) not in held
        if uid in stays:
            shown |= {uid: everywhere[uid]} if whole else {}
        elif slot.open_until:
            shown |= {uid: (slot.title, slot.day)} if day <= slot.open_until else {}
        elif slot.day >= day or slot.is_decided or whole or _has_been(everywhere.get(uid, ("", dt.date.max)), day):
            shown[uid] = (slot.title, slot.day)
    return shown


def _is_corrected(given: Given, event: tuple[str, dt.date]) -> bool:
    was_cancelled = event[0].startswith("INSTÄLLT: ")
    if not given.is_decided:
        return given.is_cancelled and not was_cancelled
    return given.day != event[1] or given.is_cancelled != was_cancelled


def _slug(uid: str) -> str:
    return uid.split(".")[1]


def _calendars(files: Mapping[str, bytes]) -> dict[str, Calendar]:
    """Return what each feed shows."""
    return {
        name.removesuffix(".ics"): {
            uid.partition("@")[0]: (
                properties(body)["SUMMARY"],
                dt.datetime.strptime(properties(body)["DTSTART;VALUE=DATE"], "%Y%m%d").replace(tzinfo=dt.UTC).date(),
            )
            for uid, body in event_bytes(data).items()
        }
        for name, data in files.items()
    }


class Decade:
    """A folder over ten years, and those who subscribe to it."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Begin with a plan of a few activities and an empty folder."""
        self.folder, self.at = folder, dt.datetime(2025, 7, 2, 6, tzinfo=dt.UTC)
        self.random = random.Random(seed)  # noqa: S311 - the same years every time
        self.office = Office(
            {
                "mote": Activity("Rektorsmöte", None, ["rektor"]),
                "dialog": Activity("Dialog", (8, "oktober"), ["rektor", "chef"], is_decided_yearly=True),
                "enkat": Activity("Enkät", (12, "november"), ["rektor"]),
                "budget": Activity("Budget", (9, "mars"), ["chef"]),
            }
        )
        self.sequences: dict[str, tuple[int, str]] = {}
        self.copies: list[dict[str, bytes]] = []

    def edit(self, n: int) -> None:
        """Do one of the things that people do to a plan, or to a folder."""
        if self.random.random() < 0.2:
            self._harm_the_folder()
        else:
            self._edit_the_plan(n)

    def _harm_the_folder(self) -> None:
        everything = sorted(path.name for path in self.folder.iterdir())
        match self.random.choice(["lost", "file", "copy"]):
            case "lost":
                self._lose(everything)
            case "file":
                self._lose([f"{self.random.choice(sorted(self.office.roles))}.ics"])
            case "copy" if len(self.copies) > 12:
                self._lose(everything)
                put(self.folder, self.copies[-12])

    def _edit_the_plan(self, n: int) -> None:
        name = self.random.choice(sorted(self.office.activities))
        activity = self.office.activities[name]
        match self.random.choice(["rule", "add", "remove", "text", "decide", "decide", "decide", "cancel", "role"]):
            case "rule" if activity.rule:
                activity.rule = (self.random.randint(4, 20), self.random.choice(MONTHS))
            case "add":
                rule = (self.random.randint(4, 20), self.random.choice(MONTHS))
                roles = [self.random.choice(sorted(self.office.roles))]
                self.office.activities[f"ny{n}"] = Activity(f"Ny {n}", rule, roles)
            case "remove" if len(self.office.activities) > 3:
                del self.office.activities[name]
            case "text":
                activity.title = f"{activity.title.split()[0]} {n}"
                activity.roles = self.random.choice([[role] for role in self.office.roles] + [[*self.office.roles]])
            case "decide":
                self._decide(name, activity)
            case "cancel":
                self._cancel(name, activity)
            case "role":
                self._another_role(n, keep=self.random.random() < 0.5)

    def _cancel(self, name: str, activity: Activity) -> None:
        """Cancel an activity this year, or take all cancellations back."""
        if activity.rule and self.random.random() < 0.7:
            self.office.cancelled.add((name, SchoolYear.containing(self.at.date()).slug))
        else:
            self.office.cancelled.clear()

    def _decide(self, name: str, activity: Activity) -> None:
        year = SchoolYear.containing(self.at.date())
        month = NUMBERS[activity.rule[1] if activity.rule else self.random.choice(MONTHS)]
        day = dt.date(_in(year, month), month, self.random.randint(4, 24))
        slug = year.slug if activity.rule else f"{year.slug}.{month:02}"
        self.office.decided[name, slug] = day

    def _another_role(self, n: int, *, keep: bool) -> None:
        """Give a role another id, with its old one among the former or not."""
        old = self.random.choice(sorted(self.office.roles))
        former = self.office.roles.pop(old)
        self.office.roles[f"roll{n}"] = [*former, old] if keep else []
        for activity in self.office.activities.values():
            activity.roles = [f"roll{n}" if role == old else role for role in activity.roles]

    def _lose(self, names: list[str]) -> None:
        for name in names:
            (self.folder / name).unlink(missing_ok=True)

    def run(self) -> None:
        """Run the program, and hold every calendar against the oracle."""
        day = self.at.date()
        now = SchoolYear.containing(day)
        years = (now.previous(), now, now.next())
        roles = {role: {"name": role, "formerly": former} for role, former in self.office.roles.items()}
        rows = [activity.row(name) for name, activity in self.office.activities.items()]
        wheel = expand(plan_of(*rows, roles=roles, years=self.office.tree()), years)
        folder = _calendars({path.name: path.read_bytes() for path in self.folder.iterdir()})

        generation = run(wheel, earlier(self.folder, wheel), self.at)
        verify(generation.files)
        self._lose(sorted(generation.removed))
        again = run(wheel, put(self.folder, dict(generation.files), wheel), self.at + dt.timedelta(hours=5), day=day)
        assert generation.files == again.files
        calendars = _calendars(generation.files)
        for role in (None, *self.office.roles):
            must = expected(self.office, years, folder, role, day)
            for name in ["alla"] if role is None else [role, *self.office.roles[role]]:
                assert must == calendars[name], (day, name)
        self._hold_sequences(generation.files)
        self.copies.append({path.name: path.read_bytes() for path in self.folder.iterdir()})

    def _hold_sequences(self, files: Mapping[str, bytes]) -> None:
        """Hold that what a subscriber has seen of an event never changes without a higher SEQUENCE."""
        for uid, body in (item for data in files.values() for item in event_bytes(data).items()):
            said = properties(body)
            seen = (
                int(said.pop("SEQUENCE")),
                str({key: said[key] for key in said if key not in {"DTSTAMP", "LAST-MODIFIED"}}),
            )
            last = self.sequences.get(uid, seen)
            assert uid.endswith(f"@{DOMAIN}")
            assert seen == last or last[0] < seen[0] or self._is_an_old_copy(uid, seen)
            self.sequences[uid] = max(seen, last, key=lambda version: version[0])

    def _is_an_old_copy(self, uid: str, seen: tuple[int, str]) -> bool:
        """Tell whether an event that has been is as an old copy of the folder had it: nothing else is known of it."""
        return any(f"SEQUENCE:{seen[0]}".encode() in data and uid.partition("@")[0].encode() in data
                   for copy in self.copies for data in copy.values())  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_ten_years_show_what_the_plan_says_and_leave_what_has_been(tmp_path: Path, seed: int) -> None:
    decade = Decade(tmp_path, seed)
    for n in range(240):
        for _ in range(decade.random.randint(0, 2)):
            decade.edit(n)
        decade.run()
        decade.at += dt.timedelta(days=decade.random.choice([1, 7, 14, 30]))
    assert decade.at.year >= 2033
