"""What a run would take out of people's calendars although nobody may mean it, and what to write instead. Pure.

Counted are occurrences, by their UID without a marker, that the earlier feeds still have to come on the day, of the
school years that are asked for. One that is decided, moved or opened again is still there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property

from arshjul_cli.feeds import marks
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.history import EarlierFeed, Previous
from arshjul_cli.feeds.model import Event, Feed
from arshjul_cli.findings import Code, Problem, cut
from arshjul_cli.plan.fields import ALL
from arshjul_cli.plan.items import Activity, Item
from arshjul_cli.plan.model import DeclaredFeed, Plan, Role
from arshjul_cli.plan.years import YearBlock
from arshjul_cli.rules import slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node, at
from arshjul_cli.swedish import enumerate_words, month_name
from arshjul_cli.wheel.model import Status
from arshjul_cli.wheel.uid import Marker, Uid

_TITLES = 5
_FEW = 2
"""So many of an activity may always be cancelled in one run."""

Occurrences = Mapping[Uid, tuple[Event, ...]]


@dataclass(frozen=True, kw_only=True)
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
        return self._to_come(earlier.event for earlier in feed.events.values())

    @cached_property
    def new(self) -> Mapping[str, frozenset[Uid]]:
        """Return what each feed that no earlier one was has to come, by id; former addresses aside."""
        new = (feed for feed in self.generation.feeds if feed.file_name in self.generation.new)
        return {feed.id: frozenset(self._to_come(feed.events)) for feed in new if feed.id == feed.of}

    def _to_come(self, events: Iterable[Event]) -> Occurrences:
        return {
            uid: of_one
            for uid, of_one in _by_occurrence(events).items()
            if uid.school_year in self.years and any(event.over > self.day for event in of_one)
            if uid not in self._left_out
        }

    @cached_property
    def _left_out(self) -> frozenset[Uid]:
        """The occurrences that somebody says are not to be: other dates are all there are, or the year is no turn."""
        return frozenset(
            Uid(item=activity.uid_id, school_year=year, month=month, domain=self.plan.plan.uid_domain)
            for year in self.years
            for activity in self.plan.activities
            for month in _left_out(self.plan.year(year), activity, year)
        )

    @cached_property
    def coming(self) -> Occurrences:
        """Return what the earlier feeds still have to come, those that have ended aside."""
        current = (feed for feed in self.before.feeds.values() if not feed.has_ended)
        return {uid: events for feed in current for uid, events in self.to_come(feed).items()}

    @cached_property
    def now(self) -> Occurrences:
        """Return what the feeds have after the run."""
        return _by_occurrence(event for feed in self.generation.feeds for event in feed.events)


def _left_out(block: YearBlock, activity: Activity, year: SchoolYear) -> Iterator[int | None]:
    """Yield the slots of a school year that are not to be: by its rule, or as their months are complete."""
    of_year = block.of(activity, year)
    months = (*(month for month, _ in slots(activity.when)), *block.complete.get(activity.id, ()))
    return filter(of_year.leaves_out, months)


@cache  # most events are in several feeds
def _plain(text: str) -> Uid | None:
    """Return the UID of an occurrence by that of one of its events; None for an event of none."""
    uid = Uid.parse(text)
    return uid.plain if uid and uid.school_year else None


def _by_occurrence(events: Iterable[Event]) -> Occurrences:
    found: dict[Uid, dict[str, Event]] = defaultdict(dict)
    for event in events:
        if uid := _plain(event.uid):
            found[uid][event.uid] = event
    return {uid: tuple(of_one.values()) for uid, of_one in found.items()}


def losses(run: Run) -> Iterator[Problem]:
    """Yield what may be a slip: feeds that are emptied or end, activities of another id, a series that is cancelled."""
    if not (run.before.feeds and run.generation.changed):
        return
    yield from _emptied(run)
    yield from _ended(run)
    yield from _renamed(run)
    yield from _cancelled(run)


def taken(run: Run) -> Mapping[str, int]:
    """Return how many occurrences each feed that ends in the run still had to come, by file name."""
    return {name: len(run.to_come(run.before.feeds[name])) for name in run.generation.ended}


def _emptied(run: Run) -> Iterator[Problem]:
    """Yield the feeds from which more than half of a school year would go."""
    left = run.now.keys()
    told: set[tuple[str, SchoolYear]] = set()
    for feed, was in _both(run):
        had, has = run.to_come(was), {_plain(event.uid) for event in feed.events}
        for year in run.years:
            of_year = [uid for uid in had if uid.school_year == year]
            gone = [uid for uid in of_year if uid not in has]
            # A former address says no more than the feed itself.
            if len(gone) * 2 > len(of_year) and (feed.of, year) not in told:
                told.add((feed.of, year))
                text = f"{len(gone)} av {len(of_year)} kommande läsåret {year} skulle försvinna ur {feed.file_name}: "
                text += f"{_first_few(_titles(had, gone))}. {_cure(run.plan, feed.of, year, gone, left)}"
                yield _loss(_node(run.plan, feed.of), text)


def _cure(plan: Plan, feed_id: str, year: SchoolYear, gone: Collection[Uid], left: Collection[Uid]) -> str:
    """Return what to write for what is gone from a feed to be there again; some of it may be left in other feeds."""
    if not plan.has(year):
        return f"Planen börjar nu {plan.plan.first_year}. Ska läsåret vara kvar: ändra first_year till {year}."
    if all(uid in left for uid in gone):
        return f'Det finns kvar i planen, men rör inte längre "{feed_id}". Skriv tillbaka rollen där den ska vara kvar.'
    activities = {activity.uid_id: activity for activity in plan.activities}
    keys = {_key_of_years(activities.get(uid.item), year) for uid in gone}
    if None not in keys:
        return f"Ändra {enumerate_words(sorted(filter(None, keys)))} vid det som ska vara kvar."
    return "Skriv tillbaka det som ska vara kvar."


def _key_of_years(activity: Activity | None, year: SchoolYear) -> str | None:
    """Return the key by which an activity does not exist in a school year, if one does that."""
    if activity is None or activity.stands_in(year):
        return None
    return "from" if activity.from_year and year < activity.from_year else "until"


def _both(run: Run) -> Iterator[tuple[Feed, EarlierFeed]]:
    """Yield the feeds that are not as they were, each with the earlier one."""
    for feed in run.generation.feeds:
        was = run.before.feeds.get(feed.file_name)
        if was and not was.has_ended and feed.file_name in run.generation.changed:
            yield feed, was


def _ended(run: Run) -> Iterator[Problem]:
    """Yield the feeds that would end although they have something to come."""
    for name in run.generation.ended:
        was = run.before.feeds[name]
        if had := run.to_come(was):
            what = f"{name} skulle upphöra, med {len(had)} kommande: {_first_few(_titles(had, had))}."
            if likely := _likely(run, was, [feed_id for feed_id, has in run.new.items() if had.keys() == has]):
                former = ", ".join((*_part(run.plan, likely).formerly, was.id))
                text = f'{what} Har det bara bytt id till "{likely}": skriv formerly: [{former}] där.'
                yield _loss(_node(run.plan, likely), text)
            else:
                text = f"{what} Har det bara bytt id: skriv formerly: [{was.id}] vid det nya."
                yield _loss(at(run.plan.node, "roles"), text)


def _likely(run: Run, was: EarlierFeed, alike: Collection[str]) -> str | None:
    """Return the id that a feed which ends may have now; the new ones with all that it had to come are given.

    That of a new one with its name goes first, then that of the one which it was a former address of.
    """
    feeds = [feed for feed in run.generation.feeds if feed.id == feed.of and feed.id != ALL]
    earlier = run.before.feeds
    new = [feed.id for feed in feeds if feed.file_name not in earlier and feed.name == was.name]
    kept = [feed.id for feed in feeds if feed.file_name in earlier and earlier[feed.file_name].name == was.name]
    return max(new or kept or alike, key=lambda feed_id: SequenceMatcher(None, was.id, feed_id).ratio(), default=None)


def _renamed(run: Run) -> Iterator[Problem]:
    """Yield the activities that no earlier feed had, with the title and days of one that has left the plan."""
    known = {(item.uid_id, year) for item, year in _items(run.plan)}
    gone = _by_item(
        {
            uid: events
            for uid, events in run.coming.items()
            if known.isdisjoint({(uid.item, uid.school_year), (uid.item, None)})
        }
    )
    if not gone:
        return
    made = _by_item(run.now)
    published = {earlier.uid for feed in run.before.feeds.values() for earlier in feed.events.values()}
    had = {(uid.item, year) for uid in published if uid for year in (uid.school_year, None)}
    for item, year in _items(run.plan):
        if (item.uid_id, year) not in had:
            was = (
                name
                for (name, of_year), shown in gone.items()
                if year in {None, of_year} and _is_most(shown & made.get((item.uid_id, of_year), frozenset()), shown)
            )
            if first := min(was, default=None):
                yield _of_another_id(item, first)


def _items(plan: Plan) -> Iterator[tuple[Item, SchoolYear | None]]:
    """Yield the activities, and the extra ones, which are told apart by their school year."""
    yield from ((activity, None) for activity in plan.activities)
    yield from ((extra, year) for year, block in plan.years.items() for extra in block.extra)


def _is_most(some: Collection[object], every: Collection[object]) -> bool:
    """Tell whether some are half of all or more: an occurrence may be decided or moved in the same run."""
    return len(some) * 2 >= len(every)


def _of_another_id(item: Item, old: str) -> Problem:
    text = f'Aktiviteten har samma titel och dagar som "{old}", som inte finns kvar i planen. Har den bara bytt id:'
    if isinstance(item, Activity):
        former = ", ".join((old, *(former for former in item.formerly if former != old)))
        cure = f"skriv formerly: [{former}], så att inget dubbleras i kalendrarna."
    else:
        cure = f"skriv id: {old} igen, så att inget dubbleras i kalendrarna."
    return _loss(item.at("id"), f"{text} {cure}")


def _by_item(occurrences: Occurrences) -> Mapping[tuple[str, SchoolYear | None], frozenset[object]]:
    """Return what calendars show of each activity in each school year: the title and days of each occurrence."""
    found: dict[tuple[str, SchoolYear | None], set[object]] = defaultdict(set)
    for uid, events in occurrences.items():
        found[uid.item, uid.school_year].add(_shown(events))
    return {key: frozenset(shown) for key, shown in found.items()}


def _shown(events: Collection[Event]) -> object:
    """Return the title of an occurrence and its days, or the month of an undecided one; a notice says no more."""
    notices = f".{Marker.NOTICE}@"
    shown = [event for event in events if notices not in event.uid] or list(events)
    days = (min(event.start for event in shown), max(event.end for event in shown))
    return marks.split(shown[0].summary).title, next((event.open_until for event in shown if event.open_until), days)


def _cancelled(run: Run) -> Iterator[Problem]:
    """Yield the activities most of which would be cancelled in one run."""
    plan = run.plan
    was: dict[tuple[str, SchoolYear | None], list[Uid]] = defaultdict(list)
    for uid, events in run.coming.items():
        if not _is_cancelled(events):
            was[uid.item, uid.school_year].append(uid)
    for activity in plan.activities:
        for year in plan.years:
            held = was.get((activity.uid_id, year), [])
            cancelled = [uid for uid in held if _is_cancelled(run.now.get(uid, ()))]
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
    return _part(plan, feed_id).node


def _part(plan: Plan, feed_id: str) -> Role | DeclaredFeed:
    return plan.roles.get(feed_id) or plan.feeds[feed_id]


def _loss(node: Node, text: str) -> Problem:
    return Problem(at=node, code=Code.LOSS, text=text)


def _titles(occurrences: Occurrences, uids: Iterable[Uid]) -> list[str]:
    """Return the names of some occurrences, in order of time, each once."""
    ordered = sorted(uids, key=lambda uid: (occurrences[uid][0].start, str(uid)))
    return list(dict.fromkeys(cut(marks.split(occurrences[uid][0].summary).title) for uid in ordered))


def _first_few(titles: list[str]) -> str:
    more = len(titles) - _TITLES
    return ", ".join((*titles[:_TITLES], *([f"och {more} till"] if more > 0 else [])))
