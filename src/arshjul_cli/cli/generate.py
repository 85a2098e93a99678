"""`arshjul generate`: the feeds."""

from pathlib import Path
from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, progress, running


def generate(
    years: inputs.YearsArgument = None,
    out: Annotated[
        str,
        typer.Option("--out", metavar="MAPP", show_default=False, help="Mapp för flödena (förval: feeds)."),
    ] = str(inputs.FEEDS),
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
    from arshjul_cli.errors import UsageError
    from arshjul_cli.feeds.verify import verify
    from arshjul_cli.flows.generate import Request
    from arshjul_cli.write import write

    if rewrite_past and role:
        raise UsageError("--rewrite-past gäller alla flöden och kan inte användas tillsammans med --role.")
    chosen = inputs.school_years(years or ())
    opened = running.opened(plan, chosen)
    only = frozenset(inputs.role(text, opened) for text in role or ())
    day, at = running.day_and_time(stamp, today, opened)
    shipped = running.is_shipped(opened, plan)
    request = Request(
        plan=opened, years=chosen, day=day, stamp=at, only=only, rewrite_past=rewrite_past, shipped=shipped
    )
    folder = _folder(out)
    with running.begun(request, folder, previous, allow_shrink=allow_shrink, dry_run=dry_run) as run:
        made = run.outcome.made
        removed = run.here.feeds.feeds.keys() & made.removed
        aside = run.here.feeds.unreadable & made.files.keys()
        if dry_run:
            for name in sorted(aside):
                output.tell(f"{folder / name} går inte att läsa och skulle sparas som {name}.bak.")
        else:
            with progress.shown("Granskar flödena") as follow:
                verify(made.changed, made.published, follow)
                copies = write(folder, made.files, aside, removed, follow)
            for name, kept in copies.items():
                output.tell(f"{folder / name} gick inte att läsa. Den finns kvar som {kept}.")
    running.tell(request, run.outcome, folder, dry_run=dry_run)
    return 0


def _folder(out: str) -> Path:
    from arshjul_cli.errors import UsageError

    if not out:
        raise UsageError("--out: Mappens namn saknas. Skriv till exempel --out feeds.")
    return Path(out)
