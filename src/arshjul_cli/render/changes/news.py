"""What has changed, as lines: each change once, with the feeds that show it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from arshjul_cli.feeds.addresses import site_of
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.history import Change, ChangeKind, Differences
from arshjul_cli.render.changes.many import by_activity
from arshjul_cli.render.changes.standing import standing
from arshjul_cli.render.changes.words import PLURAL, sentence, shown_of
from arshjul_cli.swedish import count, enumerate_words
from arshjul_cli.wheel.uid import school_year_of

_MOST_OF_A_KIND = 20
"""More changes than these of one kind are told activity by activity."""
_MOST_FEEDS = 4
NOTHING = "Inget är ändrat."


def of_run(generation: Generation) -> Differences:
    """Return what a run changes in the feeds, but for the school years that leave them."""
    stem = {feed.file_name: feed.id for feed in generation.feeds}
    return Differences(
        names={feed.id: feed.name for feed in generation.feeds},
        changes={
            stem[file_name]: tuple(change for change in of_feed if school_year_of(change.uid) not in generation.left)
            for file_name, of_feed in generation.changes.items()
        },
        new=tuple(stem[file_name] for file_name in generation.new),
        kept=generation.kept,
    )


def text(differences: Differences, endings: Iterable[str] = ()) -> str:
    """Return what has changed, which feeds and school years come to an end, and what stands as it was."""
    told = (*news(differences), *endings) or (NOTHING,)
    return "".join(f"{line}\n" for line in (*told, *standing(differences)))


def news(differences: Differences) -> Sequence[str]:
    """Return each change in words with the feeds that show it.

    A feed that is new or gone is told as that; its events are no news of it. Many changes of a kind are told activity
    by activity.
    """
    feeds = _feeds(differences)
    kinds: dict[ChangeKind, dict[Change, str]] = defaultdict(dict)
    for change in sorted(feeds, key=_order):
        kinds[change.kind][change] = _listed(feeds[change])
    few = {change: names for kind in PLURAL for change, names in kinds[kind].items() if _is_few(kinds[kind])}
    return (
        *_whole(differences, differences.new, "Nytt flöde", "Nya flöden"),
        *_whole(differences, differences.gone, "Borttaget flöde", "Borttagna flöden"),
        *(f"{sentence(change)} ({few[change]})" for change in sorted(few, key=_order)),
        *(line for kind in PLURAL if not _is_few(kinds[kind]) for line in by_activity(kind, kinds[kind])),
        *_lapsed(kinds[ChangeKind.LAPSED]),
        *_relinked(kinds[ChangeKind.RELINKED]),
    )


def _feeds(differences: Differences) -> Mapping[Change, Sequence[str]]:
    """Return the feeds that have each change, without those that are new or gone as a whole."""
    whole = {*differences.new, *differences.gone}
    feeds: dict[Change, list[str]] = defaultdict(list)
    for feed_id, of_feed in differences.changes.items():
        for change in of_feed if feed_id not in whole else ():
            feeds[change].append(feed_id)
    return feeds


def _order(change: Change) -> tuple[dt.date, str, str]:
    shown = shown_of(change)
    return (shown.start, change.uid, repr(change))


def _is_few(changes: Collection[Change]) -> bool:
    return len(changes) <= _MOST_OF_A_KIND


def _listed(feeds: Sequence[str]) -> str:
    """Return the ids of some feeds, of many only the first two."""
    return ", ".join(feeds) if len(feeds) <= _MOST_FEEDS else f"{feeds[0]}, {feeds[1]} och {len(feeds) - 2} till"


def _whole(differences: Differences, feeds: Sequence[str], one: str, many: str) -> Iterator[str]:
    if not feeds:
        return
    first, *others = feeds
    events = count(len(differences.changes[first]), "händelse", "händelser")
    if others:
        listed = (f"{first} ({events})", *(f"{feed_id} ({len(differences.changes[feed_id])})" for feed_id in others))
        yield f"{many}: {enumerate_words(listed)}."
    else:
        yield f"{one}: {first}, {events}."


def _relinked(changes: Iterable[Change]) -> Iterator[str]:
    """Yield what became of the lines of pages, once for each address that the site had and has."""
    sites: dict[tuple[str, str], int] = defaultdict(int)
    for change in changes:
        was, now = (shown.page if shown else None for shown in (change.before, change.after))
        sites[site_of(was or ""), site_of(now or "")] += 1
    for (was, now), number in sorted(sites.items()):
        events = count(number, "händelse", "händelser")
        if was == now:
            yield f"{events} länkar nu till en annan sida på {now}."
        elif now:
            earlier = f" i stället för till {was}" if was else ""
            yield f"{events} länkar nu till aktivitetens sida på {now}{earlier}."
        else:
            yield f"{events} länkar inte längre till aktivitetens sida på {was}."


def _lapsed(changes: Collection[Change]) -> Iterator[str]:
    if changes:
        yield f"{count(len(changes), 'tillfälle', 'tillfällen')} passerade utan att dagen blev bestämd."
