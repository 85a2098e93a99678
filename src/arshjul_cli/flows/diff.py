"""The feeds of two sides, each a plan or what has been published, and what differs between them. Pure."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from arshjul_cli.check import impossible
from arshjul_cli.errors import PlanError
from arshjul_cli.feeds.changes import changes
from arshjul_cli.feeds.generate import feed_contents
from arshjul_cli.feeds.history import Differences, Previous
from arshjul_cli.feeds.model import SUFFIX
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.places import findings
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.uid import school_year_of


@dataclass(frozen=True, slots=True)
class Side:
    """The feeds of some school years, by feed id: what they are called, and the content of their events by UID."""

    names: Mapping[str, str]
    contents: Mapping[str, Mapping[str, bytes]]


def planned(plan: Plan, years: Collection[SchoolYear]) -> Side:
    """Return what the feeds of a plan would be.

    Raises:
        PlanError: for dates that do not exist.
    """
    wheel = expand(plan, years)
    if problems := tuple(impossible(wheel)):
        raise PlanError(findings(problems))
    return Side(*feed_contents(wheel))


def published(earlier: Previous, years: Collection[SchoolYear]) -> Side:
    """Return what has been published of some years, without the feeds that have ended."""
    feeds = {name.removesuffix(SUFFIX): feed for name, feed in earlier.feeds.items() if not feed.has_ended}
    contents = {
        feed_id: {uid: content for uid, content in feed.contents().items() if school_year_of(uid) in years}
        for feed_id, feed in feeds.items()
    }
    return Side({feed_id: feed.name for feed_id, feed in feeds.items()}, contents)


def differences(old: Side, new: Side, *, day: dt.date) -> Differences:
    """Return the changes of every feed that either side has; a feed that both have is called what the new one is.

    The day is that of the run.
    """
    names = {**new.names, **{feed_id: name for feed_id, name in old.names.items() if feed_id not in new.names}}
    found = {feed_id: changes(old.contents.get(feed_id, {}), new.contents.get(feed_id, {}), day) for feed_id in names}
    return Differences(
        names=names,
        changes=found,
        new=tuple(feed_id for feed_id in new.names if feed_id not in old.names),
        gone=tuple(feed_id for feed_id in old.names if feed_id not in new.names),
    )
