"""What `new-year` does to a plan file: a school year is added, or gets what it lacks."""

from collections.abc import Iterable

from arshjul_cli.editing.filling import fill_year
from arshjul_cli.editing.newyear import add_year
from arshjul_cli.flows.editable import Editable, edited
from arshjul_cli.schoolyear import SchoolYear


def with_year(before: Editable, year: SchoolYear, dates: Iterable[str], rest: Iterable[str]) -> Editable:
    """Return a plan file with a school year and its comments, on its dates and on the rest.

    Raises:
        EditError: if it cannot be done without changing anything else.
        PlanError: if the plan could not be used then.
    """
    keys = ("years", str(year))
    if not before.layout.has(keys):
        return edited(before, add_year(before.layout, year, dates, rest), [keys])
    text = fill_year(before.layout, before.plan, year, dates, rest)
    has_dates = bool(before.plan.year(year).dates)
    return edited(before, text, [] if has_dates else [(*keys, "dates")])
