"""What a service for all municipalities of Sweden would take: made here, and worked out of what was made.

    python benchmarks/national.py [--plans 290] [--cores 2] [--folder DIR]

It installs the wheel as `run.py` does, makes a plan for each municipality, publishes them as people would, one process
a plan with `xargs -P`, for the first time and once more with nothing new; and prints seconds, bytes, and the requests
a day that calendar programs then make.
"""

import argparse
import gzip
import os
import platform
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from inputs import plan
from run import environments

ACTIVITIES, ROLES = 45, 15
SUBSCRIPTIONS = 150
"""Of a municipality: its principals, managers and secretaries; nobody knows, so multiply by what you know."""
CHANGES = 2
"""How often a week a feed changes, which is often."""
ANSWER = 300
"""Bytes of an answer that nothing has changed (304), and of what stands before a file."""
REFRESHES: Mapping[str, float] = {
    "every 3 hours (Outlook on the web)": 8,
    "every 4 hours (Google at its most)": 6,
    "every 12 hours (what a feed asks for)": 2,
    "once a day (Google at its least)": 1,
}
YEARS = "2024/25-2026/27"
DAY = ("--today", "2025-08-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Bytes: of all sites together, of their feeds, of the feed of a role as it is, and compressed."""

    sites: int
    feeds: int
    feed: int
    compressed: int


def main() -> None:
    """Make, measure, and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--plans", type=int, default=290)
    options.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    options.add_argument("--folder", type=Path, help="where the environments and the sites are kept")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        python, _ = environments(folder)
        places = list(_plans(folder / "national", given.plans))
        took = {what: _publish(python, places, given.cores) for what in ("first", "unchanged")}
        print("\n".join(_told(took, _sizes(places), given.plans, given.cores)))


def _plans(folder: Path, number: int) -> Iterator[Path]:
    """Yield the folder of each municipality, with its plan."""
    for municipality in range(number):
        place = folder / f"{municipality:03}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        text = plan(ACTIVITIES, ROLES).replace("title: Plan", f"title: Plan {municipality}")
        (place / "arshjul.yaml").write_text(text, encoding="utf-8")
        yield place


def _publish(python: Path, places: list[Path], cores: int) -> float:
    """Publish each plan in a process of its own, so many at once; return the seconds that all took."""
    publish = f"publish {YEARS} --base-url https://arshjul.kommunen.se {' '.join(DAY)}"
    one = f'cd "$1" && exec "{python}" -m arshjul_cli {publish} >/dev/null 2>fel.txt'
    command = ["xargs", "-P", str(cores), "-I", "{}", "sh", "-c", one, "sh", "{}"]
    start = time.perf_counter()
    subprocess.run(command, input="\n".join(map(str, places)), text=True, check=True)  # noqa: S603 - our own command
    return time.perf_counter() - start


def _sizes(places: list[Path]) -> Sizes:
    every = [path for place in places for path in (place / "site").rglob("*") if path.is_file()]
    feeds = [path for path in every if path.suffix == ".ics"]
    roles = [path.read_bytes() for path in feeds if path.name != "alla.ics"]
    return Sizes(
        sites=sum(path.stat().st_size for path in every),
        feeds=sum(path.stat().st_size for path in feeds),
        feed=round(statistics.mean(map(len, roles))),
        compressed=round(statistics.mean(len(gzip.compress(data, 6)) for data in roles[:ROLES])),
    )


def _told(took: Mapping[str, float], sizes: Sizes, plans: int, cores: int) -> Iterator[str]:
    """Yield the lines of the tables in Markdown."""
    yield f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores;"
    yield f"{plans} plans of {ACTIVITIES} activities and {ROLES} roles, {YEARS}, without PDF;"
    yield f"{plans * SUBSCRIPTIONS:_} subscriptions.".replace("_", " ")
    yield ""
    yield f"| build, {cores} at once | first | unchanged |"
    yield "|---|---|---|"
    yield f"| all sites, seconds | {took['first']:.0f} | {took['unchanged']:.0f} |"
    yield "| one site, seconds of a core | {:.2f} | {:.2f} |".format(
        *(took[what] * cores / plans for what in ("first", "unchanged"))
    )
    yield "| the same on 8 cores, seconds | {:.0f} | {:.0f} |".format(
        *(took[what] * cores / 8 for what in ("first", "unchanged"))
    )
    yield ""
    yield "| bytes | |"
    yield "|---|---|"
    yield f"| all sites | {_in_units(sizes.sites)} |"
    yield f"| of them feeds | {_in_units(sizes.feeds)} |"
    yield f"| a role's feed; compressed | {_in_units(sizes.feed)}; {_in_units(sizes.compressed)} |"
    yield ""
    yield "| a feed is fetched | requests a day | a second | whole files a day | compressed | only what changed (304) |"
    yield "|---|---|---|---|---|---|"
    for what, times in REFRESHES.items():
        requests = plans * SUBSCRIPTIONS * times
        fetched = min(requests, plans * SUBSCRIPTIONS * CHANGES / 7)
        each = (
            requests * (sizes.feed + ANSWER),
            requests * (sizes.compressed + ANSWER),
            requests * ANSWER + fetched * sizes.compressed,
        )
        count = f"{requests:_.0f}".replace("_", " ")
        yield f"| {what} | {count} | {requests / 86_400:.1f} | {' | '.join(map(_in_units, each))} |"


def _in_units(number: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000 or unit == "GB":
            break
        number /= 1000
    return f"{number:.3g} {unit}"


if __name__ == "__main__":
    main()
