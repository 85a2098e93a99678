"""What holds of every plan."""

import datetime as dt
import random
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from arshjul_cli.feeds.earlier import published
from arshjul_cli.feeds.generate import composition, generate
from arshjul_cli.feeds.history import Earlier, Previous
from arshjul_cli.feeds.model import Event
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Plan
from arshjul_cli.rules import days_away, relative, slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Occurrence, Status, Wheel
from arshjul_cli.wheel.uid import Uid
from arshjul_cli.workdays import Workdays
from building import (
    LATER,
    LATER_SEQUENCE,
    NOTHING,
    STAMP,
    Tree,
    alla,
    event_bytes,
    event_of,
    events_of,
    properties,
    put,
    row,
    run,
    written,
)
from strategies import IMPOSSIBLE, PHRASES, YEARS, texts, trees

ALLA = "alla.ics"
FEW = settings(max_examples=20)
BEFORE_ALL = dt.date(2024, 1, 1)
DAYS = st.dates(dt.date(2024, 6, 1), dt.date(2027, 9, 1))


def _plan(tree: Tree) -> Plan:
    return Plan.model_validate(tree)


def _wheel(tree: Tree) -> Wheel:
    return expand(_plan(tree), YEARS)


def _earlier(files: dict[str, bytes]) -> Previous:
    with TemporaryDirectory() as folder:
        return put(Path(folder), files)


def _shuffled(tree: Tree, section: str, seed: int) -> Tree:
    part = tree[section]
    items = list(part.items() if isinstance(part, dict) else part)
    random.Random(seed).shuffle(items)  # noqa: S311 - an order, no secret
    return {**tree, section: dict(items) if isinstance(part, dict) else items}


def _order(one: Occurrence) -> tuple[dt.date, dt.date, str]:
    return (one.start, one.last_day, one.activity.id)


@FEW
@given(trees((*PHRASES, *IMPOSSIBLE)))
def test_several_years_at_once_are_each_year_by_itself(tree: Tree) -> None:
    plan = _plan(tree)
    together = expand(plan, YEARS)
    apart = [expand(plan, (year,)) for year in YEARS]

    each = [one for wheel in apart for one in wheel.occurrences]
    assert sorted(together.occurrences, key=together.uid) == sorted(each, key=together.uid)
    assert len(together.occurrences) == sum(len(wheel.occurrences) for wheel in apart)
    assert len(together.missing) == sum(len(wheel.missing) for wheel in apart)
    for year, wheel in zip(YEARS, apart, strict=True):
        assert {year} >= {one.school_year for one in wheel.occurrences}


@FEW
@given(trees((*PHRASES, *IMPOSSIBLE)))
def test_each_slot_of_each_year_is_an_occurrence_or_missing_or_cancelled_once(tree: Tree) -> None:
    plan = _plan(tree)
    wheel = expand(plan, YEARS)
    given_slots = [
        *((one.activity.id, one.school_year, one.month) for one in wheel.occurrences if one.rule),
        *((one.activity.id, one.school_year, one.month) for one in wheel.missing),
    ]

    assert len(set(given_slots)) == len(given_slots)
    for year in YEARS:
        block = plan.year(year)
        for activity in plan.activities:
            if activity.id not in block.cancelled:
                of_activity = block.of(activity, year)
                for month, _ in slots(activity.when):
                    is_there = month in of_activity.decisions or not of_activity.rests(month)
                    is_there = is_there and _has_days(wheel, activity, year, month)
                    assert is_there == ((activity.id, year, month) in given_slots)


def _has_days(wheel: Wheel, activity: Activity, year: SchoolYear, month: int | None) -> bool:
    """Tell whether a slot gets days, or is missing: what is counted from another activity may wait for them."""
    counted = relative(activity.when)
    if counted is None or month in wheel.plan.year(year).of(activity, year).decisions:
        return True
    others = {one.activity.id: one for one in wheel.occurrences if (one.school_year, one.month) == (year, month)}
    return counted.other in others and others[counted.other].days_counted_from is not None


@FEW
@given(trees())
def test_every_occurrence_lies_in_its_school_year_or_overhangs_it_by_four_days(tree: Tree) -> None:
    for one in _wheel(tree).occurrences:
        # What is counted from another activity belongs to the year of that.
        beyond = dt.timedelta(days=4 + (days_away(one.activity.rule) if one.activity.rule else 0))
        assert one.school_year.start - beyond <= one.start <= one.last_day
        assert one.start <= one.school_year.last_day + beyond


@FEW
@given(trees())
def test_the_wheel_is_in_the_order_start_last_day_id(tree: Tree) -> None:
    wheel = _wheel(tree)

    assert sorted(map(_order, wheel.occurrences)) == list(map(_order, wheel.occurrences))


