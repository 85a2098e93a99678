"""Whom an activity reaches, and the ways to them."""

from hypothesis import given, settings

from arshjul_cli.explain.model import Chain
from arshjul_cli.explain.reach import reached
from arshjul_cli.plan.model import Plan
from building import Tree, plan_of, row
from strategies import trees

NESTED = {
    "chef": {"name": "Chef"},
    "larare": {"name": "Lärare"},
    "lag": {"name": "Laget", "members": ["larare"]},
    "skola": {"name": "Skola", "members": ["lag"], "others": "en gäst"},
    "grupp": {"name": "Ledningsgruppen", "leader": "chef", "members": ["skola"], "others": "två till"},
}


def test_chains_are_told_whole_and_end_at_what_is_named() -> None:
    plan = plan_of(row(responsible=["grupp"], participants=["lag"]), roles=NESTED)

    assert {
        "Chef": (Chain(bodies=("grupp",), leads=True),),
        "Lärare": (Chain(bodies=("lag",)),),
        "Laget": (Chain(), Chain(bodies=("skola", "grupp"))),
        "Skola": (Chain(bodies=("grupp",)),),
        "Ledningsgruppen": (Chain(),),
        "en gäst": (Chain(bodies=("skola", "grupp")),),
        "två till": (Chain(bodies=("grupp",)),),
    } == {one.name: one.chains for one in reached(plan, plan.activities[0])}


@settings(max_examples=50)
@given(trees())
def test_an_activity_reaches_just_the_roles_whose_feeds_carry_it(tree: Tree) -> None:
    plan = Plan.model_validate(tree)

    for activity in plan.activities:
        roles = {one.role for one in reached(plan, activity) if one.role}
        assert roles == {role for role in plan.roles if plan.above[role] & set(activity.named)}
