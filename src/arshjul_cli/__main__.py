"""The program, as `arshjul` and as `python -m arshjul_cli`.

Whatever takes time to import is imported inside `main`, so that Ctrl-C ends the program quietly from the start.
"""

import gc
import os
import sys

from arshjul_cli import INTERRUPTED, VERSION


def main() -> None:
    """Run the program and exit."""
    # A process that lives for a moment makes hardly any garbage; looking for it took a fifth of the time.
    gc.disable()
    try:
        if sys.argv[1:] not in (["--version"], ["-V"]) or not _told_version():
            from arshjul_cli.cli import app

            app(prog_name="arshjul")
    except KeyboardInterrupt:
        _exit_interrupted()
    finally:
        # Nor is any looked for at the end.
        gc.freeze()


def _told_version() -> bool:
    """Print the version with nothing imported; return False if that failed, which the whole program tells better."""
    # Not through sys.stdout, which would try once more at exit. It is None if the descriptor is closed.
    text = f"arshjul {VERSION}\n".encode()
    try:
        return sys.stdout is not None and os.write(1, text) == len(text)
    except OSError:
        return False


def _exit_interrupted() -> None:
    from contextlib import suppress

    # Not through sys.stderr, which Python flushes once more at exit. It is None if the descriptor is closed.
    if sys.stderr is not None:
        with suppress(OSError):
            os.write(2, b"Avbrutet.\n")
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
