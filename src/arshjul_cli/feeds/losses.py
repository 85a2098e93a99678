"""What a run would take out of people's calendars although nobody may mean it, and what to write instead. Pure.

Counted are occurrences, by their UID without a marker, that the earlier feeds still have to come on the day, of the
school years that are asked for. One that is decided, moved or opened again is still there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from arshjul_cli.feeds import marks
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.history import EarlierFeed, Previous
from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan.fields import ALL
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node, at
from arshjul_cli.swedish import month_name
from arshjul_cli.wheel.model import Status
from arshjul_cli.wheel.uid import Uid

_TITLES = 5
_FEW = 2
"""So many of an activity may always be cancelled in one run."""

Occurrences = Mapping[Uid, tuple[Event, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run to look for losses in: what it makes of which feeds, for which school years, on which day."""

    generation: Generation
    before: Previous
    plan: Plan
    years: tuple[SchoolYear, ...]
    """Those that are asked for, also such as the plan no longer has."""
    day: dt.date

    def to_come(self, feed: EarlierFeed) -> Occurrences:
        """Return what a feed still has to come."""
        left = {earlier.uid.plain for earlier in feed.events.values() if earlier.uid and earlier.over > self.day}
        every = _by_occurrence(earlier.event for earlier in feed.events.values())
        return {uid: events for uid, events in every.items() if uid in left and uid.school_year in self.years}

    def coming(self) -> Occurrences:
        """Return what the earlier feeds still have to come, those that have ended aside."""
        current = (feed for feed in self.before.feeds.values() if not feed.has_ended)
        return {uid: events for feed in current for uid, events in self.to_come(feed).items()}

    def now(self) -> Occurrences:
        """Return what the feeds have after the run."""
        return _by_occurrence(event for feed in self.generation.feeds for event in feed.events)


def _by_occurrence(events: Iterable[Event]) -> Occurrences:
    found: dict[Uid, dict[str, Event]] = defaultdict(dict)
    for event in events:
        if (uid := Uid.parse(event.uid)) and uid.school_year:
            found[uid.plain][event.uid] = event
    return {uid: tuple(of_one.values()) for uid, of_one in found.items()}


def losses(run: Run) -> Iterator[Problem]:
    """Yield what may be a slip: feeds that are emptied or end, activities of another id, a series that is cancelled."""
    coming, now = run.coming(), run.now()
    yield from _emptied(run)
    yield from _ended(run)
    yield from _renamed(run.plan, coming, now)
    yield from _cancelled(run.plan, coming, now)


def taken(run: Run) -> Mapping[str, int]:
    """Return how many occurrences each feed that ends in the run still had to come, by file name."""
    return {name: len(run.to_come(run.before.feeds[name])) for name in run.generation.ended}


def _emptied(run: Run) -> Iterator[Problem]:
    """Yield the feeds from which more than half of a school year would go."""
    told: set[tuple[str, SchoolYear]] = set()
    for feed, was in _both(run.generation.feeds, run.before):
        had, has = run.to_come(was), {uid.plain for event in feed.events if (uid := Uid.parse(event.uid))}
        for year in run.years:
            of_year = [uid for uid in had if uid.school_year == year]
            gone = [uid for uid in of_year if uid not in has]
            # A former address says no more than the feed itself.
            if len(gone) * 2 > len(of_year) and (feed.of, year) not in told:
                told.add((feed.of, year))
                text = f"{len(gone)} av {len(of_year)} kommande läsåret {year} skulle försvinna ur {feed.file_name}: "
                text += f"{_first_few(_titles(had, gone))}. Skriv tillbaka det som ska vara kvar."
                yield _loss(_node(run.plan, feed.of), text)


def _both(feeds: Iterable[Feed], before: Previous) -> Iterator[tuple[Feed, EarlierFeed]]:
    for feed in feeds:
        was = before.feeds.get(feed.file_name)
        if was and not was.has_ended:
            yield feed, was


