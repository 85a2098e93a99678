"""`arshjul init`: a plan to begin with."""

import os
from pathlib import Path
from typing import Annotated

import typer

from arshjul_cli.cli import clock, inputs, output
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import visible

_PLAN, _SCHEMA = "arshjul.yaml", "arshjul.schema.json"


def init(
    folder: Annotated[str, typer.Argument(metavar="MAPP", help="Mapp att lägga filerna i (förval: den här).")] = ".",
    domain: Annotated[
        str | None,
        typer.Option("--domain", metavar="DOMÄN", help="Planens uid_domain, till exempel arshjul.kommunen.se."),
    ] = None,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="VÄRD",
            show_default=False,
            help="Var flödena publiceras: github (förval), gitlab, eller mapp för en egen webbserver.",
        ),
    ] = "github",
    today: clock.TodayOption = None,
) -> int:
    """Börja på en egen plan: ett litet exempel att skriva om, och det som publicerar flödena.

    Ingen fil som redan finns ändras. Finns planen redan skrivs bara det som publicerar den.
    """
    from arshjul_cli.plan import schema
    from arshjul_cli.schoolyear import SchoolYear
    from arshjul_cli.starter import DOMAIN, HOSTS, INSTALLS, starter
    from arshjul_cli.write import create

    chosen = inputs.choice("--host", host, HOSTS)
    own = DOMAIN if domain is None else inputs.hostname(domain)
    year = SchoolYear.containing(clock.today(today, None))
    requirement = _requirement()
    files = {**starter(chosen, own, year, requirement), _SCHEMA: schema.render()}
    kept = _kept(Path(folder), domain)
    create(Path(folder), {name: data for name, data in files.items() if name not in kept})
    output.write_lines("".join(f"{visible(str(Path(folder, name)))}\n" for name in files if name not in kept))
    if kept:
        output.note(f"{Path(folder, _PLAN)} fanns redan, och är kvar som den var.")
    elif domain is None:
        output.note("Skriv er egen uid_domain i planen innan du skriver flödena första gången.")
    if chosen in INSTALLS and not requirement:
        output.note(f"I {INSTALLS[chosen]}, på raden ARSHJUL: skriv varifrån programmet ska installeras. Se LÄSMIG.md.")
    output.note(f"Läs {Path(folder, 'LÄSMIG.md')} först.")
    return 0


def _kept(folder: Path, domain: str | None) -> tuple[str, ...]:
    """Return the files of a plan that is there already, which `import` may have made.

    Raises:
        UsageError: for a domain, which that plan has itself.
    """
    if not os.path.lexists(folder / _PLAN):
        return ()
    if domain is not None:
        text = f"{folder / _PLAN} finns redan. Skriv domänen i den, under plan, vid uid_domain, och utelämna --domain."
        raise UsageError(text)
    return tuple(name for name in (_PLAN, _SCHEMA) if os.path.lexists(folder / name))


def _requirement() -> str:
    """Return what pip installs this very program from; nothing if that is no public address.

    A name alone would be installed from whatever a public index has under it, and the program is on none.
    """
    import json
    from importlib.metadata import distribution

    program = distribution("arshjul")
    # PEP 610: what pip was given, if that was no name of an index.
    origin = program.read_text("direct_url.json")
    match json.loads(origin) if origin else None:
        case {"url": str(url), "vcs_info": {"vcs": str(vcs), "commit_id": str(commit)}} if url.startswith("https:"):
            return f"arshjul @ {vcs}+{url}@{commit}"
        case {"url": str(url), "archive_info": _} if url.startswith("https:"):
            return f"arshjul @ {url}"
        case _:
            return ""
