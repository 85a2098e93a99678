"""Hostile plans: each is refused, or read, in little time and memory, whatever it was made to fill."""

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from arshjul_cli.reading.file import MAX_BYTES
from arshjul_cli.reading.places import MOST

pytestmark = pytest.mark.slow

HEAD = "plan: {title: Plan, organisation: Kommunen, uid_domain: arshjul.kommunen.se}\n"
ROLES = "roles: {rektor: {name: Rektor}}\n"
ROW = "  - {id: budget, summary: Budget, when: mars, responsible: [rektor]}\n"
IDS = ["-".join(three) for three in product(("vecka", "period", "termin", "skolan", "rektor", "enkat"), repeat=5)][:999]
FIRST = f"activities:\n{ROW}".replace("rektor", IDS[0])
SECONDS, BYTES = 5, 200_000_000
"""Of the processor, whatever else the machine does; a second is what is promised, a slow machine gets more."""
CHECK = f"""\
import re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from arshjul_cli.cli import app
try:
    app(["check", "2025/26", "--plan", sys.argv[1]])
finally:
    with open("/proc/self/status") as status:
        print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read())[1]) * 1000, file=sys.stderr)
"""
STATUS = Path("/proc/self/status")
"""Where Linux tells the memory of a process; getrusage(2) counts that of the one which started it too."""


def _activities(*keys: str) -> str:
    rows = (f"  - {{id: {one}, summary: Budget, when: mars, {key}}}\n" for one, key in zip(IDS, keys, strict=False))
    return f"activities:\n{''.join(rows)}"


def _points(text: str) -> str:
    return HEAD + ROLES + f"activities:\n{ROW}" + _activities(f"points: [{', '.join([text] * 900)}]").partition("\n")[2]


def _roles(*members: str) -> str:
    return "roles:\n" + "".join(
        f"  {one}: {{name: Roll, members: [{of}]}}\n" for one, of in zip(IDS, members, strict=False)
    )


BOMBS = {
    "meetings on the same days": HEAD + ROLES + "activities:\n" + "".join(
        f"  - {{id: {one}, summary: Budget, when: första tisdagen varje månad, responsible: [rektor]}}\n" for one in IDS
    ),
    "brackets left open": "[" * 900_000,
    "brackets": "[" * 400_000 + "]" * 400_000,
    "braces left open": "{a: " * 200_000,
    "dashes": "- " * 400_000,
    "question marks": "? " * 400_000,
    "laughs": "a: &a [x]\n"
    + "".join(f"{b}: &{b} [{f'*{a}, ' * 9}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "aliases on a line": f"a: &a [x]\nb: [{'*a, ' * 150_000}]\n",
    "lines of aliases": "a: &a [x]\n" + "".join(f"b{n}: [{'*a, ' * 990}]\n" for n in range(19)),
    "a list on a line": f"{HEAD}{ROLES}activities: [{'a, ' * 190_000}]\n",
    "a mistake a line": f"{HEAD}{ROLES}activities:\n" + "  - a\n" * 19_000,
    "mistakes on a long line": f"{HEAD}{ROLES}activities: [{'a, ' * 990}]  # {'x' * 900_000}\n",
    "mistakes on a line of tabs": f"{HEAD}{ROLES}activities: [{'a, ' * 990}]  # {'	' * 900_000}\n",
    "carriage returns": "\r" * 900_000,
    "keys between carriage returns": "a: b\r" * 190_000,
    "control characters": "\x01\n" * 19_000,
    "hard spaces": "\xa0\n" * 19_000,
    "a key again and again": HEAD + "roles: {}\n" * 19_000,
    "unknown keys": HEAD + ROLES + "".join(f"key{n}: 1\n" for n in range(19_000)),
    "a long text": HEAD + ROLES + f"activities:\n  - {{id: budget, summary: {'x' * 900_000}, when: mars}}\n",
    "a long phrase": HEAD + ROLES + f"activities:\n  - {{id: budget, summary: x, when: {'mars ' * 180_000}}}\n",
    "a long id": HEAD + ROLES + f"activities:\n  - {{id: {'Å' * 450_000}, summary: x, when: mars}}\n",
    "a long reference": HEAD + ROLES + _activities(f"responsible: [{'r' * 900_000}]"),
    "a long key": HEAD + ROLES + _activities(f"? {'s' * 900_000} : x"),
    "a long address": HEAD + ROLES + _activities(f"url: 'http://{'a.' * 450_000}'"),
    "a long domain": HEAD.replace("arshjul", f"{'a' * 60}." * 14_000) + ROLES + f"activities:\n{ROW}",
    "a long colour": f"{HEAD}{ROLES}categories: {{a: {{name: A, color: {'t' * 900_000}}}}}\nactivities: []\n",
    "unknown roles": HEAD + _roles(*(", ".join(IDS[n][1:] for n in range(12)) for _ in IDS)) + "activities: []\n",
    "unknown activities": HEAD + ROLES + _activities(*(["deadline: true"] * 999)) + "years:\n" + "".join(
        f"  {year}/{year % 100 + 1}:\n    dates:\n" + "".join(f"      {one[1:]}: 2026-03-01\n" for one in IDS)
        for year in range(2020, 2030)
    ),
    "unknown months": f"{HEAD}{ROLES}activities:\n{ROW}promises:\n" + "".join(
        f"  - {{id: l{n}, text: x, activities: [budget], months: [{', '.join(f'mras{n}x{m}' for m in range(990))}]}}\n"
        for n in range(19)
    ),
    "a chain of bodies": HEAD + _roles(*IDS[1:]) + f"  {IDS[998]}: {{name: Roll}}\n" + FIRST,
    "a circle of bodies": HEAD + _roles(*IDS[1:], IDS[0]) + FIRST,
    "all bodies in all": HEAD + _roles(*([", ".join(IDS[:135])] * 135)) + FIRST,
    "slips after much that is right": HEAD + ROLES + _activities(*(["deadline: true"] * 900))
    + "  - id: a\n    summary: a: b\n" * 20,
    "a text like an address": _points("a." * 245),
    "a text like a number": _points("0" * 490),
    "a text like a telephone": _points("+46 0" * 98),
}  # fmt: skip


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_told_in_few_lines_and_little_time_and_memory(tmp_path: Path, text: str) -> None:
    if not STATUS.exists():
        pytest.skip("this system tells no memory")
    plan = tmp_path / "plan.yaml"
    plan.write_text(text, encoding="utf-8", newline="")
    assert plan.stat().st_size <= MAX_BYTES

    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(plan)],
        check=False,
        timeout=20 * SECONDS,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode in {0, 1}, done.stderr
    assert 1 <= len(done.stdout.splitlines()) <= MOST + 2
    assert len(done.stdout) <= 50_000
    assert int(done.stderr.splitlines()[-1]) <= BYTES
