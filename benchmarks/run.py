"""How fast the program is, as ratios to what its parts and its peers cost; prints a table with reached or missed.

    python benchmarks/run.py [--rounds 9] [--folder DIR] [--only WORD]

It builds the wheel and installs it, and yaml2ics, into environments of their own; makes its inputs, which are the same
each time; and runs what is compared in turn. Seconds differ between machines and from hour to hour: only ratios of
processor time count. Needs the package index the first time, and Linux or macOS.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from inputs import peer, plan
from processes import Process, Taken, interleaved, peak, ratio

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "data" / "arshjul.yaml"
LIBRARIES = "import typer, yaml, icalendar, pydantic"
DAY = ("--today", "2025-08-01")
MONTHLY = 910
"""Of eleven months each: some ten thousand events, in a section that holds at most a thousand entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table: what is divided by what, and how much it may be; peak memory is divided by nothing."""

    what: str
    above: str
    below: str | None
    most: float


ROWS = (
    Row(what="--version / floor", above="version", below="floor", most=1.8),
    Row(what="--help / floor", above="help", below="floor", most=7.5),
    Row(what="generate --help / floor", above="generate help", below="floor", most=7.5),
    Row(what="completion of a command / floor", above="complete command", below="floor", most=7.5),
    Row(what="completion of an option / floor", above="complete option", below="floor", most=7.5),
    Row(what="completion of an id / floor", above="complete id", below="floor", most=11),
    Row(what="completion of a role / floor", above="complete role", below="floor", most=11),
    Row(what="completion of a year / floor", above="complete year", below="floor", most=11),
    Row(what="show --format json / floor", above="show json", below="floor", most=21),
    Row(what="show / floor", above="show", below="floor", most=24),
    Row(what="next / floor", above="next", below="floor", most=24),
    Row(what="check / floor", above="check", below="floor", most=28),
    Row(what="explain / floor", above="explain", below="floor", most=28),
    Row(what="generate, first / libraries", above="shipped first", below="libraries", most=3.1),
    Row(what="generate, unchanged / libraries", above="shipped again", below="libraries", most=2.8),
    Row(what="100 events, first / yaml2ics", above="100 first", below="100 peer", most=2.0),
    Row(what="1 000 events, first / yaml2ics", above="1000 first", below="1000 peer", most=1.5),
    Row(what="10 000 events, first / yaml2ics", above="10000 first", below="10000 peer", most=0.95),
    Row(what="100 events, unchanged / yaml2ics", above="100 again", below="100 peer", most=1.8),
    Row(what="1 000 events, unchanged / yaml2ics", above="1000 again", below="1000 peer", most=1.2),
    Row(what="10 000 events, unchanged / yaml2ics", above="10000 again", below="10000 peer", most=0.5),
    Row(what="1 000 activities / 100", above="1000 first", below="100 first", most=3),
    Row(what="45 roles / 15", above="45 roles", below="15 roles", most=1.1),
    Row(what="10 school years / 1", above="10 years", below="shipped first", most=1.8),
    Row(what="publish without PDF / generate of the same year", above="publish", below="shipped first", most=2.2),
    Row(what="wheel of 300 activities / of 45", above="wheel 300", below="wheel 45", most=3),
    Row(what="peak MiB, shipped plan", above="shipped first", below=None, most=50),
    Row(what="peak MiB, 1 000 activities and 45 roles", above="large", below=None, most=65),
)


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--folder", type=Path, help="where the environments and the inputs are kept")
    options.add_argument("--only", default="", help="only the rows with this word")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        ours, theirs = environments(folder)
        rows = [row for row in ROWS if given.only in row.what]
        wanted = {name for row in rows for name in (row.above, row.below)}
        every = {**prompt(ours, folder), **plans(ours, theirs, folder)}
        taken = interleaved({name: process for name, process in every.items() if name in wanted}, given.rounds)
        print("\n".join(table(rows, taken, versions(ours, theirs), given.rounds)))


def environments(folder: Path) -> tuple[Path, Path]:
    """Return the Python of an environment with the program's wheel, and of one with yaml2ics."""
    shutil.rmtree(folder / "dist", ignore_errors=True)
    _call(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(folder / "dist"), str(ROOT))
    (wheel,) = (folder / "dist").glob("*.whl")
    pythons = []
    for name, wanted in (("ours", str(wheel)), ("theirs", "yaml2ics==0.3")):
        python = folder / name / "bin" / "python"
        if not python.exists():
            venv.create(folder / name, with_pip=True)
        # The wheel of another day has the same version.
        _call(str(python), "-m", "pip", "uninstall", "-q", "-y", "arshjul")
        _call(str(python), "-m", "pip", "install", "-q", wanted)
        pythons.append(python)
    return pythons[0], pythons[1]