@FEW
@given(trees())
def test_uids_are_unique_and_hold_the_id_and_the_school_year(tree: Tree) -> None:
    wheel = _wheel(tree)
    uids = [wheel.uid(one) for one in wheel.occurrences]

    assert len(set(uids)) == len(uids)
    for one, uid in zip(wheel.occurrences, uids, strict=True):
        assert uid.startswith(f"{one.activity.uid_id}.{one.school_year.slug}")
        assert uid.endswith("@arshjul.exempel.se")


@FEW
@given(trees((*PHRASES, *IMPOSSIBLE)), st.sampled_from(("activities", "categories", "goals", "years")), st.integers())
def test_the_order_of_a_section_changes_no_byte_and_nothing_of_the_wheel(tree: Tree, section: str, seed: int) -> None:
    wheel, other = _wheel(tree), _wheel(_shuffled(tree, section, seed))

    assert (wheel.occurrences, wheel.undated, wheel.missing) == (other.occurrences, other.undated, other.missing)
    assert written(wheel) == written(other)


def _without_order(body: bytes) -> list[object]:
    """Return the properties of an event, with the people that a body reaches in any order."""
    values = properties(body)
    lines = values.pop("DESCRIPTION").replace("\\n", "\n").split("\n")
    return [values, [sorted(line.split("\\, ")) if " ingår: " in line else line for line in lines]]


@FEW
@given(trees(), st.integers())
def test_the_order_of_the_roles_changes_only_the_order_of_whom_a_body_reaches(tree: Tree, seed: int) -> None:
    for role in tree["roles"].values():
        role.pop("others", None)
    for number, role in enumerate(tree["roles"].values()):
        role["name"] = f"Roll {number}"
    wheel, other = _wheel(tree), _wheel(_shuffled(tree, "roles", seed))
    before, after = written(wheel), written(other)

    assert wheel.occurrences == other.occurrences
    assert before.keys() == after.keys()
    for name, data in before.items():
        bodies, others = event_bytes(data), event_bytes(after[name])
        assert list(bodies) == list(others)
        for uid, body in bodies.items():
            first, second = _without_order(body), _without_order(others[uid])
            assert first[0] == second[0]
            assert _people(first[1]) == _people(second[1])


def _people(lines: object) -> list[object]:
    """Return the lines, with the body put aside from those that it reaches."""
    assert isinstance(lines, list)
    return [sorted(name.rpartition(": ")[2] for name in line) if isinstance(line, list) else line for line in lines]


def _start(event: Event) -> dt.date:
    return dt.datetime.combine(event.start, event.time[0]) if event.time else event.start


def _end(event: Event) -> dt.date:
    return dt.datetime.combine(event.start, event.time[1]) if event.time else event.end


@FEW
@given(trees())
def test_feeds_read_back_as_what_was_composed(tree: Tree) -> None:
    wheel = _wheel(tree)
    files = written(wheel, day=BEFORE_ALL)

    for feed in composition(wheel).feeds:
        events = events_of(files[feed.file_name])
        assert [one.uid for one in feed.events] == [event["UID"] for event in events]
        for one, event in zip(feed.events, events, strict=True):
            start, end = (event.decoded(name) for name in ("DTSTART", "DTEND"))
            if one.time:
                start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
            assert (one.summary, _start(one), _end(one)) == (str(event["SUMMARY"]), start, end)
            assert (one.location or one.url, one.url) == (event.get("LOCATION"), event.get("URL"))
            assert one.description == str(event["DESCRIPTION"])
            assert one.status.upper() == event["STATUS"]


@FEW
@given(trees())
def test_what_is_known_is_what_would_be_read_back(tree: Tree) -> None:
    made = composition(_wheel(tree))
    files = generate(made, NOTHING, STAMP, BEFORE_ALL).files
    known, read_back = published(files, made.known), published(files)

    assert {*files} == {*known.feeds} == {*read_back.feeds}
    for name, feed in read_back.feeds.items():
        one, other = (feeds.feeds[name].events for feeds in (known, read_back))
        assert [*one] == [*other]
        assert [*map(_as_written, one.values())] == [*map(_as_written, other.values())], feed.id


def _as_written(earlier: Earlier) -> Earlier:
    """Return an event whose category and place are told apart no more than they are when they are written."""
    event = earlier.event
    alike = replace(event, category="x" if event.category else None, location=event.location or event.url)
    return replace(earlier, event=alike)


