"""`arshjul` alone: how it stands with the plan of this folder, or how to get one."""

from typing import TYPE_CHECKING

from arshjul_cli.cli import clock, inputs, output

if TYPE_CHECKING:
    from arshjul_cli.feeds.history import Known
    from arshjul_cli.flows.generate import Shelf

_WITHOUT_PLAN = """\
Här finns ingen plan.
  Gör en av en tabell i Excel, Word eller text:  arshjul import FIL
  Börja på en ny med ett litet exempel:          arshjul init
  Se hur Svenljungas exempelplan blir:           arshjul show
  Alla kommandon:                                arshjul help
Har du en plan: gå till mappen där den ligger.
"""


def status() -> int:
    """Tell how it stands with the plan; what is wrong with it is no fault of this command."""
    from arshjul_cli.flows.status import status as status_of
    from arshjul_cli.render.status import text

    if (here := inputs.plan_here()) is None:
        output.write_lines(_WITHOUT_PLAN)
        return 0
    reading = inputs.read_plan(inputs.plan_path(here))
    at = clock.stamp(None)
    day = clock.today(None, reading.plan or reading.sound, at)
    output.page_text(text(status_of(reading, day, at, _shelf), _command()))
    return 0


def _shelf(known: "Known") -> "Shelf":
    from arshjul_cli.feeds.earlier import read
    from arshjul_cli.flows.generate import Shelf

    folder = inputs.published()
    return Shelf(folder=folder, option="--out", feeds=read(folder, known), replaced=True)


def _command() -> str:
    """Return what writes the feeds here."""
    return "publish" if inputs.published() == inputs.SITE else "generate"
