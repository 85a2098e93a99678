"""Two sides of feeds, planned or published, and what differs between them."""

import datetime as dt
from pathlib import Path

import pytest

from arshjul_cli.errors import PlanError
from arshjul_cli.feeds.history import ChangeKind, Differences, Previous
from arshjul_cli.flows.diff import differences, outcome, planned
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load_bytes, require_plan
from arshjul_cli.wheel.expand import expand
from building import STAMP, YEAR, put, run, written

DAY = STAMP.date()

PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, chef: {name: Chef}}
activities:
  - {id: mote, summary: Möte, when: första tisdagen i mars, responsible: [rektor]}
  - {id: enkat, summary: Enkät, when: 6 maj, responsible: [chef]}
"""


def _plan(text: str = PLAN) -> Plan:
    return require_plan(load_bytes(text.encode(), "plan.yaml"))


def _kinds(found: Differences) -> dict[str, list[ChangeKind]]:
    return {feed_id: [change.kind for change in changes] for feed_id, changes in found.changes.items()}


def _planned(text: str = PLAN) -> Previous:
    return planned(_plan(text), (YEAR,), DAY)


def test_a_plan_is_what_it_would_publish() -> None:
    side = _planned()

    assert ["alla.ics", "chef.ics", "rektor.ics"] == list(side.feeds)
    assert [2, 1, 1] == [len(feed.events) for feed in side.feeds.values()]
    assert "Årshjul – alla aktiviteter" == side.feeds["alla.ics"].name


def test_a_date_that_does_not_exist_is_an_error_at_its_place_on_either_side() -> None:
    wrong = _plan(PLAN.replace("6 maj", "v. 53"))
    for side in (lambda: planned(wrong, (YEAR,), DAY), lambda: outcome(_planned(), wrong, (YEAR,), DAY)):
        with pytest.raises(PlanError) as caught:
            side()

        assert ["AH301 enkat"] == [f"{finding.code} {finding.subject}" for finding in caught.value.findings]
        assert [5] == [finding.line for finding in caught.value.findings]


def test_nothing_is_changed_of_what_a_plan_has_published(tmp_path: Path) -> None:
    plan, years = _plan(), (YEAR, YEAR.next())
    earlier = put(tmp_path, written(expand(plan, years)))

    for asked in (years, (YEAR,)):
        assert {"alla": [], "rektor": [], "chef": []} == _kinds(outcome(earlier, plan, asked, DAY))
        assert {"alla": [], "chef": [], "rektor": []} == _kinds(differences(earlier, earlier, asked, DAY))


def test_changes_are_told_for_each_feed_in_the_order_of_the_plan() -> None:
    found = outcome(_planned(), _plan(PLAN.replace("6 maj", "7 maj")), (YEAR,), DAY)

    moved = [ChangeKind.MOVED]
    assert {"alla": moved, "rektor": [], "chef": moved} == _kinds(found)
    assert ["alla", "rektor", "chef"] == list(found.names) == list(found.changes)
    assert ((), (), ()) == (found.new, found.gone, found.kept)


def test_what_has_been_stays_and_is_told_as_kept() -> None:
    day = dt.date(2026, 5, 20)
    old = planned(_plan(), (YEAR,), day)
    found = outcome(old, _plan(PLAN.replace("6 maj", "7 maj")), (YEAR,), day)

    assert {"alla": [], "rektor": [], "chef": []} == _kinds(found)
    assert [("enkat", dt.date(2026, 5, 6))] == [(kept.item_id, kept.start) for kept in found.kept]


def test_a_feed_that_one_side_lacks_is_all_new_or_gone_and_the_new_name_counts() -> None:
    without = PLAN.replace("rektor: {name: Rektor}, ", "").replace("[rektor]", "[chef]")
    renamed = PLAN.replace("name: Rektor", "name: Skolchef")

    new, gone = outcome(_planned(without), _plan(), (YEAR,), DAY), outcome(_planned(), _plan(without), (YEAR,), DAY)
    assert (("rektor",), (), [ChangeKind.NEW]) == (new.new, new.gone, _kinds(new)["rektor"])
    assert ((), ("rektor",), [ChangeKind.GONE]) == (gone.new, gone.gone, _kinds(gone)["rektor"])
    assert "Årshjul – Rektor" == gone.names["rektor"]
    assert "Årshjul – Skolchef" == outcome(_planned(), _plan(renamed), (YEAR,), DAY).names["rektor"]


def test_a_feed_that_ends_loses_what_is_to_come_and_one_that_has_ended_is_no_feed(tmp_path: Path) -> None:
    day = dt.date(2026, 4, 1)
    both = PLAN.replace("[chef]", "[rektor, chef]").replace("[rektor]", "[rektor, chef]")
    before = put(tmp_path, written(expand(_plan(both), (YEAR,))))
    without = _plan(both.replace("rektor: {name: Rektor}, ", "").replace("rektor, ", ""))

    found = outcome(before, without, (YEAR,), day)
    assert ["enkat.2025-26@arshjul.kommunen.se"] == [change.uid for change in found.changes["rektor"]]
    ended = put(tmp_path, run(expand(without, (YEAR,)), before, STAMP, day=day).files)
    assert "rektor.ics" in ended.feeds
    assert ["alla", "chef"] == list(outcome(ended, without, (YEAR,), day).names)
    assert ["alla", "chef"] == list(differences(ended, ended, (YEAR,), day).names)
