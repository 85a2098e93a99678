"""Two sides of feeds, planned or published, and what differs between them."""

from pathlib import Path

import pytest

from arshjul_cli.errors import PlanError
from arshjul_cli.feeds.history import ChangeKind, Differences
from arshjul_cli.flows.diff import Side, differences, planned, published
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load_bytes, require_plan
from arshjul_cli.wheel.expand import expand
from building import STAMP, TODAY, YEAR, put, written

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


def test_a_plan_is_what_its_feeds_would_be() -> None:
    side = planned(_plan(), (YEAR,))

    assert {"alla": "Årshjul – alla aktiviteter", "rektor": "Årshjul – Rektor", "chef": "Årshjul – Chef"} == side.names
    assert {"alla": 2, "rektor": 1, "chef": 1} == {feed_id: len(events) for feed_id, events in side.contents.items()}


def test_a_date_that_does_not_exist_is_an_error_at_its_place() -> None:
    with pytest.raises(PlanError) as caught:
        planned(_plan(PLAN.replace("6 maj", "v. 53")), (YEAR,))

    assert ["AH301 enkat"] == [f"{finding.code} {finding.subject}" for finding in caught.value.findings]
    assert [5] == [finding.line for finding in caught.value.findings]


def test_what_is_published_of_a_plan_is_that_plan(tmp_path: Path) -> None:
    plan, years = _plan(), (YEAR, YEAR.next())
    earlier = put(tmp_path, written(expand(plan, years)))

    assert planned(plan, years) == published(earlier, years)
    assert planned(plan, (YEAR,)) == published(earlier, (YEAR,))
    assert {"alla": {}, "rektor": {}, "chef": {}} == published(earlier, (YEAR.previous(),)).contents


def test_a_feed_that_has_ended_is_not_published(tmp_path: Path) -> None:
    before = put(tmp_path, written(expand(_plan(), (YEAR,))))
    without = PLAN.replace(", chef: {name: Chef}", "").replace("[chef]", "[rektor]")
    earlier = put(tmp_path, written(expand(_plan(without), (YEAR,)), before, STAMP))

    assert "chef.ics" in earlier.feeds
    assert ["alla", "rektor"] == list(published(earlier, (YEAR,)).names)


def test_changes_are_told_for_each_feed() -> None:
    old, new = planned(_plan(), (YEAR,)), planned(_plan(PLAN.replace("6 maj", "7 maj")), (YEAR,))

    moved = [ChangeKind.MOVED]
    assert {"alla": moved, "rektor": [], "chef": moved} == _kinds(differences(old, new, day=TODAY))
    assert {"alla": [], "rektor": [], "chef": []} == _kinds(differences(old, old, day=TODAY))


def test_a_feed_that_one_side_lacks_is_all_new_or_gone_and_the_new_name_counts() -> None:
    old, new = Side({}, {}), planned(_plan(), (YEAR,))
    renamed = planned(_plan(PLAN.replace("name: Rektor", "name: Skolchef")), (YEAR,))

    assert [ChangeKind.NEW] == _kinds(differences(old, new, day=TODAY))["rektor"]
    assert [ChangeKind.GONE] == _kinds(differences(new, old, day=TODAY))["rektor"]
    assert "Årshjul – Skolchef" == differences(new, renamed, day=TODAY).names["rektor"]
    assert "Årshjul – Rektor" == differences(new, old, day=TODAY).names["rektor"]
