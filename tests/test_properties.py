"""What holds of every plan."""

import datetime as dt
import random
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from arshjul_cli.expand import expand
from arshjul_cli.compose import compose
from arshjul_cli.plan import Plan
from arshjul_cli.previous import Previous
from arshjul_cli.rules import slots
from arshjul_cli.wheel import Occurrence, Status, Wheel
from building import LATER, NOTHING, Tree, event_bytes, event_of, events_of, files_of, properties, put, row, written
from strategies import IMPOSSIBLE, PHRASES, YEARS, texts, trees

ALLA = "alla.ics"
FEW = settings(max_examples=20)


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

    assert set(together.occurrences) == {one for wheel in apart for one in wheel.occurrences}
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
                for month, _ in slots(activity.when):
                    assert (activity.id, year, month) in given_slots


@FEW
@given(trees())
def test_every_occurrence_lies_in_its_school_year_or_overhangs_it_by_four_days(tree: Tree) -> None:
    for one in _wheel(tree).occurrences:
        assert one.school_year.start - dt.timedelta(days=4) <= one.start <= one.last_day
        assert one.start <= one.school_year.last_day + dt.timedelta(days=4)


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
    return [values, [sorted(line.split("\\, ")) if line.startswith("Genom ") else line for line in lines]]


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


def _title(one: Occurrence) -> str:
    prefix = "INSTÄLLT: " if one.status is Status.CANCELLED else ""
    suffix = " (prel.)" if one.status is Status.TENTATIVE else ""
    return f"{prefix}{one.activity.summary}{suffix}"


def _days(one: Occurrence) -> tuple[dt.date, dt.date]:
    if one.time:
        start, end = (dt.datetime.combine(one.start, time) for time in one.time)
        return start, end
    return one.start, one.last_day + dt.timedelta(days=1)


@FEW
@given(trees())
def test_feeds_read_back_as_their_occurrences(tree: Tree) -> None:
    wheel = _wheel(tree)
    for name, data in written(wheel).items():
        feed = name.removesuffix(".ics").removeprefix("old-")
        expected = [one for one in wheel.occurrences if feed in wheel.feeds(one.activity)]
        events = events_of(data)
        assert [wheel.uid(one) for one in expected] == [event["UID"] for event in events]
        for one, event in zip(expected, events, strict=True):
            start, end = (event.decoded(name) for name in ("DTSTART", "DTEND"))
            if one.time:
                start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
            assert (_title(one), *_days(one)) == (str(event["SUMMARY"]), start, end)
            assert (one.location, one.url) == (event.get("LOCATION"), event.get("URL"))
            assert one.status.upper() == event["STATUS"]
            assert f"Läsår: {one.school_year}" in str(event["DESCRIPTION"]).split("\n")


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
    files = written(wheel)
    everything = event_bytes(files[ALLA])

    assert {wheel.uid(one) for one in wheel.occurrences} == everything.keys()
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
@given(trees())
def test_a_second_run_with_a_later_stamp_changes_no_byte(tree: Tree) -> None:
    wheel = _wheel(tree)
    first = written(wheel)

    assert first == written(wheel, _earlier(first), LATER)


@FEW
@given(trees())
def test_a_second_run_after_git_has_changed_the_line_ends_changes_no_byte(tree: Tree) -> None:
    wheel = _wheel(tree)
    first = written(wheel)

    assert first == written(
        wheel, _earlier({name: data.replace(b"\r\n", b"\n") for name, data in first.items()}), LATER
    )


@FEW
@given(trees(), texts(), st.data())
def test_a_changed_activity_changes_exactly_its_events(tree: Tree, summary: str, data: st.DataObject) -> None:
    assume(tree["activities"])
    changed = deepcopy(tree)
    activity = data.draw(st.sampled_from(changed["activities"]))
    wheel = _wheel(tree)
    after_wheel_summary = f"{summary}!"
    assume(after_wheel_summary != activity["summary"])
    activity["summary"] = after_wheel_summary
    before = written(wheel)

    after = written(_wheel(changed), _earlier(before), LATER)

    own = {wheel.uid(one) for one in wheel.occurrences if one.activity.id == activity["id"]}
    _assert_only_changed(own, before, after)


def _assert_only_changed(own: Iterable[str], before: dict[str, bytes], after: dict[str, bytes]) -> None:
    assert before.keys() == after.keys()
    expected = {"SEQUENCE": "1", "DTSTAMP": f"{LATER:%Y%m%dT%H%M%SZ}", "LAST-MODIFIED": f"{LATER:%Y%m%dT%H%M%SZ}"}
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
    gone = data.draw(st.sampled_from(tree["activities"]))["id"]
    smaller = deepcopy(tree)
    smaller["activities"] = [one for one in smaller["activities"] if one["id"] != gone]
    for block in smaller["years"].values():
        block["dates"].pop(gone, None)
        block["cancelled"].pop(gone, None)
    wheel = _wheel(tree)
    before = written(wheel)

    after = event_bytes(written(_wheel(smaller), _earlier(before), LATER)[ALLA])

    kept = {wheel.uid(one) for one in wheel.occurrences if one.activity.id != gone}
    assert {uid: body for uid, body in event_bytes(before[ALLA]).items() if uid in kept} == after


@FEW
@given(trees())
def test_a_feed_alone_has_the_bytes_that_it_has_among_the_others(tree: Tree) -> None:
    wheel = _wheel(tree)
    files = written(wheel)

    for feed in compose(wheel):
        alone = files_of([feed], wheel.plan.plan.timezone, NOTHING, dt.datetime(2025, 7, 1, tzinfo=dt.UTC))
        assert {feed.file_name: files[feed.file_name]} == alone


def test_the_order_of_the_roles_changes_no_byte() -> None:
    roles = {"b": {"name": "B", "members": ["x", "y"]}, "x": {"name": "X"}, "y": {"name": "Y"}}
    other = dict(reversed(roles.items()))

    assert event_of(row(responsible=["b"]), roles=roles) == event_of(row(responsible=["b"]), roles=other)
