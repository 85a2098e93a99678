"""What `doctor` found, as text: each fault on a line with the feeds that have it, and its cures below."""

from collections.abc import Iterator, Sequence

from arshjul_cli.doctor.diagnose import Diagnosis
from arshjul_cli.findings import visible
from arshjul_cli.swedish import count

_MOST_NAMES = 3


def text(diagnosis: Diagnosis) -> str:
    """Return what was found, and a last line that sums it up."""
    return "".join(f"{visible(line)}\n" for line in (*_faults(diagnosis), _summary(diagnosis)))


def _faults(diagnosis: Diagnosis) -> Iterator[str]:
    for fault, names in diagnosis.found.items():
        yield f"{_listed(names, diagnosis)}: {fault.text}"
        for server, cure in fault.cures:
            yield f"  {server}: {cure}"


def _listed(names: Sequence[str], diagnosis: Diagnosis) -> str:
    if len(names) == diagnosis.asked + diagnosis.left > 1:
        return f"Alla {len(names)} flöden"
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" och {rest} till" if rest > 0 else "")


def _summary(diagnosis: Diagnosis) -> str:
    wrong = len({name for names in diagnosis.found.values() for name in names})
    of = f"{count(diagnosis.asked, 'flöde', 'flöden')} på {diagnosis.address}"
    left = f" {diagnosis.left} till är inte prövade, för servern svarar inte." if diagnosis.left else ""
    return f"Av {of} är {wrong} inte som de ska.{left}" if wrong else f"{of}: allt är som det ska."