def _by_occurrence(wheel: Wheel, events: Iterable[Event]) -> list[tuple[Occurrence, dict[str, Event]]]:
    """Return each occurrence with its events, by what their UIDs have last: nothing, `start` or `notice`."""
    found: dict[str, dict[str, Event]] = {}
    for event in events:
        uid = Uid.parse(event.uid)
        assert uid
        found.setdefault(str(replace(uid, marker=None)), {})[uid.marker or ""] = event
    assert {wheel.uid(one) for one in wheel.occurrences} >= found.keys()
    return [(one, found.get(wheel.uid(one), {})) for one in wheel.occurrences]


@FEW
@given(trees())
def test_feeds_show_each_occurrence_that_concerns_them_and_no_other(tree: Tree) -> None:
    wheel = _wheel(tree)

    for feed in composition(wheel).feeds:
        feed_id = feed.id.removeprefix("old-")
        for one, events in _by_occurrence(wheel, feed.events):
            assert (feed_id in wheel.feeds(one.activity)) == bool(events.keys() - {"notice"})
            for event in events.values():
                assert (one.location, one.url, one.status) == (event.location, event.url, event.status)
                assert one.activity.summary in event.summary
                assert event.summary.startswith("INSTÄLLT: ") == (one.status is Status.CANCELLED)
                assert event.summary.startswith("Prel.: ") == (
                    one.status is Status.TENTATIVE and event.open_until is None
                )
                assert event.summary.endswith(" (dag ej bestämd)") == (event.open_until is not None)


@FEW
@given(trees())
def test_an_occurrence_has_one_event_with_its_own_uid_unless_only_its_start_is_shown(tree: Tree) -> None:
    wheel = _wheel(tree)

    for one, events in _by_occurrence(wheel, alla(wheel)):
        shown = one.activity.display or wheel.plan.plan.display
        has_a_day = not (one.is_open_month or one.is_any_day)
        told = one.activity.notice and one.status is not Status.CANCELLED and has_a_day
        notice = {"notice"} if told else set()
        assert events.keys() - notice in ([{""}, {"start"}] if shown == "start" else [{""}, {"", "start"}])
        assert notice == events.keys() & {"notice"}


@FEW
@given(trees())
def test_what_is_shown_of_an_occurrence_lies_within_it_and_the_end_is_with_its_own_uid(tree: Tree) -> None:
    wheel = _wheel(tree)
    workdays = Workdays()

    for one, events in _by_occurrence(wheel, alla(wheel)):
        working = [day for day in _days(one) if workdays.is_working_day(day)] or [one.start, one.last_day]
        if own := events.get(""):
            assert one.time == own.time
            last_day = own.end - dt.timedelta(days=1)
            stands_first = one.is_open_month and one.activity.display is None
            a_day = working[0] if stands_first else working[-1]
            assert (own.start, last_day) in {(one.start, one.last_day), (a_day, a_day)}
        if start := events.get("start"):
            assert (working[0], working[0], None) == (start.start, start.end - dt.timedelta(days=1), start.time)


def _days(one: Occurrence) -> list[dt.date]:
    return [one.start + dt.timedelta(days=n) for n in range((one.last_day - one.start).days + 1)]


@FEW
@given(trees())
def test_every_line_is_short_whole_and_ended_as_rfc_5545_wants(tree: Tree) -> None:
    for data in written(_wheel(tree)).values():
        assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
        assert data.endswith(b"END:VCALENDAR\r\n")
        for line in data.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()


@FEW
@given(trees())
def test_all_feeds_are_part_of_alla_and_an_event_has_the_same_bytes_in_each(tree: Tree) -> None:
    wheel = _wheel(tree)
    files = written(wheel, day=BEFORE_ALL)
    everything = event_bytes(files[ALLA])

    assert {event.uid for event in alla(wheel)} == everything.keys()
    for data in files.values():
        assert event_bytes(data).items() <= everything.items()


@FEW
@given(trees())
def test_what_names_a_role_is_in_the_feed_of_all_who_belong_to_it(tree: Tree) -> None:
    wheel = _wheel(tree)
    for one in wheel.occurrences:
        carried = wheel.feeds(one.activity)
        for named in one.activity.named:
            assert named in carried
            assert set(wheel.plan.roles[named].members) <= set(carried)


@FEW
@given(trees())
def test_membership_is_transitive_and_cycles_end(tree: Tree) -> None:
    plan = _plan(tree)
    for role, above in plan.above.items():
        assert role in above
        for body in above - {role}:
            assert plan.above[body] <= above or not plan.roles[body].is_body
        for body, other in plan.roles.items():
            if role in other.members:
                assert plan.above[body] <= above


@FEW
@given(trees(), DAYS)
def test_a_second_run_that_day_with_a_later_stamp_changes_no_byte(tree: Tree, day: dt.date) -> None:
    wheel = _wheel(tree)
    first = written(wheel, day=day)

    assert first == written(wheel, _earlier(first), LATER, day)


