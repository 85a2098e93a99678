"""The plan's values: roles and their bodies, activities, decisions."""

import pytest
from pydantic import ValidationError

from arshjul_cli.plan.fields import DateSpan
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Decision, YearBlock
from arshjul_cli.schoolyear import SchoolYear
from building import DOMAIN, Tree, plan_of, row


def _roles(**members: str) -> Tree:
    return {one: {"name": one, "members": listed.split()} for one, listed in members.items()}


def _above(roles: Tree) -> dict[str, str]:
    return {role: " ".join(sorted(bodies)) for role, bodies in plan_of(roles=roles).above.items()}


def test_a_role_is_above_itself() -> None:
    assert {"a": "a"} == _above(_roles(a=""))


def test_membership_is_transitive() -> None:
    assert {"a": "a b c d", "b": "b c d", "c": "c d", "d": "d"} == _above(_roles(a="", b="a", c="b", d="c"))


def test_a_body_is_in_nothing_that_its_members_are_in() -> None:
    assert {"a": "a b c", "b": "b", "c": "c"} == _above(_roles(a="", b="a", c="a"))


def test_a_cycle_of_bodies_ends_and_puts_each_in_all() -> None:
    assert {"a": "a b c", "b": "a b c", "c": "a b c"} == _above(_roles(a="c", b="a", c="b"))


def test_a_post_that_leads_a_body_is_in_it_and_in_what_it_belongs_to() -> None:
    roles = {**_roles(chef="", b="x", c="b", x=""), "b": {"name": "b", "leader": "chef", "members": ["x"]}}

    assert {"chef": "b c chef", "b": "b c", "c": "c", "x": "b c x"} == _above(roles)


def test_a_body_that_leads_another_gets_nothing_by_it() -> None:
    roles = {**_roles(a="x", x=""), "b": {"name": "b", "leader": "a"}}

    assert {"a": "a", "b": "b", "x": "a x"} == _above(roles)


def test_a_copy_with_other_roles_has_other_bodies_above_them() -> None:
    plan, other = plan_of(roles=_roles(a="", b="a")), plan_of(roles=_roles(a="", b=""))
    assert {"a", "b"} == plan.above["a"]

    assert {"a"} == plan.model_copy(update={"roles": other.roles}).above["a"]


def test_within_names_whom_a_body_reaches_by_id_without_itself() -> None:
    plan = plan_of(roles=_roles(z="", b="y z", a="b", y=""))

    assert ("b", "y", "z") == plan.within("a")
    assert ("y", "z") == plan.within("b")
    assert () == plan.within("y")


def test_a_role_is_labelled_by_its_short_name_if_it_has_one() -> None:
    roles = plan_of(roles={"a": {"name": "Arbetsutskottet", "short": "AU"}, "b": {"name": "Rektor"}}).roles

    assert ("AU", "Rektor") == (roles["a"].label, roles["b"].label)


def test_a_role_with_members_or_a_leader_is_a_body() -> None:
    roles = plan_of(
        roles={"a": {"name": "a", "members": ["c"]}, "b": {"name": "b", "leader": "c"}, "c": {"name": "c"}}
    ).roles

    assert [True, True, False] == [role.is_body for role in roles.values()]


def test_an_activity_names_the_responsible_first_and_nobody_twice() -> None:
    (activity,) = plan_of(row(responsible=["rektor"], participants=["chef", "rektor"])).activities

    assert ("rektor", "chef") == activity.named


@pytest.mark.parametrize(
    ("when", "key", "is_deadline"),
    [("mars", "false", False), ("mars", "true", True), ("senast v. 10", "false", True), ("senast mars", "true", True)],
)
def test_a_deadline_is_said_by_the_phrase_or_by_the_key(when: str, key: str, *, is_deadline: bool) -> None:
    (activity,) = plan_of(row(when=when, deadline=key)).activities

    assert is_deadline == activity.is_deadline


def test_the_first_former_id_makes_the_uids() -> None:
    (activity,) = plan_of(row("ny", formerly=["forst", "sedan"])).activities

    assert "forst" == activity.uid_id


def test_a_decision_may_be_only_its_date() -> None:
    assert Decision.model_validate({"date": "2026-03-05"}) == Decision.model_validate("2026-03-05")


def test_the_three_forms_of_dates() -> None:
    dates = {
        "ett": "2026-03-05 13:00–16:00",
        "lista": ["2025-08-18", {"date": "2025-09-08", "location": "Sal 1"}],
        "manader": {"augusti": "2025-09-01"},
    }
    rows = (row("ett"), row("lista", "varje månad"), row("manader", "varje månad"))
    block = plan_of(*rows, years={"2025/26": {"dates": dates}}).year(SchoolYear(2025))

    one, listed, months = (block.dates[one] for one in ("ett", "lista", "manader"))
    assert isinstance(one, Decision)
    assert "13:00" == f"{one.date.time[0]:%H:%M}" if one.date.time else None
    assert isinstance(listed, tuple)
    assert [None, "Sal 1"] == [decision.location for decision in listed]
    assert isinstance(months, dict)
    assert [8] == list(months)
    assert isinstance(months[8].date, DateSpan)


def test_a_year_that_the_plan_does_not_mention_has_decided_nothing() -> None:
    assert YearBlock() == plan_of().year(SchoolYear(2030))


def test_what_is_not_said_of_a_plan_is_swedish() -> None:
    header = plan_of().plan

    assert ("Europe/Stockholm", "SE", DOMAIN, None) == (
        header.timezone, header.country, header.uid_domain, header.adopted,
    )  # fmt: skip


def test_a_plan_never_changes(plan: Plan) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        plan.roles = {}  # type: ignore[misc]
