"""From values to what people and programs read: files, or a table for the terminal. Pure; one module per format.

A render of a wheel for other programs has one signature: `render(wheel, context)` gives files by relative path.
"""

from collections.abc import Callable, Mapping

from arshjul_cli.render.context import Context
from arshjul_cli.wheel.model import Wheel

__all__ = ["WHEEL_FORMATS", "Context", "Files", "Render"]

Files = Mapping[str, bytes]
"""The bytes of each file, by its path in the folder where it is to be."""
Render = Callable[[Wheel, Context], Files]


def _json(wheel: Wheel, context: Context) -> Files:
    from arshjul_cli.render.json import render

    return render(wheel, context)


def _csv(wheel: Wheel, context: Context) -> Files:
    from arshjul_cli.render.csv import render

    return render(wheel, context)


def _markdown(wheel: Wheel, context: Context) -> Files:
    from arshjul_cli.render.markdown import render

    return render(wheel, context)


WHEEL_FORMATS: Mapping[str, Render] = {"json": _json, "csv": _csv, "markdown": _markdown}
"""The formats of a wheel for other programs. Each imports its module when it is called."""
