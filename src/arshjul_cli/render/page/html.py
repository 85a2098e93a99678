"""Templates filled with values."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from arshjul_cli.swedish import count, long_day

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).with_name("templates")


def fill(template: str, **values: object) -> bytes:
    """Return a template filled with values, as UTF-8."""
    return _environment().get_template(template).render(**values).encode()


Safe = Markup
"""Markup that is put on a page as it is."""


def safe(markup: str) -> Safe:
    """Return markup that the program has made itself, in which all texts are escaped."""
    return Markup(markup)  # noqa: S704 - a drawing


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(bdi=_bdi, long_day=long_day, host=_host)
    made.globals.update(count=count)
    return made


def _bdi(text: str) -> Markup:
    """Return a text of the plan, which may be of any script."""
    return Markup("<bdi>{}</bdi>").format(text)


def _host(url: str) -> str:
    """Return what a link without a title is called."""
    return url.partition("://")[2].partition("/")[0] or url
