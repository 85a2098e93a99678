"""The program, as `arshjul` and as `python -m arshjul_cli`.

Whatever takes time to import is imported inside `main`, so that Ctrl-C ends the program quietly from the start.
"""

import os
import sys

from arshjul_cli import INTERRUPTED


def main() -> None:
    """Run the program and exit."""
    try:
        from arshjul_cli.cli import app

        app(prog_name="arshjul")
    except KeyboardInterrupt:
        _exit_interrupted()


def _exit_interrupted() -> None:
    from contextlib import suppress

    # Not through sys.stderr, which Python flushes once more at exit. It is None if the descriptor is closed.
    if sys.stderr is not None:
        with suppress(OSError):
            os.write(2, b"Avbrutet.\n")
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
