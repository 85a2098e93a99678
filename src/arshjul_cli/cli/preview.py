"""`arshjul preview`: the site on this computer, made again whenever the plan is saved."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output
from arshjul_cli.errors import OutputError, UsageError
from arshjul_cli.findings import cut

if TYPE_CHECKING:
    from arshjul_cli.flows.preview import Shown

_HIGHEST = 65535


def preview(
    port: Annotated[
        str, typer.Option("--port", metavar="PORT", show_default=False, help="Porten på den här datorn (förval: 8000).")
    ] = "8000",
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Visa webbplatsen på den här datorn, och ladda om den när planen sparas.

    Inget skrivs. Är något fel i planen står det på sidan, med rad och vad du kan skriva i stället. Avsluta med Ctrl+C.
    """
    from arshjul_cli.cli import serving
    from arshjul_cli.flows.preview import preview as shown

    number = _port(port)
    path = inputs.plan_path(plan)
    if plan == "-":
        raise UsageError("--plan: En plan på stdin går inte att spara om. Skriv namnet på en fil efter --plan.")
    at = clock.stamp(None)

    def made() -> "Shown":
        reading = inputs.read_plan(path)
        return shown(reading, clock.today(today, reading.plan, at), at, f"http://{serving.HOST}:{running.server_port}")

    try:
        running = serving.server(serving.Site(lambda: _version(path), made), number)
    except OSError as error:
        raise OutputError(f"Porten {number} är upptagen. Välj en annan, till exempel --port 8001.") from error
    output.tell(f"http://{serving.HOST}:{running.server_port}/ visar {path}. Avsluta med Ctrl+C.")
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        # It is how it ends.
        return 0
    finally:
        running.server_close()
    return 0


def _version(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is saved; None if it is not there at the moment."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _HIGHEST:
        raise UsageError(f'--port: "{cut(text)}" är ingen port. Skriv ett tal från 0 (en ledig port) till {_HIGHEST}.')
    return int(text)
