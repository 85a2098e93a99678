"""`arshjul generate`: the feeds."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output
from arshjul_cli.cli.running import STOPPED, nothing_written, tell

if TYPE_CHECKING:
    pass


def generate(
    years: inputs.YearsArgument = None,
    out: Annotated[
        str,
        typer.Option("--out", metavar="MAPP", show_default=False, help="Mapp för flödena (förval: feeds)."),
    ] = "feeds",
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ID", help="Skriv bara den rollens, eller det flödets, fil. Kan upprepas."),
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option("--previous", metavar="MAPP", help="De tidigare flödena, om de inte ligger i --out."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle ändras, men skriv inget.")] = False,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Skriv även om ovanligt mycket försvinner eller ställs in.")
    ] = False,
    rewrite_past: Annotated[
        bool, typer.Option("--rewrite-past", help="Gör även det som har varit på nytt efter planen.")
    ] = False,
    plan: inputs.PlanOption = None,
    stamp: Annotated[
        str | None,
        typer.Option("--stamp", metavar="TID", help="Ändringarnas tidsstämpel, som 2026-03-05T12:00:00Z."),
    ] = None,
    today: clock.TodayOption = None,
) -> int:
    """Skriv kalenderflödena: ett per roll, alla.ics och planens egna.

    Utan LÄSÅR blir det förra, detta och nästa läsår. Flera läsår hamnar i samma flöde.
    """
    from arshjul_cli.check import placeholder, waiting
    from arshjul_cli.errors import PlanError, UsageError
    from arshjul_cli.feeds import guard
    from arshjul_cli.feeds.earlier import read
    from arshjul_cli.feeds.verify import verify
    from arshjul_cli.flows.generate import Request, Shelf, composed, outcome
    from arshjul_cli.reading.places import finding, findings
    from arshjul_cli.render.terminal import summary
    from arshjul_cli.write import alone, places, write

    if rewrite_past and role:
        raise UsageError("--rewrite-past gäller alla flöden och kan inte användas tillsammans med --role.")
    chosen = inputs.school_years(years or ())
    at = clock.stamp(stamp)
    with nothing_written():
        opened = inputs.open_plan(plan)
    inputs.require_begun(opened, chosen)
    only = frozenset(inputs.role(text, opened) for text in role or ())
    day = clock.today(today, opened, at)
    request = Request(
        plan=opened,
        years=chosen,
        day=day,
        stamp=at,
        only=only,
        rewrite_past=rewrite_past,
        shipped=plan is None and inputs.is_shipped(Path(opened.node.origin.file.name), None),
    )

    folder = _folder(out)
    with nothing_written():
        given = composed(request)
    with nullcontext() if dry_run else alone(folder), nothing_written():
        here = Shelf(folder=folder, option="--out", feeds=read(folder, given.known), replaced=True)
        run = outcome(request, given, here if previous is None else inputs.previous(previous, given.known))
        made = run.made
        for problem in (*placeholder(opened), *waiting(given.wheel, day)):
            output.tell_finding(finding(problem))
        guard.require_ours(here.feeds, folder, made.files, opened.plan.uid_domain, here.option)
        places(folder, made.files)
        if run.losses and not allow_shrink:
            output.write_table(summary.render(made.feeds, made.changes, run.taken))
            raise PlanError(findings(run.losses), STOPPED)
        removed = here.feeds.feeds.keys() & made.removed
        aside = here.feeds.unreadable & made.files.keys()
        if dry_run:
            for name in sorted(aside):
                output.tell(f"{folder / name} går inte att läsa och skulle sparas som {name}.bak.")
        else:
            verify(made.changed, made.published)
            for name, kept in write(folder, made.files, aside, removed).items():
                output.tell(f"{folder / name} gick inte att läsa. Den finns kvar som {kept}.")
    tell(request, run, folder, dry_run=dry_run)
    return 0


def _folder(out: str) -> Path:
    from arshjul_cli.errors import UsageError

    if not out:
        raise UsageError("--out: Mappens namn saknas. Skriv till exempel --out feeds.")
    return Path(out)
