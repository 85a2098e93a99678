"""From a wheel or a feed to bytes, or to a table for the terminal; one module per format.

Nothing here asks the clock, the terminal or the file system.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from arshjul_cli.wheel.model import Wheel

WHEEL_FORMATS: Mapping[str, str] = {"json": "json", "csv": "csv", "markdown": "markdown"}
"""The formats of a wheel for other programs, each with the module whose `render` gives its bytes."""


def wheel_renderer(name: str) -> Callable[[Wheel], bytes]:
    """Return the `render` of a format, which is loaded only now."""
    module = import_module(f"{__name__}.{WHEEL_FORMATS[name]}")
    renderer: Callable[[Wheel], bytes] = module.render
    return renderer
