"""From the feeds that ought to be out to what is wrong with each, fault by fault."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from arshjul_cli.doctor.answer import NoAnswerError, Visit
from arshjul_cli.doctor.examine import Expected, faults
from arshjul_cli.doctor.kinds import Fault, Kind

_OF_THE_SITE = frozenset({Kind.UNREACHABLE, Kind.CERTIFICATE, Kind.SLOW})
"""What is as wrong with every feed: the rest need not be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What was found at an address."""

    address: str
    asked: int
    """How many feeds were asked for."""
    found: Mapping[Fault, tuple[str, ...]]
    """Each fault with the files that have it."""
    left: int
    """How many feeds were not asked for, as the site does not answer."""


def diagnosis(address: str, feeds: Iterable[Expected], visit: Callable[[str], Visit]) -> Diagnosis:
    """Return what is wrong with some feeds that ought to be out below an address that ends with a slash."""
    wanted = tuple(feeds)
    found: dict[Fault, list[str]] = {}
    asked = 0
    for feed in wanted:
        asked += 1
        wrong = _faults(f"{address}{feed.name}", feed, visit)
        for fault in wrong:
            found.setdefault(fault, []).append(feed.name)
        if any(fault.kind in _OF_THE_SITE for fault in wrong):
            break
    told = {fault: tuple(names) for fault, names in found.items()}
    return Diagnosis(address=address, asked=asked, found=told, left=len(wanted) - asked)


def _faults(address: str, feed: Expected, visit: Callable[[str], Visit]) -> tuple[Fault, ...]:
    try:
        return faults(visit(address), feed)
    except NoAnswerError as error:
        return (error.fault,)
