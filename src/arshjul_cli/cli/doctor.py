"""`arshjul doctor`: whether calendar programs can fetch what is published."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlsplit

import typer

from arshjul_cli.cli import inputs, output
from arshjul_cli.errors import UsageError
from arshjul_cli.findings import cut

if TYPE_CHECKING:
    from arshjul_cli.doctor.examine import Expected


def doctor(
    address: Annotated[
        str, typer.Argument(metavar="ADRESS", help="Var flödena ligger, till exempel https://arshjul.kommunen.se/.")
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar="MAPP",
            help="Mappen med flödena som de skrevs här. Utan växeln: site eller feeds, annars bara namnen på "
            "planens flöden.",
        ),
    ] = None,
    plan: inputs.PlanOption = None,
) -> int:
    """Pröva om kalenderprogram kan hämta flödena där de ligger ute.

    Varje flöde ska gå att hämta utan inloggning över https, vara filen som skrevs här, ha rätt typ och ETag, och svara
    304 när inget har ändrats. Varje fel visas med vad som hjälper i nginx, IIS och GitHub Pages.
    """
    from arshjul_cli.doctor.diagnose import diagnosis
    from arshjul_cli.doctor.fetch import visit
    from arshjul_cli.render.doctor import text

    site = _site(address)
    found = diagnosis(site, _expected(out, plan), visit)
    output.write_text(text(found))
    return int(bool(found.found))


def _site(address: str) -> str:
    """Return the address of the folder that feeds are in, with a slash at its end. Raises UsageError if it is none."""
    quoted = f'"{cut(address)}"'
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or not re.fullmatch(r"[^\s@]+", address):
        raise UsageError(f"{quoted} är ingen adress till flöden. Skriv till exempel https://arshjul.kommunen.se/.")
    if parts.query or parts.fragment:
        raise UsageError(f"{quoted} har ett ? eller #. Skriv adressen till mappen som flödena ligger i.")
    folder, _, name = parts.path.rpartition("/")
    if name.endswith(".ics"):
        raise UsageError(f"{quoted} är ett flöde. Skriv mappens adress: {parts.scheme}://{parts.netloc}{folder}/")
    return f"{parts.scheme}://{parts.netloc}{quote(parts.path.rstrip('/'), safe='/%~+,;=:@!$&()*')}/"


def _expected(out: str | None, plan: str | None) -> "tuple[Expected, ...]":
    """Return the feeds that ought to be out: those that are in the folder here, else those that the plan has.

    Raises:
        PreviousError: for a folder without feeds.
        UsageError: if there is neither a folder nor a plan here.
    """
    from arshjul_cli.doctor.examine import Expected
    from arshjul_cli.feeds import guard
    from arshjul_cli.feeds.earlier import read
    from arshjul_cli.feeds.model import SUFFIX
    from arshjul_cli.plan.fields import ALL

    folder = Path(out) if out is not None else inputs.published()
    here = read(folder)
    if here.feeds or out is not None:
        guard.require_feeds(here, folder)
        guard.require_readable(here, folder)
        output.tell(f"Jämför med flödena i {folder}.")
        return tuple(Expected(name=name, data=feed.data, folder=str(folder)) for name, feed in here.feeds.items())
    if not inputs.has_plan(plan):
        raise UsageError("Här finns varken flöden eller plan. Gå till planens mapp, eller ange flödenas med --out.")
    opened = inputs.open_plan(plan)
    output.tell("Här finns inga flöden att jämföra med. Bara namnen är planens.")
    ids = (ALL, *opened.roles, *opened.feeds, *opened.addresses)
    return tuple(Expected(name=feed_id + SUFFIX, data=None) for feed_id in ids)
