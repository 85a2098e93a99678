"""`arshjul generate`: the feeds."""

from pathlib import Path
from typing import Annotated

import typer

from arshjul_cli.cli import inputs, output


def generate(
    years: inputs.YearsArgument = None,
    out: Annotated[
        str, typer.Option("--out", metavar="MAPP", show_default=False, help="Mappen för flödena, annars feeds.")
    ] = "feeds",
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar="ID", help="Skriv bara den rollens flöde. Kan upprepas.")
    ] = None,
    plan: inputs.PlanOption = None,
    stamp: Annotated[
        str | None, typer.Option("--stamp", metavar="TID", help="Tid för ändringar, till exempel 2026-03-05T12:00:00Z.")
    ] = None,
    today: inputs.TodayOption = None,
) -> int:
    """Skriv kalenderflödena: ett per roll, alla.ics och planens egna.

    Utan LÄSÅR blir det förra, detta och nästa läsår. Flera läsår hamnar i samma flöde.
    """
    from arshjul_cli import check, previous
    from arshjul_cli.errors import PlanError
    from arshjul_cli.expand import expand
    from arshjul_cli.feed import feeds
    from arshjul_cli.render import changes, ics
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.write import write

    chosen = inputs.school_years(years or ())
    at = inputs.stamp(stamp)
    loaded = inputs.open_plan(plan)
    header = loaded.plan.plan
    roles = {inputs.known("--role", one, loaded.plan.roles) for one in role or ()}
    now = SchoolYear.containing(inputs.today(today, loaded.plan))
    wheel = expand(loaded.plan, chosen or (now.previous(), now, now.next()))
    if problems := check.impossible(loaded.plan, wheel):
        raise PlanError(tuple(map(loaded.places.finding, problems)))

    folder = Path(out)
    chosen_feeds = [feed for feed in feeds(wheel) if not roles or feed.id in roles]
    before = previous.read(folder)
    previous.require_ours(before, folder, chosen_feeds, header.uid_domain)
    contents = ics.contents(chosen_feeds, header.timezone)
    revisions = previous.revise(contents, before, at)
    write(
        folder,
        {feed.file_name: ics.render(feed, contents, revisions, header.timezone) for feed in chosen_feeds},
    )
    typer.echo(f"Läsår: {', '.join(map(str, wheel.years))}. Mapp: {folder}", err=True)
    output.write_table(changes.render((feed, previous.change(feed, contents, before)) for feed in chosen_feeds))
    return 0
