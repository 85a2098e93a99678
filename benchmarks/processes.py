"""Whole processes, one after another in turn, by the processor time that they take and the memory at their peak."""

import os
import statistics
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_FALSIFYING = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "ARSHJUL_PLAN", "COLUMNS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A command, where it runs, and what is done before each time."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Taken:
    """Processor time in seconds, and memory in MiB."""

    seconds: float
    mib: float


def run(process: Process) -> Taken:
    """Return what a process takes; RuntimeError if it fails."""
    process.before()
    around = {name: text for name, text in os.environ.items() if name not in _FALSIFYING}
    child = subprocess.Popen(  # noqa: S603 - our own commands
        process.command,
        cwd=process.folder,
        env={**around, **process.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{child.returncode}: {' '.join(process.command)}")
    return Taken(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def interleaved(processes: Mapping[str, Process], rounds: int) -> dict[str, list[Taken]]:
    """Run each process once a round, so that a machine that changes its speed changes that of all."""
    taken: dict[str, list[Taken]] = {name: [] for name in processes}
    for process in processes.values():
        run(process)  # writes .pyc, and what an unchanged run finds
    for _ in range(rounds):
        for name, process in processes.items():
            taken[name].append(run(process))
    return taken


def ratio(above: Sequence[Taken], below: Sequence[Taken]) -> float:
    """Return the median of the ratios within each round."""
    return statistics.median(one.seconds / other.seconds for one, other in zip(above, below, strict=True))


def peak(taken: Sequence[Taken]) -> float:
    """Return the median memory."""
    return statistics.median(one.mib for one in taken)
