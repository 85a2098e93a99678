"""`arshjul explain`: all there is to know of one activity."""

from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output

if TYPE_CHECKING:
    from arshjul_cli.plan.model import Plan


def explain(
    activity: Annotated[str, typer.Argument(metavar="ID", help="Aktivitetens id, till exempel arsbokslut.")],
    years: inputs.YearsArgument = None,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Förklara en aktivitet: regeln, datumen och varför, vilka den når och genom vad.

    Utan LÄSÅR blir det förra läsåret, detta och de tre nästa.
    """
    from arshjul_cli.explain.activity import explain as explanation_of
    from arshjul_cli.explain.activity import usual_years
    from arshjul_cli.render.terminal.explain import render
    from arshjul_cli.schoolyear import SchoolYear

    chosen = inputs.school_years(years or ())
    opened = inputs.open_plan(plan)
    inputs.require_begun(opened, chosen)
    day = clock.today(today, opened)
    item_id = _present_id(activity, opened)
    asked = chosen or usual_years(opened, item_id, SchoolYear.containing(day))
    explanation = explanation_of(opened, item_id, asked, day)
    output.page_table(render(explanation, output.width()))
    return 0


def _present_id(item_id: str, plan: "Plan") -> str:
    from arshjul_cli.explain.activity import former_ids, ids

    former = former_ids(plan)
    if item_id in former:
        output.note(f'"{item_id}" heter numera "{former[item_id]}".')
        return former[item_id]
    return inputs.known("ID", item_id, ids(plan))