def _ended(run: Run) -> Iterator[Problem]:
    """Yield the feeds that would end although they have something to come."""
    new = [feed for feed in run.generation.feeds if feed.file_name in run.generation.new and feed.id == feed.of]
    for name in run.generation.ended:
        was = run.before.feeds[name]
        if had := run.to_come(was):
            likely = next((feed for feed in new if feed.name == was.name or had.keys() == _uids(feed, run)), None)
            what = f"{name} skulle upphöra, med {len(had)} kommande: {_first_few(_titles(had, had))}."
            if likely:
                text = f'{what} Har det bara bytt id till "{likely.id}": skriv formerly: [{was.id}] där.'
                yield _loss(_node(run.plan, likely.id), text)
            else:
                text = f"{what} Har det bara bytt id: skriv formerly: [{was.id}] vid det nya."
                yield _loss(at(run.plan.node, "roles"), text)


def _uids(feed: Feed, run: Run) -> Collection[Uid]:
    """Return the occurrences that a new feed has to come of the school years that are asked for."""
    coming = (uid for event in feed.events if event.end > run.day and (uid := Uid.parse(event.uid)))
    return {uid.plain for uid in coming if uid.school_year in run.years}


def _renamed(plan: Plan, coming: Occurrences, now: Occurrences) -> Iterator[Problem]:
    """Yield the activities that no earlier feed had, with the titles and days of one that has left the plan."""
    items = {item.uid_id for item in plan.items()}
    old, made = _by_item(coming), _by_item(now)
    for activity in plan.activities:
        if activity.uid_id in old or not (shown := made.get(activity.uid_id)):
            continue
        gone = (item for item in old.keys() - items if old[item] <= shown)
        if item := min(gone, default=None):
            text = (
                f'Aktiviteten har samma titel och dagar som "{item}", som inte finns kvar i planen. Har den bara bytt'
            )
            text += f" id: skriv formerly: [{item}], så att inget dubbleras i kalendrarna."
            yield _loss(activity.at("id"), text)


def _by_item(occurrences: Occurrences) -> Mapping[str, frozenset[object]]:
    """Return what calendars show of each activity: titles and days, by school year and slot."""
    found: dict[str, set[object]] = defaultdict(set)
    for uid, events in occurrences.items():
        found[uid.item] |= {(uid.school_year, uid.month, event.summary, event.start, event.end) for event in events}
    return {item: frozenset(shown) for item, shown in found.items()}


def _cancelled(plan: Plan, coming: Occurrences, now: Occurrences) -> Iterator[Problem]:
    """Yield the activities most of which would be cancelled in one run."""
    was: dict[tuple[str, SchoolYear | None], list[Uid]] = defaultdict(list)
    for uid, events in coming.items():
        if not _is_cancelled(events):
            was[uid.item, uid.school_year].append(uid)
    for activity in plan.activities:
        for year in plan.years:
            held = was.get((activity.uid_id, year), [])
            cancelled = [uid for uid in held if _is_cancelled(now.get(uid, ()))]
            if len(cancelled) > _FEW and len(cancelled) * 2 > len(held):
                text = f"{len(cancelled)} av {len(held)} kommande läsåret {year} skulle ställas in. Gäller det bara en"
                month = month_name(cancelled[0].month or 1)
                text += f" månad eller en dag: skriv den före skälet, till exempel {{{month}: skäl}}."
                yield _loss(at(plan.years[year].node, "cancelled", activity.id), text)


def _is_cancelled(events: Collection[Event]) -> bool:
    return any(event.status is Status.CANCELLED for event in events)


def _node(plan: Plan, feed_id: str) -> Node:
    """Return what a feed is made of: a role, what is declared, or the plan."""
    if feed_id == ALL:
        return plan.plan.node
    part = plan.roles.get(feed_id) or plan.feeds[feed_id]
    return part.node


def _loss(node: Node, text: str) -> Problem:
    return Problem(at=node, code=Code.LOSS, text=text)


def _titles(occurrences: Occurrences, uids: Iterable[Uid]) -> list[str]:
    """Return the names of some occurrences, in order of time, each once."""
    ordered = sorted(uids, key=lambda uid: (occurrences[uid][0].start, str(uid)))
    return list(dict.fromkeys(marks.split(occurrences[uid][0].summary).title for uid in ordered))


def _first_few(titles: list[str]) -> str:
    more = len(titles) - _TITLES
    return ", ".join((*titles[:_TITLES], *([f"och {more} till"] if more > 0 else [])))