@FEW
@given(trees())
def test_a_second_run_after_git_has_changed_the_line_ends_changes_no_byte(tree: Tree) -> None:
    wheel = _wheel(tree)
    first = written(wheel)

    assert first == written(
        wheel, _earlier({name: data.replace(b"\r\n", b"\n") for name, data in first.items()}), LATER, STAMP.date()
    )


def _activity_of(uid: str) -> str:
    return uid.partition(".")[0]


def _alone(tree: Tree, activity_id: str, summaries: set[str]) -> bool:
    """Tell whether nothing else has a summary: those that have one in common are told apart by more than it."""
    extras = (extra for block in tree["years"].values() for extra in block["extra"])
    return all(row["id"] == activity_id or row["summary"] not in summaries for row in (*tree["activities"], *extras))


def _uid_id(activity: Tree) -> str:
    former: list[str] = activity["formerly"]
    return former[0] if former else str(activity["id"])


@FEW
@given(trees(), texts(), st.data())
def test_a_changed_activity_changes_exactly_its_events(tree: Tree, summary: str, data: st.DataObject) -> None:
    assume(tree["activities"])
    changed = deepcopy(tree)
    activity = data.draw(st.sampled_from(changed["activities"]))
    wheel = _wheel(tree)
    after_wheel_summary = f"{summary}!"
    assume(after_wheel_summary != activity["summary"])
    assume(not _is_counted_from(tree, activity["id"]))
    assume(_alone(tree, activity["id"], {after_wheel_summary, activity["summary"]}))
    activity["summary"] = after_wheel_summary
    before = written(wheel, day=BEFORE_ALL)

    after = written(_wheel(changed), _earlier(before), LATER, BEFORE_ALL)

    own = {uid for uid in event_bytes(before[ALLA]) if _activity_of(uid) == _uid_id(activity)}
    _assert_only_changed(own, before, after)


def _is_counted_from(tree: Tree, activity_id: str) -> bool:
    """Tell whether another activity counts from one, and names it in its text."""
    return any(activity["when"].endswith(f" {activity_id}") for activity in tree["activities"])


def _assert_only_changed(own: Iterable[str], before: dict[str, bytes], after: dict[str, bytes]) -> None:
    assert before.keys() == after.keys()
    expected = {
        "SEQUENCE": str(LATER_SEQUENCE),
        "DTSTAMP": f"{LATER:%Y%m%dT%H%M%SZ}",
        "LAST-MODIFIED": f"{LATER:%Y%m%dT%H%M%SZ}",
    }
    for name, data in before.items():
        old, new = event_bytes(data), event_bytes(after[name])
        assert list(old) == list(new)
        for uid, body in new.items():
            if uid in own:
                assert expected.items() <= properties(body).items()
            else:
                assert old[uid] == body


@FEW
@given(trees(), st.data())
def test_an_activity_that_is_removed_takes_its_events_and_nothing_else(tree: Tree, data: st.DataObject) -> None:
    assume(tree["activities"])
    activity = data.draw(st.sampled_from(tree["activities"]))
    gone = activity["id"]
    assume(not _is_counted_from(tree, gone))
    assume(_alone(tree, gone, {activity["summary"]}))
    smaller = deepcopy(tree)
    smaller["activities"] = [one for one in smaller["activities"] if one["id"] != gone]
    for block in smaller["years"].values():
        block["dates"].pop(gone, None)
        block["cancelled"].pop(gone, None)
    wheel = _wheel(tree)
    before = written(wheel, day=BEFORE_ALL)

    after = event_bytes(written(_wheel(smaller), _earlier(before), LATER, BEFORE_ALL)[ALLA])

    gone_id = next(_uid_id(one) for one in tree["activities"] if one["id"] == gone)
    kept = {uid: body for uid, body in event_bytes(before[ALLA]).items() if _activity_of(uid) != gone_id}
    assert kept == after


@FEW
@given(trees())
def test_a_feed_alone_has_the_bytes_that_it_has_among_the_others(tree: Tree) -> None:
    wheel = _wheel(tree)
    files = written(wheel)

    for feed in composition(wheel).feeds:
        some = run(wheel, NOTHING, STAMP, only={feed.of}).files
        assert {one.file_name: files[one.file_name] for one in composition(wheel).feeds if one.of == feed.of} == some


def test_the_order_of_the_roles_changes_no_byte() -> None:
    roles = {"b": {"name": "B", "members": ["x", "y"]}, "x": {"name": "X"}, "y": {"name": "Y"}}
    other = dict(reversed(roles.items()))

    assert event_of(row(responsible=["b"]), roles=roles) == event_of(row(responsible=["b"]), roles=other)
