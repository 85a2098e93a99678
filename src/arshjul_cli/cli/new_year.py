"""`arshjul new-year`: a school year's block in the plan, and what the year brings."""

from typing import Annotated

import typer

from arshjul_cli.cli import inputs, output, rewrite


def new_year(
    year: Annotated[str, typer.Argument(metavar="LÄSÅR", help="Läsåret som ska läggas till, till exempel 2026/27.")],
    yes: rewrite.YesOption = False,
    plan: inputs.PlanOption = None,
) -> int:
    """Lägg till ett läsår i planen, med det som ska bestämmas som kommentarer.

    Berättar också vad som skiljer läsåret från det förra: vecka 53, påsken, fasta datum på andra
    veckodagar, och preliminära datum på helger och lov.
    """
    from arshjul_cli.editing import newyear
    from arshjul_cli.flows.editable import edited
    from arshjul_cli.render.terminal.newyear import render
    from arshjul_cli.wheel.expand import expand
    from arshjul_cli.wheel.undecided import undecided

    added = inputs.school_year(year)
    draft = rewrite.open_draft(plan)
    inputs.require_begun(draft.plan, (added,))
    is_new = added not in draft.plan.years
    plan_then = newyear.with_breaks_of_the_year_before(draft.plan, added) if is_new else draft.plan
    wheel = expand(plan_then, [added])
    report = render(added, newyear.differences(draft.plan, added), undecided(wheel))
    if not is_new:
        output.write_text(report)
        output.tell(f"Läsåret {added} finns redan i planen. Inget är skrivet.")
        return 1
    text = newyear.add_year(draft.layout, added, newyear.proposals(wheel), newyear.breaks(draft.plan, added))
    with rewrite.nothing_written():
        after = edited(draft, text, [("years", str(added))])
    output.write_text(report)
    return rewrite.propose(draft, after.text, yes=yes)
