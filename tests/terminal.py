"""The program on a terminal, as a person meets it."""

import os
import pty
import select
import subprocess
import sys


def on_terminal(*arguments: str, answer: str = "", columns: int = 80, **environment: str) -> tuple[int, str]:
    """Run the program on a terminal of so many columns, answer its question, and return its exit code and text.

    There is no pager, unless the environment has one.
    """
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "arshjul_cli", *arguments]
    around = {**os.environ, "COLUMNS": str(columns), "GITHUB_ACTIONS": "", "PAGER": "", **environment}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=around)
    os.close(slave)
    shown = b""
    try:
        while select.select([master], [], [], 30)[0]:
            shown += os.read(master, 4096)
            if answer and shown.endswith(b"[j/N] "):
                os.write(master, answer.encode())
                answer = ""
    except OSError:
        pass  # Linux says so when the program has closed the terminal
    finally:
        os.close(master)
    return process.wait(), shown.decode()
