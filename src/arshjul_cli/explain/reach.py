"""Whom an activity reaches, and through which bodies."""

from collections.abc import Iterator, Sequence

from arshjul_cli.explain.model import Chain, Reach
from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan


def reached(plan: Plan, item: Item) -> Iterator[Reach]:
    """Yield each role that an activity reaches, in plan order, and then the people who are no roles."""
    for role_id, role in plan.roles.items():
        if chains := tuple(_chains(plan, role_id, item.named)):
            yield Reach(name=role.name, role=role_id, chains=chains)
    for body_id, body in plan.roles.items():
        if body.others and (chains := tuple(_chains_of_others(plan, body_id, item.named))):
            yield Reach(name=body.others, role=None, chains=chains)


def _chains(plan: Plan, role: str, named: Sequence[str]) -> Iterator[Chain]:
    """Yield the shortest way to each named role, but none that goes past another named one."""
    if role in named:
        yield Chain()
    leads = () if plan.roles[role].is_body else (b for b, body in plan.roles.items() if body.leader == role)
    member = [Chain(bodies=(body,)) for body in _bodies_of(plan, role)]
    waiting = [*member, *(Chain(bodies=(body,), leads=True) for body in leads)]
    seen = {role}
    while waiting:
        chain = waiting.pop(0)
        if (last := chain.bodies[-1]) in seen:
            continue
        seen.add(last)
        if last in named:
            yield chain
        else:
            further = _bodies_of(plan, last)
            waiting += (Chain(bodies=(*chain.bodies, body), leads=chain.leads) for body in further)


def _chains_of_others(plan: Plan, body: str, named: Sequence[str]) -> Iterator[Chain]:
    if body in named:
        yield Chain(bodies=(body,))
        return
    above = plan.roles[body]
    for chain in _chains(plan, body, named) if above.is_body else ():
        yield Chain(bodies=(body, *chain.bodies))


def _bodies_of(plan: Plan, role: str) -> list[str]:
    return [body_id for body_id, body in plan.roles.items() if role in body.members]
