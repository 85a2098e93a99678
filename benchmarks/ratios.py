"""How long the commands take, as ratios within one run: seconds differ between machines, and from hour to hour.

    python benchmarks/ratios.py [ROUNDS]

The first table holds whole processes against one that only imports what `generate` needs. The second holds plans of
more activities against the shipped one, per event: a figure that grows would be work that is not linear.
Run it where arshjul is installed as a wheel, with PYTHONDONTWRITEBYTECODE unset: an editable install, or one
that compiles anew, is slower than what people have.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

FLOOR = [sys.executable, "-c", "import typer, pydantic, yaml, icalendar, holidays"]
ARSHJUL = [sys.executable, "-m", "arshjul_cli"]
COMMANDS = {
    "--version": ["--version"],
    "schema": ["schema"],
    "check": ["check", "2025/26", "2026/27"],
    "show": ["show", "2025/26"],
    "next": ["next", "--today", "2026-03-03"],
    "explain": ["explain", "elevenkat"],
    "generate, nothing new": ["generate", "2024/25-2026/27"],
}
SIZES = (45, 450, 1800)
HEAD = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}, skolchef: {name: Skolchef}, grupp: {name: Grupp, members: [rektor, skolchef]}}
activities:
"""


def seconds(command: list[str], folder: Path) -> float:
    """Return how long a whole process takes."""
    before = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - our own commands
    return time.perf_counter() - before


def commands(folder: Path, rounds: int) -> None:
    """Print each command's median ratio to the floor of the same round."""
    seconds([*ARSHJUL, *COMMANDS["generate, nothing new"]], folder)
    ratios: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        floor = seconds(FLOOR, folder)
        for name, arguments in COMMANDS.items():
            ratios[name].append(seconds([*ARSHJUL, *arguments], folder) / floor)
    print(f"Whole process / imports only, median of {rounds}")
    for name, found in ratios.items():
        print(f"  {name:24}{statistics.median(found):6.2f}")


def sizes(folder: Path, rounds: int) -> None:
    """Print what a further activity costs in plans of several sizes, against the smallest of them."""
    for size in SIZES:
        rows = (
            f"  - {{id: a-{n}, summary: Aktivitet {n}, when: {n % 28 + 1} mars, responsible: [grupp]}}\n"
            for n in range(size)
        )
        (folder / f"{size}.yaml").write_text(HEAD + "".join(rows), encoding="utf-8")
    taken: dict[int, list[float]] = {size: [] for size in SIZES}
    for round_ in range(rounds):
        for size in SIZES:
            arguments = ["generate", "2025/26", "--plan", f"{size}.yaml", "--out", f"{size}-{round_}"]
            taken[size].append(seconds([*ARSHJUL, *arguments], folder))
    least = {size: min(found) for size, found in taken.items()}
    first, *more = SIZES
    step = (least[more[0]] - least[first]) / (more[0] - first)
    print(f"What an activity more costs, against one more than {first}")
    for before, size in pairwise(more):
        print(f"  from {before} to {size}: {(least[size] - least[before]) / (size - before) / step:.2f}")


def main() -> None:
    """Measure, and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as name:
        commands(Path(name), rounds)
        sizes(Path(name), max(3, rounds // 3))


if __name__ == "__main__":
    main()
