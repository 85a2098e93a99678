"""`arshjul cancel`: something in a school year is not to be."""

from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, rewrite


def cancel(
    year: Annotated[str, typer.Argument(metavar="LÄSÅR", help="Läsåret, till exempel 2026/27.")],
    activity: Annotated[str, typer.Argument(metavar="AKTIVITET", help="Aktivitetens id i planen.")],
    reason: Annotated[
        str, typer.Argument(metavar="SKÄL", help='Varför, i ord: "Ersätts av studiedagen". Alla ser det.')
    ],
    slot: Annotated[
        str, typer.Option("--slot", metavar="MÅNAD", help="Bara den månadens tillfälle, till exempel januari.")
    ] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="DATUM", help="Bara tillfället den dagen, till exempel 2027-01-13.")
    ] = "",
    yes: rewrite.YesOption = False,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Ställ in något ett läsår: hela läsåret, en månad eller en dag.

    Ändringen visas först, och skrivs om du svarar ja. Händelsen står kvar i kalendrarna som inställd, med skälet.
    """
    from arshjul_cli.errors import UsageError
    from arshjul_cli.flows.cancel import Asked, cancellation, doubts, with_cancellation

    if slot and date:
        raise UsageError("Skriv antingen --slot eller --date, inte båda.")
    of_year = inputs.school_year(year)
    draft = rewrite.open_draft(plan)
    inputs.require_begun(draft.plan, (of_year,))
    day = inputs.date("--date", date) if date else None
    asked = Asked(year=of_year, item_id=activity, reason=reason.strip(), slot=slot, day=day)
    cancelled = cancellation(draft.plan, asked)
    with rewrite.nothing_written():
        after = with_cancellation(draft, cancelled)
    for doubt in doubts(draft.plan, after.plan, cancelled, clock.today(today, draft.plan)):
        output.tell(f"Varning: {doubt}")
    return rewrite.propose(draft, after.text, yes=yes, then=rewrite.NEXT)
