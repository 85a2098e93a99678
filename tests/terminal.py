"""The program on a terminal, as a person meets it."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Mapping


def on_terminal(
    *arguments: str,
    answer: str = "",
    answers: Mapping[str, str] | None = None,
    columns: int = 80,
    **environment: str,
) -> tuple[int, str]:
    """Run the program on a terminal of so many columns, answer its question, and return its exit code and text.

    Each answer is given once, where what it asks ends so. There is no pager, unless the environment has one.
    """
    left = {**(answers or {}), **({"[j/N] ": answer} if answer else {})}
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "arshjul_cli", *arguments]
    around = {**os.environ, "COLUMNS": str(columns), "GITHUB_ACTIONS": "", "PAGER": "", **environment}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=around)
    os.close(slave)
    shown = b""
    try:
        while select.select([master], [], [], 30)[0]:
            shown += os.read(master, 4096)
            if asked := next((end for end in left if _in_one_line(shown).endswith(end)), None):
                os.write(master, left.pop(asked).encode())
    except OSError:
        pass  # Linux says so when the program has closed the terminal
    finally:
        os.close(master)
    return process.wait(), shown.decode()


def _in_one_line(shown: bytes) -> str:
    """Return what is shown, however its lines are broken."""
    return re.sub(r"\s+", " ", shown.decode(errors="replace"))
