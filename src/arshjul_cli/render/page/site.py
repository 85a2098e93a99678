"""What a site is made of, as one value: the wheel, what the feeds hold, the day, the address. Pure."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from arshjul_cli.explain.activity import former_ids
from arshjul_cli.feeds import addresses
from arshjul_cli.feeds.compose import order
from arshjul_cli.feeds.earlier import published
from arshjul_cli.feeds.history import Earlier, EarlierFeed
from arshjul_cli.feeds.model import SUFFIX, Event
from arshjul_cli.feeds.recent import Recent
from arshjul_cli.plan.fields import ALL, WINDOWS_DEVICES
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.model import Wheel


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that the pages tell."""

    wheel: Wheel
    """Of all years that are published."""
    day: dt.date
    address: str
    """Where it is published, without a slash at its end."""
    items: tuple[Item, ...]
    """The activities that have a page, by id; of an extra one that several years have, the last."""
    former: Mapping[str, str]
    """The activity that each former id now is."""
    gone: Mapping[str, tuple[Event, ...]]
    """The events of activities that the plan no longer has, by the id of their page, in the order of time."""
    calendars: Mapping[str, str]
    """What each feed is called in a calendar, by id."""
    ended: Mapping[str, str]
    """The same of those that have ended."""
    news: tuple[Recent, ...]
    """What has changed in the feeds lately, the newest first."""
    changed: dt.date | None
    """The day on which an event of any feed last changed."""
    has_paper: bool
    """Whether PDF and PNG are made."""

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.wheel.plan

    @property
    def now(self) -> SchoolYear:
        """The year that the first page shows: that of the day, else the nearest that is published."""
        today = SchoolYear.containing(self.day)
        return min(self.wheel.years, key=lambda year: (abs(year.first - today.first), year))

    def feed_names(self) -> Mapping[str, str]:
        """Return what each feed is about, by id: all, the roles, the declared ones."""
        named = (self.plan.roles | self.plan.feeds).items()
        return {ALL: "Alla aktiviteter", **{feed_id: part.name for feed_id, part in named}}


def site(  # noqa: PLR0913 - what a site is made of
    wheel: Wheel,
    files: Mapping[str, bytes],
    news: tuple[Recent, ...],
    day: dt.date,
    address: str,
    *,
    has_paper: bool,
) -> Site:
    """Return the site of a wheel and of the feeds that a run made, by file name; with PDF and PNG or without.

    News are what has changed in the feeds lately, the newest first.
    """
    plan = wheel.plan
    feeds = published(files)
    items = tuple(sorted(_items(wheel), key=lambda item: item.id))
    pages = {item.id: item.id for item in items}
    pages |= {old: now for old, now in former_ids(plan).items() if now in pages}
    moved, gone = _outside(feeds.state.values(), pages)
    return Site(
        wheel=wheel,
        day=day,
        address=address,
        items=items,
        former={**{old: now for old, now in pages.items() if old != now}, **moved},
        gone=gone,
        calendars={name.removesuffix(SUFFIX): feed.name for name, feed in feeds.feeds.items()},
        ended={name.removesuffix(SUFFIX): feed.name for name, feed in feeds.feeds.items() if feed.has_ended},
        news=news,
        changed=_changed(feeds.feeds.values(), plan.plan.timezone),
        has_paper=has_paper,
    )


def _items(wheel: Wheel) -> Iterable[Item]:
    yield from wheel.plan.activities
    extras = (extra for year in wheel.years for extra in wheel.plan.year(year).extra)
    yield from {extra.id: extra for extra in extras}.values()


def _outside(
    events: Iterable[Earlier], pages: Mapping[str, str]
) -> tuple[Mapping[str, str], Mapping[str, tuple[Event, ...]]]:
    """Return what else the events of the feeds are linked to: ids of activities that are there, and those that are not.

    `pages` holds the id of the page of each id that the plan knows. The events are in the order of time.
    """
    moved: dict[str, str] = {}
    gone: dict[str, list[Event]] = {}
    for earlier in events:
        if not (earlier.uid and earlier.uid.school_year):
            continue
        linked = {earlier.uid.item, *_linked(earlier.event)} - WINDOWS_DEVICES
        now = next((pages[item_id] for item_id in sorted(linked) if item_id in pages), None)
        for item_id in linked - pages.keys():
            if now is None:
                gone.setdefault(item_id, []).append(earlier.event)
            else:
                moved[item_id] = now
    in_order = {item_id: tuple(sorted(gone[item_id], key=order)) for item_id in sorted(gone.keys() - moved.keys())}
    return moved, in_order


def _linked(event: Event) -> Iterator[str]:
    """Yield the id of the activity whose page an event is linked to, if it is to any."""
    _, page = addresses.split(event.description)
    if page:
        yield addresses.item_of(page)


def _changed(feeds: Iterable[EarlierFeed], time_zone: str) -> dt.date | None:
    stamps = [event.revision.last_modified for feed in feeds for event in feed.events.values()]
    if not stamps:
        return None
    newest = dt.datetime.strptime(max(stamps), "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    return newest.astimezone(ZoneInfo(time_zone)).date()
