"""What differs between two sides, each a plan or feeds that were published. Pure."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from arshjul_cli.feeds import earlier
from arshjul_cli.feeds.changes import changes
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.history import Change, Differences, EarlierFeed, Previous
from arshjul_cli.feeds.model import SUFFIX
from arshjul_cli.flows.generate import Request, composed, generation
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.uid import school_year_of

_NOTHING = Previous(feeds={}, foreign=frozenset(), unreadable=frozenset())


def planned(plan: Plan, years: Collection[SchoolYear], day: dt.date) -> Previous:
    """Return what a plan would publish on a day if nothing was published before.

    Raises:
        PlanError: for dates that do not exist.
    """
    return earlier.published(_generation(plan, _NOTHING, years, day).files)


def outcome(old: Previous, plan: Plan, years: Collection[SchoolYear], day: dt.date) -> Differences:
    """Return what `generate` would make of feeds that were published, on a day and of some years.

    Raises:
        PlanError: for dates that do not exist.
    """
    made = _generation(plan, old, years, day)
    found = differences(old, earlier.published(made.files), years, day)
    in_order = dict.fromkeys((*(feed.id for feed in made.feeds), *found.names))
    return replace(
        found,
        names={feed_id: found.names[feed_id] for feed_id in in_order},
        changes={feed_id: found.changes[feed_id] for feed_id in in_order},
        kept=made.kept,
    )


def _generation(plan: Plan, before: Previous, years: Collection[SchoolYear], day: dt.date) -> Generation:
    # The stamp is part of no change.
    stamp = dt.datetime.combine(day, dt.time(), dt.UTC)
    request = Request(plan=plan, years=tuple(years), day=day, stamp=stamp)
    return generation(request, composed(request), before)


def differences(old: Previous, new: Previous, years: Collection[SchoolYear], day: dt.date) -> Differences:
    """Return how the feeds of one side differ from those of another in some years, in a run on a day.

    A feed that both sides have is called what the new one is. One that has ended is no feed of its side.
    """
    before, after = _current(old), _current(new)
    both = {**before, **after}
    return Differences(
        names={name.removesuffix(SUFFIX): feed.name for name, feed in both.items()},
        changes={name.removesuffix(SUFFIX): _changes(name, old, new, years, day) for name in both},
        new=tuple(name.removesuffix(SUFFIX) for name in after if name not in before),
        gone=tuple(name.removesuffix(SUFFIX) for name in before if name not in after),
    )


def _current(side: Previous) -> Mapping[str, EarlierFeed]:
    return {name: feed for name, feed in side.feeds.items() if not feed.has_ended}


def _changes(
    name: str, old: Previous, new: Previous, years: Collection[SchoolYear], day: dt.date
) -> tuple[Change, ...]:
    """Return the changes of a feed, of which one that has ended still holds what has been."""
    before, after = (side.feeds[name].contents() if name in side.feeds else {} for side in (old, new))
    return tuple(change for change in changes(before, after, day) if school_year_of(change.uid) in years)
