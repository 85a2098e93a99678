"""How the tables word an occurrence: date, status, and who."""

from arshjul_cli.plan.items import Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.swedish import clock, clock_span, short_day, span
from arshjul_cli.wheel.model import Kind, Occurrence, Status

STATUS = {Status.CONFIRMED: "", Status.TENTATIVE: "prel.", Status.CANCELLED: "inställt"}
STATUS_IN_FULL = STATUS | {Status.CONFIRMED: "bestämt"}
"""The same where a confirmed date is to be named too."""


def when(occurrence: Occurrence, between: str = " ") -> str:
    """Return `tis 3 mars`, `mars–april`, `tis 3 mars 13:00–16:00` or `senast 30 juni`."""
    if occurrence.kind is Kind.DEADLINE:
        date = f"senast {short_day(occurrence.last_day)}"
    else:
        date = span(occurrence.start, occurrence.last_day)
    if not occurrence.given_time:
        return date
    if occurrence.start == occurrence.last_day or occurrence.kind is Kind.DEADLINE:
        return f"{date}{between}{clock(occurrence.given_time)}"
    return clock_span(occurrence.start, occurrence.last_day, occurrence.given_time)


def responsible(plan: Plan, item: Item) -> str:
    """Return the responsible roles, in their short names."""
    return ", ".join(plan.roles[role].label for role in item.responsible)
