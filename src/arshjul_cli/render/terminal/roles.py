"""The roles of a plan as a table: who is in what, and how many activities each has."""

from rich.table import Table
from rich.text import Text

from arshjul_cli.plan.model import Plan


def render(plan: Plan) -> Table:
    """Return the table, in plan order, with the declared feeds last."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Roll", overflow="fold", max_width=20)
    table.add_column("Ingår i", overflow="fold", max_width=21)
    table.add_column("Medlemmar", overflow="fold")
    table.add_column("Aktiviteter", justify="right")
    for role_id, role in plan.roles.items():
        above = [body.label for body_id, body in plan.roles.items() if body_id in plan.above[role_id] - {role_id}]
        leader = [f"{plan.roles[role.leader].label} (leder)"] if role.leader else []
        members = [plan.roles[member].label for member in role.members if member != role.leader]
        many = sum(plan.reaches(role_id, activity) for activity in plan.activities)
        people = ", ".join((*leader, *members, *filter(None, [role.others])))
        _add(table, role_id, role.name, (", ".join(above), people), many)
    for feed_id, feed in plan.feeds.items():
        many = sum(any(plan.reaches(role, activity) for role in feed.roles) for activity in plan.activities)
        people = ", ".join(plan.roles[role].label for role in feed.roles)
        _add(table, feed_id, feed.name, ("", people), many)
    return table


def _add(table: Table, role_id: str, name: str, cells: tuple[str, str], many: int) -> None:
    table.add_row(Text.assemble((role_id, "bold"), f"\n{name}"), *map(Text, cells), str(many))
