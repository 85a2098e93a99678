"""The files that all pages share: style, script, icon."""

from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).with_name("resurser")


def resources() -> Mapping[str, bytes]:
    """Return them by path."""
    return {f"resurser/{path.name}": path.read_bytes() for path in sorted(_FOLDER.iterdir())}