def _call(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - our own commands


def prompt(python: Path, folder: Path) -> dict[str, Process]:
    """Return what people, editors and shells run all day, in an empty folder, so of the shipped plan."""
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)

    def ours(*arguments: str, **environment: str) -> Process:
        return Process(command=[str(python), "-m", "arshjul_cli", *arguments], folder=empty, environment=environment)

    def complete(line: str) -> Process:
        words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        return ours(_ARSHJUL_COMPLETE="complete_bash", **words)

    return {
        "floor": Process(command=[str(python), "-c", "pass"], folder=empty),
        "libraries": Process(command=[str(python), "-c", LIBRARIES], folder=empty),
        "version": ours("--version"),
        "help": ours("--help"),
        "generate help": ours("generate", "--help"),
        "complete command": complete("arshjul ge"),
        "complete option": complete("arshjul decide --l"),
        "complete id": complete("arshjul explain el"),
        "complete role": complete("arshjul show --role re"),
        "complete year": complete("arshjul show 20"),
        "show json": ours("show", "2025/26", "--format", "json"),
        "show": ours("show", "2025/26"),
        "next": ours("next", *DAY),
        "check": ours("check", "2025/26", "2026/27", *DAY),
        "explain": ours("explain", "elevenkat", *DAY),
    }


def plans(python: Path, peers: Path, folder: Path) -> dict[str, Process]:
    """Return the runs that write feeds, for the first time and with nothing new, those of yaml2ics, and pictures."""
    here = folder / "plans"
    here.mkdir(exist_ok=True)
    texts = {
        "shipped": SHIPPED.read_text(encoding="utf-8"),
        "100": plan(100),
        "1000": plan(1000),
        "10000": plan(MONTHLY, monthly=True),
        "15 roles": plan(45, 15),
        "45 roles": plan(45, 45),
        "large": plan(1000, 45),
        "wheel 45": plan(45),
        "wheel 300": plan(300),
        **{f"{events} peer": peer(events) for events in (100, 1000, 10_000)},
    }
    for name, text in texts.items():
        (here / f"{name}.yaml").write_text(text, encoding="utf-8")

    def ours(*arguments: str, before: Callable[[], None] = lambda: None) -> Process:
        return Process(command=[str(python), "-m", "arshjul_cli", *arguments], folder=here, before=before)

    def again(name: str, years: str = "2025/26", out: str = "again") -> Process:
        return ours("generate", years, "--plan", f"{name}.yaml", "--out", f"{name} {out}", *DAY)

    def first(name: str, years: str = "2025/26") -> Process:
        out = f"first {years.replace('/', '-')}"
        written = here / f"{name} {out}"
        arguments = ("generate", years, "--plan", f"{name}.yaml", "--out", written.name, *DAY)
        return ours(*arguments, before=lambda: shutil.rmtree(written, ignore_errors=True))

    site = here / "site"
    publish = ("publish", "2025/26", "--plan", "shipped.yaml", "--base-url", "https://kalender.exempel.se", *DAY)

    return {
        # No typst is installed, so there is no PDF.
        "publish": ours(*publish, before=lambda: shutil.rmtree(site, ignore_errors=True)),
        "shipped first": first("shipped"),
        "shipped again": again("shipped"),
        "10 years": first("shipped", "2025/26-2034/35"),
        **{f"{size} first": first(size) for size in ("100", "1000", "10000")},
        **{f"{size} again": again(size) for size in ("100", "1000", "10000")},
        **{
            f"{size} peer": Process(command=[str(peers), "-m", "yaml2ics", f"{size} peer.yaml"], folder=here)
            for size in (100, 1000, 10_000)
        },
        **{name: first(name) for name in ("15 roles", "45 roles", "large")},
        **{
            name: ours("wheel", "2025/26", "--plan", f"{name}.yaml", "--out", f"{name}.svg")
            for name in ("wheel 45", "wheel 300")
        },
    }


def table(rows: list[Row], taken: Mapping[str, list[Taken]], packages: list[str], rounds: int) -> Iterator[str]:
    """Yield the lines of a table in Markdown, and what it was measured on."""
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores;"
    yield f"{', '.join(packages)}; median of {rounds}."
    yield ""
    yield "| what | measured | at most | |"
    yield "|---|---|---|---|"
    for row in rows:
        found = ratio(taken[row.above], taken[row.below]) if row.below else peak(taken[row.above])
        yield f"| {row.what} | {found:.2f} | {row.most:g} | {'reached' if found <= row.most else '**missed**'} |"


def versions(*pythons: Path) -> list[str]:
    """Return what is installed that is measured, and in which version."""
    names = {"arshjul", "typer", "pydantic", "icalendar", "PyYAML", "rich", "holidays", "yaml2ics", "ics"}
    command = ("-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check")
    found = dict.fromkeys(
        line.replace("==", " ")
        for python in pythons
        for line in subprocess.run(  # noqa: S603 - the same
            [str(python), *command], check=True, capture_output=True, text=True
        ).stdout.splitlines()
    )
    return [line for line in found if line.partition(" ")[0] in names]


if __name__ == "__main__":
    main()
