"""`arshjul new-year`: a school year's block in the plan, and what the year brings."""

from typing import Annotated

import typer

from arshjul_cli.cli import inputs, output, rewrite


def new_year(
    year: Annotated[str, typer.Argument(metavar="LÄSÅR", help="Läsåret som ska läggas till, till exempel 2026/27.")],
    yes: rewrite.YesOption = False,
    plan: inputs.PlanOption = None,
) -> int:
    """Lägg till ett läsår i planen, med det som ska bestämmas som kommentarer. Finns det fylls det på.

    Berättar också vad som skiljer läsåret från det förra: vecka 53, påsken, fasta datum på andra
    veckodagar, och preliminära datum på helger och lov.
    """
    from arshjul_cli.editing import newyear
    from arshjul_cli.flows.newyear import with_year
    from arshjul_cli.render.terminal.newyear import render
    from arshjul_cli.wheel.expand import expand
    from arshjul_cli.wheel.undecided import undecided

    added = inputs.school_year(year)
    draft = rewrite.open_draft(plan)
    inputs.require_begun(draft.plan, (added,))
    wheel = expand(newyear.with_breaks_of_the_year_before(draft.plan, added), [added])
    report = render(added, newyear.differences(draft.plan, added), undecided(wheel))
    output.write_text(report)
    rest = (*newyear.terms(draft.plan, added), *newyear.breaks(draft.plan, added))
    with rewrite.nothing_written():
        after = with_year(draft, added, newyear.proposals(wheel), rest)
    then = f"Nästa steg: arshjul decide {added} visar vad som ska bestämmas."
    return rewrite.propose(draft, after.text, yes=yes, then=then)
